"""`gallery`: cases that the other groups lacked, each found by a wrong verifier that they let through."""
from dataclasses import replace
from itertools import count as counting

from .. import steps
from ..cases import Group
from ..domain import ACCESS, ASHFORD, DAY, GOOD, LINDMOOR, LIST_UNTIL, NOT_YET, PASS_FROM, listed
from ..door import DOOR, Held, scopes
from ..history import History
from ..moment import PLAIN
from ..objects.bundles import bundle
from ..objects.lists import Issuer
from ..objects.rules import ISSUED_AT, Rule
from ..objects.statuses import blocks, packed, parameter
from ..objects.texts import poster_part, text
from ..octets import sha256, u32
from ..statehouse import FELL, GENERATION, STATUS_KEY, begun, brings, delta, holding, signed, status
from ..succession import renewed, successor
from .status_loading import moved

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
DELTAS = "status-lists deltas"
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
    delta_serials(group)
    delta_bases(group)
    full_blocks(group)
    cut_codes(group)
    keys_of_another_issuer(group)
    last_bytes_of_255(group)
    posters_of_one_part(group)
    records_before_the_first(group)
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
    shown = next(shown for shown in (LINDMOOR.issue(serial=serial) for serial in counting(1)) if shown.octets[-1] == 0)
    twin = group.accepts("gallery-64-bytes", "A pass without claims whose signature ends with a zero byte.",
                         "SIG-2 PASS-1", DOOR.judges(shown), "signature-length")
    group.fails("gallery-63-bytes", "The same without that zero byte.", "SIG-2 PASS-1",
                DOOR.judges(shown.octets[:-1], "malformed"), twin, "signature-length")


def lone_digits(group):
    """An issuer's name makes the bundle's count of bytes even, so that one more digit stands behind whole groups."""
    whole = next(octets for octets in (LINDMOOR.with_issuer(2, name=name).bundle for name in (b"Harbour", b"Harbours"))
                 if len(octets) % 2 == 0)

    def loading(shown, expect):
        return [steps.opened("lindmoor", LINDMOOR.anchor), steps.load("lindmoor", shown, expect)]

    twin = group.accepts("gallery-bundle-of-whole-groups", "A bundle of an even count of bytes, as text.",
                         "LOAD-18 TEXT-4", loading(text(whole), steps.loaded(whole)), "lone-digit", "text")
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
    group.fails("gallery-state-before-a-load", "The same, by the state into which that was loaded, which stays as it "
                                               "was.", "VERIFY-2 VERIFY-8",
                judged("lindmoor", "key-not-yet-known"), twin, "load-in-place")


def lists_that_may_have_expired(group):
    ruled = PLAIN.ruled(Rule(ACCESS, ISSUED_AT, 0, DAY).octets)
    open_at = PASS_FROM + DAY // 2
    twin = group.accepts("gallery-open-rule", "A rule on the day before it closes.", "RULE-12 VERIFY-18",
                         ruled.judges((open_at, open_at)), "rule-without-list")
    group.fails("gallery-closed-rule-and-a-list-that-may-have-expired",
                "The rule closed weeks ago, and the reading ends with the first second behind its list.",
                "RULE-12 VERIFY-18 TIME-5",
                ruled.judges((LIST_UNTIL - 1, LIST_UNTIL), "clock-uncertain", LIST_UNTIL, ("refresh-due",)), twin,
                "rule-without-list straddle")


def delta_serials(group):
    """The codes of what a delta adds count from its *first live*, like those of a list."""
    base = status(first_live=1_000_000, serials=(1_000_001, 1_000_010))
    added = (1_000_004, 1_000_009)
    newer = replace(base, number=4, serials=tuple(sorted((*base.serials, *added))))
    held = brings(begun(), signed(base))
    group.accepts("gallery-delta-above-first-live", "A delta that adds two serials above a first live of a million.",
                  "STATUS-31 STATUS-36",
                  list(brings(held, delta(newer, 3, added), held=holding(signed(newer))).steps), "delta-coding", DELTAS)


def delta_bases(group):
    """The held list has the number of the delta and of its base."""
    held = status(number=4)
    holds = brings(begun(), signed(held))
    twin = group.accepts("gallery-delta-to-the-held-list", "A delta from list 3 to the held list 4, which has its "
                                                           "serials.", "STATUS-30 STATUS-33",
                         list(brings(holds, delta(held, 3, (105,)), held=holding(signed(held))).steps), "delta-base",
                         DELTAS)
    group.fails("gallery-delta-from-the-held-list", "The same from list 4, to which it leads itself.", "STATUS-30",
                list(brings(holds, delta(held, 4, (105,)), "status-malformed").steps), twin, "delta-base", DELTAS)


def full_blocks(group):
    def loading(runs):
        count = sum(size for _, size in runs)
        octets, index = b"", b""
        for first, size in runs:
            octets += packed("1" * (size - 1))
            index += u32(first) + u32(len(octets))
        body = status(first_live=0).head + u32(count) + u32(count - 1) + u32(len(runs)) + index + octets
        return body + FELL.key(STATUS_KEY).sign("status", FELL.digest, body)

    twin = group.accepts("gallery-257-serials", "257 serials: a full block, and one serial in a second one.",
                         "STATUS-3", list(brings(begun(), loading([(0, 256), (256, 1)])).steps), "status-coding",
                         "status-lists")
    group.fails("gallery-257-serials-in-the-last-block", "The same serials in one block, which is the last one.",
                "STATUS-3", list(brings(begun(), loading([(0, 257)]), "status-malformed").steps), twin, "status-coding",
                "status-lists")


def cut_codes(group):
    """Two serials that are 2¹⁵ apart: k is 14, and the code has a last byte of zero bits."""
    serials = (0, 32_769)
    full = status(first_live=0, serials=serials)
    twin = group.accepts("gallery-code-with-low-bits-of-0", "The low bits of the last code are 0.", "STATUS-3",
                         list(brings(begun(), signed(full)).steps), "status-coding", "status-lists")
    (_, octets), = blocks(serials, parameter(2, serials[-1], 0))
    if octets[-1]:
        raise ValueError("the last byte says something")
    table = u32(2) + u32(serials[-1]) + u32(1) + u32(0) + u32(len(octets) - 1) + octets[:-1]
    body = full.head + table
    cut = body + FELL.key(STATUS_KEY).sign("status", FELL.digest, body)
    group.fails("gallery-code-without-its-last-byte", "The last byte of that code, which is zero, is left out.",
                "STATUS-3", list(brings(begun(), cut, "status-malformed").steps), twin, "status-coding", "status-lists")


def keys_of_another_issuer(group):
    """The generation is the same, so that only the issuer tells that the list is not the school's."""
    later = moved(successor(FELL)).with_issuer(2, status_generation=GENERATION, status_demand=1)
    history = brings(begun(), signed(status())).loads(
        bundle(later.signed_record, later.signed_list),
        bundle(FELL.signed_record, later.signed_record, later.signed_list))
    group.accepts("gallery-status-key-of-another-issuer", "The first list under a new record has the office's status "
                                                          "key as the school's, in the same generation: the office's "
                                                          "status list is dropped.", "STATUS-23", list(history.steps),
                  "status-drop", "status-lists")


def last_bytes_of_255(group):
    """No good signature ends with 0xFF, so the object is of a later version."""
    twin = group.accepts("gallery-text", "A pass as text.", "TEXT-3",
                         DOOR.judges(text(LINDMOOR.issue(claims=NAMES).octets)), "group-overflow", "text")
    group.fails("gallery-text-that-ends-with-255", "A text whose last group is 255, of an object of version 2.",
                "TEXT-3 VERIFY-5", DOOR.judges(text(b"\x21" + bytes(89) + b"\xff"), "unsupported-version"), twin,
                "group-overflow", "text")


def posters_of_one_part(group):
    """A record alone is short enough for one part."""
    whole = bundle(LINDMOOR.signed_record)
    prefix, history = sha256(whole)[:8], History.of(LINDMOOR)
    halves = [poster_part(1, 2, prefix, whole[:150]), poster_part(2, 2, prefix, whole[150:])]
    twin = group.accepts("gallery-poster-of-two-parts", "A bundle of 313 bytes in two parts.", "POSTER-2",
                         list(history.reads(halves, whole).steps), "poster-part-form", "posters")
    group.fails("gallery-poster-of-one-part", "The same in one part, number 1 of 1.", "POSTER-2",
                list(history.reads([poster_part(1, 1, prefix, whole)]).steps), twin, "poster-part-form", "posters")


def records_before_the_first(group):
    """A reader that passes over records before the anchor's might pass over this one too."""
    before = replace(LINDMOOR.record, number=0, domain=LINDMOOR.digest)
    signed_before = before.signed_by([(i, LINDMOOR.root(i)) for i in range(2)])
    history = History.of(LINDMOOR)
    twin = group.accepts("gallery-bundle", "A record and its list.", "TRUST-1",
                         list(history.loads(LINDMOOR.bundle).steps), "trust-field-range")
    whole = bundle(signed_before, LINDMOOR.signed_record, LINDMOOR.signed_list)
    group.fails("gallery-record-0-before-the-first", "A record with the number 0 before them, signed by the same "
                                                     "roots.", "TRUST-1",
                list(history.refuses(whole, "malformed").steps), twin, "trust-field-range")
