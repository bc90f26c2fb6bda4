#include "date.h"

static bool leap(int32_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int32_t days_in(int32_t year, int32_t month)
{
    static const uint8_t DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : DAYS[month - 1];
}

static int64_t days_since_1970(int32_t year, int32_t month, int32_t day)
{
    int32_t before = year - 1;
    int64_t days = 365 * (int64_t)before + before / 4 - before / 100 + before / 400;
    for (int32_t m = 1; m < month; m++) {
        days += days_in(year, m);
    }
    return days + day - 1 - 719162; /* 1970-01-01, counted from 0001-01-01 */
}

bool date_decode(uint32_t bits, struct date *date)
{
    date->year = (int32_t)(bits >> 9);
    date->month = (int32_t)(bits >> 5 & 0xf);
    date->day = (int32_t)(bits & 0x1f);
    if (date->year < 1 || date->year > 9999 || date->month > 12) {
        return false; /* bit 23 set is a year above 9999 too */
    }
    return date->month == 0 ? date->day == 0 : date->day <= days_in(date->year, date->month);
}

int64_t date_first(const struct date *date)
{
    return days_since_1970(date->year, date->month == 0 ? 1 : date->month,
                           date->day == 0 ? 1 : date->day);
}

int64_t date_last(const struct date *date)
{
    int32_t month = date->month == 0 ? 12 : date->month;
    return days_since_1970(date->year, month,
                           date->day == 0 ? days_in(date->year, month) : date->day);
}
