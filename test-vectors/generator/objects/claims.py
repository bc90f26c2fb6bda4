"""Claims: a tag, a length where its size class has one, a value."""
from ..octets import u8, u24


def size_class(tag):
    return tag >> 5 & 3


def claim(tag, value):
    """One claim. A value of the wrong size for its class is written as it is, to break the form."""
    length = u8(len(value)) if size_class(tag) == 3 else b""
    return u8(tag) + length + value


def claims(*pairs):
    return b"".join(claim(tag, value) for tag, value in pairs)


def date(year, month=0, day=0):
    """The three bytes of a date, of any fields that fit their bits."""
    return u24(year << 9 | month << 5 | day)


# Tags of the registry that many cases use, by name.
DISEASE, DOSE_NUMBER, SERIES_DOSES = 0x10, 0x11, 0x12
BIRTH_DATE, DOSE_DATE = 0x40, 0x50
FAMILY_NAME, GIVEN_NAME, HOLDER_KEY, BIRTH_DATE_TEXT = 0x60, 0x61, 0x62, 0x63
