#include "status.h"

#define COUNT_END 31u /* of the fields up to the count */
#define COUNTS_END 39u
#define INDEX_ENTRY 8u
#define LIFE_MAX 34560000
#define BLOCK_SERIALS 256u
#define QUOTIENT_LIMIT 24u

/* The floor of log2 of (greatest - first live + 1) / count. */
static unsigned rice_parameter(uint64_t range, uint64_t count)
{
    unsigned k = 0;
    while (count << (k + 1) <= range) {
        k++;
    }
    return k;
}

static bool open_serials(struct status_list *list)
{
    uint8_t counts[8];
    if (list->count == 0) { /* nothing follows */
        return list->source.length == COUNT_END + SIGNATURE_SIZE;
    }
    if (list->source.length < COUNTS_END + SIGNATURE_SIZE) {
        return false;
    }
    source_read(&list->source, COUNT_END, counts, sizeof counts);
    list->greatest = (uint32_t)number_at(counts, 4);
    list->block_count = (size_t)number_at(counts + 4, 4);
    size_t room = list->source.length - COUNTS_END - SIGNATURE_SIZE;
    if (list->block_count == 0 || list->block_count > room / INDEX_ENTRY ||
        list->greatest < list->first_live) {
        return false;
    }
    uint64_t range = (uint64_t)list->greatest - list->first_live + 1;
    if (list->count > range) {
        return false;
    }
    list->k = rice_parameter(range, list->count);
    return true;
}

bool status_open(const struct mapae_source *source, struct status_list *list)
{
    uint8_t fields[COUNT_END];
    *list = (struct status_list){.source = *source};
    if (source->length < COUNT_END + SIGNATURE_SIZE || source->length > MAPAE_STATUS_MAX) {
        return false;
    }
    source_read(source, 0, fields, sizeof fields);
    list->signed_part = source_part(source, 0, source->length - SIGNATURE_SIZE);
    struct reader reader = reader_of((struct bytes){fields, sizeof fields});
    reader_number(&reader, 1);
    for (unsigned i = 0; i < 4; i++) {
        list->domain_tag[i] = (uint8_t)reader_number(&reader, 1);
    }
    list->key_number = (uint32_t)reader_number(&reader, 3);
    list->generation = (uint8_t)reader_number(&reader, 1);
    list->number = (uint32_t)reader_number(&reader, 4);
    list->issued_at = (int64_t)reader_number(&reader, 5);
    list->expires_at = (int64_t)reader_number(&reader, 5);
    list->first_live = (uint32_t)reader_number(&reader, 4);
    list->count = (uint32_t)reader_number(&reader, 4);
    return list->number >= 1 && list->expires_at > list->issued_at &&
           list->expires_at - list->issued_at <= LIFE_MAX && open_serials(list);
}

/* ---- Blocks ---- */

static size_t blocks_start(const struct status_list *list)
{
    return COUNTS_END + INDEX_ENTRY * list->block_count;
}

static size_t blocks_size(const struct status_list *list)
{
    return list->source.length - SIGNATURE_SIZE - blocks_start(list);
}

static uint32_t block_first(struct pages *index, size_t block)
{
    return pages_u32(index, COUNTS_END + INDEX_ENTRY * block);
}

static uint32_t block_end(struct pages *index, size_t block)
{
    return pages_u32(index, COUNTS_END + INDEX_ENTRY * block + 4);
}

/* The codes of one block. The word holds the next bits from its top down. */
struct block {
    uint64_t serial; /* the one that was read last */
    unsigned serials;
    uint64_t word;
    unsigned bits;
    size_t at;
    size_t end;
};

static bool block_open(struct block *block, const struct status_list *list,
                       struct pages *index, size_t number)
{
    size_t start = number == 0 ? 0 : block_end(index, number - 1);
    size_t end = block_end(index, number);
    *block = (struct block){.serial = block_first(index, number), .serials = 1};
    block->at = blocks_start(list) + start;
    block->end = blocks_start(list) + end;
    return start <= end && end <= blocks_size(list);
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

/* ---- All serials in order, checked on the way ---- */

struct serials {
    const struct status_list *list;
    struct pages index;
    struct pages codes;
    struct block block;
    size_t blocks; /* opened so far */
    uint32_t count;
};

static void serials_open(struct serials *serials, const struct status_list *list)
{
    serials->list = list;
    pages_open(&serials->index, &list->source);
    pages_open(&serials->codes, &list->source);
    serials->blocks = 0;
    serials->count = 0;
}

/* STATUS-3: a block begins behind 256 serials or before a gap of quotient 24,
 * and nowhere else. */
static bool block_begins_here(const struct serials *serials, const struct block *next)
{
    const struct block *last = &serials->block;
    if (serials->blocks == 0) {
        return next->serial >= serials->list->first_live;
    }
    if (next->serial <= last->serial) {
        return false;
    }
    uint64_t gap = next->serial - last->serial - 1;
    return last->serials == BLOCK_SERIALS || gap >> serials->list->k >= QUOTIENT_LIMIT;
}

static enum step serials_next(struct serials *serials)
{
    const struct status_list *list = serials->list;
    enum step step = END;
    if (serials->count > 0) {
        step = block_next(&serials->block, &serials->codes, list->k);
    }
    if (step == BROKEN || (step == NEXT && serials->block.serials > BLOCK_SERIALS)) {
        return BROKEN;
    }
    if (step == END) {
        if (serials->blocks == list->block_count) {
            bool whole = serials->count == list->count &&
                         serials->block.serial == list->greatest &&
                         serials->block.end == blocks_start(list) + blocks_size(list);
            return whole ? END : BROKEN;
        }
        struct block next;
        if (!block_open(&next, list, &serials->index, serials->blocks) ||
            !block_begins_here(serials, &next)) {
            return BROKEN;
        }
        serials->block = next;
        serials->blocks++;
    }
    if (serials->count == list->count || serials->block.serial > list->greatest) {
        return BROKEN;
    }
    serials->count++;
    return NEXT;
}

bool status_well_formed(const struct status_list *list)
{
    struct serials serials;
    enum step step;
    if (list->count == 0) {
        return true;
    }
    serials_open(&serials, list);
    do {
        step = serials_next(&serials);
    } while (step == NEXT);
    return step == END;
}

bool status_contains(const struct status_list *newer, const struct status_list *older)
{
    struct serials in_newer;
    struct serials in_older;
    if (older->count == 0) {
        return true;
    }
    serials_open(&in_older, older);
    serials_open(&in_newer, newer);
    bool more = newer->count > 0 && serials_next(&in_newer) == NEXT;
    while (serials_next(&in_older) == NEXT) {
        uint64_t serial = in_older.block.serial;
        if (serial < newer->first_live) {
            continue;
        }
        while (more && in_newer.block.serial < serial) {
            more = serials_next(&in_newer) == NEXT;
        }
        if (!more || in_newer.block.serial != serial) {
            return false;
        }
    }
    return true;
}

/* status.md, Looking up. */
bool status_revokes(const struct status_list *list, uint32_t serial)
{
    struct pages pages;
    struct block block;
    if (list->count == 0 || serial < list->first_live || serial > list->greatest) {
        return false;
    }
    pages_open(&pages, &list->source);
    size_t low = 0; /* the blocks before it begin at or below the serial */
    size_t high = list->block_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (block_first(&pages, middle) <= serial) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == 0) {
        return false;
    }
    block_open(&block, list, &pages, low - 1);
    while (block.serial < serial && block_next(&block, &pages, list->k) == NEXT) {
    }
    return block.serial == serial;
}

void status_signature(const struct status_list *list, uint8_t signature[SIGNATURE_SIZE])
{
    source_read(&list->source, list->signed_part.length, signature, SIGNATURE_SIZE);
}
