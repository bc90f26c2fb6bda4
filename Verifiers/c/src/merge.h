/* The status list that a delta makes of its base (status.md, Deltas).
 *
 * It is never held: whoever reads it has its bytes made anew of the serials of
 * base and delta. So a delta costs no memory but that of two walks, and a forged
 * one makes no device write to its store. */
#ifndef MERGE_H
#define MERGE_H

#include "status.h"

/* Where reading has come. A chunk is what is made at once: the fields before the
 * index, an entry of the index, the bytes that a code fills, or the signature. */
struct merge_cursor {
    struct walk base;
    struct walk added;
    unsigned serials; /* of the block, so far */
    uint64_t last;    /* of them */
    uint64_t word;    /* bits that fill no byte yet, from the top down */
    unsigned bits;
    uint32_t codes_end; /* of the last block, from the beginning of the first */
    size_t next_chunk;
    size_t at; /* of the chunk, in the list */
    size_t length;
    uint8_t chunk[SIGNATURE_SIZE];
};

struct merge {
    struct serials base;
    struct serials added;
    uint8_t head[STATUS_HEAD];
    uint8_t signature[SIGNATURE_SIZE];
    uint32_t first_live;
    uint32_t count;
    uint32_t greatest;
    uint32_t block_count;
    unsigned k;
    size_t length;
    struct merge_cursor *cursor;
};

/* False where the delta adds a serial of its base (STATUS-35), or the list is
 * longer than one may be (STATUS-1). `signature` is the delta's. */
bool merge_open(struct merge *merge, struct merge_cursor *cursor, const struct serials *base,
                const struct status_delta *delta, const uint8_t signature[SIGNATURE_SIZE]);

/* The bytes of the list. They are made from the beginning on, so reading on costs
 * little and reading back costs all that is before. */
struct mapae_source merge_source(const struct merge *merge);

#endif
