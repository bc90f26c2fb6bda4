"""A trust bundle, kind 6 (spec/trust.md), which is also the form of a state."""
from ..octets import u8, u32


class Bundle(bytes):
    """The bytes of a bundle, which know its parts."""

    def __new__(cls, first, parts):
        made = super().__new__(cls, u8(first) + b"".join(u32(len(part)) + part for part in parts))
        made.parts = parts
        return made


def bundle(*parts, first=0x16):
    return Bundle(first, parts)
