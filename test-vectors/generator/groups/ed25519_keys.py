"""Good and bad public keys, as a listed key, a key of the authority, and a holder's."""
from dataclasses import replace

from .. import curve, edges, steps
from ..curve import BASE, L, encode, multiply
from ..domain import DAY, GOOD, LIST_FROM, LINDMOOR, NOON, STATUS
from ..door import DOOR, door_of
from ..keys import Key, covered
from ..objects.claims import HOLDER_KEY
from ..objects.lists import COMPROMISED, PASSES, STATUS_LISTS, ListedKey
from ..objects.presentations import Presentation
from ..showing import PHONE


def add(group):
    good_keys(group)
    listed_keys(group)
    authority_keys(group)
    holder_keys(group)


def good_keys(group):
    """Keys that look odd, and are points of prime order."""
    for name, scalar, what in (
        ("base-point", 1, "the base point"), ("base-point-negative", L - 1, "the base point's negative"),
        ("eight-base-points", 8, "the base point times eight"),
    ):
        public = encode(multiply(scalar, BASE))
        domain = LINDMOOR.with_key(GOOD, public=public)
        draft = domain.draft()
        octets = edges.signed(covered("pass", domain.digest, draft.body), public, scalar, edges.nonce(name))
        group.accepts(
            f"ed25519-key-{name}", f"The listed key is {what}: whoever lists it gives its secret away, and it is of "
            "prime order.", "SIG-1 SIG-5 LOAD-9", door_of(domain).judges(draft.body + octets), "key-too-strict",
        )
    for sign in (0, 1):
        name = next(name for name in (f"sign {sign} {n}" for n in range(100)) if Key(name).public[31] >> 7 == sign)
        domain = LINDMOOR.with_key(GOOD, public=Key(name).public)
        group.accepts(
            f"ed25519-key-with-sign-{sign}", f"A key whose x is {'odd' if sign else 'even'}.", "SIG-1",
            door_of(domain).judges(domain.seal(domain.draft().body, key=Key(name))), "key-too-strict",
        )


def flag_of(key):
    is_canonical = not key.name.startswith(("y-p-plus", "identity-", "order-2-"))
    return "key-unvetted" if is_canonical else "key-non-canonical key-unvetted"


def loading(whole, refusal=None, anchor=LINDMOOR.anchor):
    expect = steps.refused(refusal) if refusal else steps.loaded(whole)
    return [steps.opened("lindmoor", anchor), steps.load("lindmoor", whole, expect)]


def listed_keys(group):
    """Every bad encoding in a list that the authority signed. Nobody signs with it: the list is refused."""
    twin = group.accepts("ed25519-list", "A record and a list with good keys alone.",
                         "SIG-1 SIG-2 LOAD-9 TRUST-1 TRUST-5 TRUST-9 TRUST-12",
                         loading(LINDMOOR.bundle))
    for key in edges.bad_keys():
        group.fails(
            f"ed25519-listed-{key.name}", f"A listed key is {key.what}.", "SIG-1 LOAD-9",
            loading(LINDMOOR.with_key(GOOD, public=key.octets).bundle, "bad-key"), twin, flag_of(key),
        )
    bad = next(edges.mixed_order()).octets
    for name, number, changes, what in (
        ("compromised", GOOD, {"flags": COMPROMISED}, "compromised"),
        ("for-status-lists", STATUS, {"flags": STATUS_LISTS}, "for status lists"),
        ("ended", GOOD, {"accept_until": LIST_FROM}, "no longer accepted"),
    ):
        group.fails(
            f"ed25519-listed-{name}", f"A listed key of mixed order that is {what}.", "SIG-1 LOAD-9",
            loading(LINDMOOR.with_key(number, public=bad, **changes).bundle, "bad-key"), twin, "key-unvetted",
        )
    second = LINDMOOR.trust_list.issuers[1]
    last = replace(second, keys=(*second.keys, ListedKey(7 + 1, bad, LIST_FROM + DAY, PASSES)))
    domain = LINDMOOR.with_list(next_key_number=9, issuers=(LINDMOOR.trust_list.issuers[0], last))
    group.fails(
        "ed25519-listed-last", "The last key of the last issuer is of mixed order.", "SIG-1 LOAD-9",
        loading(domain.bundle, "bad-key"), twin, "key-unvetted",
    )


def representatives():
    """A few of each kind of bad key, for the places where all of them would only repeat."""
    mixed, small = list(edges.mixed_order()), list(edges.small_order())
    named = {key.name: key for key in edges.bad_keys()}
    return [*small, *(named[name] for name in (
        "identity-with-sign", "order-2-with-sign", "y-p-plus-0", "y-p-plus-1", "y-p-plus-3", "y-p-plus-18",
        "y-p-plus-18-with-sign", "off-the-curve",
    )), mixed[0], mixed[1], mixed[3]]


def authority_keys(group):
    """A root and a list key that do not sign, good ones and bad encodings."""
    for place, with_key in (("root", with_root), ("list key", with_list_key)):
        name = place.replace(" ", "-")
        good = with_key(Key("lindmoor standby").public)
        twin = group.accepts(
            f"ed25519-{name}", f"A {place} that does not sign is a good key.", "SIG-1 LOAD-9",
            loading(good.bundle, anchor=good.anchor),
        )
        for key in representatives():
            domain = with_key(key.octets)
            group.fails(
                f"ed25519-{name}-{key.name}", f"A {place} that does not sign is {key.what}.", "SIG-1 LOAD-9",
                loading(domain.bundle, "bad-key", domain.anchor), twin, flag_of(key),
            )


def with_root(octets):
    return of_record(replace(LINDMOOR.record, roots=(*LINDMOOR.record.roots, octets)))


def with_list_key(octets):
    return of_record(replace(LINDMOOR.record, list_keys=(LINDMOOR.record.list_keys[0], octets)))


def of_record(record):
    """Lindmoor, had it begun with this record."""
    return replace(LINDMOOR, record=record).with_list(digest=record.digest)


def bound_to(octets):
    return LINDMOOR.issue(claims=((0x60, b"Rowan"), (HOLDER_KEY, octets))).octets


def holder_keys(group):
    """Bad encodings as a holder key. Where the arithmetic allows it, the signature fits the equation."""
    def presented(octets, sign):
        draft = Presentation(NOON, bound_to(octets))
        return draft.body + sign(covered("presentation", LINDMOOR.digest, draft.body))

    twin = group.accepts(
        "ed25519-holder", "A presentation by a good holder key.", "SIG-1 SIG-5 PRESENT-5 PRESENT-4",
        DOOR.judges(presented(PHONE.public, PHONE.private.sign)), needs="presentations",
    )
    scalar = curve.secret_scalar(PHONE.secret)
    for key in edges.bad_keys():
        if key.order:
            def sign(message, key=key):
                return edges.forged(message, key)
            how = "the signature fits the equation" + ("" if key.scalar else ", and needed no secret")
        else:
            def sign(message, key=key):
                return edges.signed(message, key.octets, scalar, edges.nonce("holder"))
            how = "nobody can sign for it"
        group.fails(
            f"ed25519-holder-{key.name}", f"The holder key is {key.what}: {how}.", "SIG-1 PRESENT-5",
            DOOR.judges(presented(key.octets, sign), "bad-holder-proof"), twin, flag_of(key), "presentations",
        )
    for key in (next(edges.small_order()), next(edges.off_the_curve()), next(edges.mixed_order())):
        group.accepts(
            f"ed25519-bare-holder-{key.name}", f"The holder key is {key.what}, and the pass is shown bare where the "
            "policy allows it: nothing is checked with the key, so it is not vetted.", "PRESENT-5 SIG-1",
            DOOR.asking(bare=True).judges(bound_to(key.octets)), "key-too-strict", "presentations",
        )
