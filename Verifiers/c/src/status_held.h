/* The status lists of issuers while a bundle is loaded: each stands in the held
 * state's store, in the bundle, or is what a delta of the bundle makes of one of
 * these two. At the end they are written into the new state's store. */
#ifndef STATUS_HELD_H
#define STATUS_HELD_H

#include "status.h"

struct status_load {
    const struct mapae_platform *platform;
    const struct mapae_state *held;
    struct mapae_state *made;
    struct bytes bundle;
    struct bytes parts; /* those of the bundle that are status lists and deltas */
    bool list_taken;    /* the bundle's trust list took the place of the held one */
};

/* The list of an issuer. Where a delta made it, `revoked` are its base's, and some
 * of them may be below its first live. */
struct held_list {
    bool is_there;
    struct status_head head;
    struct serials revoked;
    struct serials added;
};

void held_open(const struct status_load *load, const struct mapae_issuer *place,
               struct held_list *held);
/* Whether its serials, from `from` on, are all in `serials`; and the other way. */
bool held_within(const struct held_list *held, uint32_t from, const struct serials *serials);
bool within_held(const struct serials *serials, const struct held_list *held);

/* Whether a list of that length may take the place of its issuer's (STATUS-22). */
bool status_fits(const struct mapae_state *made, const struct mapae_issuer *place,
                 size_t length);

/* Let a list take the place of its issuer's. */
void keep_held(const struct status_load *load, struct mapae_issuer *place,
               const struct mapae_issuer *before);
void put_whole(const struct status_load *load, struct mapae_issuer *place, struct bytes part);
void put_merged(const struct status_load *load, struct mapae_issuer *place, size_t length);

/* By ascending issuer ids. */
void write_lists(const struct status_load *load);

#endif
