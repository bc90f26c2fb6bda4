"""The status list, kind 5, and the status delta, kind 8."""

from dataclasses import dataclass

from . import signatures
from .octets import Reader, require
from .revocations import Revocations, read_revocations

FIRST_BYTE, DELTA_FIRST_BYTE = 0x15, 0x18
GREATEST = 16_777_216
GREATEST_LIFE = 34_560_000  # 400 days
HEAD_SIZE = 26


@dataclass(frozen=True, slots=True)
class Head:
    """The fields from domain tag to first live, which a list and a delta share."""

    raw: bytes
    domain_tag: bytes
    key_number: int
    generation: int
    number: int
    issued_at: int
    expires_at: int
    first_live: int


@dataclass(frozen=True, slots=True)
class StatusList:
    raw: bytes
    signed: bytes
    head: Head
    revoked: Revocations
    signature: bytes

    def message(self, domain_digest: bytes) -> bytes:
        """What its signature covers."""
        return signatures.covered(signatures.STATUS_LIST, domain_digest, self.signed)


@dataclass(frozen=True, slots=True)
class Delta:
    head: Head
    base_number: int
    added: Revocations
    signature: bytes


def read_head(fields: Reader) -> Head:
    raw = fields.take(HEAD_SIZE)
    head = Reader(raw)
    domain_tag = head.take(4)
    key_number = head.number(3)
    generation = head.number(1)
    number = head.number(4)
    require(number >= 1, "STATUS-1: the number is 0")
    issued_at = head.number(5)
    expires_at = head.number(5)
    require(expires_at > issued_at, "STATUS-1: expires at is not above issued at")
    require(expires_at - issued_at <= GREATEST_LIFE, "STATUS-1: a life of more than 400 days")
    first_live = head.number(4)
    return Head(raw, domain_tag, key_number, generation, number, issued_at, expires_at, first_live)


def read_status_list(raw: bytes) -> StatusList:
    require(len(raw) <= GREATEST, "STATUS-1: longer than 16,777,216 bytes")
    signed, signature = raw[:-signatures.SIZE], raw[-signatures.SIZE:]
    fields = Reader(signed)
    require(fields.number(1) == FIRST_BYTE, "not a status list")
    head = read_head(fields)
    revoked = read_revocations(fields.take(fields.left), head.first_live)
    return StatusList(raw, signed, head, revoked, signature)


def read_delta(raw: bytes) -> Delta:
    require(len(raw) <= GREATEST, "STATUS-30: longer than 16,777,216 bytes")
    signed, signature = raw[:-signatures.SIZE], raw[-signatures.SIZE:]
    fields = Reader(signed)
    require(fields.number(1) == DELTA_FIRST_BYTE, "not a status delta")
    head = read_head(fields)
    base_number = fields.number(4)
    require(base_number >= 1, "STATUS-30: the base number is 0")
    require(base_number < head.number, "STATUS-30: the base number is not below the head's number")
    added = read_revocations(fields.take(fields.left), head.first_live)  # STATUS-31
    return Delta(head, base_number, added, signature)
