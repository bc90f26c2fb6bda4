"""Base41 and what stands before it (spec/text.md, spec/poster.md)."""
from ..octets import sha256, u8

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:"
CONTENT = 634


def digits(number, count):
    return "".join(DIGITS[number // 41**place % 41] for place in reversed(range(count)))


def base41(octets):
    pairs = [octets[i:i + 2] for i in range(0, len(octets), 2)]
    return "".join(digits(int.from_bytes(pair, "big"), len(pair) + 1) for pair in pairs)


class Text(str):
    """The text of an object, which knows the object."""

    def __new__(cls, octets):
        made = super().__new__(cls, "MP1:" + base41(octets))
        made.octets = octets
        return made


def text(octets):
    return Text(octets)


def poster_part(number, count, prefix, content):
    return "MS1:" + base41(u8(number) + u8(count) + prefix + content)


def poster(octets):
    """The texts of all parts of an object of 635 to 161,670 bytes."""
    count = -(-len(octets) // CONTENT)
    size = -(-len(octets) // count)
    prefix = sha256(octets)[:8]
    return [
        poster_part(n + 1, count, prefix, octets[n * size:(n + 1) * size]) for n in range(count)
    ]
