"""What a door is for, and what it says of a pass."""

from dataclasses import dataclass
from typing import NamedTuple

from .registry import REJECTIONS

SMALLEST_LIMIT, GREATEST_LIMIT = 256, 1_024
USUAL_AGE = 60


@dataclass(frozen=True, slots=True)
class Policy:
    scopes: dict[tuple[bytes, int], frozenset[int]]  # (domain digest, profile): private tags
    home: bytes | None = None
    size_limit: int = GREATEST_LIMIT  # of a pass, in bytes
    greatest_age: int = USUAL_AGE  # of a presentation, in seconds
    challenge: bytes | None = None
    takes_bare: bool = False

    @property
    def pass_limit(self) -> int:
        """The size limit, brought into its range."""
        return min(max(self.size_limit, SMALLEST_LIMIT), GREATEST_LIMIT)


class Finding(NamedTuple):
    """The reason of the step that decides, and the instant where it has one."""

    reason: str
    instant: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    finding: Finding | None  # None where the pass is accepted
    is_authentic: bool = False
    advisories: tuple[str, ...] = ()

    @property
    def outcome(self) -> str:
        if self.finding is None:
            return "accepted"
        return "rejected" if self.finding.reason in REJECTIONS else "undecided"
