"""Dates of three bytes, with the precision of a day, a month or a year."""

from calendar import monthrange
from datetime import date
from typing import NamedTuple

DAY = 86_400
EPOCH = date(1970, 1, 1).toordinal()


class Days(NamedTuple):
    """The first and the last day that a date can mean, counted from 1970-01-01."""

    first: int
    last: int


def days_of(value: bytes) -> Days | None:
    """The days that a date means; None where it is no date by its type."""
    bits = int.from_bytes(value, "big")
    year, month, day = bits >> 9 & 0x3FFF, bits >> 5 & 0xF, bits & 0x1F
    if bits >> 23:
        return None
    if not 1 <= year <= 9999:
        return None
    if month == 0 and day != 0:
        return None
    if month > 12:
        return None
    if month == 0:
        return Days(count(year, 1, 1), count(year, 12, 31))
    month_length = monthrange(year, month)[1]
    if day > month_length:
        return None
    if day == 0:
        return Days(count(year, month, 1), count(year, month, month_length))
    return Days(count(year, month, day), count(year, month, day))


def count(year: int, month: int, day: int) -> int:
    return date(year, month, day).toordinal() - EPOCH
