"""`clock`: a door's clock that is set back, set ahead, or unsure, and passes that are dated ahead."""
from ..cases import Group
from ..domain import (
    ASHFORD, DAY, KEYS_UNTIL, LIFETIME, LINDMOOR, LIST_FROM, LIST_UNTIL, NOON, PASS_FROM, RECORD_FROM, REFRESH_AFTER,
)
from ..history import History
from ..moment import LONG_AGO, PLAIN
from ..objects.rules import ISSUED_AT, Rule
from ..succession import renewed

FLAGS = {
    "clock-set-back": (
        "A clock that stands before what is proven to have passed is believed.",
        "Whoever sets a door's clock back opens passes that have ended.",
    ),
    "clock-set-ahead": (
        "A date that anybody may write moves the door's clock.",
        "One pass from the future has every later one rejected as ended.",
    ),
    "clock-width": (
        "A wide clock reading is narrowed, or its middle taken.",
        "A door that says honestly that it does not know is answered as if it did.",
    ),
    "clock-kept": (
        "A judgement remembers a time from an earlier one.",
        "A wrong clock poisons a door for ever.",
    ),
}
YEAR = 365 * DAY
END = PASS_FROM + LIFETIME


def group():
    group = Group("clock", "A door's clock that is set back, set ahead, or unsure, and passes that are dated ahead.",
                  FLAGS)
    group.share("lindmoor", LINDMOOR.bundle)
    group.share("ashford", ASHFORD.bundle)
    group.accepts("clock-right", "The clock is right.", "TIME-1 TIME-2 TIME-3 TIME-4 VERIFY-2",
                  PLAIN.judges((NOON, NOON)), "clock-set-back clock-width")
    set_back(group)
    set_ahead(group)
    wide(group)
    dated_ahead(group)
    sequences(group)
    return group


RIGHT = ((NOON, NOON), ())


def failing(group, flags):
    """A case, with a twin of its own where `right` is a reading by which the same pass is accepted, and its advisories.
    `more` is the flag of a case that shows which of two faults decides."""
    def fails(id, comment, requirements, moment, clock, reason, instant, advisories=(), right=None, more=""):
        twin = "clock-right"
        if right:
            reading, advisories_then = right
            twin = group.accepts(f"clock-{id}-by-a-right-clock", f"What {id} holds and shows, by a clock that is "
                                                                 f"right.",
                                 requirements, moment.judges(reading, advisories=advisories_then), flags, moment.needs)
        group.fails(f"clock-{id}", comment, requirements, moment.judges(clock, reason, instant, advisories), twin,
                    f"{flags} {more}", moment.needs)

    return fails


def set_back(group):
    fails = failing(group, "clock-set-back")
    for name, back in (("a-day-before-the-list", LIST_FROM - DAY), ("a-year", NOON - YEAR), ("to-2000", 946_684_800),
                       ("to-1970", 0), ("to-1969", -1)):
        fails(f"back-{name}", f"The clock is set back {name.replace('-', ' ')}.", "TIME-3", PLAIN, (back, back),
              "clock-behind", LIST_FROM)
    ended = PLAIN.issued(issued_at=RECORD_FROM, lifetime=30 * DAY)
    fails("back-into-an-ended-pass", "The pass ended in February, and the clock is set back into January, before the "
                                     "list: nobody is admitted, nobody turned away.", "TIME-3",
          ended, (RECORD_FROM + DAY,) * 2, "clock-behind", LIST_FROM, more="step-order")
    fails("back-across-the-list", "The reading begins in January, in the life of a pass that ended in February, and "
                                  "ends today: the list proves that it has ended.", "TIME-2 VERIFY-15",
          ended, (RECORD_FROM + DAY, NOON), "expired", RECORD_FROM + 30 * DAY, more="step-order")
    fails("back-behind-the-list", "The pass ended on the day before yesterday; the clock is set back behind the list "
                                  "and before that, and no list proves it wrong: the limit of what "
          "can be known is the newest list.", "TIME-2 TIME-5", PLAIN.issued(issued_at=LONG_AGO,
                                                                            lifetime=NOON - 2 * DAY - LONG_AGO),
          (LIST_FROM, NOON), "clock-uncertain", NOON - 2 * DAY, more="step-order")
    fails("back-behind-the-newer-list", "The same, where a list of yesterday is held: it proves that the pass has "
                                        "ended.", "TIME-2 VERIFY-15",
          PLAIN.issued(issued_at=LONG_AGO, lifetime=NOON - 2 * DAY - LONG_AGO).listed(issued_at=NOON - DAY),
          (LIST_FROM, NOON), "expired", NOON - 2 * DAY, more="step-order")
    fails("back-behind-the-newer-status-list", "The same, where a status list of yesterday is held.",
          "TIME-2 STATUS-28 VERIFY-15",
          PLAIN.issued(issued_at=LONG_AGO, lifetime=NOON - 2 * DAY - LONG_AGO).with_status(issued_at=NOON - DAY),
          (LIST_FROM, NOON), "expired", NOON - 2 * DAY, more="step-order")
    home = PLAIN.at_home(issued_at=NOON - DAY)
    fails("back-before-the-home-list", "The clock is set back behind the own list, and before the home list.",
          "TIME-3", home, (NOON - 2 * DAY,) * 2, "clock-behind", NOON - DAY, right=RIGHT)
    both = PLAIN.listed(issued_at=NOON - DAY).at_home(issued_at=NOON - 2 * DAY)
    fails("back-before-both-lists", "The clock is set back before both lists: the own one gives the instant, though it "
                                    "is the later.", "TIME-3", both, (LIST_FROM - DAY,) * 2,
          "clock-behind", NOON - DAY, right=RIGHT)
    with_status = PLAIN.with_status(issued_at=NOON - DAY).at_home(issued_at=NOON - 2 * DAY)
    fails("back-before-status-and-home-list", "The clock is set back behind the own list, before the status list and "
                                              "the home list: the status list gives the instant.", "TIME-3 STATUS-28",
          with_status, (LIST_FROM + DAY,) * 2, "clock-behind", NOON - DAY, right=RIGHT)
    refresh = PLAIN.listed(refresh_after=LIST_FROM).at_home(issued_at=NOON - DAY)
    fails("back-with-refresh-due", "The clock is before the home list, and behind the own list's refresh after.",
          "TIME-3 VERIFY-25", refresh, (NOON - 2 * DAY,) * 2, "clock-behind",
          NOON - DAY, ["refresh-due"], right=((NOON, NOON), ("refresh-due",)))
    closed = Rule(1, ISSUED_AT, 0, DAY).octets
    old = PLAIN.issued(issued_at=LONG_AGO)
    fails("back-and-own-rule-closed", "An own rule has closed, and the clock is before the home list alone: own "
                                      "conditions are decided.", "TIME-3 RULE-11",
          old.ruled(closed).at_home(issued_at=NOON), (NOON - DAY,) * 2, "rule-expired", LONG_AGO + DAY,
          more="step-order")
    fails("back-and-home-rule-closed", "A home rule has closed, and the clock is before the home list: no condition of "
                                       "the home domain is decided.", "TIME-3 RULE-12",
          old.home_ruled(closed).at_home(issued_at=NOON), (NOON - DAY,) * 2, "clock-behind", NOON, more="step-order")
    fails("back-before-own-and-home-rule-closed", "A home rule has closed, and the clock is before the own list alone: "
                                                  "the home domain's conditions are decided.", "TIME-3 RULE-16 RULE-11",
          old.listed(issued_at=NOON).home_ruled(closed), (NOON - DAY,) * 2, "rule-expired", LONG_AGO + DAY,
          more="step-order")


def set_ahead(group):
    fails = failing(group, "clock-set-ahead")
    due = ("refresh-due",)
    fails("ahead-of-the-list", "The clock is set ahead behind the list's expires at: undecided, since a newer list "
                               "mends that.", "VERIFY-18", PLAIN, (LIST_UNTIL, LIST_UNTIL),
          "trust-list-expired", LIST_UNTIL, due)
    fails("ahead-of-the-pass", "The clock is set ahead behind the pass's end.", "VERIFY-15", PLAIN, (END, END),
          "expired", END, due)
    fails("ahead-of-the-key", "The clock is set ahead behind the key's accept until, and the pass is good for longer.",
          "VERIFY-16", PLAIN.issued(lifetime=2 * YEAR),
          (KEYS_UNTIL, KEYS_UNTIL), "expired", KEYS_UNTIL, due, RIGHT)
    closed = Rule(1, ISSUED_AT, 0, 30 * DAY).octets
    fails("ahead-and-rule-closed", "The clock is set ahead behind a rule's end and the list's: a list that has expired "
                                   "promises nothing about rules.", "RULE-12 VERIFY-18", PLAIN.ruled(closed),
          (LIST_UNTIL + 30 * DAY,) * 2, "trust-list-expired", LIST_UNTIL, due, RIGHT)


def wide(group):
    """An honest clock that knows little."""
    for name, clock, advisories in (("a-second", (NOON, NOON + 1), ()), ("a-day", (NOON - DAY // 2, NOON + DAY // 2),
                                                                         ()),
                                    ("from-1970-to-now", (0, NOON), ()),
                                    ("from-1970-to-the-last-second-of-the-list", (0, LIST_UNTIL - 1),
                                     ("refresh-due",))):
        group.accepts(f"clock-wide-{name}", "A wide reading over which all conditions are proven.", "TIME-2 TIME-5",
                      PLAIN.judges(clock, advisories=advisories), "clock-width")
    for name, clock, instant in (("across-the-end-of-the-list", (NOON, LIST_UNTIL), LIST_UNTIL),
                                 ("of-a-year", (NOON, NOON + YEAR), END),
                                 ("from-1970-to-9999", (0, 253_402_300_799), END)):
        group.fails(f"clock-wide-{name}", "A wide reading over which some condition cannot be told.", "TIME-5",
                    PLAIN.judges(clock, "clock-uncertain", instant, ["refresh-due"]), "clock-wide-a-day", "clock-width")
    middle = PLAIN.issued(lifetime=NOON - PASS_FROM)
    group.accepts("clock-wide-before-the-end", "The pass ends at noon, and the reading before that.", "TIME-5",
                  middle.judges((NOON - 100, NOON - 1)), "clock-width")
    for name, clock in (("mostly-before-the-end", (NOON - 100, NOON)), ("mostly-behind-the-end",
                                                                        (NOON - 1, NOON + 100)),
                        ("around-the-end", (NOON - 50, NOON + 50))):
        group.fails(f"clock-wide-{name}", f"The pass ends at noon, and the reading lies {name.replace('-', ' ')}.",
                    "TIME-5", middle.judges(clock, "clock-uncertain", NOON), "clock-wide-before-the-end", "clock-width")


def dated_ahead(group):
    fails = failing(group, "clock-set-ahead")
    for name, ahead in (("a-second", 1), ("an-hour", 3_600), ("a-year", YEAR), ("34000-years", 2**40 - 1 - NOON)):
        fails(f"pass-{name}-ahead", f"The pass is dated {name.replace('-', ' ')} ahead of the clock.", "TIME-4",
              PLAIN.issued(issued_at=NOON + ahead), (NOON, NOON), "pass-from-future", NOON + ahead)
    fails("pass-ahead-and-key-ended", "The pass is dated an hour ahead, and its key is no longer accepted: undecided, "
                                      "as the clock may be what is wrong.", "TIME-4 VERIFY-16",
          PLAIN.issued(issued_at=NOON + 3_600).key(accept_until=NOON - DAY), (NOON, NOON), "pass-from-future",
          NOON + 3_600, more="step-order")
    fails("pass-ahead-and-list-expired", "The pass is dated an hour ahead, and the list has expired.", "TIME-4",
          PLAIN.issued(issued_at=NOON + 3_600).listed(refresh_after=LIST_FROM, expires_at=NOON - DAY),
          (NOON, NOON), "pass-from-future", NOON + 3_600, ["refresh-due"], more="step-order")
    fails("pass-ahead-and-clock-behind", "The clock is before the list, and the pass dated behind it.",
          "TIME-3 TIME-4", PLAIN, (LIST_FROM - 1,) * 2, "clock-behind", LIST_FROM)
    fails("pass-ahead-and-not-begun", "The pass is dated an hour ahead, and begins a day behind that.",
          "TIME-4 VERIFY-20", PLAIN.issued(issued_at=NOON + 3_600, valid_from=DAY), (NOON, NOON),
          "pass-from-future", NOON + 3_600)
    group.accepts("clock-pass-dated-at-latest", "The pass is dated at the latest second of the reading.", "TIME-4",
                  PLAIN.issued(issued_at=NOON).judges((NOON - DAY, NOON)), "clock-set-ahead")
    group.fails("clock-pass-dated-behind-latest", "The pass is dated a second behind the reading.", "TIME-4",
                PLAIN.issued(issued_at=NOON + 1).judges((NOON - DAY, NOON), "pass-from-future", NOON + 1),
                "clock-pass-dated-at-latest", "clock-set-ahead")


def sequences(group):
    """Verdicts one after the other at one door: none changes the next."""
    state = History.of(LINDMOOR).loads(LINDMOOR.bundle)
    honest, ahead = LINDMOOR.issue(), LINDMOOR.issue(issued_at=NOON + YEAR)
    accepts = group.accepts
    accepts("clock-right-again", "A clock that is a year ahead, and then right.", "VERIFY-2 SEC-7", list(
        state.judges(honest, "expired", END, ["refresh-due"], (NOON + YEAR,) * 2).judges(honest).steps), "clock-kept")
    accepts("clock-behind-and-right-again", "A clock that is set back, and then right.", "VERIFY-2 SEC-7", list(
        state.judges(honest, "clock-behind", LIST_FROM, (), (0, 0)).judges(honest).steps), "clock-kept")
    accepts("clock-pass-from-future-and-honest-one", "A pass of next year, and then one of today.", "VERIFY-2 SEC-7",
            list(
        state.judges(ahead, "pass-from-future", NOON + YEAR).judges(honest).steps), "clock-kept clock-set-ahead")
    accepts("clock-forged-pass-of-the-future-and-honest-one", "A forged pass of next year, and then an honest one of "
                                                              "today.", "VERIFY-2 SEC-7", list(
        state.judges(LINDMOOR.seal(ahead.body, key=LINDMOOR.root(0)), "bad-signature").judges(honest).steps),
            "clock-kept clock-set-ahead")
    ended = LINDMOOR.issue(issued_at=RECORD_FROM, lifetime=30 * DAY)
    lasting = LINDMOOR.issue(issued_at=RECORD_FROM)
    accepts("clock-set-back-between-two-passes", "A pass that has ended is rejected; the clock is set back behind the "
                                                 "list, "
            "and one that has not is accepted.", "VERIFY-2", list(
                state.judges(ended, "expired", RECORD_FROM + 30 * DAY).judges(lasting, clock=(LIST_FROM,) * 2).steps),
            "clock-kept")
    group.fails("clock-set-back-between-two-verdicts", "A pass that has ended is rejected; the clock is set back "
                                                       "behind the list, and it is rejected again.", "VERIFY-2 TIME-2",
                list(
        state.judges(ended, "expired", RECORD_FROM + 30 * DAY).judges(ended, "expired", RECORD_FROM + 30 * DAY, (),
                                                                      (LIST_FROM,) * 2).steps),
                "clock-set-back-between-two-passes", "clock-set-back clock-kept")
    day_ago = LINDMOOR.issue(lifetime=NOON - DAY - PASS_FROM)
    accepts("clock-not-ended-by-one-clock", "By a clock of two days ago the pass has not ended.", "VERIFY-2",
            list(state.judges(day_ago, clock=(NOON - 2 * DAY,) * 2).steps), "clock-kept")
    group.fails("clock-ended-by-another-clock", "By a clock of today the pass ended yesterday, and is rejected.",
                "VERIFY-2 SEC-7", list(
        state.judges(day_ago, "expired", NOON - DAY).steps), "clock-not-ended-by-one-clock", "clock-kept")
    accepts("clock-ended-and-set-back", "By a clock of today the pass ended yesterday; by one of two days ago it has "
                                        "not: a verdict depends on its own reading alone.", "VERIFY-2 TIME-1 SEC-7",
            list(
        state.judges(day_ago, "expired", NOON - DAY).judges(day_ago, clock=(NOON - 2 * DAY,) * 2).steps), "clock-kept")
    newer = renewed(LINDMOOR, 20)
    accepts("clock-list-ahead-and-right-clock", "A list of the week after next is loaded: the clock is behind, and by "
                                                "one of that week it is not.", "LOAD-3 TIME-3", list(
        state.loads(newer.bundle).judges(honest, "clock-behind",
                                         LIST_FROM + 20 * DAY).judges(honest,
                                                                      clock=(LIST_FROM + 20 * DAY,) * 2).steps),
            "clock-kept")
    if REFRESH_AFTER <= NOON:
        raise ValueError("no refresh is due at noon")
