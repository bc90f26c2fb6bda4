"""`ed25519`: which keys and which signatures are good, at every place where one stands."""
from .. import curve, edges, steps
from ..cases import Group
from ..curve import IDENTITY, L, encode
from ..domain import DAY, GOOD, LINDMOOR, NOON, PASS_FROM, STATUS
from ..door import DOOR
from ..keys import covered
from ..objects.bundles import bundle
from ..objects.presentations import Presentation
from ..objects.statuses import StatusList
from ..octets import changed, u8, u16
from . import ed25519_keys
from .ed25519_keys import PHONE, bound_to, loading

FLAGS = {
    "key-unvetted": (
        "A public key is used without the check that it is a point of prime order.",
        "Whoever brings such a key in needs no secret: one signature fits every message, or two libraries differ about "
        "it.",
    ),
    "key-non-canonical": (
        "A public key is taken whose encoding is not the one of its point.",
        "One key has two spellings, and two libraries compute another k for it.",
    ),
    "s-not-reduced": (
        "S is not compared with L.",
        "Anyone makes a second signature from a good one, and a copy passes for another pass.",
    ),
    "cofactor": (
        "The equation is checked times eight, or in batches, without vetting R.",
        "A signer makes passes that some doors accept and others do not.",
    ),
    "r-not-compared": (
        "R is decoded and compared as a point, or is not compared at all.",
        "One signature has several spellings.",
    ),
    "r-identity": (
        "An R that is the identity is taken.",
        "A signer whose nonce is 0 gives its secret away with every signature, and nobody sees it.",
    ),
    "other-variant": (
        "Ed25519 with a context or with hashing before it is taken.",
        "A signature that was made for another protocol counts.",
    ),
    "signature-length": (
        "A signature that is shorter or longer than 64 bytes is filled up or cut.",
        "One pass has many spellings.",
    ),
    "end-of-signed": (
        "The signed bytes are taken to end at another field than the specification says.",
        "Honest records and lists are refused, and a door stays without keys.",
    ),
    "key-too-strict": (
        "A good key or signature is refused because it looks odd.",
        "Honest holders are turned away.",
    ),
}
KEY = LINDMOOR.key(GOOD)
SECRET = curve.secret_scalar(KEY.secret)


def group():
    group = Group("ed25519", "Which keys and which signatures are good, at every place where one stands.", FLAGS)
    group.share("lindmoor", LINDMOOR.bundle)
    good_signatures(group)
    bad_signatures(group)
    ed25519_keys.add(group)
    elsewhere(group)
    return group


DRAFT = LINDMOOR.draft(claims=((0x60, b"Rowan"),))
MESSAGE = covered("pass", LINDMOOR.digest, DRAFT.body)


def with_signature(octets):
    return DRAFT.body + octets


def good_signatures(group):
    group.accepts(
        "ed25519-honest", "A signature as RFC 8032 makes it.", "SIG-2 SIG-3 SIG-4 SIG-5 VERIFY-10",
        DOOR.judges(with_signature(KEY.sign("pass", LINDMOOR.digest, DRAFT.body))),
    )
    for name, r, what in (
        ("other-nonce", edges.nonce("other"), "a nonce that is not the one of RFC 8032: no verifier can tell"),
        ("nonce-1", 1, "the nonce 1: R is the base point"),
        ("nonce-minus-1", L - 1, "the nonce L - 1: R is the base point's negative"),
    ):
        group.accepts(
            f"ed25519-{name}", f"A signature with {what}.", "SIG-5 SIG-6",
            DOOR.judges(with_signature(edges.signed(MESSAGE, KEY.public, SECRET, r))), "key-too-strict",
        )


def bad_signatures(group):
    twin = "ed25519-other-nonce"
    r = edges.nonce("other")
    good = edges.signed(MESSAGE, KEY.public, SECRET, r)
    s = int.from_bytes(good[32:], "little")

    def fails(id, what, requirements, octets, flags):
        group.fails(
            f"ed25519-{id}", what, requirements, DOOR.judges(with_signature(octets), "bad-signature"), twin, flags,
        )

    for times in (1, 2, 3, 4, 7, 8, 14):
        fails(
            f"s-plus-{times}-l", f"{times} · L is added to S: the equation holds as before.", "SIG-3",
            curve.signature(good[:32], s + times * L), "s-not-reduced",
        )
    fails("s-is-l", "S is L itself.", "SIG-3", curve.signature(good[:32], L), "s-not-reduced")
    fails("s-greatest", "S is 2^256 - 1.", "SIG-3", good[:32] + b"\xff" * 32, "s-not-reduced")
    for bit in (253, 254, 255):
        fails(f"s-bit-{bit}", f"Bit {bit} of S is set.", "SIG-3", curve.signature(good[:32], s | 1 << bit),
              "s-not-reduced")
    fails("s-zero", "S is 0.", "SIG-5", good[:32] + bytes(32), "r-not-compared")
    fails("s-negative", "S is L - S.", "SIG-5", curve.signature(good[:32], L - s), "r-not-compared")
    fails("s-big-endian", "S with its bytes turned round.", "SIG-3 SIG-5", good[:32] + good[:31:-1], "byte-order")
    fails("r-sign", "The sign bit of R is turned.", "SIG-5", changed(good, 31, u8(good[31] ^ 0x80)), "r-not-compared")
    fails(
        "r-sign-and-s-negative", "R and S are both negated.", "SIG-5",
        curve.signature(changed(good[:32], 31, u8(good[31] ^ 0x80)), L - s), "r-not-compared",
    )
    fails("r-and-s-swapped", "S before R.", "SIG-5", good[32:] + good[:32], "r-not-compared")
    fails(
        "r-not-a-point", "R is on no point of the curve.", "SIG-5",
        edges.over(MESSAGE, KEY.public, SECRET, 0, next(edges.off_the_curve()).octets), "r-not-compared",
    )
    fails(
        "r-identity", "R is the identity and S = k · a: the equation holds.", "SIG-4",
        edges.over(MESSAGE, KEY.public, SECRET, 0, encode(IDENTITY)), "r-identity",
    )
    small = [key for key in (*edges.small_order(), *edges.non_canonical()) if key.order]
    for key in small:
        if key.octets != encode(IDENTITY):
            flags = "r-not-compared r-identity" if key.order == 1 else "cofactor"
            equation = "the point equation holds" if key.order == 1 else "the equation times eight holds"
            fails(
                f"r-{key.name}", f"R is {key.what}, and S = k · a: {equation}.",
                "SIG-5" if key.order == 1 else "SIG-5 SIG-6",
                edges.over(MESSAGE, KEY.public, SECRET, 0, key.octets), flags,
            )
    for index, point in enumerate(curve.torsion()):
        if index:
            order = curve.order_of_small(point)
            fails(
                f"r-mixed-order-{order}-{index}", f"R is a point of prime order plus [{index}]T of order {order}: the "
                "equation times eight holds.",
                "SIG-5 SIG-6", edges.signed(MESSAGE, KEY.public, SECRET, r, point), "cofactor",
            )
    for name, flag, context in (("ctx", 0, b"mapae1 pass"), ("ctx-empty", 0, b""), ("ph", 1, b"")):
        fails(
            f"variant-{name}", f"A signature of Ed25519{name.split('-')[0]} by the same key.", "SIG-5",
            edges.in_context(MESSAGE, KEY.public, SECRET, flag, context), "other-variant",
        )
    lengths(group)


def lengths(group):
    """A pass of no claims, so that nothing but the signature can be too short or too long."""
    whole = LINDMOOR.issue().octets
    twin = group.accepts(
        "ed25519-64-bytes", "A pass of no claims and its signature of 64 bytes.", "SIG-2", DOOR.judges(whole),
    )
    for name, octets, requirement, what in (
        ("63-bytes", whole[:-1], "PASS-1", "63 bytes: its last byte is cut off"),
        ("65-bytes", whole + b"\0", "CLAIM-1", "65 bytes: a zero byte is added"),
        ("32-bytes", whole[:-32], "PASS-1", "32 bytes: R alone"),
        ("0-bytes", whole[:-64], "PASS-1", "no byte"),
    ):
        group.fails(
            f"ed25519-{name}", f"The signature has {what}.", f"SIG-2 {requirement}", DOOR.judges(octets, "malformed"),
            twin,
            "signature-length",
        )


def elsewhere(group):
    """The edges of signatures in records, lists, status lists and presentations."""
    root, list_key = LINDMOOR.root(1), LINDMOOR.list_key(0)
    record, trust_list = LINDMOOR.record, LINDMOOR.trust_list
    for name, make, what, requirement, flags in edge_signatures():
        own = make(covered("record", bytes(32), record.body), root)
        whole = bundle(LINDMOOR.signed_record[:-64] + own, LINDMOOR.signed_list)
        group.fails(
            f"ed25519-record-{name}", f"The last signature of the record: {what}.", f"TRUST-5 {requirement}",
            loading(whole, "bad-signature"), "ed25519-list", flags,
        )
        own = make(covered("list", LINDMOOR.digest, trust_list.body), list_key)
        whole = bundle(LINDMOOR.signed_record, LINDMOOR.signed_list[:-64] + own)
        group.fails(
            f"ed25519-list-{name}", f"The signature of the trust list: {what}.", f"TRUST-12 {requirement}",
            loading(whole, "bad-signature"), "ed25519-list", flags,
        )
    for size in (63, 65):
        whole = bundle(LINDMOOR.signed_record, of_length(LINDMOOR.signed_list, size))
        group.fails(
            f"ed25519-list-{size}-bytes", f"The signature of the trust list has {size} bytes.", "SIG-2 TRUST-9",
            loading(whole, "malformed"), "ed25519-list", "signature-length",
        )
        whole = bundle(of_length(LINDMOOR.signed_record, size), LINDMOOR.signed_list)
        group.fails(
            f"ed25519-record-{size}-bytes", f"The last signature of the record has {size} bytes.", "SIG-2 TRUST-1",
            loading(whole, "malformed"), "ed25519-list", "signature-length",
        )
    with_signers(group)
    presentations(group)
    status_lists(group)


def with_signers(group):
    """The signed bytes of a record end with the list threshold, those of a list with its last rule."""
    signers = LINDMOOR.trust_list.body + u16(1)
    octets = signers + LINDMOOR.list_key(0).sign("list", LINDMOOR.digest, signers)
    group.fails(
        "ed25519-list-signed-with-its-signers", "The signature of the trust list covers its signers' bits too.",
        "BASE-5 TRUST-12", loading(bundle(LINDMOOR.signed_record, octets), "bad-signature"), "ed25519-list",
        "end-of-signed",
    )
    body = LINDMOOR.record.body + u16(0)
    own = b"".join(LINDMOOR.root(i).sign("record", bytes(32), body + u16(3)) for i in (0, 1))
    group.fails(
        "ed25519-record-signed-with-its-signers", "The signatures of the record cover both signers' bits too.",
        "BASE-5 TRUST-5", loading(bundle(body + u16(3) + own, LINDMOOR.signed_list), "bad-signature"), "ed25519-list",
        "end-of-signed",
    )


def of_length(octets, size):
    """The object with its last signature cut to 63 bytes, or with a zero byte behind it."""
    return octets[:-1] if size == 63 else octets + b"\0"


def edge_signatures():
    """(name, how to sign, what, requirement, flags) of one signature of each kind."""
    r = edges.nonce("elsewhere")
    torsion = curve.torsion()

    def scalar(key):
        return curve.secret_scalar(key.secret)

    def high_s(message, key):
        good = edges.signed(message, key.public, scalar(key), r)
        return curve.signature(good[:32], int.from_bytes(good[32:], "little") + L)

    def mixed(point):
        return lambda message, key: edges.signed(message, key.public, scalar(key), r, point)

    def identity(message, key):
        return edges.over(message, key.public, scalar(key), 0, encode(IDENTITY))

    return (
        ("s-plus-l", high_s, "L is added to S", "SIG-3", "s-not-reduced"),
        ("r-mixed-order-8", mixed(torsion[1]), "R is of mixed order, with a part of order 8", "SIG-5 SIG-6",
         "cofactor"),
        ("r-mixed-order-2", mixed(torsion[4]), "R is of mixed order, with a part of order 2", "SIG-5 SIG-6",
         "cofactor"),
        ("r-identity", identity, "R is the identity", "SIG-4", "r-identity"),
    )


def presentations(group):
    draft = Presentation(NOON, bound_to(PHONE.public))
    message = covered("presentation", LINDMOOR.digest, draft.body)
    for name, make, what, requirement, flags in edge_signatures():
        group.fails(
            f"ed25519-presentation-{name}", f"The holder's signature: {what}.", f"PRESENT-4 {requirement}",
            DOOR.judges(draft.body + make(message, PHONE), "bad-holder-proof"), "ed25519-holder", flags,
            "presentations",
        )
    whole = draft.body + PHONE.private.sign(message)
    for size in (63, 65):
        octets = of_length(whole, size)
        group.fails(
            f"ed25519-presentation-{size}-bytes", f"The holder's signature has {size} bytes: the pass before it ends "
            "one byte too early or too late.", "SIG-2 PRESENT-3", DOOR.judges(octets, "malformed"), "ed25519-holder",
            "signature-length", "presentations",
        )


def status_lists(group):
    status = StatusList(LINDMOOR.tag, STATUS, 1, PASS_FROM, PASS_FROM + 7 * DAY, 0, (5, 9, 200))
    key = LINDMOOR.key(STATUS)

    def loading_with(octets, refusal=None):
        whole = bundle(LINDMOOR.signed_record, LINDMOOR.signed_list, octets)
        held = LINDMOOR.bundle if refusal else whole
        lists = [(1, refusal)] if refusal else []
        return [steps.opened("lindmoor", LINDMOOR.anchor), steps.load("lindmoor", whole, steps.loaded(held, lists))]

    twin = group.accepts(
        "ed25519-status-list", "A status list with a good signature.", "STATUS-16 SIG-5",
        loading_with(status.signed_by(key, LINDMOOR.digest)), needs="status-lists",
    )
    message = covered("status", LINDMOOR.digest, status.body)
    for name, make, what, requirement, flags in edge_signatures():
        group.fails(
            f"ed25519-status-list-{name}", f"The signature of the status list: {what}.", f"STATUS-16 {requirement}",
            loading_with(status.body + make(message, key), "status-bad-signature"), twin, flags, "status-lists",
        )
