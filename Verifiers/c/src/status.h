/* The form of status lists and of status deltas (status.md). */
#ifndef STATUS_H
#define STATUS_H

#include "serials.h"

#define STATUS_HEAD 26u /* from domain tag to first live */

struct status_head {
    uint8_t bytes[STATUS_HEAD]; /* the first four are the domain tag */
    uint32_t key_number;
    uint8_t generation;
    uint32_t number;
    int64_t issued_at;
    int64_t expires_at;
    uint32_t first_live;
};

struct status_list {
    struct status_head head;
    struct serials revoked;
};

/* Head and signature are those of the list that it makes. */
struct status_delta {
    struct status_head head;
    uint32_t base_number;
    struct serials added;
};

/* Read the fields; false where they or the sizes that follow from them are out
 * of their ranges (STATUS-1, STATUS-30). The serials are still to be checked. */
bool status_open(const struct mapae_source *source, struct status_list *list);
bool delta_open(const struct mapae_source *source, struct status_delta *delta);

#endif
