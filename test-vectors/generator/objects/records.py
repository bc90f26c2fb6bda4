"""An authority record, kind 3 (spec/trust.md)."""
from dataclasses import dataclass

from .. import times
from ..keys import covered
from ..octets import sha256, u8, u16, u40
from .fields import Field, Octets

NO_DIGEST = bytes(32)


def signatures(kind, digest, body, signers, name="signers"):
    """A mask and a signature for each (index, key) of `signers`, from bit 0 up."""
    signers = sorted(signers, key=lambda signer: signer[0])
    mask = sum(1 << index for index, _ in signers)
    return Octets([
        Field(name, u16(mask), "keys " + (", ".join(str(index) for index, _ in signers) or "none")),
        *(Field("signature", key.sign(kind, digest, body), f"by key {index}") for index, key in signers),
    ], covered(kind, digest, body))


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
        return Octets(self.fields())

    def fields(self):
        yield Field("first byte", u8(self.first), f"version {self.first >> 4}, kind {self.first & 15}")
        yield Field("number", u8(self.number), str(self.number))
        yield Field("nonce" if self.number == 1 else "domain digest", self.domain)
        yield Field("issued at", u40(self.issued_at), times.text(self.issued_at))
        yield Field("lists until", u40(self.lists_until), times.text(self.lists_until))
        for name, keys, threshold in (("root", self.roots, self.root_threshold),
                                      ("list", self.list_keys, self.list_threshold)):
            yield Field(f"{name} key count", u8(len(keys)), str(len(keys)))
            yield from (Field(f"{name} key {index}", key) for index, key in enumerate(keys))
            yield Field(f"{name} threshold", u8(threshold), str(threshold))

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
            + signatures("record", covered_digest, self.body, previous, "previous signers")
            + signatures("record", covered_digest, self.body, own, "own signers")
        )
