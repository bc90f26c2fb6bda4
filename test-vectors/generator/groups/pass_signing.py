"""What the signature of a pass covers, and whose it is."""
from ..domain import ASHFORD, GOOD, LINDMOOR, STANDBY
from ..door import DOOR, Held, scopes
from ..keys import LABELS, Key
from ..objects.claims import HOLDER_KEY
from ..octets import changed, u8
from .pass_fields import HEAD, NAMES


def add(group, honest):
    draft = LINDMOOR.draft(claims=NAMES)
    key = LINDMOOR.key(GOOD)
    for kind in LABELS:
        if kind != "pass":
            group.fails(
                f"pass-signed-as-{kind}", f"Signed by the right key under the label {LABELS[kind].decode()!r}.",
                "BASE-5", DOOR.judges(draft.body + key.sign(kind, LINDMOOR.digest, draft.body), "bad-signature"),
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
        ("with-zero-digest", label + bytes(32) + draft.body, "with zero bytes in the digest's place",
         "domain-not-signed"),
        ("with-tag-only", label + LINDMOOR.tag + draft.body, "with the tag in the digest's place", "domain-not-signed"),
        ("with-other-digest", label + ASHFORD.digest + draft.body, "with another domain's digest", "domain-not-signed"),
        ("in-other-order", LINDMOOR.digest + label + draft.body, "with the digest before the label", "label-ignored"),
        ("alone", draft.body, "over its own bytes alone", "label-ignored domain-not-signed"),
        ("without-first-byte", label + LINDMOOR.digest + draft.body[1:], "without its first byte", "field-unsigned"),
        ("with-signature", label + LINDMOOR.digest + draft.body + bytes(64), "with 64 zero bytes behind",
         "field-unsigned"),
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
        bare.judges(LINDMOOR.seal(bound.body, key=phone), "bad-signature"), bound_twin, "key-from-pass",
        "presentations",
    )
    altered(group, honest)
    of_another_domain(group)


def altered(group, honest):
    whole = LINDMOOR.issue(claims=NAMES).octets
    end = len(whole)
    for name, offset in (
        ("profile", 9), ("serial", 13), ("issued-at", 18), ("valid-from", 22), ("lifetime", 26), ("name", HEAD + 3),
        ("r-first-byte", end - 64), ("r-last-byte", end - 33), ("s-first-byte", end - 32),
    ):
        group.fails(
            f"pass-altered-{name}", f"The lowest bit of byte {offset} of the honest pass is turned, the signature is "
            "kept.", "VERIFY-10 BASE-3 SIG-5",
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


def of_another_domain(group):
    foreign = ASHFORD.issue(claims=NAMES)
    door = DOOR.holding(Held.of(LINDMOOR), Held.of(ASHFORD)).asking(scopes=scopes(LINDMOOR) + scopes(ASHFORD))
    two = group.accepts(
        "pass-of-second-domain", "A pass of Ashford at a door that holds Lindmoor's state and Ashford's.",
        "VERIFY-7 BASE-5", door.judges(foreign), "domain-by-position",
    )
    group.fails(
        "pass-of-domain-not-held", "The same pass at a door that holds Lindmoor's state alone.", "VERIFY-7",
        door.holding(Held.of(LINDMOOR)).judges(foreign, "unknown-domain"), two,
        "domain-by-position rejects-when-it-cannot-tell",
    )
