"""A trust bundle, kind 6 (spec/trust.md), which is also the form of a state."""
from ..octets import u8, u32


def bundle(*parts, first=0x16):
    return u8(first) + b"".join(u32(len(part)) + part for part in parts)
