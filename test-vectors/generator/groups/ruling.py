"""`rule`: what a rule reads, its window in a fixed offset, coarse dates, and several rules."""
from ..cases import Group
from ..domain import ACCESS, ASHFORD, DAY, LINDMOOR, LIST_FROM, NOON, PASS_FROM, PRIVATE, TEST, VACCINATION
from ..moment import CLAIMS, PLAIN
from ..objects.claims import date
from ..objects.rules import ALWAYS, ISSUED_AT, VALID_FROM, Rule, rule
from ..times import utc

FLAGS = {
    "rule-skipped": (
        "A rule that applies is not judged, or only the first one is.",
        "Passes count that a country no longer accepts.",
    ),
    "rule-misapplied": (
        "A rule is judged for passes that it does not apply to.",
        "Valid passes are turned away.",
    ),
    "rule-unread": (
        "A rule that cannot be read is taken as kept or as broken.",
        "A door that has not learnt a rule admits, or rejects, whoever it was made for.",
    ),
    "rule-condition": (
        "A condition is off by one, read with the wrong width, or taken as not met where the claim is missing.",
        "Boosters are turned away, or who leaves out the dose counts as boosted.",
    ),
    "rule-anchor": (
        "A window is counted from another instant than the rule says.",
        "Passes count for too long or too short a time.",
    ),
    "local-time": (
        "A date is read in the door's local time, in UTC, or with daylight saving.",
        "Two doors disagree for hours on either side of midnight.",
    ),
    "coarse-date": (
        "A year or a month is read as its first day, its last, or some day between.",
        "People whose papers have no birthday are turned away, or admitted a year too early.",
    ),
    "rule-widens": (
        "A rule that is kept makes a pass count outside its own window.",
        "Ended passes are accepted.",
    ),
}
NOW = (NOON, NOON)
BIRTH, DOSE_NUMBER, PRIVATE_DATE, IGNORABLE = 0x40, 0x11, 0x4C, 0xC5
PRIVATE_TAGS = (0x0C, 0x2C, 0x4C, 0x6C)
OPEN, CLOSED, UNOPENED = (0, 100 * DAY), (0, DAY), (60 * DAY, 90 * DAY)  # Windows from the pass's issued at, at noon.


class Writing:
    def __init__(self, group):
        self.group = group

    def accepts(self, id, comment, requirements, moment, flags, advisories=(), clock=NOW, tags=()):
        return self.group.accepts(f"rule-{id}", comment, requirements,
                                  moment.judges(clock, None, None, advisories, tags), flags)

    def fails(self, id, comment, requirements, moment, reason, instant, flags, twin="honest", advisories=(), clock=NOW,
              tags=()):
        self.group.fails(f"rule-{id}", comment, requirements, moment.judges(clock, reason, instant, advisories, tags),
                         f"rule-{twin}", flags)


def window(span=OPEN, profile=ACCESS, anchor=ISSUED_AT, **changes):
    return Rule(profile, anchor, *span, **changes).octets


def dated(*pairs, **changes):
    """A pass with these claims beside its names."""
    kept = tuple(pair for pair in CLAIMS if pair[0] not in dict(pairs))
    return PLAIN.issued(claims=tuple(sorted((*kept, *pairs))), **changes)


def group():
    group = Group("rule", "What a rule reads, its window in a fixed offset, coarse dates, and several rules.", FLAGS)
    group.share("lindmoor", LINDMOOR.bundle)
    group.share("ashford", ASHFORD.bundle)
    writing = Writing(group)
    writing.accepts("honest", "One rule, which is kept.", "RULE-3 RULE-4 RULE-5 RULE-11 RULE-13",
                    PLAIN.ruled(window()), "rule-skipped")
    which(writing)
    several(writing)
    anchors(writing)
    conditions(writing)
    unread(writing)
    offsets(writing)
    coarse(writing)
    home(writing)
    return group


CLOSED_AT, OPENS_AT = PASS_FROM + DAY, PASS_FROM + 60 * DAY


def which(writing):
    """Which passes a rule applies to, and what it cannot do."""
    writing.fails("closed", "One rule, which has closed.", "RULE-3 RULE-11", PLAIN.ruled(window(CLOSED)),
                  "rule-expired", CLOSED_AT, "rule-skipped")
    writing.fails("not-open", "One rule, which has not opened.", "RULE-3 RULE-13", PLAIN.ruled(window(UNOPENED)),
                  "rule-not-yet-open", OPENS_AT, "rule-skipped")
    for profile in (TEST, 0, PRIVATE, 65_535, 0x0100):
        writing.accepts(f"of-profile-{profile}", f"A closed rule of profile {profile}, and a pass of profile 1.",
                        "RULE-3 RULE-5", PLAIN.ruled(window(CLOSED, profile)), "rule-misapplied")
    private = PLAIN.issued(profile=PRIVATE)
    writing.accepts("private-profile-and-rule-of-access", "A closed rule of profile 1, and a pass of a profile for "
                                                          "private use.", "RULE-5", private.ruled(window(CLOSED)),
                    "rule-misapplied")
    writing.fails("private-profile", "A closed rule of a profile for private use, and a pass of it.", "RULE-5 RULE-11",
                  private.ruled(window(CLOSED, PRIVATE)), "rule-expired",
                  CLOSED_AT, "rule-skipped", "private-profile-and-rule-of-access")
    ended = PLAIN.issued(lifetime=DAY).ruled(window())
    writing.fails("kept-and-ended", "A rule that is kept, and a pass that has ended.", "RULE-4 VERIFY-15", ended,
                  "expired", PASS_FROM + DAY, "rule-widens")
    unbegun = PLAIN.issued(valid_from=30 * DAY).ruled(window())
    writing.fails("kept-and-not-begun", "A rule that is kept, and a pass that has not begun.", "RULE-4 VERIFY-20",
                  unbegun, "not-yet-valid", PASS_FROM + 30 * DAY, "rule-widens")


def several(writing):
    kept, closed, unopened = window(), window(CLOSED), window(UNOPENED)
    later, earlier = window((0, 2 * DAY)), window((0, 3_600))
    writing.accepts("two-kept", "Two rules, both kept.", "RULE-3", PLAIN.ruled(kept, window((0, 90 * DAY))),
                    "rule-skipped")
    for name, rules_, reason, instant, what in (
        ("last-of-two-closed", (window((0, 200 * DAY)), window((1, 2))), "rule-expired", PASS_FROM + 2,
         "the first is kept, and the last closed"),
        ("first-of-two-closed", (closed, window((0, 200 * DAY))), "rule-expired", CLOSED_AT,
         "the first is closed, and the last kept"),
        ("closed-and-not-open", (closed, unopened), "rule-expired", CLOSED_AT,
         "the first is closed, and the last not open"),
        ("two-closed", (later, earlier), "rule-expired", PASS_FROM + 3_600,
         "both are closed: the first of the list gives the instant, and it is the one that closed first"),
        ("two-closed-the-first-later", (later, window((1, 3_600))), "rule-expired", PASS_FROM + 2 * DAY,
         "both are closed: the first of the list gives the instant, and it is the one that closed last"),
        ("two-not-open", (unopened, window((61 * DAY, 62 * DAY))), "rule-not-yet-open", OPENS_AT,
         "neither is open: the first of the list gives the instant"),
        ("closed-and-unknown", (closed, rule(9, ACCESS, 0, ALWAYS, b"")), "rule-expired", CLOSED_AT,
         "one is closed, and one of an unknown kind"),
        ("not-open-and-unknown", (unopened, rule(9, ACCESS, 0, ALWAYS, b"")), "unsupported-rule", None,
         "one is not open, and one of an unknown kind"),
    ):
        writing.fails(name, f"Two rules: {what}.", "RULE-3 RULE-11 RULE-13", PLAIN.ruled(*rules_), reason, instant,
                      "rule-skipped", "two-kept")
    many = tuple(window((0, 100 * DAY + n)) for n in range(1, 255))
    writing.accepts("255-kept", "255 rules, all kept.", "RULE-3", PLAIN.ruled(*many, kept), "rule-skipped")
    writing.fails("last-of-255-closed", "255 rules, of which the last in the list is closed.", "RULE-3",
                  PLAIN.ruled(*many, window((1, DAY))), "rule-expired", CLOSED_AT, "rule-skipped", "255-kept")


def anchors(writing):
    late = PLAIN.issued(valid_from=5 * DAY)
    writing.accepts("from-valid-from", "A rule of two days from valid from, which is five days behind issued at.",
                    "RULE-9", late.ruled(window((0, 2 * DAY), anchor=VALID_FROM)), "rule-anchor")
    writing.fails("from-issued-at", "The same rule from issued at.", "RULE-9 RULE-11",
                  late.ruled(window((0, 2 * DAY))), "rule-expired", PASS_FROM + 2 * DAY, "rule-anchor",
                  "from-valid-from")
    writing.fails("from-valid-from-closed", "A rule of one day from valid from.", "RULE-9 RULE-11",
                  late.ruled(window((0, DAY), anchor=VALID_FROM)), "rule-expired",
                  PASS_FROM + 6 * DAY, "rule-anchor", "from-valid-from")
    birth = window((0, 100 * DAY), anchor=BIRTH)
    day = date(2027, 5, 1)
    writing.accepts("from-a-date", "A rule of a hundred days from a date.", "RULE-9", dated((BIRTH, day)).ruled(birth),
                    "rule-anchor")
    writing.accepts("from-a-private-date", "The date stands in a claim for private use, which the policy names.",
                    "RULE-9", dated((PRIVATE_DATE, day)).ruled(
        window((0, 100 * DAY), anchor=PRIVATE_DATE)), "rule-anchor", tags=PRIVATE_TAGS)
    writing.accepts("from-an-ignorable-date", "The date stands in a claim that the verifier does not know and may "
                                              "ignore: a rule reads it all the same.", "RULE-9 CLAIM-5",
                    dated((IGNORABLE, day)).ruled(window((0, 100 * DAY), anchor=IGNORABLE)), "rule-anchor",
                    ["unknown-claim-ignored"])
    writing.fails("from-an-ignorable-date-closed", "A rule of a day from the same claim.", "RULE-9 CLAIM-5 RULE-11",
                  dated((IGNORABLE, day)).ruled(window((0, DAY), anchor=IGNORABLE)), "rule-expired", utc(2027, 5, 2),
                  "rule-anchor rule-unread", "from-an-ignorable-date", ["unknown-claim-ignored"])
    vaccination = dated((0x10, b"\x01"), (0x50, date(2027, 5, 20)), profile=VACCINATION)
    writing.accepts("from-the-dose", "A vaccination, and a rule of a hundred days from the dose.", "RULE-9",
                    vaccination.ruled(window((0, 100 * DAY), VACCINATION, 0x50)), "rule-anchor")
    writing.fails("from-the-birth", "The same with the birth date in place of the dose: 1987.", "RULE-9 RULE-11",
                  vaccination.ruled(window((0, 100 * DAY), VACCINATION, BIRTH)),
                  "rule-expired", utc(1987, 5, 4) + 100 * DAY, "rule-anchor", "from-the-dose")


def conditions(writing):
    """A closed rule with a condition: it rejects where the condition is met."""
    for name, tag, width in (("1-byte", 0x0C, 1), ("2-bytes", 0x2C, 2), ("3-bytes", 0x4C, 3)):
        for limit in {1: (3, 255), 2: (256, 0x0103), 3: (0x010000, 0xFFFFFF)}[width]:
            closed = window(CLOSED, condition=(tag, limit))
            for value, is_met in ((limit, False), (limit - 1, True)):
                claim = (tag, value.to_bytes(width, "big"))
                id = f"condition-{name}-{value}-below-{limit}"
                comment = f"A closed rule for values below {limit}; a claim of {name.replace('-', ' ')} has {value}."
                flags = "rule-condition byte-order"
                if is_met:
                    writing.fails(id, comment, "RULE-8 RULE-11", dated(claim).ruled(closed), "rule-expired", CLOSED_AT,
                                  flags, f"condition-{name}-{limit}-below-{limit}", tags=PRIVATE_TAGS)
                else:
                    writing.accepts(id, comment, "RULE-8", dated(claim).ruled(closed), flags, tags=PRIVATE_TAGS)
    absent = window(CLOSED, condition=(0x0C, 3))
    writing.fails("condition-absent", "A closed rule for values below 3, and the pass lacks the claim: as if the "
                                      "condition were met.", "RULE-7 RULE-11", PLAIN.ruled(absent),
                  "rule-expired", CLOSED_AT, "rule-condition", "condition-1-byte-3-below-3", tags=PRIVATE_TAGS)
    writing.accepts("condition-absent-and-kept", "A rule for values below 3 that is kept, and the pass lacks the "
                                                 "claim.", "RULE-7", PLAIN.ruled(window(condition=(0x0C, 3))),
                    "rule-condition")
    zero = window(CLOSED, condition=(0x0C, 0))
    writing.accepts("condition-limit-0", "A closed rule for values below 0: no value meets that.", "RULE-8",
                    dated((0x0C, b"\0")).ruled(zero), "rule-condition", tags=PRIVATE_TAGS)
    writing.fails("condition-limit-0-absent", "The same, and the pass lacks the claim.", "RULE-7 RULE-11",
                  PLAIN.ruled(zero), "rule-expired", CLOSED_AT, "rule-condition",
                  "condition-limit-0", tags=PRIVATE_TAGS)
    of_birth = window(CLOSED, condition=(BIRTH, 0x0F86A4))
    writing.accepts("condition-on-a-date", "A condition on the birth date, which is read as an integer: it is the "
                                           "limit, and not below.", "RULE-8", PLAIN.ruled(of_birth), "rule-condition")
    writing.fails("condition-on-a-date-met", "The same with a limit one above.", "RULE-8 RULE-11",
                  PLAIN.ruled(window(CLOSED, condition=(BIRTH, 0x0F86A5))), "rule-expired", CLOSED_AT,
                  "rule-condition", "condition-on-a-date")
    ignorable = window(CLOSED, condition=(0x85, 3))
    writing.accepts("condition-on-an-ignorable-claim", "A condition on a claim that the verifier does not know: 3 is "
                                                       "not below 3.", "RULE-8 CLAIM-5",
                    dated((0x85, b"\x03")).ruled(ignorable), "rule-condition", ["unknown-claim-ignored"])
    writing.fails("condition-on-an-ignorable-claim-met", "The same with the value 2.", "RULE-8 CLAIM-5 RULE-11",
                  dated((0x85, b"\x02")).ruled(ignorable), "rule-expired", CLOSED_AT,
                  "rule-condition", "condition-on-an-ignorable-claim", ["unknown-claim-ignored"])
    other = window(CLOSED, condition=(0x8C, 3))
    writing.accepts("condition-on-the-same-tag", "A closed rule for values below 3 of tag 0x0c, which has 9.", "RULE-8",
                    dated((0x0C, b"\x09")).ruled(window(CLOSED, condition=(0x0C, 3))), "rule-condition",
                    tags=PRIVATE_TAGS)
    writing.fails("condition-on-another-tag", "The claim has the tag 0x0c, and the condition 0x8c: two tags.",
                  "RULE-7 RULE-11", dated((0x0C, b"\x09")).ruled(other),
                  "rule-expired", CLOSED_AT, "rule-condition", "condition-on-the-same-tag", tags=PRIVATE_TAGS)


def unread(writing):
    """Rules that cannot be read, and the order in which that is found."""
    for name, anchor in (("0x02", 0x02), ("class-0", 0x10), ("class-1", 0x30), ("class-3", 0x60), ("0xff", 0xFF)):
        writing.fails(f"anchor-{name}", f"The anchor byte is 0x{anchor:02x}.", "RULE-9 RULE-10",
                      PLAIN.ruled(window(anchor=anchor)), "unsupported-rule", None, "rule-unread")
    writing.fails("anchor-absent", "The anchor is a date that the pass lacks.", "RULE-9 RULE-10",
                  PLAIN.ruled(window(anchor=PRIVATE_DATE)), "unsupported-rule", None, "rule-unread",
                  "from-a-private-date", tags=PRIVATE_TAGS)
    for name, value in (("month-13", date(2027, 13, 1)), ("day-without-month", date(2027, 0, 5)),
                        ("30-february", date(2027, 2, 30)), ("year-0", date(0, 1, 1)),
                        ("year-10000", date(10_000, 1, 1)), ("bit-23", b"\x8f\xd6\xa1"),
                        ("29-february-2027", date(2027, 2, 29)), ("zero", bytes(3))):
        writing.fails(f"anchor-{name}", f"The anchor is a claim for private use that is no date: "
                                        f"{name.replace('-', ' ')}.", "RULE-9 RULE-10",
                      dated((PRIVATE_DATE, value)).ruled(window(anchor=PRIVATE_DATE)), "unsupported-rule", None,
                      "rule-unread", "from-a-private-date", tags=PRIVATE_TAGS)
    class_3 = window(condition=(0x60, 3))
    writing.fails("condition-of-class-3", "The condition is on a text.", "RULE-6 RULE-10", PLAIN.ruled(class_3),
                  "unsupported-rule", None, "rule-unread")
    writing.fails("condition-of-class-3-absent", "The condition is on a tag of size class 3 that the pass lacks.",
                  "RULE-6 RULE-7 RULE-10", PLAIN.ruled(window(condition=(0x6F, 3))),
                  "unsupported-rule", None, "rule-unread")
    not_met = {"condition": (0x0C, 3)}
    writing.accepts("condition-not-met-and-anchor-absent", "The condition is not met, and the anchor missing: the rule "
                                                           "is kept.", "RULE-8",
                    dated((0x0C, b"\x03")).ruled(window(anchor=0x50, **not_met)), "rule-unread", tags=PRIVATE_TAGS)
    writing.accepts("condition-not-met-and-anchor-0x02", "The condition is not met, and the anchor byte is 0x02.",
                    "RULE-8",
                    dated((0x0C, b"\x03")).ruled(window(anchor=0x02, **not_met)), "rule-unread", tags=PRIVATE_TAGS)
    writing.fails("condition-met-and-anchor-absent", "The condition is met, and the anchor missing.",
                  "RULE-8 RULE-9 RULE-10", dated((0x0C, b"\x02")).ruled(window(anchor=0x50, **not_met)),
                  "unsupported-rule", None, "rule-unread", "condition-not-met-and-anchor-absent", tags=PRIVATE_TAGS)
    writing.fails("condition-absent-and-anchor-absent", "The condition's claim is missing, and so is the anchor.",
                  "RULE-7 RULE-9 RULE-10", PLAIN.ruled(window(anchor=0x50, **not_met)),
                  "unsupported-rule", None, "rule-unread", "condition-not-met-and-anchor-absent", tags=PRIVATE_TAGS)
    for name, octets, what in (
        ("unknown-kind-of-another-profile", rule(9, TEST, 0, ALWAYS, b""),
         "A rule of an unknown kind for another profile"),
        ("unknown-kind-out-of-force", rule(9, ACCESS, 0, NOON, b""), "A rule of an unknown kind that went out of force "
                                                                     "at this second"),
        ("unread-out-of-force", window(anchor=0x50, in_force_from=NOON + 1),
         "A rule whose anchor is missing, that comes into force in the next second"),
    ):
        writing.accepts(name, f"{what}.", "RULE-2 RULE-10", PLAIN.ruled(octets), "rule-unread rule-misapplied")
    for kind in (0, 2, 255):
        body = window(CLOSED)[14:]
        writing.fails(f"kind-{kind}", f"A rule of kind {kind} with the body of a closed one.", "RULE-2 RULE-6 RULE-10",
                      PLAIN.ruled(rule(kind, ACCESS, 0, ALWAYS, body)), "unsupported-rule", None, "rule-unread")


def offsets(writing):
    """A date's local midnight, in the rule's fixed offset."""
    day = date(2027, 6, 7)
    for name, offset, hours in (("minus-12", 16, -12), ("minus-0-15", 63, -0.25), ("0", 64, 0), ("0-15", 65, 0.25),
                                ("plus-5-45", 87, 5.75), ("plus-9", 100, 9), ("plus-14", 120, 14)):
        closes = utc(2027, 6, 8) - int(hours * 3_600)
        moment = dated((BIRTH, day)).ruled(window((0, DAY), anchor=BIRTH, offset=offset))
        what = f"A rule closes with the day of 2027-06-07 at UTC offset byte {offset}"
        writing.accepts(f"offset-{name}-last-second", f"{what}: the second before its midnight.", "RULE-11 TIME-5",
                        moment, "local-time", clock=(closes - 1,) * 2)
        writing.fails(f"offset-{name}-midnight", f"{what}: its midnight.", "RULE-11 TIME-5", moment, "rule-expired",
                      closes, "local-time", f"offset-{name}-last-second", clock=(closes,) * 2)
    # Clocks in central Europe go from +1:00 to +2:00 on 2027-03-28, and in New York from -5:00 to -4:00 on 2027-03-14.
    # Neither moves a rule.
    for name, offset, last_day, hours, length in (("europe-in-spring", 68, (2027, 3, 28), 1, 75),
                                                  ("new-york-in-spring", 44, (2027, 3, 14), -5, 85)):
        dose = date(*last_day)
        closes = utc(*last_day) + length * DAY - hours * 3_600
        moment = dated((BIRTH, dose)).ruled(window((0, length * DAY), anchor=BIRTH, offset=offset))
        writing.accepts(f"{name}-last-second", f"{length} days from the day on which clocks were put forward, at the "
                                               f"offset of winter: the second before its end.", "RULE-11", moment,
                        "local-time", clock=(closes - 1,) * 2)
        writing.accepts(f"{name}-an-hour-before", "The same, an hour before: in summer time it would be midnight.",
                        "RULE-11", moment, "local-time", clock=(closes - 3_600,) * 2)
        writing.fails(f"{name}-at-the-end", "The same, at its end.", "RULE-11", moment, "rule-expired", closes,
                      "local-time", f"{name}-last-second", clock=(closes,) * 2)


def coarse(writing):
    """Years and months: both of their ends are asked."""
    year, month = date(2026), date(2027, 5)
    first, last = utc(2026, 1, 1), utc(2026, 12, 31)
    month_first, month_last = utc(2027, 5, 1), utc(2027, 5, 31)
    at = NOON

    def of(value, opens, closes):
        return dated((BIRTH, value)).ruled(window((opens, closes), anchor=BIRTH))

    writing.accepts("year-kept-for-both", "A year whose first and last day keep the rule.", "RULE-14",
                    of(year, 0, 600 * DAY), "coarse-date")
    writing.fails("year-closed-for-both", "A year whose first and last day are closed: the last day gives the "
                                          "instant.", "RULE-14 RULE-11", of(year, 0, 30 * DAY), "rule-expired",
                  last + 30 * DAY, "coarse-date", "year-kept-for-both")
    writing.fails("year-not-open-for-both", "A year whose first and last day are not open: the last day gives the "
                                            "instant.",
                  "RULE-14 RULE-13", of(year, 600 * DAY, 900 * DAY), "rule-not-yet-open", last + 600 * DAY,
                  "coarse-date", "year-kept-for-both")
    for name, opens, closes, what in (
        ("closed-and-not-open", 200 * DAY, 300 * DAY, "is closed and whose last is not open"),
        ("closed-and-kept", 0, 300 * DAY, "is closed and whose last keeps the rule"),
        ("kept-and-not-open", 200 * DAY, 900 * DAY, "keeps the rule and whose last is not open"),
        ("closed-from-now-and-kept", 0, at - first, "is closed from this second and whose last keeps the rule"),
    ):
        writing.fails(f"year-{name}", f"A year whose first day {what}.", "RULE-14", of(year, opens, closes),
                      "date-too-coarse", None, "coarse-date", "year-kept-for-both")
    writing.fails("month-first-day-closes-now", "A month whose first day is closed from this second, and whose last is "
                                                "open.",
                  "RULE-14", of(month, 0, at - month_first), "date-too-coarse", None, "coarse-date",
                  "month-before-its-first-day-closes")
    writing.accepts("month-opened-by-its-last-day", "A month whose last day opens the rule at this second.", "RULE-14",
                    of(month, at - month_last, 100 * DAY), "coarse-date")
    writing.fails("month-opened-by-its-last-day-a-second-later", "A month whose last day opens the rule in the next "
                                                                 "second.", "RULE-14",
                  of(month, at - month_last + 1, 100 * DAY),
                  "date-too-coarse", None, "coarse-date", "month-opened-by-its-last-day")
    writing.accepts("month-before-its-first-day-closes", "A month whose first day closes the rule in the next second.",
                    "RULE-14", of(month, 0, at - month_first + 1), "coarse-date")
    writing.fails("month-closed-by-its-last-day", "A month whose last day closes the rule at this second.",
                  "RULE-14 RULE-11", of(month, 0, at - month_last), "rule-expired", at, "coarse-date",
                  "month-before-its-first-day-closes")
    writing.accepts("day-of-today", "A rule of a day from the date of today.", "RULE-14", of(date(2027, 6, 8), 0, DAY),
                    "coarse-date")
    for name, value, final in (("february-2026", date(2026, 2), utc(2026, 2, 28)),
                               ("february-2024", date(2024, 2), utc(2024, 2, 29)),
                               ("april-2027", date(2027, 4), utc(2027, 4, 30)),
                               ("year-2024", date(2024), utc(2024, 12, 31)),
                               ("year-1900", date(1900), utc(1900, 12, 31)),
                               ("february-1900", date(1900, 2), utc(1900, 2, 28)),
                               ("february-2000", date(2000, 2), utc(2000, 2, 29))):
        writing.fails(f"last-day-of-{name}", "A rule of a day from a coarse date of the past: the last day, which the "
                                             "calendar gives, decides the instant.", "RULE-14 RULE-11",
                      of(value, 0, DAY), "rule-expired", max(final + DAY, 0), "coarse-date", "day-of-today")
    wide = (utc(2027, 6, 5), utc(2027, 7, 10))
    writing.accepts("month-kept-over-five-weeks", "A reading of five weeks over which both days of a month keep the "
                                                  "rule.", "RULE-14 TIME-5",
                    of(month, 0, 100 * DAY).listed(expires_at=LIST_FROM + 60 * DAY), "coarse-date straddle",
                    ["refresh-due"], wide)
    writing.fails("month-that-neither-day-can-tell", "A reading of five weeks within which both days of a month close "
                                                     "the rule: the last day gives the instant.", "RULE-14 TIME-5",
                  of(month, 0, 36 * DAY).listed(expires_at=LIST_FROM + 60 * DAY),
                  "clock-uncertain", month_last + 36 * DAY, "coarse-date straddle",
                  "month-kept-over-five-weeks", ["refresh-due"], wide)
    writing.accepts("month-kept-over-ten-seconds", "A reading of ten seconds over which both days of a month keep the "
                                                   "rule.", "RULE-14 TIME-5",
                    of(month, 0, 100 * DAY), "coarse-date straddle", clock=(at - 10, at))
    writing.fails("month-of-which-one-day-can-tell", "A reading within which the last day of a month closes the rule, "
                                                     "and the first has closed it.", "RULE-14 TIME-5",
                  of(month, 0, at - month_last),
                  "date-too-coarse", None, "coarse-date straddle", "month-kept-over-ten-seconds", (),
                  (at - 10, at))


def home(writing):
    plain = PLAIN.at_home()
    writing.accepts("home-kept", "A rule of the home domain that is kept.", "RULE-16", plain.home_ruled(window()),
                    "rule-skipped")
    writing.fails("home-closed", "A rule of the home domain that is closed.", "RULE-16 RULE-11",
                  plain.home_ruled(window(CLOSED)), "rule-expired", CLOSED_AT, "rule-skipped", "home-kept")
    writing.fails("home-not-open", "A rule of the home domain that is not open.", "RULE-16 RULE-13",
                  plain.home_ruled(window(UNOPENED)), "rule-not-yet-open", OPENS_AT, "rule-skipped", "home-kept")
    writing.fails("home-unread", "A rule of the home domain whose anchor the pass lacks.", "RULE-16 RULE-10",
                  plain.home_ruled(window(anchor=0x50)), "unsupported-rule", None,
                  "rule-skipped rule-unread", "home-kept")
    writing.accepts("home-of-another-profile", "A closed rule of the home domain for another profile.", "RULE-16",
                    plain.home_ruled(window(CLOSED, TEST)), "rule-misapplied")
    both = plain.ruled(window((0, 2 * DAY))).home_ruled(window(CLOSED))
    writing.fails("own-and-home-closed", "Rules of both lists are closed, the home domain's earlier: the own one gives "
                                         "the instant.", "RULE-16 RULE-11", both, "rule-expired",
                  PASS_FROM + 2 * DAY, "rule-skipped instant-wrong", "home-kept")
    writing.fails("home-closed-and-own-kept", "The own rule is kept, and the home domain's closed.", "RULE-16 RULE-11",
                  plain.ruled(window()).home_ruled(window(CLOSED)), "rule-expired", CLOSED_AT,
                  "rule-skipped", "home-kept")
    writing.fails("own-closed-and-home-kept", "The own rule is closed, and the home domain's kept: a home domain adds "
                                              "rules, and takes none away.", "RULE-16 RULE-5 RULE-11",
                  plain.ruled(window(CLOSED)).home_ruled(window()), "rule-expired", CLOSED_AT,
                  "rule-skipped rule-widens", "home-kept")
