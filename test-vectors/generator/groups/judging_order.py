"""A fault for each step of a verdict, alone and two at a time: the lower step decides."""
from dataclasses import dataclass
from typing import Callable

from ..domain import (
    ASHFORD, DAY, GOOD, LIST_FROM, LINDMOOR, NOON, NOT_YET, RECORD_FROM, STOLEN, WITHDRAWN,
)
from ..keys import Key
from ..objects.claims import HOLDER_KEY, date
from ..objects.rules import ALWAYS, ISSUED_AT, Rule, rule
from ..octets import changed, u8
from ..showing import NOT_GIVEN, PHONE, UNASSIGNED, Showing


@dataclass(frozen=True)
class Fault:
    """What makes a step decide: its reason, how it is made, and the instant that follows from the showing."""
    step: int
    name: str
    reason: str
    what: str
    requirements: str
    make: Callable
    flags: str = "step-order"
    needs: str = ""
    instant: Callable = lambda showing: None
    advisories: tuple = ()


def of_draft(**changes):
    return lambda showing: showing.draft.update(changes)


def of_claims(claims):
    return lambda showing: showing.claims.update(claims)


def of_policy(**changes):
    return lambda showing: showing.policy.update(changes)


def of_key(number, **changes):
    return lambda showing: setattr(showing, "domain", showing.domain.with_key(number, **changes))


def sets(**fields):
    def make(showing):
        for name, value in fields.items():
            setattr(showing, name, value)
    return make


def all_of(*makes):
    def make(showing):
        for each in makes:
            each(showing)
    return make


def with_rule(make_rule):
    return lambda showing: showing.rules.append(make_rule)


def presents(**settings):
    """Bound to the phone's key and shown in a presentation."""
    def make(showing):
        showing.claims[HOLDER_KEY] = PHONE.public
        showing.presented = {**(showing.presented or {}), **settings}
    return make


def revokes(showing):
    showing.status = {**(showing.status or {}), "serials": (5, showing.domain.draft().serial, 4_000)}


def demands(number):
    return lambda showing: setattr(showing, "demand", max(showing.demand, number))


def ends_status(showing):
    showing.status = {**(showing.status or {}), "issued_at": LIST_FROM, "expires_at": NOON - DAY}
    showing.demand = max(showing.demand, 1)


def ends_list(showing):
    showing.domain = showing.domain.with_list(refresh_after=LIST_FROM, expires_at=NOON - 2 * DAY)


def counts_from_birth(showing):
    """A rule of 30 days from the birth date, as if it were the date of an event."""
    with_rule(lambda profile: Rule(profile, 0x40, 0, 30 * DAY).octets)(showing)


ends_within_a_day = of_key(GOOD, accept_until=NOON - 3_600)
CHALLENGE, ANOTHER = bytes(range(16)), bytes(range(1, 17))
STEPS = (
    Fault(1, "version", "unsupported-version", "the first byte is 0x21", "VERIFY-5", of_draft(first=0x21),
          "version-ignored step-order"),
    Fault(2, "size", "device-limit", "the pass is longer than the device can hold", "VERIFY-6", of_policy(size=256),
          "size-limit rejects-when-it-cannot-tell step-order"),
    Fault(3, "form", "malformed", "a tag without a value stands before the signature", "CLAIM-1", sets(tail=b"\x70"),
          "claim-overrun step-order"),
    Fault(4, "domain", "unknown-domain", "the pass has the domain tag of no held state", "VERIFY-7",
          of_draft(tag=changed(LINDMOOR.tag, 0, u8(LINDMOOR.tag[0] ^ 0x80))), "rejects-when-it-cannot-tell step-order"),
    Fault(5, "key-number", "key-not-yet-known", "the key number is the list's next key number", "VERIFY-8",
          of_draft(key_number=NOT_YET), "stale-list step-order"),
    Fault(6, "key-left", "key-withdrawn", "the key has left the list", "VERIFY-9", of_draft(key_number=WITHDRAWN),
          "stale-list step-order"),
    Fault(7, "signature", "bad-signature", "the pass is signed by a stranger", "VERIFY-10",
          sets(signer=Key("lindmoor stranger")), "key-from-pass step-order"),
    Fault(8, "key-stolen", "key-compromised", "the key is compromised", "VERIFY-11", of_draft(key_number=STOLEN),
          "key-state step-order"),
    Fault(9, "profile-not-given", "key-not-for-this", "the issuer does not have the pass's profile", "VERIFY-13",
          of_draft(profile=NOT_GIVEN), "key-use step-order"),
    Fault(10, "scope", "not-accepted-here", "the door's policy has no scope", "VERIFY-14", of_policy(scopes=()),
          "scope-ignored step-order"),
    Fault(11, "revoked", "revoked", "the serial is in the issuer's status list", "STATUS-25", revokes,
          "status-ignored step-order", "status-lists"),
    Fault(12, "ended", "expired", "the pass has ended", "VERIFY-15", of_draft(lifetime=DAY), "time-ignored step-order",
          instant=lambda showing: showing.pass_.end),
    Fault(13, "claims", "invalid-claims", "the Latin family name is in lower case", "CLAIM-6",
          of_claims({0xE0: b"rowan"}), "claim-type step-order"),
    Fault(14, "holder", "bad-holder-proof", "the pass is presented by another phone", "PRESENT-4",
          presents(key=Key("another phone")), "holder-proof step-order", "presentations"),
    Fault(15, "rule-closed", "rule-expired", "a rule ends the pass a day after it was issued", "RULE-11",
          with_rule(lambda profile: Rule(profile, ISSUED_AT, 0, DAY).octets), "time-ignored step-order",
          instant=lambda showing: showing.pass_.issued_at + DAY),
    Fault(16, "profile-unknown", "unsupported-profile", "the profile is 5, which is not assigned", "VERIFY-17",
          of_draft(profile=UNASSIGNED), "accepts-when-it-cannot-tell rejects-when-it-cannot-tell step-order"),
    Fault(17, "claim-unknown", "unsupported-claim", "the pass has a claim 0x64, which nobody knows", "CLAIM-4",
          of_claims({0x64: b"x"}), "unknown-claim-dropped step-order"),
    Fault(18, "clock-behind", "clock-behind", "the clock stands before the list's issued at", "TIME-3",
          sets(clock=(LIST_FROM - 1, LIST_FROM - 1)), "time-ignored step-order", instant=lambda showing: LIST_FROM),
    Fault(19, "from-future", "pass-from-future", "the pass is issued an hour later than the clock says", "TIME-4",
          of_draft(issued_at=NOON + 3_600), "time-ignored step-order", instant=lambda showing: showing.pass_.issued_at),
    Fault(20, "uncertain", "clock-uncertain", "the key's accept until lies within the clock's interval", "TIME-5",
          all_of(ends_within_a_day, sets(clock=(NOON - DAY, NOON))),
          "accepts-when-it-cannot-tell rejects-when-it-cannot-tell step-order", instant=lambda showing: NOON - 3_600),
    Fault(21, "list-expired", "trust-list-expired", "the list has expired", "VERIFY-18", ends_list,
          "stale-list step-order", instant=lambda showing: NOON - 2 * DAY, advisories=("refresh-due",)),
    Fault(22, "home", "home-list-missing", "the home domain's state is not held", "VERIFY-19",
          of_policy(home=ASHFORD.digest), "home-ignored step-order"),
    Fault(23, "rule-unknown", "unsupported-rule", "a rule of an unknown kind is in force", "RULE-6 RULE-10",
          with_rule(lambda profile: rule(2, profile, 0, ALWAYS, b"")), "accepts-when-it-cannot-tell step-order"),
    Fault(24, "coarse", "date-too-coarse", "the birth date is a year for which a rule has two answers", "RULE-14",
          all_of(of_claims({0x40: date(2027)}), counts_from_birth),
          "accepts-when-it-cannot-tell rejects-when-it-cannot-tell step-order"),
    Fault(25, "not-begun", "not-yet-valid", "the pass begins in 30 days", "VERIFY-20", of_draft(valid_from=30 * DAY),
          "time-ignored step-order", instant=lambda showing: showing.pass_.start),
    Fault(26, "rule-not-open", "rule-not-yet-open", "a rule opens 60 days after the pass was issued", "RULE-13",
          with_rule(lambda profile: Rule(profile, ISSUED_AT, 60 * DAY, 90 * DAY).octets), "time-ignored step-order",
          instant=lambda showing: showing.pass_.issued_at + 60 * DAY),
    Fault(27, "bare", "presentation-needed", "the pass is bound and shown bare", "PRESENT-6",
          of_claims({HOLDER_KEY: PHONE.public}), "holder-proof step-order", "presentations"),
    Fault(28, "challenge", "wrong-challenge", "the presentation answers another challenge", "PRESENT-7",
          all_of(of_policy(challenge=CHALLENGE), presents(challenge=ANOTHER)), "holder-proof step-order",
          "presentations"),
    Fault(29, "stale", "presentation-stale", "the presentation is 60 s old", "PRESENT-8",
          presents(presented_at=NOON - 60),
          "holder-proof step-order", "presentations", instant=lambda showing: NOON),
    Fault(30, "status-missing", "status-list-missing", "a status list is demanded that is not held", "VERIFY-21",
          demands(2), "status-ignored accepts-when-it-cannot-tell step-order", "status-lists"),
    Fault(31, "status-expired", "status-list-expired", "the status list has expired", "STATUS-27", ends_status,
          "status-ignored accepts-when-it-cannot-tell step-order", "status-lists", instant=lambda showing: NOON - DAY),
)
BY_STEP = {fault.step: fault for fault in STEPS}
# Neighbours, and the next step where two cannot meet: a key number is one number; a pass is bare or presented. A pass
# of step 5 is also one of step 6, since a key that is not allotted is not listed.
NEIGHBOURS = (
    (1, 2), (1, 3), (2, 3), (3, 4), (4, 5), (4, 7), (5, 7), (6, 7), (7, 8), (7, 9), (8, 9), (8, 10), (9, 10), (10, 11),
    (10, 12), (11, 12), (12, 13), (13, 14), (14, 15), (13, 15), (15, 16), (16, 17), (17, 18), (18, 19), (17, 19),
    (19, 20),
    (20, 21), (21, 22), (22, 23), (23, 24), (24, 25), (25, 26), (26, 27), (26, 28), (27, 30), (28, 29), (29, 30),
    (30, 31),
)
# Where a step's fault takes two things, an accepted showing with one of them is its twin: name, what, how it is made.
NEAR = {
    20: ("certain", "The key's accept until lies a second after the clock's interval of a day.",
         all_of(ends_within_a_day, sets(clock=(NOON - DAY, NOON - 3_601)))),
    24: ("exact-date", "A rule counts 30 days from the birth date, which is a whole one.",
         all_of(of_claims({0x40: date(2027, 6, 1)}), counts_from_birth)),
    28: ("answered", "A presentation that answers the policy's challenge.",
         all_of(of_policy(challenge=CHALLENGE), presents(challenge=CHALLENGE))),
}
# What is proven bad outweighs what is unknown, however late the step of the one and early that of the other.
OUTWEIGHS = tuple((13, step) for step in range(16, 32)) + tuple((12, step) for step in (16, 17, 21, 22, 23, 27, 30)) + (
    (15, 17), (15, 20), (15, 25), (11, 18), (11, 19), (8, 12), (8, 18), (9, 12), (7, 12), (3, 12),
)


def add(group):
    every_step = " ".join(sorted({id for fault in STEPS for id in fault.requirements.split()}))
    group.accepts("judging-honest", "A pass of 300 bytes with a birth date and two names, at a door that accepts it.",
                  f"VERIFY-1 VERIFY-23 {every_step}", judged(()))
    near(group, "presented", "The same pass bound to a phone, and presented by it.",
         "VERIFY-1 PRESENT-1 PRESENT-2 PRESENT-3 PRESENT-4 PRESENT-5 PRESENT-6", presents(), "presentations")
    for fault in STEPS:
        twin = None
        if fault.step in NEAR:
            name, comment, make = NEAR[fault.step]
            twin = near(group, name, comment, fault.requirements, make, fault.needs)
        case(group, f"judging-step-{fault.step}-{fault.name}", f"The honest pass, but {fault.what}.",
             f"{fault.requirements} VERIFY-1 VERIFY-23", (fault,), twin)
    for first, second in (*NEIGHBOURS, *OUTWEIGHS):
        first, second = BY_STEP[first], BY_STEP[second]
        case(group, f"judging-{first.name}-before-{second.name}",
             f"Steps {first.step} and {second.step}: {first.what}, and {second.what}.", "VERIFY-1 VERIFY-23",
             (first, second))
    without_clock(group)


def near(group, name, comment, requirements, make, needs):
    showing = Showing()
    make(showing)
    return group.accepts(f"judging-{name}", comment, requirements, showing.door.judges(showing.shown), needs=needs)


def built(faults):
    showing = Showing()
    for fault in faults:
        fault.make(showing)
    return showing


def judged(faults, showing=None):
    """The steps of a showing with these faults: the first of them decides."""
    showing = showing or built(faults)
    if not faults:
        return showing.door.judges(showing.shown)
    first = faults[0]
    advisories = [a for fault in faults for a in fault.advisories] if first.step >= 10 else []
    return showing.door.judges(showing.shown, first.reason, first.instant(showing), advisories)


def case(group, id, comment, requirements, faults, twin=None):
    twin = twin or ("judging-presented" if built(faults).presented is not None else "judging-honest")
    needs = sorted({fault.needs for fault in faults} - {""})
    group.fails(id, comment, requirements, judged(faults), twin, flags_of(faults), " ".join(needs))


def flags_of(faults):
    return faults[0].flags if len(faults) == 1 else "step-order"


def without_clock(group):
    """Steps 18 and 19 take away the conditions on time, so that what these would reject is undecided."""
    long_ago = of_draft(issued_at=RECORD_FROM)
    ended_key = all_of(long_ago, of_key(GOOD, accept_until=LIST_FROM - 2))
    for name, make, what in (
        ("ended", all_of(long_ago, BY_STEP[12].make), "the pass has ended in January"),
        ("key-ended", ended_key, "the key's accept until is before the clock"),
        ("rule-closed", all_of(long_ago, BY_STEP[15].make), "a rule ended the pass in January"),
    ):
        undecided(group, name, BY_STEP[18], make, f"The clock stands before the list's issued at, and {what}", "TIME-3")
    rule_of_birth = with_rule(lambda profile: Rule(profile, 0x40, 0, DAY).octets)
    for name, make, what in (
        ("key-ended", of_key(GOOD, accept_until=NOON - DAY), "the key's accept until is before the clock"),
        ("rule-closed", rule_of_birth, "a rule ended it a day after the holder's birth"),
    ):
        undecided(group, name, BY_STEP[19], make, f"The pass is issued an hour later than the clock says, and {what}",
                  "TIME-4")
    showing = built((BY_STEP[18],))
    showing.status = {"issued_at": LIST_FROM, "first_live": 1_002}
    group.fails(
        "judging-first-live-before-clock-behind", "The serial is below first live, and the clock before the list's "
        "issued at: first live needs no clock.", "STATUS-26 VERIFY-1",
        showing.door.judges(showing.shown, "expired", LIST_FROM), "judging-honest", "status-ignored step-order",
        "status-lists",
    )


def undecided(group, name, fault, make, comment, requirement):
    showing = built((fault,))
    make(showing)
    group.fails(
        f"judging-{fault.name}-and-{name}", f"{comment}: no condition on time is decided.", f"{requirement} VERIFY-1",
        judged((fault,), showing), "judging-honest", "time-ignored rejects-when-it-cannot-tell step-order",
    )
