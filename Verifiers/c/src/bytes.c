#include "bytes.h"

#include <string.h>

struct reader reader_of(struct bytes bytes)
{
    return (struct reader){bytes.at, bytes.length, false};
}

const uint8_t *reader_bytes(struct reader *reader, size_t count)
{
    if (reader->broken || count > reader->left) {
        reader->broken = true;
        reader->left = 0;
        return NULL;
    }
    const uint8_t *at = reader->at;
    reader->at += count;
    reader->left -= count;
    return at;
}

uint64_t reader_number(struct reader *reader, size_t size)
{
    const uint8_t *at = reader_bytes(reader, size);
    return at == NULL ? 0 : number_at(at, size);
}

bool reader_at_end(const struct reader *reader)
{
    return !reader->broken && reader->left == 0;
}

uint64_t number_at(const uint8_t *at, size_t size)
{
    uint64_t number = 0;
    for (size_t i = 0; i < size; i++) {
        number = number << 8 | at[i];
    }
    return number;
}

int64_t time_at(const uint8_t *at)
{
    return (int64_t)number_at(at, 5);
}

void put_number(uint8_t *to, size_t size, uint64_t number)
{
    for (size_t i = size; i > 0; i--) {
        to[i - 1] = (uint8_t)number;
        number >>= 8;
    }
}

bool same(const uint8_t *a, const uint8_t *b, size_t count)
{
    return count == 0 || memcmp(a, b, count) == 0;
}

bool same_bytes(struct bytes a, struct bytes b)
{
    return a.length == b.length && same(a.at, b.at, a.length);
}

unsigned bits_set(uint16_t mask)
{
    unsigned count = 0;
    for (unsigned bit = 0; bit < 16; bit++) {
        count += (unsigned)mask >> bit & 1u;
    }
    return count;
}
