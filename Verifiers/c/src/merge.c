#include "merge.h"

#include <string.h>

/* ---- The serials of both, in ascending order ---- */

static void begin(const struct merge *merge)
{
    struct merge_cursor *cursor = merge->cursor;
    walk_open(&cursor->base, &merge->base, merge->first_live);
    walk_open(&cursor->added, &merge->added, merge->first_live);
    cursor->serials = 0;
    cursor->word = 0;
    cursor->bits = 0;
    cursor->codes_end = 0;
}

static bool more(const struct merge_cursor *cursor)
{
    return cursor->base.more || cursor->added.more;
}

static uint64_t serial_of(const struct walk *walk)
{
    return walk->more ? walk->block.serial : UINT64_MAX;
}

static uint64_t serial(const struct merge_cursor *cursor)
{
    uint64_t base = serial_of(&cursor->base);
    uint64_t added = serial_of(&cursor->added);
    return base < added ? base : added;
}

static void take_serial(struct merge_cursor *cursor)
{
    cursor->last = serial(cursor);
    cursor->serials++;
    walk_to(&cursor->base, cursor->last + 1);
    walk_to(&cursor->added, cursor->last + 1);
}

/* ---- Blocks ---- */

/* Whether the block goes on with the next serial; then `gap` is the one before it. */
static bool block_goes_on(const struct merge_cursor *cursor, unsigned k, uint64_t *gap)
{
    if (!more(cursor) || cursor->serials == BLOCK_SERIALS) {
        return false;
    }
    *gap = serial(cursor) - cursor->last - 1;
    return *gap >> k < QUOTIENT_LIMIT;
}

/* Gives the first serial of the next block, and passes over it. */
static uint32_t pass_block(struct merge_cursor *cursor, unsigned k)
{
    uint32_t bits = 0;
    uint64_t gap;
    cursor->serials = 0;
    take_serial(cursor);
    uint32_t first = (uint32_t)cursor->last;
    while (block_goes_on(cursor, k, &gap)) {
        bits += (uint32_t)(gap >> k) + 1 + k;
        take_serial(cursor);
    }
    cursor->codes_end += (bits + 7) / 8;
    return first;
}

/* ---- Sizes ---- */

static bool count_serials(struct merge *merge)
{
    struct merge_cursor *cursor = merge->cursor;
    for (begin(merge); more(cursor); take_serial(cursor)) {
        if (serial_of(&cursor->base) == serial_of(&cursor->added)) { /* STATUS-35 */
            return false;
        }
        merge->count++;
        merge->greatest = (uint32_t)serial(cursor);
    }
    return true;
}

static void count_blocks(struct merge *merge)
{
    uint64_t range = (uint64_t)merge->greatest - merge->first_live + 1;
    merge->k = rice_parameter(range, merge->count);
    for (begin(merge); more(merge->cursor); merge->block_count++) {
        pass_block(merge->cursor, merge->k);
    }
}

static size_t fields_size(const struct merge *merge)
{
    return 1 + STATUS_HEAD + (merge->count == 0 ? 4 : COUNTS_SIZE);
}

static void rewind_to_start(struct merge_cursor *cursor)
{
    cursor->next_chunk = 0;
    cursor->at = 0;
    cursor->length = 0;
}

bool merge_open(struct merge *merge, struct merge_cursor *cursor, const struct serials *base,
                const struct status_delta *delta, const uint8_t signature[SIGNATURE_SIZE])
{
    *merge = (struct merge){.base = *base, .added = delta->added,
                            .first_live = delta->head.first_live, .cursor = cursor};
    memcpy(merge->head, delta->head.bytes, STATUS_HEAD);
    memcpy(merge->signature, signature, SIGNATURE_SIZE);
    if (!count_serials(merge)) {
        return false;
    }
    if (merge->count > 0) {
        count_blocks(merge);
    }
    merge->length = fields_size(merge) + INDEX_ENTRY * (size_t)merge->block_count +
                    cursor->codes_end + SIGNATURE_SIZE;
    rewind_to_start(cursor);
    return merge->length <= MAPAE_STATUS_MAX;
}

/* ---- Bytes ---- */

static void make_fields(const struct merge *merge)
{
    struct merge_cursor *cursor = merge->cursor;
    uint8_t *counts = cursor->chunk + 1 + STATUS_HEAD;
    cursor->chunk[0] = 0x15;
    memcpy(cursor->chunk + 1, merge->head, STATUS_HEAD);
    put_number(counts, 4, merge->count);
    put_number(counts + 4, 4, merge->greatest);
    put_number(counts + 8, 4, merge->block_count);
    cursor->length = fields_size(merge);
}

static void make_entry(const struct merge *merge)
{
    struct merge_cursor *cursor = merge->cursor;
    uint32_t first = pass_block(cursor, merge->k);
    put_number(cursor->chunk, 4, first);
    put_number(cursor->chunk + 4, 4, cursor->codes_end);
    cursor->length = INDEX_ENTRY;
}

static void put_bits(struct merge_cursor *cursor, uint64_t value, unsigned bits)
{
    cursor->bits += bits;
    cursor->word |= value << (64 - cursor->bits);
    while (cursor->bits >= 8) {
        cursor->chunk[cursor->length++] = (uint8_t)(cursor->word >> 56);
        cursor->word <<= 8;
        cursor->bits -= 8;
    }
}

/* Goes on in the codes: into a block, to its next code, or out of it. */
static void make_code(const struct merge *merge)
{
    struct merge_cursor *cursor = merge->cursor;
    uint64_t gap;
    cursor->length = 0;
    if (cursor->serials == 0) {
        take_serial(cursor);
    } else if (block_goes_on(cursor, merge->k, &gap)) {
        uint64_t one = (uint64_t)1 << merge->k;
        put_bits(cursor, one | (gap & (one - 1)), (unsigned)(gap >> merge->k) + 1 + merge->k);
        take_serial(cursor);
    } else {
        if (cursor->bits > 0) {
            put_bits(cursor, 0, 8 - cursor->bits);
        }
        cursor->serials = 0;
    }
}

static void make_chunk(const struct merge *merge)
{
    struct merge_cursor *cursor = merge->cursor;
    size_t number = cursor->next_chunk++;
    cursor->at += cursor->length;
    if (number == 1 || number == merge->block_count + 1) {
        begin(merge);
    }
    if (number == 0) {
        make_fields(merge);
    } else if (number <= merge->block_count) {
        make_entry(merge);
    } else if (more(cursor) || cursor->serials > 0) {
        make_code(merge);
    } else {
        memcpy(cursor->chunk, merge->signature, SIGNATURE_SIZE);
        cursor->length = SIGNATURE_SIZE;
    }
}

static void read_merge(const void *context, size_t at, uint8_t *to, size_t count)
{
    const struct merge *merge = context;
    struct merge_cursor *cursor = merge->cursor;
    if (at < cursor->at) {
        rewind_to_start(cursor);
    }
    while (count > 0) {
        while (at - cursor->at >= cursor->length) {
            make_chunk(merge);
        }
        size_t from = at - cursor->at;
        size_t left = cursor->length - from;
        size_t part = count < left ? count : left;
        memcpy(to, cursor->chunk + from, part);
        at += part;
        to += part;
        count -= part;
    }
}

struct mapae_source merge_source(const struct merge *merge)
{
    return (struct mapae_source){read_merge, merge, 0, merge->length};
}
