/* Status lists, read by pages and never unpacked (status.md). */
#ifndef STATUS_H
#define STATUS_H

#include "bytes.h"
#include "mapae.h"
#include "source.h"

struct status_list {
    struct mapae_source source;
    struct mapae_source signed_part;
    uint8_t domain_tag[4];
    uint32_t key_number;
    uint8_t generation;
    uint32_t number;
    int64_t issued_at;
    int64_t expires_at;
    uint32_t first_live;
    uint32_t count;
    uint32_t greatest;
    size_t block_count;
    unsigned k;
};

/* Reads the fields; false where they or the sizes that follow from them are out
 * of their ranges (STATUS-1). */
bool status_open(const struct mapae_source *source, struct status_list *list);

/* STATUS-2 and STATUS-3, in one pass over the blocks. */
bool status_well_formed(const struct status_list *list);

/* The questions below are for lists that are well-formed. */
bool status_revokes(const struct status_list *list, uint32_t serial);
/* STATUS-21: `newer` has all of `older` from its own first live on. */
bool status_contains(const struct status_list *newer, const struct status_list *older);
void status_signature(const struct status_list *list, uint8_t signature[SIGNATURE_SIZE]);

#endif
