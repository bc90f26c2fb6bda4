"""Runs tests against one program: test/self_test.py PROGRAM, or with `large` behind it the one of large lists."""

import random
import sys

from examples import Examples, seconds
from program import Program
from world import *

program = Program(sys.argv[1])
examples = Examples("../../spec/examples.md")
counts = {"checks": 0, "failures": 0}


def check(what, found, expected):
    counts["checks"] += 1
    if found != expected:
        counts["failures"] += 1
        print("%s:\n  found    %s\n  expected %s" % (what, found, expected))


def verify(states, policy, clock, form, data):
    return program.ask("verify", ",".join(states) or "-", *policy, str(clock[0]), str(clock[1]), form, data.hex() or "-")


# ---- spec/examples.md ----

def test_examples():
    state = program.open(examples.anchor)
    loaded = ["loaded", hashlib.sha256(examples.bundle()).hexdigest(), "-"]
    check("bundle", program.load(state, examples.bundle()), loaded)
    held = program.handle
    check("bundle's text", program.ask("load", state, "text", examples.bundle_text.encode().hex()), loaded)
    program.drop(program.handle)
    codes = [code.encode().hex() for code in examples.poster]
    check("poster", program.ask("poster", state, ",".join(codes[::-1] + codes)), loaded)
    program.drop(program.handle)
    check("half a poster", program.ask("poster", state, codes[0])[0], "nothing")
    program.drop(program.handle)
    anchored = program.open(examples.anchor + ":" + examples.record_2)
    check("anchor at record 2", program.load(anchored, examples.bundle())[:2],
          ["loaded", hashlib.sha256(bundle(examples.records[1], examples.list)).hexdigest()])
    program.drop(program.handle)
    program.drop(anchored)
    check("status list of a later list", program.load(held, bundle(examples.status_list))[2], "1:status-key-not-yet-known")
    program.drop(program.handle)
    check("verdicts in the table", len(examples.verdicts) > 50, True)
    for name, earliest, latest, policy, outcome, reason, instant, authentic, advisories in examples.verdicts:
        expected = [outcome, reason.strip("`") or "-", "authentic" if authentic == "yes" else "not-authentic",
                    advisories.strip("`") or "-", str(seconds(instant)) if instant else "-"]
        found = verify([held], examples.policy(policy), (seconds(earliest), seconds(latest)), "text",
                       examples.passes[name].encode())
        check("%s at %s, %s" % (name, latest, policy), found, expected)
    for name in ("request", "list", "status_list"):
        check(name + " shown as a pass", verify([held], examples.policy("*door*"), (0, 0), "bytes", getattr(examples, name))[1], "malformed")
    program.drop(held)
    program.drop(state)


# ---- A world of our own ----

GOOD_KEYS = (issuer_key(1, 33), issuer_key(2, 34, 2), issuer_key(5, 41, 1, 9500), issuer_key(6, 42, 1, 9500))
RECORD = Record()
DOMAIN = RECORD.digest


def a_list(**changes):
    """A list of one issuer; what is not of the list is of the issuer."""
    of_issuer = {name: changes.pop(name) for name in ("profiles", "generation", "demand", "keys", "name") if name in changes}
    of_issuer.setdefault("keys", GOOD_KEYS)
    changes.setdefault("issuers", [issuer(**of_issuer)])
    return trust_list(DOMAIN, **changes)


def loads(name, before, after, expected, left=None):
    """Loads bundle by bundle; `expected` is the refusal, or the list refusals, and `left` the bytes of the state."""
    state = program.open(DOMAIN.hex())
    handles = [state]
    for brought in before:
        answer = program.load(handles[-1], brought)
        check(name + ", before", answer[0], "loaded")
        handles.append(program.handle)
    answer = program.load(handles[-1], after)
    handles.append(program.handle)
    check(name, answer[1] if answer[0] == "refused" else answer[2], expected)
    if left is not None:
        check(name + ", state", answer[1], hashlib.sha256(left).hexdigest())
    for handle in handles:
        program.drop(handle)


def mixed_order_key():
    point = decode(key(33).public)
    minus_one = (P - 1).to_bytes(32, "little")
    return encode(add(point, decode(minus_one)))


def test_load_refusals():
    first = bundle(RECORD.bytes, a_list())
    second = Record(2, DOMAIN, previous=RECORD, list_keys=(18,))
    third = Record(3, DOMAIN, previous=second)
    under_second = a_list(authority=2, number=1, by=(18,), of=(18,))
    other = Record(domain=bytes(32))
    cases = [
        ("nothing", [], b"", "malformed"),
        ("version 2", [], b"\x26", "unsupported-version"),
        ("no part", [], b"\x16", "malformed"),
        ("a part of no length", [], b"\x16\0\0\0\0", "malformed"),
        ("a part past the end", [], b"\x16\0\0\0\x05\x15", "malformed"),
        ("a pass in a bundle", [], bundle(b"\x11"), "malformed"),
        ("list before record", [], bundle(a_list(), RECORD.bytes), "malformed"),
        ("two lists", [], bundle(RECORD.bytes, a_list(), a_list()), "malformed"),
        ("records out of order", [], bundle(second.bytes, RECORD.bytes), "malformed"),
        ("a byte behind a record", [], bundle(RECORD.bytes + b"\0"), "malformed"),
        ("one key twice in a record", [], bundle(Record(list_keys=(1,)).bytes), "malformed"),
        ("foreign record", [], bundle(other.bytes), "foreign-domain"),
        ("foreign list", [], bundle(RECORD.bytes, trust_list(other.digest)), "foreign-domain"),
        ("list alone at first", [], bundle(a_list()), "anchor-missing"),
        ("later record alone at first", [], bundle(second.bytes), "anchor-missing"),
        ("status list alone at first", [], bundle(status_list(DOMAIN)), "1:status-key-not-yet-known"),
        ("record and list", [], first, "-"),
        ("the same again", [first], first, "-"),
        ("record alone", [first], bundle(RECORD.bytes), "-"),
        ("record with other bytes", [bundle(RECORD.bytes, second.bytes)], bundle(Record(2, DOMAIN, previous=RECORD).bytes), "record-conflict"),
        ("record gap", [first], bundle(third.bytes, a_list(authority=3)), "record-gap"),
        ("previous threshold not met", [first], bundle(Record(2, DOMAIN, previous=RECORD, previous_by=(1,)).bytes, under_second), "bad-signature"),
        ("previous threshold exceeded", [first], bundle(Record(2, DOMAIN, previous=RECORD, previous_by=(1, 2, 3)).bytes, under_second), "bad-signature"),
        ("own threshold not met", [], bundle(RECORD.body + u(2, 0) + u(2, 1) + RECORD.bytes[180:244]), "bad-signature"),
        ("own signers none", [], bundle(RECORD.body + u(2, 0) + u(2, 0)), "bad-signature"),
        ("record that brings no list", [first], bundle(second.bytes), "list-missing"),
        ("record with its list", [first], bundle(second.bytes, under_second), "-"),
        ("list of the record before", [first], bundle(second.bytes, a_list()), "wrong-authority"),
        ("older list", [bundle(RECORD.bytes, a_list(number=2))], bundle(a_list()), "rollback"),
        ("other list of one number", [first], bundle(a_list(expires=10001)), "list-conflict"),
        ("list signed by another", [], bundle(RECORD.bytes, a_list(by=(18,), of=(18,))), "bad-signature"),
        ("list signer that is not there", [], bundle(RECORD.bytes, a_list(by=(17,), of=(1, 17))), "bad-signature"),
        ("list longer than its record", [], bundle(RECORD.bytes, a_list(issued=10**9 - 50, refresh=10**9, expires=10**9 + 1)), "list-too-long"),
        ("key of mixed order", [], bundle(RECORD.bytes, a_list(keys=(issuer_key(1, public=mixed_order_key()),))), "bad-key"),
        ("lifetime above 400 days", [], bundle(RECORD.bytes, a_list(expires=1000 + 34560001)), "malformed"),
        ("key twice", [], bundle(RECORD.bytes, a_list(keys=(issuer_key(1, 33), issuer_key(2, 33)))), "malformed"),
        ("number twice", [], bundle(RECORD.bytes, a_list(issuers=[issuer(1, keys=(issuer_key(1, 33),)), issuer(2, keys=(issuer_key(1, 34),))])), "malformed"),
        ("number not below the next", [], bundle(RECORD.bytes, a_list(keys=(issuer_key(10, 33),))), "malformed"),
        ("name with a control character", [], bundle(RECORD.bytes, a_list(name=b"a\x07")), "malformed"),
        ("generation without demand", [], bundle(RECORD.bytes, a_list(generation=1)), "malformed"),
        ("stolen status key without demand", [], bundle(RECORD.bytes, a_list(keys=(issuer_key(1, 33, 3),))), "malformed"),
        ("rule with no window", [], bundle(RECORD.bytes, a_list(rules=[rule(opens=5, closes=5)])), "malformed"),
        ("rule with an offset that is not 64", [], bundle(RECORD.bytes, a_list(rules=[rule(offset=65)])), "malformed"),
        ("rule of an unknown kind", [], bundle(RECORD.bytes, a_list(rules=[rule(kind=2, opens=5, closes=5)])), "-"),
    ]
    ties = [
        ("dates", {}, {"expires": 9999}, "tie-dates"),
        ("next key", {}, {"next_key": 9}, "tie-next-key"),
        ("key entered", {}, {"keys": GOOD_KEYS + (issuer_key(7, 35),)}, "tie-key-entered"),
        ("key entered well", {}, {"next_key": 11, "keys": GOOD_KEYS + (issuer_key(10, 35),)}, "-"),
        ("key changed", {}, {"keys": (issuer_key(1, 35),) + GOOD_KEYS[1:]}, "tie-key-changed"),
        ("usage changed", {}, {"keys": (issuer_key(1, 33, 1),) + GOOD_KEYS[1:]}, "tie-key-changed"),
        ("profile added", {}, {"profiles": (1, 2, 3)}, "tie-widened"),
        ("profile left", {}, {"profiles": (2,)}, "-"),
        ("accepted for longer", {}, {"keys": (issuer_key(1, 33, 0, 10**8 + 1),) + GOOD_KEYS[1:]}, "tie-widened"),
        ("good again", {}, {"keys": GOOD_KEYS[:1] + (issuer_key(2, 34),) + GOOD_KEYS[2:]}, "tie-widened"),
        ("demand fell", {"demand": 3}, {"demand": 2}, "tie-status"),
        ("generation fell", {"generation": 1, "demand": 3}, {"demand": 3}, "tie-status"),
        ("key left", {}, {"keys": GOOD_KEYS[1:]}, "tie-key-left"),
        ("key left in time", {"keys": (issuer_key(1, 33, 0, 1000),)}, {"keys": ()}, "-"),
        ("rule left", {"rules": [rule()]}, {}, "tie-rule"),
        ("rule changed", {"rules": [rule()]}, {"rules": [rule(closes=1001)]}, "tie-rule"),
        ("rule kept to the end", {"rules": [rule()]}, {"rules": [rule(start=1000, end=10000)]}, "-"),
        ("rule not kept to the end", {"rules": [rule()]}, {"rules": [rule(start=1000, end=9999)]}, "tie-rule"),
        ("rule kept in two pieces", {"rules": [rule()]}, {"rules": [rule(end=5000), rule(start=5000)]}, "tie-rule"),
        ("rule that is over", {"rules": [rule(end=1000)]}, {}, "-"),
    ]
    for name, held, new, expected in ties:
        cases.append(("tie: " + name, [bundle(RECORD.bytes, a_list(**held))], bundle(a_list(number=2, **new)), expected))
    for case in cases:
        loads(*case)


def test_status_refusals():
    with_list = bundle(RECORD.bytes, a_list())
    held = status_list(DOMAIN, number=2, serials=(5, 9, 200), first_live=3)

    def changed(at, value):
        return held[:at] + value + held[at + len(value):]

    cases = [
        ("good", held, "-"),
        ("the same again", held, "-"),
        ("empty", status_list(DOMAIN, number=3, first_live=201), "-"),
        ("cut", held[:-1], "1:status-malformed"),
        ("count", changed(27, u(4, 4)), "1:status-malformed"),
        ("greatest", changed(31, u(4, 201)), "1:status-malformed"),
        ("last bits not zero", status_list(DOMAIN, number=3, body=u(4, 3) + u(4, 7) + u(4, 1) + u(4, 5) + u(4, 1) + b"\xa1"), "1:status-malformed"),
        ("foreign", status_list(bytes(32), number=3), "1:status-foreign-domain"),
        ("key not yet known", status_list(DOMAIN, number_of_key=10), "1:status-key-not-yet-known"),
        ("key withdrawn", status_list(DOMAIN, number_of_key=4), "1:status-key-withdrawn"),
        ("generation", status_list(DOMAIN, generation=1), "1:status-other-generation"),
        ("rollback", status_list(DOMAIN), "1:status-rollback"),
        ("conflict", status_list(DOMAIN, number=2), "1:status-conflict"),
        ("conflict of dates", status_list(DOMAIN, number=2, serials=(5, 9, 200), first_live=3, expires=9001), "1:status-conflict"),
        ("bad signature", status_list(DOMAIN, number=3, seed=42), "1:status-bad-signature"),
        ("key compromised", status_list(DOMAIN, number=3, seed=34, number_of_key=2), "1:status-key-compromised"),
        ("key for passes", status_list(DOMAIN, number=3, seed=33, number_of_key=1), "1:status-key-not-for-this"),
        ("too long", status_list(DOMAIN, number=3, expires=9501), "1:status-too-long"),
        ("first live", status_list(DOMAIN, number=3, first_live=2, serials=(5, 9, 200)), "1:status-first-live"),
        ("not contained", status_list(DOMAIN, number=3, first_live=6, serials=(8, 200)), "1:status-not-contained"),
        ("contained", status_list(DOMAIN, number=3, first_live=6, serials=(9, 200)), "-"),
        ("by the other key", status_list(DOMAIN, number=3, seed=42, number_of_key=6, first_live=3, serials=(5, 9, 77, 200)), "-"),
    ]
    cases = [("status: " + name, [with_list, bundle(held)], bundle(part), expected) for name, part, expected in cases]
    cases.append(("status: each alone", [with_list], bundle(b"\x15", held, b"\x18", held, b"\x15"),
                  "1:status-malformed,3:status-malformed,5:status-malformed"))
    for case in cases:
        loads(*case)

    # STATUS-23: dropped with its key; and the bytes of a state.
    state = program.open(DOMAIN.hex())
    program.load(state, bundle(RECORD.bytes, a_list(), held))
    first = program.handle
    for what, new, kept in (("kept", {}, True), ("stolen", {"demand": 9, "keys": GOOD_KEYS[:2] + (issuer_key(5, 41, 3, 9500),) + GOOD_KEYS[3:]}, False)):
        new_list = a_list(number=2, **new)
        expected = bundle(RECORD.bytes, new_list, held) if kept else bundle(RECORD.bytes, new_list)
        check("status list " + what, program.load(first, bundle(new_list))[1], hashlib.sha256(expected).hexdigest())
        program.drop(program.handle)
    program.drop(first)
    program.drop(state)


def test_delta_refusals():
    with_list = bundle(RECORD.bytes, a_list())
    held = status_list(DOMAIN, number=2, serials=(5, 9, 200), first_live=3)

    def newer(serials=(5, 9, 77, 200), **changes):
        return status_list(DOMAIN, **{"number": 4, "first_live": 3, "serials": serials, **changes})

    def changed(at, value):
        return good[:at] + value + good[at + len(value):]

    whole = newer()
    good = delta(whole, 2, (77,))
    last = newer((5, 9, 77, 78, 200), number=5)
    cases = [
        ("good", [good], "-"),
        ("only first live", [delta(newer((200,), first_live=10), 2)], "-", newer((200,), first_live=10)),
        ("to nothing", [delta(newer((), first_live=201), 2)], "-", newer((), first_live=201)),
        ("first byte alone", [b"\x18"], "1:status-malformed"),
        ("cut", [good[:-1]], "1:status-malformed"),
        ("a byte more", [good + b"\0"], "1:status-malformed"),
        ("expires as issued", [changed(18, good[13:18])], "1:status-malformed"),
        ("base number 0", [changed(27, u(4, 0))], "1:status-malformed"),
        ("base number of the head", [changed(27, u(4, 4))], "1:status-malformed"),
        ("added below first live", [delta(whole, 2, body=u(4, 1) + u(4, 2) + u(4, 1) + u(4, 2) + u(4, 0))], "1:status-malformed"),
        ("greatest not met", [changed(35, u(4, 78))], "1:status-malformed"),
        ("foreign domain", [changed(1, b"\0")], "1:status-foreign-domain"),
        ("key to come", [changed(5, u(3, 10))], "1:status-key-not-yet-known"),
        ("key withdrawn", [changed(5, u(3, 4))], "1:status-key-withdrawn"),
        ("generation", [changed(8, u(1, 1))], "1:status-other-generation"),
        ("rollback", [last, good], "2:status-rollback", last),
        ("held already", [whole, good], "-"),
        ("held already, of another base", [whole, delta(whole, 3, (9, 77))], "-"),
        ("held already, with another signature", [whole, good[:-1] + b"\0"], "-"),
        ("another head", [whole, changed(18, u(5, 9001))], "2:status-conflict"),
        ("adds what is not there", [whole, delta(whole, 2, (78,))], "2:status-conflict"),
        ("adds more than is there", [whole, delta(whole, 2, (77, 201))], "2:status-conflict"),
        ("base missing", [delta(whole, 1, (77,))], "1:status-base-missing"),
        ("base missing, behind the list", [whole, delta(whole, 1, (77,))], "-"),
        ("base missing, before the list", [delta(whole, 1, (77,)), whole], "-"),
        ("base missing, before a newer list", [delta(whole, 1, (77,)), last], "-", last),
        ("base missing, before an older list", [delta(last, 3, (77, 78)), whole, b"\x15"], "1:status-base-missing,3:status-malformed"),
        ("of two bases", [delta(whole, 1, (5, 77)), good, delta(whole, 3, (77,))], "-", whole),
        ("one on the other", [good, delta(last, 4, (78,))], "2:status-base-missing"),
        ("a forged one before", [good[:-1] + b"\0", good], "1:status-bad-signature,2:status-base-missing"),
        ("a malformed one before", [changed(27, u(4, 0)), good], "1:status-malformed"),
        ("adds a serial of its base", [delta(whole, 2, (77, 200))], "1:status-malformed"),
        ("adds a serial of its base, as lower first live", [delta(newer(first_live=2), 2, (77, 200))], "1:status-malformed"),
        ("first live", [delta(newer(first_live=2), 2, (77,))], "1:status-first-live"),
        ("bad signature", [delta(newer(seed=42), 2, (77,))], "1:status-bad-signature"),
        ("one serial missing", [delta(whole, 2)], "1:status-bad-signature"),
        ("key compromised", [delta(newer(seed=34, number_of_key=2), 2, (77,))], "1:status-key-compromised"),
        ("key for passes", [delta(newer(seed=33, number_of_key=1), 2, (77,))], "1:status-key-not-for-this"),
        ("too long", [delta(newer(expires=9501), 2, (77,))], "1:status-too-long"),
        ("by the other key", [delta(newer(seed=42, number_of_key=6), 2, (77,))], "-", newer(seed=42, number_of_key=6)),
        ("and the same again", [good, good], "-"),
        ("and another head", [good, changed(18, u(5, 9001))], "2:status-conflict"),
        ("and what is not there", [good, delta(whole, 3, (9, 78))], "2:status-conflict"),
        ("and its list whole", [good, whole], "-"),
        ("and its list with other dates", [good, newer(expires=9001)], "2:status-conflict"),
        ("and another list of its number", [good, newer((5, 9, 78, 200))], "2:status-conflict"),
        ("and one with less", [good, newer((5, 9, 77))], "2:status-conflict"),
        ("and one with more", [good, newer((5, 9, 77, 200, 201))], "2:status-conflict"),
        ("and an older list", [good, newer(number=3)], "2:status-rollback"),
        ("and a newer list", [good, last], "-", last),
        ("and one that lacks what was added", [good, newer((5, 9, 200), number=5)], "2:status-not-contained"),
        ("and one that lacks what the base had", [good, newer((5, 77, 200), number=5)], "2:status-not-contained"),
        ("and one of lower first live", [good, newer(number=5, first_live=2)], "2:status-first-live"),
        ("and one that left all behind", [good, newer((), number=5, first_live=201)], "-", newer((), number=5, first_live=201)),
    ]
    for name, parts, expected, *left in cases:
        # Where no other list is named, it is that of the whole or the good one, or the one that was held.
        taken = [n for n, part in enumerate(parts, 1) if part in (whole, good) and "%d:" % n not in expected]
        list_left = left[0] if left else whole if taken else held
        loads("delta: " + name, [with_list, bundle(held)], bundle(*parts), expected, bundle(RECORD.bytes, a_list(), list_left))
    stolen = a_list(number=2, demand=9, keys=GOOD_KEYS[:2] + (issuer_key(5, 41, 3, 9500),) + GOOD_KEYS[3:])
    for name, before, parts, expected, left in [
        ("no list is held", [with_list], [good], "1:status-base-missing", [a_list()]),
        ("no list at all", [bundle(RECORD.bytes)], [good], "1:status-key-not-yet-known", []),
        ("base in the same bundle", [with_list], [held, good], "-", [a_list(), whole]),
        ("base in the same bundle, behind", [with_list], [good, held], "1:status-base-missing", [a_list(), held]),
        ("on what a delta made before", [with_list, bundle(held), bundle(good)], [delta(last, 4, (78,))], "-", [a_list(), last]),
        ("base dropped with its key", [with_list, bundle(held)], [stolen, delta(newer(seed=42, number_of_key=6), 2, (77,))], "1:status-base-missing", [stolen]),
        ("of two issuers", [bundle(RECORD.bytes, TWO_ISSUERS)], [of_second(1, ()), held, delta(of_second(2, (7,)), 1, (7,)), good], "-", [TWO_ISSUERS, whole, of_second(2, (7,))]),
    ]:
        loads("delta: " + name, before, bundle(*parts), expected, bundle(RECORD.bytes, *left))


TWO_ISSUERS = a_list(issuers=[issuer(1, keys=GOOD_KEYS), issuer(2, keys=(issuer_key(8, 43, 1, 9500),))])


def of_second(number, serials):
    return status_list(DOMAIN, seed=43, number_of_key=8, number=number, serials=serials)


def in_row(count, k=0, last=None):
    """The serials 0 to count - 1, and `last`, where codes are one bit and k bits long."""
    bits = "1" + "0" * k
    size = lambda block: min(256, count - 256 * block) - 1
    code = lambda codes: int((bits * codes).ljust(-(-len(bits) * codes // 8) * 8, "0") or "0", 2).to_bytes(-(-len(bits) * codes // 8), "big")
    whole_block, blocks, end = code(255), -(-count // 256), 0
    index, codes = [], []
    for block in range(blocks):
        codes.append(whole_block if size(block) == 255 else code(size(block)))
        end += len(codes[-1])
        index.append(u(4, 256 * block) + u(4, end))
    if last is not None:
        index.append(u(4, last) + u(4, end))
    return (u(4, count + (last is not None)) + u(4, count - 1 if last is None else last) + u(4, len(index)) +
            b"".join(index) + b"".join(codes))


def test_large_deltas():
    """One serial more makes a list of 2 MB one of 16 MB: taken up to the greatest size, and malformed above."""
    check("a row", [in_row(600), in_row(600, 22, 2**32 - 1)], [revoked(range(600), 0), revoked([*range(600), 2**32 - 1], 0)])
    for count, fits in ((14_000_000, True), (15_500_000, False)):
        old = status_list(DOMAIN, body=in_row(count))
        whole = status_list(DOMAIN, number=2, body=in_row(count, 8, 2**32 - 1))
        check("%d bytes" % len(whole), len(whole) <= 2**24, fits)
        loads("delta: to %d bytes" % len(whole), [], bundle(RECORD.bytes, a_list(), old, delta(whole, 1, (2**32 - 1,))),
              "-" if fits else "2:status-malformed", bundle(RECORD.bytes, a_list(), whole if fits else old))


def test_delta_sets():
    """Random sets: the state is, to the byte, as if the list had come whole."""
    chance = random.Random(18)
    state = program.open(DOMAIN.hex())
    program.load(state, bundle(RECORD.bytes, a_list()))
    empty = program.handle
    for n in range(60):
        numbers = range(chance.choice((0, 1000)), chance.choice((1500, 4000, 10**6, 2**32)))
        base = sorted(chance.sample(numbers, chance.choice((0, 1, 2, 255, 256, 257, 450))))
        first_live = max(numbers[0], chance.choice((0, 0, 1200, (base or [0])[-1] + 1)))
        fresh = range(max(first_live, numbers[0]), numbers[-1] + 1)
        added = sorted(set(chance.sample(fresh, min(len(fresh), chance.choice((0, 1, 3, 200))))) - set(base))
        if n < 2:  # a gap of the greatest quotient within a block, and of the least between two
            base, first_live, numbers, added = list(range(100)), 0, range(200), [123 + n]
        if n % 10 == 9:
            added = sorted({*added, 2**32 - 1} - set(base))
        whole = status_list(DOMAIN, number=2, first_live=first_live, serials=sorted({s for s in base if s >= first_live} | set(added)))
        old = status_list(DOMAIN, number=1, first_live=numbers[0], serials=base)
        what = "%d and %d serials of %d, from %d on" % (len(base), len(added), len(numbers), first_live)
        loaded = ["loaded", hashlib.sha256(bundle(RECORD.bytes, a_list(), whole)).hexdigest(), "-"]
        check(what, program.load(empty, bundle(old, delta(whole, 1, added))), loaded)
        program.drop(program.handle)
        program.load(empty, bundle(old))
        held = program.handle
        check(what + ", of a held list", program.load(held, bundle(delta(whole, 1, added))), loaded)
        program.drop(program.handle)
        check(what + ", and whole", program.load(held, bundle(delta(whole, 1, added), whole)), loaded)
        program.drop(program.handle)
        broken = bytearray(delta(whole, 1, added))
        broken[chance.randrange(1, len(broken))] ^= 1 << chance.randrange(8)
        check(what + ", changed", program.load(held, bundle(broken))[1], hashlib.sha256(bundle(RECORD.bytes, a_list(), old)).hexdigest())
        program.drop(program.handle)
        program.drop(held)
    program.drop(empty)
    program.drop(state)


def test_status_sets():
    """Random sets: each serial is found, no other one is, and one changed byte is seen."""
    chance = random.Random(41)
    for serials, first_live in ((range(3000), 0), (sorted(chance.sample(range(10**6), 2000)), 0),
                                (sorted(chance.sample(range(2**32), 700)), 0), ((2**32 - 1,), 0),
                                (sorted(chance.sample(range(5000, 9000), 300)) + [2**32 - 1], 5000)):
        serials = list(serials)
        state = program.open(DOMAIN.hex())
        whole = status_list(DOMAIN, first_live=first_live, serials=serials)
        check("set of %d" % len(serials), program.load(state, bundle(RECORD.bytes, a_list(), whole))[2], "-")
        held = program.handle
        near = {s + d for s in chance.sample(serials, min(8, len(serials))) for d in (-1, 0, 1)}
        policy = [DOMAIN.hex() + ":1", "-", "-", "-", "-", "no"]
        for serial in sorted(s for s in near if first_live <= s < 2**32):
            found = verify([held], policy, (2000, 2000), "bytes", make_pass(DOMAIN, serial=serial))[1]
            check("serial %d" % serial, found, "revoked" if serial in serials else "-")
        head = len(whole) - 64
        for _ in range(20):
            at = chance.randrange(27, head)
            broken = whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1:]
            found = program.load(held, bundle(broken))[2]
            program.drop(program.handle)
            check("changed at %d" % at, found in ("1:status-malformed", "1:status-conflict"), True)
        program.drop(held)
        program.drop(state)


def test_status_encoding():
    """Small sets, some of them broken: taken where the bytes are the one encoding, and only there."""
    chance = random.Random(9)
    state = program.open(DOMAIN.hex())
    program.load(state, bundle(RECORD.bytes, a_list()))
    held = program.handle
    for _ in range(300):
        first_live = chance.randrange(3)
        serials = chance.sample(range(first_live, first_live + chance.choice((12, 60, 400))), chance.choice((1, 2, 3, 4, 6, 9)))
        body = bytearray(revoked(sorted(serials), first_live))
        for _ in range(chance.randrange(3)):
            at = chance.randrange(len(body))
            body[at if at % 4 == 3 or at >= 12 else 3] ^= 1 << chance.randrange(8)
            body = body[:len(body) - chance.choice((0, 0, 1))] + bytes(chance.choice((0, 0, 0, 1)))
        try:
            found = serials_of(body, first_live)
            good = found == sorted(set(found)) and found[:1] >= [first_live][:len(found)] and revoked(found, first_live) == body
        except (ValueError, IndexError, OverflowError, ZeroDivisionError):
            good = False
        answer = program.load(held, bundle(status_list(DOMAIN, first_live=first_live, body=bytes(body))))[2]
        program.drop(program.handle)
        check("serials " + body.hex(), answer, "-" if good else "1:status-malformed")
    program.drop(held)
    program.drop(state)


HOLDER = u(1, 0x62) + b"\x20"


def test_verdicts():
    rules = [rule(1, closes=4000), rule(1, 7000, 8000, 0, 6000, 7000), rule(4, anchor=0x50, opens=86400, closes=2 * 86400),
             rule(61440, anchor=0x51), rule(3, kind=9)]
    profiles = (1, 2, 3, 4, 9, 61440)
    demanding = issuer(2, demand=2, keys=(issuer_key(7, 35), issuer_key(8, 43, 1, 9000)))
    state = program.open(DOMAIN.hex())
    the_list = a_list(issuers=[issuer(1, profiles=profiles, keys=GOOD_KEYS), demanding], rules=rules)
    answer = program.load(state, bundle(RECORD.bytes, the_list, status_list(DOMAIN, first_live=50, issued=1200, serials=(60,)),
                                        status_list(DOMAIN, seed=43, number_of_key=8, number=2, expires=4000)))
    check("world", answer[0::2], ["loaded", "-"])
    held = program.handle
    scopes = ",".join("%s:%d" % (DOMAIN.hex(), p) for p in (1, 2, 3, 4, 9)) + ",%s:61440:90+31+51" % DOMAIN.hex()
    door = [scopes, "-", "-", "-", "-", "no"]

    def judged(what, expected, clock, policy=door, states=None, **fields):
        inner = make_pass(DOMAIN, **fields)
        found = verify([held] if states is None else states, policy, clock, "bytes", inner)
        check(what, " ".join(found), expected)

    at = lambda second: (second, second)
    ok = "accepted - authentic - -"
    judged("good", ok, at(1600))
    judged("no state", "undecided unknown-domain not-authentic - -", at(1600), states=[])
    judged("only the anchor", "undecided key-not-yet-known not-authentic - -", at(1600), states=[state])
    judged("rule closed", "rejected rule-expired authentic refresh-due 5500", at(5600))
    judged("rule across", "undecided clock-uncertain authentic refresh-due 5500", (5400, 5600))
    judged("rule closed, list across", "undecided clock-uncertain authentic refresh-due 10000", (9000, 10000), lifetime=99999)
    judged("rule not open", "undecided rule-not-yet-open authentic refresh-due 7500", at(7100), start=4000)
    judged("expired", "rejected expired authentic refresh-due 6500", at(6500))
    judged("floor of the pass", "undecided pass-from-future authentic - 1500", at(1400))
    judged("behind the status list", "undecided clock-behind authentic - 1200", at(1100))
    judged("behind the list", "undecided clock-behind authentic - 1000", at(-5))
    judged("the floor makes it sure", ok, (0, 1600))
    judged("first live", "rejected expired authentic - 1200", at(1600), serial=49)
    judged("revoked", "rejected revoked authentic - -", at(1600), serial=60)
    judged("unknown profile", "undecided unsupported-profile authentic - -", at(1600), profile=9)
    judged("unknown kind of rule", "undecided unsupported-rule authentic - -", at(1600), profile=3, claims=b"\x10\x01\x11\x01")
    judged("anchor that lacks", "undecided unsupported-rule authentic - -", at(1600), profile=61440)
    judged("private tags", "undecided unsupported-rule authentic - -", at(1600), profile=61440, claims=b"\x31abQ\0\0\0\x90\x01")
    judged("private tag not named", "undecided unsupported-claim authentic unknown-claim-ignored -", at(1600), profile=61440, claims=b"\x30ab\x91\x01")
    event = text_claim(0x70, b"Fair")
    judged("ticket", "undecided rule-not-yet-open authentic - 86400", at(1600), profile=4, claims=b"\x50" + date(1970, 1, 1) + event)
    judged("ticket of a year, not open for both", "undecided rule-not-yet-open authentic - 31536000", at(1600), profile=4, claims=b"\x50" + date(1970) + event)
    judged("ticket of a year, two answers", "undecided date-too-coarse authentic - -", at(1600), profile=4, claims=b"\x50" + date(1969) + event)
    judged("ticket of a year, closed for both", "rejected rule-expired authentic - 0", at(1600), profile=4, claims=b"\x50" + date(1968) + event)
    judged("no event", "rejected invalid-claims authentic - -", at(1600), profile=4)
    for what, claims in (("bad date", b"\x40" + date(2023, 2, 29)), ("bad UTF-8", text_claim(0x60, b"\xc0\x80")), ("forbidden", text_claim(0x60, "a\u200b".encode())),
                         ("noncharacter", text_claim(0x60, "\U0001fffe".encode())), ("latin", text_claim(0xe0, b"<A")), ("excluded", b"\x40" + date(1963) + text_claim(0x63, b"1963-00"))):
        judged(what, "rejected invalid-claims authentic - -", at(1600), claims=claims)
    judged("joiner, U+2065", ok, at(1600), claims=text_claim(0x60, "a\u200d\u2065".encode()))
    judged("tags out of order", "rejected malformed not-authentic - -", at(1600), claims=b"\x11\x01\x10\x01")
    judged("empty claim", "rejected malformed not-authentic - -", at(1600), claims=b"\x60\0")
    judged("lifetime 0", "rejected malformed not-authentic - -", at(1600), lifetime=0)
    judged("demand met", ok, at(1600), seed=35, number=7)
    judged("demand met, expired", "undecided status-list-expired authentic refresh-due 4000", at(4000), seed=35, number=7)
    judged("demand across", "undecided clock-uncertain authentic refresh-due 4000", (3000, 4000), seed=35, number=7)
    judged("home not held", "undecided home-list-missing authentic - -", at(1600), [scopes, "00" * 32] + door[2:])
    judged("home is its own", ok, at(1600), [scopes, DOMAIN.hex()] + door[2:])
    judged("not here", "rejected not-accepted-here authentic - -", at(1600), ["-"] + door[1:])
    judged("device limit", "undecided device-limit not-authentic - -", at(1600), [scopes, "-", "1", "-", "-", "no"], claims=text_claim(0x70, b"a" * 64) + text_claim(0xe2, b"a" * 128))
    sized = lambda first, count: verify([held], [scopes, "-", "256", "-", "-", "no"], at(1600), "bytes", bytes([first]) + bytes(count - 1))[1]
    for first in (0x11, 0x13, 0x18):
        check("size of kind %x" % first, [sized(first, count) for count in (256, 257, 1024, 1025)], ["malformed", "device-limit", "device-limit", "malformed"])
    judged("reading without bounds", "undecided clock-uncertain authentic refresh-due 6500", (-10**30, 10**30))

    bound = make_pass(DOMAIN, claims=HOLDER + key(51).public)
    shown = lambda data, policy=door, second=1600: " ".join(verify([held], policy, at(second), "bytes", data))
    check("bare", shown(bound), "undecided presentation-needed authentic - -")
    check("presented", shown(present(DOMAIN, bound, 51, 1600)), ok)
    check("age 0", shown(present(DOMAIN, bound, 51, 1600), door[:3] + ["0", "-", "no"]), "undecided presentation-stale authentic - 1600")
    check("by another", shown(present(DOMAIN, bound, 52, 1600)), "rejected bad-holder-proof authentic - -")
    check("no holder key", shown(present(DOMAIN, make_pass(DOMAIN), 51, 1600)), "rejected bad-holder-proof authentic - -")
    check("challenge", shown(present(DOMAIN, bound, 51, 0, b"ab"), door[:4] + ["6162", "no"]), ok)
    check("wrong challenge", shown(present(DOMAIN, bound, 51, 1600, b"ac"), door[:4] + ["6162", "no"]), "undecided wrong-challenge authentic - -")
    check("nested", shown(present(DOMAIN, present(DOMAIN, bound, 51, 1600), 51, 1600)), "rejected malformed not-authentic - -")

    good = make_pass(DOMAIN)
    s = int.from_bytes(good[-32:], "little")
    check("S + L", shown(good[:-32] + (s + L).to_bytes(32, "little")), "rejected bad-signature not-authentic - -")
    k = sha512(u(1, 1) + bytes(31), key(33).public, b"mapae1 pass".ljust(16, b"\0") + DOMAIN + good[:-64])
    identity = u(1, 1) + bytes(31) + (k * key(33).scalar % L).to_bytes(32, "little")
    check("R is the identity", shown(good[:-64] + identity), "rejected bad-signature not-authentic - -")
    same_tag = program.open((DOMAIN[:4] + bytes(28)).hex())
    judged("two states of one tag", ok, at(1600), states=[same_tag, held])
    judged("the other order", ok, at(1600), states=[held, same_tag])
    judged("under none of them", "undecided key-not-yet-known not-authentic - -", at(1600), states=[held, same_tag], seed=35)
    judged("bad signature", "rejected bad-signature not-authentic - -", at(1600), seed=35)
    judged("withdrawn", "rejected key-withdrawn not-authentic - -", at(1600), number=3)
    program.drop(same_tag)
    for size in (1024, 1025):
        filled = make_pass(DOMAIN, claims=text_claim(0xe2, b"a" * 128) + b"".join(text_claim(0xec + i, b"a" * 255) for i in range(3)) + text_claim(0xef, b"a" * (size - 994)))
        check("%d bytes" % len(filled), [len(filled), shown(filled).split()[1]], [size, "-" if size == 1024 else "malformed"])
    program.drop(held)
    program.drop(state)


def test_home_domain():
    """Rules and dates of a home domain, beside those of the pass's own."""
    home = Record(domain=bytes(range(1, 33)), roots=(61, 62, 63), list_keys=(64,), by=(61, 62))
    one_key = [issuer(3, keys=(issuer_key(1, 65),))]
    home_list = lambda **changes: trust_list(home.digest, by=(64,), of=(64,), issuers=one_key, **changes)
    handles = [program.open(DOMAIN.hex()), program.open(home.digest.hex())]
    program.load(handles[0], bundle(RECORD.bytes, a_list(rules=[rule(closes=4000)])))
    handles.append(program.handle)
    own = program.handle
    policy = [DOMAIN.hex() + ":1,%s:61440" % DOMAIN.hex(), home.digest.hex(), "-", "-", "-", "no"]

    def judged(what, expected, second, changes, states=None, **fields):
        program.load(handles[1], bundle(home.bytes, home_list(**changes)))
        at_home = program.handle
        found = verify([own, at_home] if states is None else states, policy, second, "bytes", make_pass(DOMAIN, **fields))
        program.drop(at_home)
        check(what, " ".join(found), expected)

    at = lambda second: (second, second)
    judged("home without rules", "accepted - authentic - -", at(1600), {})
    judged("home without a list", "undecided home-list-missing authentic - -", at(1600), {}, [own, handles[1]])
    judged("home rule closed", "rejected rule-expired authentic - 1550", at(1600), {"rules": [rule(closes=50)]})
    judged("home rule of another profile", "accepted - authentic - -", at(1600), {"rules": [rule(2, closes=50)]})
    judged("home list expired", "undecided trust-list-expired authentic refresh-due 1600", at(1600), {"expires": 1600, "refresh": 1500, "rules": [rule(closes=50)]})
    judged("home is ahead of the clock", "undecided clock-behind authentic - 1700", at(1600), {"issued": 1700})
    judged("own still rejects", "rejected rule-expired authentic refresh-due 5500", at(5600), {"issued": 6000, "refresh": 6000})
    judged("home refresh", "accepted - authentic refresh-due -", at(1600), {"refresh": 1600})
    judged("home rule across", "undecided clock-uncertain authentic - 1650", (1600, 1700), {"rules": [rule(closes=150)]})
    judged("home rule not readable", "undecided unsupported-rule authentic - -", at(1600), {"rules": [rule(kind=9)]})
    judged("home rule not open", "undecided rule-not-yet-open authentic - 1700", at(1600), {"rules": [rule(opens=200)]})
    judged("private profiles have no home", "rejected key-not-for-this not-authentic - -", at(1600), {}, profile=61440)
    for handle in handles:
        program.drop(handle)


def test_texts():
    state = program.open(DOMAIN.hex())
    for text, expected in (("", "unsupported-version"), ("mp1:00", "unsupported-version"), ("MP1:0", "malformed"),
                           ("MP1:6a", "malformed"), ("MP1:6A", "malformed"), ("MP1:", "malformed"), ("MP1:52J", "unsupported-version"),
                           ("MP1:00\n", "malformed")):
        check("text " + repr(text), program.ask("load", state, "text", text.encode().hex() or "-")[1], expected)
        program.drop(program.handle)

    def parts(whole, sizes):
        digest = hashlib.sha256(whole).digest()[:8]
        cuts = [sum(sizes[:i]) for i in range(len(sizes))]
        return [part(u(1, i + 1) + u(1, len(sizes)) + digest + whole[cut:cut + sizes[i]]) for i, cut in enumerate(cuts)]

    def part(data):
        digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:"
        text = "MS1:"
        for i in range(0, len(data), 2):
            pair = data[i:i + 2]
            number = int.from_bytes(pair, "big")
            text += "".join(digits[number // 41**n % 41] for n in range(len(pair), -1, -1))
        return text.encode().hex()

    whole = bundle(RECORD.bytes, a_list())
    size = len(whole)
    one, two = parts(whole, [400, size - 400])
    other = parts(bundle(RECORD.bytes), [200, len(bundle(RECORD.bytes)) - 200])
    forged = part(u(1, 2) + u(1, 2) + hashlib.sha256(whole).digest()[:8] + b"forged")
    for what, texts, expected in (("whole", [two, one], "loaded"), ("beside another", [other[0], two, "-", one], "loaded"),
                                  ("forged part", [one, forged], "nothing"), ("forged beside the true one", [forged, one, two], "nothing"),
                                  ("true beside the forged one", [one, two, forged], "nothing"), ("no bundle", parts(b"\x11" * 20, [10, 10]), "refused"),
                                  ("part 0", [one, part(bytes([0, 2]) + bytes(9)), two], "loaded"), ("long part", [part(bytes([1, 2]) + bytes(643))], "nothing")):
        check("poster: " + what, program.ask("poster", state, ",".join(texts))[0], expected)
        program.drop(program.handle)
    program.drop(state)


def points_of_all_orders(chance):
    """The eight points of small order, and sums of them with one of prime order."""
    small = []
    while len(small) < 8:
        point = decode(chance.randbytes(32))
        if point and encode(times(L, point)) not in small:
            small.append(encode(times(L, point)))
    return small + [encode(add(decode(key(33).public), decode(point))) for point in small]


def test_vetting():
    """SIG-1 against the program of spec/ed25519.md, by a root key that does not sign."""
    chance = random.Random(7)
    numbers = list(range(6)) + list(range(P - 3, P + 19, 3)) + [2**255 - 1]
    keys = [(y | sign << 255).to_bytes(32, "little") for y in numbers for sign in (0, 1)]
    keys += points_of_all_orders(chance) + [chance.randbytes(32) for _ in range(40)]
    for public in keys:
        record = Record(roots=(1, 2, 99), publics={99: public})
        state = program.open(record.digest.hex())
        expected = ["loaded", hashlib.sha256(bundle(record.bytes)).hexdigest()] if vetted(public) else ["refused", "bad-key"]
        check("key " + public.hex(), program.load(state, bundle(record.bytes))[:2], expected)
        program.drop(program.handle)
        program.drop(state)


def test_protocol():
    state = program.open(DOMAIN.hex())
    for line in (b"\n", b" \n", b"x\n", b"00 hello 1\n", b"4294967296 hello 1\n", b"\xff\n", b"\0\n"):
        check("line %r" % line, program.raw(line)[:7], "0 error")
    for rest in ("", " ", " hello", " hello 2", " open", " open 00", " open " + "AA" * 32, " load 1 bytes", " load 9 bytes -",
                 " load %s words -" % state, " load %s bytes 0" % state, " load %s bytes 0A" % state, " load %s bytes - -" % state,
                 " verify - - - - - - no 2 1 bytes -", " verify - - - - - - no 01 1 bytes -", " verify - - - - - - no -0 1 bytes -",
                 " verify - - - - - - maybe 1 1 bytes -", " verify %s,%s - - - - - no 1 1 bytes -" % (state, state),
                 " verify - - - - 4294967296 - no 1 1 bytes -", " verify - 00:1 - - - - no 1 1 bytes -", " drop 77", " h\u00e9llo 1"):
        check("request %r" % rest, program.raw(b"77" + rest.encode() + b"\n")[:9], "77 error ")
    check("no input", program.ask("verify", "-", "-", "-", "-", "-", "-", "no", "1", "1", "bytes", "-")[1], "malformed")
    check("no text", program.ask("verify", "-", "-", "-", "-", "-", "-", "no", "1", "1", "text", "-")[1], "unsupported-version")
    check("no poster", program.ask("poster", state, "-")[0], "nothing")
    program.drop(program.handle)
    states = [program.open(DOMAIN.hex()) for _ in range(7)]
    check("a state too many", program.ask("open", DOMAIN.hex())[0], "error")
    for handle in states:
        program.drop(handle)
    program.drop(state)


def test_hostile():
    """Changed and cut objects: an answer each time, and nothing accepted that was changed."""
    chance = random.Random(3)
    state = program.open(examples.anchor)
    program.load(state, examples.bundle())
    held = program.handle
    for whole in (examples.pass_object, examples.presentation):
        for _ in range(300):
            broken = bytearray(whole)
            broken[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
            broken = bytes(broken[:chance.choice((len(whole), len(whole), chance.randrange(len(whole))))])
            check("changed pass", verify([held], examples.policy("*door*"), (1804680000, 1804680000), "bytes", broken)[0] != "accepted", True)
    for _ in range(300):
        broken = bytearray(examples.bundle())
        for _ in range(chance.randrange(1, 4)):
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        check("changed bundle", program.load(state, bytes(broken))[0] in ("refused", "loaded"), True)
        program.drop(program.handle)
    program.drop(held)
    program.drop(state)


check("hello", program.ask("hello", "1")[:2], ["hello", "1"])
SMALL = (test_examples, test_load_refusals, test_status_refusals, test_delta_refusals, test_delta_sets, test_status_sets, test_status_encoding, test_verdicts, test_home_domain, test_texts, test_vetting, test_protocol, test_hostile)
for test in (test_large_deltas,) if sys.argv[2:] == ["large"] else SMALL:
    before = counts["checks"]
    test()
    print("%-22s %5d checks" % (test.__name__, counts["checks"] - before))
    check(test.__name__ + " did something", counts["checks"] > before, True)
check("exit code", program.end(), 0)
print("%d checks, %d failures" % (counts["checks"], counts["failures"]))
sys.exit(counts["failures"] != 0)
