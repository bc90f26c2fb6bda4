"""`bundle`: the form of a trust bundle, its parts and their order, and its version."""
from dataclasses import replace

from ..cases import Group
from ..domain import LINDMOOR, LISTS_UNTIL, STATUS
from ..history import History
from ..objects.bundles import bundle
from ..octets import u32
from ..succession import successor

FLAGS = {
    "part-order": (
        "Parts of a bundle are taken in any order, or again and again.",
        "Two doors take different things from one bundle.",
    ),
    "part-length": (
        "The length of a part is not checked against the bundle's end, or 0 is taken.",
        "A verifier reads beyond the input, or goes round in a loop.",
    ),
    "part-kind": (
        "A part of another kind or version than a bundle may have is passed over, or an allowed one is refused.",
        "A door says that it loaded a bundle of which it understood half, or cannot load one that brings status lists.",
    ),
    "bundle-version": (
        "The version of a bundle's first byte is not looked at, or only behind its form.",
        "An owner is told that a newer bundle is broken, and looks for the fault in the wrong place.",
    ),
}
SECOND = successor(LINDMOOR)
THIRD = successor(SECOND)
RECORDS = (LINDMOOR.signed_record, SECOND.signed_record, THIRD.signed_record)
STATUS_LIST = LINDMOOR.status(STATUS, serials=(7, 9))


def group():
    group = Group("bundle", "The form of a trust bundle, its parts and their order, and its version.", FLAGS)
    group.share("lindmoor", LINDMOOR.bundle)
    group.share("three-records", bundle(*RECORDS, THIRD.signed_list))
    honest = group.accepts(
        "bundle-honest", "One record and its list.", "TRUST-19 TRUST-20 BASE-2 LOAD-17", accepted(LINDMOOR.bundle),
                           "part-order")
    chains(group)
    alone(group)
    orders(group, honest)
    lengths(group, honest)
    kinds(group, honest)
    versions(group, honest)
    return group


def begun():
    return History.of(LINDMOOR)


def accepted(whole, held=None):
    return list(begun().loads(whole, held).steps)


def refused(whole, refusal="malformed"):
    return list(begun().refuses(whole, refusal).steps)


def chains(group):
    group.accepts("bundle-three-records", "Three records in the order of their numbers, and the last one's list.",
                  "TRUST-19", accepted(bundle(*RECORDS, THIRD.signed_list)), "part-order")
    for name, order in (("turned-round", (1, 0, 2)), ("last-first", (2, 0, 1)), ("first-twice", (0, 0, 1, 2)),
                        ("last-twice", (0, 1, 2, 2))):
        group.fails(f"bundle-records-{name}", f"The records {', '.join(str(i + 1) for i in order)}, in this order.",
                    "TRUST-19",
                    refused(bundle(*(RECORDS[i] for i in order), THIRD.signed_list)), "bundle-three-records",
                    "part-order")
    other = replace(LINDMOOR.record, lists_until=LISTS_UNTIL + 1)
    other_signed = other.signed_by([(i, LINDMOOR.root(i)) for i in range(2)])
    group.fails("bundle-two-records-of-one-number", "Two different records with number 1.", "TRUST-19",
                refused(bundle(other_signed, *RECORDS, THIRD.signed_list)), "bundle-three-records", "part-order")
    whole = bundle(*RECORDS, THIRD.signed_list)
    group.fails("bundle-record-malformed-behind-the-anchor", "The last of three records has a byte too many: no record "
                                                             "is taken.",
                "TRUST-19 TRUST-1 LOAD-4",
                list(begun().refuses(bundle(*RECORDS[:2], RECORDS[2] + b"\0", THIRD.signed_list), "malformed")
                                               .steps), "bundle-three-records", "trust-bytes")
    anchored = History.of(THIRD)
    group.accepts("bundle-records-before-the-anchor", "Three records, at the third of which the state is anchored.",
                  "TRUST-19 LOAD-15",
                  list(anchored.loads(whole, bundle(RECORDS[2], THIRD.signed_list)).steps), "part-order")
    group.fails("bundle-record-malformed-before-the-anchor", "The state is anchored at the third record, and the first "
                                                             "has a byte too many: the form of what is passed over "
                                                             "counts too.", "TRUST-19 LOAD-15",
                list(anchored.refuses(bundle(RECORDS[0] + b"\0", *RECORDS[1:], THIRD.signed_list), "malformed").steps),
                "bundle-records-before-the-anchor", "trust-bytes")


def alone(group):
    records = begun().loads(bundle(RECORDS[0]))
    group.accepts("bundle-record-alone", "A bundle of a record alone.", "TRUST-19", list(records.steps), "part-order")
    group.accepts("bundle-list-alone", "A bundle of a list alone, for a state that holds its record.", "TRUST-19",
                  list(records.adds(LINDMOOR.signed_list).steps), "part-order")
    group.accepts(
        "bundle-status-list-alone", "A bundle of a status list alone, for a state that holds its trust list.",
                  "TRUST-19",
        list(begun().loads(LINDMOOR.bundle).adds(STATUS_LIST).steps), "part-kind", "status-lists",
    )
    group.fails(
        "bundle-status-list-alone-for-an-anchor", "A status list alone, for a state with nothing but its anchor: the "
                                                  "load is not refused, "
        "and the status list not taken.", "LOAD-19 STATUS-11 TRUST-19",
        list(begun().loads(bundle(STATUS_LIST), b"", [(1, "status-key-not-yet-known")]).steps),
                "bundle-status-list-alone", "part-kind",
        "status-lists",
    )


def orders(group, honest):
    record, list_ = RECORDS[0], LINDMOOR.signed_list
    group.fails("bundle-list-before-record", "The list stands before its record.", "TRUST-19",
                refused(bundle(list_, record)), honest, "part-order")
    group.fails("bundle-list-between-records", "The list stands between the first and the second record.", "TRUST-19",
                refused(bundle(record, list_, RECORDS[1])), honest, "part-order")
    group.fails("bundle-list-twice", "The list stands there twice.", "TRUST-19", refused(bundle(record, list_, list_)),
                honest, "part-order")
    with_status = group.accepts(
        "bundle-with-status-list", "A record, its list, and a status list.", "TRUST-19",
        accepted(bundle(record, list_, STATUS_LIST)), "part-order", "status-lists")
    group.fails("bundle-status-list-before-record", "A status list stands before the record.", "TRUST-19",
                refused(bundle(STATUS_LIST, record, list_)), with_status, "part-order", "status-lists")
    group.fails("bundle-status-list-before-list", "A status list stands between record and list.", "TRUST-19",
                refused(bundle(record, STATUS_LIST, list_)), with_status, "part-order", "status-lists")
    group.accepts("bundle-status-list-twice", "One status list stands there twice: the second time it is held "
                                              "already.", "TRUST-19 STATUS-15",
                  accepted(bundle(record, list_, STATUS_LIST, STATUS_LIST), bundle(record, list_, STATUS_LIST)),
                  "part-order", "status-lists")


def lengths(group, honest):
    record, list_ = RECORDS[0], LINDMOOR.signed_list
    whole = LINDMOOR.bundle
    little = b"\x16" + b"".join(len(part).to_bytes(4, "little") + part for part in (record, list_))
    for name, octets, what in (
        ("no-byte", b"", "No byte at all."),
        ("no-part", b"\x16", "The first byte alone."),
        ("length-cut", whole + bytes(3), "Three bytes of a length behind the last part."),
        ("part-of-0-bytes", whole + u32(0), "A last part of no bytes."),
        ("part-of-0-bytes-first", b"\x16" + u32(0) + whole[1:], "A first part of no bytes."),
        ("part-of-0-bytes-alone", b"\x16" + u32(0), "One part of no bytes, and nothing else."),
        ("length-one-too-many", b"\x16" + u32(len(record)) + record + u32(len(list_) + 1) + list_,
         "The last length passes the end by one."),
        ("length-one-too-few", b"\x16" + u32(len(record)) + record + u32(len(list_) - 1) + list_,
         "The last length is one too few."),
        ("length-2-32-less-one", b"\x16" + u32(2**32 - 1) + record, "The first length is 2^32 - 1."),
        ("length-2-31", b"\x16" + u32(2**31) + record, "The first length is 2^31: negative, where it is read with a "
                                                       "sign."),
        ("length-little-endian", little,
         "The lengths are written with their low byte first."),
        ("first-byte-twice", b"\x16" + whole, "The first byte stands there twice."),
        ("byte-behind", whole + b"\0", "A zero byte behind the bundle."),
        ("cut-in-list", whole[:-1], "The last byte is missing."),
        ("cut-in-record", whole[:40], "It ends within the record."),
        ("twice", whole + whole, "The bundle stands there twice."),
    ):
        flags = "part-length byte-order" if "endian" in name else "part-length trust-bytes"
        group.fails(f"bundle-{name}", what, "TRUST-19 BASE-2 SEC-3" if "length" in name else "TRUST-19 BASE-2",
                    refused(octets), honest, flags)
    for at in range(1, 5):
        group.fails(f"bundle-cut-at-{at}", f"The first {at} bytes of a bundle.", "TRUST-19", refused(whole[:at]),
                    honest, "part-length")


def kinds(group, honest):
    record, list_ = RECORDS[0], LINDMOOR.signed_list
    others = {
        "pass": LINDMOOR.issue().octets, "presentation": b"\x12" + bytes(161), "bundle": LINDMOOR.bundle,
              "pass-request": b"\x17" + bytes(102),
        "kind-0": b"\x10" + record[1:], "kind-9": b"\x19" + record[1:], "kind-15": b"\x1f" + record[1:],
        "record-of-version-0": b"\x03" + record[1:], "record-of-version-2": b"\x23" + record[1:],
              "list-of-version-2": b"\x24" + list_[1:],
        "status-list-of-version-2": b"\x25" + STATUS_LIST[1:], "zero-byte": b"\0",
    }
    for name, octets in others.items():
        group.fails(f"bundle-with-{name}", f"Behind record and list a part that begins with 0x{octets[0]:02x}.",
                    "TRUST-19", refused(LINDMOOR.bundle + bundle(octets)[1:]), honest, "part-kind")
    for name in ("record-of-version-2", "kind-9", "pass"):
        group.fails(f"bundle-with-{name}-first", f"Before record and list a part that begins with "
                                                 f"0x{others[name][0]:02x}.", "TRUST-19",
                    refused(bundle(others[name], record, list_)), honest, "part-kind")
    group.fails("bundle-of-itself", "A bundle whose one part is a bundle.", "TRUST-19",
                refused(bundle(LINDMOOR.bundle)), honest, "part-kind")
    group.fails("bundle-is-a-pass", "A pass in place of a bundle.", "TRUST-19", refused(others["pass"]), honest,
                "part-kind")
    for first in (0x10, 0x11, 0x12, 0x17, 0x19, 0x1F):
        group.fails(f"bundle-first-byte-{first:02x}", f"The honest bundle with the first byte 0x{first:02x}.",
                    "TRUST-19", refused(bundle(record, list_, first=first)), honest, "part-kind")


def versions(group, honest):
    record, list_ = RECORDS[0], LINDMOOR.signed_list
    for first in (0x06, 0x00, 0x26, 0x23, 0x2F, 0xF6, 0xFF):
        group.fails(f"bundle-version-byte-{first:02x}", f"The honest bundle with the first byte 0x{first:02x}: another "
                                                        f"version.",
                    "TRUST-20", refused(bundle(record, list_, first=first), "unsupported-version"), honest,
                    "bundle-version")
    for name, octets, what in (
        ("behind-a-zero-byte", b"\0" + LINDMOOR.bundle,
         "A zero byte before the bundle: the first byte has the version 0."),
        ("2-alone", b"\x26", "The first byte 0x26 alone: the version is step 1, the form step 2."),
        ("2-with-garbage", b"\x26" + bytes(20), "The first byte 0x26, and zero bytes."),
        ("2-with-a-part-of-its-own", bundle(b"\x23" + record[1:], first=0x26),
         "A bundle of version 2 with a record of version 2."),
    ):
        group.fails(f"bundle-version-{name}", what, "TRUST-20 LOAD-17", refused(octets, "unsupported-version"),
                    honest, "bundle-version")
