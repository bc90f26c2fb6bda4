"""Who stands at the doors at noon: ten thousand holders of valid passes, and those whose codes are bad.

A group is people of whom every door says the same. Its size stands here, so that what is expected of a door can be
counted by hand.
"""
import dataclasses
import datetime

from noon import NOON, moment

DOSE = "2021-08-20"
"""Counts from 3 September 2021 to February 2022, also by the strict rule."""


@dataclasses.dataclass(frozen=True)
class Group:
    """People with passes of one kind."""
    name: str
    count: int
    key: str = "autumn"
    issued: str = "2021-10-20T09:00:00Z"
    until: str = "2022-06-01T00:00:00Z"
    dose: str = DOSE
    dose_number: int = 2
    profile: str = "vaccination"


@dataclasses.dataclass(frozen=True)
class Holders(Group):
    """Holders of valid passes. A phone's clock is so many seconds ahead; where it is None, the pass is on paper."""
    phone: int | None = None


@dataclasses.dataclass(frozen=True)
class Bad:
    """Codes that should get nobody in, and who knows that they are bad.

    `known` is the list of a door that refuses them, with the instant from which on lists say so; or `clock` with the
    instant that has to be past; or None, where every door refuses them by what it always holds.
    """
    name: str
    kind: str
    count: int
    known: tuple[str, int] | None = None


MINUTE, HOUR = 60, 3_600

RELAXED = moment("2021-12-13T01:00:00Z")
"""From ten o'clock in Seoul on a dose counts for 270 days, and no longer for 180 only."""

HOLDERS = [
    Holders("paper", 2_400),
    Holders("phone", 2_600, phone=0),
    Holders("phone 90 s slow", 800, phone=-90),
    Holders("phone 4 min fast", 400, phone=4 * MINUTE),
    Holders("phone 1 h slow", 300, phone=-HOUR),
    Holders("phone 1 h fast", 300, phone=HOUR),
    # Signed by the key that came into use on 24 November; it is listed since 18 October.
    Holders("rotated key", 600, key="winter", issued="2021-11-26T09:00:00Z"),
    # Issued anew after the theft of 8 December, by the standby key, which is listed since 18 October too.
    Holders("issued anew", 600, key="standby", issued="2021-12-10T09:00:00Z", phone=0),
    # Closed by the strict rule since 7 November, and open again since this morning.
    Holders("relaxed rule", 600, dose="2021-05-10"),
    Holders("issued this morning", 300, key="standby", issued="2021-12-13T02:00:00Z"),
    Holders("ends in 20 min", 300, until="2021-12-13T03:00:00Z"),
    Holders("ends tonight", 300, until="2021-12-13T15:00:00Z"),
    # The relaxed rule's last day: 270 days after the dose, the last one in full, in Seoul.
    Holders("rule ends tonight", 300, dose=str(datetime.date(2021, 12, 14) - datetime.timedelta(days=271))),
    Holders("booster, exempt", 200, dose="2021-02-26", dose_number=3),
]

REVOKED = [
    ("revoked 10 Nov", 300, moment("2021-11-10T09:00:00Z")),
    ("revoked 1 Dec", 400, moment("2021-12-01T09:00:00Z")),
    ("revoked 10 Dec", 300, moment("2021-12-10T09:00:00Z")),
]
STOLEN = moment("2021-12-08T09:00:00Z")
"""The thief signs. The list of the next day at noon names the key compromised."""

# Passes of the true issuer that are bad, as they were issued; the name is the one of their codes below.
ISSUED_BAD = [
    Group("ended yesterday", 800, until="2021-12-12T15:00:00Z"),
    Group("ended an hour ago", 200, until="2021-12-13T01:40:00Z"),
    *(Group(name, count) for name, count, _ in REVOKED),
    Group("stolen key", 1_000, key="side", issued="2021-12-08T09:00:00Z"),
    Group("access pass", 1_000, profile="access"),
]

BAD = [
    Bad("altered digit", "forged", 400),
    Bad("forger's key", "forged", 400),
    Bad("key never listed", "forged", 200),
    Bad("ended yesterday", "expired", 800, known=("clock", moment("2021-12-12T15:00:00Z"))),
    Bad("ended an hour ago", "expired", 200, known=("clock", moment("2021-12-13T01:40:00Z"))),
    *(Bad(name, "revoked", count, known=("status", since)) for name, count, since in REVOKED),
    Bad("stolen key", "stolen", 1_000, known=("trust", STOLEN)),
    Bad("photograph of a pass", "copied", 400),
    Bad("in another's code", "copied", 300),
    Bad("time moved on", "copied", 300),
    # A code is fresh for 180 s at a door whose clock says ± 60 s.
    Bad("code of 10 min ago", "stale", 700, known=("clock", NOON - 10 * MINUTE + 180)),
    Bad("code of 2 h ago", "stale", 300, known=("clock", NOON - 2 * HOUR + 180)),
    Bad("another country's", "foreign", 1_000),
    Bad("access pass", "wrongly scoped", 1_000),
]

KINDS = sorted({group.kind for group in BAD})
BOUND = [group for group in HOLDERS if group.phone is not None]

assert sum(group.count for group in HOLDERS) == 10_000
assert all(sum(group.count for group in BAD if group.kind == kind) >= 1_000 for kind in KINDS)
