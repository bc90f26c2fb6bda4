#include "record.h"

#include "ed25519.h"

static bool no_key_twice(const struct record *record)
{
    const uint8_t *keys[32];
    unsigned count = 0;
    for (unsigned i = 0; i < record->root_count; i++) {
        keys[count++] = record->roots + i * KEY_SIZE;
    }
    for (unsigned i = 0; i < record->list_key_count; i++) {
        keys[count++] = record->list_keys + i * KEY_SIZE;
    }
    for (unsigned i = 0; i < count; i++) {
        for (unsigned j = i + 1; j < count; j++) {
            if (same(keys[i], keys[j], KEY_SIZE)) {
                return false;
            }
        }
    }
    return true;
}

/* A count, its keys and their threshold. */
static bool read_keys(struct reader *reader, unsigned *count, const uint8_t **keys,
                      unsigned *threshold)
{
    *count = (unsigned)reader_number(reader, 1);
    *keys = reader_bytes(reader, *count * KEY_SIZE);
    *threshold = (unsigned)reader_number(reader, 1);
    return *count >= 1 && *count <= 16 && *threshold >= 1 && *threshold <= *count;
}

bool record_decode(struct bytes object, struct record *record)
{
    struct reader reader = reader_of(object);
    record->object = object;
    reader_number(&reader, 1);
    record->number = (uint8_t)reader_number(&reader, 1);
    record->domain = reader_bytes(&reader, DIGEST_SIZE);
    int64_t issued_at = (int64_t)reader_number(&reader, 5);
    record->lists_until = (int64_t)reader_number(&reader, 5);
    if (!read_keys(&reader, &record->root_count, &record->roots, &record->root_threshold) ||
        !read_keys(&reader, &record->list_key_count, &record->list_keys,
                   &record->list_threshold)) {
        return false;
    }
    record->signed_bytes = (struct bytes){object.at, object.length - reader.left};
    record->previous_signers = (uint16_t)reader_number(&reader, 2);
    record->previous_signatures =
        reader_bytes(&reader, bits_set(record->previous_signers) * SIGNATURE_SIZE);
    record->own_signers = (uint16_t)reader_number(&reader, 2);
    record->own_signatures =
        reader_bytes(&reader, bits_set(record->own_signers) * SIGNATURE_SIZE);
    return reader_at_end(&reader) && record->number >= 1 && record->lists_until > issued_at &&
           (record->number == 1) == (record->previous_signers == 0) &&
           record->own_signers >> record->root_count == 0 && no_key_twice(record);
}

bool record_keys_vetted(const struct record *record)
{
    for (unsigned i = 0; i < record->root_count; i++) {
        if (!key_vetted(record->roots + i * KEY_SIZE)) {
            return false;
        }
    }
    for (unsigned i = 0; i < record->list_key_count; i++) {
        if (!key_vetted(record->list_keys + i * KEY_SIZE)) {
            return false;
        }
    }
    return true;
}

static const uint8_t *digest_signed(const struct record *record)
{
    static const uint8_t NO_DIGEST[DIGEST_SIZE] = {0};
    return record->number == 1 ? NO_DIGEST : record->domain;
}

bool record_signed_by_own(const struct mapae_platform *platform, const struct record *record)
{
    struct signers own = {record->roots, record->root_count, record->root_threshold,
                          record->own_signers, record->own_signatures};
    return signers_good(platform, LABEL_RECORD, digest_signed(record), &own,
                        record->signed_bytes);
}

bool record_signed_by_previous(const struct mapae_platform *platform,
                               const struct record *record, const struct record *previous)
{
    struct signers before = {previous->roots, previous->root_count, previous->root_threshold,
                             record->previous_signers, record->previous_signatures};
    return signers_good(platform, LABEL_RECORD, digest_signed(record), &before,
                        record->signed_bytes);
}
