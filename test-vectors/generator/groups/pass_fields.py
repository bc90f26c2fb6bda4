"""The least and the greatest of each field of a pass, and sums of times beyond 32 bits."""
from dataclasses import replace

from ..domain import ACCESS, DAY, GOOD, LINDMOOR, NOON, PASS_FROM, PRIVATE, listed
from ..door import DOOR, door_of, scopes
from ..objects.claims import FAMILY_NAME, GIVEN_NAME
from ..objects.lists import Issuer
from ..octets import changed, u8

NAMES = ((FAMILY_NAME, b"Rowan"), (GIVEN_NAME, b"Ilse"))
HEAD = 27  # Bytes before the claims.


def add(group, honest):
    numbers(group, honest)
    key_numbers(group)
    times(group)
    across(group)
    at_the_end_of_time(group)


def numbers(group, honest):
    for index in range(4):
        tag = changed(LINDMOOR.tag, index, u8(LINDMOOR.tag[index] ^ 1))
        group.fails(
            f"pass-domain-tag-byte-{index}", f"The lowest bit of byte {index} of the domain tag is turned; signed for "
            "the domain all the same.", "VERIFY-7",
            DOOR.judges(LINDMOOR.issue(claims=NAMES, tag=tag), "unknown-domain"), honest,
            "domain-by-position rejects-when-it-cannot-tell",
        )
    for serial in (0, 2**32 - 1):
        group.accepts(
            f"pass-serial-{serial}", "The least serial." if serial == 0 else "The greatest serial.", "BASE-1",
            DOOR.judges(LINDMOOR.issue(claims=NAMES, serial=serial)), "field-range",
        )
    for profile in (PRIVATE, 0xFFFF):
        domain = LINDMOOR.with_issuer(1, profiles=(ACCESS, profile))
        door = door_of(domain).asking(scopes=scopes(domain, (profile,)))
        group.accepts(
            f"pass-profile-{profile}", "The first profile for private use." if profile == PRIVATE else
            "The last profile for private use.", "VERIFY-17",
            door.judges(domain.issue(profile=profile, claims=NAMES)), "field-range",
        )
    unassigned = (0, 5, 0x0100, 0x0200, PRIVATE - 1)
    domain = LINDMOOR.with_issuer(1, profiles=tuple(sorted((ACCESS, *unassigned))))
    door = door_of(domain).asking(scopes=scopes(domain, (ACCESS, *unassigned)))
    twin = group.accepts(
        "pass-profile-1", "An access pass of an issuer, and at a door, that have profiles which are not assigned too.",
        "VERIFY-17 BASE-1", door.judges(domain.issue(claims=NAMES)), "byte-order",
    )
    for profile in unassigned:
        group.fails(
            f"pass-profile-{profile}", f"Profile {profile}, which is not assigned; the issuer has it and the door's "
            "policy names it.", "VERIFY-17 BASE-1",
            door.judges(domain.issue(profile=profile, claims=NAMES), "unsupported-profile"), twin,
            "byte-order accepts-when-it-cannot-tell rejects-when-it-cannot-tell",
        )


def key_numbers(group):
    """Numbers that are others when their bytes are turned round, with both listed."""
    numbers = (0x000102, 0x020100, 0xFFFFFF)
    office = Issuer(1, b"Lindmoor Health Office", (ACCESS,), tuple(listed("lindmoor", n) for n in numbers))
    domain = LINDMOOR.with_list(issuers=(office,), next_key_number=2**24)
    for number, what in zip(numbers, ("258", "131,328, whose bytes are those of 258 turned round", "the greatest")):
        group.accepts(
            f"pass-key-number-{number}", f"Key number {what}; the list has all three.", "BASE-1",
            door_of(domain).judges(domain.issue(key_number=number, claims=NAMES)), "byte-order field-range",
        )
    without = domain.with_list(next_key_number=2**24 - 1, issuers=(replace(office, keys=office.keys[:2]),))
    group.fails(
        "pass-key-number-not-yet-known", "The greatest key number, and the next key number is the same.", "VERIFY-8",
        door_of(without).judges(without.issue(key_number=0xFFFFFF, claims=NAMES), "key-not-yet-known"),
        "pass-key-number-16777215", "rejects-when-it-cannot-tell field-range",
    )


def times(group):
    one = group.accepts(
        "pass-lifetime-1", "A pass of one second, shown in it.", "PASS-2",
        DOOR.judges(LINDMOOR.issue(valid_from=NOON - PASS_FROM, lifetime=1)), "zero-lifetime field-range",
    )
    group.fails(
        "pass-lifetime-0", "A lifetime of 0, signed.", "PASS-2",
        DOOR.judges(LINDMOOR.issue(valid_from=NOON - PASS_FROM, lifetime=0), "malformed"), one, "zero-lifetime",
    )
    group.accepts(
        "pass-lifetime-greatest", "A lifetime of 2^32 - 1 s: the end is beyond 2^32.", "BASE-4",
        DOOR.judges(LINDMOOR.issue(lifetime=2**32 - 1)), "narrow-times field-range",
    )
    group.accepts(
        "pass-issued-at-0", "Issued at the instant 0, and valid from this year.", "BASE-4",
        DOOR.judges(LINDMOOR.issue(issued_at=0, valid_from=PASS_FROM)), "narrow-times field-range",
    )
    group.fails(
        "pass-valid-from-greatest", "Valid from is 2^32 - 1 s: it begins beyond 2^32, and would have begun with 32 "
        "bits.", "VERIFY-20 BASE-4",
        DOOR.judges(LINDMOOR.issue(valid_from=2**32 - 1), "not-yet-valid", PASS_FROM + 2**32 - 1),
        "pass-91-bytes", "narrow-times",
    )


def dated(domain, list_from, until):
    """The domain with a record, a list and a key of other times."""
    record = replace(domain.record, issued_at=list_from - 1, lists_until=until)
    moved = replace(domain.trust_list, digest=record.digest, issued_at=list_from, refresh_after=until, expires_at=until)
    return replace(domain, record=record, trust_list=moved).with_key(GOOD, accept_until=until)


def across(group):
    """Passes whose issued at is below a power of two and whose end is above it."""
    for bits, what in ((31, "2^31"), (32, "2^32"), (33, "2^33")):
        edge = 2**bits
        domain = dated(LINDMOOR, edge - 30 * DAY, edge + 30 * DAY)
        accepted = group.accepts(
            f"pass-across-2-to-{bits}", f"Issued a day before {what} and shown a day after it.", "BASE-4 BASE-1",
            door_of(domain).at(edge + DAY).judges(domain.issue(issued_at=edge - DAY, lifetime=3 * DAY)), "narrow-times",
        )
        group.fails(
            f"pass-ended-at-2-to-{bits}", f"Issued a day before {what} and ended at it.", "BASE-4 VERIFY-15",
            door_of(domain).at(edge + DAY).judges(
                domain.issue(issued_at=edge - DAY, lifetime=DAY), "expired", edge),
            accepted, "narrow-times",
        )


def at_the_end_of_time(group):
    last = 2**40 - 1
    domain = dated(LINDMOOR, last - 30 * DAY, last)
    door = door_of(domain).at(last - 1)
    accepted = group.accepts(
        "pass-end-greatest", "Issued two seconds before 2^40, with the greatest lifetime: the end needs 41 bits.",
        "BASE-4", door.judges(domain.issue(issued_at=last - 1, lifetime=2**32 - 1)), "narrow-times",
    )
    group.fails(
        "pass-start-greatest", "The same instant with the greatest valid from and lifetime: the greatest sum that "
        "there is.", "BASE-4 VERIFY-20",
        door.judges(domain.issue(issued_at=last - 1, valid_from=2**32 - 1, lifetime=2**32 - 1), "not-yet-valid",
                    last - 1 + 2**32 - 1),
        accepted, "narrow-times",
    )
    group.fails(
        "pass-issued-at-greatest", "Issued at 2^40 - 1, a second later than the clock says.", "TIME-4 BASE-4",
        door.judges(domain.issue(issued_at=last, lifetime=2**32 - 1), "pass-from-future", last),
        accepted, "narrow-times",
    )
