"""The pass, kind 1."""

from dataclasses import dataclass

from .claims import read_claims
from .octets import Reader, require
from .signatures import SIZE as SIGNATURE_SIZE

FIRST_BYTE = 0x11
SMALLEST, GREATEST = 91, 1_024


@dataclass(frozen=True, slots=True)
class Pass:
    signed: bytes
    domain_tag: bytes
    key_number: int
    profile: int
    serial: int
    issued_at: int
    start: int
    end: int  # the first second at which the pass is no longer valid
    claims: dict[int, bytes]
    signature: bytes


def read_pass(raw: bytes) -> Pass:
    require(len(raw) <= GREATEST, "PASS-1: more than 1,024 bytes")
    require(len(raw) >= SMALLEST, "PASS-1: fewer than 91 bytes")
    signed, signature = raw[:-SIGNATURE_SIZE], raw[-SIGNATURE_SIZE:]
    fields = Reader(signed)
    require(fields.number(1) == FIRST_BYTE, "PASS-3: not a pass")
    domain_tag = fields.take(4)
    key_number = fields.number(3)
    profile = fields.number(2)
    serial = fields.number(4)
    issued_at = fields.number(5)
    valid_from = fields.number(4)
    lifetime = fields.number(4)
    require(lifetime >= 1, "PASS-2: the lifetime is 0")
    claims = read_claims(fields.take(fields.left))
    start = issued_at + valid_from  # BASE-4: exact
    return Pass(signed, domain_tag, key_number, profile, serial,
                issued_at, start, start + lifetime, claims, signature)
