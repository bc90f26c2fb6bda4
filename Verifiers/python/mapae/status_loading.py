"""Loading status lists and deltas: step 12 of a load (chapter Status lists)."""

from collections.abc import Iterator

from . import signatures, status_lists
from .octets import Malformed, require
from .refusals import Refused, refuse_unless
from .revocations import has_all, side_by_side, write_revocations
from .states import State
from .status_lists import Delta, Head, StatusList, read_delta, read_status_list
from .trust_lists import Key, TrustList

MOST_LISTS = 65_280
MOST_BYTES = 50_331_648
LENGTH_FIELD = 4
FIRST_BYTE = bytes([status_lists.FIRST_BYTE])
BESIDE_SERIALS = 1 + status_lists.HEAD_SIZE + 12 + signatures.SIZE


def supported(state: State, new: TrustList) -> dict[int, StatusList]:
    """The held status lists that a new trust list does not drop (STATUS-23)."""
    return {issuer: held for issuer, held in state.status_lists.items()
            if is_supported(held, state.trust_list.keys[held.head.key_number], new)}


def is_supported(held: StatusList, key: Key, new: TrustList) -> bool:
    now = new.keys.get(held.head.key_number)
    if now is None:
        return False
    if now.public != key.public:
        return False
    if now.issuer.id != key.issuer.id:
        return False
    try:
        check_generation(held.head, now)
        check_good_status_key(held.head, now)
    except Refused:
        return False
    return True


def check_generation(head: Head, key: Key) -> None:
    """Step 4."""
    refuse_unless(head.generation == key.issuer.generation, "status-other-generation")  # STATUS-13


def check_good_status_key(head: Head, key: Key) -> None:
    """Step 7."""
    refuse_unless(not key.is_compromised, "status-key-compromised")  # STATUS-17
    refuse_unless(key.is_for_status, "status-key-not-for-this")  # STATUS-18
    refuse_unless(head.expires_at <= key.accept_until, "status-too-long")  # STATUS-19


class PassedOver(Exception):
    """A delta without its base. Whether it is refused is told behind the bundle's last part."""

    def __init__(self, issuer: int, number: int):
        super().__init__()
        self.issuer = issuer
        self.number = number


class StatusShelf:
    """The status lists of one state while a load adds to them."""

    def __init__(self, state: State):
        self.domain_digest = state.domain_digest
        self.domain_tag = state.domain_tag
        self.trust_list = state.trust_list
        self.held = dict(state.status_lists)
        self.bytes_held = sum(map(room_of, self.held.values()))
        self.rebuilt: set[int] = set()  # issuers for whom a delta came to its step 5

    def take(self, part: bytes) -> None:
        if part[0] == status_lists.DELTA_FIRST_BYTE:
            self.take_delta(part)
        else:
            self.take_list(part)

    def take_list(self, raw: bytes) -> None:
        """Steps 1 to 9 of loading a status list."""
        new = well_formed(read_status_list, raw)  # step 1
        self.check_domain(new.head)  # step 2
        key = self.key_of(new.head)  # step 3
        check_generation(new.head, key)  # step 4
        held = self.held.get(key.issuer.id)
        if held:  # step 5
            check_not_older(new.head, held)
            if new.head.number == held.head.number:
                refuse_unless(new.signed == held.signed, "status-conflict")  # STATUS-15
                return  # the held bytes are kept
        message = new.message(self.domain_digest)  # step 6
        good = signatures.is_good(new.signature, key.public, message)
        refuse_unless(good, "status-bad-signature")  # STATUS-16
        check_good_status_key(new.head, key)  # step 7
        if held:  # step 8
            check_follows(new, held)
        self.put(new, held, key)  # step 9

    def check_domain(self, head: Head) -> None:
        refuse_unless(head.domain_tag == self.domain_tag, "status-foreign-domain")  # STATUS-10

    def key_of(self, head: Head) -> Key:
        """The key that a head names, where the trust list has it."""
        next_key = self.trust_list.next_key if self.trust_list else 0
        refuse_unless(head.key_number < next_key, "status-key-not-yet-known")  # STATUS-11
        key = self.trust_list.keys.get(head.key_number)
        refuse_unless(key is not None, "status-key-withdrawn")  # STATUS-12
        return key

    def lacks(self, delta: PassedOver) -> bool:
        """Whether no list of the number to which the delta leads, or a higher one, is held."""
        held = self.held.get(delta.issuer)
        return held is None or held.head.number < delta.number

    def put(self, new: StatusList, held: StatusList | None, key: Key) -> None:
        """Step 9, STATUS-22: the list takes its issuer's place, where there is room."""
        count = len(self.held) + (0 if held else 1)
        size = self.bytes_held + room_of(new) - (room_of(held) if held else 0)
        refuse_unless(count <= MOST_LISTS, "status-no-room")
        refuse_unless(size <= MOST_BYTES, "status-no-room")
        self.held[key.issuer.id] = new
        self.bytes_held = size

    def take_delta(self, raw: bytes) -> None:
        """Steps 1 to 6 of a delta."""
        delta = well_formed(read_delta, raw)  # step 1
        self.check_domain(delta.head)  # step 2, STATUS-32
        key = self.key_of(delta.head)
        check_generation(delta.head, key)
        held = self.held.get(key.issuer.id)
        if held:
            check_not_older(delta.head, held)
            if delta.head.number == held.head.number:  # step 3
                check_says_the_same(delta, held)
                return
        has_base = held is not None and held.head.number == delta.base_number  # step 4
        if not has_base or key.issuer.id in self.rebuilt:
            raise PassedOver(key.issuer.id, delta.head.number)
        self.rebuilt.add(key.issuer.id)
        self.take_list(well_formed(put_together, delta, held))  # steps 5 and 6, STATUS-36


def well_formed(read, *arguments):
    try:
        return read(*arguments)
    except Malformed:
        raise Refused("status-malformed") from None


def check_not_older(head: Head, held: StatusList) -> None:
    refuse_unless(head.number >= held.head.number, "status-rollback")  # STATUS-14


def check_follows(new: StatusList, held: StatusList) -> None:
    """Step 8."""
    first_live = new.head.first_live
    refuse_unless(first_live >= held.head.first_live, "status-first-live")  # STATUS-20
    still_live = held.revoked.runs(first_live)
    refuse_unless(has_all(new.revoked.runs(), still_live), "status-not-contained")  # STATUS-21


def check_says_the_same(delta: Delta, held: StatusList) -> None:
    """STATUS-33."""
    refuse_unless(delta.head.raw == held.head.raw, "status-conflict")
    refuse_unless(has_all(held.revoked.runs(), delta.added.runs()), "status-conflict")


def put_together(delta: Delta, base: StatusList) -> bytes:
    """The newer list's bytes, from the list that is held and the delta."""
    first_live = delta.head.first_live
    count = base.revoked.count - base.revoked.count_below(first_live) + delta.added.count
    greatest = max(base.revoked.greatest, delta.added.greatest)
    serials = merged(base.revoked.runs(first_live), delta.added.runs())
    room = status_lists.GREATEST - BESIDE_SERIALS
    revoked = write_revocations(serials, count, greatest, first_live, room)
    return FIRST_BYTE + delta.head.raw + revoked + delta.signature


def merged(kept: Iterator[list[int]], added: Iterator[list[int]]) -> Iterator[list[int]]:
    """The serials of both, in ascending order."""
    for some, others in side_by_side(kept, added):
        require(set(others).isdisjoint(some), "STATUS-35: a serial that the base has")
        yield sorted(some + others)


def room_of(held: StatusList) -> int:
    return LENGTH_FIELD + len(held.raw)
