"""Revoked serials: one encoding of a set, looked up in its bytes as they are."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from operator import sub

from .gaps import CUT, bits_of, bytes_of, code_writer, codes_in, step_reader
from .octets import Reader, require

BLOCK_SERIALS = 256
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
        place = self.place_of(serial)
        if place < 0:
            return False
        return serial in self.block(place)

    def runs(self, least: int = 0) -> Iterator[list[int]]:
        """The serials from the least on, in ascending order, in runs of at most 256."""
        for place in range(max(self.place_of(least), 0), self.block_count):
            serials = self.block(place)
            run = serials[bisect_left(serials, least):]
            if run:
                yield run

    def count_below(self, serial: int) -> int:
        return sum(bisect_left(self.block(place), serial) for place in range(self.place_of(serial) + 1))

    def place_of(self, serial: int) -> int:
        """The last block whose first serial is not above the serial; -1 where there is none."""
        return bisect_right(range(self.block_count), serial, key=self.first_serial) - 1

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
    codes, left = codes_in(bits_of(block), k)
    require("1" not in left, "STATUS-3: a gap that must begin a block, or a code that passes the end of its block")
    require(len(left) < 8, "STATUS-3: a block ends with a byte that it does not need")
    require(len(codes) < BLOCK_SERIALS, "STATUS-3: a block of more than 256 serials")
    return list(accumulate(map(step_reader(k), codes), initial=first))


def encode_block(serials: list[int], k: int) -> bytes:
    return bytes_of("".join(map(code_writer(k), steps(serials))))


def steps(serials: list[int]) -> Iterator[int]:
    """From each serial to the next one."""
    return map(sub, serials[1:], serials)


def write_revocations(runs: Iterable[list[int]], count: int, greatest: int, first_live: int, limit: int) -> bytes:
    """The one encoding of the serials in these runs, of which count and greatest are known.

    Writing stops where more than so many bytes would be needed.
    """
    if count == 0:
        return bytes(4)
    k = parameter(count, greatest, first_live)
    index, blocks = bytearray(), bytearray()
    for serials in cut_into_blocks(runs, k):
        blocks += encode_block(serials, k)
        index += serials[0].to_bytes(4, "big") + len(blocks).to_bytes(4, "big")
        require(len(index) + len(blocks) <= limit, "STATUS-1: longer than a list may be")
    counts = (count, greatest, len(index) // ENTRY)
    return b"".join(number.to_bytes(4, "big") for number in counts) + index + blocks


def cut_into_blocks(runs: Iterable[list[int]], k: int) -> Iterator[list[int]]:
    """The same serials, in the lists that become blocks."""
    waiting = []
    for run in runs:
        waiting += run
        while len(waiting) > BLOCK_SERIALS:
            yield take_block(waiting, k)
    while waiting:
        yield take_block(waiting, k)


def take_block(waiting: list[int], k: int) -> list[int]:
    """Takes the serials of one block away from those that wait."""
    block = waiting[:BLOCK_SERIALS]
    for size, step in enumerate(steps(block), 1):
        if step - 1 >> k >= CUT:
            block = block[:size]
            break
    del waiting[:len(block)]
    return block


def side_by_side(some: Iterable[list[int]], others: Iterable[list[int]]) -> Iterator[tuple[list[int], list[int]]]:
    """The runs of two sets, cut so that all of a pair are above all of the pair before it."""
    some, others = iter(some), iter(others)
    left, right = next(some, []), next(others, [])
    while left and right:
        cut = min(left[-1], right[-1])
        size, other_size = bisect_right(left, cut), bisect_right(right, cut)
        yield left[:size], right[:other_size]
        left, right = left[size:] or next(some, []), right[other_size:] or next(others, [])
    while left:
        yield left, []
        left = next(some, [])
    while right:
        yield [], right
        right = next(others, [])


def has_all(outer: Iterable[list[int]], inner: Iterable[list[int]]) -> bool:
    """Whether each serial of inner is in outer."""
    return all(set(part).issuperset(others) for part, others in side_by_side(outer, inner))
