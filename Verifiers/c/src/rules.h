/* Expiry rules (rules.md). */
#ifndef RULES_H
#define RULES_H

#include "bytes.h"
#include "pass.h"

struct rule {
    struct bytes bytes; /* with the length byte */
    uint8_t kind;
    uint16_t profile;
    int64_t from;
    int64_t until;
    /* of kind 1 */
    uint8_t anchor;
    int64_t opens_after;
    int64_t closes_after;
    uint8_t utc_offset;
    bool has_condition;
    uint8_t condition_tag;
    uint32_t condition_limit;
};

/* The next rule; breaks the reader where it is not well-formed (RULE-1). */
bool rule_next(struct reader *reader, struct rule *rule);

/* Seconds, both included. */
struct interval {
    int64_t earliest;
    int64_t latest;
};

struct instant {
    bool there;
    int64_t at;
};

/* What the rules of a list say of a pass: for each answer the instant of the
 * first rule that gives it. */
struct rules_found {
    struct instant closed;
    struct instant not_open;
    struct instant uncertain;
    bool unreadable;
    bool too_coarse;
};

void rules_judge(struct bytes rules, size_t count, const struct pass *pass,
                 const struct interval *interval, struct rules_found *found);

#endif
