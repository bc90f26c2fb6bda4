/* Profiles and the meaning of claims (registries.md). */
#ifndef CLAIMS_H
#define CLAIMS_H

#include "mapae.h"
#include "pass.h"

#define TAG_HOLDER_KEY 0x62u

bool profile_private(uint16_t profile);
bool profile_understood(uint16_t profile);

/* CLAIM-6 to CLAIM-8. */
bool claims_valid(const struct pass *pass);

/* What this verifier does not understand of a pass; the scope may be NULL. */
struct unknown_claims {
    bool needed;    /* one that is not ignorable (CLAIM-4) */
    bool ignorable; /* one that is (VERIFY-26) */
};
struct unknown_claims claims_unknown(const struct pass *pass, const struct mapae_scope *scope);

#endif
