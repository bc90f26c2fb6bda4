/* What a verifier holds of one domain (trust.md). */
#ifndef STATE_H
#define STATE_H

#include "bytes.h"
#include "mapae.h"

#define PART_HEAD 4u /* the length in front of each part of a bundle */

/* The next part of a bundle; breaks the reader where a length is 0 or passes
 * the end. */
bool part_next(struct reader *parts, struct bytes *part);

/* Its last field, which is a signature in every status list and delta. */
const uint8_t *part_signature(struct bytes part);

/* The parts of the state's bytes that are records. */
struct bytes state_records(const struct mapae_state *state);

/* A status list that stands in the state's own store. */
struct mapae_source state_status(const struct mapae_state *state,
                                 const struct mapae_issuer *place);

#endif
