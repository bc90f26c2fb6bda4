"""The presentation, kind 2: a pass in a code that the holder's device renews."""

from dataclasses import dataclass

from .octets import Reader, require
from .passes import Pass, read_pass
from .signatures import SIZE as SIGNATURE_SIZE

FIRST_BYTE = 0x12
SMALLEST, GREATEST = 162, 1_127
GREATEST_ADDITION = 103  # bytes beside the pass
GREATEST_CHALLENGE = 32


@dataclass(frozen=True, slots=True)
class Presentation:
    signed: bytes
    presented_at: int
    challenge: bytes
    shown: Pass
    signature: bytes


def read_presentation(raw: bytes) -> Presentation:
    require(len(raw) <= GREATEST, "PRESENT-1: more than 1,127 bytes")
    require(len(raw) >= SMALLEST, "PRESENT-1: fewer than 162 bytes")
    signed, signature = raw[:-SIGNATURE_SIZE], raw[-SIGNATURE_SIZE:]
    fields = Reader(signed)
    require(fields.number(1) == FIRST_BYTE, "not a presentation")
    presented_at = fields.number(5)
    challenge_length = fields.number(1)
    require(challenge_length <= GREATEST_CHALLENGE, "PRESENT-2: a challenge of more than 32 bytes")
    challenge = fields.take(challenge_length)
    shown = read_pass(fields.take(fields.left))  # PRESENT-3
    return Presentation(signed, presented_at, challenge, shown, signature)
