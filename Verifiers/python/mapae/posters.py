"""Posters: an object that is split over several codes."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from .base41 import ForeignText, part_of
from .octets import Malformed, Reader, require

GREATEST_CONTENT = 634
SMALLEST_COUNT = 2


class Name(NamedTuple):
    """What the parts of one object share (POSTER-4)."""

    digest_prefix: bytes
    count: int


class Part(NamedTuple):
    number: int
    name: Name
    content: bytes


def read_part(raw: bytes) -> Part:
    fields = Reader(raw)
    number = fields.number(1)
    count = fields.number(1)
    require(count >= SMALLEST_COUNT, "POSTER-2: fewer than two parts")
    require(1 <= number <= count, "POSTER-2: the number is 0 or above the count")
    digest_prefix = fields.take(8)
    content = fields.take(fields.left)
    require(len(content) > 0, "POSTER-2: no content")
    require(len(content) <= GREATEST_CONTENT, "POSTER-2: more than 634 bytes of content")
    return Part(number, Name(digest_prefix, count), content)


@dataclass
class Poster:
    """The parts of one name, in whatever order they came (POSTER-3)."""

    name: Name
    contents: dict[int, bytes] = field(default_factory=dict)
    is_contradictory: bool = False

    def take(self, part: Part) -> None:
        if self.contents.setdefault(part.number, part.content) != part.content:
            self.is_contradictory = True  # POSTER-6

    def whole(self) -> bytes | None:
        """The object, where all its parts are there and belong together."""
        if self.is_contradictory:
            return None  # POSTER-6
        if len(self.contents) < self.name.count:
            return None
        whole = b"".join(self.contents[number] for number in sorted(self.contents))
        if not sha256(whole).digest().startswith(self.name.digest_prefix):
            return None  # POSTER-5
        return whole


def whole_of(texts: list[bytes]) -> bytes | None:
    """The first whole that the texts of codes make up; None where there is none."""
    posters: dict[Name, Poster] = {}
    for text in texts:
        part = part_in(text)
        if part:
            posters.setdefault(part.name, Poster(part.name)).take(part)  # POSTER-4
    wholes = (poster.whole() for poster in posters.values())
    return next((whole for whole in wholes if whole is not None), None)


def part_in(text: bytes) -> Part | None:
    """The part that a text brings; None where it is not taken (POSTER-1, POSTER-2)."""
    try:
        return read_part(part_of(text))
    except (ForeignText, Malformed):
        return None
