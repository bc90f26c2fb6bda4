"""How a pass is judged by the status list of its issuer."""
from ..domain import DAY, LIST_FROM, NOON
from ..history import History
from ..statehouse import (
    DEMAND, FELL, ISSUED, PASS_KEY, SCHOOL_PASS, begun, brings, holding, school_status, signed, status,
)

NEEDS = "status-lists"


class Writing:
    def __init__(self, group):
        self.group = group

    def accepts(self, id, comment, requirements, history, flags):
        return self.group.accepts(f"status-judge-{id}", comment, requirements, list(history.steps), flags, NEEDS)

    def fails(self, id, comment, requirements, history, twin, flags):
        self.group.fails(f"status-judge-{id}", comment, requirements, list(history.steps), f"status-judge-{twin}",
                         flags, NEEDS)


def pass_of(serial, key_number=PASS_KEY, **changes):
    return FELL.issue(key_number=key_number, serial=serial, **changes)


def held(**changes):
    return brings(begun(), signed(status(**changes)))


def add(group):
    writing = Writing(group)
    lookups(writing)
    first_live(writing)
    demands(writing)
    clocks(writing)
    others(writing)


def lookups(writing):
    """Each place of a serial in a list of several blocks, and its neighbours."""
    serials = (*range(1_000, 1_600, 2), 50_000, 50_001, 500_000)  # 256, 44, 2 and 1: a far gap begins a block.
    group = writing.group
    whole = holding(signed(status(serials=serials)))
    group.share("fell-with-blocks", whole)
    state = History.of(FELL).loads(whole)
    places = (
        (1_000, "the first of all"), (1_002, "the second"), (1_254, "in the middle of a block"),
              (1_510, "the last of the first block"),
        (1_512, "the first of the second block"), (1_598, "the last of the second block"),
              (50_000, "the first behind a far gap"),
        (50_001, "the neighbour of a revoked one"), (500_000, "the last of all, a block of its own"),
    )
    for serial, what in ((100, "first live"), (999, "below the least"), (1_001, "between the first two"),
                         (1_509, "before the last of a block"),
                         (1_511, "between two blocks"), (1_513, "behind the first of a block"),
                         (1_599, "behind the last of a block"),
                         (49_999, "before the first of a block"), (50_002, "behind a block"),
                         (499_999, "before the greatest"),
                         (500_001, "above the greatest"), (2**32 - 1, "the greatest of all numbers")):
        writing.accepts(f"free-{serial}", f"A serial that is not revoked: {what}.", "STATUS-25",
                        state.judges(pass_of(serial)), "status-lookup")
    near = {1_000: 999, 1_002: 1_001, 1_254: 1_001, 1_510: 1_509, 1_512: 1_511, 1_598: 1_599, 50_000: 49_999,
            50_001: 50_002,
            500_000: 499_999}
    for serial, what in places:
        writing.fails(f"revoked-{serial}", f"A revoked serial: {what}.", "STATUS-25",
                      state.judges(pass_of(serial), "revoked"), f"free-{near[serial]}", "status-lookup")
    edge = held(first_live=0, serials=(0, 2**32 - 1))
    writing.accepts("free-1-of-0-and-greatest", "Serial 1, where 0 and 2^32 - 1 are revoked.", "STATUS-25",
                    edge.judges(pass_of(1)), "status-lookup")
    for serial in (0, 2**32 - 1):
        writing.fails(f"revoked-{serial}-of-0-and-greatest", f"Serial {serial}, where 0 and 2^32 - 1 are revoked.",
                      "STATUS-25", edge.judges(pass_of(serial), "revoked"), "free-1-of-0-and-greatest", "status-lookup")
    writing.accepts("nothing-revoked", "A list in which nothing is revoked.", "STATUS-25",
                    held(serials=()).judges(pass_of(100)), "status-lookup")


def first_live(writing):
    state = held()
    writing.accepts("first-live", "The serial is first live, which is not revoked.", "STATUS-26",
                    held(first_live=99).judges(pass_of(99)), "status-lookup")
    writing.fails("below-first-live", "The serial is one below first live.", "STATUS-26",
                  state.judges(pass_of(99), "expired", ISSUED), "first-live", "status-lookup")
    writing.accepts("behind-first-live", "The serial is one above first live, and free.", "STATUS-26 STATUS-25",
                    state.judges(pass_of(101)), "status-lookup")
    writing.fails("far-below-first-live", "The serial is 0.", "STATUS-26", state.judges(pass_of(0), "expired", ISSUED),
                  "behind-first-live", "status-lookup")
    writing.fails("revoked-at-first-live", "The serial is first live, and revoked.", "STATUS-25",
                  state.judges(pass_of(100), "revoked"), "behind-first-live", "status-lookup")
    writing.fails("below-first-live-and-ended", "The serial is below first live, and the pass has ended: its end is "
                                                "the instant.", "STATUS-26 VERIFY-15",
                  state.judges(pass_of(99, lifetime=DAY), "expired", LIST_FROM + 2 * DAY), "first-live",
                  "status-lookup step-order")
    writing.fails("below-first-live-and-end-uncertain", "The serial is below first live, and whether the pass has "
                                                        "ended cannot be told: the issued at of the "
                  "list is the instant.", "STATUS-26 VERIFY-15",
                  state.judges(pass_of(99, lifetime=6 * DAY + DAY // 2), "expired", ISSUED, clock=(NOON - 1, NOON)),
                  "first-live", "status-lookup step-order")
    writing.fails("below-first-live-of-an-expired-list", "The serial is below first live of a list that has expired.",
                  "STATUS-26", held(issued_at=LIST_FROM, expires_at=NOON - 1).judges(pass_of(99), "expired", LIST_FROM),
                  "first-live", "status-lookup")


def demands(writing):
    for number in (DEMAND, DEMAND + 1, 2**32 - 1):
        writing.accepts(f"list-{number}-demand-{DEMAND}", f"List {number} is held, and {DEMAND} demanded.", "VERIFY-21",
                        held(number=number).judges(pass_of(101)), "status-demand")
    for number in (1, DEMAND - 1):
        state = held(number=number)
        writing.fails(f"list-{number}-demand-{DEMAND}", f"List {number} is held, and {DEMAND} demanded.", "VERIFY-21",
                      state.judges(pass_of(101), "status-list-missing"), f"list-{DEMAND}-demand-{DEMAND}",
                      "status-demand accepts-when-it-cannot-tell")
    writing.fails("no-list", "No list is held.", "VERIFY-21", begun().judges(pass_of(101), "status-list-missing"),
                  f"list-{DEMAND}-demand-{DEMAND}", "status-demand accepts-when-it-cannot-tell")
    writing.fails("list-of-another-issuer", "The list of the school is held, with a number that would do.", "VERIFY-21",
                  brings(begun(), signed(school_status(number=DEMAND))).judges(pass_of(101), "status-list-missing"),
                  f"list-{DEMAND}-demand-{DEMAND}", "status-demand status-key")
    writing.fails("revoked-by-a-list-below-the-demand", "A list that does not meet the demand revokes the serial.",
                  "STATUS-25",
                  held(number=DEMAND - 1).judges(pass_of(105), "revoked"), f"list-{DEMAND}-demand-{DEMAND}",
                  "status-demand step-order")
    ended = {"issued_at": LIST_FROM, "expires_at": NOON}
    fresh = {"issued_at": LIST_FROM, "expires_at": NOON + 1}
    writing.accepts("demanded-list-in-its-last-second", "The demanded list expires in the next second.", "STATUS-27",
                    held(**fresh).judges(pass_of(101)), "status-demand")
    writing.fails("demanded-list-expired", "The demanded list expires at this second.", "STATUS-27",
                  held(**ended).judges(pass_of(101), "status-list-expired", NOON), "demanded-list-in-its-last-second",
                  "status-demand accepts-when-it-cannot-tell")
    writing.fails("revoked-by-an-expired-list", "The list has expired, and revokes the serial: a revocation does not "
                                                "end.", "STATUS-25",
                  held(**ended).judges(pass_of(105), "revoked"), "demanded-list-in-its-last-second",
                  "status-demand step-order")
    writing.fails("expired-list-below-the-demand", "The list has expired and does not meet the demand.",
                  "VERIFY-21 STATUS-27", held(number=1, **ended).judges(pass_of(101), "status-list-missing"),
                  f"list-{DEMAND}-demand-{DEMAND}", "status-demand step-order")


def clocks(writing):
    """The issued at of a held list against the clock reading."""
    at = LIST_FROM + 3 * DAY
    state = held(issued_at=at)
    writing.accepts("clock-at-issue", "Latest is the issued at of the held list.", "STATUS-28",
                    state.judges(pass_of(101, issued_at=LIST_FROM), clock=(LIST_FROM, at)),
                    "status-demand time-ignored")
    writing.fails("clock-before-issue", "Latest is a second before the issued at of the held list.", "STATUS-28",
                  state.judges(pass_of(101, issued_at=LIST_FROM), "clock-behind", at, clock=(LIST_FROM, at - 1)),
                  "clock-at-issue", "time-ignored")
    writing.fails("ended-and-clock-before-issue", "The pass has ended, and latest is before the issued at of the held "
                                                  "list: no condition on time is decided.",
                  "STATUS-28", state.judges(pass_of(101, issued_at=LIST_FROM, lifetime=DAY), "clock-behind", at,
                                            clock=(at - 1, at - 1)),
                  "clock-at-issue", "time-ignored rejects-when-it-cannot-tell step-order")
    writing.fails("revoked-and-clock-before-issue", "The serial is revoked, and latest is before the issued at of the "
                                                    "held list: no clock is needed.",
                  "STATUS-25 STATUS-28", state.judges(pass_of(105, issued_at=LIST_FROM), "revoked",
                                                      clock=(at - 1, at - 1)), "clock-at-issue", "step-order")
    below = held(issued_at=at, number=1)
    writing.fails("clock-before-issue-below-the-demand", "The held list does not meet the demand, and latest is before "
                                                         "its issued at.", "STATUS-28",
                  below.judges(pass_of(101, issued_at=LIST_FROM), "clock-behind", at, clock=(at - 1, at - 1)),
                  "clock-at-issue", "time-ignored step-order")
    writing.accepts("floor-of-a-held-list", "Earliest lies before the pass begins, and the issued at of the held list "
                                            "behind it: that proves that it has begun.",
                    "TIME-2 STATUS-28", state.judges(pass_of(101, issued_at=LIST_FROM, valid_from=2 * DAY),
                                                     clock=(LIST_FROM, at)), "time-ignored")
    early = held(issued_at=LIST_FROM)
    writing.fails("no-floor-of-an-early-list", "The same with a list that was issued earlier.", "TIME-2 TIME-5",
                  early.judges(pass_of(101, issued_at=LIST_FROM, valid_from=2 * DAY), "clock-uncertain",
                               LIST_FROM + 2 * DAY, clock=(LIST_FROM, at)),
                  "floor-of-a-held-list", "time-ignored")


def others(writing):
    """What another issuer's list is to a pass: nothing."""
    school = signed(school_status(serials=(100, 105, 300)))
    state = brings(begun(), school)
    writing.accepts("school-free", "A pass of the school, which has no demand, and its own list.", "STATUS-25",
                    state.judges(pass_of(301, SCHOOL_PASS)), "status-key")
    writing.fails("school-revoked", "A pass of the school, revoked by its list.", "STATUS-25",
                  state.judges(pass_of(300, SCHOOL_PASS), "revoked"), "school-free", "status-key")
    both = brings(brings(begun(), signed(status())), school, held=holding(signed(status()), school))
    writing.accepts("serial-of-another-issuer", "A pass of the office with a serial that the school's list revokes.",
                    "STATUS-25", both.judges(pass_of(300)), "status-key")
    writing.accepts("school-serial-of-another-issuer", "A pass of the school with a serial that the office's list "
                                                       "revokes.", "STATUS-25",
                    both.judges(pass_of(170, SCHOOL_PASS)), "status-key")
    writing.accepts("school-without-a-list", "A pass of the school, which has no demand, and no list.", "VERIFY-21",
                    begun().judges(pass_of(300, SCHOOL_PASS)), "status-demand")
    ended = signed(school_status(issued_at=LIST_FROM, expires_at=NOON - DAY))
    writing.accepts("school-with-an-expired-list", "The list of the school, which has no demand, has expired: that is "
                                                   "nothing to a pass.",
                    "STATUS-27", brings(begun(), ended).judges(pass_of(301, SCHOOL_PASS)), "status-demand")
    writing.accepts("school-with-a-list-that-expires-within-the-reading",
                    "The same list expires within the clock reading.", "STATUS-27 TIME-5",
                    brings(begun(), ended).judges(pass_of(301, SCHOOL_PASS), clock=(NOON - 2 * DAY, NOON)),
                    "status-demand")
    ahead = signed(school_status(issued_at=NOON + 1))
    writing.accepts("clock-before-issue-of-another-issuers-list", "Latest is before the issued at of another issuer's "
                                                                  "list.", "STATUS-28",
                    brings(brings(begun(), signed(status())), ahead,
                           held=holding(signed(status()), ahead)).judges(pass_of(101)), "time-ignored status-key")
    late = brings(begun(), signed(status(serials=(100, 105, 170, 180, 1_000, 4_000), number=4)))
    writing.accepts("free-by-the-next-list", "A serial that the next list does not add.", "STATUS-25",
                    late.judges(pass_of(101)), "status-lookup")
    writing.fails("revoked-by-the-next-list", "A serial that the next list adds.", "STATUS-25",
                  late.judges(pass_of(180), "revoked"), "free-by-the-next-list", "status-lookup")
