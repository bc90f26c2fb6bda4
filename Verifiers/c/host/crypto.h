/* SHA-256 and Ed25519 of OpenSSL 3 (libcrypto). */
#ifndef CRYPTO_H
#define CRYPTO_H

#include "mapae.h"

extern const struct mapae_platform openssl_platform;

/* The digest of the bytes of a state (conformance.md, open). */
void state_digest(const struct mapae_state *state, uint8_t digest[32]);

#endif
