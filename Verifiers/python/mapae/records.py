"""The authority record, kind 3."""

from dataclasses import dataclass
from hashlib import sha256

from . import signatures
from .octets import Reader, require

FIRST_BYTE = 0x13
GREATEST = 3_124
GREATEST_KEY_COUNT = 16


@dataclass(frozen=True, slots=True)
class Signatures:
    """Signer bits, and one signature for each bit that is set, from bit 0 up."""

    signers: int
    values: tuple[bytes, ...]

    def by_index(self):
        """Each signature with the index of the key that is to have made it."""
        indices = (index for index in range(16) if self.signers >> index & 1)
        return zip(indices, self.values)


@dataclass(frozen=True, slots=True)
class Record:
    raw: bytes
    signed: bytes
    digest: bytes  # SHA-256 of the signed bytes
    number: int
    domain: bytes  # the domain digest; in record 1 a nonce
    lists_until: int
    root_keys: tuple[bytes, ...]
    root_threshold: int
    list_keys: tuple[bytes, ...]
    list_threshold: int
    previous: Signatures
    own: Signatures

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def keys(self) -> tuple[bytes, ...]:
        return self.root_keys + self.list_keys

    @property
    def message(self) -> bytes:
        """What its signatures cover."""
        domain = signatures.NO_DOMAIN if self.is_first else self.domain
        return signatures.covered(signatures.RECORD, domain, self.signed)


def read_record(raw: bytes) -> Record:
    require(len(raw) <= GREATEST, "SEC-1: longer than its greatest counts allow")
    fields = Reader(raw)
    require(fields.number(1) == FIRST_BYTE, "not an authority record")
    number = fields.number(1)
    require(number >= 1, "TRUST-1: the number is 0")
    domain = fields.take(32)
    issued_at = fields.number(5)
    lists_until = fields.number(5)
    require(lists_until > issued_at, "TRUST-1: lists until is not above issued at")
    root_keys, root_threshold = read_keys(fields)
    list_keys, list_threshold = read_keys(fields)
    keys = root_keys + list_keys
    require(len(set(keys)) == len(keys), "TRUST-2: a public key stands twice")
    signed = raw[:fields.place]
    previous = read_signatures(fields)
    require((previous.signers == 0) == (number == 1),
            "TRUST-1: previous signers in record 1, or none in a later one")
    own = read_signatures(fields)
    require(own.signers >> len(root_keys) == 0, "TRUST-1: an own signer is no root")
    fields.end()  # TRUST-1
    return Record(raw, signed, sha256(signed).digest(), number, domain, lists_until,
                  root_keys, root_threshold, list_keys, list_threshold, previous, own)


def read_keys(fields: Reader) -> tuple[tuple[bytes, ...], int]:
    """A count of keys, the keys, and their threshold."""
    count = fields.number(1)
    require(1 <= count <= GREATEST_KEY_COUNT, "TRUST-1: not 1 to 16 keys")
    keys = tuple(fields.take(32) for _ in range(count))
    threshold = fields.number(1)
    require(1 <= threshold <= count, "TRUST-1: the threshold is not 1 to the count of keys")
    return keys, threshold


def read_signatures(fields: Reader) -> Signatures:
    signers = fields.number(2)
    values = tuple(fields.take(signatures.SIZE) for _ in range(signers.bit_count()))
    return Signatures(signers, values)
