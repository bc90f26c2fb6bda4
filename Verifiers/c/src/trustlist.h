/* Trust lists, and the index by which a state finds keys and issuers (trust.md). */
#ifndef TRUSTLIST_H
#define TRUSTLIST_H

#include "bytes.h"
#include "mapae.h"

struct issuer {
    uint16_t id;
    const uint8_t *profiles;
    size_t profile_count;
    uint8_t generation;
    uint32_t demand;
};

struct key {
    uint32_t number;
    const uint8_t *public_key;
    bool for_status;
    bool compromised;
    int64_t accept_until;
};

/* TRUST-9 to TRUST-11. Fills the room's index: issuers in their order, keys by
 * their numbers. Gives MAPAE_LOADED, MAPAE_REFUSED_MALFORMED or MAPAE_NO_MEMORY. */
enum mapae_refusal list_decode(struct bytes object, const struct mapae_room *room,
                               struct mapae_list *list);

struct issuer list_issuer(const struct mapae_list *list, const struct mapae_issuer *place);
struct key list_key(const struct mapae_list *list, const struct mapae_key *place);
struct bytes list_rules(const struct mapae_list *list, size_t *count);
bool issuer_has_profile(const struct issuer *issuer, uint16_t profile);

/* The key with that number, or NULL. */
const struct mapae_key *state_key(const struct mapae_state *state, uint32_t number);

#endif
