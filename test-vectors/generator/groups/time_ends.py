"""Times at the ends of their numbers, and clock readings beyond them."""
from ..domain import ACCESS, DAY, LIFETIME, LINDMOOR, LIST_FROM, NOON
from ..moment import CLAIMS, LASTING, PLAIN
from ..objects.rules import ISSUED_AT, VALID_FROM, Rule

LATEST, GREATEST = 2**40 - 1, 2**32 - 1
LEAST_CLOCK, GREATEST_CLOCK = -2**63, 2**63 - 1
FLAGS = "narrow-times edge-off-by-one"


def add(group):
    beginning(group)
    end(group)
    widest(group)
    windows(group)


def fails(group, id, comment, requirements, steps, twin, flags=FLAGS):
    group.fails(f"time-{id}", comment, requirements, steps, f"time-{twin}", flags)


def accepts(group, id, comment, requirements, steps):
    return group.accepts(f"time-{id}", comment, requirements, steps, FLAGS)


def beginning(group):
    first = PLAIN.listed(issued_at=0, refresh_after=28 * DAY, expires_at=28 * DAY).issued(issued_at=0)
    accepts(group, "from-the-second-0", "List and pass are issued at the second 0, and the clock says so.",
            "BASE-4 TIME-3", first.judges((0, 0)))
    for name, clock in (("minus-1", (-1, -1)), ("minus-2-32", (-2**32, -2**32)), ("below-0", (-DAY, -1)),
                        ("least", (LEAST_CLOCK, LEAST_CLOCK))):
        fails(group, f"clock-{name}", f"List and pass are issued at the second 0, and the clock reading is {clock[0]} "
                                      f"to {clock[1]}.", "TIME-3 BASE-4",
              first.judges(clock, "clock-behind", 0), "from-the-second-0")
    for name, clock in (("minus-1-to-0", (-1, 0)), ("minus-a-day-to-a-day", (-DAY, DAY)),
                        ("least-to-0", (LEAST_CLOCK, 0))):
        accepts(group, f"clock-{name}", f"The clock reading is {clock[0]} to {clock[1]}: earliest is raised to the "
                                        f"second 0.", "TIME-2 BASE-4", first.judges(clock))
    for name, clock in (("minus-2-32-today", (-2**32, -2**32)), ("least-today", (LEAST_CLOCK, LEAST_CLOCK))):
        fails(group, f"clock-{name}", f"Lists of today, and the clock says {clock[0]}.", "TIME-3 BASE-4",
              PLAIN.judges(clock, "clock-behind", LIST_FROM), "plain")


def at_the_end(**changes):
    """A list and a key that end at the last second that can be written, and a pass of the list's first second."""
    first = LATEST - 28 * DAY
    listed = LASTING.listed(issued_at=first, refresh_after=LATEST, expires_at=LATEST).key(accept_until=LATEST)
    return listed.issued(**{"issued_at": first, **changes})


def end(group):
    near = at_the_end()
    accepts(group, "last-second", "List and key end at 2^40 - 1, and the clock says the second before.",
            "BASE-4 TIME-5", near.judges((LATEST - 1, LATEST - 1)))
    fails(group, "behind-the-last-second", "List and key end at 2^40 - 1, and the clock says that.", "BASE-4 VERIFY-16",
          near.judges((LATEST, LATEST), "expired", LATEST, ["refresh-due"]), "last-second")
    fails(group, "clock-beyond-u40", "List and key end at 2^40 - 1, and the clock says 2^40 and an hour: a small "
                                     "number, where it is cut to 40 bits.",
          "BASE-4 VERIFY-16", near.judges((2**40 + 3_600,) * 2, "expired", LATEST, ["refresh-due"]), "last-second")
    fails(group, "clock-greatest", "The clock says 2^63 - 1.", "BASE-4 VERIFY-16",
          near.judges((GREATEST_CLOCK,) * 2, "expired", LATEST - 28 * DAY + LIFETIME, ["refresh-due"]), "last-second")
    plain_end = LINDMOOR.draft(**PLAIN.draft).end
    fails(group, "clock-of-all-times", "The clock reading is all times from -2^63 to 2^63 - 1: whether the pass has "
                                       "ended cannot be told.", "BASE-4 TIME-5",
          PLAIN.judges((LEAST_CLOCK, GREATEST_CLOCK), "clock-uncertain", plain_end, ["refresh-due"]), "plain")
    fails(group, "clock-2-32-later", "The clock stands 2^32 s behind noon: noon itself, where it is cut to 32 bits.",
          "BASE-4 VERIFY-15", PLAIN.judges((NOON + 2**32,) * 2, "expired", plain_end, ["refresh-due"]), "plain")


def widest(group):
    """Sums of a pass at their greatest."""
    early = LATEST - 1 - GREATEST
    accepts(group, "start-at-the-last-second", "Issued 2^32 - 1 s before the last second but one, with the greatest "
                                               "valid from: it begins there, and ends beyond 2^40.",
            "BASE-4 VERIFY-20", at_the_end(issued_at=early, valid_from=GREATEST,
                                           lifetime=GREATEST).judges((LATEST - 1, LATEST - 1)))
    fails(group, "start-a-second-behind-the-last", "The same, issued a second later.", "BASE-4 VERIFY-20",
          at_the_end(issued_at=early + 1, valid_from=GREATEST,
                     lifetime=GREATEST).judges((LATEST - 1, LATEST - 1), "not-yet-valid", LATEST),
          "start-at-the-last-second")
    fails(group, "start-beyond-u40", "Issued at the last second but one, with the greatest valid from: it begins 136 "
                                     "years behind the last second.", "BASE-4 VERIFY-20",
          at_the_end(issued_at=LATEST - 1, valid_from=GREATEST,
                     lifetime=GREATEST).judges((LATEST - 1, LATEST - 1), "not-yet-valid", LATEST - 1 + GREATEST),
          "start-at-the-last-second")
    accepts(group, "end-beyond-u40", "Issued at the last second but one, with the greatest lifetime: it ends 136 years "
                                     "behind the last second.", "BASE-4 VERIFY-15",
            at_the_end(issued_at=LATEST - 1, lifetime=GREATEST).judges((LATEST - 1, LATEST - 1)))
    fails(group, "issued-at-the-last-second", "Issued at 2^40 - 1, a second ahead of the clock.", "BASE-4 TIME-4",
          at_the_end(issued_at=LATEST, valid_from=GREATEST,
                     lifetime=GREATEST).judges((LATEST - 1, LATEST - 1), "pass-from-future", LATEST), "end-beyond-u40")
    fails(group, "greatest-of-all-and-the-greatest-clock", "The greatest issued at, valid from and lifetime, and a "
                                                           "clock of 2^40 + 2^33: the end is three seconds before.",
          "BASE-4 VERIFY-15", at_the_end(issued_at=LATEST, valid_from=GREATEST, lifetime=GREATEST).judges(
              (2**40 + 2**33,) * 2, "expired", LATEST + 2 * GREATEST, ["refresh-due"]), "end-beyond-u40",
               f"{FLAGS} step-order")
    accepts(group, "lifetime-of-136-years", "A lifetime of 2^32 - 1 s, today.", "BASE-4",
            PLAIN.issued(lifetime=GREATEST).judges((NOON, NOON)))
    fails(group, "valid-from-in-136-years", "Valid from 2^32 - 1 s behind issued at.", "BASE-4 VERIFY-20",
          PLAIN.issued(valid_from=GREATEST).judges((NOON, NOON), "not-yet-valid",
                                                   LINDMOOR.draft(valid_from=GREATEST).start), "lifetime-of-136-years")


def windows(group):
    """Instants of rules below 0 and above 2^40."""
    def birth(year, **changes):
        claims = ((0x40, (year << 9 | 1 << 5 | 1).to_bytes(3, "big")), CLAIMS[1])
        window = {"profile": ACCESS, "anchor": 0x40, "opens_after": 0, "closes_after": GREATEST, **changes}
        return PLAIN.issued(claims=claims).ruled(Rule(**window).octets)

    accepts(group, "window-of-136-years-from-1900", "A date of 1900, whose instant is negative, and a rule that closes "
                                                    "2^32 - 1 s after it.", "BASE-4 RULE-11",
            birth(1900).judges((NOON, NOON)))
    fails(group, "window-of-136-years-from-the-year-1", "A date of the year 1, and a rule that closes 2^32 - 1 s after "
                                                        "it: it has closed in the year 137.", "BASE-4 RULE-11",
          birth(1).judges((NOON, NOON), "rule-expired", 0), "window-of-136-years-from-1900")
    fails(group, "window-that-opens-136-years-from-1900", "A rule that opens 2^32 - 2 s after a date of 1900.",
          "BASE-4 RULE-13",
          birth(1900, opens_after=GREATEST - 1).judges((NOON, NOON), "rule-not-yet-open",
                                                       -25_567 * DAY + GREATEST - 1), "window-of-136-years-from-1900")
    fails(group, "window-from-the-year-9999", "A date of the year 9999, and a rule that opens with it.",
          "BASE-4 RULE-13",
          birth(9999).judges((NOON, NOON), "rule-not-yet-open", 2_932_532 * DAY), "window-of-136-years-from-1900")
    for name, anchor in (("issued-at", ISSUED_AT), ("valid-from", VALID_FROM)):
        rule = Rule(ACCESS, anchor, 0, GREATEST).octets
        changes = {"issued_at": LATEST - 1} if anchor == ISSUED_AT else {"issued_at": LATEST - 1 - GREATEST,
                                                                         "valid_from": GREATEST, "lifetime": GREATEST}
        accepts(group, f"window-of-136-years-from-the-last-{name}", f"A rule closes 2^32 - 1 s after "
                                                                    f"{name.replace('-', ' ')}, which is the last "
                                                                    f"second but one.",
                "BASE-4 RULE-11", at_the_end(**changes).ruled(rule).judges((LATEST - 1, LATEST - 1)))
