/* Reading posters (poster.md). */

#include "bytes.h"
#include "mapae.h"
#include "text.h"

#include <string.h>

#define PART_HEAD 10u
#define DIGEST_PREFIX 8u
#define BUNDLE_HEAD 5u /* a bundle's first byte and its one part's length */

enum mapae_part mapae_poster_add(struct mapae_poster *poster, const uint8_t *text, size_t length)
{
    uint8_t part[PART_HEAD + MAPAE_PART_MAX];
    size_t size;
    struct bytes whole = {text, length};
    if (!has_prefix(whole, "MS1:")) {
        return MAPAE_PART_NONE;
    }
    struct bytes digits = {text + PREFIX_SIZE, length - PREFIX_SIZE};
    if (!base41_decode(digits, part, sizeof part, &size) || size <= PART_HEAD ||
        size > sizeof part) { /* POSTER-1, POSTER-2 */
        return MAPAE_PART_NONE;
    }
    uint8_t number = part[0];
    uint8_t count = part[1];
    if (count < 2 || number == 0 || number > count) { /* POSTER-2 */
        return MAPAE_PART_NONE;
    }
    if (poster->count == 0) {
        poster->count = count;
        memcpy(poster->digest_prefix, part + 2, DIGEST_PREFIX);
    }
    if (poster->count != count || !same(poster->digest_prefix, part + 2, DIGEST_PREFIX)) {
        return MAPAE_PART_OF_ANOTHER; /* POSTER-4 */
    }

    /* Each part waits in a place of its own until the whole is there. */
    uint8_t *place = poster->content + (number - 1u) * MAPAE_PART_MAX;
    struct bytes content = {part + PART_HEAD, size - PART_HEAD};
    if (poster->lengths[number - 1] == 0) {
        memcpy(place, content.at, content.length);
        poster->lengths[number - 1] = (uint16_t)content.length;
        poster->taken++;
    } else if (!same_bytes((struct bytes){place, poster->lengths[number - 1]}, content)) {
        poster->conflict = true; /* POSTER-6 */
    }
    return poster->conflict ? MAPAE_PART_CONFLICT : MAPAE_PART_TAKEN;
}

/* A part of a bundle that comes by itself is put into one of that one part. */
static size_t in_bundle(uint8_t *object, size_t length)
{
    uint8_t first = object[0];
    if (first != 0x13 && first != 0x14 && first != 0x15 && first != 0x18) {
        return length;
    }
    memmove(object + BUNDLE_HEAD, object, length);
    object[0] = 0x16;
    for (unsigned i = 1; i < BUNDLE_HEAD; i++) {
        object[i] = (uint8_t)(length >> (8 * (BUNDLE_HEAD - 1 - i)));
    }
    return BUNDLE_HEAD + length;
}

size_t mapae_poster_whole(const struct mapae_platform *platform, struct mapae_poster *poster)
{
    uint8_t digest[DIGEST_SIZE];
    size_t length = 0;
    if (poster->count == 0 || poster->taken != poster->count || poster->conflict) {
        return 0;
    }
    for (size_t i = 0; i < poster->count; i++) {
        memmove(poster->content + length, poster->content + i * MAPAE_PART_MAX,
                poster->lengths[i]);
        length += poster->lengths[i];
    }
    platform->sha256(poster->content, length, digest);
    if (!same(digest, poster->digest_prefix, DIGEST_PREFIX)) { /* POSTER-5 */
        return 0;
    }
    return in_bundle(poster->content, length);
}
