/* Which keys and which signatures are good (ed25519.md). */
#ifndef ED25519_H
#define ED25519_H

#include "bytes.h"
#include "mapae.h"

enum label { LABEL_PASS, LABEL_PRESENTATION, LABEL_RECORD, LABEL_LIST, LABEL_STATUS };

/* SIG-1. */
bool key_vetted(const uint8_t key[KEY_SIZE]);

/* SIG-2 to SIG-5 over label || domain digest || body (BASE-5). The key was
 * vetted before. */
bool signature_good(const struct mapae_platform *platform, enum label label,
                    const uint8_t domain_digest[DIGEST_SIZE], const uint8_t key[KEY_SIZE],
                    const uint8_t signature[SIGNATURE_SIZE], const struct mapae_source *body);

/* Exactly `threshold` of the keys signed, each with a good signature: bit i of
 * `signers` is key i (TRUST-3 to TRUST-5, TRUST-12). */
struct signers {
    const uint8_t *keys;
    unsigned key_count;
    unsigned threshold;
    uint16_t mask;
    const uint8_t *signatures; /* one for each bit set */
};
bool signers_good(const struct mapae_platform *platform, enum label label,
                  const uint8_t domain_digest[DIGEST_SIZE], const struct signers *signers,
                  struct bytes body);

#endif
