"""Expiry rules (spec/rules.md)."""
from dataclasses import dataclass
from typing import Optional

from ..octets import u8, u16, u24, u32, u40

ISSUED_AT, VALID_FROM = 0x00, 0x01
ALWAYS = 2**40 - 1


@dataclass(frozen=True)
class Rule:
    """A rule of kind 1, a window."""
    profile: int
    anchor: int
    opens_after: int
    closes_after: int
    in_force_from: int = 0
    in_force_until: int = ALWAYS
    offset: int = 64
    condition: Optional[tuple] = None  # (tag, limit)

    @property
    def octets(self):
        condition = b"" if self.condition is None else u8(self.condition[0]) + u24(self.condition[1])
        body = u8(self.anchor) + u32(self.opens_after) + u32(self.closes_after) + u8(self.offset) + condition
        return rule(1, self.profile, self.in_force_from, self.in_force_until, body)


def rule(kind, profile, in_force_from, in_force_until, body):
    """A rule of any kind, with its length."""
    octets = u8(kind) + u16(profile) + u40(in_force_from) + u40(in_force_until) + body
    return u8(len(octets)) + octets
