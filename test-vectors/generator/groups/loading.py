"""`load`: steps 1 to 12 of loading, as sequences of states."""
from dataclasses import dataclass, replace

from .. import curve, edges, steps
from ..cases import Group
from ..domain import (
    ACCESS, ASHFORD, DAY, LISTS_UNTIL, NOON, RECORD_FROM, founded, listed,
)
from ..history import History
from ..keys import Key, drawn
from ..objects.bundles import bundle
from ..objects.lists import COMPROMISED, STATUS_LISTS, Issuer
from ..objects.records import signatures
from ..octets import changed, u16
from ..succession import renewed, successor

FLAGS = {
    "anchor-ignored": (
        "Trust begins from a record that the anchor does not name.",
        "Whoever hands a door its first bundle is the authority.",
    ),
    "foreign-taken": (
        "A record or list of another domain is taken, or adds that domain.",
        "A forged poster makes a door accept a forger's passes.",
    ),
    "rollback-taken": (
        "An older list, or another of the same number, takes the place of the one held.",
        "A compromised key is good again.",
    ),
    "record-chain": (
        "A record is taken that does not follow the last one held, or differs from one held.",
        "Keys that were replaced sign lists again.",
    ),
    "partial-load": (
        "A part of a bundle is taken though the load is refused, or the state is lost.",
        "A bundle with one good part takes away a door's list.",
    ),
    "list-missing-taken": (
        "A new record is taken without a list.",
        "A bundle that was cut leaves a door without any list, or with one of stolen keys.",
    ),
    "list-too-long-taken": (
        "A list's end is not compared with its record's lists until.",
        "List keys that were retired and stolen fool a cold door for ever.",
    ),
    "key-not-vetted": (
        "Public keys are not vetted when they are loaded.",
        "Verifiers of several makes answer one signature differently.",
    ),
    "load-order": (
        "The steps of loading are taken in another order.",
        "Owners of two doors are told different causes for one bundle.",
    ),
    "held-again": (
        "What is held already is refused, checked anew or replaced when it comes again.",
        "A door cannot load the next bundle, or somebody else's signatures replace the held ones.",
    ),
    "clock-in-load": (
        "A load looks at a clock.",
        "A wrong clock keeps a door from the list that would mend it.",
    ),
}


def quay():
    name = "quay"
    office = Issuer(1, b"Quayside Office", (ACCESS,), (
        listed(name, 1), listed(name, 2, COMPROMISED), listed(name, 3, STATUS_LISTS)))
    return founded(name, drawn("quay nonce"), (office,), 4, roots=3)


FIRST = quay()
NEWER = renewed(FIRST)
NEWEST = renewed(FIRST, 5, number=9)
SECOND = successor(NEWER)
THIRD = successor(SECOND)
FOURTH = successor(THIRD)
RECORD, LIST = FIRST.signed_record, FIRST.signed_list
PASS = FIRST.issue(key_number=1)
ALL = bundle(RECORD, SECOND.signed_record, THIRD.signed_record, THIRD.signed_list)
BAD_KEY = edges.PublicKey("order-8", curve.encode(curve.torsion()[1]), "a point of order 8")


def begun(anchor=None):
    return History.of(FIRST, anchor)


def held(domain=NEWER):
    """A state that holds a record and the second of its lists."""
    return History.of(FIRST).loads(bundle(domain.signed_record, domain.signed_list))


def steps_of(history):
    return list(history.steps)


def group():
    group = Group("load", "Steps 1 to 12 of loading, as sequences of states.", FLAGS)
    for name, octets in (
        ("quay", FIRST.bundle), ("quay-newer", NEWER.bundle), ("quay-newest", NEWEST.bundle),
                         ("quay-record", bundle(RECORD)),
        ("quay-three-records", ALL), ("quay-pass", PASS.octets),
    ):
        group.share(name, octets)
    starts(group)
    records(group)
    lists(group)
    again(group)
    passed_over(group)
    refusals(group)
    orders(group)
    without_clock(group)
    return group


def starts(group):
    flags = "anchor-ignored"
    group.accepts("load-from-first", "A state anchored at record 1 loads record 1 and its list.",
                  "LOAD-1 LOAD-5 LOAD-6 LOAD-17", steps_of(begun().loads(FIRST.bundle)), flags)
    group.accepts("load-from-first-then-verdict", "A pass of the list that was loaded.", "LOAD-1 LOAD-2 SEC-8 VERIFY-7",
                  steps_of(begun().loads(FIRST.bundle).judges(PASS)), flags)
    twice = f"{FIRST.digest.hex()}:{FIRST.digest.hex()}"
    group.accepts("load-from-first-with-both-digests", "The anchor of record 1 written with both digests, which are "
                                                       "equal.", "LOAD-1 LOAD-6",
                  steps_of(begun(twice).loads(FIRST.bundle)), flags)
    for domain, name in ((SECOND, "second"), (THIRD, "third")):
        own = bundle(domain.signed_record, domain.signed_list)
        group.accepts(f"load-from-{name}", f"A state anchored at the {name} record loads that one and its list.",
                      "LOAD-6 LOAD-15", steps_of(begun(domain.anchor).loads(own)), flags)
        group.accepts(f"load-from-{name}-then-verdict", f"A state anchored at the {name} record: passes of the domain "
                                                        f"are judged as ever.",
                      "LOAD-6 VERIFY-7", steps_of(begun(domain.anchor).loads(own).judges(PASS)), flags)
    group.accepts("load-from-second-of-three", "A state anchored at the second record loads a bundle of all three: it "
                                               "holds the last two.",
                  "LOAD-15 LOAD-6", steps_of(begun(SECOND.anchor).loads(
                      ALL, bundle(SECOND.signed_record, THIRD.signed_record, THIRD.signed_list))), flags)
    group.accepts("load-all-at-once", "A state anchored at record 1 loads three records at once.", "LOAD-8 TRUST-4",
                  steps_of(begun().loads(ALL)), "record-chain")
    lost = successor(FIRST)
    zero = lost.record.body + u16(1) + bytes(64) + signatures("record", FIRST.digest, lost.record.body,
                                                              [(i, lost.root(i)) for i in (0, 1)])
    made = bundle(zero, lost.signed_list)
    group.accepts("load-from-second-of-lost-roots", "A second record with zero bytes as its previous signature, at "
                                                    "which the state is "
                  "anchored.", "LOAD-6", steps_of(begun(lost.anchor).loads(made)), flags)
    group.fails("load-lost-roots-without-anchor", "The same record for a state that holds the first record.", "TRUST-4",
                steps_of(held().refuses(made, "bad-signature")), "load-rotation", "wrong-signer record-chain")
    other = ASHFORD.digest.hex()
    group.fails(
        "load-anchor-of-two-domains", "An anchor whose domain digest is Ashford's and whose record digest Quay's: "
                                      "nothing is ever taken.",
        "LOAD-5 LOAD-1", steps_of(begun(f"{other}:{FIRST.digest.hex()}").refuses(FIRST.bundle, "foreign-domain")),
                "load-from-first",
        "anchor-ignored foreign-taken")
    group.fails(
        "load-anchor-of-two-domains-turned-round", "The same anchor, and Ashford's bundle.", "LOAD-6",
        steps_of(begun(f"{other}:{FIRST.digest.hex()}").refuses(ASHFORD.bundle, "anchor-missing")), "load-from-first",
                "anchor-ignored")
    near = changed(FIRST.digest, 31, bytes([FIRST.digest[31] ^ 1])).hex()
    group.fails("load-anchor-last-bit", "The last bit of the anchor is another: its first four bytes are still the "
                                        "domain's tag.", "LOAD-5",
                steps_of(begun(near).refuses(FIRST.bundle, "foreign-domain")), "load-from-first",
                "anchor-ignored foreign-taken")
    group.fails("load-anchor-of-later-record-last-bit", "The last bit of the anchor's record digest is another.",
                "LOAD-6",
                steps_of(begun(SECOND.anchor[:-1] + ("0" if SECOND.anchor[-1] != "0" else "1"))
                         .refuses(bundle(SECOND.signed_record, SECOND.signed_list), "anchor-missing")),
                "load-from-second", "anchor-ignored")


def records(group):
    flags = "record-chain"
    group.accepts("load-record-then-list", "A record alone, then its list alone.", "LOAD-10 LOAD-11",
                  steps_of(begun().loads(bundle(RECORD)).loads(bundle(LIST), FIRST.bundle)), flags)
    two = bundle(RECORD, SECOND.signed_record)
    group.accepts("load-second-record-without-any-list", "A second record alone, for a state that holds the first and "
                                                         "no list.", "LOAD-10",
                  steps_of(begun().loads(bundle(RECORD)).loads(bundle(SECOND.signed_record), two)),
                  "list-missing-taken")
    rotated = bundle(RECORD, SECOND.signed_record, SECOND.signed_list)
    brings = bundle(SECOND.signed_record, SECOND.signed_list)
    group.accepts("load-rotation", "The second record and its list, for a state that holds the first record and a "
                                   "list.",
                  "LOAD-8 LOAD-10 LOAD-11 TRUST-4 TRUST-5", steps_of(held().loads(brings, rotated)), flags)
    group.accepts("load-rotation-then-verdict", "A pass, behind the rotation.", "LOAD-8",
                  steps_of(held().loads(brings, rotated).judges(PASS)), flags)
    group.accepts("load-rotation-by-three-records", "A bundle of all three records, for a state that holds the first.",
                  "LOAD-8", steps_of(held().loads(ALL)), flags)
    group.accepts("load-rotation-one-by-one", "The second record with its list, then the third with its own.", "LOAD-8",
                  steps_of(held().loads(brings, rotated).loads(bundle(THIRD.signed_record, THIRD.signed_list), ALL)),
                  flags)
    anchored = begun(SECOND.anchor).loads(brings)
    both = bundle(SECOND.signed_record, THIRD.signed_record, THIRD.signed_list)
    group.accepts("load-rotation-from-second", "The third record and its list, for a state that is anchored at the "
                                               "second.", "LOAD-7 LOAD-8",
                  steps_of(anchored.loads(bundle(THIRD.signed_record, THIRD.signed_list), both)), flags)
    other = replace(SECOND.record, lists_until=LISTS_UNTIL - DAY)
    signed = other.signed_by([(i, SECOND.root(i)) for i in (0, 1)], [(i, FIRST.root(i)) for i in (0, 1)])
    group.fails("load-record-conflict-at-the-anchor", "Another second record than the one that is held and anchored.",
                "LOAD-7",
                steps_of(anchored.refuses(bundle(signed, THIRD.signed_record, THIRD.signed_list), "record-conflict")),
                "load-rotation-from-second", flags)
    shared = successor(NEWER, roots=(FIRST.record.roots[0], Key("quay root 2.1").public), root_threshold=1)
    own = [(0, FIRST.root(0))]
    group.accepts("load-root-in-both-records", "A root of both records signs twice, and both signatures are the same "
                                               "bytes.",
                  "TRUST-4 TRUST-5 TRUST-3", steps_of(held().loads(
                      bundle(shared.record_signed(own), shared.signed_list),
                                                                   bundle(RECORD, shared.record_signed(own),
                                                                          shared.signed_list))), flags)
    for previous in ((0, 2), (1, 2)):
        signed = SECOND.record_signed(previous=previous)
        group.accepts(f"load-previous-signers-{previous[0]}-and-{previous[1]}",
                      "Another two of the first record's roots sign the second one.",
                      "TRUST-4", steps_of(held().loads(bundle(signed, SECOND.signed_list),
                                                       bundle(RECORD, signed, SECOND.signed_list))),
                      "signer-bits")
    same_times = successor(NEWER, issued_at=RECORD_FROM - DAY, lists_until=LISTS_UNTIL - DAY)
    signed = same_times.signed_record
    group.accepts("load-record-dated-before-the-first", "The second record is dated before the first, and ends before "
                                                        "it: no tie binds records.",
                  "LOAD-8", steps_of(held().loads(bundle(signed, same_times.signed_list),
                                                  bundle(RECORD, signed, same_times.signed_list))), flags)


def lists(group):
    flags = "rollback-taken"
    first = begun().loads(FIRST.bundle)
    newest = held().loads(bundle(NEWEST.signed_list), NEWEST.bundle)
    group.accepts("load-next-list", "The next list, alone, for a state that holds the second.", "LOAD-12",
                  steps_of(newest), flags)
    group.accepts("load-next-list-then-verdict", "A pass, behind the next list.", "LOAD-12",
                  steps_of(newest.judges(PASS)), flags)
    group.accepts("load-list-over-skipped-ones", "List 9 behind list 1: those between were never loaded.", "LOAD-12",
                  steps_of(first.loads(NEWEST.bundle)), flags)
    far = renewed(FIRST, number=2**32 - 1)
    group.accepts("load-greatest-list-number", "List 2^32 - 1 behind list 1.", "LOAD-12",
                  steps_of(first.loads(far.bundle)), flags)
    lower = replace(SECOND, trust_list=replace(SECOND.trust_list, number=1))
    nine = History.of(FIRST).loads(NEWEST.bundle)
    group.accepts(
        "load-lower-list-number-under-next-record", "List 1 under record 2 behind list 9 under record 1: the authority "
                                                    "number is compared first.",
        "LOAD-12 TIE-14", steps_of(nine.loads(bundle(lower.signed_record, lower.signed_list),
                                              bundle(RECORD, lower.signed_record, lower.signed_list))), flags)
    longest = renewed(FIRST, issued_at=LISTS_UNTIL - 90 * DAY, refresh_after=LISTS_UNTIL - DAY, expires_at=LISTS_UNTIL)
    group.accepts("load-list-to-lists-until", "A list that expires at its record's lists until.", "LOAD-14",
                  steps_of(first.loads(longest.bundle)), "list-too-long-taken")
    longer = longest.with_list(expires_at=LISTS_UNTIL + 1)
    group.fails("load-list-beyond-lists-until", "A list that expires a second behind its record's lists until.",
                "LOAD-14", steps_of(first.refuses(longer.bundle, "list-too-long")), "load-list-to-lists-until",
                "list-too-long-taken")
    short = successor(NEWER, lists_until=LISTS_UNTIL - 30 * DAY)
    long_ = short.with_list(issued_at=LISTS_UNTIL - 60 * DAY, refresh_after=LISTS_UNTIL - 50 * DAY,
                            expires_at=LISTS_UNTIL - 30 * DAY + 1)
    good = short.with_list(issued_at=LISTS_UNTIL - 60 * DAY, refresh_after=LISTS_UNTIL - 50 * DAY,
                           expires_at=LISTS_UNTIL - 30 * DAY)
    group.accepts("load-list-to-lists-until-of-second", "A list that expires at the lists until of the second record, "
                                                        "which is the earlier one.",
                  "LOAD-14", steps_of(held().loads(bundle(good.signed_record, good.signed_list),
                                                   bundle(RECORD, good.signed_record, good.signed_list))),
                  "list-too-long-taken")
    group.fails("load-list-beyond-lists-until-of-second", "A second later: within what the first record allowed, and "
                                                          "not the second.", "LOAD-14",
                steps_of(held().refuses(bundle(long_.signed_record, long_.signed_list), "list-too-long")),
                "load-list-to-lists-until-of-second", "list-too-long-taken")
    cold = History.of(FIRST)
    group.accepts("load-list-to-lists-until-cold", "A list that expires at its record's lists until, for a state with "
                                                   "nothing "
                  "but its anchor.", "LOAD-14", steps_of(cold.loads(longest.bundle)), "list-too-long-taken")
    group.fails("load-list-beyond-lists-until-cold", "The list that is too long, for a state with nothing but its "
                                                     "anchor.", "LOAD-14 LOAD-4",
                steps_of(cold.refuses(longer.bundle, "list-too-long")), "load-list-to-lists-until-cold",
                "list-too-long-taken partial-load")


def again(group):
    """What is held already is taken again without a look at its signatures, and the held bytes are kept."""
    flags = "held-again"
    state = held()
    kept = NEWER.bundle
    by_others = FIRST.record.signed_by([(i, FIRST.root(i)) for i in (0, 2)])
    list_by_other = NEWER.trust_list.signed_by([(1, FIRST.list_key(1))])
    record_zero = FIRST.record.body + u16(0) + u16(3) + bytes(128)
    record_none = FIRST.record.body + u16(0) + u16(0)
    list_zero = NEWER.trust_list.body + u16(1) + bytes(64)
    for name, shown, what in (
        ("the-same-bundle", kept, "The bundle that was loaded"),
        ("the-record-alone", bundle(RECORD), "The held record alone"),
        ("the-list-alone", bundle(NEWER.signed_list), "The held list alone"),
        ("record-of-other-signers", bundle(by_others, NEWER.signed_list),
         "The held record, signed by another two roots"),
        ("list-of-other-signer", bundle(list_by_other), "The held list, signed by the other list key"),
        ("record-with-zero-signatures", bundle(record_zero), "The held record with zero bytes as its signatures"),
        ("record-without-signatures", bundle(record_none), "The held record without a signature"),
        ("list-with-zero-signature", bundle(list_zero), "The held list with zero bytes as its signature"),
    ):
        group.accepts(f"load-again-{name}", f"{what}: the state stays as it is.", "LOAD-7 LOAD-13",
                      steps_of(state.loads(shown, kept)), flags)
    group.accepts("load-next-list-beside-record-without-signatures", "The next list beside the held record without a "
                                                                     "signature.", "LOAD-7",
                  steps_of(begun().loads(FIRST.bundle).loads(bundle(record_none, NEWER.signed_list), NEWER.bundle)),
                  flags)
    rotated = bundle(RECORD, SECOND.signed_record, SECOND.signed_list)
    group.fails("load-held-list-beside-next-record", "The held list beside the next record: it is no list under the "
                                                     "last record.",
                "LOAD-11", steps_of(state.refuses(bundle(SECOND.signed_record, NEWER.signed_list), "wrong-authority")),
                "load-rotation", "list-missing-taken load-order")
    group.accepts("load-state-anew", "The bytes of a state, loaded into a new one of the same anchor, give the same "
                                     "state.", "LOAD-1",
                  steps_of(begun().loads(rotated)), flags)
    later = bundle(SECOND.signed_record, THIRD.signed_record, THIRD.signed_list)
    group.accepts("load-state-anew-at-second", "The same for a state that is anchored at the second record.", "LOAD-1",
                  steps_of(begun(SECOND.anchor).loads(ALL, later)
                           .then(b"", steps.opened("again", SECOND.anchor))
                           .then(later, steps.load("again", later, steps.loaded(later)))), flags)


def passed_over(group):
    """Records before the anchor's: their form and domain count, their keys and signatures do not."""
    flags = "held-again anchor-ignored"
    anchored = begun(THIRD.anchor)
    third = bundle(THIRD.signed_record, THIRD.signed_list)
    second = SECOND.record
    zero = second.body + u16(1) + bytes(64) + u16(0)
    stranger = replace(second, roots=(Key("stranger").public,), root_threshold=1)
    bad = replace(second, list_keys=(BAD_KEY.octets,))
    first_zero = FIRST.record.body + u16(0) + u16(0)
    for name, before, what in (
        ("without-good-signatures", (first_zero, zero), "have no good signature"),
        ("of-a-stranger", (second_of(stranger),), "are a stranger's"),
        ("with-a-bad-key", (second_of(bad),), "have a key of small order"),
        ("with-a-gap", (RECORD,), "lack the second one"),
    ):
        whole = bundle(*before, THIRD.signed_record, THIRD.signed_list)
        group.accepts(f"load-records-before-the-anchor-{name}", f"The state is anchored at record 3; the records "
                                                                f"before it {what}.",
                      "LOAD-15", steps_of(anchored.loads(whole, third)), flags)
        group.accepts(f"load-held-behind-records-{name}", f"The state holds record 3, at which it is anchored; in the "
                                                          f"bundle the records "
                      f"before it {what}.", "LOAD-15", steps_of(anchored.loads(third).loads(whole, third)), flags)
    foreign = replace(second, domain=ASHFORD.digest)
    for state, name in ((anchored, "anchor"), (anchored.loads(third), "held-record")):
        group.fails(
            f"load-foreign-record-before-the-{name}", "The state is anchored at record 3; a record before it is of "
                                                      "another domain.",
            "LOAD-5", steps_of(state.refuses(bundle(second_of(foreign), THIRD.signed_record, THIRD.signed_list),
                                             "foreign-domain")),
            f"load-{'held-behind-records' if state.held else 'records-before-the-anchor'}-of-a-stranger",
                    "foreign-taken")


def second_of(record):
    """A second record with signatures of no worth."""
    return record.body + u16(1) + bytes(64) + u16(1) + bytes(64)


@dataclass(frozen=True)
class Refusal:
    """A bundle that a state refuses. `then` are loads that the same state takes behind it."""
    name: str
    what: str
    requirements: str
    refusal: str
    shown: bytes
    twin: str
    flags: str
    state: History = None


def bad_lists():
    """Each place of a public key in a list."""
    issuer = FIRST.trust_list.issuers[0]
    for number, name in ((1, "good"), (2, "compromised"), (3, "status")):
        keys = tuple(replace(k, public=BAD_KEY.octets) if k.number == number else k for k in issuer.keys)
        yield name, renewed(FIRST, issuers=(replace(issuer, keys=keys),))


def bad_records():
    """Each place of a public key in a record, of one that does not sign."""
    second = SECOND.record
    yield "root", replace(SECOND, record=replace(second, roots=(*second.roots[:2], BAD_KEY.octets)))
    yield "list-key", replace(SECOND, record=replace(second, list_keys=(second.list_keys[0], BAD_KEY.octets)))


def first_with(**changes):
    """Another first record of the same office, thus another domain, with a list of its own."""
    record = replace(FIRST.record, **changes)
    return replace(FIRST, record=record).with_list(digest=record.digest)


def refusals(group):
    """Each refusal; and of each name, from each state, that the state is what it was."""
    seen = set()
    for refusal in table():
        state = refusal.state or held()
        behind = state.refuses(refusal.shown, refusal.refusal)
        id = f"load-{refusal.name}"
        group.fails(id, refusal.what, refusal.requirements, steps_of(behind), refusal.twin, refusal.flags)
        if (refusal.refusal, state.held) in seen:
            continue
        seen.add((refusal.refusal, state.held))
        behind_it = f"behind what is refused: {refusal.what[0].lower()}{refusal.what[1:]}"
        if state.held:
            group.accepts(f"{id}-then-verdict", f"A pass is judged by what was held, {behind_it}",
                          "LOAD-4", steps_of(behind.judges(PASS)), "partial-load")
        group.accepts(f"{id}-then-load", f"The next honest bundle is loaded, {behind_it}",
                      "LOAD-4", steps_of(behind.loads(ALL)), "partial-load")


def table():
    second, newest = SECOND.signed_record, NEWEST.signed_list
    cold = begun()
    yield Refusal("foreign-first-record", "The bundle of another domain.", "LOAD-5 LOAD-2", "foreign-domain",
                  ASHFORD.bundle, "load-next-list", "foreign-taken")
    yield Refusal("foreign-first-record-cold", "The bundle of another domain, for a state with nothing but its "
                                               "anchor.", "LOAD-5 LOAD-2 SEC-8",
                  "foreign-domain", ASHFORD.bundle, "load-from-first", "foreign-taken anchor-ignored", cold)
    nonce = first_with(domain=drawn("quay again"))
    yield Refusal("same-keys-other-nonce", "A first record of the same keys with another nonce, and its list.",
                  "LOAD-5", "foreign-domain", nonce.bundle, "load-from-first", "foreign-taken domain-not-signed", cold)
    foreign_second = replace(SECOND.record, domain=ASHFORD.digest)
    signed = foreign_second.signed_by([(i, SECOND.root(i)) for i in (0, 1)], [(i, FIRST.root(i)) for i in (0, 1)])
    yield Refusal("foreign-second-record", "A second record that names another domain, signed by the right roots.",
                  "LOAD-5", "foreign-domain", bundle(signed, SECOND.signed_list), "load-rotation", "foreign-taken")
    near = changed(FIRST.digest, 4, bytes([FIRST.digest[4] ^ 1]))
    yield Refusal("foreign-list-with-the-same-tag", "The next list, signed by its list key; the domain digest that it "
                                                    "names has the same first "
                  "four bytes and another fifth.", "LOAD-5", "foreign-domain",
                  bundle(NEWEST.with_list(digest=near).signed_list), "load-next-list", "foreign-taken")
    yield Refusal("anchor-missing", "The second record and its list, for a state that is anchored at the first.",
                  "LOAD-6", "anchor-missing",
                  bundle(second, SECOND.signed_list), "load-from-first", "anchor-ignored", cold)
    yield Refusal("list-alone-cold", "The list alone, for a state with nothing but its anchor.", "LOAD-6",
                  "anchor-missing", bundle(LIST), "load-from-first", "anchor-ignored", cold)
    thief = Key("quay thief")
    conflict = replace(SECOND.record, lists_until=LISTS_UNTIL - DAY)
    conflicting = conflict.signed_by([(i, SECOND.root(i)) for i in (0, 1)], [(i, FIRST.root(i)) for i in (0, 1)])
    rotated = held().loads(bundle(second, SECOND.signed_list), bundle(RECORD, second, SECOND.signed_list))
    yield Refusal("record-conflict", "Another second record than the one held, signed by the right roots.", "LOAD-7",
                  "record-conflict",
                  bundle(conflicting, SECOND.signed_list), "load-rotation-one-by-one", "record-chain", rotated)
    yield Refusal("record-conflict-before-the-next", "Another second record than the one held, and the third behind "
                                                     "it.",
                  "LOAD-7", "record-conflict", bundle(conflicting, THIRD.signed_record, THIRD.signed_list),
                  "load-rotation-one-by-one", "record-chain partial-load", rotated)
    yield Refusal("record-gap", "The third record, for a state that holds the first.", "LOAD-8", "record-gap",
                  bundle(THIRD.signed_record, THIRD.signed_list), "load-rotation-by-three-records", "record-chain")
    yield Refusal("record-gap-of-two", "The fourth record, for a state that holds the first.", "LOAD-8", "record-gap",
                  bundle(FOURTH.signed_record, FOURTH.signed_list), "load-rotation-by-three-records", "record-chain")
    yield Refusal("record-gap-within-bundle", "The second and the fourth record.", "LOAD-8", "record-gap",
                  bundle(second, FOURTH.signed_record, FOURTH.signed_list), "load-rotation-by-three-records",
                  "record-chain partial-load")
    yield from previous_signatures(thief)
    yield from own_signatures(thief)
    for name, domain in bad_records():
        yield Refusal(f"bad-{name}-in-second-record", "The second record has a key of order 8 that does not sign.",
                      "LOAD-9", "bad-key",
                      bundle(domain.signed_record, domain.signed_list), "load-rotation", "key-not-vetted")
    yield Refusal("list-missing", "The second record without a list.", "LOAD-10", "list-missing", bundle(second),
                  "load-rotation", "list-missing-taken")
    yield Refusal("list-missing-of-three-records", "All three records without a list.", "LOAD-10", "list-missing",
                  bundle(RECORD, second, THIRD.signed_record), "load-rotation-by-three-records", "list-missing-taken")
    yield Refusal("list-missing-of-second-and-third", "The second and the third record without a list.", "LOAD-10",
                  "list-missing", bundle(second, THIRD.signed_record), "load-rotation-by-three-records",
                  "list-missing-taken partial-load")
    yield Refusal("list-of-old-record", "The second record beside the next list under the first.", "LOAD-11",
                  "wrong-authority", bundle(second, newest), "load-rotation", "list-missing-taken record-chain")
    yield Refusal("list-of-later-record", "A list that names record 2, for a state that holds record 1.", "LOAD-11",
                  "wrong-authority", bundle(SECOND.signed_list), "load-next-list", "record-chain")
    claimed = SECOND.trust_list.signed_by([(0, FIRST.list_key(0))])
    yield Refusal("list-of-later-record-by-old-key", "A list that names record 2, signed by a list key of record 1.",
                  "LOAD-11", "wrong-authority", bundle(claimed), "load-next-list", "record-chain")
    yield Refusal("list-of-old-record-behind-rotation", "The next list under record 1, for a state that holds record "
                                                        "2.", "LOAD-11",
                  "wrong-authority", bundle(newest), "load-rotation-one-by-one", "record-chain rollback-taken", rotated)
    yield Refusal("rollback", "List 1, for a state that holds list 2.", "LOAD-12", "rollback", bundle(LIST),
                  "load-next-list", "rollback-taken")
    yield Refusal("rollback-with-record", "Record and list 1, for a state that holds list 2.", "LOAD-12", "rollback",
                  FIRST.bundle, "load-next-list", "rollback-taken")
    fresh = renewed(FIRST, 20, number=1)
    yield Refusal("rollback-dated-later", "List 1 anew, dated behind list 2.", "LOAD-12", "rollback", fresh.bundle,
                  "load-next-list", "rollback-taken")
    other = NEWER.with_list(refresh_after=NEWER.trust_list.refresh_after + 1)
    yield Refusal("list-conflict", "Another list 2 than the one held.", "LOAD-13", "list-conflict", other.bundle,
                  "load-next-list", "rollback-taken")
    second_list = SECOND.with_list(refresh_after=SECOND.trust_list.refresh_after + 1)
    yield Refusal("list-conflict-behind-rotation", "Another first list under the second record than the one held.",
                  "LOAD-13",
                  "list-conflict", bundle(second_list.signed_list), "load-rotation-one-by-one", "rollback-taken",
                  rotated)
    yield from list_signatures(thief)
    for name, domain in bad_lists():
        number3 = domain.with_list(number=3)
        yield Refusal(f"bad-{name}-key-in-list", f"The next list has a key of order 8, where the {name} one was.",
                      "LOAD-9", "bad-key", number3.bundle, "load-next-list", "key-not-vetted")
    off = next(edges.off_the_curve()).octets
    issuer = FIRST.trust_list.issuers[0]
    new = renewed(NEWER, next_key_number=6, issuers=(replace(issuer, keys=(*issuer.keys, listed("quay", 5))),))
    yield Refusal("bad-new-key-in-list", "The next list has one more key, which is on no point of the curve.",
                  "LOAD-9", "bad-key", new.with_key(5, public=off).bundle, "load-next-list", "key-not-vetted")
    tied = renewed(NEWER, -1)
    yield Refusal("tie", "The next list is dated a day before the one held.", "TIE-1 LOAD-17", "tie-dates",
                  tied.bundle, "load-next-list", "tie-unchecked")


def previous_signatures(thief):
    record = SECOND.record
    own = signatures("record", FIRST.digest, record.body, [(i, SECOND.root(i)) for i in (0, 1)])

    def of(previous):
        return bundle(record.body + previous + own, SECOND.signed_list)

    def by(*signers, label="record", digest=FIRST.digest):
        return signatures(label, digest, record.body, signers)

    first, other, third = ((i, FIRST.root(i)) for i in range(3))
    for name, previous, what, flags in (
        ("one", by(first), "one root of the first record", "threshold"),
        ("three", by(first, other, third), "all three roots of the first record, where two are enough", "threshold"),
        ("thief", by(first, (1, thief)), "one root of the first record, and a thief in another's place",
         "wrong-signer"),
        ("new-roots", by((0, SECOND.root(0)), (1, SECOND.root(1))), "the roots of the new record alone",
         "wrong-signer record-chain"),
        ("list-keys", by((0, FIRST.list_key(0)), (1, FIRST.list_key(1))), "the first record's list keys",
         "wrong-signer"),
        ("bit-3", by(first, (3, thief)), "one root of the first record, and bit 3, which has no root there",
         "signer-bits"),
        ("bit-15", by(first, (15, other[1])), "two roots of the first record, the second of which has bit 15",
         "signer-bits"),
        ("wrong-bits", u16(5) + by(first, other)[2:], "roots 0 and 1, and the bits name 0 and 2", "signer-bits"),
        ("turned-round", u16(3) + by(other)[2:] + by(first)[2:], "two roots in the other order", "signer-bits"),
        ("zero-digest", by(first, other, digest=bytes(32)), "two roots, over zero bytes in place of the domain digest",
         "domain-not-signed"),
        ("record-digest", by(first, other, digest=record.digest), "two roots, over the record's own digest",
         "domain-not-signed"),
        ("label-of-list", by(first, other, label="list"), "two roots, with the label of a trust list", "label-ignored"),
    ):
        yield Refusal(f"previous-signed-by-{name}", f"The second record is signed by {what}; its own signatures are "
                                                    f"good.",
                      "TRUST-4 BASE-5", "bad-signature", of(previous), "load-rotation", flags)


def own_signatures(thief):
    for name, own, what, requirement, flags in (
        ("one", [0], "one of its own roots", "TRUST-3", "threshold"),
        ("three", [0, 1, 2], "all three of its own roots, where two are enough", "TRUST-3", "threshold"),
        ("none", [], "none of its own roots", "TRUST-3", "threshold"),
        ("thief", [0, (1, thief)], "one of its own roots, and a thief in another's place", "TRUST-5", "wrong-signer"),
        ("old-roots", [(0, FIRST.root(0)), (1, FIRST.root(1))], "the first record's roots in place of its own",
         "TRUST-5", "wrong-signer"),
        ("list-key", [0, (1, SECOND.list_key(0))], "one of its own roots, and its list key in another's place",
         "TRUST-5", "wrong-signer"),
    ):
        signed = SECOND.record_signed(own)
        yield Refusal(f"own-signed-by-{name}", f"The second record is signed by the first one's roots, and by {what}.",
                      requirement, "bad-signature", bundle(signed, SECOND.signed_list), "load-rotation", flags)


def list_signatures(thief):
    newest = NEWEST.trust_list
    first, second = FIRST.list_key(0), FIRST.list_key(1)
    for name, signers, what, flags in (
        ("thief", [(0, thief)], "a thief", "wrong-signer"), ("root", [(0, FIRST.root(0))], "a root", "wrong-signer"),
        ("both", [(0, first), (1, second)], "both list keys, where one is enough", "threshold"),
        ("other-bit", [(1, first)], "the first list key with the second's bit", "signer-bits"),
        ("bit-2", [(2, first)], "the first list key with bit 2, which has no key", "signer-bits"),
    ):
        yield Refusal(f"list-signed-by-{name}", f"The next list is signed by {what}.", "TRUST-12", "bad-signature",
                      bundle(newest.signed_by(signers)), "load-next-list", flags)
    late = SECOND.trust_list.signed_by([(0, FIRST.list_key(0))])
    yield Refusal("list-signed-by-replaced-key", "The second record, and a list under it that is signed by a list key "
                                                 "of the first.",
                  "TRUST-12", "bad-signature", bundle(SECOND.signed_record, late), "load-rotation",
                  "wrong-signer record-chain")


def orders(group):
    """Two faults of neighbouring steps: the first decides."""
    state, cold = held(), begun()
    second = SECOND.signed_record
    cut = NEWEST.signed_list[:-1]
    unsigned = NEWEST.trust_list.body + u16(1) + bytes(64)
    long_ = renewed(NEWER, issued_at=LISTS_UNTIL - DAY, refresh_after=LISTS_UNTIL, expires_at=LISTS_UNTIL + 1)
    issuer = FIRST.trust_list.issuers[0]
    bad_issuer = replace(issuer, keys=(replace(issuer.keys[0], public=BAD_KEY.octets), *issuer.keys[1:]))
    bad_record = replace(SECOND.record, list_keys=(BAD_KEY.octets,))
    lower = FIRST.trust_list.body + u16(1) + bytes(64)
    conflict = NEWER.with_list(refresh_after=NOON).trust_list.body + u16(1) + bytes(64)
    own_bad = SECOND.record_signed(own=[0])
    bad_key_own_bad = bad_record.signed_by([(0, SECOND.root(0))], [(i, FIRST.root(i)) for i in (0, 1)])
    bad_key_previous_bad = bad_record.signed_by([(i, SECOND.root(i)) for i in (0, 1)], [(0, FIRST.root(0))])
    gap_bad = THIRD.record_signed(previous=[0])
    bad_start = first_with(list_keys=(BAD_KEY.octets, FIRST.record.list_keys[1]))
    bad_start_alone = bad_start.record.body + u16(0) + u16(0)
    start_unsigned = FIRST.record.body + u16(0) + u16(0)
    for name, history, what, twin in (
        ("malformed-before-foreign", state.refuses(bundle(ASHFORD.signed_record, cut), "malformed"),
         "Steps 2 and 3: a foreign record, and a list that is cut.", "load-next-list"),
        ("malformed-list-before-record-gap", state.refuses(bundle(THIRD.signed_record, cut), "malformed"),
         "Steps 2 and 5: a record with a gap, and a list that is cut.", "load-next-list"),
        ("foreign-before-anchor-missing", cold.refuses(bundle(second, ASHFORD.signed_list), "foreign-domain"),
         "Steps 3 and 4: the anchor's record is missing, and the list is foreign.", "load-from-first"),
        ("foreign-list-before-bad-start", cold.refuses(bundle(start_unsigned, ASHFORD.signed_list), "foreign-domain"),
         "Steps 3 and 4: the first record has no signature, and the list is foreign.", "load-from-first"),
        ("foreign-list-before-record-gap", state.refuses(bundle(THIRD.signed_record, ASHFORD.signed_list),
                                                         "foreign-domain"),
         "Steps 3 and 5: a record with a gap, and a foreign list.", "load-next-list"),
        ("anchor-missing-before-bad-signature", cold.refuses(bundle(own_bad, SECOND.signed_list), "anchor-missing"),
         "Within step 4: the anchor's record is missing, and the one that is there has a signature too few.",
         "load-from-first"),
        ("bad-key-before-own-signatures-at-start", History.of(bad_start).refuses(bundle(bad_start_alone), "bad-key"),
         "Within step 4: the anchor's record has a bad key, and no signature.", "load-from-first"),
        ("start-unsigned-before-record-gap",
         cold.refuses(bundle(start_unsigned, THIRD.signed_record, THIRD.signed_list), "bad-signature"),
         "Steps 4 and 5: the first record has no signature, and the second is missing.", "load-from-first"),
        ("gap-before-previous-signatures", state.refuses(bundle(gap_bad, THIRD.signed_list), "record-gap"),
         "Within step 5: a record with a gap, and a previous signature too few.", "load-rotation-by-three-records"),
        ("previous-signatures-before-bad-key", state.refuses(bundle(bad_key_previous_bad, SECOND.signed_list),
                                                             "bad-signature"),
         "Within step 5: a previous signature too few, and a bad key.", "load-rotation"),
        ("bad-key-before-own-signatures", state.refuses(bundle(bad_key_own_bad, SECOND.signed_list), "bad-key"),
         "Within step 5: a bad key, and an own signature too few.", "load-rotation"),
        ("first-bad-record-decides", state.refuses(bundle(own_bad, FOURTH.signed_record, FOURTH.signed_list),
                                                   "bad-signature"),
         "Within step 5: the second record has an own signature too few, and the third is missing.", "load-rotation"),
        ("bad-record-before-list-missing", state.refuses(bundle(own_bad), "bad-signature"),
         "Steps 5 and 6: the second record has an own signature too few, and there is no list.", "load-rotation"),
        ("gap-before-list-missing", state.refuses(bundle(THIRD.signed_record), "record-gap"),
         "Steps 5 and 6: a record with a gap, and no list.", "load-rotation"),
        ("bad-record-before-wrong-authority", state.refuses(bundle(own_bad, NEWEST.signed_list), "bad-signature"),
         "Steps 5 and 7: the second record has an own signature too few, and the list is under the first.",
         "load-rotation"),
        ("wrong-authority-before-rollback", state.refuses(bundle(second, LIST), "wrong-authority"),
         "Steps 7 and 8: beside the second record an older list under the first.", "load-rotation"),
        ("wrong-authority-before-list-signature", state.refuses(bundle(second, unsigned), "wrong-authority"),
         "Steps 7 and 9: beside the second record a list under the first, with a bad signature.", "load-rotation"),
        ("rollback-before-list-signature", state.refuses(bundle(lower), "rollback"),
         "Steps 8 and 9: an older list with a bad signature.", "load-next-list"),
        ("conflict-before-list-signature", state.refuses(bundle(conflict), "list-conflict"),
         "Steps 8 and 9: another list 2, with a bad signature.", "load-next-list"),
        ("list-signature-before-too-long", state.refuses(bundle(long_.trust_list.body + u16(1) + bytes(64)),
                                                         "bad-signature"),
         "Steps 9 and 10: the list has a bad signature, and is too long.", "load-next-list"),
        ("list-signature-before-bad-key",
         state.refuses(bundle(NEWEST.with_list(issuers=(bad_issuer,)).trust_list.body + u16(1) + bytes(64)),
                       "bad-signature"),
         "Steps 9 and 10: the list has a bad signature, and a bad key.", "load-next-list"),
        ("too-long-before-bad-key", state.refuses(long_.with_list(issuers=(bad_issuer,)).bundle, "list-too-long"),
         "Within step 10: the list is too long, and has a bad key.", "load-next-list"),
        ("too-long-before-tie", state.refuses(long_.with_list(issuers=()).bundle, "list-too-long"),
         "Steps 10 and 11: the list is too long, and keys left it early.", "load-next-list"),
        ("bad-key-before-tie", state.refuses(renewed(NEWER, -1, issuers=(bad_issuer,)).bundle, "bad-key"),
         "Steps 10 and 11: the list has a bad key, and is dated before the one held.", "load-next-list"),
    ):
        group.fails(f"load-{name}", what, "LOAD-17", steps_of(history), twin, "load-order")
    status_parts(group)


def status_parts(group):
    """Step 12 comes behind all others, and a refused load takes no status list."""
    status = FIRST.status(3, serials=(5, 9))
    broken = status + b"\0"
    state = held()
    needs = "status-lists"
    with_status = bundle(RECORD, NEWEST.signed_list, status)
    group.accepts("load-with-status-list", "The next list and a status list.", "LOAD-19",
                  steps_of(state.loads(with_status)), "partial-load", needs)
    group.fails("load-tie-before-status-list", "Steps 11 and 12: the list is dated before the one held, and the status "
                                               "list is cut.",
                "LOAD-17", steps_of(state.refuses(bundle(renewed(NEWER, -1).signed_list, broken), "tie-dates")),
                "load-with-status-list", "load-order", needs)
    refused = state.refuses(bundle(renewed(NEWER, -1).signed_list, status), "tie-dates")
    group.fails("load-refused-with-status-list", "The list is dated before the one held; the status list beside it is "
                                                 "good, and not taken.",
                "LOAD-4", steps_of(refused), "load-with-status-list", "partial-load", needs)
    group.accepts("load-refused-with-status-list-then-verdict", "Behind it a pass whose serial that status list "
                                                                "revokes is accepted.",
                  "LOAD-4 STATUS-25", steps_of(refused.judges(FIRST.issue(key_number=1, serial=9))), "partial-load",
                  needs)
    group.fails("load-bad-status-list-beside-good-list", "The next list and a status list that has a byte too many: "
                                                         "the list is taken.",
                "LOAD-19 STATUS-1", steps_of(state.loads(bundle(NEWEST.signed_list, broken), NEWEST.bundle,
                                                         [(1, "status-malformed")])),
                "load-with-status-list", "partial-load", needs)
    group.fails("load-bad-status-list-beside-rotation", "The second record, its list, and a status list that has a "
                                                        "byte too many.",
                "LOAD-19 STATUS-1", steps_of(state.loads(
                    bundle(SECOND.signed_record, SECOND.signed_list, broken),
                                                         bundle(RECORD, SECOND.signed_record, SECOND.signed_list),
                    [(1, "status-malformed")])), "load-with-status-list", "partial-load", needs)


def without_clock(group):
    later = successor(NEWER, lists_until=2**40 - 1, issued_at=0)
    future = later.with_list(issued_at=2**39, refresh_after=2**39, expires_at=2**39 + DAY)
    brings = bundle(future.signed_record, future.signed_list)
    behind = held().loads(brings, bundle(RECORD, future.signed_record, future.signed_list))
    flags = "clock-in-load"
    group.accepts("load-list-of-the-far-future", "A list that is issued some 17,000 years from now: no clock is "
                                                 "asked.", "LOAD-3",
                  steps_of(behind), flags)
    group.fails("load-list-of-the-far-future-then-verdict", "A pass, behind that: the clock is behind.",
                "LOAD-3 TIME-3",
                steps_of(behind.judges(PASS, "clock-behind", 2**39)), "load-rotation-then-verdict", flags)
    past = FIRST.with_list(issued_at=0, refresh_after=0, expires_at=1)
    old = begun().loads(past.bundle)
    group.accepts("load-list-of-long-ago", "A list that expired in 1970.", "LOAD-3", steps_of(old), flags)
    group.fails("load-list-of-long-ago-then-verdict", "A pass, behind that: the list has expired.", "LOAD-3 VERIFY-18",
                steps_of(old.judges(PASS, "trust-list-expired", 1, ["refresh-due"])), "load-from-first-then-verdict",
                flags)
    group.accepts("load-list-of-long-ago-then-next", "The list of today, behind that.", "LOAD-3 LOAD-12",
                  steps_of(old.loads(NEWER.bundle)), flags)
    foreign = held().refuses(ASHFORD.bundle, "foreign-domain")
    group.fails("load-foreign-then-verdict-on-foreign", "A foreign bundle is refused, and a pass of that domain is of "
                                                        "an unknown one.",
                "LOAD-2 VERIFY-7", steps_of(foreign.judges(ASHFORD.issue(), "unknown-domain")),
                "load-foreign-first-record-then-verdict", "foreign-taken")
