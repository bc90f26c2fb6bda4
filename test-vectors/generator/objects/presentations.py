"""A presentation, kind 2 (spec/presentation.md)."""
from dataclasses import dataclass

from .. import times
from ..octets import u8, u40
from .fields import Field, joined
from .signed import Signed


@dataclass(frozen=True)
class Presentation:
    presented_at: int
    shown: bytes
    challenge: bytes = b""
    first: int = 0x12

    def fields(self):
        yield Field("first byte", u8(self.first), f"version {self.first >> 4}, kind {self.first & 15}")
        yield Field("presented at", u40(self.presented_at), times.text(self.presented_at))
        yield Field("challenge length", u8(len(self.challenge)), str(len(self.challenge)))
        if self.challenge:
            yield Field("challenge", self.challenge)
        yield Field("pass", self.shown, "a whole pass with its signature")

    @property
    def body(self):
        return joined(self.fields())

    def signed_by(self, key, digest):
        return Signed("presentation", digest, tuple(self.fields()), key.sign("presentation", digest, self.body))
