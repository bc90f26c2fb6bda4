#include "pass.h"

#include "mapae.h"

unsigned size_class(uint8_t tag)
{
    return tag >> 5 & 3u;
}

unsigned tag_number(uint8_t tag)
{
    return tag & 0x1fu;
}

bool claim_next(struct reader *claims, struct claim *claim)
{
    if (claims->left == 0) {
        return false;
    }
    claim->tag = (uint8_t)reader_number(claims, 1);
    size_t length = size_class(claim->tag) + 1u;
    if (size_class(claim->tag) == 3) {
        length = (size_t)reader_number(claims, 1);
        if (length == 0) { /* CLAIM-3 */
            claims->broken = true;
        }
    }
    claim->value = (struct bytes){reader_bytes(claims, length), length};
    return !claims->broken;
}

bool claim_find(struct bytes claims, uint8_t tag, struct bytes *value)
{
    struct reader reader = reader_of(claims);
    struct claim claim;
    while (claim_next(&reader, &claim)) {
        if (claim.tag == tag) {
            *value = claim.value;
            return true;
        }
    }
    return false;
}

static bool claims_well_formed(struct bytes claims)
{
    struct reader reader = reader_of(claims);
    struct claim claim;
    int last = -1;
    while (claim_next(&reader, &claim)) {
        if (claim.tag <= last) { /* CLAIM-2 */
            return false;
        }
        last = claim.tag;
    }
    return reader_at_end(&reader); /* CLAIM-1 */
}

struct bytes signed_part(struct bytes object)
{
    return (struct bytes){object.at, object.length - SIGNATURE_SIZE};
}

const uint8_t *signature_of(struct bytes object)
{
    return object.at + object.length - SIGNATURE_SIZE;
}

static bool pass_decode(struct bytes object, struct pass *pass)
{
    if (object.length < PASS_MIN || object.length > MAPAE_PASS_MAX) { /* PASS-1 */
        return false;
    }
    struct reader reader = reader_of(signed_part(object));
    pass->object = object;
    if (reader_number(&reader, 1) != 0x11) { /* PASS-3, PRESENT-3 */
        return false;
    }
    pass->domain_tag = reader_bytes(&reader, 4);
    pass->key_number = (uint32_t)reader_number(&reader, 3);
    pass->profile = (uint16_t)reader_number(&reader, 2);
    pass->serial = (uint32_t)reader_number(&reader, 4);
    pass->issued_at = (int64_t)reader_number(&reader, 5);
    pass->start = pass->issued_at + (int64_t)reader_number(&reader, 4);
    int64_t lifetime = (int64_t)reader_number(&reader, 4);
    pass->end = pass->start + lifetime;
    pass->claims = (struct bytes){reader.at, reader.left};
    return lifetime > 0 && claims_well_formed(pass->claims); /* PASS-2 */
}

static bool presentation_decode(struct bytes object, struct shown *shown)
{
    if (object.length < PRESENTATION_MIN || object.length > MAPAE_PRESENTATION_MAX) {
        return false; /* PRESENT-1 */
    }
    struct reader reader = reader_of(signed_part(object));
    reader_number(&reader, 1);
    shown->presented_at = (int64_t)reader_number(&reader, 5);
    size_t length = (size_t)reader_number(&reader, 1);
    if (length > 32) { /* PRESENT-2 */
        return false;
    }
    shown->challenge = (struct bytes){reader_bytes(&reader, length), length};
    return pass_decode((struct bytes){reader.at, reader.left}, &shown->pass); /* PRESENT-3 */
}

bool shown_decode(struct bytes input, struct shown *shown)
{
    *shown = (struct shown){.object = input, .presented = input.at[0] == 0x12};
    return shown->presented ? presentation_decode(input, shown)
                            : pass_decode(input, &shown->pass);
}
