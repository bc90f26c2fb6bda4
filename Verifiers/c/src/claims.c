#include "claims.h"

#include "date.h"
#include "text.h"

/* The tables are written out from registry/claims.json and profiles.json. */

enum type { TEXT, LATIN, INTEGER, DATE, CODE, COUNTRY, BYTES };

enum profile { COMMON, ACCESS, VACCINATION, TEST, TICKET };

struct definition {
    uint8_t profile;
    uint8_t tag;
    uint8_t type;
    uint8_t max;      /* of text, latin and bytes */
    uint8_t excludes; /* a tag, or 0 */
};

static const struct definition DEFINITIONS[] = {
    {COMMON, 0x40, DATE, 0, 0x63},        /* birth-date */
    {COMMON, 0x60, TEXT, 160, 0},         /* family-name */
    {COMMON, 0x61, TEXT, 160, 0},         /* given-name */
    {COMMON, 0x62, BYTES, 32, 0},         /* holder-key */
    {COMMON, 0x63, TEXT, 32, 0x40},       /* birth-date-text */
    {COMMON, 0xe0, LATIN, 80, 0},         /* family-name-latin */
    {COMMON, 0xe1, LATIN, 80, 0},         /* given-name-latin */
    {COMMON, 0xe2, TEXT, 128, 0},         /* issuer-name */
    {COMMON, 0xe3, TEXT, 80, 0},          /* document-id */
    {ACCESS, 0x70, TEXT, 64, 0},          /* area */
    {ACCESS, 0x71, TEXT, 64, 0},          /* role */
    {VACCINATION, 0x10, CODE, 0, 0x70},   /* disease */
    {VACCINATION, 0x11, INTEGER, 0, 0},   /* dose-number */
    {VACCINATION, 0x12, INTEGER, 0, 0},   /* series-doses */
    {VACCINATION, 0x30, COUNTRY, 0, 0},   /* country */
    {VACCINATION, 0x31, CODE, 0, 0x71},   /* product */
    {VACCINATION, 0x50, DATE, 0, 0},      /* dose-date */
    {VACCINATION, 0x70, TEXT, 64, 0x10},  /* disease-text */
    {VACCINATION, 0x71, TEXT, 64, 0x31},  /* product-text */
    {VACCINATION, 0x93, CODE, 0, 0xf2},   /* vaccine */
    {VACCINATION, 0xb2, CODE, 0, 0xf3},   /* manufacturer */
    {VACCINATION, 0xf2, TEXT, 64, 0x93},  /* vaccine-text */
    {VACCINATION, 0xf3, TEXT, 64, 0xb2},  /* manufacturer-text */
    {TEST, 0x10, CODE, 0, 0x70},          /* disease */
    {TEST, 0x11, CODE, 0, 0},             /* result */
    {TEST, 0x30, COUNTRY, 0, 0},          /* country */
    {TEST, 0x50, DATE, 0, 0},             /* sample-date */
    {TEST, 0x70, TEXT, 64, 0x10},         /* disease-text */
    {TEST, 0x92, CODE, 0, 0xf1},          /* test-type */
    {TEST, 0xf1, TEXT, 64, 0x92},         /* test-type-text */
    {TEST, 0xf2, TEXT, 80, 0},            /* test-centre */
    {TICKET, 0x10, INTEGER, 0, 0},        /* admits */
    {TICKET, 0x50, DATE, 0, 0},           /* event-date */
    {TICKET, 0x70, TEXT, 80, 0},          /* event */
    {TICKET, 0x71, TEXT, 80, 0},          /* venue */
    {TICKET, 0x72, TEXT, 32, 0},          /* seat */
};

/* One of the two tags is required. */
static const struct {
    uint8_t profile;
    uint8_t tag;
    uint8_t or_tag;
} REQUIRED[] = {
    {VACCINATION, 0x10, 0x70},
    {VACCINATION, 0x50, 0x50},
    {TEST, 0x10, 0x70},
    {TEST, 0x11, 0x11},
    {TICKET, 0x70, 0x70},
};

bool profile_private(uint16_t profile)
{
    return profile >= 61440;
}

bool profile_understood(uint16_t profile)
{
    return (profile >= ACCESS && profile <= TICKET) || profile_private(profile);
}

static const struct definition *definition_of(uint8_t tag, uint16_t profile)
{
    uint16_t owner = tag_number(tag) < 16 ? COMMON : profile;
    for (size_t i = 0; i < sizeof DEFINITIONS / sizeof DEFINITIONS[0]; i++) {
        if (DEFINITIONS[i].tag == tag && DEFINITIONS[i].profile == owner) {
            return &DEFINITIONS[i];
        }
    }
    return NULL;
}

static bool tag_private(uint8_t tag, uint16_t profile)
{
    return tag_number(tag) % 16 >= 12 || (profile_private(profile) && tag_number(tag) >= 16);
}

static bool capital(uint8_t c)
{
    return c >= 'A' && c <= 'Z';
}

static bool latin_good(struct bytes value, size_t max)
{
    if (value.length > max || !capital(value.at[0])) {
        return false;
    }
    for (size_t i = 1; i < value.length; i++) {
        if (!capital(value.at[i]) && value.at[i] != '<') {
            return false;
        }
    }
    return true;
}

/* CLAIM-6. The size class of the tag fixes the length of the other types. */
static bool value_good(const struct definition *definition, struct bytes value)
{
    struct date date;
    switch ((enum type)definition->type) {
    case TEXT: return letters_good(value, definition->max);
    case LATIN: return latin_good(value, definition->max);
    case DATE: return date_decode((uint32_t)number_at(value.at, 3), &date);
    case COUNTRY: return capital(value.at[0]) && capital(value.at[1]);
    case BYTES: return value.length == definition->max;
    case INTEGER:
    case CODE: break; /* CLAIM-9 */
    }
    return true;
}

static bool has_claim(const struct pass *pass, uint8_t tag)
{
    struct bytes value;
    return claim_find(pass->claims, tag, &value);
}

bool claims_valid(const struct pass *pass)
{
    struct reader reader = reader_of(pass->claims);
    struct claim claim;
    while (claim_next(&reader, &claim)) {
        const struct definition *definition = definition_of(claim.tag, pass->profile);
        if (definition == NULL) {
            continue;
        }
        if (!value_good(definition, claim.value)) {
            return false;
        }
        if (definition->excludes != 0 && has_claim(pass, definition->excludes)) { /* CLAIM-7 */
            return false;
        }
    }
    for (size_t i = 0; i < sizeof REQUIRED / sizeof REQUIRED[0]; i++) { /* CLAIM-8 */
        if (REQUIRED[i].profile == pass->profile && !has_claim(pass, REQUIRED[i].tag) &&
            !has_claim(pass, REQUIRED[i].or_tag)) {
            return false;
        }
    }
    return true;
}

static bool tag_understood(uint8_t tag, uint16_t profile, const struct mapae_scope *scope)
{
    if (definition_of(tag, profile) != NULL) {
        return true;
    }
    return tag_private(tag, profile) && scope != NULL &&
           (scope->private_tags[tag / 8] >> tag % 8 & 1) != 0;
}

struct unknown_claims claims_unknown(const struct pass *pass, const struct mapae_scope *scope)
{
    struct unknown_claims unknown = {false, false};
    struct reader reader = reader_of(pass->claims);
    struct claim claim;
    while (claim_next(&reader, &claim)) {
        if (!tag_understood(claim.tag, pass->profile, scope)) {
            if (claim.tag < 0x80) {
                unknown.needed = true;
            } else {
                unknown.ignorable = true;
            }
        }
    }
    return unknown;
}
