"""Loading records and trust lists: each refusal in its place."""

from hashlib import sha256
import unittest
from unittest.mock import patch

import making as m
from mapae import signatures
from mapae.loading import load, load_text
from mapae.refusals import Refused
from mapae.states import Anchor, State

BAD_KEY = bytes([2]) + bytes(31)  # not on the curve
NEW_LIST_KEY = 21


def empty() -> State:
    return State(Anchor(m.DOMAIN, m.DOMAIN))


def second(**fields) -> bytes:
    settings = dict(number=2, domain=m.DOMAIN, lists=(NEW_LIST_KEY,), previous=((0, m.ROOT),))
    return m.record(**(settings | fields))


def list_2(**fields) -> bytes:
    return m.trust_list(**(dict(authority=2, signers=((0, NEW_LIST_KEY),)) | fields))


class Loads(unittest.TestCase):
    def refused(self, name: str, raw: bytes, state: State | None = None):
        with self.assertRaises(Refused) as caught:
            load(raw, state or empty())
        self.assertEqual(caught.exception.name, name)

    def loaded(self, *parts: bytes, state: State | None = None) -> State:
        return load(m.bundle(*parts), state or empty()).state

    def held(self, **fields) -> State:
        return self.loaded(m.FIRST, m.trust_list(**fields))


class Bundles(Loads):
    def test_version(self):
        for first in (b"\x26", b"\x00", b"\x21" + bytes(99)):
            self.refused("unsupported-version", first)

    def test_form(self):
        for raw in (b"", b"\x16", b"\x11", b"\x17", b"\x16" + bytes(4), b"\x16\0\0\0\2\x13",
                    b"\x16\0\0\0\1\x23", b"\x16\0\0\0\1\x16", b"\x16\0\0\0", b"\x16\0\0\0\1\x13"):
            self.refused("malformed", raw)
        self.refused("malformed", m.bundle(m.FIRST) + b"\0")
        self.refused("malformed", b"\x11" + m.bundle(m.FIRST)[1:])

    def test_order(self):
        self.refused("malformed", m.bundle(m.trust_list(), m.FIRST))
        self.refused("malformed", m.bundle(m.FIRST, m.FIRST))
        self.refused("malformed", m.bundle(m.FIRST, m.trust_list(), m.trust_list(number=2)))
        self.refused("malformed", m.bundle(m.status_list(), m.FIRST))

    def test_size_and_count(self):
        greatest = b"\x16" + m.u(4, 67_108_859) + b"\x15"
        self.assertEqual(len(load(greatest.ljust(67_108_864, b"\0"), empty()).refusals), 1)
        greatest = b"\x16" + m.u(4, 67_108_860) + b"\x15"
        self.refused("malformed", greatest.ljust(67_108_865, b"\0"))
        part = b"\0\0\0\1\x15"
        self.assertEqual(len(load(b"\x16" + part * 65_536, empty()).refusals), 65_536)
        self.refused("malformed", b"\x16" + part * 65_537)

    def test_text(self):
        for text, name in ((b"mp1:", "unsupported-version"), (b"MP1:", "malformed"),
                           (b"MP1:0", "malformed"), (b"MP1:52J", "unsupported-version")):
            with self.assertRaises(Refused) as caught:
                load_text(text, empty())
            self.assertEqual(caught.exception.name, name)

    def test_state_is_a_bundle(self):
        state = self.held()
        self.assertEqual(state.to_bytes(), m.bundle(m.FIRST, m.trust_list()))
        self.assertEqual(load(state.to_bytes(), empty()).state.digest, state.digest)
        self.assertEqual(empty().to_bytes(), b"")


class Records(Loads):
    def test_form(self):
        for fields in (dict(number=0, previous=((0, 1),)), dict(issued=5, until=5), dict(threshold=2), dict(threshold=0),
                       dict(roots=(1, 1), threshold=1), dict(lists=(m.ROOT,)), dict(own=((1, 1),)),
                       dict(previous=((0, 1),)), dict(tail=b"\0"), dict(list_threshold=2),
                       dict(roots=tuple(range(30, 47))), dict(lists=())):
            with self.subTest(**fields):
                self.refused("malformed", m.bundle(m.record(**fields)))
        self.refused("malformed", m.bundle(second(previous=())))
        self.refused("malformed", m.bundle(m.FIRST[:-1]))

    def test_foreign(self):
        self.refused("foreign-domain", m.bundle(m.record(domain=b"x" * 32)))
        self.refused("foreign-domain", m.bundle(second(domain=b"x" * 32)))
        self.refused("foreign-domain", m.bundle(m.trust_list(domain=b"x" * 32)))

    def test_anchor_missing(self):
        self.refused("anchor-missing", m.bundle(second()))
        self.refused("anchor-missing", m.bundle(m.trust_list()))
        state = State(Anchor(m.DOMAIN, bytes(32)))
        self.refused("anchor-missing", m.bundle(m.FIRST, m.trust_list()), state)

    def first(self, **fields) -> tuple[State, bytes]:
        raw = m.record(lists=(NEW_LIST_KEY,), **fields)
        signed_size = 1 + 1 + 32 + 10 + 2 + 32 * len(fields.get("roots", (0,))) + 34
        digest = sha256(raw[:signed_size]).digest()
        return State(Anchor(digest, digest)), m.bundle(raw)

    def test_start_keys_before_signatures(self):
        state, raw = self.first(roots=(BAD_KEY,), own=())
        self.refused("bad-key", raw, state)

    def test_start_signatures(self):
        for own in ((), ((0, 1),), ((0, 1), (1, 9)), ((0, 1), (1, 2), (2, 3))):
            state, raw = self.first(roots=(1, 2, 3), threshold=2, own=own)
            self.refused("bad-signature", raw, state)
        state, raw = self.first(roots=(1, 2, 3), threshold=2, own=((0, 1), (2, 3)))
        self.assertEqual(len(load(raw, state).state.records), 1)

    def test_rotation(self):
        state = self.loaded(second(), list_2(), state=self.held())
        self.assertEqual([record.number for record in state.records], [1, 2])
        self.assertEqual(self.loaded(m.FIRST, second(), list_2()).digest, state.digest)

    def test_anchor_at_second(self):
        state = State(Anchor(m.DOMAIN, sha256(second()[:-132]).digest()))
        broken = bytearray(m.FIRST)
        broken[-1] ^= 1  # LOAD-15
        new = self.loaded(bytes(broken), second(), list_2(), state=state)
        self.assertEqual([record.number for record in new.records], [2])
        self.assertEqual(self.loaded(bytes(broken), state=new).digest, new.digest)

    def test_conflict(self):
        state = self.loaded(m.FIRST, second())
        self.refused("record-conflict", m.bundle(second(issued=9)), state)
        broken = bytearray(second())
        broken[-1] ^= 1  # other signatures: the held bytes are kept
        self.assertEqual(self.loaded(bytes(broken), state=state).digest, state.digest)

    def test_gap(self):
        self.refused("record-gap", m.bundle(m.FIRST, second(number=3)))

    def test_further_signatures(self):
        for fields in (dict(previous=((0, 9),)), dict(previous=((1, m.ROOT),)), dict(own=()),
                       dict(previous=((0, m.ROOT), (1, m.ROOT))), dict(own=((0, 9),))):
            with self.subTest(**fields):
                self.refused("bad-signature", m.bundle(m.FIRST, second(**fields)))

    def test_further_keys(self):
        bad = dict(lists=(BAD_KEY,))
        self.refused("bad-key", m.bundle(m.FIRST, second(**bad)))
        self.refused("bad-signature", m.bundle(m.FIRST, second(previous=((0, 9),), **bad)))
        self.refused("bad-key", m.bundle(m.FIRST, second(own=(), **bad)))

    def test_list_missing(self):
        self.refused("list-missing", m.bundle(second()), self.held())
        self.assertEqual(len(self.loaded(second(), state=self.loaded(m.FIRST)).records), 2)


class TrustLists(Loads):
    def test_form(self):
        key, issuer = m.key, m.issuer
        for fields in (
                dict(authority=0), dict(number=0), dict(next_key=2**24 + 1), dict(refresh=999),
                dict(refresh=m.DAY + 1), dict(issued=m.DAY, refresh=m.DAY, expires=m.DAY),
                dict(issued=0, refresh=0, expires=34_560_001), dict(signers=()), dict(tail=b"\0"),
                dict(issuers=(issuer(2, keys=()), issuer(1))), dict(issuers=(issuer(keys=()),) * 2),
                dict(issuers=(issuer(name=b""),)), dict(issuers=(issuer(name=b"a" * 129),)),
                dict(issuers=(issuer(name=b"\xff"),)), dict(issuers=(issuer(profiles=(2, 1)),)),
                dict(issuers=(issuer(profiles=(1, 1)),)), dict(issuers=(issuer(generation=1),)),
                dict(issuers=(issuer(keys=(key(1, 7, 3),)),)), dict(issuers=(issuer(keys=(key(1, 7, 4),)),)),
                dict(issuers=(issuer(keys=(key(10),)),)), dict(issuers=(issuer(keys=(key(1), key(0, 7))),)),
                dict(issuers=(issuer(keys=(key(0), key(1))),)),
                dict(issuers=(issuer(1, keys=(key(0),)), issuer(2, keys=(key(0, 7),)))),
                dict(rules=(m.rule(closes=0),)), dict(rules=(m.rule(begin=5, end=5),)),
                dict(rules=(m.rule(offset=65),)), dict(rules=(m.rule(anchor=0x50, offset=15),)),
                dict(rules=(m.rule(anchor=0x50, offset=121),)), dict(rules=(m.rule(2), m.rule(1))),
                dict(rules=(m.rule(), m.rule())), dict(rules=(b"\x0c" + bytes(12),)),
                dict(rules=(b"\x18\1" + m.rule()[2:] + b"\0",)),
                dict(rules=(b"\x1c" + m.rule(condition=(0x10, 1))[1:] + b"\0",))):
            with self.subTest(**fields):
                self.refused("malformed", m.bundle(m.FIRST, m.trust_list(**fields)))

    def test_edges(self):
        self.held(next_key=2**24, issued=0, refresh=0, expires=34_560_000, issuers=())
        self.held(issuers=(m.issuer(name=b"a" * 128, profiles=(), generation=1, demand=1),))
        self.held(rules=(b"\x0d\2\0\1" + bytes(9) + b"\1",))  # RULE-2

    def test_size(self):
        with patch("mapae.trust_lists.GREATEST", len(m.trust_list())):
            self.held()
        with patch("mapae.trust_lists.GREATEST", len(m.trust_list()) - 1):
            self.refused("malformed", m.bundle(m.FIRST, m.trust_list()))

    def test_wrong_authority(self):
        self.refused("wrong-authority", m.bundle(m.FIRST, m.trust_list(authority=2)))
        self.refused("wrong-authority", m.bundle(second(), m.trust_list()), self.held())

    def test_older(self):
        state = self.held(number=5)
        self.refused("rollback", m.bundle(m.trust_list(number=4)), state)
        self.refused("list-conflict", m.bundle(m.trust_list(number=5, issued=1001)), state)
        broken = bytearray(m.trust_list(number=5))
        broken[-1] ^= 1
        self.assertEqual(self.loaded(bytes(broken), state=state).digest, state.digest)

    def test_signatures(self):
        for signers in (((0, 9),), ((1, m.LIST_KEY),), ((0, m.LIST_KEY), (1, m.LIST_KEY))):
            raw = m.bundle(m.FIRST, m.trust_list(signers=signers))
            self.refused("bad-signature", raw)
        raw = m.bundle(m.FIRST, m.trust_list(label=signatures.RECORD))
        self.refused("bad-signature", raw)  # BASE-5

    def test_too_long(self):
        first = m.record(until=m.DAY - 1)
        digest = sha256(first[:-68]).digest()
        bad = m.issuer(keys=(m.key(0, BAD_KEY),))
        raw = m.bundle(first, m.trust_list(domain=digest, issuers=(bad,)))
        self.refused("list-too-long", raw, State(Anchor(digest, digest)))

    def test_bad_key(self):
        bad = m.issuer(keys=(m.key(0, BAD_KEY),))
        self.refused("bad-key", m.bundle(m.FIRST, m.trust_list(issuers=(bad,))))


class Ties(Loads):
    def tied(self, name: str | None, before: dict, after: dict):
        state = self.held(**before)
        raw = m.bundle(m.trust_list(**(dict(number=2) | after)))
        if name:
            self.refused(name, raw, state)
        else:
            self.assertEqual(load(raw, state).state.trust_list.number, 2)

    def issuer(self, before: dict, after: dict, name: str | None):
        self.tied(name, dict(issuers=(m.issuer(**before),)), dict(issuers=(m.issuer(**after),)))

    def test_dates(self):
        self.tied("tie-dates", {}, dict(issued=999))
        self.tied("tie-dates", {}, dict(expires=m.DAY - 1))
        self.tied(None, {}, {})

    def test_next_key(self):
        self.tied("tie-next-key", {}, dict(next_key=9))

    def test_key_entered(self):
        both = (m.key(0), m.key(1, m.STATUS_KEY, 1))
        self.issuer({}, dict(keys=both + (m.key(9, 9),)), "tie-key-entered")
        self.tied(None, {}, dict(next_key=11, issuers=(m.issuer(keys=both + (m.key(10, 9),)),)))

    def test_key_changed(self):
        self.issuer(dict(keys=(m.key(0),)), dict(keys=(m.key(0, 9),)), "tie-key-changed")
        self.issuer(dict(keys=(m.key(0),)), dict(keys=(m.key(0, flags=1),)), "tie-key-changed")
        self.tied("tie-key-changed", {}, dict(issuers=(m.issuer(identity=2),)))

    def test_widened(self):
        self.issuer(dict(profiles=(1,)), dict(profiles=(1, 2)), "tie-widened")
        self.issuer(dict(profiles=(1, 2)), dict(profiles=(2,)), None)
        key = lambda **fields: dict(keys=(m.key(0, **fields),))
        self.issuer(key(), key(until=10_000_001), "tie-widened")
        self.issuer(key(), key(until=1), None)
        self.issuer(key(flags=2), key(), "tie-widened")
        self.issuer(key(), key(flags=2), None)

    def test_status(self):
        self.issuer(dict(generation=1, demand=5), dict(generation=0, demand=5), "tie-status")
        self.issuer(dict(demand=5), dict(demand=4), "tie-status")
        self.issuer(dict(demand=5), dict(generation=1, demand=5), None)

    def test_key_left(self):
        gone = dict(issuers=(m.issuer(keys=()),), issued=1500)
        for until, name in ((1500, None), (1501, "tie-key-left")):
            self.tied(name, dict(issuers=(m.issuer(keys=(m.key(0, until=until),)),)), gone)

    def test_rules(self):
        held = dict(rules=(m.rule(begin=0),))
        self.tied("tie-rule", held, {})
        self.tied(None, held, dict(rules=(m.rule(begin=1000, end=m.DAY),)))
        self.tied("tie-rule", held, dict(rules=(m.rule(begin=1001),)))
        self.tied("tie-rule", held, dict(rules=(m.rule(end=m.DAY - 1),)))
        self.tied("tie-rule", held, dict(rules=(m.rule(closes=101),)))
        self.tied("tie-rule", held, dict(rules=(m.rule(end=5000), m.rule(begin=5000))))
        self.tied(None, dict(rules=(m.rule(end=1000),)), {})
        self.tied(None, dict(rules=(m.rule(begin=m.DAY),)), {})
        self.tied("tie-rule", dict(rules=(m.rule(kind=2),)), {})

    def test_not_across_authorities(self):
        state = self.loaded(second(), list_2(issued=1, refresh=1, next_key=0, issuers=()), state=self.held())
        self.assertEqual(state.trust_list.next_key, 0)
