"""`large`: objects at the greatest sizes that the specification allows, and one byte above, written as recipes."""
from ..cases import Group
from ..domain import ACCESS, DAY, LINDMOOR, NOON, STATUS, founded, listed
from ..history import History
from ..keys import drawn
from ..objects.bundles import bundle
from ..objects.deltas import Delta
from ..objects.lists import STATUS_LISTS, Issuer
from ..objects.recipes import Number, Times, recipe, zeros
from ..objects.records import signatures
from ..objects.statuses import BLOCK, StatusList, packed, parameter, revoked
from ..octets import u8, u16, u32

FLAGS = {
    "limit-ignored": (
        "A greatest size of the specification is not kept.",
        "A door is handed more than it has room for, and fails at noon; or doors of two makers differ.",
    ),
    "room-unbounded": (
        "What a state holds in all is not counted.",
        "A state grows until it fits into no bundle any more, and is lost when the door starts again.",
    ),
}
GREATEST_LIST, GREATEST_STATUS_LIST, GREATEST_BUNDLE = 4_194_304, 16_777_216, 67_108_864
ROOM = 50_331_648
STRIDE = 100
"""From one revoked serial to the next: 99 others, which are one byte as a code."""


def group():
    check_recipes()
    group = Group("large", "Objects at the greatest sizes that the specification allows, and one byte above.", FLAGS)
    group.share("lindmoor", LINDMOOR.bundle)
    trust_lists(group)
    bundles(group)
    status_lists(group)
    deltas(group)
    sums(group)
    room(group)
    return group


# Trust lists

def trust_lists(group):
    begun = History.of(LINDMOOR).loads(bundle(LINDMOOR.signed_record))
    twin = None
    for size, refusal in ((GREATEST_LIST, None), (GREATEST_LIST + 1, "malformed")):
        whole = bundled(trust_list(size))
        id, comment = f"large-trust-list-{size}", f"A trust list of {size:,} bytes."
        if refusal:
            group.fails(id, comment, "TRUST-9", list(begun.refuses(whole, refusal).steps), twin, "limit-ignored")
        else:
            held = bundled(LINDMOOR.signed_record, trust_list(size)).octets
            twin = group.accepts(id, comment, "TRUST-9", list(begun.loads(whole, held).steps),
                                 "limit-ignored small-buffer")


def trust_list(size):
    """Lindmoor's list, made so long by issuers without keys, signed."""
    least, most = issuer_bytes(office(100, 1, 0)), issuer_bytes(office(100))
    around = len(listing(0, office(100))) - len(most) + 2 + 64
    count = (size - around - len(least)) // len(most)
    missing = size - around - count * len(most) - len(least)
    last = office(100 + count, 1 + missing % 2, missing // 2)
    body = listing(count, last)
    made = recipe(body, signatures("list", LINDMOOR.digest, body.octets, [(0, LINDMOOR.list_key(0))]))
    return of_size(made, size)


def office(id, name=128, profiles=255):
    return Issuer(id, b"x" * name, tuple(range(1, profiles + 1)), ())


def listing(count, last):
    """The body of Lindmoor's list with `count` large offices behind its own, from id 100 on, and a last one."""
    own = LINDMOOR.trust_list.body
    head = own[:57] + u16(len(LINDMOOR.trust_list.issuers) + count + 1) + own[59:-1]
    return recipe(head, Times(count, (Number(100, 1, 2), issuer_bytes(office(0))[2:])), issuer_bytes(last), u8(0))


def issuer_bytes(issuer):
    return b"".join(field.octets for field in issuer.fields())


# Bundles

def bundled(*parts):
    """A bundle of parts of which some are recipes."""
    return recipe(u8(0x16), *(piece for part in parts for piece in (u32(len(part)), part)))


def bundles(group):
    begun = History.of(LINDMOOR)
    twin = group.accepts("large-bundle-of-little", "A record and its list.", "TRUST-19",
                         list(begun.loads(LINDMOOR.bundle).steps), "limit-ignored")
    for size in (GREATEST_BUNDLE, GREATEST_BUNDLE + 1):
        room_left = size - len(LINDMOOR.bundle) - 4
        part = recipe(b"\x15", zeros(room_left - 1))
        whole = of_size(bundled(LINDMOOR.signed_record, LINDMOOR.signed_list, part), size)
        if size == GREATEST_BUNDLE:
            history = begun.loads(whole, LINDMOOR.bundle, [(1, "status-malformed")])
        else:
            history = begun.refuses(whole, "malformed")
        group.fails(f"large-bundle-{size}", f"Behind them a status list of zero bytes, so long that the bundle has "
                                            f"{size:,} bytes.", "TRUST-19 STATUS-1 LOAD-19", list(history.steps), twin,
                    "limit-ignored small-buffer", "status-lists")


# Status lists

def table(count, first, first_live):
    """The table of `count` revoked serials from `first` on, each STRIDE above the one before it."""
    greatest = first + (count - 1) * STRIDE
    k = parameter(count, greatest, first_live)
    gap = STRIDE - 1
    code = "0" * (gap >> k) + "1" + format(gap & (1 << k) - 1, f"0{k}b")
    block, (full, rest) = packed(code * (BLOCK - 1)), divmod(count, BLOCK)
    last = packed(code * (rest - 1)) if rest else b""
    index = [Times(full, (Number(first, BLOCK * STRIDE, 4), Number(len(block), len(block), 4)))]
    if rest:
        index.append(u32(first + full * BLOCK * STRIDE) + u32(full * len(block) + len(last)))
    return recipe(u32(count), u32(greatest), u32(full + bool(rest)), *index, Times(full, (block,)), last)


def serials_in(size):
    """How many serials make a status list of so many bytes, each of which is one byte beside the index."""
    full, rest = divmod(size - len(plain().body) - 8 - 64, 8 + BLOCK - 1)
    if rest < 8:
        raise ValueError(f"no count of serials makes {size} bytes")
    return full * BLOCK + rest - 7


def plain(domain=LINDMOOR, key_number=STATUS, number=1):
    return StatusList(domain.tag, key_number, number, NOON - DAY, NOON + 6 * DAY)


def status_list(head, count, domain=LINDMOOR):
    """Signed, with so many serials from 0 on."""
    body = recipe(head.head, table(count, 0, 0))
    return recipe(body, domain.key(head.key_number).sign("status", domain.digest, body.octets))


def status_lists(group):
    begun = History.of(LINDMOOR).loads(LINDMOOR.bundle)
    twin = None
    for size in (GREATEST_STATUS_LIST, GREATEST_STATUS_LIST + 1):
        part = of_size(status_list(plain(), serials_in(size)), size)
        id, comment = f"large-status-list-{size}", f"A status list of {size:,} bytes."
        if size == GREATEST_STATUS_LIST:
            twin = group.accepts(id, comment, "STATUS-1", list(begun.loads(bundled(part), holding(part)).steps),
                                 "limit-ignored small-buffer", "status-lists")
        else:
            refused = begun.loads(bundled(part), begun.held, [(1, "status-malformed")])
            group.fails(id, comment, "STATUS-1", list(refused.steps), twin, "limit-ignored", "status-lists")


def holding(*status_lists, domain=LINDMOOR):
    """The bytes of a state of the domain with these status lists."""
    return bundled(domain.signed_record, domain.signed_list, *status_lists).octets


# Deltas

def delta(newer, base, added, first):
    """From the list number `base` to the newer one, which has `first` serials more than it adds."""
    made = recipe(newer.head, table(first + added, 0, 0))
    signature = LINDMOOR.key(newer.key_number).sign("status", LINDMOOR.digest, made.octets)
    head = Delta(newer, base, ()).body[:-4]  # Without the count of no serials.
    return recipe(head, table(added, first * STRIDE, 0), signature), recipe(made, signature)


def deltas(group):
    """To a list without serials. The list that comes of it is 4 bytes shorter than the delta."""
    base = LINDMOOR.status(STATUS)
    begun = History.of(LINDMOOR).loads(LINDMOOR.bundle).adds(base)
    twin = None
    for size in (GREATEST_STATUS_LIST, GREATEST_STATUS_LIST + 1):
        made, newer = delta(plain(number=2), 1, serials_in(size - 4), 0)
        part = bundled(of_size(made, size))
        id, comment = f"large-delta-{size}", f"A delta of {size:,} bytes, to a list without serials."
        if size == GREATEST_STATUS_LIST:
            twin = group.accepts(id, comment, "STATUS-30 STATUS-36", list(begun.loads(part, holding(newer)).steps),
                                 "limit-ignored small-buffer", "status-lists deltas")
        else:
            refused = begun.loads(part, begun.held, [(1, "status-malformed")])
            group.fails(id, comment, "STATUS-30", list(refused.steps), twin, "limit-ignored", "status-lists deltas")


def sums(group):
    """A delta and its base, each of some 8 MB, of which comes a list at the limit."""
    first = 32_000 * BLOCK
    base = status_list(plain(), first)
    begun = History.of(LINDMOOR).loads(LINDMOOR.bundle).loads(bundled(base), holding(base))
    twin = None
    for size in (GREATEST_STATUS_LIST, GREATEST_STATUS_LIST + 1):
        made, newer = delta(plain(number=2), 1, serials_in(size) - first, first)
        of_size(newer, size)
        id, comment = f"large-delta-to-{size}", f"A delta of {len(made):,} bytes, of which comes a list of {size:,}."
        if size == GREATEST_STATUS_LIST:
            twin = group.accepts(id, comment, "STATUS-36", list(begun.loads(bundled(made), holding(newer)).steps),
                                 "limit-ignored small-buffer", "status-lists deltas")
        else:
            refused = begun.loads(bundled(made), begun.held, [(1, "status-malformed")])
            group.fails(id, comment, "STATUS-36 STATUS-1", list(refused.steps), twin, "limit-ignored",
                        "status-lists deltas")


# Room

def tarn():
    """Four issuers with a status key each."""
    name = "tarn"
    offices = tuple(Issuer(n, b"T", (ACCESS,), (listed(name, n, STATUS_LISTS),)) for n in range(4))
    return founded(name, drawn("tarn nonce"), offices, 4)


def room(group):
    """Three long lists are held; with the smallest of the fourth issuer they fill the room, or need a byte more."""
    domain = tarn()
    last = plain(domain, 3).signed_by(domain.key(3), domain.digest)
    twin = None
    for total in (ROOM, ROOM + 1):
        sizes = (GREATEST_STATUS_LIST - 4, GREATEST_STATUS_LIST - 4,
                 total - 2 * GREATEST_STATUS_LIST - 4 - len(bundle(last)[1:]))
        held = [of_size(status_list(plain(domain, n), serials_in(size), domain), size) for n, size in enumerate(sizes)]
        if sum(len(part) + 4 for part in (*held, last)) != total:
            raise ValueError("the lists do not fill the room as they should")
        full = holding(*held, domain=domain)
        begun = History.of(domain).loads(bundled(domain.signed_record, domain.signed_list, *held), full)
        if total == ROOM:
            twin = group.accepts(
                "large-state-filled", f"A fourth status list, with which the state has {total:,} bytes of them.",
                "STATUS-22", list(begun.loads(bundle(last), holding(*held, last, domain=domain)).steps),
                "room-unbounded small-buffer", "status-lists")
        else:
            group.fails(
                "large-state-without-room", f"A fourth status list, with which it would have {total:,}: one of those "
                                            f"that it holds has a byte more.", "STATUS-22",
                list(begun.loads(bundle(last), full, [(1, "status-no-room")]).steps), twin, "room-unbounded",
                "status-lists")


def check_recipes():
    """Small ones make what the encoders make."""
    offices = [office(number) for number in range(100, 104)]
    domain = LINDMOOR.with_list(issuers=(*LINDMOOR.trust_list.issuers, *offices))
    must_equal(listing(3, offices[3]).octets, domain.trust_list.body)
    must_equal(bundled(b"1", recipe(b"2", b"3")).octets, bundle(b"1", b"23"))
    for count, first in ((1, 0), (256, 0), (1_000, 0), (300, 25_600), (512, 700)):
        must_equal(table(count, first, 0).octets, revoked(range(first, first + count * STRIDE, STRIDE), 0))


def of_size(made, size):
    if len(made) != size:
        raise ValueError(f"{len(made)} bytes in place of {size}")
    return made


def must_equal(made, expected):
    if made != expected:
        raise ValueError("a recipe does not make what the encoder makes")
