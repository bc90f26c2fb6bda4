"""Which keys are listed and what they are for, and what the policy accepts."""
from ..domain import (
    ACCESS, ASHFORD, DAY, FESTIVAL, LINDMOOR, NOON, NOT_YET, RECORD_FROM, RETIRED, RETIRED_AT, STANDBY, STATUS, STOLEN,
    TICKET, VACCINATION, WITHDRAWN,
)
from ..door import DOOR, Held, door_of, scopes
from ..objects.claims import date
from ..objects.lists import COMPROMISED
from .judging_domains import NAMES


def add(group):
    keys(group)
    policies(group)
    memory(group)


def keys(group):
    accepted = group.accepts(
        "judging-ticket-of-festival", "A ticket of the issuer that has tickets alone.", "VERIFY-12 VERIFY-13",
        DOOR.judges(LINDMOOR.issue(key_number=FESTIVAL, profile=TICKET, claims=((0x70, b"Harbour Concert"),))),
        "key-use",
    )
    group.fails(
        "judging-vaccination-of-festival", "The same issuer signs a vaccination.", "VERIFY-13",
        DOOR.judges(LINDMOOR.issue(key_number=FESTIVAL, profile=VACCINATION, claims=(
            (0x10, b"\x01"), (0x50, date(2027, 2, 18)))), "key-not-for-this"), accepted, "key-use",
    )
    group.fails(
        "judging-pass-by-status-key", "A pass that is signed by the issuer's status key, under its number.",
        "VERIFY-12",
        DOOR.judges(LINDMOOR.issue(key_number=STATUS, claims=NAMES), "key-not-for-this"), "judging-named", "key-use",
    )
    group.fails(
        "judging-pass-by-status-key-of-no-profile", "Signed by the status key, of a profile that the issuer does not "
        "have.", "VERIFY-12 VERIFY-13",
        DOOR.judges(LINDMOOR.issue(key_number=STATUS, profile=0xF001, claims=NAMES), "key-not-for-this"),
        "judging-named", "key-use",
    )
    stolen_status = LINDMOOR.with_key(STATUS, flags=1 | COMPROMISED).with_issuer(1, status_demand=1)
    group.fails(
        "judging-pass-by-stolen-status-key", "Signed by a status key that is compromised: step 8 comes before step 9.",
        "VERIFY-11 VERIFY-1", door_of(stolen_status).judges(
            stolen_status.issue(key_number=STATUS, claims=NAMES), "key-compromised"), "judging-named",
            "key-state step-order",
    )
    for name, issued_at, what in (
        ("long-ago", RECORD_FROM, "is dated long before the theft was known"),
        ("now", NOON, "is dated at this second"),
    ):
        group.fails(
            f"judging-stolen-key-{name}", f"A pass of a compromised key that {what}.", "VERIFY-11",
            DOOR.judges(LINDMOOR.issue(key_number=STOLEN, issued_at=issued_at, claims=NAMES), "key-compromised"),
            "judging-named", "key-state",
        )
    group.fails(
        "judging-retired-key", "A key whose accept until has passed, and a pass that has not ended.", "VERIFY-16",
        DOOR.judges(LINDMOOR.issue(key_number=RETIRED, claims=NAMES), "expired", RETIRED_AT), "judging-named",
        "time-ignored",
    )
    group.accepts(
        "judging-retired-key-before", "The same pass on the day before the key's accept until.", "VERIFY-16",
        DOOR.at(RETIRED_AT - DAY).judges(LINDMOOR.issue(key_number=RETIRED, claims=NAMES)), "time-ignored",
    )
    group.accepts(
        "judging-key-number-last", "Key number 7, the last that was allotted.", "VERIFY-8 VERIFY-9",
        DOOR.judges(LINDMOOR.issue(key_number=STANDBY, claims=NAMES)), "stale-list",
    )
    for name, number, reason, requirement in (
        ("before-the-first", 0, "key-withdrawn", "VERIFY-9"), ("between", WITHDRAWN, "key-withdrawn", "VERIFY-9"),
        ("next", NOT_YET, "key-not-yet-known", "VERIFY-8"),
        ("behind-next", NOT_YET + 1, "key-not-yet-known", "VERIFY-8"),
    ):
        group.fails(
            f"judging-key-number-{name}", f"Key number {number}; the list has 1, 2, 3, 5, 6, 7, and its next key "
            "number is 8.",
            requirement, DOOR.judges(LINDMOOR.issue(key_number=number, claims=NAMES), reason), "judging-named",
            "stale-list",
        )


def policies(group):
    shown = LINDMOOR.issue(claims=NAMES)
    for name, pairs, what in (
        ("another-profile", scopes(LINDMOOR, (TICKET,)), "the profile of tickets alone"),
        ("another-domain", scopes(ASHFORD, (ACCESS,)), "the profile access of another domain"),
        ("crossed", scopes(LINDMOOR, (TICKET,)) + scopes(ASHFORD, (ACCESS,)),
         "this domain for tickets, and another one for access"),
    ):
        group.fails(
            f"judging-scope-{name}", f"The policy has {what}.", "VERIFY-14",
            DOOR.holding(Held.of(LINDMOOR), Held.of(ASHFORD)).asking(scopes=pairs).judges(shown, "not-accepted-here"),
            "judging-state-first", "scope-ignored",
        )
    group.accepts(
        "judging-scope-alone", "The policy has this domain and profile, and nothing else.", "VERIFY-14",
        DOOR.asking(scopes=scopes(LINDMOOR, (ACCESS,))).judges(shown), "scope-ignored",
    )


def memory(group):
    """Several questions to one door: what it was asked before leaves no trace (VERIFY-2)."""
    shown, later = LINDMOOR.issue(claims=NAMES), DOOR.at(NOON + 6 * DAY)
    forged = LINDMOOR.seal(shown.body, key=LINDMOOR.root(0))
    group.accepts(
        "judging-again-at-an-earlier-clock", "The same pass at a later clock and then at an earlier one: a verifier "
        "keeps no clock.", "VERIFY-2 TIME-1", then(later.judges(shown), DOOR.judges(shown)), "remembers",
    )
    group.accepts(
        "judging-again-after-a-forgery", "A forged pass of the same serial, and then the honest one.", "VERIFY-2",
        then(DOOR.judges(forged, "bad-signature"), DOOR.judges(shown)), "remembers",
    )
    twice = group.accepts(
        "judging-again-at-once", "The same pass twice: a verifier counts no uses.", "VERIFY-2",
        then(DOOR.judges(shown), DOOR.judges(shown)), "remembers",
    )
    group.fails(
        "judging-forgery-after-it-was-accepted", "The honest pass, and then the forged one.", "VERIFY-2",
        then(DOOR.judges(shown), DOOR.judges(forged, "bad-signature")), twice, "remembers",
    )
    group.fails(
        "judging-again-with-another-policy", "The same pass, and then the same pass at a door whose policy has no "
        "scope.",
        "VERIFY-2 VERIFY-14", then(DOOR.judges(shown), DOOR.asking(scopes=()).judges(shown, "not-accepted-here")),
        twice, "remembers scope-ignored",
    )
    short = LINDMOOR.issue(claims=NAMES, lifetime=8 * DAY)
    end = LINDMOOR.draft(lifetime=8 * DAY).end
    before = group.accepts(
        "judging-again-before-its-end", "A pass that was accepted, and again a day before its end.", "VERIFY-2",
        then(DOOR.judges(short), DOOR.at(end - DAY).judges(short)), "remembers",
    )
    group.fails(
        "judging-again-at-its-end", "A pass that was accepted, and again at its end.", "VERIFY-2 VERIFY-15 TIME-1",
        then(DOOR.judges(short), DOOR.at(end).judges(short, "expired", end)), before, "remembers time-ignored",
    )


def then(before, after):
    """The steps of one case and then the question of another one."""
    return [*before, after[-1]]
