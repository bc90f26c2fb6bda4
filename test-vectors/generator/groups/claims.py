"""`claims`: the form of claims, which are understood, what their values may be, and which belong together."""
from .. import times
from ..cases import Group
from ..domain import ACCESS, ASHFORD, DAY, LINDMOOR, NOON, PRIVATE, TICKET, VACCINATION
from ..door import DOOR, Held, door_of, scopes
from ..objects.claims import claims as written
from ..objects.claims import date, size_class
from ..objects.rules import Rule
from ..octets import u8
from . import claim_values

FLAGS = {
    "claim-overrun": (
        "A claim's value is read beyond the claims, into the signature or behind the input.",
        "A verifier reads memory that is not the pass's, or crashes in front of a queue.",
    ),
    "claim-order": (
        "The order of tags is not checked, or not by the whole byte.",
        "One pass says two things of one claim, and two verifiers read a different one.",
    ),
    "empty-claim": (
        "A length byte of 0 is taken.",
        "One fact has two spellings: absent and empty.",
    ),
    "unknown-claim-dropped": (
        "A claim that is not understood and not ignorable is passed over.",
        "A pass with a restriction is accepted by a door that has not learnt the restriction.",
    ),
    "ignorable-bit": (
        "The ignorable bit is not looked at, or a claim that is ignorable is judged though it is not understood.",
        "Holders of passes that say a little more are turned away.",
    ),
    "private-tags": (
        "A tag for private use is understood though the policy's scope for this domain and profile does not name it, "
        "or a tag that is not for private use because it does.",
        "A restriction that one domain invented is taken for that of another.",
    ),
    "claim-of-another-profile": (
        "A profile's claim is read in a pass of another profile.",
        "The same tag means two things, and the wrong one is judged or shown.",
    ),
    "claim-type": (
        "A value is not checked against its type, its limit or its alphabet.",
        "A door shows nonsense as a fact, or code that trusts the type goes wrong behind it.",
    ),
    "claim-too-strict": (
        "A value that its type allows is refused.",
        "Holders of good passes are turned away.",
    ),
    "exclusion": (
        "Two claims that exclude each other are taken together.",
        "A pass states two diseases or two birth dates, and a door reads the one that suits its holder.",
    ),
    "required-claim": (
        "A required claim is not asked for.",
        "A vaccination without a date counts, for ever.",
    ),
    "judges-sense": (
        "A verifier rejects a pass because its facts are odd or their codes unknown to it.",
        "Honest holders of real records are turned away.",
    ),
}
EVENT = (0x70, b"Harbour Concert")


def group():
    group = Group("claims", "The form of claims, which are understood, and what their values may be.", FLAGS)
    group.share("lindmoor", LINDMOOR.bundle)
    group.share("ashford", ASHFORD.bundle)
    form(group)
    order(group)
    not_understood(group)
    private_tags(group)
    private_profile(group)
    read_by_a_rule(group)
    claim_values.add(group)
    return group


def sealed(octets):
    """An access pass with these bytes as its claims."""
    return LINDMOOR.seal(LINDMOOR.draft().body + octets)


def understanding(*tags):
    """A door whose scope for access passes names these tags."""
    return DOOR.asking(scopes=scopes(LINDMOOR, (ACCESS,), tags))


def form(group):
    for tag, size in ((0x1C, 1), (0x3C, 2), (0x5C, 3), (0x7C, 1), (0x7C, 255)):
        many = "bytes" if size > 1 else "byte"
        name = f"claims-class-{size_class(tag)}-of-{size}-{many}"
        door = understanding(tag)
        whole = group.accepts(
            name, f"A claim of size class {size_class(tag)} with {size} {many}, under a tag that the policy names.",
            "CLAIM-1 CLAIM-3" if size_class(tag) == 3 else "CLAIM-1",
            door.judges(LINDMOOR.issue(claims=((tag, b"\xff" * size),))), "claim-overrun",
        )
        octets = written((tag, b"\xff" * size))
        if len(octets) > 2:
            group.fails(
                f"{name}-one-byte-short", "The same, signed without the last byte of the value: it would reach into "
                "the signature.", "CLAIM-1", door.judges(sealed(octets[:-1]), "malformed"), whole, "claim-overrun",
            )
        group.fails(
            f"{name}-tag-alone", "The tag is the last byte before the signature.", "CLAIM-1",
            door.judges(sealed(octets[:1]), "malformed"), whole, "claim-overrun",
        )
    text = "claims-class-3-of-255-bytes"
    for tag, what in ((0x7C, "the policy names the tag"), (0x60, "a family name"),
                      (0xFC, "ignorable and not understood"),
                      (0x64, "neither ignorable nor understood")):
        group.fails(
            f"claims-length-0-tag-{tag:02x}", f"A length byte of 0; {what}.", "CLAIM-3",
            understanding(0x7C).judges(sealed(u8(tag) + b"\0"), "malformed"), text, "empty-claim",
        )
    group.fails(
        "claims-length-0-before-another", "A length byte of 0 in a claim that is not the last.", "CLAIM-3",
        understanding(0x7C).judges(sealed(b"\x60\0" + written((0x61, b"Ilse"))), "malformed"), text, "empty-claim",
    )
    for length, there in ((2, 1), (64, 1), (255, 1)):
        group.fails(
            f"claims-length-{length}-with-{there}", f"A length byte of {length}, and before the signature {there} of "
            "these bytes.",
            "CLAIM-1", understanding(0x7C).judges(sealed(b"\x7c" + u8(length) + b"\xff" * there), "malformed"), text,
            "claim-overrun",
        )
    for tag in (0x00, 0x20, 0x40, 0x60, 0x80, 0xA0, 0xC0, 0xE0, 0xFF):
        group.fails(
            f"claims-last-byte-is-tag-{tag:02x}", f"The tag 0x{tag:02x}, known or not, with nothing behind it.",
            "CLAIM-1", understanding(0x7C).judges(sealed(u8(tag)), "malformed"), text, "claim-overrun",
        )
    group.fails(
        "claims-unknown-ignorable-overrun", "An ignorable claim that is not understood, longer than the claims.",
        "CLAIM-1", understanding(0x7C).judges(sealed(b"\xfc\x03ab"), "malformed"), text, "claim-overrun ignorable-bit",
    )


def order(group):
    door = understanding(0x0C, 0x1C, 0x3C, 0x5C, 0x6C, 0x7C, 0x8C, 0xFC)
    ascending = group.accepts(
        "claims-in-ascending-order", "One claim of each size class and of both halves, ascending.", "CLAIM-2",
        door.judges(LINDMOOR.issue(claims=(
            (0x0C, b"1"), (0x1C, b"1"), (0x3C, b"22"), (0x5C, b"333"), (0x6C, b"4444"), (0x7C, b"5"), (0x8C, b"1"),
            (0xFC, b"6"),
        ))), "claim-order",
    )
    for name, pairs, what in (
        ("twice", ((0x0C, b"1"), (0x0C, b"1")), "The same claim twice, with the same value."),
        ("twice-with-other-values", ((0x7C, b"a"), (0x7C, b"b")), "The same tag twice, with two values."),
        ("names-the-wrong-way", ((0x61, b"Ilse"), (0x60, b"Rowan")), "The given name before the family name."),
        ("three-with-the-last-low", ((0x1C, b"1"), (0x3C, b"22"), (0x0C, b"1")), "The third tag is below the first."),
        ("ignorable-twin-first", ((0xFC, b"a"), (0x7C, b"b")), "The ignorable twin of a tag before the tag: ascending "
        "only where the top bit is not looked at or is a sign."),
        ("ignorable-first", ((0x8C, b"1"), (0x0C, b"1")), "An ignorable claim before one that is not."),
        ("by-size-class", ((0x6C, b"4"), (0x1C, b"1")), "Ascending by number, not by the whole byte."),
        ("unknown-ignorable-twice", ((0xFD, b"a"), (0xFD, b"b")), "A claim that may be ignored, twice."),
    ):
        group.fails(
            f"claims-order-{name}", what, "CLAIM-2", door.judges(sealed(written(*pairs)), "malformed"), ascending,
            "claim-order",
        )
    group.accepts(
        "claims-tag-and-its-ignorable-twin", "The tags 0x7c and 0xfc are two tags.", "CLAIM-2",
        door.judges(LINDMOOR.issue(claims=((0x7C, b"a"), (0xFC, b"b")))), "claim-order",
    )


def not_understood(group):
    plain = group.accepts(
        "claims-none", "No claims at all: an access pass requires none.", "CLAIM-4 CLAIM-8",
        DOOR.judges(LINDMOOR.issue()),
    )
    values = {0: b"1", 1: b"12", 2: b"123", 3: b"1234"}
    for tag in (0x00, 0x0B, 0x20, 0x41, 0x64, 0x14, 0x34, 0x54, 0x74, 0x1B, 0x7B):
        group.fails(
            f"claims-unknown-tag-{tag:02x}", f"The tag 0x{tag:02x}, which the registry gives to nobody and which is "
            "not ignorable.", "CLAIM-4",
            DOOR.judges(LINDMOOR.issue(claims=((tag, values[size_class(tag)]),)), "unsupported-claim"),
            plain, "unknown-claim-dropped rejects-when-it-cannot-tell",
        )
        ignorable = tag | 0x80
        group.accepts(
            f"claims-unknown-tag-{ignorable:02x}", f"The tag 0x{ignorable:02x}, which the registry gives to nobody, "
            "and which is ignorable.", "CLAIM-5 VERIFY-26",
            DOOR.judges(LINDMOOR.issue(claims=((ignorable, values[size_class(tag)]),)),
                        advisories=["unknown-claim-ignored"]), "ignorable-bit",
        )
    group.fails(
        "claims-unknown-tag-among-known", "An unknown claim between two known ones.", "CLAIM-4",
        DOOR.judges(LINDMOOR.issue(claims=((0x60, b"Rowan"), (0x64, b"x"), (0x70, b"Pier"))), "unsupported-claim"),
        plain, "unknown-claim-dropped",
    )
    group.fails(
        "claims-unknown-and-ignorable", "An unknown claim that is not ignorable beside one that is.",
        "CLAIM-4 CLAIM-5 VERIFY-26",
        DOOR.judges(LINDMOOR.issue(claims=((0x64, b"x"), (0xE4, b"y"))), "unsupported-claim",
                    advisories=["unknown-claim-ignored"]), plain, "unknown-claim-dropped ignorable-bit",
    )
    group.fails(
        "claims-ignorable-in-an-ended-pass", "An ignorable claim changes neither outcome nor reason of a pass that has "
        "ended.", "CLAIM-5 VERIFY-15 VERIFY-26",
        DOOR.judges(LINDMOOR.issue(claims=((0xE4, values[3]),), lifetime=DAY), "expired",
                    LINDMOOR.draft(lifetime=DAY).end,
                    ["unknown-claim-ignored"]), "claims-unknown-tag-e4", "ignorable-bit",
    )
    for tag, what in ((0x10, "disease"), (0x50, "dose-date")):
        group.fails(
            f"claims-of-vaccination-{tag:02x}-in-access", f"The tag 0x{tag:02x} is {what} in a vaccination, and "
            "nothing in an access pass.", "CLAIM-4",
            DOOR.judges(LINDMOOR.issue(claims=((tag, values[size_class(tag)]),)), "unsupported-claim"), plain,
            "claim-of-another-profile",
        )
    group.accepts(
        "claims-of-vaccination-f2-in-access", "The tag 0xf2 is a text in a vaccination, and may be ignored in an "
        "access pass: its value is not judged.", "CLAIM-5 VERIFY-26",
        DOOR.judges(LINDMOOR.issue(claims=((0xF2, b"\xff\xfe"),)), advisories=["unknown-claim-ignored"]),
        "claim-of-another-profile ignorable-bit",
    )
    group.accepts(
        "claims-tag-10-in-ticket", "The tag 0x10 is a disease in a vaccination and a number of persons in a ticket.",
        "CLAIM-4", DOOR.judges(LINDMOOR.issue(profile=TICKET, claims=((0x10, b"\xff"), EVENT))),
        "claim-of-another-profile",
    )


def private_tags(group):
    values = {0: b"1", 1: b"12", 2: b"123", 3: b"1234"}
    for number in (12, 15, 28, 31):
        for size in range(4):
            tag = size << 5 | number
            shown = LINDMOOR.issue(claims=((tag, values[size]),))
            named = group.accepts(
                f"claims-private-{tag:02x}-named", f"The tag 0x{tag:02x} is for private use, and the scope names it.",
                "CLAIM-4", understanding(tag).judges(shown), "private-tags",
            )
            group.fails(
                f"claims-private-{tag:02x}-not-named", f"The tag 0x{tag:02x} is for private use; no scope names it.",
                "CLAIM-4", understanding().judges(shown, "unsupported-claim"), named,
                "private-tags unknown-claim-dropped rejects-when-it-cannot-tell",
            )
    ignorable = LINDMOOR.issue(claims=((0xFC, b"x"),))
    group.accepts(
        "claims-private-fc-named", "An ignorable tag for private use that the scope names is understood: no advisory.",
        "CLAIM-5 VERIFY-26", understanding(0xFC).judges(ignorable), "private-tags",
    )
    group.accepts(
        "claims-private-fc-not-named", "An ignorable tag for private use that no scope names is ignored.",
        "CLAIM-5 VERIFY-26", understanding().judges(ignorable, advisories=["unknown-claim-ignored"]), "private-tags",
    )
    scopes_that_do_not_name(group, values)


def scopes_that_do_not_name(group, values):
    shown = LINDMOOR.issue(claims=((0x1C, b"1"),))
    door = DOOR.holding(Held.of(LINDMOOR), Held.of(ASHFORD))

    def naming(tags, vaccination=(), ashford=()):
        """A door for access passes and vaccinations of two domains, which understands these tags in each."""
        return door.asking(scopes=(
            *scopes(LINDMOOR, (ACCESS,), tags), *scopes(LINDMOOR, (VACCINATION,), vaccination),
            *scopes(ASHFORD, (ACCESS,), ashford),
        ))

    named = group.accepts(
        "claims-private-scope-names-the-tag", "The tag 0x1c in a pass, and in the scope of its domain and profile.",
        "CLAIM-4", naming((0x1C,)).judges(shown), "private-tags",
    )
    for name, door_, what in (
        ("twin-of-the-tag", naming((0x9C,)), "its ignorable twin"),
        ("tag-of-another-profile", naming((), vaccination=(0x1C,)), "the tag, for another profile"),
        ("tag-of-another-domain", naming((), ashford=(0x1C,)), "the tag, for another domain"),
    ):
        group.fails(
            f"claims-private-scope-names-{name}", f"The tag 0x1c in a pass; the policy names {what}.", "CLAIM-4",
            door_.judges(shown, "unsupported-claim"), named, "private-tags",
        )
    for tag in (0x0B, 0x14, 0x1B, 0x7B):
        odd = understanding(tag)
        without = group.accepts(
            f"claims-scope-names-{tag:02x}-in-vain", f"The scope names the tag 0x{tag:02x}, which is not for private "
            "use in an access pass, and the pass has no such claim.", "CLAIM-4", odd.judges(LINDMOOR.issue()),
            "private-tags",
        )
        group.fails(
            f"claims-scope-names-{tag:02x}", f"The same with the claim 0x{tag:02x} in the pass.", "CLAIM-4",
            odd.judges(LINDMOOR.issue(claims=((tag, values[size_class(tag)]),)), "unsupported-claim"), without,
            "private-tags",
        )


def private_profile(group):
    def door(*tags):
        return DOOR.asking(scopes=scopes(LINDMOOR, (PRIVATE,), tags))

    for tag, value in ((0x10, b"1"), (0x1B, b"1"), (0x50, b"123"), (0x70, b"x"), (0x0C, b"1"), (0x1F, b"1")):
        shown = LINDMOOR.issue(profile=PRIVATE, claims=((tag, value),))
        named = group.accepts(
            f"claims-private-profile-{tag:02x}-named", f"The tag 0x{tag:02x} in a profile for private use, whose scope "
            "names it.", "CLAIM-4", door(tag).judges(shown), "private-tags",
        )
        group.fails(
            f"claims-private-profile-{tag:02x}-not-named", f"The tag 0x{tag:02x} in a profile for private use, whose "
            "scope does not name it.", "CLAIM-4", door().judges(shown, "unsupported-claim"), named,
            "private-tags claim-of-another-profile",
        )
    twin = group.accepts(
        "claims-private-profile-names", "The common claims are understood in a profile for private use too.",
        "CLAIM-4 CLAIM-6",
        door().judges(LINDMOOR.issue(profile=PRIVATE, claims=((0x40, date(1987, 5, 4)), (0x60, b"Rowan")))),
        "claim-type",
    )
    group.fails(
        "claims-private-profile-birth-date-of-month-13", "A common claim with a value that is not of its type, in a "
        "profile for private use.", "CLAIM-6",
        door().judges(LINDMOOR.issue(profile=PRIVATE, claims=((0x40, date(1987, 13, 4)),)), "invalid-claims"), twin,
        "claim-type",
    )
    group.accepts(
        "claims-private-profile-common-0b-unknown-ignorable", "In a profile for private use, too, the common numbers 0 "
        "to 11 are the registry's.", "CLAIM-5 VERIFY-26",
        door(0x8B).judges(LINDMOOR.issue(profile=PRIVATE, claims=((0x8B, b"1"),)),
                          advisories=["unknown-claim-ignored"]),
        "private-tags",
    )


def read_by_a_rule(group):
    """CLAIM-5 has one exception: a rule reads a claim by its tag, understood or not."""
    rule = Rule(ACCESS, 0xDC, 0, 30 * DAY)
    domain = LINDMOOR.with_list(rules=(rule.octets,))
    ignored = ["unknown-claim-ignored"]
    open_ = group.accepts(
        "claims-ignorable-date-read-by-a-rule", "A rule counts 30 days from an ignorable claim that is not understood; "
        "they are not over.", "CLAIM-5",
        door_of(domain).judges(domain.issue(claims=((0xDC, date(2027, 6, 1)),)), advisories=ignored), "ignorable-bit",
    )
    group.fails(
        "claims-ignorable-date-closed-by-a-rule", "The same with a date of January: the 30 days are over.",
        "CLAIM-5 RULE-11",
        door_of(domain).at(NOON).judges(domain.issue(claims=((0xDC, date(2027, 1, 4)),)), "rule-expired",
                                        times.utc(2027, 2, 3), ignored), open_, "ignorable-bit",
    )
