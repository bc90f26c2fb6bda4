"""Status lists and deltas: bytes, look-up, loading."""

import random
import unittest
from unittest.mock import patch

import making as m
from mapae.gaps import codes_in
from mapae.loading import load
from mapae.octets import Malformed
from mapae.revocations import Revocations, cut_into_blocks, encode_block, has_all, read_revocations, side_by_side
from mapae.states import Anchor, State
from mapae.status_loading import merged


written = m.revoked_serials


def all_of(revoked: Revocations) -> list[int]:
    return [serial for run in revoked.runs() for serial in run]


class Encoding(unittest.TestCase):
    def test_round_trip(self):
        draw = random.Random(7)
        for count, span in ((1, 1), (1, 2**32), (2, 2**32), (256, 256), (257, 257), (1000, 1000),
                            (1000, 10_000), (3000, 2**31), (300, 400), (5, 2**32)):
            serials = sorted(draw.sample(range(span), count))
            live = draw.randint(0, serials[0])
            revoked = read_revocations(written(serials, live), live)
            self.assertEqual(all_of(revoked), serials)
            for serial in draw.sample(range(span), min(span, 50)) + serials[:50]:
                self.assertEqual(serial in revoked, serial in set(serials))

    def test_cut_before_a_long_gap(self):
        serials = list(range(200)) + [100_000] + list(range(100_001, 100_300))
        revoked = read_revocations(written(serials), 0)
        self.assertEqual([revoked.first_serial(n) for n in range(revoked.block_count)],
                         [0, 100_000, 100_256])
        self.assertEqual(all_of(revoked), serials)

    def test_greatest_gap(self):
        serials = [0, 2**32 - 1]
        self.assertEqual(all_of(read_revocations(written(serials), 0)), serials)

    def test_none(self):
        self.assertNotIn(0, read_revocations(bytes(4), 0))
        with self.assertRaises(Malformed):
            read_revocations(bytes(8), 0)

    def test_every_changed_bit_is_another_set_or_malformed(self):
        raw = written([5, 9, 200, 201, 7000], 3)
        for bit in range(8 * len(raw)):
            changed = bytearray(raw)
            changed[bit // 8] ^= 1 << bit % 8
            try:
                other = read_revocations(bytes(changed), 3)
            except Malformed:
                continue
            self.assertEqual(written(all_of(other), 3), bytes(changed))

    def test_malformed(self):
        u = m.u
        for counts, index, blocks in (
                ((1, 5, 0), (), ""), ((1, 5, 1), ((5, 0),), "00"), ((1, 6, 1), ((5, 0),), ""),
                ((2, 5, 1), ((5, 0),), ""), ((1, 5, 1), ((5, 1),), ""), ((1, 5, 1), ((5, 1),), "00"),
                ((2, 5, 2), ((4, 0), (5, 0)), ""), ((2, 5, 2), ((5, 0), (4, 0)), ""),
                ((9, 5, 1), ((0, 0),), ""), ((1, 5, 2**32 - 1), ((5, 0),), ""),
                ((2, 5, 1), ((4, 2),), "a000"), ((2, 5, 1), ((4, 1),), "a1")):
            raw = b"".join(u(4, n) for n in counts) + b"".join(u(4, a) + u(4, b) for a, b in index)
            with self.subTest(counts=counts, index=index), self.assertRaises(Malformed):
                read_revocations(raw + bytes.fromhex(blocks), 0)

    def malformed(self, fault: str, counts, index, blocks: bytes, live=0):
        """The counts, the index and the blocks are right, but for the fault."""
        raw = b"".join(m.u(4, n) for n in counts) + index + blocks
        with self.assertRaisesRegex(Malformed, fault):
            read_revocations(raw, live)

    def test_below_first_live(self):
        self.malformed("do not ascend", (2, 9, 1), m.u(4, 5) + m.u(4, 1), b"\x60", live=6)

    def test_blocks_that_do_not_ascend(self):
        block = encode_block(list(range(0, 256 * 12, 12)), 3)
        end = m.u(4, len(block))
        self.malformed("do not ascend", (257, 3000, 2), m.u(4, 0) + end + m.u(4, 3000) + end, block)

    def test_block_that_is_not_cut(self):
        with patch("mapae.revocations.CUT", 2**32):
            raw = written([*range(200), 100_000])
        with self.assertRaisesRegex(Malformed, "must begin a block"):
            read_revocations(raw, 0)
        with patch("mapae.revocations.BLOCK_SERIALS", 257):
            raw = written(list(range(257)))
        with self.assertRaisesRegex(Malformed, "more than 256 serials"):
            read_revocations(raw, 0)

    def test_code_that_passes_its_end(self):
        index = m.u(4, 0) + m.u(4, 1)
        self.malformed("passes the end", (2, 160, 1), index, b"\x3f")  # 001 and 5 of 6 bits

    def test_ends_that_fall(self):
        block = encode_block(list(range(200)), 9)
        end = m.u(4, len(block))
        index = m.u(4, 0) + end + m.u(4, 200_000) + m.u(4, 0) + m.u(4, 400_000) + end
        self.malformed("fall", (401, 400_199, 3), index, block)

    def test_quotient_that_begins_a_block(self):
        for serial, quotient, blocks in ((24 * 8, 23, 1), (24 * 8 + 1, 24, 2)):
            self.assertEqual(len(list(cut_into_blocks([[0, serial]], 3))), blocks)
            code = "0" * quotient + "1" + "101"
            self.assertEqual(codes_in(code, 3), ([code], "") if blocks == 1 else ([], code))

    def test_codes_and_what_is_left(self):
        for bits, codes, left in (("", [], ""), ("1", ["1"], ""), ("0101", ["01", "01"], ""), ("010", ["01"], "0")):
            self.assertEqual(codes_in(bits, 0), (codes, left))
        self.assertEqual(codes_in("100100000", 2), (["100", "100"], "000"))
        self.assertEqual(codes_in("10010", 2), (["100"], "10"))

    def test_serial_in_both(self):
        self.assertEqual(list(merged(iter([[1, 5]]), iter([[3], [7]]))), [[1, 3], [5], [7]])
        with self.assertRaisesRegex(Malformed, "the base has"):
            list(merged(iter([[1, 5]]), iter([[3], [5]])))

    def test_limit(self):
        with self.assertRaises(Malformed):
            written(range(0, 10**6, 100), 0, 1000)

    def test_runs_from_a_serial_on(self):
        serials = [*range(10, 1000, 3), 100_000, 100_007]
        revoked = read_revocations(written(serials), 0)
        for least in (0, 9, 10, 11, 777, 778, 779, 780, 997, 998, 100_000, 100_001, 100_007, 100_008):
            runs = list(revoked.runs(least))
            self.assertEqual([serial for run in runs for serial in run], [one for one in serials if one >= least])
            self.assertTrue(all(runs))
            self.assertEqual(revoked.count_below(least), sum(one < least for one in serials))

    def test_has_all(self):
        for outer, inner, answer in (([1, 2, 3], [1, 3], True), ([1], [], True), ([], [1], False),
                                     ([0], [0], True), ([1, 3], [2], False), ([1], [2], False)):
            self.assertEqual(has_all(runs_of(outer, 1), runs_of(inner, 1)), answer)
            self.assertEqual(has_all(runs_of(outer, 256), runs_of(inner, 256)), answer)

    def test_side_by_side(self):
        draw = random.Random(11)
        for _ in range(200):
            some, others = (sorted(draw.sample(range(60), draw.randint(0, 40))) for _ in range(2))
            pairs = list(side_by_side(runs_of(some, draw.randint(1, 9)), runs_of(others, draw.randint(1, 9))))
            self.assertEqual([serial for left, _ in pairs for serial in left], some)
            self.assertEqual([serial for _, right in pairs for serial in right], others)
            merged = [serial for left, right in pairs for serial in sorted(left + right)]
            self.assertEqual(merged, sorted(some + others))


def runs_of(serials: list[int], size: int) -> list[list[int]]:
    return [serials[place:place + size] for place in range(0, len(serials), size)]


class Loads(unittest.TestCase):
    def state(self, *parts: bytes, **fields) -> State:
        state = State(Anchor(m.DOMAIN, m.DOMAIN))
        loaded = load(m.bundle(m.FIRST, m.trust_list(**fields), *parts), state)
        self.assertEqual(loaded.refusals, {})
        return loaded.state

    def answers(self, state: State, *parts: bytes) -> dict[int, str]:
        return load(m.bundle(*parts), state).refusals

    def refused(self, name: str, part: bytes, state: State):
        loaded = load(m.bundle(part), state)
        self.assertEqual(loaded.refusals, {1: "status-" + name})
        self.assertEqual(loaded.state.digest, state.digest)


class StatusLists(Loads):
    def test_form(self):
        state = self.state()
        for fields in (dict(number=0), dict(issued=m.DAY), dict(issued=0, expires=34_560_001),
                       dict(revoked=b""), dict(revoked=bytes(5))):
            self.refused("malformed", m.status_list(**fields), state)
        self.refused("malformed", b"\x15", state)
        self.refused("malformed", b"\x15" + bytes(16_777_216), state)
        self.refused("malformed", b"\x18", state)

    def test_size(self):
        raw = m.status_list([7])
        with patch("mapae.status_lists.GREATEST", len(raw)):
            self.assertEqual(self.answers(self.state(), raw), {})
        with patch("mapae.status_lists.GREATEST", len(raw) - 1):
            self.refused("malformed", raw, self.state())

    def test_taken(self):
        raw = m.status_list([7, 9])
        state = self.state(raw)
        self.assertEqual(state.to_bytes(), m.bundle(m.FIRST, m.trust_list(), raw))
        self.assertEqual(load(state.to_bytes(), State(state.anchor)).state.digest, state.digest)

    def test_foreign(self):
        self.refused("foreign-domain", m.status_list(domain=b"x" * 32), self.state())

    def test_key(self):
        self.refused("key-not-yet-known", m.status_list(key=10), self.state())
        self.refused("key-withdrawn", m.status_list(key=9), self.state())
        self.refused("key-not-yet-known", m.status_list(), State(Anchor(m.DOMAIN, m.DOMAIN)))

    def test_generation_before_signature(self):
        self.refused("other-generation", m.status_list(generation=1, seed=9), self.state())

    def test_older(self):
        state = self.state(m.status_list([7], number=5))
        self.refused("rollback", m.status_list([7], number=4), state)
        self.refused("conflict", m.status_list([8], number=5), state)
        again = m.status_list([7], number=5, seed=9)
        self.assertEqual(self.answers(state, again), {})
        self.assertEqual(load(m.bundle(again), state).state.digest, state.digest)

    def test_signature(self):
        self.refused("bad-signature", m.status_list(seed=9), self.state())

    def test_key_state(self):
        keys = (m.key(0), m.key(1, m.STATUS_KEY, 3, 10_000))
        stolen = self.state(issuers=(m.issuer(demand=1, keys=keys),))
        self.refused("key-compromised", m.status_list(), stolen)
        self.refused("key-not-for-this", m.status_list(key=0, seed=m.PASS_KEY), self.state())
        keys = (m.key(1, m.STATUS_KEY, 1, m.DAY),)
        short = self.state(issuers=(m.issuer(keys=keys),))
        self.refused("too-long", m.status_list(expires=m.DAY + 1), short)
        self.assertEqual(self.answers(short, m.status_list(expires=m.DAY)), {})

    def test_follows(self):
        state = self.state(m.status_list([5, 9], live=3))
        self.refused("first-live", m.status_list([5, 9], number=2, live=2), state)
        self.refused("not-contained", m.status_list([5, 10], number=2, live=3), state)
        self.refused("not-contained", m.status_list([5], number=2, live=3), state)
        for serials, live in (([5, 7, 9], 3), ([9], 6), ([], 10), ([20], 10)):
            self.assertEqual(self.answers(state, m.status_list(serials, number=2, live=live)), {})

    def test_each_alone(self):
        parts = (b"\x15", m.status_list([7]), m.status_list([8]), m.status_list([7, 8], number=2))
        loaded = load(m.bundle(*parts), self.state())
        self.assertEqual(loaded.refusals, {1: "status-malformed", 3: "status-conflict"})
        self.assertEqual(loaded.state.status_lists[1].head.number, 2)

    def test_dropped(self):
        state = self.state(m.status_list([7]))
        for number, keys, generation, kept in (
                (2, (m.key(0), m.key(1, m.STATUS_KEY, 1)), 0, True),
                (2, (m.key(0), m.key(1, m.STATUS_KEY, 3)), 0, False),
                (2, (m.key(0), m.key(1, m.STATUS_KEY, 1, m.DAY - 1)), 0, False),
                (2, (m.key(0), m.key(1, m.STATUS_KEY, 1)), 1, False)):
            issuer = m.issuer(keys=keys, generation=generation, demand=1)
            new = load(m.bundle(m.trust_list(number=number, issuers=(issuer,))), state).state
            self.assertEqual(1 in new.status_lists, kept)

    def test_dropped_under_another_record(self):
        state = self.state(m.status_list([7]))
        second = m.record(number=2, domain=m.DOMAIN, lists=(21,), previous=((0, m.ROOT),))
        for issuer, kept in ((m.issuer(), True), (m.issuer(keys=(m.key(0),)), False),
                             (m.issuer(keys=(m.key(1, 9, 1),)), False), (m.issuer(2), False)):
            new = m.trust_list(authority=2, signers=((0, 21),), issuers=(issuer,))
            loaded = load(m.bundle(second, new), state)
            self.assertEqual(1 in loaded.state.status_lists, kept)

    def test_room(self):
        state = self.state()
        with patch("mapae.status_loading.MOST_LISTS", 0):
            self.refused("no-room", m.status_list(), state)
        with patch("mapae.status_loading.MOST_BYTES", 4 + len(m.status_list())):
            self.assertEqual(self.answers(state, m.status_list()), {})
            self.refused("no-room", m.status_list([1]), state)


class Deltas(Loads):
    def setUp(self):
        self.base = m.status_list([5, 9, 200], live=3)
        self.whole = m.status_list([9, 30, 200, 5000], number=4, live=6)
        self.delta = m.delta(1, [30, 5000], self.whole)
        self.held = self.state(self.base)

    def test_makes_the_list(self):
        loaded = load(m.bundle(self.delta), self.held)
        self.assertEqual(loaded.refusals, {})
        self.assertEqual(loaded.state.status_lists[1].raw, self.whole)

    def test_form(self):
        for raw in (self.delta[:-1], self.delta + b"\0", m.delta(0, [30, 5000], self.whole),
                    m.delta(4, [30, 5000], self.whole), m.delta(1, [], self.whole, bytes(5)),
                    m.delta(1, [], self.whole, written([5], 5))):
            self.refused("malformed", raw, self.held)

    def test_size(self):
        held = self.state(m.status_list(range(0, 2000, 2)))
        whole = m.status_list([0, 1, *range(2, 2000, 2)], number=2)
        delta = m.delta(1, [1], whole)
        for limit, refusals in ((len(whole), {}), (len(whole) - 1, {1: "status-malformed"}),
                                (len(delta) - 1, {1: "status-malformed"})):
            with patch("mapae.status_lists.GREATEST", limit):
                self.assertEqual(self.answers(held, delta), refusals)

    def test_head(self):
        whole = lambda **fields: m.delta(1, [7], m.status_list([7], **(dict(number=4) | fields)))
        self.refused("foreign-domain", whole(domain=b"x" * 32), self.held)
        self.refused("key-not-yet-known", whole(key=10), self.held)
        self.refused("key-withdrawn", whole(key=9), self.held)
        self.refused("other-generation", whole(generation=1), self.held)
        newer = self.state(m.status_list([], number=5))
        self.refused("rollback", whole(), newer)

    def test_held_already(self):
        held = self.state(self.whole)
        self.assertEqual(self.answers(held, self.delta), {})
        self.refused("conflict", m.delta(1, [31], self.whole), held)
        other = m.status_list([9, 30, 200, 5000], number=4, live=6, expires=m.DAY + 1)
        self.refused("conflict", m.delta(1, [30], other), held)

    def test_base(self):
        self.refused("base-missing", m.delta(2, [30, 5000], self.whole), self.held)
        self.refused("base-missing", self.delta, self.state())

    def test_once_for_an_issuer(self):
        bad = m.delta(1, [30], self.whole)
        self.assertEqual(self.answers(self.held, bad, self.delta),
                         {1: "status-bad-signature", 2: "status-base-missing"})
        self.assertEqual(self.answers(self.held, self.delta, self.delta), {})
        double = m.delta(1, [9, 30], self.whole)
        self.assertEqual(self.answers(self.held, double, self.delta),
                         {1: "status-malformed", 2: "status-base-missing"})

    def test_two_bases(self):
        """A delta that was passed over is refused only where its list is not held at the end."""
        other = m.delta(2, [30, 5000], self.whole)
        self.assertEqual(self.answers(self.held, other, self.delta), {})
        self.assertEqual(self.answers(self.held, other, self.whole), {})
        newer = m.status_list([9, 30, 200, 5000], number=5, live=6)
        self.assertEqual(self.answers(self.held, other, newer), {})
        older = m.status_list([5, 9, 30, 200], number=3, live=3)
        self.assertEqual(self.answers(self.held, other, older), {1: "status-base-missing"})
        self.assertEqual(self.answers(self.held, other, m.status_list([9])[:-1]),
                         {1: "status-base-missing", 2: "status-malformed"})

    def test_beside_a_whole_base(self):
        self.assertEqual(self.answers(self.state(), self.base, self.delta), {})

    def test_serial_of_the_base(self):
        self.refused("malformed", m.delta(1, [9, 30, 5000], self.whole), self.held)

    def test_nothing_added(self):
        whole = m.status_list([9, 200], number=2, live=6)
        loaded = load(m.bundle(m.delta(1, [], whole)), self.held)
        self.assertEqual(loaded.state.status_lists[1].raw, whole)

    def test_first_live_falls(self):
        whole = m.status_list([5, 9, 200], number=2, live=2)
        self.refused("first-live", m.delta(1, [], whole), self.held)
