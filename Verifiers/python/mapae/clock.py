"""Clock readings, and conditions on time over them."""

from enum import Enum
from typing import NamedTuple


class Told(Enum):
    PROVEN = "it holds at every second"
    REFUTED = "it fails at every second"
    UNCERTAIN = "it cannot be told"


class Interval(NamedTuple):
    """Seconds from earliest to latest, both included."""

    earliest: int
    latest: int

    def raised(self, floor: int) -> "Interval | None":
        """The interval with its floor (TIME-2); None where nothing may be decided over it."""
        if self.latest < floor:
            return None  # TIME-3, TIME-4, STATUS-28
        return Interval(max(self.earliest, floor), self.latest)

    def begun(self, start: int) -> Told:
        """The condition that fails at t < start."""
        if self.earliest >= start:
            return Told.PROVEN
        if self.latest < start:
            return Told.REFUTED
        return Told.UNCERTAIN

    def not_over(self, end: int) -> Told:
        """The condition that fails at t >= end."""
        if self.latest < end:
            return Told.PROVEN
        if self.earliest >= end:
            return Told.REFUTED
        return Told.UNCERTAIN

    def meets(self, begin: int, end: int) -> bool:
        """Whether some second of it is in [begin, end)."""
        return max(self.earliest, begin) <= min(self.latest, end - 1)

    def lies_in(self, begin: int, end: int) -> bool:
        """Whether each second of it is in [begin, end)."""
        return begin <= self.earliest and self.latest < end
