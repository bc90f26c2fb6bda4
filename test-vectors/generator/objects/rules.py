"""Expiry rules (spec/rules.md)."""
from dataclasses import dataclass
from typing import Optional

from .. import times
from ..octets import u8, u16, u24, u32, u40
from .fields import Field, Octets

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
        return rule(1, self.profile, self.in_force_from, self.in_force_until, Octets(self.window()))

    def window(self):
        """The fields of kind 1."""
        anchors = {ISSUED_AT: "issued at", VALID_FROM: "valid from"}
        yield Field("anchor", u8(self.anchor), anchors.get(self.anchor, "a claim"))
        yield Field("opens after", u32(self.opens_after), f"{self.opens_after} s")
        yield Field("closes after", u32(self.closes_after), f"{self.closes_after} s")
        yield Field("UTC offset", u8(self.offset), f"{(self.offset - 64) * 15} min")
        if self.condition is not None:
            yield Field("condition's tag", u8(self.condition[0]))
            yield Field("condition's limit", u24(self.condition[1]), str(self.condition[1]))


def rule(kind, profile, in_force_from, in_force_until, body):
    """A rule of any kind, with its length."""
    head = (
        Field("rule kind", u8(kind), str(kind)), Field("profile", u16(profile), str(profile)),
        Field("in force from", u40(in_force_from), times.text(in_force_from)),
        Field("in force until", u40(in_force_until),
              "for ever" if in_force_until == ALWAYS else times.text(in_force_until)),
    )
    octets = Octets(head) + body if body else Octets(head)
    return Octets((Field("rule length", u8(len(octets)), str(len(octets))), *octets.fields))
