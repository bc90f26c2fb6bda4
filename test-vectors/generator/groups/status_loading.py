"""Loading a status list, and what a new trust list drops."""
from dataclasses import replace

from ..domain import DAY, NOON
from ..history import History
from ..keys import Key, drawn
from ..objects.bundles import bundle
from ..objects.lists import COMPROMISED, PASSES, STATUS_LISTS
from ..octets import changed, u8
from ..statehouse import (
    DEMAND, EXPIRES, FELL, GENERATION, ISSUED, NEXT, PASS_KEY, REFUSED_BY, RETIRING, RETIRING_AT, SCHOOL_STATUS,
                          STANDBY, STATUS_KEY, STOLEN,
    STOLEN_PASS_KEY, begun, brings, holding, school_status, signed, status,
)
from ..succession import renewed, successor

NEEDS = "status-lists"
HELD = signed(status())
FIRST = "status-load-first"


class Writing:
    def __init__(self, group):
        self.group = group

    def takes(self, id, comment, requirements, history, flags):
        return self.group.accepts(f"status-load-{id}", comment, requirements, list(history.steps), flags, NEEDS)

    def refuses(self, id, comment, requirements, history, flags, twin=FIRST):
        self.group.fails(f"status-load-{id}", comment, requirements, list(history.steps), twin, flags, NEEDS)


def state():
    """It holds record, trust list, and list 3 of the office."""
    return brings(begun(), HELD)


def add(group):
    writing = Writing(group)
    writing.takes("first", "The first status list of an issuer.",
                  "STATUS-10 STATUS-11 STATUS-12 STATUS-13 STATUS-16 STATUS-17 STATUS-18", state(), "status-key")
    writing.takes("next", "The next list of the issuer, with one serial more.", "STATUS-14 STATUS-20 STATUS-21",
                  brings(state(), signed(status(number=4, serials=(100, 105, 170, 171, 1_000, 4_000)))),
                  "status-rollback-taken")
    keys(writing)
    older(writing)
    again(writing)
    signatures(writing)
    ends(writing)
    contained(writing)
    orders(writing)
    several(writing)
    drops(writing)
    undone(writing)


def keys(writing):
    start = begun()
    other_tag = replace(status(), tag=changed(FELL.tag, 3, u8(FELL.tag[3] ^ 1)))
    writing.refuses("foreign-domain", "The last bit of its domain tag is another.", "STATUS-10",
                    brings(start, signed(other_tag), "status-foreign-domain"), "status-key")
    for number in (NEXT, NEXT + 1, 2**24 - 1):
        writing.refuses(f"key-{number}", f"It is by key {number}, and the next key number is {NEXT}.", "STATUS-11",
                        brings(start, signed(status(key_number=number)), "status-key-not-yet-known"), "status-key")
    record_only = History.of(FELL).loads(bundle(FELL.signed_record))
    writing.refuses("without-trust-list", "The state holds a record and no trust list.", "STATUS-11",
                    brings(record_only, HELD, "status-key-not-yet-known"), "status-key")
    writing.takes("beside-its-trust-list", "Trust list and status list come in one bundle, to a state with the record "
                                           "alone.", "STATUS-11",
                  record_only.loads(bundle(FELL.signed_list, HELD), holding(HELD)), "status-key")
    writing.refuses("key-0", "It is by key 0, which has left the trust list.", "STATUS-12",
                    brings(start, signed(status(key_number=0)), "status-key-withdrawn"), "status-key")
    for generation in (0, 2, 255):
        writing.refuses(f"generation-{generation}", f"It is of generation {generation}, and the trust list names "
                                                    f"{GENERATION}.", "STATUS-13",
                        brings(start, signed(status(generation=generation)), "status-other-generation"), "status-key")
    writing.takes("generation-0-of-school", "The school's list, of generation 0.", "STATUS-13",
                  brings(start, signed(school_status())), "status-key")
    writing.refuses("generation-of-another-issuer", "The school's list is of the generation of the office.",
                    "STATUS-13", brings(start, signed(school_status(generation=GENERATION)), "status-other-generation"),
                    "status-key", "status-load-generation-0-of-school")
    writing.refuses("stolen-key", "It is by a status key that is compromised.", "STATUS-17",
                    brings(start, signed(status(key_number=STOLEN)), "status-key-compromised"), "status-key")
    writing.refuses("pass-key", "It is by a key for passes.", "STATUS-18",
                    brings(start, signed(status(key_number=PASS_KEY)), "status-key-not-for-this"), "status-key")
    writing.refuses("stolen-pass-key", "It is by a key for passes that is compromised: that is looked at first.",
                    "STATUS-17",
                    brings(start, signed(status(key_number=STOLEN_PASS_KEY)), "status-key-compromised"), "status-key")
    writing.takes("below-the-demand", "Its number is below the trust list's demand: that is nothing to its loading.",
                  "STATUS-13", brings(start, signed(status(number=DEMAND - 1))), "status-demand")
    writing.takes("expired", "It has expired: no clock is asked.", "LOAD-3",
                  brings(start, signed(status(issued_at=ISSUED - 9 * DAY, expires_at=ISSUED))), "status-field-range")


def older(writing):
    held = state()
    writing.refuses("lower-number", "Its number is below the held one's.", "STATUS-14",
                    brings(held, signed(status(number=2)), "status-rollback"), "status-rollback-taken",
                    "status-load-next")
    writing.refuses("lower-number-dated-later", "Its number is below the held one's, and it is dated later.",
                    "STATUS-14",
                    brings(held, signed(status(number=2, issued_at=NOON)), "status-rollback"), "status-rollback-taken",
                    "status-load-next")
    writing.refuses("same-number", "Its number is the held one's, and it revokes one serial more.", "STATUS-15",
                    brings(held, signed(status(serials=(100, 105, 170, 171, 1_000, 4_000))), "status-conflict"),
                    "status-rollback-taken", "status-load-next")
    writing.refuses("same-number-by-standby-key", "The same number and serials, by the issuer's standby key.",
                    "STATUS-15",
                    brings(held, signed(status(key_number=STANDBY)), "status-conflict"), "status-rollback-taken",
                    "status-load-next")
    writing.takes("next-by-standby-key", "The next list, by the issuer's standby key.", "STATUS-14 STATUS-16",
                  brings(held, signed(status(number=4, key_number=STANDBY))), "status-rollback-taken")
    writing.takes("next-dated-earlier", "The next list is dated before the held one, and expires before it: only "
                                        "numbers count.", "STATUS-14",
                  brings(held, signed(status(number=4, issued_at=ISSUED - DAY, expires_at=EXPIRES - DAY))),
                  "status-rollback-taken")
    writing.takes("greatest-number", "List 2^32 - 1 behind list 3.", "STATUS-14",
                  brings(held, signed(status(number=2**32 - 1))), "status-rollback-taken")
    writing.takes("lower-number-of-another-issuer", "List 1 of the school beside list 3 of the office.", "STATUS-14",
                  brings(held, signed(school_status()), held=holding(HELD, signed(school_status()))),
                  "status-rollback-taken status-key")


def again(writing):
    held = state()
    for name, octets, what in (
        ("the-same", HELD, "The held list comes again"),
        ("zero-signature", HELD[:-64] + bytes(64), "The held list comes again with 64 zero bytes as its signature"),
        ("signed-by-another", status().body + Key("stranger").sign("status", FELL.digest, status().body),
         "The held list comes again, signed by a stranger"),
    ):
        writing.takes(f"again-{name}", f"{what}: the held bytes are kept.", "STATUS-15",
                      brings(held, octets, held=holding(HELD)), "status-rollback-taken")
    retiring = signed(status(key_number=RETIRING, expires_at=RETIRING_AT))
    writing.takes("again-twice-in-one-bundle", "One list stands twice in a bundle.", "STATUS-15",
                  begun().loads(bundle(retiring, retiring), holding(retiring)), "status-rollback-taken")


def signatures(writing):
    start, plain = begun(), status()
    key = FELL.key(STATUS_KEY)
    for name, signature, what, flags in (
        ("standby-key", FELL.key(STANDBY).sign("status", FELL.digest, plain.body),
         "by the issuer's standby key, under the other's number", "status-key"),
        ("pass-key", FELL.key(PASS_KEY).sign("status", FELL.digest, plain.body),
         "by the issuer's pass key, under the status key's number", "status-key"),
        ("other-issuer", FELL.key(SCHOOL_STATUS).sign("status", FELL.digest, plain.body),
         "by the other issuer's status key", "status-key"),
        ("list-key", FELL.list_key(0).sign("status", FELL.digest, plain.body), "by the authority's list key",
         "status-key"),
        ("label-of-pass", key.sign("pass", FELL.digest, plain.body), "over the label of a pass", "label-ignored"),
        ("label-of-list", key.sign("list", FELL.digest, plain.body), "over the label of a trust list", "label-ignored"),
        ("zero-digest", key.sign("status", bytes(32), plain.body), "over zero bytes in place of the domain digest",
         "domain-not-signed"),
        ("other-digest-of-the-tag", key.sign("status", FELL.tag + drawn("another")[4:], plain.body),
         "over another domain digest of the same tag", "domain-not-signed"),
        ("body-alone", key.private.sign(plain.body), "over the signed bytes alone", "label-ignored domain-not-signed"),
        ("zero", bytes(64), "64 zero bytes", "status-key"),
    ):
        what = f"Its signature is {what}."
        writing.refuses(f"signed-{name}", what, "STATUS-16 BASE-5", brings(start, plain.body + signature,
                                                                           "status-bad-signature"), flags)
    altered = replace(plain, serials=plain.serials[:-1])
    writing.refuses("altered", "A serial is taken out of a signed list.", "STATUS-16 BASE-3",
                    brings(start, altered.body + HELD[-64:], "status-bad-signature"), "status-key")
    recoded = replace(plain, first_live=99)
    writing.refuses("altered-first-live", "First live is one less than what was signed.", "STATUS-16",
                    brings(start, recoded.body + HELD[-64:], "status-bad-signature"), "status-key")


def ends(writing):
    start = begun()
    for name, end, is_good in (("at", RETIRING_AT, True), ("before", RETIRING_AT - 1, True),
                               ("behind", RETIRING_AT + 1, False)):
        octets = signed(status(key_number=RETIRING, expires_at=end))
        comment = f"It expires {'a second ' if name != 'at' else ''}{name} its key's accept until."
        if is_good:
            writing.takes(f"expires-{name}-accept-until", comment, "STATUS-19", brings(start, octets), "status-drop")
        else:
            writing.refuses(f"expires-{name}-accept-until", comment, "STATUS-19",
                            brings(start, octets, "status-too-long"), "status-drop",
                            "status-load-expires-at-accept-until")


def contained(writing):
    held = state()
    serials = status().serials
    writing.takes("first-live-equal", "First live is that of the held list.", "STATUS-20",
                  brings(held, signed(status(number=4))), "status-rollback-taken")
    writing.refuses("first-live-less", "First live is one below that of the held list.", "STATUS-20",
                    brings(held, signed(status(number=4, first_live=99)), "status-first-live"),
                    "status-rollback-taken", "status-load-first-live-equal")
    writing.takes("first-live-behind-the-least", "First live is above the least held serial, which is missing.",
                  "STATUS-21",
                  brings(held, signed(status(number=4, first_live=101, serials=serials[1:]))), "status-rollback-taken")
    writing.takes("first-live-behind-all", "First live is above all held serials, and none is revoked.", "STATUS-21",
                  brings(held, signed(status(number=4, first_live=4_001, serials=()))), "status-rollback-taken")
    writing.refuses("first-live-at-the-greatest", "First live is the greatest held serial, which is missing.",
                    "STATUS-21",
                    brings(held, signed(status(number=4, first_live=4_000, serials=())), "status-not-contained"),
                    "status-rollback-taken", "status-load-first-live-behind-all")
    for name, index in (("least", 0), ("second", 1), ("greatest", -1)):
        left = tuple(s for s in serials if s != serials[index])
        writing.refuses(f"lacks-the-{name}", f"It lacks the {name} held serial.", "STATUS-21",
                        brings(held, signed(status(number=4, serials=left)), "status-not-contained"),
                        "status-rollback-taken", "status-load-next")
    writing.refuses("lacks-one-and-has-more", "It lacks one held serial and has others.", "STATUS-21",
                    brings(held, signed(status(number=4, serials=(100, 105, 171, 172, 1_000, 4_000))),
                           "status-not-contained"), "status-rollback-taken",
                    "status-load-next")
    writing.refuses("lacks-all", "It revokes nothing.", "STATUS-21",
                    brings(held, signed(status(number=4, serials=())), "status-not-contained"),
                    "status-rollback-taken", "status-load-next")
    big = tuple(range(100, 2_100, 3))
    many = brings(begun(), signed(status(serials=big)))
    writing.takes("more-in-each-block", "Three blocks of serials, and some more in each.", "STATUS-21",
                  brings(many, signed(status(number=4, serials=tuple(sorted({*big, 101, 1_001, 2_099}))))),
                  "status-rollback-taken status-lookup")
    for name, lost in (("end-of-block", big[255]), ("begin-of-block", big[256]), ("last-block", big[600])):
        writing.refuses(f"lacks-at-{name}", f"It lacks one serial of three blocks, at the {name.replace('-', ' ')}.",
                        "STATUS-21",
                        brings(many, signed(status(number=4, serials=tuple(s for s in big if s != lost))),
                               "status-not-contained"),
                        "status-rollback-taken status-lookup", "status-load-more-in-each-block")


def orders(writing):
    """Two faults of neighbouring steps: the first decides."""
    start, held = begun(), state()
    other_tag = changed(FELL.tag, 3, u8(FELL.tag[3] ^ 1))
    unsigned = bytes(64)
    for name, history, refusal, octets, what, twin in (
        ("malformed-before-foreign", start, "status-malformed", signed(status(tag=other_tag)) + b"\0",
         "of a foreign domain, and has a byte too many", FIRST),
        ("foreign-before-key", start, "status-foreign-domain", signed(status(tag=other_tag, key_number=NEXT)),
         "of a foreign domain and a key that is not yet known", FIRST),
        ("key-not-yet-known-before-signature", start, "status-key-not-yet-known",
         status(key_number=NEXT).body + unsigned, "of a key that is not yet known, and unsigned", FIRST),
        ("withdrawn-before-generation", start, "status-key-withdrawn", signed(status(key_number=0, generation=9)),
         "of a key that was withdrawn, and of another generation", FIRST),
        ("generation-before-rollback", held, "status-other-generation", signed(status(number=2, generation=0)),
         "of another generation, and older than the held one", "status-load-next"),
        ("rollback-before-signature", held, "status-rollback", status(number=2).body + unsigned,
         "older than the held one, and unsigned", "status-load-next"),
        ("conflict-before-signature", held, "status-conflict", status(serials=()).body + unsigned,
         "of the held one's number with other serials, and unsigned", "status-load-next"),
        ("generation-before-signature", start, "status-other-generation", status(generation=0).body + unsigned,
         "of another generation, and unsigned", FIRST),
        ("signature-before-compromised", start, "status-bad-signature", status(key_number=STOLEN).body + unsigned,
         "of a compromised key, and unsigned", FIRST),
        ("signature-before-usage", start, "status-bad-signature", status(key_number=PASS_KEY).body + unsigned,
         "of a key for passes, and unsigned", FIRST),
        ("usage-before-too-long", start, "status-key-not-for-this",
         signed(status(key_number=PASS_KEY, issued_at=EXPIRES, expires_at=EXPIRES + 400 * DAY)),
         "of a key for passes, and expires behind its accept until", FIRST),
        ("too-long-before-first-live", held, "status-too-long",
         signed(status(number=4, key_number=RETIRING, first_live=99)),
         "expires behind its key's accept until, and has a lower first live", "status-load-next"),
        ("first-live-before-contained", held, "status-first-live", signed(status(number=4, first_live=99, serials=())),
         "has a lower first live, and lacks serials", "status-load-next"),
        ("signature-before-contained", held, "status-bad-signature", status(number=4, serials=()).body + unsigned,
         "lacks serials, and is unsigned", "status-load-next"),
    ):
        writing.refuses(name, f"The list is {what}." if not what.startswith(("expires", "has",
                                                                             "lacks")) else f"The list {what}.",
                        REFUSED_BY[refusal], brings(history, octets, refusal), "step-order", twin)


def several(writing):
    """Each list of a bundle alone, in its order."""
    start = begun()
    school = signed(school_status())
    newer = signed(status(number=4))
    writing.takes("two-issuers", "Lists of two issuers in one bundle.", "LOAD-19",
                  start.loads(bundle(HELD, school), holding(HELD, school)), "status-room")
    writing.takes("two-issuers-turned-round", "The same in the other order: the state has them by ascending issuers.",
                  "LOAD-19", start.loads(bundle(school, HELD), holding(HELD, school)), "status-room")
    writing.takes("two-of-one-issuer", "Lists 3 and 4 of one issuer in one bundle.", "STATUS-14 LOAD-19",
                  start.loads(bundle(HELD, newer), holding(newer)), "status-room")
    writing.refuses("two-of-one-issuer-turned-round", "Lists 4 and 3 of one issuer in one bundle: the second is "
                                                      "older.", "STATUS-14 LOAD-19",
                    start.loads(bundle(newer, HELD), holding(newer), [(2, "status-rollback")]), "status-room",
                    "status-load-two-of-one-issuer")
    for name, parts, kept, lists, what in (
        ("first", (HELD + b"\0", school), (school,), [(1, "status-malformed")], "first of two is malformed"),
        ("last", (HELD, school + b"\0"), (HELD,), [(2, "status-malformed")], "last of two is malformed"),
    ):
        writing.refuses(f"bad-{name}-of-two", f"The {what}; the other is taken.", "LOAD-19 STATUS-1",
                        start.loads(bundle(*parts), holding(*kept), lists), "status-room", "status-load-two-issuers")
    mixed = (b"\x15", HELD, signed(status(generation=0, number=9)), school, signed(status(key_number=0)))
    writing.refuses("three-bad-of-five", "Of five lists the first, third and last are bad, each in its own way.",
                    "LOAD-19 STATUS-1 STATUS-12 STATUS-13",
                    start.loads(bundle(*mixed), holding(HELD, school),
                                [(1, "status-malformed"), (3, "status-other-generation"),
                                 (5, "status-key-withdrawn")]), "status-room",
                    "status-load-two-issuers")
    held = state()
    refused = brings(held, signed(status(number=4, serials=())), "status-not-contained")
    writing.takes("next-behind-refused", "A list that lacks serials is refused, and the next of the same number that "
                                         "has them is taken.", "STATUS-21 LOAD-19",
                  brings(refused, newer), "status-room")
    both = brings(held, school, held=holding(HELD, school))
    writing.takes("next-keeps-the-other", "The next list of one issuer; the other's stays.", "STATUS-14",
                  brings(both, newer, held=holding(newer, school)), "status-room")


def drops(writing):
    """Each change of the trust list that a held list does, or does not, survive."""
    school = signed(school_status())
    office = FELL.trust_list.issuers[0]
    both = brings(state(), school, held=holding(HELD, school))
    retiring = signed(status(key_number=RETIRING, expires_at=RETIRING_AT))
    held_retiring = brings(begun(), retiring)
    plain = renewed(FELL)

    def then(history, domain, *kept):
        return history.loads(bundle(domain.signed_list), holding(*kept, domain=domain))

    for name, domain, is_kept, what in (
        ("same-trust", plain, True, "says the same"),
        ("demand-raised", plain.with_issuer(1, status_demand=DEMAND + 5), True, "demands a later list"),
        ("accept-until-at-expiry", plain.with_key(STATUS_KEY, accept_until=EXPIRES), True,
         "ends the status key when the held list expires"),
        ("accept-until-before-expiry", plain.with_key(STATUS_KEY, accept_until=EXPIRES - 1), False,
         "ends the status key a second before the held list expires"),
        ("key-compromised", plain.with_key(STATUS_KEY, flags=STATUS_LISTS | COMPROMISED), False,
         "names the status key compromised"),
        ("standby-compromised", plain.with_key(STANDBY, flags=STATUS_LISTS | COMPROMISED), True,
         "names the standby key compromised"),
        ("generation-raised", plain.with_issuer(1, status_generation=GENERATION + 1), False,
         "raises the status generation"),
        ("profiles-taken", plain.with_issuer(1, profiles=()), True, "takes the issuer's profiles"),
    ):
        kept = (HELD, school) if is_kept else (school,)
        writing.takes(f"drop-{name}", f"The next trust list {what}: the office's status list "
                                      f"{'stays' if is_kept else 'is dropped'}, the school's stays.",
                      "STATUS-23", then(both, domain, *kept), "status-drop")
    gone = plain.with_list(issued_at=RETIRING_AT, refresh_after=RETIRING_AT, expires_at=RETIRING_AT + 28 * DAY)
    keys = tuple(k for k in office.keys if k.number != RETIRING)
    writing.takes("drop-key-left", "The status key leaves the trust list at its accept until: its list is dropped.",
                  "STATUS-23", then(held_retiring, gone.with_issuer(1, keys=keys)), "status-drop")
    writing.takes("drop-nothing-without-a-new-list", "The held trust list comes again: nothing is dropped.",
                  "STATUS-23", both.loads(bundle(FELL.signed_list), holding(HELD, school)), "status-drop")
    second = successor(FELL)
    for name, domain, is_kept, what in (
        ("same-trust", second, True, "says the same"),
        ("public-key-changed", second.with_key(STATUS_KEY, public=Key("fell key 99").public), False,
         "has another public key under the number"),
        ("usage-changed", second.with_key(STATUS_KEY, flags=PASSES), False, "has the key for passes"),
        ("issuer-changed", moved(second), False, "has the key as the school's"),
        ("key-left", second.with_issuer(1, keys=tuple(k for k in office.keys if k.number != STATUS_KEY)), False,
         "lacks the key"),
        ("issuer-left", second.with_list(issuers=second.trust_list.issuers[1:]), False, "lacks the issuer"),
        ("generation-lowered", second.with_issuer(1, status_generation=0), False, "has a lower generation"),
    ):
        kept = (HELD, school) if is_kept else (school,)
        after = bundle(FELL.signed_record, domain.signed_record, domain.signed_list, *kept)
        writing.takes(
            f"drop-under-new-record-{name}", f"The first trust list under a new record {what}: the office's status "
                                             f"list "
            f"{'stays' if is_kept else 'is dropped'}.", "STATUS-23 TIE-14",
            both.loads(bundle(domain.signed_record, domain.signed_list), after), "status-drop")


def moved(domain):
    office, school = domain.trust_list.issuers
    key = next(k for k in office.keys if k.number == STATUS_KEY)
    return domain.with_list(issuers=(
        replace(office, keys=tuple(k for k in office.keys if k is not key)), replace(school, keys=(key, *school.keys))))


def undone(writing):
    """Recovery from a stolen status key: the thief's list goes, and one of the new generation is tied to nothing."""
    thief = signed(status(number=900, serials=(100, 105, 170, 500, 1_000, 4_000)))
    stolen = brings(state(), thief)
    honest = signed(status(number=DEMAND + 1, generation=GENERATION + 1, key_number=STANDBY, first_live=90,
                           serials=(100, 105, 170, 1_000)))
    trust = renewed(FELL).with_key(STATUS_KEY, flags=STATUS_LISTS | COMPROMISED).with_issuer(
        1, status_generation=GENERATION + 1, status_demand=DEMAND + 1)
    after = holding(honest, domain=trust)
    writing.takes("recovery", "Where a thief's list 900 is held, a new trust list and a list of the next generation "
                              "come in one bundle; number and first live of that list are lower, and it lacks a "
                              "serial.", "STATUS-23 STATUS-14 STATUS-20 STATUS-21",
                  stolen.loads(bundle(trust.signed_list, honest), after), "status-drop")
    writing.takes("recovery-in-two-bundles", "The same in two bundles.", "STATUS-23",
                  brings(stolen.loads(bundle(trust.signed_list), holding(domain=trust)), honest, held=after),
                  "status-drop")
    recovered = stolen.loads(bundle(trust.signed_list, honest), after)
    following = signed(status(number=DEMAND + 2, generation=GENERATION + 1, key_number=STANDBY, first_live=90,
                              serials=(100, 105, 170, 1_000)))
    writing.takes("recovery-and-the-next-list", "Behind it the issuer's next list.", "STATUS-14",
                  brings(recovered, following, held=holding(following, domain=trust)), "status-drop")
    writing.refuses("recovery-and-the-thief-again", "Behind it the thief signs a list of the new generation with the "
                                                    "stolen key.", "STATUS-17",
                    brings(recovered,
                           signed(status(number=901, generation=GENERATION + 1, first_live=90,
                                         serials=(100, 105, 170, 1_000))), "status-key-compromised"),
                    "status-drop", "status-load-recovery-and-the-next-list")
    writing.refuses("recovery-and-the-old-list-again", "Behind it the list that the thief signed comes again.",
                    "STATUS-13", brings(recovered, thief, "status-other-generation"),
                    "status-drop", "status-load-recovery-and-the-next-list")
    writing.refuses("recovery-without-the-trust-list", "The list of the next generation comes without the trust list "
                                                       "that raises it.", "STATUS-13",
                    brings(stolen, honest, "status-other-generation"), "status-drop", "status-load-recovery")
