"""`pass`: the form of a pass, each of its fields, and what its signature covers."""
from dataclasses import replace

from ..cases import Group
from ..domain import (
    ACCESS, ASHFORD, DAY, GOOD, LIFETIME, LINDMOOR, NOON, PASS_FROM, PRIVATE, STANDBY, listed,
)
from ..door import DOOR, Held, door_of, scopes
from ..keys import LABELS, Key
from ..objects.claims import FAMILY_NAME, GIVEN_NAME, HOLDER_KEY
from ..objects.lists import Issuer
from ..octets import changed, u8

FLAGS = {
    "length-unchecked": (
        "The number of bytes of a pass is not checked.",
        "A verifier reads beyond the input or is made to work on a huge one.",
    ),
    "truncation": (
        "Bytes that are missing at the end are taken as zero, or the rest is judged without them.",
        "A pass is accepted of which a part was cut away.",
    ),
    "trailing-bytes": (
        "Bytes before or behind the pass are passed over.",
        "One pass has many spellings, so that it passes a check for copies, and hides other data.",
    ),
    "zero-lifetime": (
        "A lifetime of 0 is taken, perhaps as without end.",
        "A pass that is never valid counts, or counts for ever.",
    ),
    "version-ignored": (
        "The version in the first byte is not looked at, or an unknown one is rejected.",
        "A newer pass is read by old rules, or its holder is turned away.",
    ),
    "kind-ignored": (
        "The kind in the first byte is not looked at, or known kinds that are no pass are taken for unknown ones.",
        "Another signed object is shown as a pass.",
    ),
    "field-range": (
        "The least or the greatest value of a field is refused or read as another.",
        "Honest holders are turned away.",
    ),
    "field-unsigned": (
        "A byte of the pass is not among those whose signature is checked.",
        "A holder changes it at will.",
    ),
    "key-from-pass": (
        "The signature is checked by a key that stands in the pass.",
        "Anyone signs passes of any issuer.",
    ),
    "domain-by-position": (
        "The domain tag is not compared, or only in part.",
        "A stranger's pass is called forged, or judged by another domain's keys.",
    ),
}
NAMES = ((FAMILY_NAME, b"Rowan"), (GIVEN_NAME, b"Ilse"))
PRIVATE_TEXTS = (0x6C, 0x6D, 0x6E, 0x6F)
HEAD = 27  # Bytes before the claims.


def group():
    group = Group("pass", "The form of a pass, each of its fields, and what its signature covers.", FLAGS)
    group.share("lindmoor", LINDMOOR.bundle)
    honest = group.accepts(
        "pass-honest", "A pass with two names, as an issuer makes it.", "BASE-2 BASE-3 BASE-5 BASE-8 PASS-1 PASS-2 PASS-3 SEC-5 VERIFY-5 VERIFY-10",
        DOOR.judges(LINDMOOR.issue(claims=NAMES)),
    )
    lengths(group)
    truncations(group, honest)
    additions(group, honest)
    first_bytes(group, honest)
    other_kinds(group, honest)
    numbers(group, honest)
    times(group)
    what_is_signed(group, honest)
    return group


def lengths(group):
    shortest = group.accepts(
        "pass-91-bytes", "The shortest pass: no claims.", "PASS-1 BASE-2", DOOR.judges(LINDMOOR.issue()),
        "length-unchecked",
    )
    group.fails(
        "pass-90-bytes", "One byte less than the shortest: the lifetime has three bytes, signed as it is.", "PASS-1",
        DOOR.judges(LINDMOOR.seal(LINDMOOR.draft().body[:-1]), "malformed"), shortest, "length-unchecked",
    )
    group.fails(
        "pass-64-bytes", "A first byte and most of a signature, with no field between.", "PASS-1",
        DOOR.judges(LINDMOOR.seal(b"\x11")[:64], "malformed"), shortest, "length-unchecked",
    )
    group.fails("pass-no-bytes", "No byte at all.", "PASS-1", DOOR.judges(b"", "malformed"), shortest, "length-unchecked")
    group.fails(
        "pass-first-byte-alone", "The first byte of a pass and nothing else.", "PASS-1",
        DOOR.judges(b"\x11", "malformed"), shortest, "length-unchecked",
    )
    door = DOOR.asking(scopes=scopes(LINDMOOR, tags=PRIVATE_TEXTS))

    def of_size(size):
        room = size - HEAD - 64
        claims = []
        for tag in PRIVATE_TEXTS:
            length = min(255, room - 2)
            claims.append((tag, bytes(length)))
            room -= 2 + length
        return LINDMOOR.issue(claims=tuple(claims))

    longest = group.accepts(
        "pass-1024-bytes", "The longest pass: four claims for private use that the door understands.", "PASS-1",
        door.judges(of_size(1_024)), "length-unchecked",
    )
    for size in (1_025, 1_119):
        group.fails(
            f"pass-{size}-bytes", f"{size - 1_024} bytes more than the longest pass, well formed but for that.", "PASS-1",
            door.judges(of_size(size), "malformed"), longest, "length-unchecked",
        )
    group.fails(
        "pass-4096-bytes", "The longest pass and zero bytes up to 4,096.", "PASS-1 BASE-2 SEC-5",
        door.judges(of_size(1_024).octets.ljust(4_096, b"\0"), "malformed"), longest, "length-unchecked trailing-bytes",
    )


def truncations(group, honest):
    whole = LINDMOOR.issue(claims=NAMES).octets
    claims_end = len(whole) - 64
    for end, what in (
        (3, "in the domain tag"), (6, "in the key number"), (9, "in the profile"), (12, "in the serial"),
        (16, "in issued at"), (21, "in valid from"), (25, "in the lifetime"), (HEAD, "behind the lifetime"),
        (HEAD + 4, "in the first claim"), (claims_end, "behind the claims: the signature is missing"),
        (claims_end + 32, "in the middle of the signature"), (len(whole) - 2, "two bytes before its end"),
        (len(whole) - 1, "one byte before its end"),
    ):
        group.fails(
            f"pass-cut-at-{end}", f"The honest pass, cut {what}.", "PASS-1 CLAIM-1" if end >= 91 else "PASS-1",
            DOOR.judges(whole[:end], "malformed"), honest, "truncation",
        )
    given_name = 2 + len(NAMES[1][1])
    group.fails(
        "pass-cut-by-a-claim", "The honest pass without as many bytes at its end as its last claim has: it is well-formed "
        "again, and its last 64 bytes are no signature.", "VERIFY-10 BASE-3",
        DOOR.judges(whole[:-given_name], "bad-signature"), honest, "truncation",
    )
    group.fails(
        "pass-last-claim-taken-out", "The last claim is taken out and the signature is kept.", "VERIFY-10 BASE-5",
        DOOR.judges(whole[:claims_end - given_name] + whole[-64:], "bad-signature"), honest, "truncation field-unsigned",
    )


def additions(group, honest):
    whole = LINDMOOR.issue(claims=NAMES).octets
    for name, tail, what in (
        ("a-zero-byte", b"\0", "a zero byte"), ("a-line-end", b"\n", "a line end"), ("a-byte-255", b"\xff", "a byte 0xff"),
    ):
        group.fails(
            f"pass-with-{name}-behind", f"The honest pass with {what} behind it. The last 64 bytes are the signature, so "
            "its first byte is a tag without a value.", "BASE-2 CLAIM-1",
            DOOR.judges(whole + tail, "malformed"), honest, "trailing-bytes",
        )
    group.fails(
        "pass-with-a-zero-byte-before", "The honest pass with a zero byte before it: version 0, kind 0.", "VERIFY-5 BASE-2",
        DOOR.judges(b"\0" + whole, "unsupported-version"), honest, "trailing-bytes version-ignored",
    )
    group.fails(
        "pass-with-a-byte-before-its-claims", "A byte 0x11 between the lifetime and the claims, signed: a tag that takes "
        "the next tag as its value, and a length that is then a tag out of order.", "BASE-2 CLAIM-2",
        DOOR.judges(LINDMOOR.seal(whole[:HEAD] + b"\x11" + whole[HEAD:-64]), "malformed"), honest, "trailing-bytes",
    )


def first_bytes(group, honest):
    whole = LINDMOOR.draft(claims=NAMES).body
    for version in (0, *range(2, 16)):
        first = version << 4 | 1
        group.fails(
            f"pass-version-{version}", f"The honest pass with the first byte 0x{first:02x}, signed.", "VERIFY-5",
            DOOR.judges(LINDMOOR.issue(claims=NAMES, first=first), "unsupported-version"), honest,
            "version-ignored rejects-when-it-cannot-tell",
        )
    for kind in (0, *range(8, 16)):
        group.fails(
            f"pass-kind-{kind}", f"The honest pass with the first byte 0x{0x10 | kind:02x}, signed: a kind that may come "
            "to mean something.", "VERIFY-5",
            DOOR.judges(LINDMOOR.issue(claims=NAMES, first=0x10 | kind), "unsupported-version"), honest,
            "kind-ignored rejects-when-it-cannot-tell",
        )
    for kind in range(3, 8):
        group.fails(
            f"pass-kind-{kind}", f"The honest pass with the first byte 0x{0x10 | kind:02x}, signed: a kind that is never "
            "shown at a door.", "PASS-3",
            DOOR.judges(LINDMOOR.issue(claims=NAMES, first=0x10 | kind), "malformed"), honest, "kind-ignored",
        )
    group.fails(
        "pass-kind-2", "The honest pass with the first byte 0x12, signed: too short for a presentation.", "PRESENT-1",
        DOOR.judges(LINDMOOR.issue(claims=NAMES, first=0x12), "malformed"), honest, "kind-ignored", "presentations",
    )
    group.fails(
        "pass-version-2-alone", "The byte 0x21 and nothing else: the version is looked at before the length.", "VERIFY-5",
        DOOR.judges(b"\x21", "unsupported-version"), honest, "version-ignored step-order",
    )
    group.fails(
        "pass-version-2-of-2000-bytes", "2,000 bytes, the first of them 0x21: a newer version may be longer.", "VERIFY-5",
        DOOR.judges((b"\x21" + whole).ljust(2_000, b"\0"), "unsupported-version"), honest, "version-ignored step-order",
    )
    group.fails(
        "pass-kind-4-alone", "The byte 0x14 and nothing else.", "PASS-3 PASS-1",
        DOOR.judges(b"\x14", "malformed"), honest, "kind-ignored",
    )


def other_kinds(group, honest):
    request = u8(0x17) + bytes(6) + Key("lindmoor phone").public
    for name, octets, what in (
        ("a-record", LINDMOOR.signed_record, "The authority record"),
        ("a-trust-list", LINDMOOR.signed_list, "The trust list"),
        ("a-bundle", LINDMOOR.bundle, "The trust bundle"),
        ("a-request", LINDMOOR.seal(request, "request", Key("lindmoor phone")), "A pass request"),
    ):
        group.fails(
            f"pass-is-{name}", f"{what} of the domain, shown as a pass.", "PASS-3",
            DOOR.judges(octets, "malformed"), honest, "kind-ignored",
        )


def numbers(group, honest):
    for index in range(4):
        tag = changed(LINDMOOR.tag, index, u8(LINDMOOR.tag[index] ^ 1))
        group.fails(
            f"pass-domain-tag-byte-{index}", f"The lowest bit of byte {index} of the domain tag is turned; signed for the "
            "domain all the same.", "VERIFY-7",
            DOOR.judges(LINDMOOR.issue(claims=NAMES, tag=tag), "unknown-domain"), honest,
            "domain-by-position rejects-when-it-cannot-tell",
        )
    for serial in (0, 2**32 - 1):
        group.accepts(
            f"pass-serial-{serial}", "The least serial." if serial == 0 else "The greatest serial.", "BASE-1",
            DOOR.judges(LINDMOOR.issue(claims=NAMES, serial=serial)), "field-range",
        )
    key_numbers(group)
    for profile in (PRIVATE, 0xFFFF):
        domain = LINDMOOR.with_issuer(1, profiles=(ACCESS, profile))
        door = door_of(domain).asking(scopes=scopes(domain, (profile,)))
        group.accepts(
            f"pass-profile-{profile}", "The first profile for private use." if profile == PRIVATE else
            "The last profile for private use.", "VERIFY-17",
            door.judges(domain.issue(profile=profile, claims=NAMES)), "field-range",
        )
    for profile in (0, 5, 0x0100, 0x0200, PRIVATE - 1):
        domain = LINDMOOR.with_issuer(1, profiles=tuple(sorted({ACCESS, profile})))
        door = door_of(domain).asking(scopes=scopes(domain, (ACCESS, profile)))
        group.fails(
            f"pass-profile-{profile}", f"Profile {profile}, which is not assigned; the issuer has it and the door's policy "
            "names it.", "VERIFY-17 BASE-1",
            door.judges(domain.issue(profile=profile, claims=NAMES), "unsupported-profile"), honest,
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
        "pass-valid-from-greatest", "Valid from is 2^32 - 1 s: it begins beyond 2^32, and would have begun with 32 bits.",
        "VERIFY-20 BASE-4",
        DOOR.judges(LINDMOOR.issue(valid_from=2**32 - 1), "not-yet-valid", PASS_FROM + 2**32 - 1),
        "pass-91-bytes", "narrow-times",
    )
    across(group)
    at_the_end_of_time(group)


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
            f"pass-across-2-to-{bits}", f"Issued a day before {what} and shown a day behind it.", "BASE-4 BASE-1",
            door_of(domain).at(edge + DAY).judges(domain.issue(issued_at=edge - DAY, lifetime=3 * DAY)),
            "narrow-times",
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
        "pass-end-greatest", "Issued two seconds before 2^40, with the greatest lifetime: the end needs 41 bits.", "BASE-4",
        door.judges(domain.issue(issued_at=last - 1, lifetime=2**32 - 1)), "narrow-times",
    )
    group.fails(
        "pass-start-greatest", "The same instant with the greatest valid from and lifetime: the greatest sum that there is.",
        "BASE-4 VERIFY-20",
        door.judges(domain.issue(issued_at=last - 1, valid_from=2**32 - 1, lifetime=2**32 - 1), "not-yet-valid",
                    last - 1 + 2**32 - 1),
        accepted, "narrow-times",
    )
    group.fails(
        "pass-issued-at-greatest", "Issued at 2^40 - 1, a second behind the clock.", "TIME-4 BASE-4",
        door.judges(domain.issue(issued_at=last, lifetime=2**32 - 1), "pass-from-future", last),
        accepted, "narrow-times",
    )


def what_is_signed(group, honest):
    draft = LINDMOOR.draft(claims=NAMES)
    key = LINDMOOR.key(GOOD)
    for kind in LABELS:
        if kind != "pass":
            group.fails(
                f"pass-signed-as-{kind}", f"Signed by the right key under the label {LABELS[kind].decode()!r}.", "BASE-5",
                DOOR.judges(draft.body + key.sign(kind, LINDMOOR.digest, draft.body), "bad-signature"),
                honest, "label-ignored",
            )
    label = LABELS["pass"].ljust(16, b"\0")
    for name, message, what, flag in (
        ("without-label", LINDMOOR.digest + draft.body, "without the label", "label-ignored"),
        ("with-short-label", LABELS["pass"] + LINDMOOR.digest + draft.body, "with a label that is not filled up",
         "label-ignored"),
        ("with-spaces-in-label", LABELS["pass"].ljust(16) + LINDMOOR.digest + draft.body,
         "with a label that is filled up with spaces", "label-ignored"),
        ("without-digest", label + draft.body, "without the domain digest", "domain-not-signed"),
        ("with-zero-digest", label + bytes(32) + draft.body, "with zero bytes in the digest's place", "domain-not-signed"),
        ("with-tag-only", label + LINDMOOR.tag + draft.body, "with the tag in the digest's place", "domain-not-signed"),
        ("with-other-digest", label + ASHFORD.digest + draft.body, "with another domain's digest", "domain-not-signed"),
        ("in-other-order", LINDMOOR.digest + label + draft.body, "with the digest before the label", "label-ignored"),
        ("alone", draft.body, "over its own bytes alone", "label-ignored domain-not-signed"),
        ("without-first-byte", label + LINDMOOR.digest + draft.body[1:], "without its first byte", "field-unsigned"),
        ("with-signature", label + LINDMOOR.digest + draft.body + bytes(64), "with 64 zero bytes behind", "field-unsigned"),
    ):
        group.fails(
            f"pass-signed-{name}", f"Signed by the right key {what}.", "BASE-5",
            DOOR.judges(draft.body + key.private.sign(message), "bad-signature"), honest, flag,
        )
    for name, signer, what in (
        ("another-listed-key", LINDMOOR.key(STANDBY), "another listed key of the same issuer"),
        ("an-unlisted-key", Key("lindmoor stranger"), "a key that is not listed"),
        ("a-list-key", LINDMOOR.list_key(0), "the authority's list key"),
        ("a-root", LINDMOOR.root(0), "a root of the authority"),
    ):
        group.fails(
            f"pass-signed-by-{name}", f"Signed by {what}, with the honest key's number.", "VERIFY-10",
            DOOR.judges(LINDMOOR.seal(draft.body, key=signer), "bad-signature"), honest, "key-from-pass",
        )
    phone = Key("lindmoor phone")
    bound = LINDMOOR.draft(claims=(*NAMES, (HOLDER_KEY, phone.public)))
    bare = DOOR.asking(bare=True)
    bound_twin = group.accepts(
        "pass-with-holder-key", "A pass that holds a public key, signed by the issuer, at a door that takes it bare.",
        "BASE-8", bare.judges(LINDMOOR.issue(claims=bound.claims)), "key-from-pass", "presentations",
    )
    group.fails(
        "pass-signed-by-its-holder-key", "A pass that is signed by the public key that it holds.", "BASE-8 VERIFY-10",
        bare.judges(LINDMOOR.seal(bound.body, key=phone), "bad-signature"), bound_twin, "key-from-pass", "presentations",
    )
    altered(group, honest)


def altered(group, honest):
    whole = LINDMOOR.issue(claims=NAMES).octets
    end = len(whole)
    for name, offset in (
        ("profile", 9), ("serial", 13), ("issued-at", 18), ("valid-from", 22), ("lifetime", 26), ("name", HEAD + 3),
        ("r-first-byte", end - 64), ("r-last-byte", end - 33), ("s-first-byte", end - 32),
    ):
        group.fails(
            f"pass-altered-{name}", f"The lowest bit of byte {offset} of the honest pass is turned, the signature is kept.",
            "VERIFY-10 BASE-3 SIG-5",
            DOOR.judges(changed(whole, offset, u8(whole[offset] ^ 1)), "bad-signature"), honest, "field-unsigned",
        )
    group.fails(
        "pass-signature-zero", "64 zero bytes in the signature's place.", "VERIFY-10",
        DOOR.judges(whole[:-64] + bytes(64), "bad-signature"), honest, "field-unsigned",
    )
    group.fails(
        "pass-signature-of-another", "The signature of another pass of the same key.", "VERIFY-10",
        DOOR.judges(whole[:-64] + LINDMOOR.issue(serial=2).signature, "bad-signature"), honest, "field-unsigned",
    )
    foreign = ASHFORD.issue(claims=NAMES)
    door = DOOR.holding(Held.of(LINDMOOR), Held.of(ASHFORD)).asking(scopes=scopes(LINDMOOR) + scopes(ASHFORD))
    group.share("ashford", ASHFORD.bundle)
    two = group.accepts(
        "pass-of-second-domain", "A pass of Ashford at a door that holds Lindmoor's state and Ashford's.",
        "VERIFY-7 BASE-5", door.judges(foreign), "domain-by-position",
    )
    group.fails(
        "pass-of-domain-not-held", "The same pass at a door that holds Lindmoor's state alone.", "VERIFY-7",
        DOOR.judges(foreign, "unknown-domain"), two, "domain-by-position rejects-when-it-cannot-tell",
    )
