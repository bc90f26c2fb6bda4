/* Text in objects (conventions.md) and Base41 (text.md). */
#ifndef TEXT_H
#define TEXT_H

#include "bytes.h"

/* BASE-7. */
bool letters_good(struct bytes text, size_t max);

/* TEXT-2 to TEXT-4 for the digits behind a prefix. Writes at most `size` bytes
 * and counts all of them. `to` may be at or before the digits' own place. */
bool base41_decode(struct bytes digits, uint8_t *to, size_t size, size_t *count);

bool has_prefix(struct bytes text, const char *prefix);
#define PREFIX_SIZE 4u

#endif
