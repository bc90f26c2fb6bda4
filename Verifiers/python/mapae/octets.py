"""Bytes, read field by field. A check that fails says which requirement was broken."""


class Malformed(Exception):
    """The bytes are not as their table says. The words are for people."""


def require(holds: bool, fault: str) -> None:
    if not holds:
        raise Malformed(fault)


class Reader:
    """Reads the fields of one object in order, and never past its end."""

    __slots__ = ("raw", "place")

    def __init__(self, raw: bytes, place: int = 0):
        self.raw = raw
        self.place = place

    @property
    def left(self) -> int:
        return len(self.raw) - self.place

    def take(self, size: int) -> bytes:
        require(size <= self.left, "the bytes end inside a field")  # SEC-3
        begin = self.place
        self.place += size
        return self.raw[begin:self.place]

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), "big")  # BASE-1

    def end(self) -> None:
        require(self.left == 0, "BASE-2: bytes behind the last field")
