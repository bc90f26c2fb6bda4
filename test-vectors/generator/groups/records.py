"""`record`: the form of an authority record, and who has to sign it."""
from dataclasses import replace

from ..cases import Group
from ..domain import LINDMOOR, LISTS_UNTIL, RECORD_FROM, Domain
from ..history import History
from ..keys import Key, drawn
from ..objects.bundles import bundle
from ..objects.records import NO_DIGEST, Record, signatures
from ..octets import changed, sha256, u16, u8

FLAGS = {
    "trust-field-range": (
        "A field of an authority object beyond its range is taken, or its least or greatest value is refused.",
        "An authority object means different things to two doors, or an honest one is refused.",
    ),
    "trust-bytes": (
        "Bytes of an authority object that are missing or too many are passed over.",
        "One signed object has many spellings, and unsigned bytes travel with it.",
    ),
    "key-twice": (
        "One public key may stand twice in a record or list.",
        "Who has one secret meets a threshold of two, or a key is good and compromised at once.",
    ),
    "threshold": (
        "Signatures are not counted against the threshold, or more than the threshold are taken.",
        "One stolen key is enough to replace all keys of a domain.",
    ),
    "signer-bits": (
        "Signer bits are not read from bit 0 up, or a bit without a key is passed over.",
        "A signature is checked by another key than the one that it names.",
    ),
    "wrong-signer": (
        "A signature of an authority object is checked by keys that are not meant for it.",
        "List keys replace root keys, or a stranger signs.",
    ),
}
ROOTS = 3
ROOT_KEYS_AT, ROOT_COUNT_AT = 45, 44


def key(name):
    return Key(f"quarry {name}")


def publics(kind, count):
    return tuple(key(f"{kind} {index}").public for index in range(count))


PLAIN = Record(1, drawn("quarry nonce"), RECORD_FROM, LISTS_UNTIL, publics("root", ROOTS), 2, publics("list", 2), 1)


def signers(*indices):
    return [(index, key(f"root {index}")) for index in indices]


def loading(octets, body, number=1, digest=None, refusal=None):
    """A bundle of one record, loaded into a state that is anchored at it."""
    digest = digest or sha256(body)
    anchor = digest.hex() if number == 1 else f"{digest.hex()}:{sha256(body).hex()}"
    domain = Domain("quarry", replace(PLAIN, number=2, domain=digest), LINDMOOR.trust_list)
    history = History.of(domain, anchor)
    whole = bundle(octets)
    return list((history.refuses(whole, refusal) if refusal else history.loads(whole)).steps)


def of_record(record, own=(0, 1), previous=(), refusal=None):
    octets = record.signed_by(signers(*own), [(i, key(f"elder root {i}")) for i in previous])
    return loading(octets, record.body, record.number, record.domain_digest, refusal)


def of_body(body, refusal, own=(0, 1)):
    """A first record of any body, signed as it is."""
    return loading(body + u16(0) + signatures("record", NO_DIGEST, body, signers(*own)), body, refusal=refusal)


def group():
    group = Group("record", "The form of an authority record, and who has to sign it.", FLAGS)
    honest = group.accepts(
        "record-honest", "A first record with three roots, of which two sign, and two list keys.",
        "TRUST-1 TRUST-2 TRUST-3 TRUST-5 BASE-1 BASE-2 LOAD-5", of_record(PLAIN),
    )
    numbers(group, honest)
    times(group, honest)
    keys(group)
    duplicates(group, honest)
    lengths(group, honest)
    previous(group)
    own(group, honest)
    signatures_over(group, honest)
    return group


def later(number=2, **changes):
    """A record of a domain whose first record nobody has: only an anchor can name it."""
    return replace(PLAIN, number=number, domain=drawn("quarry domain"), **changes)


def numbers(group, honest):
    group.fails("record-number-0", "Its number is 0.", "TRUST-1", of_body(replace(PLAIN, number=0).body, "malformed"),
                honest, "trust-field-range")
    for number in (2, 127, 128, 255):
        group.accepts(
            f"record-number-{number}", f"A record with number {number}, at which the state is anchored.",
                      "TRUST-1 LOAD-6",
            of_record(later(number), previous=(0, 1)), "trust-field-range",
        )
    for name, nonce in (("zero", bytes(32)), ("ff", b"\xff" * 32)):
        group.accepts(f"record-nonce-{name}", "A nonce of 32 equal bytes: a verifier does not judge nonces.", "TRUST-1",
                      of_record(replace(PLAIN, domain=nonce)), "trust-field-range")


def times(group, honest):
    latest = 2**40 - 1
    for name, start, end in (("least", 0, 1), ("one-second", RECORD_FROM, RECORD_FROM + 1),
                             ("greatest", latest - 1, latest),
                             ("widest", 0, latest), ("above-u32", 2**32, 2**32 + 1)):
        group.accepts(f"record-times-{name}", f"Issued at {start}, lists until {end}.", "TRUST-1 BASE-4",
                      of_record(replace(PLAIN, issued_at=start, lists_until=end)), "trust-field-range narrow-times")
    for name, start, end, what in (
        ("equal", RECORD_FROM, RECORD_FROM, "Lists until is equal to issued at."),
        ("turned-round", RECORD_FROM, RECORD_FROM - 1, "Lists until is a second before issued at."),
        ("both-0", 0, 0, "Both times are 0."),
        ("both-greatest", latest, latest, "Both times are the greatest."),
        ("wrapped-u32", 2**32, 1, "Lists until is below issued at, and above it where times are cut to 32 bits."),
    ):
        group.fails(f"record-times-{name}", what, "TRUST-1", of_record(replace(PLAIN, issued_at=start, lists_until=end),
                    refusal="malformed"), honest, "trust-field-range narrow-times")


def keys(group):
    def with_roots(count, threshold):
        return replace(PLAIN, roots=publics("root", count), root_threshold=threshold)

    for count, threshold in ((1, 1), (2, 1), (2, 2), (16, 1), (16, 16)):
        group.accepts(
            f"record-roots-{threshold}-of-{count}", f"A threshold of {threshold} of {count} roots.",
                      "TRUST-1 TRUST-3 TRUST-5",
            of_record(with_roots(count, threshold), range(threshold)), "trust-field-range threshold",
        )
    for count, threshold, twin in ((0, 0, "1-of-1"), (0, 1, "1-of-1"), (1, 0, "1-of-1"), (1, 2, "1-of-1"),
                                   (2, 0, "2-of-2"),
                                   (2, 3, "2-of-2"), (2, 255, "2-of-2"), (16, 17, "16-of-16"), (17, 16, "16-of-16")):
        group.fails(
            f"record-roots-{threshold}-of-{count}", f"A threshold of {threshold} of {count} roots, signed by all roots "
                                                    f"that can.",
            "TRUST-1", of_record(with_roots(count, threshold), range(min(count, threshold, 16)), refusal="malformed"),
            f"record-roots-{twin}", "trust-field-range threshold",
        )

    def with_list_keys(count, threshold):
        return replace(PLAIN, list_keys=publics("list", count), list_threshold=threshold)

    for count, threshold in ((1, 1), (16, 1), (16, 16)):
        group.accepts(f"record-list-keys-{threshold}-of-{count}", f"A threshold of {threshold} of {count} list keys.",
                      "TRUST-1", of_record(with_list_keys(count, threshold)), "trust-field-range threshold")
    for count, threshold, twin in ((0, 0, "1-of-1"), (0, 1, "1-of-1"), (1, 0, "1-of-1"), (1, 2, "1-of-1"),
                                   (16, 17, "16-of-16"),
                                   (17, 16, "16-of-16"), (16, 0, "16-of-16")):
        group.fails(
            f"record-list-keys-{threshold}-of-{count}", f"A threshold of {threshold} of {count} list keys.", "TRUST-1",
            of_record(with_list_keys(count, threshold), refusal="malformed"), f"record-list-keys-{twin}",
            "trust-field-range threshold",
        )
    largest = later(255, roots=publics("root", 16), root_threshold=16, list_keys=publics("list", 16), list_threshold=16)
    group.accepts("record-largest", "16 roots that all sign, 16 list keys, and 16 previous signatures.",
                  "TRUST-1 TRUST-3", of_record(largest, range(16), range(16)), "trust-field-range")


def duplicates(group, honest):
    root, other, third = PLAIN.roots
    first = PLAIN.list_keys[0]
    for name, roots, list_keys, what in (
        ("roots-next-to-each-other", (root, root, third), PLAIN.list_keys,
         "The first root stands there twice, as its second too."),
        ("roots-apart", (root, other, root), PLAIN.list_keys, "The first root stands there again as the third."),
        ("list-keys", PLAIN.roots, (first, first), "The two list keys are the same."),
        ("root-as-list-key", PLAIN.roots, (first, root), "The first root is a list key too."),
        ("last-root-as-last-list-key", PLAIN.roots, (first, third), "The last root is the last list key too."),
    ):
        own = (0, 2) if name == "roots-next-to-each-other" else (0, 1)
        group.fails(f"record-twice-{name}", what, "TRUST-2",
                    of_record(replace(PLAIN, roots=roots, list_keys=list_keys), own, refusal="malformed"), honest,
                    "key-twice")


def lengths(group, honest):
    whole = PLAIN.signed_by(signers(0, 1))
    body = len(PLAIN.body)
    places = (
        (1, "behind the first byte"), (20, "in the nonce"), (34, "behind the nonce"), (36, "in issued at"),
        (42, "in lists until"), (ROOT_COUNT_AT, "before the root count"), (60, "in the first root"),
              (141, "before the root "
        "threshold"), (142, "before the list key count"), (180, "in the second list key"),
              (body - 1, "before the list threshold"),
        (body, "behind the signed bytes"), (body + 1, "in the previous signers"), (body + 2, "before the own signers"),
        (body + 4, "before the own signatures"), (body + 68, "between the own signatures"),
              (len(whole) - 1, "before its last byte"),
    )
    for end, what in places:
        group.fails(f"record-cut-at-{end}", f"The honest record, cut {what}.", "TRUST-1 BASE-2",
                    loading(whole[:end], PLAIN.body, refusal="malformed"), honest, "trust-bytes")
    for name, octets, what in (
        ("byte-behind", whole + b"\0", "A zero byte behind its last signature."),
        ("signature-behind", whole + whole[-64:], "Its last signature stands there twice."),
        ("signature-too-few", whole[:-64], "Its last signature is missing, and the signer bits still name it."),
        ("byte-before-signers", PLAIN.body + b"\0" + whole[body:], "A zero byte before the signers."),
    ):
        group.fails(f"record-{name}", what, "TRUST-1 BASE-2", loading(octets, PLAIN.body, refusal="malformed"), honest,
                    "trust-bytes")
    for count, what in ((2, "one root fewer"), (4, "one root more")):
        group.fails(f"record-root-count-{count}-of-3", f"Its root count says {what} than there are; signed as it is.",
                    "TRUST-1",
                    of_body(changed(PLAIN.body, ROOT_COUNT_AT, u8(count)), "malformed"), honest, "trust-bytes")
    for count in (1, 3):
        at = ROOT_KEYS_AT + 32 * ROOTS + 1
        group.fails(f"record-list-key-count-{count}-of-2", f"Its list key count says {count}, and there are two; "
                                                           f"signed as it is.",
                    "TRUST-1", of_body(changed(PLAIN.body, at, u8(count)), "malformed"), honest, "trust-bytes")


def previous(group):
    """Previous signers of the record that an anchor names are counted in its form, and not checked."""
    group.fails(
        "record-first-with-previous-signer", "A first record with a previous signer, and its signature.", "TRUST-1",
        of_record(PLAIN, previous=(0,), refusal="malformed"), "record-honest", "trust-field-range signer-bits",
    )
    whole = PLAIN.signed_by(signers(0, 1))
    body = len(PLAIN.body)
    group.fails(
        "record-first-with-previous-bit-alone", "A first record with the bit of a previous signer, and no signature "
                                                "for it.", "TRUST-1",
        loading(changed(whole, body, u16(1)), PLAIN.body, refusal="malformed"), "record-honest",
                "trust-field-range signer-bits",
    )
    for name, bits in (("bit-0", (0,)), ("bit-15", (15,)), ("bits-0-and-15", (0, 15)), ("all-bits", range(16))):
        group.accepts(
            f"record-second-with-previous-{name}", "A second record, which the anchor names: its previous signers are "
                                                   "not "
            "checked.", "TRUST-1 LOAD-6", of_record(later(), previous=bits), "trust-field-range signer-bits",
        )
    group.fails("record-second-without-previous", "A second record without a previous signer.", "TRUST-1",
                of_record(later(), refusal="malformed"), "record-second-with-previous-bit-0",
                "trust-field-range signer-bits")
    record = later()
    octets = record.body + u16(1) + bytes(64) + signatures("record", record.domain, record.body, signers(0, 1))
    group.accepts(
        "record-second-with-zero-signature", "A second record, which the anchor names, with 64 zero bytes as its "
                                             "previous "
        "signature: the way of an authority that lost its roots.", "TRUST-1 LOAD-6",
        loading(octets, record.body, 2, record.domain), "wrong-signer",
    )
    octets = record.body + u16(3) + bytes(64) + signatures("record", record.domain, record.body, signers(0, 1))
    group.fails(
        "record-second-with-a-signature-too-few", "Two bits of previous signers, and one signature.", "TRUST-1",
        loading(octets, record.body, 2, record.domain, "malformed"), "record-second-with-zero-signature", "trust-bytes",
    )


def own(group, honest):
    for own_ in ((0, 2), (1, 2)):
        group.accepts(f"record-own-signers-{own_[0]}-and-{own_[1]}", "Another two of its three roots sign.",
                      "TRUST-3 TRUST-5", of_record(PLAIN, own_), "signer-bits")
    for own_, what in (((), "no root"), ((0,), "one root"), ((2,), "the last root alone"),
                       ((0, 1, 2), "all three roots")):
        name = "none" if not own_ else "-".join(map(str, own_))
        group.fails(f"record-own-signers-{name}", f"Signed by {what}; the threshold is two.", "TRUST-3",
                    of_record(PLAIN, own_, refusal="bad-signature"), honest, "threshold")
    body = PLAIN.body
    for bit in (3, 4, 8, 15):
        group.fails(f"record-own-signer-bit-{bit}", f"The second own signer is bit {bit}, and there are three roots.",
                    "TRUST-1", of_record(PLAIN, (0, bit), refusal="malformed"), honest, "signer-bits")
    good = signatures("record", NO_DIGEST, body, signers(0, 1))
    first, second = good[2:66], good[66:]
    for name, octets, what in (
        ("turned-round", u16(3) + second + first, "Its two signatures stand in the other order."),
        ("the-same-twice", u16(3) + first + first, "The first root's signature stands in the second's place too."),
        ("second-for-third", u16(5) + first + second, "The signer bits name roots 0 and 2, and roots 0 and 1 signed."),
    ):
        group.fails(f"record-signatures-{name}", what, "TRUST-5", loading(body + u16(0) + octets, body,
                                                                          refusal="bad-signature"),
                    honest, "signer-bits")
    group.fails("record-signer-bits-little-endian", "The signer bits are written with their low byte first.",
                "TRUST-1 BASE-1",
                loading(body + u16(0) + u16(0x0300) + first + second, body, refusal="malformed"), honest,
                "byte-order signer-bits")


def signatures_over(group, honest):
    body = PLAIN.body
    digest = sha256(body)

    def with_second(signature):
        good = key("root 0").sign("record", NO_DIGEST, body)
        return loading(body + u16(0) + u16(3) + good + signature, body, refusal="bad-signature")

    root = key("root 1")
    for name, signature, what, flags in (
        ("list-key", key("list 0").sign("record", NO_DIGEST, body), "is by its first list key", "wrong-signer"),
        ("stranger", key("stranger").sign("record", NO_DIGEST, body), "is by a key that the record does not hold",
         "wrong-signer"),
        ("own-digest", root.sign("record", digest, body), "covers the domain digest, which a first record's must not",
         "domain-not-signed"),
        ("label-of-list", root.sign("list", NO_DIGEST, body), "covers the label of a trust list", "label-ignored"),
        ("label-of-pass", root.sign("pass", NO_DIGEST, body), "covers the label of a pass", "label-ignored"),
        ("no-label", root.private.sign(NO_DIGEST + body), "covers no label", "label-ignored"),
        ("body-alone", root.private.sign(body), "covers the signed bytes alone", "label-ignored domain-not-signed"),
        ("digest-first", root.private.sign(NO_DIGEST + b"mapae1 authority" + body),
         "covers the digest before the label", "label-ignored"),
        ("zero", bytes(64), "is zero bytes", "wrong-signer"),
    ):
        group.fails(f"record-signature-{name}", f"Its second signature {what}.", "TRUST-5 BASE-5",
                    with_second(signature), honest, flags)
    good = PLAIN.signed_by(signers(0, 1))
    other = replace(PLAIN, lists_until=LISTS_UNTIL + 1)
    group.fails("record-altered", "Lists until is a second later than what its roots signed; the anchor names the "
                                  "altered record.",
                "TRUST-5 BASE-3", loading(other.body + good[len(body):], other.body, refusal="bad-signature"), honest,
                "wrong-signer")
    record = later()
    octets = record.body + signatures("record", record.domain, record.body, [(0, key("elder root 0"))])
    for name, digest_, what in (("zero", NO_DIGEST, "cover zero bytes in place of the domain digest"),
                                ("record", record.digest, "cover the record's own digest in place of the domain's")):
        group.fails(
            f"record-second-signed-over-{name}-digest", f"A second record, which the anchor names; its own signatures "
                                                        f"{what}.",
            "TRUST-5 BASE-5",
            loading(octets + signatures("record", digest_, record.body, signers(0, 1)), record.body, 2, record.domain,
                    "bad-signature"),
            "record-second-with-previous-bit-0", "domain-not-signed",
        )
