"""A trust list, kind 4 (spec/trust.md)."""
from dataclasses import dataclass

from ..octets import u8, u16, u24, u32, u40
from .records import signatures

PASSES, STATUS_LISTS = 0, 1
COMPROMISED = 2


@dataclass(frozen=True)
class ListedKey:
    number: int
    public: bytes
    accept_until: int
    flags: int = PASSES

    @property
    def octets(self):
        return u24(self.number) + self.public + u8(self.flags) + u40(self.accept_until)


@dataclass(frozen=True)
class Issuer:
    id: int
    name: bytes
    profiles: tuple
    keys: tuple
    status_generation: int = 0
    status_demand: int = 0

    @property
    def octets(self):
        return b"".join((
            u16(self.id), u8(len(self.name)), self.name, u8(len(self.profiles)), *map(u16, self.profiles),
            u8(self.status_generation), u32(self.status_demand),
            u16(len(self.keys)), *(key.octets for key in self.keys),
        ))


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
        return b"".join((
            u8(self.first), self.digest, u8(self.authority_number), u32(self.number), u32(self.next_key_number),
            u40(self.issued_at), u40(self.refresh_after), u40(self.expires_at),
            u16(len(self.issuers)), *(issuer.octets for issuer in self.issuers),
            u8(len(self.rules)), *self.rules,
        ))

    def signed_by(self, signers):
        """`signers`: pairs of a list key's index and its key."""
        return self.body + signatures("list", self.digest, self.body, signers)
