#include "rules.h"

#include "date.h"

#define RULE_MIN 13u
#define WINDOW_KIND 1u
#define ANCHOR_ISSUED_AT 0x00u
#define ANCHOR_VALID_FROM 0x01u

static void read_window(struct reader *body, struct rule *rule)
{
    rule->anchor = (uint8_t)reader_number(body, 1);
    rule->opens_after = (int64_t)reader_number(body, 4);
    rule->closes_after = (int64_t)reader_number(body, 4);
    rule->utc_offset = (uint8_t)reader_number(body, 1);
    rule->has_condition = body->left > 0;
    if (rule->has_condition) {
        rule->condition_tag = (uint8_t)reader_number(body, 1);
        rule->condition_limit = (uint32_t)reader_number(body, 3);
    }
}

static bool window_good(const struct rule *rule)
{
    bool fixed = rule->anchor == ANCHOR_ISSUED_AT || rule->anchor == ANCHOR_VALID_FROM;
    return rule->closes_after > rule->opens_after &&
           (fixed ? rule->utc_offset == 64 : rule->utc_offset >= 16 && rule->utc_offset <= 120);
}

bool rule_next(struct reader *reader, struct rule *rule)
{
    const uint8_t *at = reader->at;
    size_t length = (size_t)reader_number(reader, 1);
    struct reader body = reader_of((struct bytes){reader_bytes(reader, length), length});
    if (reader->broken || length < RULE_MIN) {
        reader->broken = true;
        return false;
    }
    *rule = (struct rule){.bytes = {at, length + 1}};
    rule->kind = (uint8_t)reader_number(&body, 1);
    rule->profile = (uint16_t)reader_number(&body, 2);
    rule->from = (int64_t)reader_number(&body, 5);
    rule->until = (int64_t)reader_number(&body, 5);
    bool good = rule->until > rule->from;
    if (rule->kind == WINDOW_KIND) { /* others are skipped by their length (RULE-2) */
        read_window(&body, rule);
        good = good && reader_at_end(&body) && (length == 23 || length == 27) &&
               window_good(rule);
    }
    reader->broken = !good;
    return good;
}

/* ---- What a rule reads ---- */

/* The anchor's instant, for a coarse date of its first and of its last day. */
struct anchor {
    int64_t first;
    int64_t last;
};

static bool read_anchor(const struct rule *rule, const struct pass *pass, struct anchor *anchor)
{
    struct bytes value;
    struct date date;
    if (rule->anchor == ANCHOR_ISSUED_AT || rule->anchor == ANCHOR_VALID_FROM) {
        anchor->first = rule->anchor == ANCHOR_ISSUED_AT ? pass->issued_at : pass->start;
        anchor->last = anchor->first;
        return true;
    }
    if (size_class(rule->anchor) != 2 || !claim_find(pass->claims, rule->anchor, &value) ||
        !date_decode((uint32_t)number_at(value.at, 3), &date)) { /* RULE-9 */
        return false;
    }
    int64_t offset = 900 * ((int64_t)rule->utc_offset - 64);
    anchor->first = 86400 * date_first(&date) - offset;
    anchor->last = 86400 * date_last(&date) - offset;
    return true;
}

static bool condition_met(const struct rule *rule, const struct pass *pass)
{
    struct bytes value;
    if (!rule->has_condition || !claim_find(pass->claims, rule->condition_tag, &value)) {
        return true; /* RULE-7 */
    }
    return number_at(value.at, value.length) < rule->condition_limit;
}

/* ---- Its window ---- */

/* Seconds [start, end); none where end is not above start. */
struct span {
    int64_t start;
    int64_t end;
};

static bool at_some(struct span span, struct interval interval)
{
    return span.start < span.end && span.start <= interval.latest &&
           span.end > interval.earliest;
}

static bool at_all(struct span span, struct interval interval)
{
    return span.start <= interval.earliest && span.end > interval.latest;
}

enum answer { KEPT, CLOSED, NOT_OPEN, CANNOT_TELL, TOO_COARSE, CANNOT_READ };

struct answered {
    enum answer answer;
    int64_t instant;
};

static struct answered judge_window(const struct rule *rule, int64_t anchor,
                                    struct interval interval)
{
    int64_t opens = anchor + rule->opens_after;
    int64_t closes = anchor + rule->closes_after;
    struct span closed = {closes > rule->from ? closes : rule->from, rule->until};
    struct span not_open = {rule->from, opens < rule->until ? opens : rule->until};
    if (at_all(closed, interval)) {
        return (struct answered){CLOSED, closed.start};
    }
    if (at_all(not_open, interval)) {
        return (struct answered){NOT_OPEN, not_open.end};
    }
    bool some_closed = at_some(closed, interval);
    if (!some_closed && !at_some(not_open, interval)) {
        return (struct answered){KEPT, 0};
    }
    struct span edge = some_closed ? closed : not_open;
    return (struct answered){CANNOT_TELL,
                             edge.start > interval.earliest ? edge.start : edge.end};
}

static struct answered judge_rule(const struct rule *rule, const struct pass *pass,
                                  struct interval interval)
{
    struct anchor anchor;
    if (!at_some((struct span){rule->from, rule->until}, interval)) {
        return (struct answered){KEPT, 0}; /* not in force */
    }
    if (rule->kind != WINDOW_KIND ||
        (rule->has_condition && size_class(rule->condition_tag) == 3)) { /* RULE-6 */
        return (struct answered){CANNOT_READ, 0};
    }
    if (!condition_met(rule, pass)) { /* RULE-8 */
        return (struct answered){KEPT, 0};
    }
    if (!read_anchor(rule, pass, &anchor)) {
        return (struct answered){CANNOT_READ, 0};
    }
    struct answered first = judge_window(rule, anchor.first, interval);
    struct answered last = judge_window(rule, anchor.last, interval);
    if (first.answer != last.answer) { /* RULE-14 */
        return (struct answered){TOO_COARSE, 0};
    }
    return last;
}

static void note(struct instant *instant, int64_t at)
{
    if (!instant->there) {
        *instant = (struct instant){true, at};
    }
}

void rules_judge(struct bytes rules, size_t count, const struct pass *pass,
                 const struct interval *interval, struct rules_found *found)
{
    struct reader reader = reader_of(rules);
    struct rule rule;
    *found = (struct rules_found){.unreadable = false};
    for (size_t i = 0; i < count && rule_next(&reader, &rule); i++) { /* RULE-3 */
        if (rule.profile != pass->profile) {
            continue;
        }
        struct answered answered = judge_rule(&rule, pass, *interval);
        switch (answered.answer) {
        case KEPT: break;
        case CLOSED: note(&found->closed, answered.instant); break;
        case NOT_OPEN: note(&found->not_open, answered.instant); break;
        case CANNOT_TELL: note(&found->uncertain, answered.instant); break;
        case TOO_COARSE: found->too_coarse = true; break;
        case CANNOT_READ: found->unreadable = true; break;
        }
    }
}
