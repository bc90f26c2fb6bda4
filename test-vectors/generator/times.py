"""Unix time and the Gregorian calendar: the standard library's stops at the year 9999, and has a clock."""

DAY = 86_400


def days(year, month, day):
    """Days from 1970-01-01 to a date of the Gregorian calendar, extended to all years."""
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468


def utc(year, month, day, hour=0, minute=0, second=0):
    return days(year, month, day) * DAY + hour * 3_600 + minute * 60 + second


def text(seconds):
    """A time for people: 2026-11-22T11:19:06Z."""
    number, rest = divmod(seconds, DAY)
    era, of_era = divmod(number + 719_468, 146_097)
    year_of_era = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month = (5 * of_year + 2) // 153
    day = of_year - (153 * month + 2) // 5 + 1
    month = month + 3 if month < 10 else month - 9
    year = era * 400 + year_of_era + (month <= 2)
    return f"{year:04}-{month:02}-{day:02}T{rest // 3_600:02}:{rest // 60 % 60:02}:{rest % 60:02}Z"
