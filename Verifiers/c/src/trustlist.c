#include "trustlist.h"

#include "rules.h"
#include "text.h"

#include <string.h>

#define LIFE_MAX 34560000
#define NEXT_KEY_MAX (1u << 24)
#define KEY_ENTRY 41u

#define FLAG_STATUS 1u
#define FLAG_COMPROMISED 2u

/* ---- Sorting the index ----
 *
 * Heapsort: no memory of its own, and no order of keys makes it slow. */

struct order {
    const uint8_t *list;
    size_t field; /* within a key's entry */
    size_t size;
};

static int compare(const struct order *order, const struct mapae_key *a,
                   const struct mapae_key *b)
{
    return memcmp(order->list + a->at + order->field, order->list + b->at + order->field,
                  order->size);
}

static void sift_down(struct mapae_key *keys, size_t root, size_t count,
                      const struct order *order)
{
    struct mapae_key moved = keys[root];
    for (size_t child = 2 * root + 1; child < count; child = 2 * root + 1) {
        if (child + 1 < count && compare(order, &keys[child], &keys[child + 1]) < 0) {
            child++;
        }
        if (compare(order, &moved, &keys[child]) >= 0) {
            break;
        }
        keys[root] = keys[child];
        root = child;
    }
    keys[root] = moved;
}

/* Sorts, and says whether no two are equal. */
static bool sort_keys(struct mapae_key *keys, size_t count, const struct order *order)
{
    for (size_t i = count / 2; i-- > 0;) {
        sift_down(keys, i, count, order);
    }
    for (size_t end = count; end-- > 1;) {
        struct mapae_key greatest = keys[0];
        keys[0] = keys[end];
        keys[end] = greatest;
        sift_down(keys, 0, end, order);
    }
    for (size_t i = 1; i < count; i++) {
        if (compare(order, &keys[i - 1], &keys[i]) == 0) {
            return false;
        }
    }
    return true;
}

/* ---- Form ---- */

static bool read_head(struct reader *reader, struct mapae_list *list)
{
    reader_number(reader, 1);
    list->domain_digest = reader_bytes(reader, DIGEST_SIZE);
    list->authority_number = (uint8_t)reader_number(reader, 1);
    list->number = (uint32_t)reader_number(reader, 4);
    list->next_key = (uint32_t)reader_number(reader, 4);
    list->issued_at = (int64_t)reader_number(reader, 5);
    list->refresh_after = (int64_t)reader_number(reader, 5);
    list->expires_at = (int64_t)reader_number(reader, 5);
    return !reader->broken && list->authority_number >= 1 && list->number >= 1 &&
           list->next_key <= NEXT_KEY_MAX && list->refresh_after >= list->issued_at &&
           list->refresh_after <= list->expires_at && list->expires_at > list->issued_at &&
           list->expires_at - list->issued_at <= LIFE_MAX;
}

static bool read_profiles(struct reader *reader)
{
    int32_t last = -1;
    for (size_t left = (size_t)reader_number(reader, 1); left > 0; left--) {
        int32_t profile = (int32_t)reader_number(reader, 2);
        if (reader->broken || profile <= last) {
            return false;
        }
        last = profile;
    }
    return true;
}

static enum mapae_refusal read_keys(struct reader *reader, const struct mapae_room *room,
                                    size_t issuer, struct mapae_list *list,
                                    bool *compromised_status_key)
{
    int64_t last = -1;
    *compromised_status_key = false;
    for (size_t left = (size_t)reader_number(reader, 2); left > 0; left--) {
        const uint8_t *entry = reader_bytes(reader, KEY_ENTRY);
        if (entry == NULL) {
            return MAPAE_REFUSED_MALFORMED;
        }
        int64_t number = (int64_t)number_at(entry, 3);
        uint8_t flags = entry[35];
        if (number <= last || number >= list->next_key ||
            flags > (FLAG_STATUS | FLAG_COMPROMISED)) {
            return MAPAE_REFUSED_MALFORMED;
        }
        if (list->key_count == room->keys_size) {
            return MAPAE_NO_MEMORY;
        }
        room->keys[list->key_count++] =
            (struct mapae_key){(uint32_t)(entry - list->at), (uint16_t)issuer};
        *compromised_status_key =
            *compromised_status_key || flags == (FLAG_STATUS | FLAG_COMPROMISED);
        last = number;
    }
    return reader->broken ? MAPAE_REFUSED_MALFORMED : MAPAE_LOADED;
}

static enum mapae_refusal read_issuers(struct reader *reader, const struct mapae_room *room,
                                       struct mapae_list *list)
{
    int32_t last = -1;
    list->issuer_count = (size_t)reader_number(reader, 2);
    if (list->issuer_count > room->issuers_size) {
        return MAPAE_NO_MEMORY;
    }
    for (size_t i = 0; i < list->issuer_count; i++) {
        bool compromised_status_key;
        room->issuers[i] = (struct mapae_issuer){.at = (uint32_t)(reader->at - list->at)};
        int32_t id = (int32_t)reader_number(reader, 2);
        size_t name_length = (size_t)reader_number(reader, 1);
        struct bytes name = {reader_bytes(reader, name_length), name_length};
        if (reader->broken || id <= last || !letters_good(name, 128) ||
            !read_profiles(reader)) {
            return MAPAE_REFUSED_MALFORMED;
        }
        uint8_t generation = (uint8_t)reader_number(reader, 1);
        uint32_t demand = (uint32_t)reader_number(reader, 4);
        enum mapae_refusal refusal =
            read_keys(reader, room, i, list, &compromised_status_key);
        if (refusal != MAPAE_LOADED) {
            return refusal;
        }
        if ((generation > 0 || compromised_status_key) && demand == 0) { /* TRUST-11 */
            return MAPAE_REFUSED_MALFORMED;
        }
        last = id;
    }
    return reader->broken ? MAPAE_REFUSED_MALFORMED : MAPAE_LOADED;
}

static bool read_rules(struct reader *reader)
{
    struct rule rule;
    struct bytes last = {NULL, 0};
    for (size_t left = (size_t)reader_number(reader, 1); left > 0; left--) {
        if (!rule_next(reader, &rule)) {
            return false;
        }
        /* The length byte comes first, so of two lengths it decides. */
        size_t shorter = last.length < rule.bytes.length ? last.length : rule.bytes.length;
        if (shorter > 0 && memcmp(last.at, rule.bytes.at, shorter) >= 0) {
            return false;
        }
        last = rule.bytes;
    }
    return !reader->broken;
}

enum mapae_refusal list_decode(struct bytes object, const struct mapae_room *room,
                               struct mapae_list *list)
{
    struct reader reader = reader_of(object);
    *list = (struct mapae_list){.at = object.at, .length = object.length};
    if (object.length > MAPAE_LIST_MAX || !read_head(&reader, list)) {
        return MAPAE_REFUSED_MALFORMED;
    }
    enum mapae_refusal refusal = read_issuers(&reader, room, list);
    if (refusal != MAPAE_LOADED) {
        return refusal;
    }
    list->rules_at = object.length - reader.left;
    if (!read_rules(&reader)) {
        return MAPAE_REFUSED_MALFORMED;
    }
    list->signed_length = object.length - reader.left;
    list->signers = (uint16_t)reader_number(&reader, 2);
    reader_bytes(&reader, bits_set(list->signers) * SIGNATURE_SIZE);
    if (!reader_at_end(&reader) || list->signers == 0) {
        return MAPAE_REFUSED_MALFORMED;
    }
    /* TRUST-10; the order by number stays, for state_key. */
    const struct order by_public_key = {object.at, 3, KEY_SIZE};
    const struct order by_number = {object.at, 0, 3};
    if (!sort_keys(room->keys, list->key_count, &by_public_key) ||
        !sort_keys(room->keys, list->key_count, &by_number)) {
        return MAPAE_REFUSED_MALFORMED;
    }
    return MAPAE_LOADED;
}

/* ---- Looking up, in a list that is well-formed ---- */

struct issuer list_issuer(const struct mapae_list *list, const struct mapae_issuer *place)
{
    struct issuer issuer;
    struct reader reader =
        reader_of((struct bytes){list->at + place->at, list->length - place->at});
    issuer.id = (uint16_t)reader_number(&reader, 2);
    reader_bytes(&reader, (size_t)reader_number(&reader, 1));
    issuer.profile_count = (size_t)reader_number(&reader, 1);
    issuer.profiles = reader_bytes(&reader, 2 * issuer.profile_count);
    issuer.generation = (uint8_t)reader_number(&reader, 1);
    issuer.demand = (uint32_t)reader_number(&reader, 4);
    return issuer;
}

struct key list_key(const struct mapae_list *list, const struct mapae_key *place)
{
    const uint8_t *entry = list->at + place->at;
    return (struct key){
        .number = (uint32_t)number_at(entry, 3),
        .public_key = entry + 3,
        .for_status = (entry[35] & FLAG_STATUS) != 0,
        .compromised = (entry[35] & FLAG_COMPROMISED) != 0,
        .accept_until = time_at(entry + 36),
    };
}

struct bytes list_rules(const struct mapae_list *list, size_t *count)
{
    *count = list->at[list->rules_at];
    return (struct bytes){list->at + list->rules_at + 1,
                          list->signed_length - list->rules_at - 1};
}

bool issuer_has_profile(const struct issuer *issuer, uint16_t profile)
{
    for (size_t i = 0; i < issuer->profile_count; i++) {
        if (number_at(issuer->profiles + 2 * i, 2) == profile) {
            return true;
        }
    }
    return false;
}

const struct mapae_key *state_key(const struct mapae_state *state, uint32_t number)
{
    size_t low = 0;
    size_t high = state->has_list ? state->list.key_count : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct mapae_key *place = &state->room.keys[middle];
        uint32_t found = (uint32_t)number_at(state->list.at + place->at, 3);
        if (found == number) {
            return place;
        }
        if (found < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}
