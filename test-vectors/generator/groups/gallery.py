"""`gallery`: cases that the other groups lacked, each found by a wrong verifier of Tests/Gallery that they let through."""
from itertools import count

from .. import steps
from ..cases import Group
from ..domain import ACCESS, ASHFORD, DAY, GOOD, LINDMOOR, LIST_UNTIL, NOT_YET, listed
from ..door import DOOR, Held, scopes
from ..moment import PLAIN
from ..objects.lists import Issuer
from ..objects.rules import ISSUED_AT, Rule
from ..objects.texts import text
from ..succession import renewed

FLAGS = {
    "key-of-another-domain": (
        "A key number is looked up in every domain that is held.",
        "An issuer of one domain makes passes of another.",
    ),
    "load-in-place": (
        "A load changes the state that it names, where it should make another one.",
        "A door that refuses a list for another reason, or asks two states, judges by the wrong one.",
    ),
}
NAMES = ((0x60, b"Rowan"),)


def group():
    group = Group("gallery", "What wrong verifiers found missing in the other groups.", FLAGS)
    group.share("lindmoor", LINDMOOR.bundle)
    keys_of_another_domain(group)
    short_signatures(group)
    lone_digits(group)
    line_ends(group)
    states_before_a_load(group)
    lists_that_may_have_expired(group)
    return group


def keys_of_another_domain(group):
    """Both domains have a key 1."""
    office = Issuer(1, b"Ministry of Ashford", (ACCESS,), (listed(ASHFORD.name, GOOD),))
    neighbour = ASHFORD.with_list(issuers=(office,), next_key_number=GOOD + 1)
    door = DOOR.holding(Held.of(LINDMOOR), Held.of(neighbour)).asking(scopes=scopes(LINDMOOR) + scopes(neighbour))
    draft = LINDMOOR.draft(claims=NAMES)
    twin = group.accepts("gallery-key-of-its-domain", "A pass of Lindmoor, at a door that holds Ashford too.",
                         "VERIFY-10 BASE-5", door.judges(LINDMOOR.issue(claims=NAMES)), "key-of-another-domain")
    group.fails("gallery-key-of-another-domain", "The same pass, signed by Ashford's key of the same number.",
                "VERIFY-10 BASE-5", door.judges(draft.signed_by(neighbour.key(GOOD), LINDMOOR.digest), "bad-signature"),
                twin, "key-of-another-domain")


def short_signatures(group):
    """The first serial from 1 on whose pass has a signature that ends with a zero byte."""
    shown = next(shown for shown in (LINDMOOR.issue(serial=serial) for serial in count(1)) if shown.octets[-1] == 0)
    twin = group.accepts("gallery-64-bytes", "A pass without claims whose signature ends with a zero byte.", "SIG-2 PASS-1",
                         DOOR.judges(shown), "signature-length")
    group.fails("gallery-63-bytes", "The same without that zero byte.", "SIG-2 PASS-1",
                DOOR.judges(shown.octets[:-1], "malformed"), twin, "signature-length")


def lone_digits(group):
    """An issuer's name makes the bundle's count of bytes even, so that one more digit stands behind whole groups."""
    whole = next(octets for octets in (LINDMOOR.with_issuer(2, name=name).bundle for name in (b"Harbour", b"Harbours"))
                 if len(octets) % 2 == 0)

    def loading(shown, expect):
        return [steps.opened("lindmoor", LINDMOOR.anchor), steps.load("lindmoor", shown, expect)]

    twin = group.accepts("gallery-bundle-of-whole-groups", "A bundle of an even count of bytes, as text.", "LOAD-18 TEXT-4",
                         loading(text(whole), steps.loaded(whole)), "lone-digit", "text")
    group.fails("gallery-bundle-and-a-lone-digit", "The same text and a digit behind it.", "LOAD-18 TEXT-4",
                loading(text(whole) + "0", steps.refused("malformed")), twin, "lone-digit", "text")


def line_ends(group):
    def judged(latin, reason=None):
        return DOOR.judges(LINDMOOR.issue(claims=((0xE0, latin),)), reason)

    twin = group.accepts("gallery-latin", "A name for machines.", "CLAIM-6", judged(b"ROWAN"), "claim-type")
    group.fails("gallery-latin-and-a-line-end", "The same name and a line feed, which a `$` in a pattern passes over.",
                "CLAIM-6", judged(b"ROWAN\n", "invalid-claims"), twin, "claim-type")


def states_before_a_load(group):
    """The next list brings key 8, and is loaded into a state of another name."""
    office, festival = LINDMOOR.trust_list.issuers
    newer = Issuer(office.id, office.name, office.profiles, (*office.keys, listed(LINDMOOR.name, NOT_YET)))
    following = renewed(LINDMOOR, issuers=(newer, festival), next_key_number=NOT_YET + 1)
    shown = LINDMOOR.issue(key_number=NOT_YET, claims=NAMES)

    def judged(state, reason=None):
        *opening, verdict = DOOR.judges(shown, reason)
        loaded = steps.load("later", following.bundle, steps.loaded(following.bundle), into="lindmoor")
        return [*opening, loaded, {**verdict, "verify": [state]}]

    twin = group.accepts("gallery-state-of-a-load", "A pass of a new key, by the state that a load has made.",
                         "VERIFY-2 VERIFY-8", judged("later"), "load-in-place")
    group.fails("gallery-state-before-a-load", "The same, by the state into which that was loaded, which stays as it was.",
                "VERIFY-2 VERIFY-8", judged("lindmoor", "key-not-yet-known"), twin, "load-in-place")


def lists_that_may_have_expired(group):
    def ruled(days):
        return PLAIN.ruled(Rule(ACCESS, ISSUED_AT, 0, days * DAY).octets)

    due = ("refresh-due",)
    twin = group.accepts("gallery-open-rule-in-the-last-seconds", "An open rule, in the last two seconds of its list.",
                         "RULE-12 VERIFY-18", ruled(60).judges((LIST_UNTIL - 2, LIST_UNTIL - 1), advisories=due),
                         "rule-without-list")
    group.fails("gallery-closed-rule-and-a-list-that-may-have-expired",
                "A rule that closed weeks ago, and a reading that ends with the first second behind its list.",
                "RULE-12 VERIFY-18 TIME-5",
                ruled(1).judges((LIST_UNTIL - 1, LIST_UNTIL), "clock-uncertain", LIST_UNTIL, due), twin,
                "rule-without-list straddle")
