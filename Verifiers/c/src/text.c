#include "text.h"

#include "mapae.h"

/* ---- UTF-8 ---- */

struct range {
    uint32_t first;
    uint32_t last;
};

static const struct range FORBIDDEN[] = {
    {0x0000, 0x001f},   {0x007f, 0x009f},   {0x00ad, 0x00ad},   {0x061c, 0x061c},
    {0x180e, 0x180e},   {0x200b, 0x200b},   {0x200e, 0x200f},   {0x2028, 0x202e},
    {0x2060, 0x2064},   {0x2066, 0x206f},   {0xfdd0, 0xfdef},   {0xfeff, 0xfeff},
    {0xfff9, 0xfffb},   {0xe0000, 0xe007f},
};

static bool forbidden(uint32_t point)
{
    for (size_t i = 0; i < sizeof FORBIDDEN / sizeof FORBIDDEN[0]; i++) {
        if (point >= FORBIDDEN[i].first && point <= FORBIDDEN[i].last) {
            return true;
        }
    }
    return (point & 0xfffe) == 0xfffe; /* the last two of each plane */
}

static bool next_point(struct reader *reader, uint32_t *point)
{
    /* The least code point of each length: below it there is a shorter form. */
    static const uint32_t LEAST[] = {0, 0x80, 0x800, 0x10000};
    uint32_t lead = (uint32_t)reader_number(reader, 1);
    unsigned more = lead < 0x80 ? 0 : lead < 0xc0 ? 4 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2
                    : lead < 0xf8 ? 3 : 4;
    if (more == 4) {
        return false;
    }
    *point = more == 0 ? lead : lead & (0x3fu >> more);
    for (unsigned i = 0; i < more; i++) {
        uint32_t next = (uint32_t)reader_number(reader, 1);
        if ((next & 0xc0) != 0x80) {
            return false;
        }
        *point = *point << 6 | (next & 0x3f);
    }
    return *point >= LEAST[more] && *point <= 0x10ffff && !(*point >= 0xd800 && *point <= 0xdfff);
}

bool letters_good(struct bytes text, size_t max)
{
    struct reader reader = reader_of(text);
    uint32_t point = 0;
    if (text.length == 0 || text.length > max) {
        return false;
    }
    while (reader.left > 0) {
        if (!next_point(&reader, &point) || forbidden(point)) {
            return false;
        }
    }
    return true;
}

/* ---- Base41 ---- */

#define NO_DIGIT 41u

static unsigned digit_value(uint8_t c)
{
    if (c >= '0' && c <= '9') {
        return c - (unsigned)'0';
    }
    if (c >= 'A' && c <= 'Z') {
        return c - (unsigned)'A' + 10u;
    }
    switch (c) {
    case '$': return 36;
    case '*': return 37;
    case '-': return 38;
    case '.': return 39;
    case ':': return 40;
    default: return NO_DIGIT;
    }
}

static void put(uint8_t *to, size_t size, size_t *count, uint8_t byte)
{
    if (*count < size) {
        to[*count] = byte;
    }
    ++*count;
}

bool base41_decode(struct bytes digits, uint8_t *to, size_t size, size_t *count)
{
    *count = 0;
    for (size_t at = 0; at < digits.length;) {
        size_t group = digits.length - at < 3 ? digits.length - at : 3;
        uint32_t number = 0;
        if (group == 1) { /* TEXT-4 */
            return false;
        }
        for (size_t i = 0; i < group; i++) {
            unsigned value = digit_value(digits.at[at + i]);
            if (value == NO_DIGIT) { /* TEXT-2 */
                return false;
            }
            number = number * 41u + value;
        }
        if (number > (group == 3 ? 0xffffu : 0xffu)) { /* TEXT-3 */
            return false;
        }
        at += group;
        if (group == 3) {
            put(to, size, count, (uint8_t)(number >> 8));
        }
        put(to, size, count, (uint8_t)number);
    }
    return true;
}

bool has_prefix(struct bytes text, const char *prefix)
{
    return text.length >= PREFIX_SIZE && same(text.at, (const uint8_t *)prefix, PREFIX_SIZE);
}

enum mapae_refusal mapae_text(const uint8_t *text, size_t length, uint8_t *to, size_t size,
                              size_t *count)
{
    struct bytes whole = {text, length};
    if (!has_prefix(whole, "MP1:")) { /* TEXT-1 */
        return MAPAE_REFUSED_UNSUPPORTED_VERSION;
    }
    struct bytes digits = {text + PREFIX_SIZE, length - PREFIX_SIZE};
    return base41_decode(digits, to, size, count) ? MAPAE_LOADED : MAPAE_REFUSED_MALFORMED;
}
