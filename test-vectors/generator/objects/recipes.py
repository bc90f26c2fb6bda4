"""Bytes that are too many for a file of text: what to put one behind the other, and how often."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """A number of so many bytes, which is higher by `step` each time that it is written."""
    first: int
    step: int
    size: int

    def __len__(self):
        return self.size

    def at(self, turn):
        return (self.first + turn * self.step).to_bytes(self.size, "big")

    def written(self):
        return {"number": self.first, "step": self.step, "size": self.size}


@dataclass(frozen=True)
class Times:
    """Bytes and numbers, written `count` times one behind the other."""
    count: int
    of: tuple

    def __len__(self):
        return self.count * sum(map(len, self.of))

    @property
    def octets(self):
        if not any(isinstance(item, Number) for item in self.of):
            return b"".join(self.of) * self.count
        return b"".join(item.at(turn) if isinstance(item, Number) else item
                        for turn in range(self.count) for item in self.of)

    def written(self):
        return {"times": self.count,
                "of": [item.written() if isinstance(item, Number) else item.hex() for item in self.of]}


@dataclass(frozen=True)
class Recipe:
    """Bytes, and what is written many times, one behind the other."""
    pieces: tuple

    def __len__(self):
        return sum(map(len, self.pieces))

    @property
    def octets(self):
        return b"".join(getattr(piece, "octets", piece) for piece in self.pieces)

    def written(self):
        return {"pieces": [piece.hex() if isinstance(piece, bytes) else piece.written() for piece in self.pieces]}


def recipe(*pieces):
    """Of bytes, of what is written many times, and of recipes; what has no bytes is left out."""
    flat = []
    for piece in pieces:
        for part in piece.pieces if isinstance(piece, Recipe) else (piece,):
            if isinstance(part, bytes) and flat and isinstance(flat[-1], bytes):
                flat[-1] = b"".join((flat[-1], part))
            elif len(part):
                flat.append(part)
    return Recipe(tuple(flat))


def zeros(count):
    return recipe(Times(count >> 8, (bytes(256),)), bytes(count & 255))
