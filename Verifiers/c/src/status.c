#include "status.h"

#define FIRST_BYTE 1u
#define BASE_NUMBER 4u
#define COUNT 4u
#define LIFE_MAX 34560000

static bool head_read(const struct mapae_source *source, struct status_head *head)
{
    source_read(source, FIRST_BYTE, head->bytes, STATUS_HEAD);
    struct reader reader = reader_of((struct bytes){head->bytes, STATUS_HEAD});
    reader_bytes(&reader, 4); /* the domain tag */
    head->key_number = (uint32_t)reader_number(&reader, 3);
    head->generation = (uint8_t)reader_number(&reader, 1);
    head->number = (uint32_t)reader_number(&reader, 4);
    head->issued_at = (int64_t)reader_number(&reader, 5);
    head->expires_at = (int64_t)reader_number(&reader, 5);
    head->first_live = (uint32_t)reader_number(&reader, 4);
    return head->number >= 1 && head->expires_at > head->issued_at &&
           head->expires_at - head->issued_at <= LIFE_MAX;
}

static bool length_fits(const struct mapae_source *source, size_t fields)
{
    return source->length >= fields + COUNT + SIGNATURE_SIZE &&
           source->length <= MAPAE_STATUS_MAX;
}

/* The serials stand between the other fields and the signature. */
static bool read_serials(const struct mapae_source *source, size_t fields,
                         const struct status_head *head, struct serials *serials)
{
    struct mapae_source part =
        source_part(source, fields, source->length - fields - SIGNATURE_SIZE);
    return serials_open(&part, head->first_live, serials);
}

bool status_open(const struct mapae_source *source, struct status_list *list)
{
    const size_t fields = FIRST_BYTE + STATUS_HEAD;
    return length_fits(source, fields) && head_read(source, &list->head) &&
           read_serials(source, fields, &list->head, &list->revoked);
}

bool delta_open(const struct mapae_source *source, struct status_delta *delta)
{
    const size_t fields = FIRST_BYTE + STATUS_HEAD + BASE_NUMBER;
    if (!length_fits(source, fields) || !head_read(source, &delta->head)) {
        return false;
    }
    delta->base_number = source_u32(source, FIRST_BYTE + STATUS_HEAD);
    return delta->base_number >= 1 && delta->base_number < delta->head.number &&
           read_serials(source, fields, &delta->head, &delta->added);
}
