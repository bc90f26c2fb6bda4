"""Which states are held, and domains that share a tag."""
from dataclasses import replace

from ..domain import ACCESS, ASHFORD, GOOD, LINDMOOR, founded, listed
from ..door import DOOR, Held, scopes
from ..keys import drawn
from ..objects.bundles import bundle
from ..objects.lists import COMPROMISED, PASSES, Issuer
from ..octets import u32

NAMES = ((0x60, b"Rowan"),)
REJECTS = "rejects-when-it-cannot-tell"


def add(group):
    group.accepts("judging-named", "A pass with one name.", "VERIFY-7 VERIFY-14",
                  DOOR.judges(LINDMOOR.issue(claims=NAMES)))
    states(group)
    shared_tags(group)


def states(group):
    shown = LINDMOOR.issue(claims=NAMES)
    record_only = bundle(LINDMOOR.signed_record)
    for name, held, reason, what in (
        ("no-state", (), "unknown-domain", "holds no state at all"),
        ("another-domain", (Held.of(ASHFORD),), "unknown-domain", "holds another domain's state alone"),
        ("the-anchor-alone", (Held("lindmoor", LINDMOOR.anchor),), "key-not-yet-known",
         "has the domain's anchor, and neither record nor list"),
        ("the-record-alone", (Held("lindmoor", LINDMOOR.anchor, record_only),), "key-not-yet-known",
         "holds the domain's record and no list"),
    ):
        requirement = "VERIFY-7" if reason == "unknown-domain" else "VERIFY-8"
        group.fails(
            f"judging-with-{name}", f"A door that {what}.", requirement, DOOR.holding(*held).judges(shown, reason),
            "judging-named", REJECTS,
        )
    lindmoor, ashford = Held.of(LINDMOOR), Held.of(ASHFORD)
    for name, held in (("first", (lindmoor, ashford)), ("last", (ashford, lindmoor))):
        group.accepts(
            f"judging-state-{name}", f"The pass's state is the {name} of two.", "VERIFY-7",
            DOOR.holding(*held).judges(shown), "first-state-only",
        )


def twins():
    """Two domains whose tags are equal: nonces are tried until two first records' digests begin with the same bytes."""
    def digest(name, number):
        return replace(bare[name].record, domain=nonce(name, number)).digest

    def nonce(name, number):
        return drawn(f"{name} nonce")[:28] + u32(number)

    bare = {name: founded(name, bytes(32), (), 0) for name in ("elder", "alder")}
    seen = {digest("elder", number)[:4]: number for number in range(120_000)}
    found = next(n for n in range(10**7) if digest("alder", n)[:4] in seen)
    first = seen[digest("alder", found)[:4]]

    def domain(name, number, key_numbers, next_key_number, flags=PASSES):
        office = Issuer(1, f"{name.capitalize()} Office".encode(), (ACCESS,), tuple(
            listed(name, n, flags) for n in key_numbers))
        return founded(name, nonce(name, number), (office,), next_key_number)

    return lambda name, *rest: domain(name, first if name == "elder" else found, *rest)


def shared_tags(group):
    """What a pass that names key 3 gets under each of two lists of one tag. It is signed by key 3 of Elder."""
    twin = twins()
    signing = twin("elder", (3,), 9)
    shown = signing.issue(key_number=3, claims=NAMES)
    honest, stolen = twin("elder", (3,), 9), twin("elder", (3,), 9, COMPROMISED)
    not_yet, left, other = twin("alder", (1,), 3), twin("alder", (1, 4), 9), twin("alder", (3,), 9)
    elder_not_yet, elder_left = twin("elder", (1,), 3), twin("elder", (1, 4), 9)
    if honest.tag != other.tag:
        raise ValueError("the two domains have different tags")
    policy = {"scopes": scopes(honest) + scopes(other)}
    flags = "first-state-only"

    def both(id, what, reason, elder, alder, asking=None):
        """In both orders of the states; the verdict is the same."""
        for order, held in (("", (elder, alder)), ("-turned-round", (alder, elder))):
            door = DOOR.holding(*(Held.of(domain) for domain in held)).asking(**(asking or policy))
            text = what if not order else f"{what} The states in the other order."
            if reason is None:
                group.accepts(f"judging-tag-{id}{order}", text, "VERIFY-22", door.judges(shown), flags)
            else:
                group.fails(f"judging-tag-{id}{order}", text, "VERIFY-22", door.judges(shown, reason),
                            "judging-tag-alone", flags)

    group.accepts(
        "judging-tag-alone", "A pass of Elder, whose tag is Alder's too, at a door that holds Elder alone.",
        "VERIFY-22 VERIFY-7",
        DOOR.holding(Held.of(honest)).asking(**policy).judges(shown), flags,
    )
    both("good-and-other-key", "Good under Elder; Alder lists another key of that number.", None, honest, other)
    both("good-and-withdrawn", "Good under Elder; under Alder the number is withdrawn.", None, honest, left)
    both("good-and-not-yet-known", "Good under Elder; under Alder the number is not yet known.", None, honest, not_yet)
    both("compromised-and-not-yet-known", "The signature is good under Elder, whose key is compromised; under Alder "
    "the number is not yet known.", "key-compromised", stolen, not_yet)
    both("good-and-scope-of-other", "Good under Elder, and the policy names Alder alone.", "not-accepted-here", honest,
         other,
         {"scopes": scopes(other)})
    both("not-yet-known-and-withdrawn", "Not yet known under Elder, withdrawn under Alder.", "key-not-yet-known",
         elder_not_yet,
         left)
    both("not-yet-known-and-other-key", "Not yet known under Elder, another key under Alder.", "key-not-yet-known",
         elder_not_yet, other)
    both("withdrawn-and-not-yet-known", "Withdrawn under Elder, not yet known under Alder.", "key-not-yet-known",
         elder_left,
         not_yet)
    both("withdrawn-and-other-key", "Withdrawn under Elder, another key under Alder.", "key-withdrawn", elder_left,
         other)
    for id, alder, reason, what in (
        ("stranger-not-yet-known", not_yet, "key-not-yet-known", "does not know the number yet"),
        ("stranger-withdrawn", left, "key-withdrawn", "lists it no more"),
        ("stranger-other-key", other, "bad-signature", "lists another key"),
    ):
        group.fails(
            f"judging-tag-{id}", f"A pass of Elder at a door that holds Alder alone, which {what}.", "VERIFY-22",
            DOOR.holding(Held.of(alder)).asking(**policy).judges(shown, reason), "judging-tag-alone", flags,
        )
    door = DOOR.holding(Held.of(honest), Held.of(other)).asking(**policy)
    forged = honest.seal(shown.body, key=LINDMOOR.key(GOOD))
    group.fails(
        "judging-tag-forged", "A pass that is signed by the key of neither.", "VERIFY-22",
        door.judges(forged, "bad-signature"),
        "judging-tag-alone", flags,
    )
    with_anchor = DOOR.holding(Held.of(honest), Held("alder", other.anchor)).asking(**policy)
    group.accepts(
        "judging-tag-good-and-anchor-alone", "Good under Elder; of Alder the door has the anchor alone.", "VERIFY-22",
        with_anchor.judges(shown), flags,
    )
    group.fails(
        "judging-tag-forged-and-anchor-alone", "Signed by a stranger; of Alder the door has the anchor alone, so that "
        "who signed cannot be told.",
        "VERIFY-22", with_anchor.judges(forged, "key-not-yet-known"), "judging-tag-alone", flags,
    )
