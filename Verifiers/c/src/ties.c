#include "ties.h"

#include "rules.h"
#include "trustlist.h"

/* ---- Keys: one walk over both lists, in the order of the numbers ---- */

struct key_pair { /* one of the two may be missing, never both */
    const struct mapae_key *held;
    const struct mapae_key *made;
};

struct key_walk {
    const struct mapae_state *held;
    const struct mapae_state *made;
    size_t next_held;
    size_t next_made;
};

static bool next_key_pair(struct key_walk *walk, struct key_pair *pair)
{
    bool more_held = walk->next_held < walk->held->list.key_count;
    bool more_made = walk->next_made < walk->made->list.key_count;
    if (!more_held && !more_made) {
        return false;
    }
    pair->held = more_held ? &walk->held->room.keys[walk->next_held] : NULL;
    pair->made = more_made ? &walk->made->room.keys[walk->next_made] : NULL;
    if (more_held && more_made) {
        uint32_t number_held = list_key(&walk->held->list, pair->held).number;
        uint32_t number_made = list_key(&walk->made->list, pair->made).number;
        if (number_held < number_made) {
            pair->made = NULL;
        } else if (number_made < number_held) {
            pair->held = NULL;
        }
    }
    walk->next_held += pair->held != NULL;
    walk->next_made += pair->made != NULL;
    return true;
}

static bool key_entered_well(const struct mapae_state *held, const struct mapae_state *made,
                             const struct key_pair *pair) /* tie 3 */
{
    return pair->held != NULL ||
           list_key(&made->list, pair->made).number >= held->list.next_key;
}

static bool key_unchanged(const struct mapae_state *held, const struct mapae_state *made,
                          const struct key_pair *pair) /* tie 4 */
{
    if (pair->held == NULL || pair->made == NULL) {
        return true;
    }
    struct key before = list_key(&held->list, pair->held);
    struct key after = list_key(&made->list, pair->made);
    return list_issuer(&held->list, &held->room.issuers[pair->held->issuer]).id ==
               list_issuer(&made->list, &made->room.issuers[pair->made->issuer]).id &&
           before.for_status == after.for_status &&
           same(before.public_key, after.public_key, KEY_SIZE);
}

static bool key_not_widened(const struct mapae_state *held, const struct mapae_state *made,
                            const struct key_pair *pair) /* tie 5 */
{
    if (pair->held == NULL || pair->made == NULL) {
        return true;
    }
    struct key before = list_key(&held->list, pair->held);
    struct key after = list_key(&made->list, pair->made);
    return after.accept_until <= before.accept_until &&
           (after.compromised || !before.compromised);
}

static bool key_left_well(const struct mapae_state *held, const struct mapae_state *made,
                          const struct key_pair *pair) /* tie 7 */
{
    return pair->made != NULL ||
           list_key(&held->list, pair->held).accept_until <= made->list.issued_at;
}

typedef bool key_tie(const struct mapae_state *held, const struct mapae_state *made,
                     const struct key_pair *pair);

static bool each_key(const struct mapae_state *held, const struct mapae_state *made,
                     key_tie *tie)
{
    struct key_walk walk = {held, made, 0, 0};
    struct key_pair pair;
    while (next_key_pair(&walk, &pair)) {
        if (!tie(held, made, &pair)) {
            return false;
        }
    }
    return true;
}

/* ---- Issuers that stand in both lists ---- */

static bool profiles_within(const struct issuer *before, const struct issuer *after) /* tie 5 */
{
    size_t i = 0;
    for (size_t j = 0; j < after->profile_count; j++) {
        uint64_t profile = number_at(after->profiles + 2 * j, 2);
        while (i < before->profile_count && number_at(before->profiles + 2 * i, 2) < profile) {
            i++;
        }
        if (i == before->profile_count || number_at(before->profiles + 2 * i, 2) != profile) {
            return false;
        }
    }
    return true;
}

static bool status_not_lower(const struct issuer *before, const struct issuer *after) /* tie 6 */
{
    return after->generation >= before->generation && after->demand >= before->demand;
}

typedef bool issuer_tie(const struct issuer *before, const struct issuer *after);

static bool each_issuer(const struct mapae_state *held, const struct mapae_state *made,
                        issuer_tie *tie)
{
    size_t i = 0;
    for (size_t j = 0; j < made->list.issuer_count; j++) {
        struct issuer after = list_issuer(&made->list, &made->room.issuers[j]);
        struct issuer before = {0};
        bool in_both = false;
        while (i < held->list.issuer_count && !in_both) {
            before = list_issuer(&held->list, &held->room.issuers[i]);
            if (before.id > after.id) {
                break;
            }
            in_both = before.id == after.id;
            i++;
        }
        if (in_both && !tie(&before, &after)) {
            return false;
        }
    }
    return true;
}

/* ---- Rules ---- */

/* The same bytes but for the two in-force times. */
static bool same_rule(const struct rule *a, const struct rule *b)
{
    const size_t times_at = 4;
    const size_t body_at = 14;
    return a->bytes.length == b->bytes.length && same(a->bytes.at, b->bytes.at, times_at) &&
           same(a->bytes.at + body_at, b->bytes.at + body_at, a->bytes.length - body_at);
}

static bool rule_is_in(const struct mapae_list *list, const struct rule *held, int64_t from,
                       int64_t until)
{
    size_t count;
    struct reader reader = reader_of(list_rules(list, &count));
    struct rule rule;
    for (; count > 0 && rule_next(&reader, &rule); count--) {
        if (same_rule(held, &rule) && rule.from <= from && rule.until >= until) {
            return true;
        }
    }
    return false;
}

static bool rules_kept(const struct mapae_list *held, const struct mapae_list *made) /* tie 8 */
{
    size_t count;
    struct reader reader = reader_of(list_rules(held, &count));
    struct rule rule;
    for (; count > 0 && rule_next(&reader, &rule); count--) {
        int64_t from = rule.from > made->issued_at ? rule.from : made->issued_at;
        int64_t until = rule.until < held->expires_at ? rule.until : held->expires_at;
        if (from < until && !rule_is_in(made, &rule, from, until)) {
            return false;
        }
    }
    return true;
}

enum mapae_refusal ties_check(const struct mapae_state *held, const struct mapae_state *made)
{
    const struct mapae_list *before = &held->list;
    const struct mapae_list *after = &made->list;
    if (after->issued_at < before->issued_at || after->expires_at < before->expires_at) {
        return MAPAE_TIE_DATES; /* TIE-1 */
    }
    if (after->next_key < before->next_key) {
        return MAPAE_TIE_NEXT_KEY; /* TIE-2 */
    }
    if (!each_key(held, made, key_entered_well)) {
        return MAPAE_TIE_KEY_ENTERED; /* TIE-3 */
    }
    if (!each_key(held, made, key_unchanged)) {
        return MAPAE_TIE_KEY_CHANGED; /* TIE-4 */
    }
    if (!each_issuer(held, made, profiles_within) || !each_key(held, made, key_not_widened)) {
        return MAPAE_TIE_WIDENED; /* TIE-5 */
    }
    if (!each_issuer(held, made, status_not_lower)) {
        return MAPAE_TIE_STATUS; /* TIE-6 */
    }
    if (!each_key(held, made, key_left_well)) {
        return MAPAE_TIE_KEY_LEFT; /* TIE-7 */
    }
    if (!rules_kept(before, after)) {
        return MAPAE_TIE_RULE; /* TIE-8 */
    }
    return MAPAE_LOADED;
}
