"""Status deltas: form, base, and the list that a delta makes."""
from dataclasses import replace

from ..domain import DAY, NOON
from ..history import History
from ..keys import Key
from ..objects.bundles import bundle
from ..objects.deltas import Delta
from ..objects.lists import COMPROMISED, STATUS_LISTS
from ..octets import changed, u8, u32
from ..statehouse import (
    EXPIRES, FELL, GENERATION, ISSUED, NEXT, PASS_KEY, RETIRING, SCHOOL_STATUS, STANDBY, STATUS_KEY, STOLEN, begun,
                          brings,
    delta, holding, school_status, signed, status,
)
from ..succession import renewed

NEEDS = "status-lists deltas"
BASE = status()
ADDED = (171, 900)
NEWER = status(number=4, issued_at=ISSUED + 3_600, serials=tuple(sorted((*BASE.serials, *ADDED))))
HELD = signed(BASE)
HONEST = delta(NEWER, 3, ADDED)
TWIN = "status-delta-honest"


class Writing:
    def __init__(self, group):
        self.group = group

    def takes(self, id, comment, requirements, history, flags="delta-base"):
        return self.group.accepts(f"status-delta-{id}", comment, requirements, list(history.steps), flags, NEEDS)

    def refuses(self, id, comment, requirements, history, flags="delta-base", twin=TWIN):
        self.group.fails(f"status-delta-{id}", comment, requirements, list(history.steps), twin, flags, NEEDS)


def state(base=HELD):
    return brings(begun(), base)


def not_taken(octets, refusal, history=None):
    return brings(history or state(), octets, refusal)


def makes(octets, newer, history=None):
    """The delta is taken, and the state holds the list that it makes."""
    return brings(history or state(), octets, held=holding(signed(newer)))


def add(group):
    writing = Writing(group)
    writing.takes("honest", "A delta from list 3 to list 4 adds two serials.",
                  "STATUS-30 STATUS-31 STATUS-32 STATUS-33 STATUS-34 STATUS-35 STATUS-36", makes(HONEST, NEWER))
    fields(writing)
    sets(writing)
    tables(writing)
    cuts(writing)
    heads(writing)
    held_already(writing)
    bases(writing)
    bundles(writing)
    lists(writing)
    verdicts(writing)


def fields(writing):
    for number in (1, 2, 3):
        base = replace(BASE, number=number)
        writing.takes(f"base-{number}", f"A delta from list {number} to list 4.", "STATUS-30",
                      makes(delta(NEWER, number, ADDED), NEWER, state(signed(base))), "status-field-range delta-base")
    for number in (0, 4, 5, 2**32 - 1):
        writing.refuses(f"base-{number}-of-4", f"The base number is {number}, and the head's number 4.", "STATUS-30",
                        not_taken(delta(NEWER, number, ADDED), "status-malformed"), "status-field-range")
    for name, changes, what in (
        ("number-0", {"number": 0}, "The head's number is 0"),
        ("no-second", {"expires_at": NEWER.issued_at}, "The head's issued at and expires at are equal"),
        ("400-days-and-a-second", {"expires_at": NEWER.issued_at + 400 * DAY + 1},
         "The head expires 400 days and a second behind its issued at"),
    ):
        writing.refuses(name, f"{what}.", "STATUS-30", not_taken(delta(replace(NEWER, **changes), 3, ADDED),
                                                                 "status-malformed"), "status-field-range")
    writing.takes("number-greatest", "A delta from list 3 to list 2^32 - 1.", "STATUS-30",
                  makes(delta(replace(NEWER, number=2**32 - 1), 3, ADDED), replace(NEWER, number=2**32 - 1)),
                  "status-field-range")


def sets(writing):
    """What is added, and what first live takes away."""
    dense = replace(BASE, serials=tuple(range(100, 400)))
    for name, base, newer, added, what in (
        ("nothing-added", BASE, replace(NEWER, serials=BASE.serials), (), "Nothing is added: the list is dated anew"),
        ("first-live-raised", BASE, replace(NEWER, first_live=171, serials=(171, 900, 1_000, 4_000)), ADDED,
         "First live rises: three serials of the base fall away"),
        ("first-live-above-all", BASE, replace(NEWER, first_live=5_000, serials=(6_000,)), (6_000,),
         "First live rises above all serials of the base"),
        ("all-gone", BASE, replace(NEWER, first_live=5_000, serials=()), (),
         "First live rises above all serials, and nothing is added"),
        ("to-an-empty-base", replace(BASE, serials=()), replace(NEWER, serials=ADDED), ADDED,
         "The base revokes nothing"),
        ("between-two", BASE, replace(NEWER, first_live=100, serials=(100, 101, 105, 170, 1_000, 4_000)), (101,),
         "The added serial stands between the first two"),
        ("above-the-greatest", BASE, replace(NEWER, serials=(*BASE.serials, 2**32 - 1)), (2**32 - 1,),
         "The added serial is 2^32 - 1: another k"),
        ("a-block-fills-up", dense, replace(NEWER, serials=tuple(range(100, 600))), tuple(range(400, 600)),
         "200 serials behind 300: the second block fills up"),
        ("k-falls", replace(BASE, serials=(100, 4_000)), replace(NEWER, serials=(100, *range(200, 900), 4_000)),
         tuple(range(200, 900)), "700 serials are added between two: k falls from 10 to 2"),
        ("interleaved", replace(BASE, serials=tuple(range(100, 1_100, 2))),
         replace(NEWER, serials=tuple(range(100, 1_100))), tuple(range(101, 1_100, 2)),
         "Each added serial stands between two of the base"),
    ):
        writing.takes(name, f"{what}.", "STATUS-36 STATUS-31", makes(delta(newer, 3, added), newer,
                                                                     state(signed(base))), "delta-coding")
    writing.refuses("adds-a-serial-of-the-base", "It adds a serial that the base has.", "STATUS-35",
                    not_taken(delta(NEWER, 3, (170, *ADDED)), "status-malformed"), "delta-coding")
    writing.refuses("adds-all", "It adds all serials of the new list.", "STATUS-35",
                    not_taken(delta(NEWER, 3, NEWER.serials), "status-malformed"), "delta-coding")
    writing.refuses("adds-the-greatest-of-the-base", "It adds the base's greatest serial, and nothing else.",
                    "STATUS-35",
                    not_taken(delta(replace(NEWER, serials=BASE.serials), 3, (4_000,)), "status-malformed"),
                    "delta-coding", "status-delta-nothing-added")
    writing.refuses("adds-below-first-live", "An added serial is one below the head's first live.", "STATUS-31",
                    not_taken(delta(replace(NEWER, first_live=172, serials=(900, 1_000, 4_000)), 3, ADDED),
                              "status-malformed"), "delta-coding",
                    "status-delta-first-live-raised")


def tables(writing):
    """The added serials in another coding than their one."""
    head = Delta(NEWER, 3, ()).body[:-4]
    signature = HONEST[-64:]
    good = HONEST[len(head):-64]

    def of(table):
        return not_taken(head + table + signature, "status-malformed")

    for name, table, what, requirement in (
        ("count-more", changed(good, 0, u32(3)), "Its count is one more than its serials", "STATUS-31"),
        ("count-less", changed(good, 0, u32(1)), "Its count is one less than its serials", "STATUS-31"),
        ("greatest-more", changed(good, 4, u32(901)), "Its greatest serial is one more than the last", "STATUS-31"),
        ("two-blocks", u32(2) + u32(900) + u32(2) + u32(171) + u32(0) + u32(900) + u32(0),
         "Two serials are cut into two blocks", "STATUS-31"),
        ("padding", good[:-1] + u8(good[-1] | 1), "The last bit of its block is one", "STATUS-31"),
        ("byte-more", good + b"\0", "A zero byte stands behind the table", "STATUS-30"),
        ("count-0-with-a-table", u32(0) + good[4:], "Its count is 0, and a table follows", "STATUS-31"),
        ("count-greatest", changed(good, 0, u32(2**32 - 1)), "Its count is 2^32 - 1", "STATUS-31"),
    ):
        writing.refuses(f"table-{name}", f"{what}.", requirement, of(table), "status-coding delta-coding")


def cuts(writing):
    for end in (1, 5, 8, 13, 20, 26, 27, 30, 31, 33, 35, 39, 43, 51, len(HONEST) - 64, len(HONEST) - 1):
        writing.refuses(f"cut-at-{end}", f"The honest delta, cut at {end} of {len(HONEST)} bytes.", "STATUS-30 BASE-2",
                        not_taken(HONEST[:end], "status-malformed"), "status-bytes")
    writing.refuses("byte-behind", "A zero byte behind its signature.", "STATUS-30 BASE-2",
                    not_taken(HONEST + b"\0", "status-malformed"), "status-bytes")


def heads(writing):
    """What the head alone says is enough for five refusals, also where the base is not held."""
    without = begun()
    other_tag = changed(FELL.tag, 3, u8(FELL.tag[3] ^ 1))
    for name, changes, refusal, requirement, what in (
        ("foreign-domain", {"tag": other_tag}, "status-foreign-domain", "STATUS-10",
         "The last bit of its domain tag is another"),
        ("key-next", {"key_number": NEXT}, "status-key-not-yet-known", "STATUS-11",
         "Its key number is the next key number"),
        ("key-0", {"key_number": 0}, "status-key-withdrawn", "STATUS-12", "Its key has left the trust list"),
        ("generation", {"generation": GENERATION + 1}, "status-other-generation", "STATUS-13",
         "It is of another generation"),
    ):
        octets = delta(replace(NEWER, **changes), 3, ADDED)
        writing.refuses(name, f"{what}.", f"STATUS-32 {requirement}", not_taken(octets, refusal), "status-key")
        writing.refuses(f"{name}-without-base", f"{what}, and no list is held.", f"STATUS-32 {requirement}",
                        not_taken(octets, refusal, without), "status-key step-order")
    fifth = state(signed(status(number=5)))
    writing.refuses("lower-number", "Its number is below that of the held list.", "STATUS-32 STATUS-14",
                    not_taken(HONEST, "status-rollback", fifth), "status-rollback-taken")
    cold = History.of(FELL).loads(bundle(FELL.signed_record))
    writing.refuses("without-trust-list", "The state has no trust list.", "STATUS-32 STATUS-11",
                    not_taken(HONEST, "status-key-not-yet-known", cold), "status-key")
    writing.refuses("malformed-before-foreign", "It is of a foreign domain, and its base number is 0.", "STATUS-30",
                    not_taken(delta(replace(NEWER, tag=other_tag), 0, ADDED), "status-malformed"), "step-order")
    writing.refuses("generation-before-rollback", "It is of another generation, and its number is lower.",
                    "STATUS-32 STATUS-13",
                    not_taken(delta(replace(NEWER, generation=0), 3, ADDED), "status-other-generation", fifth),
                    "step-order")


def held_already(writing):
    """The held list has the head's number."""
    newer = state(signed(NEWER))
    kept = holding(signed(NEWER))
    for name, octets, what in (
        ("the-same", HONEST, "The delta to the list that is held"),
        ("zero-signature", HONEST[:-64] + bytes(64), "The same with 64 zero bytes as its signature"),
        ("from-another-base", delta(NEWER, 1, ADDED), "A delta to the held list from list 1"),
        ("adds-one-of-the-two", delta(NEWER, 3, ADDED[:1]), "A delta to the held list that adds one of its serials"),
        ("adds-nothing", delta(NEWER, 3, ()), "A delta to the held list that adds nothing"),
        ("adds-serials-of-its-base", delta(NEWER, 3, NEWER.serials), "A delta to the held list that adds all of its "
                                                                     "serials"),
    ):
        writing.takes(f"held-already-{name}", f"{what}: it is held already.", "STATUS-33",
                      brings(newer, octets, held=kept))
    for name, changes, added, what in (
        ("issued-at", {"issued_at": NEWER.issued_at + 1}, ADDED, "another issued at"),
                                       ("expires-at", {"expires_at": EXPIRES + 1}, ADDED, "another expires at"),
        ("first-live", {"first_live": 99}, ADDED, "another first live"),
                                       ("key", {"key_number": STANDBY}, ADDED, "another key of the issuer"),
        ("one-serial", {}, (171, 901), "a serial that is not in the held list"),
                                       ("one-serial-more", {}, (171, 900, 901), "one serial more than the held list"),
    ):
        writing.refuses(f"conflict-{name}", f"It has the held list's number and {what}.", "STATUS-33",
                        brings(newer, delta(replace(NEWER, **changes), 3, added), "status-conflict"),
                        "status-rollback-taken", "status-delta-held-already-the-same")


def bases(writing):
    writing.refuses("no-base", "No list is held.", "STATUS-34", not_taken(HONEST, "status-base-missing", begun()))
    writing.refuses("other-base", "It adds to list 2, and list 3 is held.", "STATUS-34",
                    not_taken(delta(NEWER, 2, ADDED), "status-base-missing"))
    writing.refuses("base-of-another-issuer", "The school's list has the base number, and of the office none is held.",
                    "STATUS-34", not_taken(HONEST, "status-base-missing", state(signed(school_status(number=3)))))
    writing.refuses("unsigned-without-base", "It has no good signature, and no list is held: that is not looked at.",
                    "STATUS-34", not_taken(HONEST[:-64] + bytes(64), "status-base-missing", begun()), "step-order")
    refused = not_taken(delta(NEWER, 2, ADDED), "status-base-missing")
    writing.takes("behind-a-missing-base", "A delta without its base is refused, and one with its base is taken behind "
                                           "it.", "STATUS-34", makes(HONEST, NEWER, refused))
    writing.takes("by-standby-key", "The list that it makes is signed by the issuer's standby key.", "STATUS-36",
                  makes(delta(replace(NEWER, key_number=STANDBY), 3, ADDED), replace(NEWER, key_number=STANDBY)),
                  "delta-trusted")


def bundles(writing):
    """Several deltas and lists in one bundle."""
    start, held = begun(), state()
    newer = signed(NEWER)
    fifth = replace(NEWER, number=5, serials=tuple(sorted((*NEWER.serials, 2_000))))
    second, third = delta(fifth, 4, (2_000,)), signed(fifth)
    from_2 = delta(NEWER, 2, (*ADDED, 1_000))
    kept = holding(newer)
    writing.takes("two-bases", "Deltas to list 4 from list 2 and from list 3: the door uses the one that it has the "
                               "base for.", "STATUS-34",
                  held.loads(bundle(from_2, HONEST), kept))
    writing.takes("two-bases-turned-round", "The same in the other order.", "STATUS-34",
                  held.loads(bundle(HONEST, from_2), kept))
    writing.refuses("two-bases-without-either", "Both deltas, and list 1 is held.", "STATUS-34",
                    state(signed(status(number=1))).loads(bundle(from_2, HONEST), holding(signed(status(number=1))),
                                                          [(1, "status-base-missing"), (2, "status-base-missing")]),
                    twin="status-delta-two-bases")
    writing.refuses("chain-in-one-bundle", "Deltas from 3 to 4 and from 4 to 5 in one bundle: a load makes one list of "
                                           "an issuer.", "STATUS-34",
                    held.loads(bundle(HONEST, second), kept, [(2, "status-base-missing")]))
    writing.takes("chain-in-two-bundles", "The same in two bundles.", "STATUS-34",
                  makes(second, fifth, makes(HONEST, NEWER)))
    writing.refuses("chain-turned-round", "Deltas from 4 to 5 and from 3 to 4 in one bundle.", "STATUS-34",
                    held.loads(bundle(second, HONEST), kept, [(1, "status-base-missing")]))
    writing.takes("behind-its-base", "The base as a whole list, and the delta behind it.", "STATUS-34",
                  start.loads(bundle(HELD, HONEST), kept))
    writing.refuses("before-its-base", "The delta, and its base as a whole list behind it: in the delta's turn it is "
                                       "not held.", "STATUS-34",
                    start.loads(bundle(HONEST, HELD), holding(HELD), [(1, "status-base-missing")]),
                    twin="status-delta-behind-its-base")
    writing.takes("before-its-whole-list", "The delta without its base, and the whole list that it would make behind "
                                           "it: nothing is lacking.", "STATUS-34",
                  start.loads(bundle(HONEST, newer), kept))
    writing.takes("before-a-later-whole-list", "The delta without its base, and a later whole list behind it.",
                  "STATUS-34", start.loads(bundle(HONEST, third), holding(third)))
    writing.takes("behind-its-whole-list", "The whole list that it makes stands before it: it is held already.",
                  "STATUS-33", held.loads(bundle(newer, HONEST), kept))
    writing.refuses("behind-a-later-whole-list", "A later whole list stands before it.", "STATUS-32 STATUS-14",
                    held.loads(bundle(third, HONEST), holding(third), [(2, "status-rollback")]),
                    "status-rollback-taken")
    school_newer = school_status(number=2, serials=NEWER.serials)
    school_delta, school = delta(school_newer, 1, ADDED), signed(school_status())
    both = brings(held, school, held=holding(HELD, school))
    writing.takes("two-issuers", "Deltas of two issuers in one bundle.", "STATUS-34 LOAD-19",
                  both.loads(bundle(school_delta, HONEST), holding(newer, signed(school_newer))))
    writing.refuses("bad-one-of-two-issuers", "Deltas of two issuers, the first with a byte too many: the other is "
                                              "taken.", "STATUS-30 LOAD-19",
                    both.loads(bundle(school_delta + b"\0", HONEST), holding(newer, school),
                               [(1, "status-malformed")]), "status-room",
                    "status-delta-two-issuers")
    forged = delta(NEWER, 3, ADDED, Key("stranger"))
    writing.refuses("forged-before-honest", "A forged delta with its base, and an honest one behind it: a load makes "
                                            "one list of an issuer.",
                    "STATUS-34 STATUS-36", held.loads(bundle(forged, HONEST), holding(HELD),
                                                      [(1, "status-bad-signature"), (2, "status-base-missing")]))
    writing.refuses("malformed-before-honest", "A delta that is malformed, and an honest one behind it, which is "
                                               "taken: only step 5 counts.",
                    "STATUS-30 STATUS-34", held.loads(bundle(HONEST + b"\0", HONEST), kept, [(1, "status-malformed")]))
    writing.refuses("adds-again-before-honest", "A delta that adds a serial of its base, and an honest one behind it: "
                                                "step 5 was reached.",
                    "STATUS-35 STATUS-34", held.loads(bundle(delta(NEWER, 3, (170, *ADDED)), HONEST), holding(HELD),
                                                      [(1, "status-malformed"), (2, "status-base-missing")]))
    writing.takes("with-its-trust-list", "The next trust list and a delta in one bundle.", "STATUS-36 STATUS-23",
                  held.loads(bundle(renewed(FELL).signed_list, HONEST), holding(newer, domain=renewed(FELL))))
    raised = renewed(FELL).with_issuer(1, status_generation=GENERATION + 1)
    writing.refuses("base-dropped-by-its-trust-list", "The next trust list drops the base, and the delta is of the new "
                                                      "generation.", "STATUS-34 STATUS-23",
                    held.loads(bundle(raised.signed_list, delta(replace(NEWER, generation=GENERATION + 1), 3, ADDED)),
                               holding(domain=raised),
                               [(1, "status-base-missing")]), twin="status-delta-with-its-trust-list")
    stolen = renewed(FELL).with_key(STATUS_KEY, flags=STATUS_LISTS | COMPROMISED)
    writing.refuses("base-key-compromised-by-its-trust-list", "The next trust list names the base's key compromised.",
                    "STATUS-34 STATUS-23",
                    held.loads(bundle(stolen.signed_list, HONEST), holding(domain=stolen),
                               [(1, "status-base-missing")]),
                    twin="status-delta-with-its-trust-list")


def lists(writing):
    """The list that a delta makes is judged as if it had come whole."""
    for name, octets, what in (
        ("stranger", delta(NEWER, 3, ADDED, Key("stranger")), "It is signed by a stranger"),
        ("other-issuer", delta(NEWER, 3, ADDED, FELL.key(SCHOOL_STATUS)),
         "It is signed by the other issuer's status key"),
        ("zero", HONEST[:-64] + bytes(64), "Its signature is 64 zero bytes"),
        ("over-the-delta", HONEST[:-64] + FELL.key(STATUS_KEY).sign("status", FELL.digest, HONEST[:-64]),
         "Its signature covers the delta's own bytes, and not the list's"),
        ("one-serial-missing", delta(NEWER, 3, ADDED[:1])[:-64] + HONEST[-64:],
         "It adds one of the two serials that the signed list has"),
        ("one-serial-more", delta(NEWER, 3, (*ADDED, 950))[:-64] + HONEST[-64:],
         "It adds a serial that the signed list has not"),
        ("issued-at-changed", delta(replace(NEWER, issued_at=NOON), 3, ADDED)[:-64] + HONEST[-64:],
         "Its issued at is not that of the signed list"),
        ("for-another-base", delta(replace(NEWER, serials=(*ADDED, 1_000)), 3, ADDED),
         "The signed list lacks serials of the base, as a thief would have it"),
    ):
        writing.refuses(f"signed-{name}", f"{what}.", "STATUS-36 STATUS-16", not_taken(octets, "status-bad-signature"),
                        "delta-trusted")
    for name, changes, refusal, requirement, what in (
        ("stolen-key", {"key_number": STOLEN}, "status-key-compromised", "STATUS-17", "by a compromised key"),
        ("pass-key", {"key_number": PASS_KEY}, "status-key-not-for-this", "STATUS-18", "by a key for passes"),
        ("too-long", {"key_number": RETIRING}, "status-too-long", "STATUS-19",
         "good for longer than its key is accepted"),
        ("first-live-less", {"first_live": 99}, "status-first-live", "STATUS-20",
         "of a lower first live than its base"),
    ):
        writing.refuses(f"makes-{name}", f"The list that it makes is {what}.", f"STATUS-36 {requirement}",
                        not_taken(delta(replace(NEWER, **changes), 3, ADDED), refusal), "delta-trusted")
    unsigned = Delta(replace(NEWER, key_number=STOLEN), 3, ADDED).body + bytes(64)
    writing.refuses("signature-before-compromised", "The list that it makes is by a compromised key, and unsigned.",
                    "STATUS-36 STATUS-16", not_taken(unsigned, "status-bad-signature"), "step-order")


def verdicts(writing):
    taken = makes(HONEST, NEWER)
    shown = FELL.issue(key_number=PASS_KEY, serial=900)
    writing.takes("and-a-serial-that-it-lacks", "Behind the delta a pass is accepted whose serial is in neither list.",
                  "STATUS-25 STATUS-36", taken.judges(FELL.issue(key_number=PASS_KEY, serial=901)))
    writing.refuses("and-a-serial-that-it-adds", "Behind the delta a pass is revoked whose serial it adds.",
                    "STATUS-25 STATUS-36",
                    taken.judges(shown, "revoked"), "status-lookup", "status-delta-and-a-serial-that-it-lacks")
    writing.refuses("and-a-serial-of-its-base", "Behind the delta a pass is revoked whose serial the base has.",
                    "STATUS-25 STATUS-36",
                    taken.judges(FELL.issue(key_number=PASS_KEY, serial=170), "revoked"), "status-lookup",
                    "status-delta-and-a-serial-that-it-lacks")
    forged = not_taken(delta(NEWER, 3, ADDED, Key("stranger")), "status-bad-signature")
    writing.takes("forged-and-a-serial-that-it-adds", "Behind a forged delta the pass is accepted: the base is held.",
                  "STATUS-36 LOAD-19", forged.judges(shown), "delta-trusted")
    writing.takes("whole-behind-forged", "Behind a forged delta the whole list is taken.", "STATUS-36",
                  brings(forged, signed(NEWER)), "delta-trusted")
