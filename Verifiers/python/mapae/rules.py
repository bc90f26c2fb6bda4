"""Expiry rules: their bytes, what they read of a pass, and their answer over an interval."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from .claims import LENGTH_BYTE, size_class
from .clock import Interval
from .dates import DAY, days_of
from .octets import Reader, require
from .passes import Pass

WINDOW_KIND = 1
SHORTEST = 13  # a length byte counts what follows it
WITHOUT_CONDITION, WITH_CONDITION = 23, 27

FROM_ISSUED_AT, FROM_VALID_FROM = 0x00, 0x01
DATE_CLASS = 2

QUARTER = 900
UTC = 64
OFFSETS = range(16, 121)


class Condition(NamedTuple):
    tag: int
    limit: int


class Window(NamedTuple):
    """The body of a rule of kind 1."""

    anchor: int
    opens_after: int
    closes_after: int
    offset: int
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class Rule:
    raw: bytes  # its length byte included
    profile: int
    in_force_from: int
    in_force_until: int
    window: Window | None  # None where the kind is unknown

    @property
    def without_times(self) -> bytes:
        """Its bytes but for the two in-force times."""
        return self.raw[:4] + self.raw[14:]


def read_rule(fields: Reader) -> Rule:
    """Reads one rule; one of an unknown kind is kept and skipped by its length (RULE-2)."""
    begin = fields.place
    length = fields.number(1)
    require(length >= SHORTEST, "RULE-1: a rule shorter than 13 bytes")
    body = Reader(fields.take(length))
    kind = body.number(1)
    profile = body.number(2)
    in_force_from = body.number(5)
    in_force_until = body.number(5)
    require(in_force_until > in_force_from, "RULE-1: in force until is not above in force from")
    window = read_window(body) if kind == WINDOW_KIND else None
    return Rule(fields.raw[begin:fields.place], profile, in_force_from, in_force_until, window)


def read_window(body: Reader) -> Window:
    require(len(body.raw) in (WITHOUT_CONDITION, WITH_CONDITION), "RULE-1: the length of kind 1")
    anchor = body.number(1)
    opens_after = body.number(4)
    closes_after = body.number(4)
    require(closes_after > opens_after, "RULE-1: closes after is not above opens after")
    offset = body.number(1)
    require(offset in OFFSETS, "RULE-1: the UTC offset")
    require(offset == UTC or anchor not in (FROM_ISSUED_AT, FROM_VALID_FROM),
            "RULE-1: a UTC offset where no date is read")
    condition = Condition(body.number(1), body.number(3)) if body.left else None
    return Window(anchor, opens_after, closes_after, offset, condition)


class Answer(Enum):
    KEPT = "kept"
    CLOSED = "closed"
    NOT_OPEN = "not open"
    UNCERTAIN = "cannot be told"
    UNREADABLE = "cannot be read"
    TOO_COARSE = "the date is too coarse"


class Failures(NamedTuple):
    """The half-open spans in which a rule fails, for one exact anchor instant."""

    not_open: tuple[int, int]
    closed: tuple[int, int]


class Judged(NamedTuple):
    answer: Answer
    instant: int | None  # the one that decides, where the answer has one


def judge_rule(rule: Rule, shown: Pass, interval: Interval) -> Judged:
    if not interval.meets(rule.in_force_from, rule.in_force_until):
        return Judged(Answer.KEPT, None)
    window = rule.window
    if window is None:
        return Judged(Answer.UNREADABLE, None)  # RULE-6
    if window.condition and size_class(window.condition.tag) == LENGTH_BYTE:
        return Judged(Answer.UNREADABLE, None)  # RULE-6
    if window.condition and not is_met(window.condition, shown):
        return Judged(Answer.KEPT, None)  # RULE-8
    anchors = anchor_instants(window, shown)
    if anchors is None:
        return Judged(Answer.UNREADABLE, None)  # RULE-9
    first, last = (failures(rule, anchor) for anchor in anchors)
    answer = answer_over(interval, last)
    if answer_over(interval, first) != answer:
        return Judged(Answer.TOO_COARSE, None)  # RULE-14
    return Judged(answer, deciding_instant(answer, last, interval))


def is_met(condition: Condition, shown: Pass) -> bool:
    value = shown.claims.get(condition.tag)
    if value is None:
        return True  # RULE-7
    return int.from_bytes(value, "big") < condition.limit


def anchor_instants(window: Window, shown: Pass) -> tuple[int, int] | None:
    """The instants of the first and the last day; None where the anchor cannot be read."""
    if window.anchor == FROM_ISSUED_AT:
        return shown.issued_at, shown.issued_at
    if window.anchor == FROM_VALID_FROM:
        return shown.start, shown.start
    if size_class(window.anchor) != DATE_CLASS:
        return None
    value = shown.claims.get(window.anchor)
    if value is None:
        return None
    days = days_of(value)
    if days is None:
        return None
    shift = QUARTER * (window.offset - UTC)
    return DAY * days.first - shift, DAY * days.last - shift  # local midnights


def failures(rule: Rule, anchor: int) -> Failures:
    opens = anchor + rule.window.opens_after
    closes = anchor + rule.window.closes_after
    return Failures(not_open=(rule.in_force_from, min(rule.in_force_until, opens)),
                    closed=(max(rule.in_force_from, closes), rule.in_force_until))


def answer_over(interval: Interval, fails: Failures) -> Answer:
    if interval.lies_in(*fails.closed):
        return Answer.CLOSED
    if interval.lies_in(*fails.not_open):
        return Answer.NOT_OPEN
    if interval.meets(*fails.closed) or interval.meets(*fails.not_open):
        return Answer.UNCERTAIN
    return Answer.KEPT


def deciding_instant(answer: Answer, fails: Failures, interval: Interval) -> int | None:
    match answer:
        case Answer.CLOSED:
            return fails.closed[0]
        case Answer.NOT_OPEN:
            return fails.not_open[1]
        case Answer.UNCERTAIN:
            begin, end = fails.closed if interval.meets(*fails.closed) else fails.not_open
            return begin if begin > interval.earliest else end
    return None
