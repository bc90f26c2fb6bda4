/* Loading (trust.md). The steps have the chapter's numbers. */

#include "ed25519.h"
#include "mapae.h"
#include "record.h"
#include "state.h"
#include "status_load.h"
#include "ties.h"
#include "trustlist.h"

#include <string.h>

#define PARTS_MAX 65536u

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
    put_number(to, PART_HEAD, part.length);
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
        struct status_load step = {platform, held, made, load.bundle, load.status_parts,
                                   load.list_taken};
        status_load(&step, report); /* step 12 */
        write_lists(&step);
    }
    return refusal;
}
