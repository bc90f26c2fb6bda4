#include "crypto.h"

#include <openssl/evp.h>
#include <string.h>

static void sha256(const uint8_t *bytes, size_t length, uint8_t digest[32])
{
    if (EVP_Digest(bytes, length, digest, NULL, EVP_sha256(), NULL) != 1) {
        memset(digest, 0, 32);
    }
}

/* OpenSSL takes the message in one piece. */
static uint8_t message[MAPAE_HEAD_SIZE + MAPAE_STATUS_MAX];

static bool ed25519(const uint8_t key[32], const uint8_t signature[64],
                    const uint8_t head[MAPAE_HEAD_SIZE], const struct mapae_source *body)
{
    memcpy(message, head, MAPAE_HEAD_SIZE);
    body->read(body->context, body->at, message + MAPAE_HEAD_SIZE, body->length);
    EVP_PKEY *public_key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, key, 32);
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool good = public_key != NULL && context != NULL &&
                EVP_DigestVerifyInit(context, NULL, NULL, NULL, public_key) == 1 &&
                EVP_DigestVerify(context, signature, 64, message,
                                 MAPAE_HEAD_SIZE + body->length) == 1;
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(public_key);
    return good;
}

const struct mapae_platform openssl_platform = {sha256, ed25519};

void state_digest(const struct mapae_state *state, uint8_t digest[32])
{
    static uint8_t page[4096];
    const struct mapae_store *store = &state->room.status;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    bool good = context != NULL && EVP_DigestInit_ex(context, EVP_sha256(), NULL) == 1 &&
                EVP_DigestUpdate(context, state->room.trust, state->trust_length) == 1;
    for (size_t at = 0; good && at < state->status_length; at += sizeof page) {
        size_t left = state->status_length - at;
        size_t count = left < sizeof page ? left : sizeof page;
        store->read(store->context, at, page, count);
        good = EVP_DigestUpdate(context, page, count) == 1;
    }
    if (!good || EVP_DigestFinal_ex(context, digest, NULL) != 1) {
        memset(digest, 0, 32);
    }
    EVP_MD_CTX_free(context);
}
