"""An authority record, kind 3 (spec/trust.md)."""
from dataclasses import dataclass

from ..octets import sha256, u8, u16, u40

NO_DIGEST = bytes(32)


def signatures(kind, digest, body, signers):
    """A mask and a signature for each (index, key) of `signers`, from bit 0 up."""
    mask = sum(1 << index for index, _ in signers)
    return u16(mask) + b"".join(key.sign(kind, digest, body) for _, key in sorted(signers, key=lambda s: s[0]))


@dataclass(frozen=True)
class Record:
    """Keys are public keys as bytes, so that also one can stand here whose secret nobody knows."""
    number: int
    domain: bytes
    issued_at: int
    lists_until: int
    roots: tuple
    root_threshold: int
    list_keys: tuple
    list_threshold: int
    first: int = 0x13

    @property
    def body(self):
        return b"".join((
            u8(self.first), u8(self.number), self.domain, u40(self.issued_at), u40(self.lists_until),
            u8(len(self.roots)), *self.roots, u8(self.root_threshold),
            u8(len(self.list_keys)), *self.list_keys, u8(self.list_threshold),
        ))

    @property
    def digest(self):
        return sha256(self.body)

    @property
    def domain_digest(self):
        return self.digest if self.number == 1 else self.domain

    def signed_by(self, own, previous=()):
        """`own` and `previous`: pairs of a root's index and its key."""
        covered_digest = NO_DIGEST if self.number == 1 else self.domain
        return (
            self.body
            + signatures("record", covered_digest, self.body, previous)
            + signatures("record", covered_digest, self.body, own)
        )
