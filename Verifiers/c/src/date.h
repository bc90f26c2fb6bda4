/* Dates (pass.md). */
#ifndef DATE_H
#define DATE_H

#include <stdbool.h>
#include <stdint.h>

struct date {
    int32_t year;
    int32_t month; /* 0: not known */
    int32_t day;   /* 0: not known */
};

/* False where the three bytes, as a u24, are no date by the type. */
bool date_decode(uint32_t bits, struct date *date);

/* Days since 1970-01-01 of the first and of the last day that are meant. */
int64_t date_first(const struct date *date);
int64_t date_last(const struct date *date);

#endif
