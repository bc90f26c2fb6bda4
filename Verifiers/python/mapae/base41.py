"""Objects as text: a prefix and the bytes in Base41 (chapter Text)."""

from array import array
import sys

from .octets import require

OBJECT_PREFIX = b"MP1:"
PART_PREFIX = b"MS1:"

ALPHABET = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:"
OUTSIDE = 255
VALUES = bytes(ALPHABET.index(c) if c in ALPHABET else OUTSIDE for c in range(256))

CHUNK = 3 * 65_536  # digits decoded at a time, so that little memory is needed


class ForeignText(Exception):
    """TEXT-1: the text does not begin with its prefix."""


def object_of(text: bytes) -> bytes:
    """The object that a text brings. The text is taken as it is (TEXT-8)."""
    if not text.startswith(OBJECT_PREFIX):
        raise ForeignText  # TEXT-1
    return decode(text[len(OBJECT_PREFIX):])


def part_of(text: bytes) -> bytes:
    """The part of a poster that a text brings (POSTER-1)."""
    if not text.startswith(PART_PREFIX):
        raise ForeignText
    return decode(text[len(PART_PREFIX):])


def decode(digits: bytes) -> bytes:
    require(len(digits) % 3 != 1, "TEXT-4: a digit is left over")
    values = digits.translate(VALUES)
    require(OUTSIDE not in values, "TEXT-2: a character is not in the alphabet")
    whole = len(values) - len(values) % 3
    decoded = bytearray()
    for begin in range(0, whole, CHUNK):
        decoded += decode_pairs(values[begin:min(begin + CHUNK, whole)])
    if whole < len(values):
        last = 41 * values[-2] + values[-1]
        require(last <= 0xFF, "TEXT-3: a last group is above 255")
        decoded.append(last)
    return bytes(decoded)


def decode_pairs(values: bytes) -> bytes:
    """Three digits are two bytes."""
    groups = [1681 * x + 41 * y + z
              for x, y, z in zip(values[0::3], values[1::3], values[2::3])]
    require(max(groups) <= 0xFFFF, "TEXT-3: a group is above 65,535")
    pairs = array("H", groups)
    if sys.byteorder == "little":
        pairs.byteswap()
    return pairs.tobytes()
