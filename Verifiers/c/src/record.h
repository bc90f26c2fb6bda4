/* Authority records (trust.md). */
#ifndef RECORD_H
#define RECORD_H

#include "bytes.h"
#include "mapae.h"

struct record {
    struct bytes object;
    struct bytes signed_bytes;
    uint8_t number;
    const uint8_t *domain;
    int64_t lists_until;
    unsigned root_count;
    const uint8_t *roots;
    unsigned root_threshold;
    unsigned list_key_count;
    const uint8_t *list_keys;
    unsigned list_threshold;
    uint16_t previous_signers;
    const uint8_t *previous_signatures;
    uint16_t own_signers;
    const uint8_t *own_signatures;
};

/* TRUST-1 and TRUST-2. */
bool record_decode(struct bytes object, struct record *record);

bool record_keys_vetted(const struct record *record);
/* TRUST-3 and TRUST-5. */
bool record_signed_by_own(const struct mapae_platform *platform, const struct record *record);
/* TRUST-4. */
bool record_signed_by_previous(const struct mapae_platform *platform,
                               const struct record *record, const struct record *previous);

#endif
