/* Revoked serials in their one encoding, read by pages and never unpacked
 * (status.md, Revoked serials). Where all is zero, there are none. */
#ifndef SERIALS_H
#define SERIALS_H

#include "bytes.h"
#include "mapae.h"
#include "source.h"

#define COUNTS_SIZE 12u
#define INDEX_ENTRY 8u
#define BLOCK_SERIALS 256u
#define QUOTIENT_LIMIT 24u

struct serials {
    struct mapae_source source; /* from the count to the end of the last block */
    uint32_t first_live;
    uint32_t count;
    uint32_t greatest;
    uint32_t block_count;
    unsigned k;
};

/* k where `count` serials stand in that many numbers. */
unsigned rice_parameter(uint64_t range, uint64_t count);

/* Reads the fields; false where they or the sizes that follow from them are out
 * of their ranges (STATUS-1). */
bool serials_open(const struct mapae_source *source, uint32_t first_live,
                  struct serials *serials);

/* STATUS-2 and STATUS-3, in one pass over the blocks. */
bool serials_well_formed(const struct serials *serials);

/* ---- Below: of serials that are well-formed ---- */

/* The codes of one block. The word holds the next bits from its top down. */
struct block {
    uint64_t serial; /* the one that was read last */
    unsigned serials;
    uint64_t word;
    unsigned bits;
    size_t at;
    size_t end;
};

/* Serials in ascending order. */
struct walk {
    const struct serials *serials;
    struct pages codes;
    struct block block;
    size_t next_block;
    bool more; /* block.serial is one of them */
};

/* Begins at the least serial that is not below `from`. */
void walk_open(struct walk *walk, const struct serials *serials, uint64_t from);
/* Goes on to the least serial that is not below `serial`, past whole blocks by
 * the index. */
void walk_to(struct walk *walk, uint64_t serial);

bool serials_have(const struct serials *serials, uint32_t serial);
/* Each of `serials` that is not below `from` is in `first` or in `second`. */
bool serials_within(const struct serials *serials, uint64_t from, const struct serials *first,
                    const struct serials *second);

#endif
