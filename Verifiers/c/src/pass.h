/* The form of passes and presentations (pass.md, presentation.md). */
#ifndef PASS_H
#define PASS_H

#include "bytes.h"

#define PASS_MIN 91u
#define PRESENTATION_MIN 162u

struct claim {
    uint8_t tag;
    struct bytes value;
};

struct pass {
    struct bytes object;
    const uint8_t *domain_tag;
    uint32_t key_number;
    uint16_t profile;
    uint32_t serial;
    int64_t issued_at;
    int64_t start;
    int64_t end;
    struct bytes claims;
};

/* What was shown: a pass, bare or in a presentation. */
struct shown {
    struct bytes object;
    struct pass pass;
    bool presented;
    int64_t presented_at;
    struct bytes challenge;
};

/* PASS-1 to PASS-3, CLAIM-1 to CLAIM-3, PRESENT-1 to PRESENT-3. */
bool shown_decode(struct bytes input, struct shown *shown);

struct bytes signed_part(struct bytes object);
const uint8_t *signature_of(struct bytes object);

unsigned size_class(uint8_t tag);
unsigned tag_number(uint8_t tag);

/* The next claim; false behind the last, or where the reader breaks. */
bool claim_next(struct reader *claims, struct claim *claim);
bool claim_find(struct bytes claims, uint8_t tag, struct bytes *value);

#endif
