"""The form of a status list, and the one encoding of its serials."""
from ..domain import DAY
from ..objects.statuses import BLOCK, CUT, blocks, packed, parameter
from ..octets import changed, u32
from ..statehouse import EXPIRES, FELL, ISSUED, STATUS_KEY, begun, brings, signed, status

NEEDS = "status-lists"
HEAD = 27
LATEST, GREATEST = 2**40 - 1, 2**32 - 1
HONEST = "status-form-honest"


def steps_of(octets, is_good):
    return list(brings(begun(), octets, None if is_good else "status-malformed").steps)


def sealed(body):
    return FELL.key(STATUS_KEY).sign("status", FELL.digest, body)


class Writing:
    def __init__(self, group):
        self.group = group

    def good(self, id, comment, requirements="STATUS-1", flags="status-field-range", **changes):
        """List 3 of the office with these changes; the demand of the trust list enters only where a pass is judged."""
        return self.group.accepts(f"status-form-{id}", comment, requirements,
                                  steps_of(signed(status(**changes)), True), flags, NEEDS)

    def bad(self, id, comment, requirements="STATUS-1", flags="status-field-range", twin=HONEST, **changes):
        self.group.fails(f"status-form-{id}", comment, requirements, steps_of(signed(status(**changes)), False), twin,
                         flags, NEEDS)

    def written(self, id, comment, requirements, table, first_live, twin, flags="status-coding"):
        """A list whose table of serials is written by hand, and signed."""
        body = status(first_live=first_live).head + table
        self.group.fails(f"status-form-{id}", comment, requirements, steps_of(body + sealed(body), False), twin, flags,
                         NEEDS)


def table(count, greatest, entries, octets):
    """Revoked serials with any counts; `entries` are (first serial, end)."""
    return u32(count) + u32(greatest) + u32(len(entries)) + b"".join(u32(a) + u32(b) for a, b in entries) + octets


def bits(gaps, k):
    """The codes of gaps as one string of bits."""
    return "".join("0" * (gap >> k) + "1" + (format(gap & (1 << k) - 1, f"0{k}b") if k else "") for gap in gaps)


def gaps(serials):
    return [b - a - 1 for a, b in zip(serials, serials[1:])]


def add(group):
    writing = Writing(group)
    writing.good("honest", "A list with five serials.", "STATUS-1 STATUS-2 STATUS-3 STATUS-16 BASE-1")
    fields(writing)
    sets(writing)
    counts(writing)
    coding(writing)
    cuts(writing)


def fields(writing):
    for number in (1, 4, GREATEST):
        writing.good(f"number-{number}", f"Number {number}.", number=number)
    writing.bad("number-0", "Number 0.", number=0)
    early = {"issued_at": ISSUED, "expires_at": ISSUED + 1}
    writing.good("one-second", "It expires a second behind its issued at.", **early)
    writing.bad("no-second", "Issued at and expires at are equal.", twin="status-form-one-second", issued_at=ISSUED,
                expires_at=ISSUED)
    writing.bad("turned-round", "It expires a second before its issued at.", twin="status-form-one-second",
                issued_at=ISSUED, expires_at=ISSUED - 1)
    start = EXPIRES - 400 * DAY
    writing.good("400-days", "It expires 400 days behind its issued at.", issued_at=start)
    writing.bad("400-days-and-a-second", "It expires 400 days and a second behind its issued at.",
                twin="status-form-400-days", issued_at=start - 1)
    writing.bad("2-32-seconds", "It expires 2^32 s and one behind its issued at: one second, where the difference is "
                                "cut to 32 bits.",
                flags="status-field-range narrow-times", twin="status-form-one-second", issued_at=ISSUED,
                expires_at=ISSUED + 2**32 + 1)
    writing.good("issued-at-0", "Issued at 0.", issued_at=0, expires_at=1, flags="status-field-range narrow-times")


def sets(writing):
    """Sets of serials, and their edges."""
    dense = tuple(range(100, 100 + BLOCK))
    for name, first_live, serials, what in (
        ("nothing-revoked", 100, (), "No serial is revoked"),
        ("nothing-revoked-greatest-first-live", GREATEST, (), "No serial is revoked, and first live is the greatest"),
        ("serial-0", 0, (0,), "Serial 0 is revoked"),
        ("first-live-itself", 100, (100,), "The serial first live is revoked"),
        ("greatest-serial", 100, (GREATEST,), "Serial 2^32 - 1 is revoked"),
        ("greatest-serial-and-first-live", GREATEST, (GREATEST,), "First live and the one serial are 2^32 - 1"),
        ("least-and-greatest", 0, (0, GREATEST), "Serials 0 and 2^32 - 1 are revoked: k is 31"),
        ("two-neighbours", 0, (7, 8), "Two neighbours are revoked: a gap of 0"),
        ("256-in-a-row", 100, dense, "256 serials in a row, which fill one block"),
        ("257-in-a-row", 100, tuple(range(100, 101 + BLOCK)), "257 serials in a row: a second block with the last one"),
        ("512-in-a-row", 0, tuple(range(2 * BLOCK)), "512 serials in a row: two full blocks"),
        ("513-in-a-row", 0, tuple(range(2 * BLOCK + 1)), "513 serials in a row: three blocks"),
        ("every-second", 0, tuple(range(0, 1_200, 2)), "Every second of 1,200 serials"),
        ("every-100th", 0, tuple(range(50, 60_000, 100)), "Every hundredth of 60,000 serials"),
        ("k-of-a-power-of-two", 0, (5, 6, 63), "64 serials for three: 21 is k = 4"),
        ("k-at-a-power-of-two", 0, (5, 6, 7, 63), "64 serials for four: 16 is k = 4"),
        ("k-below-a-power-of-two", 0, (5, 6, 7, 62), "63 serials for four: below 16 is k = 3"),
        ("k-0", 10, (10, 12, 13), "Four serials for three: k = 0"),
    ):
        writing.good(name, f"{what}.", "STATUS-1 STATUS-2 STATUS-3", "status-coding", first_live=first_live,
                     serials=serials)
    writing.bad("serial-below-first-live", "The least serial is one below first live.", "STATUS-2", "status-coding",
                "status-form-first-live-itself", first_live=101, serials=(100, 105))
    one = table(1, 99, [(99, 0)], b"")
    writing.written("only-serial-below-first-live", "The one serial is below first live.", "STATUS-2", one, 100,
                    "status-form-first-live-itself")


def counts(writing):
    """Counts, greatest serial, first serials and ends that are not those of the blocks."""
    first_live, serials = 0, (3, 9, 40, 41, 2_000)
    k = parameter(len(serials), serials[-1], first_live)
    octets = packed(bits(gaps(serials), k))
    twin = writing.good("five-by-hand", "Five serials in one block.", "STATUS-2 STATUS-3", "status-coding",
                        first_live=first_live, serials=serials)
    end = len(octets)
    for name, made, what in (
        ("count-4-of-5", table(4, 2_000, [(3, end)], octets), "The count is one less"),
        ("count-6-of-5", table(6, 2_000, [(3, end)], octets), "The count is one more"),
        ("count-greatest", table(GREATEST, 2_000, [(3, end)], octets), "The count is 2^32 - 1"),
        ("greatest-less", table(5, 1_999, [(3, end)], octets), "The greatest serial is one less than the last of the "
                                                               "block"),
        ("greatest-more", table(5, 2_001, [(3, end)], octets), "The greatest serial is one more than the last of the "
                                                               "block"),
        ("first-serial-more", table(5, 2_000, [(4, end)], octets), "The first serial is one more, so that the last is "
                                                                   "not the greatest"),
        ("end-less", table(5, 2_000, [(3, end - 1)], octets), "The end in the index is one less than the block's"),
        ("end-more", table(5, 2_000, [(3, end + 1)], octets), "The end in the index is one more than the block's"),
        ("end-0", table(5, 2_000, [(3, 0)], octets), "The end in the index is 0"),
        ("end-greatest", table(5, 2_000, [(3, GREATEST)], octets), "The end in the index is 2^32 - 1"),
        ("no-block", u32(5) + u32(2_000) + u32(0) + octets, "The block count is 0"),
        ("block-count-2-of-1", u32(5) + u32(2_000) + u32(2) + u32(3) + u32(end) + octets,
         "The block count is 2, and there is one"),
        ("block-count-greatest", u32(5) + u32(2_000) + u32(GREATEST) + u32(3) + u32(end) + octets,
         "The block count is 2^32 - 1"),
        ("count-0-with-a-table", u32(0) + u32(0) + u32(0), "The count is 0, and greatest and block count follow it"),
        ("count-0-with-a-byte", u32(0) + b"\0", "The count is 0, and a zero byte follows it"),
        ("count-alone", u32(5), "The count is 5, and nothing follows it"),
    ):
        flags = "status-coding status-sums" if "greatest" in name else "status-coding"
        writing.written(name, f"{what}.", "STATUS-2 SEC-3" if "count" in name else "STATUS-2", made, first_live, twin,
                        flags)


def coding(writing):
    two_blocks = tuple(range(300))
    k = parameter(300, 299, 0)
    full, rest = blocks(two_blocks, k)
    twin = writing.good("300-in-a-row", "300 serials in a row: blocks of 256 and 44.", "STATUS-3 STATUS-2",
                        "status-coding", first_live=0, serials=two_blocks)

    def of(*pieces, count=300, greatest=299):
        """A table of blocks, each a run of serials and its bytes."""
        entries, octets = [], b""
        for first, piece in pieces:
            octets += piece
            entries.append((first, len(octets)))
        return table(count, greatest, entries, octets)

    def run(first, count):
        return first, packed("1" * (count - 1))

    good = of(run(0, 256), run(256, 44))
    must_equal(good, table(300, 299, [(0, len(full[1])), (256, len(full[1]) + len(rest[1]))], full[1] + rest[1]))
    for name, made, what in (
        ("block-of-300", of(run(0, 300)), "300 serials in one block"),
        ("block-of-257", of(run(0, 257), run(257, 43)), "A block of 257 serials"),
        ("block-of-255", of(run(0, 255), run(255, 45)), "A block of 255 serials, and nothing cuts it"),
        ("three-blocks", of(run(0, 256), run(256, 20), run(276, 24)), "A third block, and nothing begins it"),
        ("empty-block", of(run(0, 256), (256, b""), run(257, 43)), "A block of one serial before a full one"),
        ("first-serials-equal", of(run(0, 256), run(255, 44)), "The second block begins with the last serial of the "
                                                               "first"),
        ("first-serials-descending", of(run(256, 44), run(0, 256)), "The two blocks are exchanged"),
        ("ends-descending", table(300, 299, [(0, len(full[1])), (256, len(full[1]) - 1)], full[1] + rest[1]),
         "The second end is below the first"),
        ("first-end-more", table(300, 299, [(0, len(full[1]) + 1), (256, len(full[1]) + len(rest[1]))],
                                 full[1] + rest[1]),
         "The first block ends a byte too late"),
        ("first-end-less", table(300, 299, [(0, len(full[1]) - 1), (256, len(full[1]) + len(rest[1]))],
                                 full[1] + rest[1]),
         "The first block ends a byte too early"),
    ):
        requirement = "STATUS-3" if name.startswith(("block", "three", "empty")) else "STATUS-2"
        writing.written(name, f"{what}.", requirement, made, 0, twin)
    cut_at_24(writing)
    padding(writing)
    parameters(writing)
    overflow(writing)


def must_equal(a, b):
    if a != b:
        raise ValueError("a table that is written by hand is not the encoder's")


def cut_at_24(writing):
    """Two serials with a gap whose quotient is 23 or 24, among others that keep k small."""
    def with_gap(quotient, low):
        k = 2
        serials = [*range(0, 400, 5)]  # 80 serials; the range for k = 2 is 320 to 639.
        serials.append(serials[-1] + 1 + (quotient << k) + low)
        if parameter(len(serials), serials[-1], 0) != k:
            raise ValueError("the example has another k")
        return tuple(serials)

    near, far = with_gap(CUT - 1, 3), with_gap(CUT, 0)
    stays = writing.good("quotient-23", "The last gap has the quotient 23 and the greatest low bits: it stays in the "
                                        "block.", "STATUS-3", "status-coding",
                         first_live=0, serials=near)
    cuts_ = writing.good("quotient-24", "The last gap has the quotient 24 and low bits of 0: a new block begins.",
                         "STATUS-3", "status-coding", first_live=0, serials=far)
    head = packed(bits(gaps(near[:-1]), 2))
    writing.written("quotient-23-cut", "A new block begins before a gap with the quotient 23.", "STATUS-3",
                    table(len(near), near[-1], [(0, len(head)), (near[-1], len(head))], head), 0, stays)
    octets = packed(bits(gaps(far), 2))
    writing.written("quotient-24-not-cut", "A gap with the quotient 24 stays in its block.", "STATUS-3",
                    table(len(far), far[-1], [(0, len(octets))], octets), 0, cuts_)
    writing.good("each-its-own-block", "Three serials near first live and one far away, which is a block of its own.",
                 "STATUS-3", "status-coding", first_live=0, serials=(*range(0, 4_000, 4), 3_000_000))
    octets = packed("0" * 400)
    writing.written("zero-bits-without-end", "A block of 50 zero bytes: a quotient without an end.", "STATUS-3",
                    table(2, 2_000, [(0, len(octets))], octets), 0, stays, "status-coding status-sums")


def padding(writing):
    serials = (0, 3, 5, 6, 9)
    k = parameter(5, 9, 0)
    string = bits(gaps(serials), k)
    left = -len(string) % 8
    if not left:
        raise ValueError("the example has no padding")
    twin = writing.good("padding-of-zeros", f"The block ends with {left} zero bits.", "STATUS-3", "status-coding",
                        first_live=0, serials=serials)
    for name, end in (("first", "1" + "0" * (left - 1)), ("last", "0" * (left - 1) + "1"), ("all", "1" * left)):
        octets = packed(string + end)
        which = "All" if name == "all" else f"The {name}"
        writing.written(f"padding-{name}-bit", f"{which} of the {left} bits behind the last code set to one.",
                        "STATUS-3", table(5, 9, [(0, len(octets))], octets), 0, twin)
    octets = packed(string) + b"\0"
    writing.written("padding-byte", "A zero byte behind the block's last code, within its end.", "STATUS-3",
                    table(5, 9, [(0, len(octets))], octets), 0, twin)
    one = writing.good("one-serial-without-bytes", "A block of one serial has no byte.", "STATUS-3", "status-coding",
                       first_live=0, serials=(7,))
    writing.written("one-serial-with-a-byte", "A block of one serial with a zero byte.", "STATUS-3",
                    table(1, 7, [(7, 1)], b"\0"), 0, one)


def parameters(writing):
    """The same set, coded with another k."""
    serials = tuple(range(20, 2_000, 20))
    k = parameter(len(serials), serials[-1], 0)
    twin = writing.good("99-serials", f"99 serials, coded with k = {k}.", "STATUS-2 STATUS-3", "status-coding",
                        first_live=0, serials=serials)
    for other in (k - 1, k + 1, 0, 8):
        octets = packed(bits(gaps(serials), other))
        writing.written(f"coded-with-k-{other}", f"The same serials, coded with k = {other}.", "STATUS-2", table(
            len(serials), serials[-1], [(serials[0], len(octets))], octets), 0, twin)
    string = bits(gaps(serials), k)
    for name, octets, what in (
        ("low-bits-first", packed("".join("0" * (g >> k) + "1" + format(g & 15, "04b")[::-1] for g in gaps(serials))),
         "The low bits of each code are written with the least significant first"),
        ("bits-from-the-least", bytes(int(format(b, "08b")[::-1], 2) for b in packed(string)),
         "The bits fill each byte from the least significant up"),
        ("ones-then-zero", packed("".join("1" * (g >> k) + "0" + format(g & 15, "04b") for g in gaps(serials))),
         "Each quotient is written as one bits and a zero bit"),
    ):
        writing.written(name, f"{what}.", "STATUS-2 STATUS-3", table(len(serials), serials[-1],
                                                                     [(serials[0], len(octets))], octets), 0, twin)


def overflow(writing):
    """Gaps that carry a serial beyond 2^32 - 1, where a sum of 32 bits comes back to the greatest."""
    twin = writing.good("two-far-apart", "Two serials, the last near the end of the numbers.", "STATUS-2",
                        "status-coding status-sums", first_live=2**31, serials=(2**31 + 5, GREATEST))
    first_live, first, greatest = 2**31, 2**31 + 5, GREATEST
    k = parameter(2, greatest, first_live)
    octets = packed(bits([greatest - first - 1 + 2**32], k)) if (greatest - first - 1 + 2**32) >> k < CUT else None
    if octets is None:
        raise ValueError("the example needs a quotient below 24")
    writing.written("sum-wraps-to-the-greatest", "The gap is 2^32 too great: a sum of 32 bits comes to the greatest "
                                                 "serial.", "STATUS-2",
                    table(2, greatest, [(first, len(octets))], octets), first_live, twin, "status-sums")
    writing.written("greatest-below-first-live", "The greatest serial is below first live.", "STATUS-2",
                    table(1, 5, [(5, 0)], b""), 6, "status-form-first-live-itself", "status-sums")
    writing.written("count-above-the-range", "More serials than there are numbers from first live to the greatest.",
                    "STATUS-2",
                    table(5, 103, [(100, 1)], packed("1111")), 100, "status-form-two-neighbours", "status-sums")


def cuts(writing):
    whole = signed(status())
    places = (1, 3, 6, 8, 10, 15, 20, 25, HEAD, HEAD + 2, HEAD + 4, HEAD + 8, HEAD + 12, HEAD + 16, HEAD + 20,
              len(whole) - 65, len(whole) - 64, len(whole) - 32, len(whole) - 1)
    for end in places:
        writing.group.fails(f"status-form-cut-at-{end}", f"The honest list, cut at {end} of {len(whole)} bytes.",
                            "STATUS-1 BASE-2", steps_of(whole[:end], False), HONEST, "status-bytes", NEEDS)
    for name, octets, what in (
        ("byte-behind", whole + b"\0", "A zero byte behind the signature."),
        ("signature-twice", whole + whole[-64:], "The signature stands there twice."),
        ("byte-before-signature", whole[:-64] + b"\0" + whole[-64:], "A zero byte before the signature."),
    ):
        writing.group.fails(f"status-form-{name}", what, "STATUS-1 BASE-2", steps_of(octets, False), HONEST,
                            "status-bytes", NEEDS)
    body = changed(whole, HEAD, u32(5)[::-1])[:-64]
    writing.group.fails("status-form-count-little-endian", "The count is written with its low byte first, and signed "
                                                           "so.", "STATUS-2 BASE-1",
                        steps_of(body + sealed(body), False), HONEST, "byte-order", NEEDS)
