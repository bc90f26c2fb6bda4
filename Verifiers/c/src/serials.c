#include "serials.h"

unsigned rice_parameter(uint64_t range, uint64_t count)
{
    unsigned k = 0;
    while (count << (k + 1) <= range) {
        k++;
    }
    return k;
}

bool serials_open(const struct mapae_source *source, uint32_t first_live,
                  struct serials *serials)
{
    *serials = (struct serials){.source = *source, .first_live = first_live};
    if (source->length < 4) {
        return false;
    }
    serials->count = source_u32(source, 0);
    if (serials->count == 0) { /* nothing follows */
        return source->length == 4;
    }
    if (source->length < COUNTS_SIZE) {
        return false;
    }
    serials->greatest = source_u32(source, 4);
    serials->block_count = source_u32(source, 8);
    if (serials->block_count == 0 ||
        serials->block_count > (source->length - COUNTS_SIZE) / INDEX_ENTRY ||
        serials->greatest < first_live) {
        return false;
    }
    uint64_t range = (uint64_t)serials->greatest - first_live + 1;
    if (serials->count > range) {
        return false;
    }
    serials->k = rice_parameter(range, serials->count);
    return true;
}

/* ---- Blocks ---- */

static uint32_t block_first(const struct serials *serials, size_t number)
{
    return source_u32(&serials->source, COUNTS_SIZE + INDEX_ENTRY * number);
}

/* Where a block ends, in the source. */
static size_t block_end(const struct serials *serials, size_t number)
{
    return COUNTS_SIZE + INDEX_ENTRY * (size_t)serials->block_count +
           source_u32(&serials->source, COUNTS_SIZE + INDEX_ENTRY * number + 4);
}

static bool block_open(struct block *block, const struct serials *serials, size_t number)
{
    *block = (struct block){.serial = block_first(serials, number), .serials = 1};
    block->at = number > 0 ? block_end(serials, number - 1)
                           : COUNTS_SIZE + INDEX_ENTRY * (size_t)serials->block_count;
    block->end = block_end(serials, number);
    return block->at <= block->end && block->end <= serials->source.length;
}

enum step { NEXT, END, BROKEN };

static void block_fill(struct block *block, struct pages *codes)
{
    while (block->bits <= 56 && block->at < block->end) {
        block->word |= (uint64_t)pages_byte(codes, block->at++) << (56 - block->bits);
        block->bits += 8;
    }
}

static enum step block_next(struct block *block, struct pages *codes, unsigned k)
{
    unsigned quotient = 0;
    block_fill(block, codes);
    if (block->bits < 8 && block->word == 0) {
        return END;
    }
    while (quotient < QUOTIENT_LIMIT && block->word >> 63 == 0) {
        block->word <<= 1;
        quotient++;
    }
    if (quotient == QUOTIENT_LIMIT || quotient + 1 + k > block->bits) {
        return BROKEN;
    }
    block->word <<= 1;
    uint64_t low = k == 0 ? 0 : block->word >> (64 - k);
    block->word <<= k;
    block->bits -= quotient + 1 + k;
    block->serial += ((uint64_t)quotient << k) + low + 1;
    block->serials++;
    return NEXT;
}

/* ---- Form ---- */

/* STATUS-3: a block begins behind 256 serials or before a gap of quotient 24,
 * and nowhere else. */
static bool block_begins_here(const struct block *block, const struct block *before, unsigned k)
{
    if (block->serial <= before->serial) {
        return false;
    }
    uint64_t gap = block->serial - before->serial - 1;
    return before->serials == BLOCK_SERIALS || gap >> k >= QUOTIENT_LIMIT;
}

bool serials_well_formed(const struct serials *serials)
{
    struct pages codes;
    struct block block = {0};
    uint32_t count = 0;
    if (serials->count == 0) {
        return true;
    }
    pages_open(&codes, &serials->source);
    for (size_t number = 0; number < serials->block_count; number++) {
        struct block before = block;
        if (!block_open(&block, serials, number) ||
            (number == 0 ? block.serial < serials->first_live
                         : !block_begins_here(&block, &before, serials->k))) {
            return false;
        }
        enum step step;
        do {
            if (block.serials > BLOCK_SERIALS || block.serial > serials->greatest) {
                return false;
            }
            count++;
            step = block_next(&block, &codes, serials->k);
        } while (step == NEXT);
        if (step == BROKEN) {
            return false;
        }
    }
    return count == serials->count && block.serial == serials->greatest &&
           block.end == serials->source.length;
}

/* ---- Walking ---- */

/* Opens the last block that begins at or below the serial, but none that was
 * open before; where there is no such one, the next. */
static void walk_into(struct walk *walk, uint64_t serial)
{
    size_t low = walk->next_block; /* the blocks before it begin at or below the serial */
    size_t high = walk->serials->block_count;
    walk->more = low < high;
    if (!walk->more) {
        return;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (block_first(walk->serials, middle) <= serial) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    size_t number = low > walk->next_block ? low - 1 : low;
    block_open(&walk->block, walk->serials, number);
    walk->next_block = number + 1;
}

void walk_to(struct walk *walk, uint64_t serial)
{
    while (walk->more && walk->block.serial < serial) {
        if (block_next(&walk->block, &walk->codes, walk->serials->k) != NEXT) {
            walk_into(walk, serial);
        }
    }
}

void walk_open(struct walk *walk, const struct serials *serials, uint64_t from)
{
    walk->serials = serials;
    walk->next_block = 0;
    pages_open(&walk->codes, &serials->source);
    walk_into(walk, from);
    walk_to(walk, from);
}

static bool walk_meets(struct walk *walk, uint64_t serial)
{
    walk_to(walk, serial);
    return walk->more && walk->block.serial == serial;
}

/* status.md, Looking up. */
bool serials_have(const struct serials *serials, uint32_t serial)
{
    struct walk walk;
    walk_open(&walk, serials, serial);
    return walk.more && walk.block.serial == serial;
}

bool serials_within(const struct serials *serials, uint64_t from, const struct serials *first,
                    const struct serials *second)
{
    struct walk walk;
    struct walk in_first;
    struct walk in_second;
    walk_open(&walk, serials, from);
    walk_open(&in_first, first, from);
    walk_open(&in_second, second, from);
    for (; walk.more; walk_to(&walk, walk.block.serial + 1)) {
        if (!walk_meets(&in_first, walk.block.serial) &&
            !walk_meets(&in_second, walk.block.serial)) {
            return false;
        }
    }
    return true;
}
