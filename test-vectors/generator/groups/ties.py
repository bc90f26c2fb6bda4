"""`tie`: what ties a trust list to the one held, each tie at its edge and one beyond."""
from dataclasses import replace

from ..cases import Group
from ..domain import ACCESS, DAY, KEYS_UNTIL, LIST_FROM, LIST_UNTIL, TEST, TICKET, VACCINATION, founded, listed
from ..history import History
from ..keys import Key, drawn
from ..objects.bundles import bundle
from ..objects.lists import COMPROMISED, PASSES, STATUS_LISTS, Issuer
from ..objects.rules import ALWAYS, ISSUED_AT, VALID_FROM, Rule, rule
from ..succession import renewed, successor

FLAGS = {
    "tie-unchecked": (
        "A tie between the held list and the next is not checked, or is off by one.",
        "What one door rejects, a door with the next list accepts; or valid passes are rejected behind it.",
    ),
    "tie-too-strict": (
        "A list that keeps the ties is refused.",
        "A door stays with an old list, and knows neither new keys nor new thefts.",
    ),
    "tie-across-records": (
        "Ties are checked between lists of different authority numbers.",
        "After a theft of list keys the honest list, which undoes the thief's, is refused.",
    ),
    "tie-order": (
        "The ties are looked at in another order.",
        "Owners of two doors are told different causes for one list.",
    ),
}
LEFT, NEXT = 4, 9
EARLY = LIST_FROM + 2 * DAY  # Accept until of key 5; the next list is issued a day before it.
RULE = Rule(ACCESS, ISSUED_AT, 0, 365 * DAY)
UNKNOWN = rule(9, ACCESS, 0, ALWAYS, b"\x01\x02")


def wold():
    name = "wold"
    office = Issuer(1, b"Wold Office", (ACCESS, TEST), (
        listed(name, 1), listed(name, 2, COMPROMISED), listed(name, 3, STATUS_LISTS),
                                                        listed(name, 5, accept_until=EARLY)),
        status_generation=2, status_demand=5)
    hall = Issuer(4, b"Wold Hall", (TICKET,), (listed(name, 6), listed(name, 7)))
    rules = tuple(sorted((RULE.octets, UNKNOWN)))
    return founded(name, drawn("wold nonce"), (office, hall), NEXT, rules)


HELD = wold()
OFFICE, HALL = HELD.trust_list.issuers
PLAIN = renewed(HELD)
ISSUED, EXPIRES = PLAIN.trust_list.issued_at, LIST_UNTIL  # Of the next list, and of the held one.


def key(number, flags=PASSES, accept_until=KEYS_UNTIL, public=None):
    made = listed("wold", number, flags, accept_until)
    return replace(made, public=public) if public else made


def tied(domain, refusal=None, held=HELD):
    """The held list, and then the next one alone."""
    history = History.of(HELD).loads(held.bundle)
    whole = bundle(domain.signed_list)
    return list((history.refuses(whole, refusal) if refusal else history.loads(whole, domain.bundle)).steps)


class Tie:
    """The cases of one tie: what keeps it, and what breaks it."""

    def __init__(self, group, number, refusal):
        self.group, self.number, self.refusal = group, number, refusal
        self.kept = None

    def keeps(self, id, comment, domain, held=HELD, flags="tie-too-strict"):
        self.kept = self.group.accepts(f"tie-{self.number}-{id}", comment, f"TIE-{self.number}",
                                       tied(domain, held=held), flags)

    def breaks(self, id, comment, domain, held=HELD, is_beyond=False):
        """`is_beyond`: one beyond the edge of the case before; so is all that departs from another held list."""
        twin = self.kept if is_beyond or held is not HELD else "tie-honest"
        self.group.fails(f"tie-{self.number}-{id}", comment, f"TIE-{self.number}", tied(domain, self.refusal, held),
                         twin, "tie-unchecked")


def group():
    group = Group("tie", "What ties a trust list to the one held, each tie at its edge and one beyond.", FLAGS)
    group.share("wold", HELD.bundle)
    group.accepts("tie-honest", "The next list, a day later, with the same issuers, keys and rules.",
                  " ".join(f"TIE-{n}" for n in range(1, 9)), tied(PLAIN))
    dates(Tie(group, 1, "tie-dates"))
    next_key(Tie(group, 2, "tie-next-key"))
    entered(Tie(group, 3, "tie-key-entered"))
    changed(Tie(group, 4, "tie-key-changed"))
    widened(Tie(group, 5, "tie-widened"))
    status(Tie(group, 6, "tie-status"))
    left(Tie(group, 7, "tie-key-left"))
    rules(Tie(group, 8, "tie-rule"))
    rules_in_force(Tie(group, 8, "tie-rule"))
    orders(group)
    sequences(group)
    across_records(group)
    return group


def dates(tie):
    old = HELD.trust_list
    tie.keeps("issued-at-equal", "Issued at is that of the held list.", renewed(HELD, issued_at=old.issued_at))
    tie.breaks("issued-at-less", "Issued at is a second below that of the held list.",
               renewed(HELD, issued_at=old.issued_at - 1), is_beyond=True)
    tie.keeps("expires-at-equal", "Expires at is that of the held list.", renewed(HELD, expires_at=old.expires_at))
    tie.breaks("expires-at-less", "Expires at is a second below that of the held list.",
               renewed(HELD, expires_at=old.expires_at - 1), is_beyond=True)
    tie.keeps("refresh-after-less", "Refresh after is below that of the held list: that is no tie.",
              renewed(HELD, refresh_after=ISSUED))
    tie.breaks("both-less", "Issued at and expires at are a day below those of the held list.", renewed(HELD, -1))


def next_key(tie):
    tie.keeps("equal", "Next key number is that of the held list.", renewed(HELD, next_key_number=NEXT))
    tie.breaks("less", "Next key number is one below that of the held list; no key is there that was not.",
               renewed(HELD, next_key_number=NEXT - 1), is_beyond=True)
    tie.keeps("greatest", "Next key number is 2^24.", renewed(HELD, next_key_number=2**24))


def with_issuers(*issuers, **changes):
    return renewed(HELD, issuers=issuers, **changes)


def entered(tie):
    for number in (NEXT + 5, NEXT):
        tie.keeps(f"key-{number}", f"Key {number} is new; the held list's next key number is {NEXT}.",
                  with_issuers(replace(OFFICE, keys=(*OFFICE.keys, key(number))), HALL, next_key_number=number + 1))
    for number in (NEXT - 1, LEFT, 0):
        keys = tuple(sorted((*OFFICE.keys, key(number)), key=lambda k: k.number))
        tie.breaks(f"key-{number}", f"Key {number} is new; the held list's next key number is {NEXT}.",
                   with_issuers(replace(OFFICE, keys=keys), HALL, next_key_number=NEXT + 1), is_beyond=True)
    tie.keeps("compromised-key", "A new key is compromised from the first.",
              with_issuers(replace(OFFICE, keys=(*OFFICE.keys, key(NEXT, COMPROMISED))), HALL,
                           next_key_number=NEXT + 1))
    tie.keeps("new-issuer", "A new issuer with a new key.",
              with_issuers(OFFICE, HALL, Issuer(9, b"Wold School", (VACCINATION,), (key(NEXT),)),
                           next_key_number=NEXT + 1))
    tie.breaks("new-issuer-with-old-number", "A new issuer with a key of a number below the held list's next.",
               with_issuers(OFFICE, HALL, Issuer(9, b"Wold School", (VACCINATION,), (key(NEXT - 1),)),
                            next_key_number=NEXT + 1), is_beyond=True)


def changed(tie):
    one, *others = OFFICE.keys
    tie.keeps("name-changed", "The name of an issuer is another.",
              with_issuers(replace(OFFICE, name=b"Wold County Office"), HALL))
    tie.breaks("public-key", "Key 1 has another public key.", with_issuers(
        replace(OFFICE, keys=(key(1, public=Key("wold key 99").public), *others)), HALL))
    tie.breaks("public-keys-exchanged", "Keys 1 and 5 have each other's public key.", with_issuers(
        replace(OFFICE, keys=(key(1, public=others[-1].public), *others[:-1],
                              replace(others[-1], public=one.public))), HALL))
    tie.breaks("usage-to-status-lists", "Key 1 is for status lists now.",
               with_issuers(replace(OFFICE, keys=(key(1, STATUS_LISTS), *others)), HALL))
    tie.breaks("usage-to-passes", "Key 3, for status lists, is for passes now.", PLAIN.with_key(3, flags=PASSES))
    tie.breaks("issuer", "Key 1 is of the other issuer now.", with_issuers(
        replace(OFFICE, keys=tuple(others)), replace(HALL, keys=(one, *HALL.keys))))
    tie.breaks("issuer-id", "The last issuer has the id 5 in place of 4.", with_issuers(OFFICE, replace(HALL, id=5)))


def widened(tie):
    office = replace(OFFICE, profiles=(ACCESS,))
    tie.keeps("profile-less", "An issuer has one profile less.", with_issuers(office, HALL))
    for name, profiles, what in (("more", (ACCESS, VACCINATION, TEST), "has one profile more"),
                                 ("replaced", (ACCESS, VACCINATION), "has another profile in the place of one")):
        tie.breaks(f"profile-{name}", f"An issuer {what}.", with_issuers(replace(OFFICE, profiles=profiles), HALL))
    tie.breaks("profile-of-the-other", "An issuer has the profile of the other one too.", with_issuers(
        OFFICE, replace(HALL, profiles=(TEST, TICKET))))
    tie.keeps("no-profile", "An issuer has no profile any more.", with_issuers(replace(OFFICE, profiles=()), HALL))
    for number, until in ((1, KEYS_UNTIL), (3, KEYS_UNTIL), (5, EARLY)):
        tie.keeps(f"accept-until-of-{number}-less", f"Key {number} is accepted a second less.",
                  PLAIN.with_key(number, accept_until=until - 1))
        tie.breaks(f"accept-until-of-{number}-more", f"Key {number} is accepted a second more.",
                   PLAIN.with_key(number, accept_until=until + 1))
    tie.keeps("accept-until-0", "Key 1 is accepted until 0.", PLAIN.with_key(1, accept_until=0))
    tie.keeps("compromised", "Key 1 is compromised now.", PLAIN.with_key(1, flags=COMPROMISED))
    tie.breaks("good-again", "Key 2, which was compromised, is good.", PLAIN.with_key(2, flags=PASSES))
    tie.keeps("status-key-compromised", "Key 3, for status lists, is compromised now.",
              PLAIN.with_key(3, flags=STATUS_LISTS | COMPROMISED))
    stolen = HELD.with_key(3, flags=STATUS_LISTS | COMPROMISED)
    tie.keeps("status-key-stays-compromised", "Key 3, for status lists, stays compromised.",
              PLAIN.with_key(3, flags=STATUS_LISTS | COMPROMISED), stolen)
    tie.breaks("status-key-good-again", "Key 3, for status lists, which was compromised, is good.", PLAIN, stolen)


def status(tie):
    for name, generation, demand, what in (
        ("generation-more", 3, 5, "The status generation is one more"), ("demand-more", 2, 6,
                                                                         "The status demand is one more"),
        ("both-greatest", 255, 2**32 - 1, "Status generation and demand are the greatest"),
    ):
        tie.keeps(name, f"{what}.", PLAIN.with_issuer(1, status_generation=generation, status_demand=demand))
    for name, generation, demand, what in (
        ("generation-less", 1, 5, "The status generation is one less"), ("demand-less", 2, 4,
                                                                         "The status demand is one less"),
        ("both-less", 0, 0, "Status generation and demand are 0"),
        ("generation-more-and-demand-less", 3, 1, "The status generation is one more, and the status demand less"),
        ("generation-less-and-demand-more", 1, 6, "The status generation is one less, and the status demand more"),
    ):
        tie.breaks(name, f"{what}.", PLAIN.with_issuer(1, status_generation=generation, status_demand=demand))
    tie.keeps("of-another-begins", "The other issuer has a status demand now.", PLAIN.with_issuer(4, status_demand=1))


def without(domain, *numbers):
    def thinned(issuer):
        return replace(issuer, keys=tuple(key for key in issuer.keys if key.number not in numbers))

    return domain.with_list(issuers=tuple(map(thinned, domain.trust_list.issuers)))


def at(issued_at):
    """The next list, issued at this instant."""
    return PLAIN.with_list(issued_at=issued_at, refresh_after=issued_at)


def left(tie):
    tie.keeps("at-its-end", "Key 5 leaves with a list that is issued at its accept until.", without(at(EARLY), 5))
    tie.breaks("a-second-early", "Key 5 leaves with a list that is issued a second before its accept until.",
               without(at(EARLY - 1), 5), is_beyond=True)
    tie.keeps("later", "Key 5 leaves a second behind its accept until.", without(at(EARLY + 1), 5))
    for number, what in ((2, "compromised"), (3, "for status lists")):
        held = HELD.with_key(number, accept_until=EARLY)
        tie.keeps(f"key-{number}-at-its-end", f"Key {number}, which is {what}, leaves at its accept until.",
                  without(at(EARLY), number, 5), held)
        tie.breaks(f"key-{number}-a-second-early", f"Key {number}, which is {what}, leaves a second before its accept "
                                                   f"until.",
                   without(at(EARLY - 1), number), held)
    held = HELD.with_key(6, accept_until=EARLY).with_key(7, accept_until=EARLY)
    gone = without(at(EARLY), 5)
    tie.keeps("issuer-at-its-end", "An issuer leaves with its keys, at their accept until.",
              gone.with_list(issuers=gone.trust_list.issuers[:1]), held)
    early = at(EARLY - 1)
    tie.breaks("issuer-a-second-early", "An issuer leaves with its keys, a second before their accept until.",
               early.with_list(issuers=(OFFICE,)), held)
    tie.breaks("last-key-of-issuer-early", "An issuer stays, and its last key leaves early.", without(PLAIN, 7))
    bare = HELD.with_list(issuers=(*HELD.trust_list.issuers, Issuer(9, b"Wold School", (VACCINATION,), ())))
    tie.keeps("issuer-without-keys", "An issuer leaves that has no key.", PLAIN, bare)


def with_rules(domain, *rules_):
    octets = (r.octets if isinstance(r, Rule) else r for r in rules_)
    return domain.with_list(rules=tuple(sorted(octets)))


def rules(tie):
    """What counts as the same rule."""
    def next_with(*rules_):
        return with_rules(PLAIN, UNKNOWN, *rules_)

    tie.keeps("one-more", "There is one rule more.", next_with(RULE, replace(RULE, closes_after=10 * DAY)))
    tie.breaks("missing", "The rule is missing.", next_with())
    tie.breaks("unknown-kind-missing", "The rule of an unknown kind is missing.", with_rules(PLAIN, RULE))
    tie.breaks("unknown-kind-with-another-body", "The rule of an unknown kind has another body.",
               with_rules(PLAIN, RULE, rule(9, ACCESS, 0, ALWAYS, b"\x01\x03")))
    tie.breaks("of-another-kind", "The rule of an unknown kind is of another unknown kind.",
               with_rules(PLAIN, RULE, rule(10, ACCESS, 0, ALWAYS, b"\x01\x02")))
    for name, changes, what in (
        ("closes-later", {"closes_after": RULE.closes_after + 1}, "closes a second later"),
        ("closes-earlier", {"closes_after": RULE.closes_after - 1}, "closes a second earlier: stricter, and yet "
                                                                    "another rule"),
        ("opens-later", {"opens_after": 1}, "opens a second later"),
        ("of-another-profile", {"profile": TEST}, "is of another profile"),
        ("of-another-anchor", {"anchor": VALID_FROM}, "is counted from another instant"),
        ("with-a-condition", {"condition": (0x11, 3)}, "has a condition now"),
    ):
        tie.breaks(name, f"The rule {what}.", next_with(replace(RULE, **changes)))
    tie.keeps("stricter-beside", "A stricter rule stands beside it.",
              next_with(RULE, replace(RULE, closes_after=RULE.closes_after - 1)))
    dated = replace(RULE, anchor=0x50, offset=100, condition=(0x11, 3))
    held = with_rules(HELD, dated)
    tie.keeps("dated-the-same", "A rule of a date with a condition stays.", with_rules(PLAIN, dated), held)
    tie.breaks("of-another-offset", "Its UTC offset is another.", with_rules(PLAIN, replace(dated, offset=99)), held)
    tie.breaks("of-another-condition-limit", "The limit of its condition is another.",
               with_rules(PLAIN, replace(dated, condition=(0x11, 4))), held)
    tie.breaks("without-its-condition", "Its condition is missing.", with_rules(PLAIN, replace(dated, condition=None)),
               held)


def rules_in_force(tie):
    """The time over which a rule has to stay: [issued at of the next list, expires at of the held one)."""
    def held(since=0, until=ALWAYS):
        return with_rules(HELD, replace(RULE, in_force_from=since, in_force_until=until))

    def then(*spans):
        return with_rules(PLAIN, *(replace(RULE, in_force_from=a, in_force_until=b) for a, b in spans))

    none = then()
    tie.keeps("ends-at-issue", "The rule is in force until the next list's issued at, and goes.", none,
              held(until=ISSUED))
    tie.breaks("ends-a-second-behind-issue", "The rule is in force for one second of the next list, and goes.", none,
               held(until=ISSUED + 1))
    tie.keeps("begins-at-expiry", "The rule comes into force at the held list's expires at, and goes.", none,
              held(since=EXPIRES))
    tie.breaks("begins-a-second-before-expiry", "The rule comes into force in the held list's last second, and goes.",
               none, held(since=EXPIRES - 1))
    tie.keeps("from-issue", "The rule is in force from the next list's issued at.", then((ISSUED, ALWAYS)), held())
    tie.breaks("from-a-second-behind-issue", "The rule is in force from a second behind the next list's issued at.",
               then((ISSUED + 1, ALWAYS)), held())
    tie.keeps("until-expiry", "The rule is in force until the held list's expires at: a relaxation that was "
                              "announced.", then((0, EXPIRES)), held())
    tie.breaks("until-a-second-before-expiry", "The rule is in force until a second before the held list's expires "
                                               "at.", then((0, EXPIRES - 1)), held())
    tie.keeps("exactly-the-overlap", "The rule is in force exactly where both lists count.", then((ISSUED, EXPIRES)),
              held())
    inside = (ISSUED + DAY, EXPIRES - DAY)
    tie.keeps("inner-span-kept", "The rule is in force for a part of the time, and stays so.", then(inside),
              held(*inside))
    tie.keeps("inner-span-longer", "It is in force for longer.", then((inside[0] - 1, inside[1] + 1)), held(*inside))
    tie.breaks("inner-span-begins-later", "It comes into force a second later.", then((inside[0] + 1, inside[1])),
               held(*inside))
    tie.breaks("inner-span-ends-earlier", "It ends a second earlier.", then((inside[0], inside[1] - 1)), held(*inside))
    middle = ISSUED + 7 * DAY
    tie.keeps("whole-and-half", "Two rules of the same body, one of which is in force over all of it.",
              then((0, middle), (0, ALWAYS)), held())
    tie.breaks("two-halves", "Two rules of the same body cover the time together, and neither alone.",
               then((0, middle), (middle, ALWAYS)), held())
    tie.breaks("two-halves-that-overlap", "Two rules of the same body cover the time together, with a day in common.",
               then((0, middle + DAY), (middle, ALWAYS)), held())
    halves = with_rules(HELD, *(replace(RULE, in_force_from=a, in_force_until=b) for a,
                                b in ((0, middle), (middle, ALWAYS))))
    tie.keeps("two-become-one", "Two rules of the same body become one that is in force over all of it.",
              then((0, ALWAYS)), halves)
    tie.breaks("second-of-two-goes", "Of two rules of the same body the later one goes.", then((0, middle)), halves)
    later = PLAIN.with_list(issued_at=EXPIRES, refresh_after=EXPIRES, expires_at=EXPIRES + 28 * DAY, rules=())
    tie.keeps("issued-at-expiry-of-the-held", "The next list is issued when the held one expires: its rules are free.",
              later, held())
    before = later.with_list(issued_at=EXPIRES - 1, refresh_after=EXPIRES)
    tie.breaks("issued-a-second-before-expiry-of-the-held", "The next list is issued a second before the held one "
                                                            "expires.",
               before, held())


def orders(group):
    """Two ties are broken: the one that stands first in the table decides."""
    dated = {"issued_at": LIST_FROM - 1, "refresh_after": LIST_FROM}
    lower_with_new = with_issuers(replace(OFFICE,
                                          keys=tuple(sorted((*OFFICE.keys, key(LEFT)), key=lambda k: k.number))), HALL,
                                  next_key_number=NEXT - 1)
    new_and_changed = with_issuers(replace(OFFICE, keys=(key(0), key(1, public=Key("wold key 99").public),
                                                         *OFFICE.keys[1:])), HALL)
    changed_and_wider = with_issuers(replace(OFFICE, profiles=(ACCESS, VACCINATION, TEST), keys=(
        key(1, public=Key("wold key 99").public), *OFFICE.keys[1:])), HALL)
    wider_and_status = with_issuers(replace(OFFICE, profiles=(ACCESS, VACCINATION, TEST), status_demand=1), HALL)
    status_and_left = without(PLAIN.with_issuer(1, status_demand=1), 7)
    left_and_rule = without(with_rules(PLAIN, RULE), 7)
    first_and_last = with_rules(PLAIN.with_list(**dated), RULE)
    in_second_issuer = with_issuers(replace(OFFICE, profiles=(ACCESS, VACCINATION, TEST)), replace(HALL, keys=(
        key(6, public=Key("wold key 99").public), HALL.keys[1])))
    for first, second, refusal, domain, what in (
        (1, 2, "tie-dates", PLAIN.with_list(next_key_number=NEXT - 1, **dated),
         "issued early, and the next key number is lower"),
        (2, 3, "tie-next-key", lower_with_new, "the next key number is lower, and a key of an old number is new"),
        (3, 4, "tie-key-entered", new_and_changed, "a key of an old number is new, and another's public key changed"),
        (4, 5, "tie-key-changed", changed_and_wider, "a public key changed, and the issuer has a profile more"),
        (5, 6, "tie-widened", wider_and_status, "an issuer has a profile more, and a lower status demand"),
        (6, 7, "tie-status", status_and_left, "a status demand is lower, and a key left early"),
        (7, 8, "tie-key-left", left_and_rule, "a key left early, and a rule is missing"),
        (1, 8, "tie-dates", first_and_last, "issued early, and a rule is missing"),
        (4, 5, "tie-key-changed", in_second_issuer, "the first issuer has a profile more, and a key of the second "
                                                    "changed"),
    ):
        id = f"tie-{first}-before-{second}" + ("-of-an-earlier-issuer" if domain is in_second_issuer else "")
        group.fails(id, f"Ties {first} and {second} are broken: {what}.", f"TIE-{first} LOAD-17",
                    tied(domain, refusal), "tie-honest", "tie-order")


def sequences(group):
    """Ties add up over lists that a door skips."""
    relaxed = with_rules(renewed(HELD, 1), UNKNOWN, replace(RULE, in_force_until=EXPIRES))
    free = with_rules(renewed(HELD, 28, number=3, issuers=without(PLAIN, 5).trust_list.issuers), UNKNOWN)
    history = History.of(HELD).loads(HELD.bundle)
    group.accepts("tie-relaxation-step-by-step", "A rule is announced to end when the first list expires, and is gone "
                                                 "in a list of that day.",
                  "TIE-8", list(history.loads(relaxed.bundle).loads(free.bundle).steps), "tie-too-strict")
    group.accepts("tie-relaxation-with-a-list-skipped", "The same, at a door that did not load the list between.",
                  "TIE-8", list(history.loads(free.bundle).steps), "tie-too-strict")
    group.accepts("tie-relaxation-then-the-next", "The next list is loaded behind the last one.", "TIE-8",
                  list(history.loads(free.bundle).loads(renewed(free).bundle).steps), "tie-too-strict")
    group.fails("tie-relaxation-then-the-skipped-one", "The list between is loaded behind the last one.", "LOAD-12",
                list(history.loads(free.bundle).refuses(relaxed.bundle, "rollback").steps),
                "tie-relaxation-then-the-next", "rollback-taken")
    early = with_rules(renewed(HELD, 2, number=3), UNKNOWN)
    group.fails("tie-relaxation-too-early", "The rule is gone before the first list expires.", "TIE-8",
                list(history.loads(relaxed.bundle).refuses(early.bundle, "tie-rule").steps),
                "tie-relaxation-step-by-step", "tie-unchecked")
    group.fails("tie-relaxation-too-early-with-a-list-skipped", "The same, at a door that did not load the list "
                                                                "between.", "TIE-8",
                list(history.refuses(early.bundle, "tie-rule").steps), "tie-relaxation-with-a-list-skipped",
                "tie-unchecked")
    grown = with_issuers(replace(OFFICE, keys=(*OFFICE.keys, key(NEXT))), HALL, next_key_number=NEXT + 1)
    grown_again = grown.with_list(number=3)
    steps = history.loads(grown.bundle)
    group.accepts("tie-new-key-stays", "A new key, and a list that keeps it.", "TIE-3",
                  list(steps.loads(grown_again.bundle).steps), "tie-too-strict")
    group.accepts("tie-new-key-with-a-list-skipped", "The same, at a door that did not load the list between.", "TIE-3",
                  list(history.loads(grown_again.bundle).steps), "tie-too-strict")
    group.fails("tie-new-key-left", "A new key leaves with the list behind the one that brought it.", "TIE-7",
                list(steps.refuses(PLAIN.with_list(number=3, next_key_number=NEXT + 1).bundle, "tie-key-left").steps),
                "tie-new-key-stays", "tie-unchecked")
    group.accepts("tie-new-key-that-was-skipped", "The list that brought the key was skipped, so that only one without "
                                                  "it is ever seen.", "TIE-7",
                  list(history.loads(PLAIN.with_list(number=3, next_key_number=NEXT + 1).bundle).steps),
                  "tie-too-strict")
    narrowed = PLAIN.with_key(1, accept_until=ISSUED)
    gone = without(narrowed, 1).with_list(number=3)
    group.accepts("tie-key-narrowed-and-gone", "A key's accept until is made earlier, and the next list lacks it: a "
                                               "door that holds the narrowed one "
                  "finds tie 7 kept.", "TIE-7", list(history.loads(narrowed.bundle).loads(gone.bundle).steps),
                  "tie-too-strict")
    group.fails("tie-key-narrowed-and-gone-with-a-list-skipped", "A door that holds the first list finds it broken.",
                "TIE-7",
                list(history.refuses(gone.bundle, "tie-key-left").steps), "tie-key-narrowed-and-gone", "tie-unchecked")
    cold = History.of(HELD).loads(bundle(HELD.signed_record))
    group.accepts("tie-none-without-a-list", "A state that holds no list takes any first one.", "TIE-1",
                  list(cold.loads(bundle(gone.signed_list), gone.bundle).steps), "tie-too-strict")
    group.accepts("tie-next-behind-refused", "A list that breaks a tie is refused, and one of the same number that "
                                             "keeps them is taken.", "LOAD-4",
                  list(history.refuses(renewed(HELD, -1).bundle, "tie-dates").loads(PLAIN.bundle).steps),
                  "partial-load")


def across_records(group):
    """The first list under a new record undoes whatever a thief of list keys signed."""
    second = successor(HELD)
    for number, what, domain in (
        (1, "is dated before the held one", second.with_list(issued_at=LIST_FROM - DAY, expires_at=LIST_UNTIL - DAY)),
        (2, "has a lower next key number", second.with_list(next_key_number=NEXT - 1)),
        (3, "has a new key of an old number",
         second.with_list(issuers=(replace(OFFICE, keys=(key(0), *OFFICE.keys)), HALL))),
        (4, "has another public key under a number", second.with_key(1, public=Key("wold key 99").public)),
        (5, "has a compromised key as good, and a profile more",
         second.with_key(2, flags=PASSES).with_issuer(1, profiles=(ACCESS, VACCINATION, TEST))),
        (6, "has status generation and demand 0", second.with_issuer(1, status_generation=0, status_demand=0)),
        (7, "lacks a key that is still accepted", without(second, 7)),
        (8, "has no rule", second.with_list(rules=())),
    ):
        brings = bundle(domain.signed_record, domain.signed_list)
        group.accepts(
            f"tie-{number}-broken-under-a-new-record", f"The first list under the second record {what}.",
                      f"TIE-14 TIE-{number}",
            list(History.of(HELD).loads(HELD.bundle).loads(brings, bundle(HELD.signed_record, domain.signed_record,
                                                                          domain.signed_list)).steps),
            "tie-across-records",
        )
    behind = bundle(HELD.signed_record, second.signed_record, second.signed_list)
    third = renewed(second, -1)
    state = History.of(HELD).loads(HELD.bundle).loads(behind)
    group.accepts("tie-kept-under-the-second-record", "The second list under the second record keeps the ties.",
                  "TIE-1 TIE-14",
                  list(state.loads(bundle(renewed(second).signed_list), bundle(HELD.signed_record,
                                                                               second.signed_record,
                                                                               renewed(second).signed_list)).steps),
                  "tie-too-strict")
    group.fails("tie-under-the-second-record", "The second list under the second record is dated before the first one "
                                               "under it.", "TIE-1 TIE-14",
                list(History.of(HELD).loads(HELD.bundle).loads(behind).refuses(bundle(third.signed_list),
                                                                               "tie-dates").steps),
                "tie-kept-under-the-second-record", "tie-unchecked")
