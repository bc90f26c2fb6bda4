"""`pass`: the form of a pass, each of its fields, and what its signature covers."""
from ..cases import Group
from ..domain import ASHFORD, LINDMOOR
from ..door import DOOR, scopes
from ..keys import Key
from ..octets import u8
from . import pass_fields, pass_signing
from .pass_fields import HEAD, NAMES

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
PRIVATE_TEXTS = (0x6C, 0x6D, 0x6E, 0x6F)


def group():
    group = Group("pass", "The form of a pass, each of its fields, and what its signature covers.", FLAGS)
    group.share("lindmoor", LINDMOOR.bundle)
    group.share("ashford", ASHFORD.bundle)
    honest = group.accepts(
        "pass-honest", "A pass with two names, as an issuer makes it.",
        "BASE-2 BASE-3 BASE-5 BASE-8 PASS-1 PASS-2 PASS-3 SEC-5 VERIFY-5 VERIFY-10",
        DOOR.judges(LINDMOOR.issue(claims=NAMES)),
    )
    lengths(group)
    truncations(group, honest)
    additions(group, honest)
    first_bytes(group, honest)
    other_kinds(group, honest)
    pass_fields.add(group, honest)
    pass_signing.add(group, honest)
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
    group.fails("pass-no-bytes", "No byte at all.", "PASS-1", DOOR.judges(b"", "malformed"), shortest,
                "length-unchecked")
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
            f"pass-{size}-bytes", f"{size - 1_024} bytes more than the longest pass, well formed but for that.",
            "PASS-1", door.judges(of_size(size), "malformed"), longest, "length-unchecked",
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
        "pass-cut-by-a-claim", "The honest pass without as many bytes at its end as its last claim has: it is "
        "well-formed again, and its last 64 bytes are no signature.", "VERIFY-10 BASE-3",
        DOOR.judges(whole[:-given_name], "bad-signature"), honest, "truncation",
    )
    group.fails(
        "pass-last-claim-taken-out", "The last claim is taken out and the signature is kept.", "VERIFY-10 BASE-5",
        DOOR.judges(whole[:claims_end - given_name] + whole[-64:], "bad-signature"), honest,
        "truncation field-unsigned",
    )


def additions(group, honest):
    whole = LINDMOOR.issue(claims=NAMES).octets
    for name, tail, what in (
        ("a-zero-byte", b"\0", "a zero byte"), ("a-line-end", b"\n", "a line end"),
        ("a-byte-255", b"\xff", "a byte 0xff"),
    ):
        group.fails(
            f"pass-with-{name}-behind", f"The honest pass with {what} behind it: the last 64 bytes are the signature, "
            "so its first byte is a tag without a value.", "BASE-2 CLAIM-1",
            DOOR.judges(whole + tail, "malformed"), honest, "trailing-bytes",
        )
    group.fails(
        "pass-with-a-zero-byte-before", "The honest pass with a zero byte before it: version 0, kind 0.",
        "VERIFY-5 BASE-2", DOOR.judges(b"\0" + whole, "unsupported-version"), honest, "trailing-bytes version-ignored",
    )
    group.fails(
        "pass-with-a-byte-before-its-claims", "A byte 0x11 between the lifetime and the claims, signed: a tag that "
        "takes the next tag as its value, and a length that is then a tag out of order.", "BASE-2 CLAIM-2",
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
    for kind in (0, *range(9, 16)):
        group.fails(
            f"pass-kind-{kind}", f"The honest pass with the first byte 0x{0x10 | kind:02x}, signed: a kind that may "
            "come to mean something.", "VERIFY-5",
            DOOR.judges(LINDMOOR.issue(claims=NAMES, first=0x10 | kind), "unsupported-version"), honest,
            "kind-ignored rejects-when-it-cannot-tell",
        )
    for kind in range(3, 9):
        group.fails(
            f"pass-kind-{kind}", f"The honest pass with the first byte 0x{0x10 | kind:02x}, signed: a kind that is "
            "never shown at a door.", "PASS-3",
            DOOR.judges(LINDMOOR.issue(claims=NAMES, first=0x10 | kind), "malformed"), honest, "kind-ignored",
        )
    group.fails(
        "pass-kind-2", "The honest pass with the first byte 0x12, signed: too short for a presentation.", "PRESENT-1",
        DOOR.judges(LINDMOOR.issue(claims=NAMES, first=0x12), "malformed"), honest, "kind-ignored", "presentations",
    )
    group.fails(
        "pass-version-2-alone", "The byte 0x21 and nothing else: the version is looked at before the length.",
        "VERIFY-5", DOOR.judges(b"\x21", "unsupported-version"), honest, "version-ignored step-order",
    )
    group.fails(
        "pass-version-2-of-2000-bytes", "2,000 bytes, the first of them 0x21: a newer version may be longer.",
        "VERIFY-5",
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
