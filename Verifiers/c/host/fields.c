#include "fields.h"

#include <string.h>

struct entries entries_of(struct field field)
{
    return (struct entries){field, true};
}

bool entries_next(struct entries *entries, char separator, struct field *entry)
{
    if (!entries->more) {
        return false;
    }
    struct field *rest = &entries->rest;
    char *end = memchr(rest->at, separator, rest->length);
    *entry = *rest;
    if (end == NULL) {
        entries->more = false;
        return true;
    }
    entry->length = (size_t)(end - rest->at);
    rest->at = end + 1;
    rest->length -= entry->length + 1;
    return true;
}

bool field_is(struct field field, const char *word)
{
    return field.length == strlen(word) && memcmp(field.at, word, field.length) == 0;
}

bool field_nothing(struct field field)
{
    return field_is(field, "-");
}

bool field_number(struct field field, uint64_t max, uint64_t *number)
{
    *number = 0;
    if (field.length == 0 || (field.length > 1 && field.at[0] == '0')) {
        return false;
    }
    for (size_t i = 0; i < field.length; i++) {
        if (field.at[i] < '0' || field.at[i] > '9') {
            return false;
        }
        uint64_t digit = (uint64_t)(field.at[i] - '0');
        *number = *number > (max - digit) / 10 ? max : *number * 10 + digit;
    }
    return true;
}

bool field_time(struct field field, int64_t *time)
{
    uint64_t number;
    bool negative = field.length > 0 && field.at[0] == '-';
    if (negative) {
        field.at++;
        field.length--;
    }
    if (!field_number(field, INT64_MAX, &number) || (negative && number == 0)) {
        return false;
    }
    *time = negative ? -(int64_t)number : (int64_t)number;
    return true;
}

static int hex_value(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool field_bytes(struct field field, uint8_t **bytes, size_t *length)
{
    *bytes = (uint8_t *)field.at;
    *length = 0;
    if (field_nothing(field)) {
        return true;
    }
    if (field.length == 0 || field.length % 2 != 0) {
        return false;
    }
    for (size_t i = 0; i < field.length; i += 2) {
        int high = hex_value(field.at[i]);
        int low = hex_value(field.at[i + 1]);
        if (high < 0 || low < 0) {
            return false;
        }
        (*bytes)[(*length)++] = (uint8_t)(high << 4 | low);
    }
    return true;
}

bool field_copy(struct field field, uint8_t *to, size_t length)
{
    uint8_t *bytes;
    size_t found;
    if (!field_bytes(field, &bytes, &found) || found != length) {
        return false;
    }
    memcpy(to, bytes, length);
    return true;
}
