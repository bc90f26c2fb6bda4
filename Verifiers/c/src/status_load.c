#include "status_load.h"

#include "ed25519.h"
#include "merge.h"
#include "state.h"
#include "trustlist.h"

static bool is_delta(struct bytes part)
{
    return part.at[0] == 0x18;
}

/* ---- Steps 2 to 5: by what the head says ---- */

/* Whom a head names: the key that signed, and where its issuer stands. */
struct signer {
    struct key key;
    struct mapae_issuer *place;
    struct held_list held;
};

/* STATUS-13. */
static bool generation_fits(const struct status_head *head, const struct issuer *issuer)
{
    return head->generation == issuer->generation;
}

/* STATUS-10 to STATUS-14. */
static enum mapae_refusal check_head(const struct status_load *load,
                                     const struct status_head *head, struct signer *signer)
{
    const struct mapae_state *made = load->made;
    if (!same(head->bytes, made->anchor.domain, 4)) { /* STATUS-10 */
        return MAPAE_STATUS_FOREIGN_DOMAIN;
    }
    if (!made->has_list || head->key_number >= made->list.next_key) { /* STATUS-11 */
        return MAPAE_STATUS_KEY_NOT_YET_KNOWN;
    }
    const struct mapae_key *key_place = state_key(made, head->key_number);
    if (key_place == NULL) { /* STATUS-12 */
        return MAPAE_STATUS_KEY_WITHDRAWN;
    }
    signer->key = list_key(&made->list, key_place);
    signer->place = &made->room.issuers[key_place->issuer];
    struct issuer issuer = list_issuer(&made->list, signer->place);
    if (!generation_fits(head, &issuer)) {
        return MAPAE_STATUS_OTHER_GENERATION;
    }
    held_open(load, signer->place, &signer->held);
    if (signer->held.is_there && head->number < signer->held.head.number) { /* STATUS-14 */
        return MAPAE_STATUS_ROLLBACK;
    }
    return MAPAE_LOADED;
}

static bool number_held(const struct status_head *head, const struct held_list *held)
{
    return held->is_there && head->number == held->head.number;
}

static bool same_head(const struct status_head *head, const struct held_list *held)
{
    return same(head->bytes, held->head.bytes, STATUS_HEAD);
}

/* ---- Steps 6 to 9 ---- */

/* Step 7. */
static enum mapae_refusal check_key(const struct status_head *head, const struct key *key)
{
    if (key->compromised) { /* STATUS-17 */
        return MAPAE_STATUS_KEY_COMPROMISED;
    }
    if (!key->for_status) { /* STATUS-18 */
        return MAPAE_STATUS_KEY_NOT_FOR_THIS;
    }
    if (head->expires_at > key->accept_until) { /* STATUS-19 */
        return MAPAE_STATUS_TOO_LONG;
    }
    return MAPAE_LOADED;
}

/* Steps 6 and 7, and of step 8 the first half. */
static enum mapae_refusal check_signed(const struct status_load *load,
                                       const struct signer *signer,
                                       const struct status_head *head,
                                       const struct mapae_source *list,
                                       const uint8_t signature[SIGNATURE_SIZE])
{
    struct mapae_source signed_part = source_part(list, 0, list->length - SIGNATURE_SIZE);
    if (!signature_good(load->platform, LABEL_STATUS, load->made->anchor.domain,
                        signer->key.public_key, signature, &signed_part)) { /* STATUS-16 */
        return MAPAE_STATUS_BAD_SIGNATURE;
    }
    enum mapae_refusal refusal = check_key(head, &signer->key);
    if (refusal == MAPAE_LOADED && signer->held.is_there &&
        head->first_live < signer->held.head.first_live) { /* STATUS-20 */
        return MAPAE_STATUS_FIRST_LIVE;
    }
    return refusal;
}

/* ---- A whole list ---- */

static enum mapae_refusal take_list(const struct status_load *load, struct bytes part)
{
    struct mapae_source source = source_of(part);
    struct status_list list;
    struct signer signer;
    if (!status_open(&source, &list) || !serials_well_formed(&list.revoked)) {
        return MAPAE_STATUS_MALFORMED;
    }
    enum mapae_refusal refusal = check_head(load, &list.head, &signer);
    if (refusal != MAPAE_LOADED) {
        return refusal;
    }
    const struct held_list *held = &signer.held;
    uint32_t first_live = list.head.first_live;
    if (number_held(&list.head, held)) { /* STATUS-15; a set has one encoding */
        return same_head(&list.head, held) && within_held(&list.revoked, held) &&
                       held_within(held, first_live, &list.revoked)
                   ? MAPAE_LOADED
                   : MAPAE_STATUS_CONFLICT;
    }
    refusal = check_signed(load, &signer, &list.head, &source, part_signature(part));
    if (refusal != MAPAE_LOADED) {
        return refusal;
    }
    if (held->is_there && !held_within(held, first_live, &list.revoked)) { /* STATUS-21 */
        return MAPAE_STATUS_NOT_CONTAINED;
    }
    if (!status_fits(load->made, signer.place, part.length)) {
        return MAPAE_STATUS_NO_ROOM;
    }
    put_whole(load, signer.place, part);
    return MAPAE_LOADED;
}

/* ---- A delta ---- */

/* Steps 1 and 2 of a delta. */
static enum mapae_refusal check_delta(const struct status_load *load, struct bytes part,
                                      struct status_delta *delta, struct signer *signer)
{
    struct mapae_source source = source_of(part);
    if (!delta_open(&source, delta) || !serials_well_formed(&delta->added)) {
        return MAPAE_STATUS_MALFORMED; /* STATUS-30, STATUS-31 */
    }
    return check_head(load, &delta->head, signer); /* STATUS-32 */
}

/* Steps 5 and 6 (STATUS-36). Not to be inlined: the cursor would stay on the stack below all
 * else that this file calls. */
__attribute__((noinline)) static enum mapae_refusal put_on_base(const struct status_load *load,
                                      const struct status_delta *delta, struct bytes part,
                                      const struct signer *signer)
{
    struct merge_cursor cursor;
    struct merge merge;
    if (!merge_open(&merge, &cursor, &signer->held.revoked, delta, part_signature(part))) {
        return MAPAE_STATUS_MALFORMED; /* STATUS-35, STATUS-1 */
    }
    struct mapae_source list = merge_source(&merge);
    enum mapae_refusal refusal =
        check_signed(load, signer, &delta->head, &list, part_signature(part));
    if (refusal != MAPAE_LOADED) {
        return refusal;
    }
    if (!status_fits(load->made, signer->place, list.length)) {
        return MAPAE_STATUS_NO_ROOM;
    }
    put_merged(load, signer->place, list.length);
    return MAPAE_LOADED;
}

static enum mapae_refusal take_delta(const struct status_load *load, struct bytes part)
{
    struct status_delta delta;
    struct signer signer;
    enum mapae_refusal refusal = check_delta(load, part, &delta, &signer);
    if (refusal != MAPAE_LOADED) {
        return refusal;
    }
    const struct held_list *held = &signer.held;
    if (number_held(&delta.head, held)) { /* STATUS-33 */
        return same_head(&delta.head, held) && within_held(&delta.added, held)
                   ? MAPAE_LOADED
                   : MAPAE_STATUS_CONFLICT;
    }
    if (!held->is_there || delta.base_number != held->head.number ||
        signer.place->delta_at > 0) { /* step 4: passed over */
        return MAPAE_LOADED;
    }
    signer.place->delta_at = (uint32_t)(part.at - load->bundle.at);
    return put_on_base(load, &delta, part, &signer);
}

/* STATUS-34, behind the last part. Numbers only rise in a load: so a delta whose
 * head's number is still above the held one was passed over, but for the one
 * that came to step 5. */
static bool lacked_base(const struct status_load *load, struct bytes part)
{
    struct status_delta delta;
    struct signer signer;
    return check_delta(load, part, &delta, &signer) == MAPAE_LOADED &&
           !number_held(&delta.head, &signer.held) &&
           signer.place->delta_at != (size_t)(part.at - load->bundle.at);
}

/* ---- The held lists ---- */

/* STATUS-23: whether the list taken still supports a held status list; then
 * `place` is its issuer's in the list taken. */
static bool still_supported(const struct status_load *load,
                            const struct mapae_issuer *held_place,
                            const struct status_head *head, struct mapae_issuer **place)
{
    const struct mapae_state *held = load->held;
    const struct mapae_state *made = load->made;
    const struct mapae_key *old_place = state_key(held, head->key_number);
    const struct mapae_key *new_place = state_key(made, head->key_number);
    if (old_place == NULL || new_place == NULL) {
        return false;
    }
    *place = &made->room.issuers[new_place->issuer];
    struct key old_key = list_key(&held->list, old_place);
    struct key new_key = list_key(&made->list, new_place);
    struct issuer old_issuer = list_issuer(&held->list, held_place);
    struct issuer new_issuer = list_issuer(&made->list, *place);
    return same(old_key.public_key, new_key.public_key, KEY_SIZE) &&
           old_issuer.id == new_issuer.id && generation_fits(head, &new_issuer) &&
           check_key(head, &new_key) == MAPAE_LOADED;
}

static void carry_over(const struct status_load *load)
{
    const struct mapae_state *held = load->held;
    for (size_t i = 0; held->has_list && i < held->list.issuer_count; i++) {
        const struct mapae_issuer *old_place = &held->room.issuers[i];
        struct mapae_issuer *new_place;
        struct status_list list;
        struct mapae_source source = state_status(held, old_place);
        if (old_place->status_length > 0 && status_open(&source, &list) &&
            still_supported(load, old_place, &list.head, &new_place)) {
            keep_held(load, new_place, old_place);
        }
    }
}

void status_load(const struct status_load *load, const struct mapae_report *report)
{
    if (load->list_taken) {
        carry_over(load);
    }
    struct reader reader = reader_of(load->parts);
    struct bytes part;
    for (uint32_t n = 1; part_next(&reader, &part); n++) { /* LOAD-19 */
        enum mapae_refusal refusal =
            is_delta(part) ? take_delta(load, part) : take_list(load, part);
        if (refusal != MAPAE_LOADED) {
            report->refused(report->context, n, refusal);
        }
    }
    reader = reader_of(load->parts);
    for (uint32_t n = 1; part_next(&reader, &part); n++) {
        if (is_delta(part) && lacked_base(load, part)) {
            report->refused(report->context, n, MAPAE_STATUS_BASE_MISSING);
        }
    }
}
