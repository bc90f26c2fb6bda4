/* Verification, step by step (verification.md). The steps have the chapter's
 * numbers. */

#include "claims.h"
#include "ed25519.h"
#include "mapae.h"
#include "pass.h"
#include "rules.h"
#include "source.h"
#include "state.h"
#include "status.h"
#include "trustlist.h"

#define SIZE_LIMIT_MIN 256u
#define PRESENTATION_ADDS 103u

/* A list whose conditions are judged: the own one or the home domain's. */
struct judged_list {
    const struct mapae_list *list; /* NULL where none is held */
    bool timed; /* the clock is not behind its dates: TIME-3, TIME-4, STATUS-28 */
    struct interval interval;
    struct rules_found rules;
};

struct judgement {
    const struct mapae_platform *platform;
    const struct mapae_state *const *states;
    size_t state_count;
    const struct mapae_policy *policy;
    struct mapae_clock clock;
    struct mapae_verdict *verdict;

    struct shown shown;
    const struct mapae_state *state; /* of the pass's own domain */
    struct key key;
    struct issuer issuer;
    const struct mapae_scope *scope; /* NULL where it is not accepted here */
    bool has_status;
    struct status_list status;
    bool home_counts;
    struct judged_list own;
    struct judged_list home;
};

/* ---- Answers ---- */

static bool decide(struct judgement *judgement, enum mapae_reason reason)
{
    struct mapae_verdict *verdict = judgement->verdict;
    verdict->reason = reason;
    switch (reason) {
    case MAPAE_ACCEPTED: verdict->outcome = MAPAE_IS_ACCEPTED; break;
    case MAPAE_MALFORMED:
    case MAPAE_KEY_WITHDRAWN:
    case MAPAE_BAD_SIGNATURE:
    case MAPAE_KEY_COMPROMISED:
    case MAPAE_KEY_NOT_FOR_THIS:
    case MAPAE_NOT_ACCEPTED_HERE:
    case MAPAE_REVOKED:
    case MAPAE_EXPIRED:
    case MAPAE_INVALID_CLAIMS:
    case MAPAE_BAD_HOLDER_PROOF:
    case MAPAE_RULE_EXPIRED: verdict->outcome = MAPAE_IS_REJECTED; break;
    default: verdict->outcome = MAPAE_IS_UNDECIDED; break;
    }
    return true;
}

static bool decide_at(struct judgement *judgement, enum mapae_reason reason, int64_t instant)
{
    judgement->verdict->has_instant = true;
    judgement->verdict->instant = instant;
    return decide(judgement, reason);
}

/* ---- Conditions: "t is before the edge", "t is not before the edge" ---- */

static bool all_before(struct interval interval, int64_t edge)
{
    return interval.latest < edge;
}

static bool none_before(struct interval interval, int64_t edge)
{
    return interval.earliest >= edge;
}

static bool cannot_tell(struct interval interval, int64_t edge)
{
    return !all_before(interval, edge) && !none_before(interval, edge);
}

/* ---- Steps 1 to 3 ---- */

static bool open_input(struct judgement *judgement, enum mapae_form form, const uint8_t *input,
                       size_t length, uint8_t buffer[MAPAE_PRESENTATION_MAX])
{
    struct bytes object = {input, length};
    if (form == MAPAE_TEXT) {
        enum mapae_refusal refusal =
            mapae_text(input, length, buffer, MAPAE_PRESENTATION_MAX, &object.length);
        if (refusal == MAPAE_REFUSED_UNSUPPORTED_VERSION) {
            return decide(judgement, MAPAE_UNSUPPORTED_VERSION);
        }
        if (refusal != MAPAE_LOADED) {
            return decide(judgement, MAPAE_MALFORMED);
        }
        object.at = buffer;
    }
    if (object.length == 0) {
        return decide(judgement, MAPAE_MALFORMED);
    }
    uint8_t first = object.at[0];
    if (first < 0x11 || first > 0x18) { /* VERIFY-5 */
        return decide(judgement, MAPAE_UNSUPPORTED_VERSION);
    }

    uint32_t limit = judgement->policy->size_limit;
    limit = limit < SIZE_LIMIT_MIN ? SIZE_LIMIT_MIN
            : limit > MAPAE_PASS_MAX ? MAPAE_PASS_MAX : limit;
    size_t size_max = first == 0x12 ? MAPAE_PRESENTATION_MAX : MAPAE_PASS_MAX;
    if (first == 0x12) {
        limit += PRESENTATION_ADDS;
    }
    if (object.length > limit && object.length <= size_max) { /* VERIFY-6 */
        return decide(judgement, MAPAE_DEVICE_LIMIT);
    }
    if (object.length > size_max || !shown_decode(object, &judgement->shown)) {
        return decide(judgement, MAPAE_MALFORMED);
    }
    return false;
}

/* ---- Steps 4 to 7 ---- */

static enum mapae_reason try_state(struct judgement *judgement, const struct mapae_state *state)
{
    const struct pass *pass = &judgement->shown.pass;
    uint32_t next_key = state->has_list ? state->list.next_key : 0;
    if (pass->key_number >= next_key) { /* VERIFY-8 */
        return MAPAE_KEY_NOT_YET_KNOWN;
    }
    const struct mapae_key *place = state_key(state, pass->key_number);
    if (place == NULL) { /* VERIFY-9 */
        return MAPAE_KEY_WITHDRAWN;
    }
    struct key key = list_key(&state->list, place);
    struct mapae_source body = source_of(signed_part(pass->object));
    if (!signature_good(judgement->platform, LABEL_PASS, state->anchor.domain, key.public_key,
                        signature_of(pass->object), &body)) { /* VERIFY-10 */
        return MAPAE_BAD_SIGNATURE;
    }
    const struct mapae_issuer *issuer = &state->room.issuers[place->issuer];
    judgement->state = state;
    judgement->key = key;
    judgement->issuer = list_issuer(&state->list, issuer);
    if (issuer->status_length > 0) {
        struct mapae_source source = state_status(state, issuer);
        judgement->has_status = status_open(&source, &judgement->status);
    }
    return MAPAE_ACCEPTED;
}

/* VERIFY-22: of the states with the pass's tag the signature is good under one
 * at most. Of the reasons of the others the lowest counts. */
static bool find_signer(struct judgement *judgement)
{
    enum mapae_reason least = MAPAE_BAD_SIGNATURE;
    bool found = false;
    for (size_t i = 0; i < judgement->state_count; i++) {
        const struct mapae_state *state = judgement->states[i];
        if (!same(state->anchor.domain, judgement->shown.pass.domain_tag, 4)) {
            continue;
        }
        enum mapae_reason reason = try_state(judgement, state);
        if (reason == MAPAE_ACCEPTED) {
            return false;
        }
        found = true;
        least = reason < least ? reason : least;
    }
    return decide(judgement, found ? least : MAPAE_UNKNOWN_DOMAIN); /* VERIFY-7 */
}

/* ---- Behind step 9: what the next steps look at ---- */

static void find_scope(struct judgement *judgement)
{
    const struct mapae_policy *policy = judgement->policy;
    for (size_t i = 0; i < policy->scope_count && judgement->scope == NULL; i++) {
        const struct mapae_scope *scope = &policy->scopes[i];
        if (scope->profile == judgement->shown.pass.profile &&
            same(scope->domain, judgement->state->anchor.domain, DIGEST_SIZE)) {
            judgement->scope = scope;
        }
    }
}

static void find_home(struct judgement *judgement)
{
    const uint8_t *home = judgement->policy->home;
    judgement->home_counts = home != NULL &&
                             !same(home, judgement->state->anchor.domain, DIGEST_SIZE) &&
                             !profile_private(judgement->shown.pass.profile);
    if (!judgement->home_counts) {
        return;
    }
    for (size_t i = 0; i < judgement->state_count; i++) {
        const struct mapae_state *state = judgement->states[i];
        if (same(state->anchor.domain, home, DIGEST_SIZE) && state->has_list) {
            judgement->home.list = &state->list;
        }
    }
}

static int64_t later(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* TIME-2 to TIME-4: the interval above the floor, if the clock is not behind it. */
static void raise_floor(const struct judgement *judgement, struct judged_list *judged,
                        int64_t floor)
{
    const struct mapae_list *list = judged->list;
    size_t count;
    struct bytes rules = list_rules(list, &count);
    floor = later(floor, list->issued_at);
    floor = later(floor, judgement->shown.pass.issued_at);
    judged->timed = judgement->clock.latest >= floor;
    judged->interval = (struct interval){later(judgement->clock.earliest, floor),
                                         judgement->clock.latest};
    if (judged->timed) {
        rules_judge(rules, count, &judgement->shown.pass, &judged->interval,
                    &judged->rules);
    }
}

static void look_at_lists(struct judgement *judgement)
{
    const struct mapae_list *own = &judgement->state->list;
    const struct mapae_list *home;
    judgement->own.list = own;
    find_home(judgement);
    home = judgement->home.list;
    raise_floor(judgement, &judgement->own,
                judgement->has_status ? judgement->status.head.issued_at : own->issued_at);
    if (home != NULL) {
        raise_floor(judgement, &judgement->home, home->issued_at);
    }
    judgement->verdict->refresh_due = /* VERIFY-25 */
        judgement->clock.latest >= own->refresh_after ||
        (home != NULL && judgement->clock.latest >= home->refresh_after);
}

static bool key_for_this(const struct judgement *judgement)
{
    return !judgement->key.for_status && /* VERIFY-12 */
           issuer_has_profile(&judgement->issuer, judgement->shown.pass.profile); /* VERIFY-13 */
}

/* A status list that the trust list demands, and is held. */
static bool demand_met(const struct judgement *judgement)
{
    return judgement->has_status && judgement->issuer.demand > 0 &&
           judgement->status.head.number >= judgement->issuer.demand;
}

/* ---- Steps 10 to 15: rejections ---- */

static bool reject_expired(struct judgement *judgement)
{
    const struct pass *pass = &judgement->shown.pass;
    const struct judged_list *own = &judgement->own;
    if (own->timed && none_before(own->interval, pass->end)) { /* VERIFY-15 */
        return decide_at(judgement, MAPAE_EXPIRED, pass->end);
    }
    if (own->timed && none_before(own->interval, judgement->key.accept_until)) { /* VERIFY-16 */
        return decide_at(judgement, MAPAE_EXPIRED, judgement->key.accept_until);
    }
    if (judgement->has_status && pass->serial < judgement->status.head.first_live) { /* STATUS-26 */
        return decide_at(judgement, MAPAE_EXPIRED, judgement->status.head.issued_at);
    }
    return false;
}

static bool holder_proof_good(const struct judgement *judgement)
{
    const struct shown *shown = &judgement->shown;
    struct mapae_source body = source_of(signed_part(shown->object));
    struct bytes key;
    return claim_find(shown->pass.claims, TAG_HOLDER_KEY, &key) && key_vetted(key.at) &&
           signature_good(judgement->platform, LABEL_PRESENTATION,
                          judgement->state->anchor.domain, key.at,
                          signature_of(shown->object), &body);
}

/* RULE-11, RULE-12. */
static bool reject_by_rule(struct judgement *judgement, const struct judged_list *judged)
{
    if (judged->list != NULL && judged->timed && judged->rules.closed.there &&
        all_before(judged->interval, judged->list->expires_at)) {
        return decide_at(judgement, MAPAE_RULE_EXPIRED, judged->rules.closed.at);
    }
    return false;
}

static bool reject(struct judgement *judgement)
{
    const struct shown *shown = &judgement->shown;
    if (judgement->scope == NULL) { /* step 10, VERIFY-14 */
        return decide(judgement, MAPAE_NOT_ACCEPTED_HERE);
    }
    if (judgement->has_status &&
        serials_have(&judgement->status.revoked, shown->pass.serial)) { /* step 11, STATUS-25 */
        return decide(judgement, MAPAE_REVOKED);
    }
    if (reject_expired(judgement)) { /* step 12 */
        return true;
    }
    if (!claims_valid(&shown->pass)) { /* step 13 */
        return decide(judgement, MAPAE_INVALID_CLAIMS);
    }
    if (shown->presented && !holder_proof_good(judgement)) { /* step 14, PRESENT-4, -5 */
        return decide(judgement, MAPAE_BAD_HOLDER_PROOF);
    }
    return reject_by_rule(judgement, &judgement->own) || /* step 15 */
           reject_by_rule(judgement, &judgement->home);
}

/* ---- Steps 16 to 31: what cannot be told ---- */

static bool clock_behind(struct judgement *judgement) /* step 18 */
{
    int64_t latest = judgement->clock.latest;
    const struct mapae_list *home = judgement->home.list;
    if (latest < judgement->own.list->issued_at) { /* TIME-3 */
        return decide_at(judgement, MAPAE_CLOCK_BEHIND, judgement->own.list->issued_at);
    }
    if (judgement->has_status && latest < judgement->status.head.issued_at) { /* STATUS-28 */
        return decide_at(judgement, MAPAE_CLOCK_BEHIND, judgement->status.head.issued_at);
    }
    if (home != NULL && latest < home->issued_at) {
        return decide_at(judgement, MAPAE_CLOCK_BEHIND, home->issued_at);
    }
    return false;
}

/* A condition with an edge: whether it cannot be told (TIME-5). */
static bool uncertain(struct judgement *judgement, const struct judged_list *judged,
                      int64_t edge)
{
    return cannot_tell(judged->interval, edge) &&
           decide_at(judgement, MAPAE_CLOCK_UNCERTAIN, edge);
}

static bool uncertain_list(struct judgement *judgement, const struct judged_list *judged)
{
    if (judged->list == NULL) {
        return false;
    }
    if (uncertain(judgement, judged, judged->list->expires_at)) {
        return true;
    }
    return judged->rules.uncertain.there &&
           decide_at(judgement, MAPAE_CLOCK_UNCERTAIN, judged->rules.uncertain.at);
}

static bool clock_uncertain(struct judgement *judgement) /* step 20 */
{
    const struct pass *pass = &judgement->shown.pass;
    const struct judged_list *own = &judgement->own;
    return uncertain(judgement, own, pass->end) ||
           uncertain(judgement, own, judgement->key.accept_until) ||
           uncertain(judgement, own, pass->start) || uncertain_list(judgement, own) ||
           uncertain_list(judgement, &judgement->home) ||
           (demand_met(judgement) && uncertain(judgement, own, judgement->status.head.expires_at));
}

static bool list_expired(struct judgement *judgement, const struct judged_list *judged)
{
    return judged->list != NULL && none_before(judged->interval, judged->list->expires_at) &&
           decide_at(judgement, MAPAE_TRUST_LIST_EXPIRED, judged->list->expires_at);
}

static bool rule_not_open(struct judgement *judgement, const struct judged_list *judged)
{
    return judged->rules.not_open.there &&
           decide_at(judgement, MAPAE_RULE_NOT_YET_OPEN, judged->rules.not_open.at);
}

static bool presentation_stale(struct judgement *judgement) /* step 29, PRESENT-8 */
{
    int64_t made = judgement->shown.presented_at;
    int64_t stale = made + judgement->policy->greatest_age;
    if (judgement->clock.latest < made) {
        return decide_at(judgement, MAPAE_PRESENTATION_STALE, made);
    }
    return judgement->clock.latest >= stale &&
           decide_at(judgement, MAPAE_PRESENTATION_STALE, stale);
}

static bool undecided_by_time(struct judgement *judgement)
{
    const struct judged_list *own = &judgement->own;
    const struct judged_list *home = &judgement->home;
    const struct pass *pass = &judgement->shown.pass;
    if (clock_behind(judgement)) { /* step 18 */
        return true;
    }
    if (judgement->clock.latest < pass->issued_at) { /* step 19, TIME-4 */
        return decide_at(judgement, MAPAE_PASS_FROM_FUTURE, pass->issued_at);
    }
    /* From here on all conditions are looked at. */
    if (clock_uncertain(judgement) ||                                      /* step 20 */
        list_expired(judgement, own) || list_expired(judgement, home)) { /* step 21 */
        return true;
    }
    if (judgement->home_counts && home->list == NULL) { /* step 22, VERIFY-19 */
        return decide(judgement, MAPAE_HOME_LIST_MISSING);
    }
    if (own->rules.unreadable || home->rules.unreadable) { /* step 23, RULE-10 */
        return decide(judgement, MAPAE_UNSUPPORTED_RULE);
    }
    if (own->rules.too_coarse || home->rules.too_coarse) { /* step 24, RULE-14 */
        return decide(judgement, MAPAE_DATE_TOO_COARSE);
    }
    if (all_before(own->interval, pass->start)) { /* step 25, VERIFY-20 */
        return decide_at(judgement, MAPAE_NOT_YET_VALID, pass->start);
    }
    return rule_not_open(judgement, own) || rule_not_open(judgement, home); /* step 26 */
}

static bool undecided_by_showing(struct judgement *judgement)
{
    const struct mapae_policy *policy = judgement->policy;
    const struct shown *shown = &judgement->shown;
    struct bytes value;
    if (!shown->presented) {
        bool bound = claim_find(shown->pass.claims, TAG_HOLDER_KEY, &value);
        return bound && !policy->bare &&
               decide(judgement, MAPAE_PRESENTATION_NEEDED); /* step 27, PRESENT-6 */
    }
    if (policy->challenge_length > 0) {
        struct bytes asked = {policy->challenge, policy->challenge_length};
        return !same_bytes(asked, shown->challenge) &&
               decide(judgement, MAPAE_WRONG_CHALLENGE); /* step 28, PRESENT-7 */
    }
    return presentation_stale(judgement); /* step 29 */
}

static bool undecided(struct judgement *judgement, const struct unknown_claims *unknown)
{
    if (!profile_understood(judgement->shown.pass.profile)) { /* step 16, VERIFY-17 */
        return decide(judgement, MAPAE_UNSUPPORTED_PROFILE);
    }
    if (unknown->needed) { /* step 17, CLAIM-4 */
        return decide(judgement, MAPAE_UNSUPPORTED_CLAIM);
    }
    if (undecided_by_time(judgement) ||     /* steps 18 to 26 */
        undecided_by_showing(judgement)) { /* steps 27 to 29 */
        return true;
    }
    if (judgement->issuer.demand > 0 && !demand_met(judgement)) { /* step 30, VERIFY-21 */
        return decide(judgement, MAPAE_STATUS_LIST_MISSING);
    }
    return demand_met(judgement) && /* step 31, STATUS-27 */
           none_before(judgement->own.interval, judgement->status.head.expires_at) &&
           decide_at(judgement, MAPAE_STATUS_LIST_EXPIRED, judgement->status.head.expires_at);
}

static void judge_signed(struct judgement *judgement)
{
    if (judgement->key.compromised) { /* step 8, VERIFY-11 */
        decide(judgement, MAPAE_KEY_COMPROMISED);
        return;
    }
    if (!key_for_this(judgement)) { /* step 9 */
        decide(judgement, MAPAE_KEY_NOT_FOR_THIS);
        return;
    }
    judgement->verdict->authentic = true; /* VERIFY-23 */
    find_scope(judgement);
    look_at_lists(judgement);
    struct unknown_claims unknown = claims_unknown(&judgement->shown.pass, judgement->scope);
    judgement->verdict->unknown_claim_ignored = unknown.ignorable; /* VERIFY-26 */
    if (!reject(judgement) && !undecided(judgement, &unknown)) {
        decide(judgement, MAPAE_ACCEPTED);
    }
}

/* No time in an object is near these bounds, so a reading beyond them says the
 * same, and no sum overflows (BASE-4). */
static int64_t bounded(int64_t time)
{
    const int64_t bound = (int64_t)1 << 60;
    return time < -bound ? -bound : time > bound ? bound : time;
}

void mapae_judge(const struct mapae_platform *platform, enum mapae_form form,
                 const uint8_t *input, size_t length, const struct mapae_state *const *states,
                 size_t state_count, const struct mapae_policy *policy,
                 const struct mapae_clock *clock, struct mapae_verdict *verdict)
{
    uint8_t buffer[MAPAE_PRESENTATION_MAX];
    struct judgement judgement = {
        .platform = platform,
        .states = states,
        .state_count = state_count,
        .policy = policy,
        .clock = {bounded(clock->earliest), bounded(clock->latest)},
        .verdict = verdict,
    };
    *verdict = (struct mapae_verdict){.authentic = false};
    if (!open_input(&judgement, form, input, length, buffer) && !find_signer(&judgement)) {
        judge_signed(&judgement);
    }
}
