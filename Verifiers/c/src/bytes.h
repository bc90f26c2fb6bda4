/* Bytes and big-endian numbers (conventions.md). */
#ifndef BYTES_H
#define BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SIGNATURE_SIZE 64u
#define KEY_SIZE 32u
#define DIGEST_SIZE 32u

struct bytes {
    const uint8_t *at;
    size_t length;
};

/* Reads fields one behind the other. Once a field does not fit, the reader is
 * broken, holds nothing more and gives zeros. */
struct reader {
    const uint8_t *at;
    size_t left;
    bool broken;
};

struct reader reader_of(struct bytes bytes);
/* NULL where that many bytes are not there. */
const uint8_t *reader_bytes(struct reader *reader, size_t count);
uint64_t reader_number(struct reader *reader, size_t size);
bool reader_at_end(const struct reader *reader);

/* BASE-1. */
uint64_t number_at(const uint8_t *at, size_t size);
int64_t time_at(const uint8_t *at);
void put_number(uint8_t *to, size_t size, uint64_t number);

bool same(const uint8_t *a, const uint8_t *b, size_t count);
bool same_bytes(struct bytes a, struct bytes b);
unsigned bits_set(uint16_t mask);

#endif
