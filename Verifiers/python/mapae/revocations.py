"""Revoked serials: one encoding of a set, looked up in its bytes as they are."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from .octets import Reader, require

BLOCK_SERIALS = 256
CUT = 24  # a gap with such a quotient, or a greater one, begins a block
GREATEST_BLOCK = 1_754  # bytes: 255 codes of 55 bits
ENTRY = 8


@dataclass(frozen=True, slots=True)
class Revocations:
    """A set of serials that read_revocations has found well-formed."""

    count: int
    greatest: int
    k: int
    index: bytes
    blocks: bytes

    def __contains__(self, serial: int) -> bool:
        if self.count == 0 or serial > self.greatest:
            return False
        place = bisect_right(range(self.block_count), serial, key=self.first_serial) - 1
        if place < 0:
            return False
        return serial in self.block(place)

    def __iter__(self) -> Iterator[int]:
        """The serials in ascending order, a block at a time."""
        for place in range(self.block_count):
            yield from self.block(place)

    @property
    def block_count(self) -> int:
        return len(self.index) // ENTRY

    def first_serial(self, place: int) -> int:
        return int.from_bytes(self.index[ENTRY * place:ENTRY * place + 4], "big")

    def end(self, place: int) -> int:
        return int.from_bytes(self.index[ENTRY * place + 4:ENTRY * place + 8], "big")

    def block(self, place: int) -> list[int]:
        begin = self.end(place - 1) if place else 0
        return decode_block(self.first_serial(place), self.blocks[begin:self.end(place)], self.k)


NONE = Revocations(0, 0, 0, b"", b"")


def read_revocations(raw: bytes, first_live: int) -> Revocations:
    """The set of these bytes, in one pass and a constant amount of memory beside them."""
    fields = Reader(raw)
    count = fields.number(4)
    if count == 0:
        fields.end()  # STATUS-1
        return NONE
    greatest = fields.number(4)
    require(greatest - first_live + 1 >= count, "STATUS-2: more serials than there is room for")
    index = fields.take(ENTRY * fields.number(4))
    blocks = fields.take(fields.left)
    k = parameter(count, greatest, first_live)
    revocations = Revocations(count, greatest, k, index, blocks)
    check_blocks(revocations, first_live)
    return revocations


def parameter(count: int, greatest: int, first_live: int) -> int:
    """k, the count of low bits in a code."""
    return ((greatest - first_live + 1) // count).bit_length() - 1


def check_blocks(revocations: Revocations, first_live: int) -> None:
    total = begin = size = 0
    last = first_live - 1
    for place in range(revocations.block_count):
        first, end = revocations.first_serial(place), revocations.end(place)
        require(first > last, "STATUS-2: the first serials do not ascend from first live on")
        require(place == 0 or size == BLOCK_SERIALS or first - last - 1 >> revocations.k >= CUT,
                "STATUS-3: a block begins where none must")
        require(begin <= end, "STATUS-2: the ends of the blocks fall")
        require(end <= len(revocations.blocks), "STATUS-2: a block ends behind the last byte")
        require(end - begin <= GREATEST_BLOCK, "STATUS-3: a block of more than 256 serials")
        serials = revocations.block(place)
        size, last, begin = len(serials), serials[-1], end
        total += size
    require(begin == len(revocations.blocks), "STATUS-1: bytes behind the last block")
    require(total == revocations.count, "STATUS-2: the count is not that of the serials")
    require(last == revocations.greatest, "STATUS-2: the greatest serial is not the last one")


def decode_block(first: int, block: bytes, k: int) -> list[int]:
    serials = [first]
    bits = bits_of(block)
    place = 0
    while (one := bits.find("1", place)) >= 0:
        quotient = one - place
        place = one + 1 + k
        require(quotient < CUT, "STATUS-3: a gap that must begin a block")
        require(place <= len(bits), "STATUS-3: a code passes the end of its block")
        require(len(serials) < BLOCK_SERIALS, "STATUS-3: a block of more than 256 serials")
        gap = quotient << k | number_of(bits[one + 1:place])
        serials.append(serials[-1] + gap + 1)
    require(len(bits) - place < 8, "STATUS-3: a block ends with a byte that it does not need")
    return serials


def bits_of(block: bytes) -> str:
    if not block:
        return ""
    return format(int.from_bytes(block, "big"), f"0{8 * len(block)}b")


def number_of(bits: str) -> int:
    return int(bits, 2) if bits else 0


def write_revocations(serials: Callable[[], Iterable[int]], first_live: int, limit: int) -> bytes:
    """The one encoding of the serials that each call brings anew, in ascending order.

    Writing stops where more than so many bytes would be needed.
    """
    count = greatest = 0
    for greatest in serials():
        count += 1
    if count == 0:
        return bytes(4)
    writer = BlockWriter(parameter(count, greatest, first_live), limit)
    for serial in serials():
        writer.write(serial)
    writer.close_block()
    counts = (count, greatest, len(writer.index) // ENTRY)
    return b"".join(number.to_bytes(4, "big") for number in counts) + writer.index + writer.blocks


class BlockWriter:
    """Writes index and blocks, serial by serial."""

    def __init__(self, k: int, limit: int):
        self.k = k
        self.limit = limit
        self.index = bytearray()
        self.blocks = bytearray()
        self.first = self.last = 0
        self.size = 0  # serials in the block that is open
        self.codes: list[str] = []

    def write(self, serial: int) -> None:
        gap = serial - self.last - 1
        if self.size == 0:
            self.open_block(serial)
        elif self.size == BLOCK_SERIALS or gap >> self.k >= CUT:
            self.close_block()
            self.open_block(serial)
        else:
            low = format(gap & (1 << self.k) - 1, f"0{self.k}b") if self.k else ""
            self.codes.append("0" * (gap >> self.k) + "1" + low)
            self.size += 1
        self.last = serial

    def open_block(self, serial: int) -> None:
        self.first, self.size, self.codes = serial, 1, []

    def close_block(self) -> None:
        bits = "".join(self.codes)
        length = (len(bits) + 7) // 8
        self.blocks += number_of(bits.ljust(8 * length, "0")).to_bytes(length, "big")
        self.index += self.first.to_bytes(4, "big") + len(self.blocks).to_bytes(4, "big")
        size = len(self.index) + len(self.blocks)
        require(size <= self.limit, "STATUS-1: longer than a list may be")


def has_all(outer: Iterable[int], inner: Iterable[int]) -> bool:
    """Whether each serial of inner is in outer. Both ascend, so one walk over both tells."""
    candidates = iter(outer)
    candidate = -1
    for serial in inner:
        while candidate < serial:
            candidate = next(candidates, None)
            if candidate is None:
                return False
        if candidate != serial:
            return False
    return True
