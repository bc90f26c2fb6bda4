"""A trust list, kind 4 (spec/trust.md)."""
from dataclasses import dataclass

from .. import times
from ..octets import u8, u16, u24, u32, u40
from .fields import Field, Octets
from .records import signatures

PASSES, STATUS_LISTS = 0, 1
COMPROMISED = 2


@dataclass(frozen=True)
class ListedKey:
    number: int
    public: bytes
    accept_until: int
    flags: int = PASSES

    def fields(self):
        usage = "status lists" if self.flags & STATUS_LISTS else "passes"
        state = "compromised" if self.flags & COMPROMISED else "good"
        yield Field("key number", u24(self.number), str(self.number))
        yield Field("public key", self.public)
        yield Field("flags", u8(self.flags), f"{usage}, {state}")
        yield Field("accept until", u40(self.accept_until), times.text(self.accept_until))


@dataclass(frozen=True)
class Issuer:
    id: int
    name: bytes
    profiles: tuple
    keys: tuple
    status_generation: int = 0
    status_demand: int = 0

    def fields(self):
        yield Field("issuer id", u16(self.id), str(self.id))
        yield Field("name length", u8(len(self.name)), str(len(self.name)))
        yield Field("name", self.name)
        yield Field("profile count", u8(len(self.profiles)), str(len(self.profiles)))
        if self.profiles:
            yield Field("profiles", b"".join(map(u16, self.profiles)), ", ".join(map(str, self.profiles)))
        yield Field("status generation", u8(self.status_generation), str(self.status_generation))
        yield Field("status demand", u32(self.status_demand), str(self.status_demand) if self.status_demand else "none")
        yield Field("key count", u16(len(self.keys)), str(len(self.keys)))
        for key in self.keys:
            yield from key.fields()


@dataclass(frozen=True)
class TrustList:
    """Issuers and rules stand in the order in which they are given; rules are bytes with their length."""
    digest: bytes
    authority_number: int
    number: int
    next_key_number: int
    issued_at: int
    refresh_after: int
    expires_at: int
    issuers: tuple
    rules: tuple = ()
    first: int = 0x14

    @property
    def body(self):
        """The signed bytes end with the last rule: the signers' bits are not signed."""
        return Octets(self.fields())

    def fields(self):
        yield Field("first byte", u8(self.first), f"version {self.first >> 4}, kind {self.first & 15}")
        yield Field("domain digest", self.digest)
        yield Field("authority number", u8(self.authority_number), str(self.authority_number))
        yield Field("list number", u32(self.number), str(self.number))
        yield Field("next key number", u32(self.next_key_number), str(self.next_key_number))
        yield Field("issued at", u40(self.issued_at), times.text(self.issued_at))
        yield Field("refresh after", u40(self.refresh_after), times.text(self.refresh_after))
        yield Field("expires at", u40(self.expires_at), times.text(self.expires_at))
        yield Field("issuer count", u16(len(self.issuers)), str(len(self.issuers)))
        for issuer in self.issuers:
            yield from issuer.fields()
        yield Field("rule count", u8(len(self.rules)), str(len(self.rules)))
        for rule in self.rules:
            yield from rule.fields if isinstance(rule, Octets) else (Field("rule", rule),)

    def signed_by(self, signers):
        """`signers`: pairs of a list key's index and its key."""
        return self.body + signatures("list", self.digest, self.body, signers)
