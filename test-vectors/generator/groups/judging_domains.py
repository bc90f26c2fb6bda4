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
    elder = {
        "good": twin("elder", (3,), 9), "compromised": twin("elder", (3,), 9, COMPROMISED),
        "withdrawn": twin("elder", (1, 4), 9), "not-yet-known": twin("elder", (1,), 3),
    }
    alder = {
        "other-key": twin("alder", (3,), 9), "withdrawn": twin("alder", (1, 4), 9),
        "not-yet-known": twin("alder", (1,), 3),
    }
    good, other = elder["good"], alder["other-key"]
    if good.tag != other.tag or good.digest == other.digest:
        raise ValueError("these are not two domains of one tag")
    shown = good.issue(key_number=3, claims=NAMES)
    forged = good.seal(shown.body, key=LINDMOOR.key(GOOD))
    door = DOOR.asking(scopes=scopes(good) + scopes(other))
    flags = "first-state-only"
    alone = group.accepts(
        "judging-tag-alone", "A pass of Elder, whose tag is Alder's too, at a door that holds Elder alone.",
        "VERIFY-22 VERIFY-7", door.holding(Held.of(good)).judges(shown), flags,
    )
    words = {"good": "good", "compromised": "good by a compromised key", "withdrawn": "withdrawn",
             "not-yet-known": "not yet known", "other-key": "another key's"}
    for under_elder, under_alder, reason in (
        ("good", "other-key", None), ("good", "withdrawn", None), ("good", "not-yet-known", None),
        ("compromised", "not-yet-known", "key-compromised"), ("compromised", "withdrawn", "key-compromised"),
        ("not-yet-known", "withdrawn", "key-not-yet-known"), ("not-yet-known", "other-key", "key-not-yet-known"),
        ("withdrawn", "not-yet-known", "key-not-yet-known"), ("withdrawn", "other-key", "key-withdrawn"),
    ):
        for order in (1, -1):
            held = [Held.of(elder[under_elder]), Held.of(alder[under_alder])][::order]
            id = f"judging-tag-{under_elder}-and-{under_alder}" + ("" if order == 1 else "-turned-round")
            comment = f"Under Elder the key number is {words[under_elder]}, under Alder {words[under_alder]}"
            comment += "." if order == 1 else "; the states in the other order."
            asked = door.holding(*held).judges(shown, reason)
            if reason is None:
                group.accepts(id, comment, "VERIFY-22", asked, flags)
            else:
                group.fails(id, comment, "VERIFY-22", asked, alone, flags)
    for under_alder, reason in (
        ("not-yet-known", "key-not-yet-known"), ("withdrawn", "key-withdrawn"), ("other-key", "bad-signature"),
    ):
        group.fails(
            f"judging-tag-stranger-{under_alder}", "A pass of Elder at a door that holds Alder alone, where its key "
            f"number is {words[under_alder]}.", "VERIFY-22",
            door.holding(Held.of(alder[under_alder])).judges(shown, reason), alone, flags,
        )
    both = door.holding(Held.of(good), Held.of(other))
    group.fails(
        "judging-tag-scope-of-other", "Good under Elder, and the policy names Alder alone.", "VERIFY-22 VERIFY-14",
        both.asking(scopes=scopes(other)).judges(shown, "not-accepted-here"), "judging-tag-good-and-other-key",
        f"{flags} scope-ignored",
    )
    group.fails(
        "judging-tag-forged", "Signed by the key of neither.", "VERIFY-22", both.judges(forged, "bad-signature"),
        "judging-tag-good-and-other-key", flags,
    )
    with_anchor = door.holding(Held.of(good), Held("alder", other.anchor))
    beside = group.accepts(
        "judging-tag-good-and-anchor-alone", "Good under Elder; of Alder the door has the anchor alone.", "VERIFY-22",
        with_anchor.judges(shown), flags,
    )
    group.fails(
        "judging-tag-forged-and-anchor-alone", "Signed by a stranger; of Alder the door has the anchor alone, so that "
        "who signed cannot be told.", "VERIFY-22", with_anchor.judges(forged, "key-not-yet-known"), beside, flags,
    )
