"""A pass, kind 1 (spec/pass.md)."""
from dataclasses import dataclass

from .. import registry, times
from ..octets import u8, u16, u24, u32, u40
from .claims import size_class
from .fields import Field, joined
from .signed import Signed


@dataclass(frozen=True)
class Pass:
    tag: bytes
    key_number: int
    profile: int
    serial: int
    issued_at: int
    valid_from: int
    lifetime: int
    claims: tuple = ()
    first: int = 0x11

    @property
    def start(self):
        return self.issued_at + self.valid_from

    @property
    def end(self):
        return self.start + self.lifetime

    def fields(self):
        yield Field("first byte", u8(self.first), f"version {self.first >> 4}, kind {self.first & 15}")
        yield Field("domain tag", self.tag, "begins the domain digest")
        yield Field("key number", u24(self.key_number), str(self.key_number))
        yield Field("profile", u16(self.profile), str(self.profile))
        yield Field("serial", u32(self.serial), str(self.serial))
        yield Field("issued at", u40(self.issued_at), times.text(self.issued_at))
        yield Field("valid from", u32(self.valid_from), f"{self.valid_from} s later: {times.text(self.start)}")
        yield Field("lifetime", u32(self.lifetime), f"{self.lifetime} s: until {times.text(self.end)}")
        for tag, value in self.claims:
            yield Field("tag", u8(tag),
                        registry.claim_name(self.profile, tag) or "not in the registry for this profile")
            if size_class(tag) == 3:
                yield Field("length", u8(len(value)), str(len(value)))
            yield Field("value", value)

    @property
    def body(self):
        return joined(self.fields())

    def signed_by(self, key, digest):
        return Signed("pass", digest, tuple(self.fields()), key.sign("pass", digest, self.body))

