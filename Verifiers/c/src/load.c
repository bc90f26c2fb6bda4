/* Loading (trust.md, status.md). The steps have the chapter's numbers. */

#include "ed25519.h"
#include "mapae.h"
#include "record.h"
#include "source.h"
#include "state.h"
#include "status.h"
#include "ties.h"
#include "trustlist.h"

#include <string.h>

#define PARTS_MAX 65536u
#define STATUS_COUNT_MAX 65280u

struct load {
    const struct mapae_platform *platform;
    const struct mapae_state *held;
    struct mapae_state *made;
    struct bytes bundle;
    struct bytes parts; /* the bundle behind its first byte */
    struct bytes list;  /* empty where the bundle has none */
    struct bytes status_parts;
    struct record last; /* the newest record */
    bool has_records;
    bool record_added;
    bool list_taken;
};

static bool is_record(struct bytes part)
{
    return part.at[0] == 0x13;
}

/* ---- Steps 1 and 2: version and form ---- */

static enum mapae_refusal step_form(struct load *load)
{
    if (load->bundle.length == 0) {
        return MAPAE_REFUSED_MALFORMED;
    }
    if (load->bundle.at[0] >> 4 != 1) { /* TRUST-20 */
        return MAPAE_REFUSED_UNSUPPORTED_VERSION;
    }
    if (load->bundle.at[0] != 0x16 || load->bundle.length > MAPAE_BUNDLE_MAX ||
        load->bundle.length == 1) { /* TRUST-19, SEC-1 */
        return MAPAE_REFUSED_MALFORMED;
    }
    load->parts = (struct bytes){load->bundle.at + 1, load->bundle.length - 1};

    struct reader reader = reader_of(load->parts);
    struct bytes part;
    size_t count = 0;
    int last_record = 0;
    bool status_begun = false;
    while (part_next(&reader, &part)) {
        if (++count > PARTS_MAX) {
            return MAPAE_REFUSED_MALFORMED;
        }
        if (part.at[0] == 0x13) {
            struct record record;
            if (load->list.length > 0 || status_begun || !record_decode(part, &record) ||
                record.number <= last_record) {
                return MAPAE_REFUSED_MALFORMED;
            }
            last_record = record.number;
            load->has_records = true;
        } else if (part.at[0] == 0x14) {
            if (load->list.length > 0 || status_begun) {
                return MAPAE_REFUSED_MALFORMED;
            }
            load->list = part;
            enum mapae_refusal refusal =
                list_decode(part, &load->made->room, &load->made->list);
            if (refusal != MAPAE_LOADED) {
                return refusal;
            }
        } else if (part.at[0] == 0x15 || part.at[0] == 0x18) {
            if (!status_begun) {
                const uint8_t *at = part.at - PART_HEAD;
                load->status_parts =
                    (struct bytes){at, (size_t)(load->bundle.at + load->bundle.length - at)};
                status_begun = true;
            }
        } else {
            return MAPAE_REFUSED_MALFORMED;
        }
    }
    return reader.broken ? MAPAE_REFUSED_MALFORMED : MAPAE_LOADED;
}

/* ---- Step 3: domain (LOAD-5) ---- */

static bool own_domain(const struct load *load, const struct record *record)
{
    const uint8_t *domain = load->held->anchor.domain;
    if (record->number != 1) {
        return same(record->domain, domain, DIGEST_SIZE);
    }
    uint8_t digest[DIGEST_SIZE];
    load->platform->sha256(record->signed_bytes.at, record->signed_bytes.length, digest);
    return same(digest, domain, DIGEST_SIZE);
}

static enum mapae_refusal step_domain(struct load *load)
{
    struct reader reader = reader_of(load->parts);
    struct bytes part;
    while (part_next(&reader, &part) && is_record(part)) {
        struct record record;
        record_decode(part, &record);
        if (!own_domain(load, &record)) {
            return MAPAE_FOREIGN_DOMAIN;
        }
    }
    if (load->list.length > 0 &&
        !same(load->made->list.domain_digest, load->held->anchor.domain, DIGEST_SIZE)) {
        return MAPAE_FOREIGN_DOMAIN;
    }
    return MAPAE_LOADED;
}

/* ---- Steps 4 and 5: records ---- */

static bool append_part(struct mapae_state *state, struct bytes part)
{
    if (state->room.trust_size - state->trust_length < PART_HEAD + part.length) {
        return false;
    }
    uint8_t *to = state->room.trust + state->trust_length;
    for (unsigned i = 0; i < PART_HEAD; i++) {
        to[i] = (uint8_t)(part.length >> (24 - 8 * i));
    }
    memcpy(to + PART_HEAD, part.at, part.length);
    state->trust_length += PART_HEAD + part.length;
    return true;
}

static enum mapae_refusal keep_record(struct load *load, const struct record *record)
{
    struct mapae_state *made = load->made;
    if (made->trust_length == 0) {
        if (made->room.trust_size == 0) {
            return MAPAE_NO_MEMORY;
        }
        made->room.trust[made->trust_length++] = 0x16;
    }
    if (!append_part(made, record->object)) {
        return MAPAE_NO_MEMORY;
    }
    made->records_length = made->trust_length;
    load->last = *record;
    return MAPAE_LOADED;
}

/* LOAD-9, TRUST-3 and TRUST-5: the keys come first, because they check. */
static enum mapae_refusal check_own(const struct load *load, const struct record *record)
{
    if (!record_keys_vetted(record)) {
        return MAPAE_BAD_KEY;
    }
    return record_signed_by_own(load->platform, record) ? MAPAE_LOADED
                                                        : MAPAE_REFUSED_BAD_SIGNATURE;
}

static bool is_anchor(const struct load *load, const struct record *record)
{
    uint8_t digest[DIGEST_SIZE];
    load->platform->sha256(record->signed_bytes.at, record->signed_bytes.length, digest);
    return same(digest, load->held->anchor.record, DIGEST_SIZE);
}

/* LOAD-7 for a number that is held; a number below the first is passed over. */
static enum mapae_refusal compare_held(const struct load *load, const struct record *record)
{
    struct reader reader = reader_of(state_records(load->made));
    struct bytes part;
    while (part_next(&reader, &part)) {
        struct record held;
        if (part.at[1] == record->number && record_decode(part, &held)) {
            return same_bytes(held.signed_bytes, record->signed_bytes) ? MAPAE_LOADED
                                                                       : MAPAE_RECORD_CONFLICT;
        }
    }
    return MAPAE_LOADED;
}

static enum mapae_refusal take_record(struct load *load, const struct record *record)
{
    bool first = load->made->records_length == 0;
    if (first && !is_anchor(load, record)) {
        return MAPAE_LOADED; /* LOAD-15 */
    }
    if (!first) {
        if (record->number <= load->last.number) {
            return compare_held(load, record);
        }
        if (record->number != load->last.number + 1) { /* LOAD-8 */
            return MAPAE_RECORD_GAP;
        }
        if (!record_signed_by_previous(load->platform, record, &load->last)) {
            return MAPAE_REFUSED_BAD_SIGNATURE;
        }
    }
    enum mapae_refusal refusal = check_own(load, record);
    if (refusal != MAPAE_LOADED) {
        return refusal;
    }
    load->record_added = true;
    return keep_record(load, record);
}

static enum mapae_refusal copy_held_records(struct load *load)
{
    struct reader reader = reader_of(state_records(load->held));
    struct bytes part;
    while (part_next(&reader, &part)) {
        struct record record;
        record_decode(part, &record);
        enum mapae_refusal refusal = keep_record(load, &record);
        if (refusal != MAPAE_LOADED) {
            return refusal;
        }
    }
    return MAPAE_LOADED;
}

static enum mapae_refusal step_records(struct load *load)
{
    enum mapae_refusal refusal = copy_held_records(load);
    struct reader reader = reader_of(load->parts);
    struct bytes part;
    while (refusal == MAPAE_LOADED && part_next(&reader, &part) && is_record(part)) {
        struct record record;
        record_decode(part, &record);
        refusal = take_record(load, &record);
    }
    if (refusal == MAPAE_LOADED && load->made->records_length == 0 &&
        (load->has_records || load->list.length > 0)) {
        return MAPAE_ANCHOR_MISSING; /* LOAD-6 */
    }
    return refusal;
}

/* ---- Steps 6 to 11: the trust list ---- */

static enum mapae_refusal keep_held_list(struct load *load)
{
    const struct mapae_state *held = load->held;
    struct mapae_state *made = load->made;
    made->has_list = held->has_list;
    made->list = held->list;
    if (!held->has_list) {
        return MAPAE_LOADED;
    }
    if (made->room.issuers_size < held->list.issuer_count ||
        made->room.keys_size < held->list.key_count ||
        !append_part(made, (struct bytes){held->list.at, held->list.length})) {
        return MAPAE_NO_MEMORY;
    }
    made->list.at = made->room.trust + made->trust_length - held->list.length;
    made->list.domain_digest = made->list.at + 1;
    if (held->list.issuer_count > 0) {
        memcpy(made->room.issuers, held->room.issuers,
               held->list.issuer_count * sizeof *made->room.issuers);
    }
    if (held->list.key_count > 0) {
        memcpy(made->room.keys, held->room.keys,
               held->list.key_count * sizeof *made->room.keys);
    }
    made->status_length = held->status_length;
    made->status_count = held->status_count;
    return MAPAE_LOADED;
}

static bool list_signed(const struct load *load)
{
    const struct mapae_list *list = &load->made->list;
    struct signers signers = {load->last.list_keys, load->last.list_key_count,
                              load->last.list_threshold, list->signers,
                              list->at + list->signed_length + 2};
    return signers_good(load->platform, LABEL_LIST, list->domain_digest, &signers,
                        (struct bytes){list->at, list->signed_length});
}

static bool list_keys_vetted(const struct mapae_state *state)
{
    for (size_t i = 0; i < state->list.key_count; i++) {
        if (!key_vetted(list_key(&state->list, &state->room.keys[i]).public_key)) {
            return false;
        }
    }
    return true;
}

static bool list_older(const struct mapae_list *list, const struct mapae_list *held)
{
    return list->authority_number < held->authority_number ||
           (list->authority_number == held->authority_number && list->number < held->number);
}

static bool list_same_number(const struct mapae_list *list, const struct mapae_list *held)
{
    return list->authority_number == held->authority_number && list->number == held->number;
}

static enum mapae_refusal check_list(const struct load *load)
{
    const struct mapae_list *list = &load->made->list;
    const struct mapae_list *before = &load->held->list;
    if (!list_signed(load)) { /* step 9, TRUST-12 */
        return MAPAE_REFUSED_BAD_SIGNATURE;
    }
    if (list->expires_at > load->last.lists_until) { /* step 10, LOAD-14 */
        return MAPAE_LIST_TOO_LONG;
    }
    if (!list_keys_vetted(load->made)) { /* LOAD-9 */
        return MAPAE_BAD_KEY;
    }
    if (load->held->has_list &&
        before->authority_number == list->authority_number) { /* step 11, TIE-14 */
        return ties_check(load->held, load->made);
    }
    return MAPAE_LOADED;
}

static enum mapae_refusal step_list(struct load *load)
{
    const struct mapae_state *held = load->held;
    struct mapae_state *made = load->made;
    if (load->list.length == 0) {
        if (load->record_added && held->has_list) { /* step 6, LOAD-10 */
            return MAPAE_LIST_MISSING;
        }
        return keep_held_list(load);
    }
    if (made->list.authority_number != load->last.number) { /* step 7, LOAD-11 */
        return MAPAE_WRONG_AUTHORITY;
    }
    if (held->has_list && list_older(&made->list, &held->list)) { /* step 8, LOAD-12 */
        return MAPAE_ROLLBACK;
    }
    if (held->has_list && list_same_number(&made->list, &held->list)) { /* LOAD-13 */
        struct bytes old = {held->list.at, held->list.signed_length};
        struct bytes new = {made->list.at, made->list.signed_length};
        return same_bytes(old, new) ? keep_held_list(load) : MAPAE_LIST_CONFLICT;
    }
    enum mapae_refusal refusal = check_list(load);
    if (refusal != MAPAE_LOADED) {
        return refusal;
    }
    if (!append_part(made, load->list)) {
        return MAPAE_NO_MEMORY;
    }
    made->list.at = made->room.trust + made->trust_length - load->list.length;
    made->list.domain_digest = made->list.at + 1;
    made->has_list = true;
    load->list_taken = true;
    return MAPAE_LOADED;
}

/* ---- Step 12: status lists ---- */

static struct mapae_source held_status(const struct load *load,
                                       const struct mapae_issuer *place)
{
    if (place->status_brought) {
        struct bytes brought = {load->bundle.at + place->status_at, place->status_length};
        return source_of(brought);
    }
    return state_status(load->held, place);
}

/* STATUS-13. */
static bool generation_fits(const struct status_list *list, const struct issuer *issuer)
{
    return list->generation == issuer->generation;
}

/* Step 7 of loading a status list. */
static enum mapae_refusal check_status_key(const struct status_list *list,
                                           const struct key *key)
{
    if (key->compromised) { /* STATUS-17 */
        return MAPAE_STATUS_KEY_COMPROMISED;
    }
    if (!key->for_status) { /* STATUS-18 */
        return MAPAE_STATUS_KEY_NOT_FOR_THIS;
    }
    if (list->expires_at > key->accept_until) { /* STATUS-19 */
        return MAPAE_STATUS_TOO_LONG;
    }
    return MAPAE_LOADED;
}

/* STATUS-23: whether the list taken still supports a held status list; then
 * `place` is its issuer's in the list taken. */
static bool still_supported(const struct load *load, const struct mapae_issuer *held_place,
                            const struct status_list *list, struct mapae_issuer **place)
{
    const struct mapae_state *held = load->held;
    const struct mapae_state *made = load->made;
    const struct mapae_key *old_place = state_key(held, list->key_number);
    const struct mapae_key *new_place = state_key(made, list->key_number);
    if (old_place == NULL || new_place == NULL) {
        return false;
    }
    *place = &made->room.issuers[new_place->issuer];
    struct key old_key = list_key(&held->list, old_place);
    struct key new_key = list_key(&made->list, new_place);
    struct issuer old_issuer = list_issuer(&held->list, held_place);
    struct issuer new_issuer = list_issuer(&made->list, *place);
    return same(old_key.public_key, new_key.public_key, KEY_SIZE) &&
           old_issuer.id == new_issuer.id && generation_fits(list, &new_issuer) &&
           check_status_key(list, &new_key) == MAPAE_LOADED;
}

static void carry_over_status(struct load *load)
{
    const struct mapae_state *held = load->held;
    struct mapae_state *made = load->made;
    for (size_t i = 0; held->has_list && i < held->list.issuer_count; i++) {
        const struct mapae_issuer *old_place = &held->room.issuers[i];
        struct mapae_issuer *new_place;
        struct status_list list;
        struct mapae_source source = state_status(held, old_place);
        if (old_place->status_length > 0 && status_open(&source, &list) &&
            still_supported(load, old_place, &list, &new_place)) {
            new_place->status_at = old_place->status_at;
            new_place->status_length = old_place->status_length;
            made->status_count++;
            made->status_length += PART_HEAD + old_place->status_length;
        }
    }
}

/* Whether a list of that size may take the place of its issuer's (STATUS-22). */
static bool has_room(const struct mapae_state *made, const struct mapae_issuer *place,
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

static void put_status(const struct load *load, struct mapae_issuer *place, struct bytes part)
{
    struct mapae_state *made = load->made;
    if (place->status_length == 0) {
        made->status_count++;
    } else {
        made->status_length -= PART_HEAD + place->status_length;
    }
    made->status_length += PART_HEAD + part.length;
    place->status_at = (uint32_t)(part.at - load->bundle.at);
    place->status_length = (uint32_t)part.length;
    place->status_brought = true;
}

/* Steps 8 and 9, where a list of the issuer is held. */
static enum mapae_refusal check_after(const struct status_list *list,
                                      const struct status_list *held)
{
    if (list->first_live < held->first_live) { /* STATUS-20 */
        return MAPAE_STATUS_FIRST_LIVE;
    }
    return status_contains(list, held) ? MAPAE_LOADED : MAPAE_STATUS_NOT_CONTAINED;
}

static enum mapae_refusal take_status(const struct load *load, struct bytes part)
{
    struct mapae_state *made = load->made;
    struct mapae_source source = source_of(part);
    struct status_list list;
    if (!status_open(&source, &list) || !status_well_formed(&list)) {
        return MAPAE_STATUS_MALFORMED;
    }
    if (!same(list.domain_tag, made->anchor.domain, sizeof list.domain_tag)) { /* STATUS-10 */
        return MAPAE_STATUS_FOREIGN_DOMAIN;
    }
    if (!made->has_list || list.key_number >= made->list.next_key) { /* STATUS-11 */
        return MAPAE_STATUS_KEY_NOT_YET_KNOWN;
    }
    const struct mapae_key *key_place = state_key(made, list.key_number);
    if (key_place == NULL) { /* STATUS-12 */
        return MAPAE_STATUS_KEY_WITHDRAWN;
    }
    struct key key = list_key(&made->list, key_place);
    struct mapae_issuer *place = &made->room.issuers[key_place->issuer];
    struct issuer issuer = list_issuer(&made->list, place);
    if (!generation_fits(&list, &issuer)) {
        return MAPAE_STATUS_OTHER_GENERATION;
    }

    bool is_held = place->status_length > 0;
    struct status_list held;
    struct mapae_source held_source = held_status(load, place);
    is_held = is_held && status_open(&held_source, &held);
    if (is_held && list.number < held.number) { /* STATUS-14 */
        return MAPAE_STATUS_ROLLBACK;
    }
    if (is_held && list.number == held.number) { /* STATUS-15 */
        return source_same(&list.signed_part, &held.signed_part) ? MAPAE_LOADED
                                                                 : MAPAE_STATUS_CONFLICT;
    }
    uint8_t signature[SIGNATURE_SIZE];
    status_signature(&list, signature);
    if (!signature_good(load->platform, LABEL_STATUS, made->anchor.domain, key.public_key,
                        signature, &list.signed_part)) { /* STATUS-16 */
        return MAPAE_STATUS_BAD_SIGNATURE;
    }
    enum mapae_refusal refusal = check_status_key(&list, &key);
    if (refusal == MAPAE_LOADED && is_held) {
        refusal = check_after(&list, &held);
    }
    if (refusal != MAPAE_LOADED) {
        return refusal;
    }
    if (!has_room(made, place, part.length)) {
        return MAPAE_STATUS_NO_ROOM;
    }
    put_status(load, place, part);
    return MAPAE_LOADED;
}

/* Writes the status lists into the new state's store, by ascending issuer ids. */
static void write_status(const struct load *load)
{
    struct mapae_state *made = load->made;
    const struct mapae_store *store = &made->room.status;
    size_t at = 0;
    for (size_t i = 0; made->has_list && i < made->list.issuer_count; i++) {
        struct mapae_issuer *place = &made->room.issuers[i];
        if (place->status_length == 0) {
            continue;
        }
        struct mapae_source source = held_status(load, place);
        uint8_t page[PAGE_SIZE];
        for (unsigned byte = 0; byte < PART_HEAD; byte++) {
            page[byte] = (uint8_t)(source.length >> (24 - 8 * byte));
        }
        store->write(store->context, at, page, PART_HEAD);
        at += PART_HEAD;
        for (size_t done = 0; done < source.length; done += PAGE_SIZE) {
            size_t left = source.length - done;
            size_t count = left < PAGE_SIZE ? left : PAGE_SIZE;
            source_read(&source, done, page, count);
            store->write(store->context, at + done, page, count);
        }
        place->status_at = (uint32_t)at;
        place->status_brought = false;
        at += source.length;
    }
}

static void step_status(struct load *load, const struct mapae_report *report)
{
    if (load->list_taken) {
        carry_over_status(load);
    }
    struct reader reader = reader_of(load->status_parts);
    struct bytes part;
    uint32_t n = 0;
    while (part_next(&reader, &part)) { /* LOAD-19 */
        /* STATUS-37: this verifier takes no deltas. */
        enum mapae_refusal refusal =
            part.at[0] == 0x18 ? MAPAE_STATUS_UNSUPPORTED : take_status(load, part);
        n++;
        if (refusal != MAPAE_LOADED) {
            report->refused(report->context, n, refusal);
        }
    }
    write_status(load);
}

enum mapae_refusal mapae_load(const struct mapae_platform *platform,
                              const struct mapae_state *held, const uint8_t *bundle,
                              size_t length, const struct mapae_room *room,
                              struct mapae_state *made, const struct mapae_report *report)
{
    struct load load = {.platform = platform, .held = held, .made = made,
                        .bundle = {bundle, length}};
    mapae_open(made, room, &held->anchor);
    if (room->status.size < held->status_length) {
        return MAPAE_NO_MEMORY;
    }
    enum mapae_refusal refusal = step_form(&load);
    if (refusal == MAPAE_LOADED) {
        refusal = step_domain(&load);
    }
    if (refusal == MAPAE_LOADED) {
        refusal = step_records(&load);
    }
    if (refusal == MAPAE_LOADED) {
        refusal = step_list(&load);
    }
    if (refusal == MAPAE_LOADED) {
        step_status(&load, report);
    }
    return refusal;
}
