"""The trust bundle, kind 6: records, a list, status lists and deltas behind one another."""

from dataclasses import dataclass

from . import records, status_lists, trust_lists
from .octets import Reader, require
from .records import Record, read_record
from .trust_lists import TrustList, read_trust_list

VERSION = 1
FIRST_BYTE = 0x16
GREATEST = 67_108_864
GREATEST_PART_COUNT = 65_536
LENGTH_SIZE = 4

# Where a part stands, by its first byte: records, then a list, then status lists and deltas.
ORDER = {
    records.FIRST_BYTE: 0,
    trust_lists.FIRST_BYTE: 1,
    status_lists.FIRST_BYTE: 2,
    status_lists.DELTA_FIRST_BYTE: 2,
}


@dataclass(frozen=True, slots=True)
class Bundle:
    records: tuple[Record, ...]
    trust_list: TrustList | None
    status_parts: tuple[bytes, ...]  # not looked at yet


def version_of(raw: bytes) -> int:
    require(len(raw) > 0, "no byte at all")
    return raw[0] >> 4


def read_bundle(raw: bytes) -> Bundle:
    """TRUST-19, check by check."""
    require(len(raw) <= GREATEST, "TRUST-19: longer than 67,108,864 bytes")
    require(raw[0] == FIRST_BYTE, "TRUST-19: not a bundle")
    parts = split(raw)
    require(len(parts) > 0, "TRUST-19: no part")
    order = [ORDER[part[0]] for part in parts]
    require(order == sorted(order), "TRUST-19: a part out of order")
    held = tuple(read_record(part) for part in parts if part[0] == records.FIRST_BYTE)
    numbers = [record.number for record in held]
    require(trust_lists.ascend(numbers), "TRUST-19: the records' numbers do not ascend strictly")
    lists = [part for part in parts if part[0] == trust_lists.FIRST_BYTE]
    require(len(lists) <= 1, "TRUST-19: two trust lists")
    trust_list = read_trust_list(lists[0]) if lists else None
    status_parts = tuple(part for part in parts if ORDER[part[0]] == 2)
    return Bundle(held, trust_list, status_parts)


def split(raw: bytes) -> list[bytes]:
    parts = []
    fields = Reader(raw, place=1)
    while fields.left:
        require(len(parts) < GREATEST_PART_COUNT, "TRUST-19: more than 65,536 parts")
        length = fields.number(LENGTH_SIZE)
        require(length > 0, "TRUST-19: a part without a byte")
        part = fields.take(length)  # TRUST-19: its length does not pass the end
        require(part[0] in ORDER, "TRUST-19: a part of a kind that has no place here")
        parts.append(part)
    return parts


def as_bundle(raw: bytes) -> bytes:
    """An object that comes by itself is put into a bundle of that one part."""
    return write_bundle([raw]) if raw and raw[0] in ORDER else raw


def write_bundle(parts: list[bytes]) -> bytes:
    framed = (len(part).to_bytes(LENGTH_SIZE, "big") + part for part in parts)
    return bytes([FIRST_BYTE]) + b"".join(framed)
