"""`size`: the smallest and the largest of everything, as far as a file of text can hold it."""
from dataclasses import replace

from ..cases import Group
from ..domain import ACCESS, ASHFORD, LINDMOOR, STATUS, founded, listed
from ..door import DOOR, Held, scopes
from ..history import History
from ..keys import Key, drawn
from ..objects.bundles import bundle
from ..objects.lists import Issuer
from ..objects.recipes import Times, recipe
from ..objects.records import Record
from ..objects.texts import CONTENT, poster
from ..octets import u32

FLAGS = {
    "small-buffer": (
        "An object that is as large as it may be does not fit, or is read in part.",
        "A country's lists cannot be loaded by some of its doors.",
    ),
    "smallest-refused": (
        "An object that is as small as it may be is refused.",
        "An authority that begins with little cannot begin.",
    ),
    "count-narrow": (
        "A count or an index is held in too few bits.",
        "The entry behind the last that fits is read as an earlier one.",
    ),
    "parts-unbounded": (
        "The parts of a bundle are not counted.",
        "A bundle of many small parts exhausts a door.",
    ),
}


def group():
    group = Group("size", "The smallest and the largest of everything, as far as a file of text can hold it.", FLAGS)
    group.share("lindmoor", LINDMOOR.bundle)
    smallest(group)
    records(group)
    lists(group)
    status_lists(group)
    bundles(group)
    posters(group)
    policies(group)
    return group


def smallest(group):
    """One root, one list key, one issuer of a one-letter name with one profile and one key."""
    name = "nook"
    issuer = Issuer(0, b"N", (ACCESS,), (listed(name, 0),))
    nook = founded(name, drawn("nook nonce"), (issuer,), 1, roots=1, list_keys=1)
    record = replace(nook.record, root_threshold=1)
    nook = replace(nook, record=record).with_list(digest=record.digest)
    group.accepts("size-smallest-trust", f"The smallest record and list by which a pass can be judged: "
                                         f"{len(nook.bundle)} bytes.", "TRUST-1 TRUST-9 TRUST-19",
                  list(History.of(nook).loads(nook.bundle).steps), "smallest-refused")
    group.accepts("size-smallest-pass", "A pass of 91 bytes under them, with key number and serial 0.", "PASS-1",
                  list(History.of(nook).loads(nook.bundle).judges(nook.issue(key_number=0, serial=0)).steps),
                  "smallest-refused")
    none = nook.with_list(issuers=(), next_key_number=0)
    state = History.of(none).loads(none.bundle)
    group.accepts("size-smallest-list", "The smallest list: no issuer and no rule.", "TRUST-9", list(state.steps),
                  "smallest-refused")
    group.fails("size-smallest-list-and-a-pass", "A pass under that list.", "VERIFY-8",
                list(state.judges(nook.issue(key_number=0, serial=0), "key-not-yet-known").steps),
                "size-smallest-pass", "smallest-refused")
    empty = LINDMOOR.status(STATUS)
    group.accepts("size-smallest-status-list", f"The smallest status list: {len(empty)} bytes, nothing revoked.",
                  "STATUS-1", list(History.of(LINDMOOR).loads(LINDMOOR.bundle).adds(empty).steps), "smallest-refused",
                  "status-lists")


def records(group):
    """255 records, each of one root that signs the next."""
    name = "tower"

    def root(number):
        return Key(f"{name} root {number}")

    def record(number, digest):
        domain = drawn("tower nonce") if number == 1 else digest
        return Record(number, domain, LINDMOOR.record.issued_at + number, LINDMOOR.record.lists_until,
                      (root(number).public,), 1,
                      (Key(f"{name} list {number}").public,), 1)

    first = record(1, b"")
    chain = [first, *(record(number, first.digest) for number in range(2, 256))]
    signed = [r.signed_by([(0, root(r.number))], [(0, root(r.number - 1))] if r.number > 1 else ()) for r in chain]
    domain = founded(name, first.domain, (Issuer(1, b"Tower Office", (ACCESS,), (listed(name, 1),)),), 2)
    last = domain.trust_list
    trust_list = replace(last, digest=first.digest, authority_number=255)
    signed_list = trust_list.signed_by([(0, Key(f"{name} list 255"))])
    tower = replace(domain, record=first, trust_list=trust_list)
    whole = bundle(*signed, signed_list)
    group.share("tower", whole)
    state = History.of(tower)
    group.accepts("size-255-records", "A chain of 255 records in one bundle, as many as a domain can have.",
                  "LOAD-8 TRUST-1", list(state.loads(whole).steps), "small-buffer count-narrow")
    group.accepts("size-255-records-and-a-pass", "A pass under the 255th record.", "LOAD-8",
                  list(state.loads(whole).judges(tower.issue(key_number=1)).steps), "small-buffer count-narrow")


def lists(group):
    """Many issuers and many keys."""
    name = "shire"
    offices = tuple(Issuer(n, b"S", (ACCESS,), (listed(name, n),)) for n in range(300))
    shire = founded(name, drawn("shire nonce"), offices, 300)
    state = History.of(shire).loads(shire.bundle)
    group.share("shire", shire.bundle)
    for number in (0, 255, 256, 299):
        group.accepts(f"size-300-issuers-key-{number}", f"300 issuers with a key each, and a pass by key {number}.",
                      "TRUST-9 VERIFY-9", list(state.judges(shire.issue(key_number=number)).steps), "count-narrow")
    group.fails("size-300-issuers-key-of-another", "A pass that names key 256 and is signed by key 0.", "VERIFY-10",
                list(state.judges(shire.seal(shire.draft(key_number=256).body, key=shire.key(0)),
                                  "bad-signature").steps), "size-300-issuers-key-256", "count-narrow")
    keys = tuple(listed(name, n) for n in range(300))
    one = founded(name, drawn("shire nonce"), (Issuer(1, b"S", (ACCESS,), keys),), 300)
    state = History.of(one).loads(one.bundle)
    group.share("shire-of-one-issuer", one.bundle)
    for number in (0, 256, 299):
        group.accepts(f"size-300-keys-key-{number}", f"One issuer with 300 keys, and a pass by key {number}.",
                      "TRUST-9 VERIFY-9", list(state.judges(one.issue(key_number=number)).steps), "count-narrow")
    high = 2**24 - 1
    top = LINDMOOR.with_issuer(1, keys=(*LINDMOOR.trust_list.issuers[0].keys,
                                        listed("lindmoor", high))).with_list(next_key_number=2**24)
    group.accepts("size-greatest-key-number", "A pass by key 2^24 - 1.", "VERIFY-8 VERIFY-9", list(
        History.of(top).loads(top.bundle).judges(top.issue(key_number=high, serial=2**32 - 1)).steps), "count-narrow")


def status_lists(group):
    """60,000 serials in a row, and 5,000 far apart."""
    for name, serials, first_live, revoked, free in (
        ("dense", tuple(range(1_000, 61_000)), 1_000, (1_000, 33_768, 60_999), (61_000, 2**32 - 1)),
        ("sparse", tuple(range(7, 4_000_000_000, 800_003)), 0, (7, 7 + 800_003 * 2_500, 7 + 800_003 * 4_999),
         (8, 2_000_000_000, 2**32 - 1)),
    ):
        status = LINDMOOR.status(STATUS, serials=serials, first_live=first_live)
        whole = bundle(LINDMOOR.signed_record, LINDMOOR.signed_list, status)
        group.share(f"lindmoor-{name}", whole)
        state = History.of(LINDMOOR).loads(whole)
        for serial in free:
            group.accepts(f"size-{name}-status-list-free-{serial}", f"A status list of {len(serials)} serials, and a "
                                                                    f"serial that is not in it.", "STATUS-25 STATUS-2",
                          list(state.judges(LINDMOOR.issue(serial=serial)).steps), "small-buffer count-narrow",
                          "status-lists")
        for serial in revoked:
            group.fails(f"size-{name}-status-list-revoked-{serial}", f"A status list of {len(serials)} serials, and "
                                                                     f"one of them.", "STATUS-25 STATUS-2",
                        list(state.judges(LINDMOOR.issue(serial=serial), "revoked").steps),
                        f"size-{name}-status-list-free-{free[0]}", "small-buffer count-narrow", "status-lists")


def bundles(group):
    """65,536 parts and one more, most of them of one byte."""
    state = History.of(LINDMOOR)
    group.accepts("size-few-parts", "A record and its list.", "TRUST-19", list(state.loads(LINDMOOR.bundle).steps),
                  "parts-unbounded")
    for count, name, what in (
        (2, "few-parts-of-one-byte", "Behind them two parts with the first byte of a status list and nothing else."),
        (65_534, "65536-parts", "Behind them so many of these parts that there are 65,536 in all, each refused alone."),
    ):
        lists = [(1, "status-malformed", count)]
        parts = recipe(LINDMOOR.bundle, Times(count, (u32(1) + b"\x15",)))
        group.fails(f"size-{name}", what, "TRUST-19 STATUS-1", list(state.loads(parts, LINDMOOR.bundle, lists).steps),
                    "size-few-parts", "parts-unbounded", "status-lists")
    parts = recipe(LINDMOOR.bundle, Times(65_535, (u32(1) + b"\x15",)))
    group.fails("size-65537-parts", "Behind them so many of these parts that there are 65,537 in all.", "TRUST-19",
                list(state.refuses(parts, "malformed").steps), "size-few-parts", "parts-unbounded")


def posters(group):
    """161,670 bytes on 255 codes."""
    size = 255 * CONTENT
    plain = LINDMOOR.trust_list.issuers[0]
    profiles = tuple(range(5, 260))
    large = [Issuer(n, b"x" * 128, profiles, ()) for n in range(100, 348)]
    without = LINDMOOR.with_list(issuers=(replace(plain, profiles=(ACCESS,)), *large))
    missing = size - len(without.bundle)
    while missing < 0:
        large.pop()
        without = LINDMOOR.with_list(issuers=(replace(plain, profiles=(ACCESS,)), *large))
        missing = size - len(without.bundle)
    filler = Issuer(9_999, b"x", tuple(range(1, 1 + (missing - 12) // 2)), ())
    filler = replace(filler, name=b"x" * (1 + (missing - 12) % 2))
    whole = without.with_list(issuers=(*without.trust_list.issuers, filler))
    if len(whole.bundle) != size:
        raise ValueError(f"a bundle of {len(whole.bundle)} bytes in place of {size}")
    group.accepts("size-poster-of-255-parts", "A bundle of 161,670 bytes on 255 codes, read from the last to the "
                                              "first.", "POSTER-2 POSTER-3",
                  list(History.of(whole).reads(poster(whole.bundle)[::-1], whole.bundle).steps), "small-buffer",
                  "posters")


def policies(group):
    shown = LINDMOOR.issue()
    many = scopes(ASHFORD, range(1, 257)) + scopes(LINDMOOR, (ACCESS,))
    group.accepts("size-257-scopes", "257 scopes, the last of which is the pass's.", "VERIFY-14",
                  DOOR.asking(scopes=many).judges(shown), "count-narrow")
    group.fails("size-256-scopes", "256 scopes, none of which is the pass's.", "VERIFY-14",
                DOOR.asking(scopes=many[:-1]).judges(shown, "not-accepted-here"), "size-257-scopes", "count-narrow")
    held = [Held.of(domain) for domain in (ASHFORD, founded("quay", drawn("quay nonce"), (), 0, roots=3),
                                           founded("wold", drawn("wold nonce"), (), 0), LINDMOOR)]
    group.accepts("size-four-states", "Four states, as many as any program can hold; the last is the pass's.",
                  "VERIFY-7", DOOR.holding(*held).judges(shown), "count-narrow")
