/* The fields of a request (conformance.md, Lines). */
#ifndef FIELDS_H
#define FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct field {
    char *at;
    size_t length;
};

/* The entries of a field, between separators; an empty field has one, which is
 * empty. */
struct entries {
    struct field rest;
    bool more;
};

struct entries entries_of(struct field field);
bool entries_next(struct entries *entries, char separator, struct field *entry);

bool field_is(struct field field, const char *word);
bool field_nothing(struct field field);

/* Decimal, without a leading zero; values above `max` are brought to it. */
bool field_number(struct field field, uint64_t max, uint64_t *number);
bool field_time(struct field field, int64_t *time);

/* Decodes hexadecimal in its own place; the bytes then stand at field.at. */
bool field_bytes(struct field field, uint8_t **bytes, size_t *length);
/* The same for exactly `length` bytes, copied. */
bool field_copy(struct field field, uint8_t *to, size_t length);

#endif
