#include "status_held.h"

#include "merge.h"
#include "state.h"

#define STATUS_COUNT_MAX 65280u

static const struct serials NO_SERIALS;

/* The held list as it stands in the bundle or in the store; of one that a delta
 * made its base. */
static struct mapae_source whole_source(const struct status_load *load,
                                        const struct mapae_issuer *place)
{
    size_t length = place->base_length > 0 ? place->base_length : place->status_length;
    if (place->status_brought) {
        return source_of((struct bytes){load->bundle.at + place->status_at, length});
    }
    const struct mapae_store *store = &load->held->room.status;
    return (struct mapae_source){store->read, store->context, place->status_at, length};
}

/* The bundle's delta that was put on the base. */
static struct bytes delta_part(const struct status_load *load, const struct mapae_issuer *place)
{
    const uint8_t *at = load->bundle.at + place->delta_at;
    return (struct bytes){at, (size_t)number_at(at - PART_HEAD, PART_HEAD)};
}

void held_open(const struct status_load *load, const struct mapae_issuer *place,
               struct held_list *held)
{
    struct status_list list;
    struct mapae_source source = whole_source(load, place);
    *held = (struct held_list){.is_there = place->status_length > 0 &&
                                           status_open(&source, &list)};
    if (!held->is_there) {
        return;
    }
    held->head = list.head;
    held->revoked = list.revoked;
    struct status_delta delta;
    if (place->base_length > 0) {
        source = source_of(delta_part(load, place));
        delta_open(&source, &delta);
        held->head = delta.head;
        held->added = delta.added;
    }
}

bool held_within(const struct held_list *held, uint32_t from, const struct serials *serials)
{
    return serials_within(&held->revoked, from, serials, &NO_SERIALS) &&
           serials_within(&held->added, from, serials, &NO_SERIALS);
}

bool within_held(const struct serials *serials, const struct held_list *held)
{
    return serials_within(serials, 0, &held->revoked, &held->added);
}

bool status_fits(const struct mapae_state *made, const struct mapae_issuer *place,
                 size_t length)
{
    size_t count = made->status_count + (place->status_length == 0);
    size_t total = made->status_length + PART_HEAD + length;
    if (place->status_length > 0) {
        total -= PART_HEAD + place->status_length;
    }
    return count <= STATUS_COUNT_MAX && total <= MAPAE_STATUS_ROOM &&
           total <= made->room.status.size;
}

/* Counts a list of that length in place of its issuer's. */
static void count_list(struct mapae_state *made, struct mapae_issuer *place, size_t length)
{
    if (place->status_length == 0) {
        made->status_count++;
    } else {
        made->status_length -= PART_HEAD + place->status_length;
    }
    made->status_length += PART_HEAD + length;
    place->status_length = (uint32_t)length;
}

void keep_held(const struct status_load *load, struct mapae_issuer *place,
               const struct mapae_issuer *before)
{
    count_list(load->made, place, before->status_length);
    place->status_at = before->status_at;
}

void put_whole(const struct status_load *load, struct mapae_issuer *place, struct bytes part)
{
    count_list(load->made, place, part.length);
    place->status_at = (uint32_t)(part.at - load->bundle.at);
    place->status_brought = true;
    place->base_length = 0;
}

void put_merged(const struct status_load *load, struct mapae_issuer *place, size_t length)
{
    place->base_length = place->status_length;
    count_list(load->made, place, length);
}

/* ---- The new state's store ---- */

static void copy_source(const struct mapae_source *source, const struct mapae_store *store,
                        size_t to)
{
    uint8_t page[PAGE_SIZE];
    for (size_t done = 0; done < source->length; done += PAGE_SIZE) {
        size_t left = source->length - done;
        size_t count = left < PAGE_SIZE ? left : PAGE_SIZE;
        source_read(source, done, page, count);
        store->write(store->context, to + done, page, count);
    }
}

/* Writes the list that a delta makes; it was made before, and signed. */
static void write_merged(const struct status_load *load, const struct mapae_issuer *place,
                         size_t to)
{
    struct bytes part = delta_part(load, place);
    struct status_list base;
    struct status_delta delta;
    struct merge_cursor cursor;
    struct merge merge;
    struct mapae_source base_source = whole_source(load, place);
    struct mapae_source delta_source = source_of(part);
    if (status_open(&base_source, &base) && delta_open(&delta_source, &delta) &&
        merge_open(&merge, &cursor, &base.revoked, &delta, part_signature(part))) {
        struct mapae_source list = merge_source(&merge);
        copy_source(&list, &load->made->room.status, to);
    }
}

void write_lists(const struct status_load *load)
{
    struct mapae_state *made = load->made;
    const struct mapae_store *store = &made->room.status;
    size_t at = 0;
    for (size_t i = 0; made->has_list && i < made->list.issuer_count; i++) {
        struct mapae_issuer *place = &made->room.issuers[i];
        if (place->status_length == 0) {
            continue;
        }
        uint8_t head[PART_HEAD];
        put_number(head, PART_HEAD, place->status_length);
        store->write(store->context, at, head, PART_HEAD);
        at += PART_HEAD;
        if (place->base_length > 0) {
            write_merged(load, place, at);
        } else {
            struct mapae_source source = whole_source(load, place);
            copy_source(&source, store, at);
        }
        *place = (struct mapae_issuer){.at = place->at, .status_at = (uint32_t)at,
                                       .status_length = place->status_length};
        at += place->status_length;
    }
}
