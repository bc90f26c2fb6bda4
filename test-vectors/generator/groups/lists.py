"""`list`: the form of a trust list, its issuers, keys and rules, and who has to sign it."""
from dataclasses import replace

from ..cases import Group
from ..domain import ACCESS, DAY, LIST_FROM, LIST_UNTIL, RECORD_FROM, Domain
from ..history import History
from ..keys import Key, drawn
from ..objects.bundles import bundle
from ..objects.lists import COMPROMISED, PASSES, STATUS_LISTS, Issuer, ListedKey, TrustList
from ..objects.records import Record, signatures
from ..objects.rules import ALWAYS, ISSUED_AT, Rule, rule
from ..octets import changed, u8, u16

FLAGS = {
    "list-order": (
        "Issuers, profiles, keys or rules out of order, or twice, are taken.",
        "A list has many spellings, or an entry hides behind another of the same number.",
    ),
    "demand-missing": (
        "A list may raise a status generation, or name a status key stolen, and demand no status list.",
        "After a theft doors accept revoked passes, since they dropped the thief's list and wait for no other.",
    ),
    "rule-form": (
        "A rule that is not as its table says is taken, or one of an unknown kind refused.",
        "Doors read one rule in two ways, or a new kind of rule locks old doors out of every list.",
    ),
    "list-name": (
        "The name of an issuer is not checked as text, or honest names are refused.",
        "An issuer's name looks like another's on the screen.",
    ),
}
LATEST = 2**40 - 1
LIFETIME = 400 * DAY
RECORD = Record(
    1, drawn("mill nonce"), RECORD_FROM, LATEST, tuple(Key(f"mill root {i}").public for i in range(2)), 2,
    tuple(Key(f"mill list {i}").public for i in range(3)), 2,
)
SIGNED_RECORD = RECORD.signed_by([(i, Key(f"mill root {i}")) for i in range(2)])
HELD = bundle(SIGNED_RECORD)


def listed(number, flags=PASSES, accept_until=LIST_UNTIL, public=None):
    return ListedKey(number, public or Key(f"mill key {number}").public, accept_until, flags)


OFFICE = Issuer(1, b"Millbrook Office", (1, 2, 3), (listed(1), listed(3, STATUS_LISTS)))
SCHOOL = Issuer(7, b"Millbrook School", (4,), (listed(2), listed(4)))
RULES = tuple(sorted((Rule(ACCESS, ISSUED_AT, 0, 365 * DAY).octets, rule(9, ACCESS, 0, 1, b""))))
PLAIN = TrustList(RECORD.digest, 1, 1, 8, LIST_FROM, LIST_FROM + 7 * DAY, LIST_UNTIL, (OFFICE, SCHOOL), RULES)


def signers(*indices):
    return [(index, Key(f"mill list {index}")) for index in indices]


def loading(octets, refusal=None):
    """The list alone, in a bundle, loaded into a state that holds its record."""
    held = History.of(Domain("mill", RECORD, PLAIN)).loads(HELD)
    whole = bundle(octets)
    return list((held.refuses(whole, refusal) if refusal else held.loads(whole, bundle(SIGNED_RECORD, octets))).steps)


def of_list(trust_list, refusal=None, by=(0, 1)):
    return loading(trust_list.signed_by(signers(*by)), refusal)


def of_body(body, refusal="malformed", by=(0, 1)):
    return loading(body + signatures("list", RECORD.digest, body, signers(*by)), refusal)


class Writing:
    """What the parts of the group share: its cases, made from changes of the plain list."""

    def __init__(self, group, honest):
        self.group = group
        self.honest = honest

    def good(self, id, comment, requirements="TRUST-9", flags="trust-field-range", needs="", **changes):
        return self.group.accepts(f"list-{id}", comment, requirements, of_list(replace(PLAIN, **changes)), flags, needs)

    def bad(self, id, comment, requirements="TRUST-9", flags="trust-field-range", twin=None, **changes):
        self.group.fails(f"list-{id}", comment, requirements, of_list(replace(PLAIN, **changes), "malformed"),
                         twin or self.honest, flags)


def group():
    group = Group("list", "The form of a trust list, its issuers, keys and rules, and who has to sign it.", FLAGS)
    group.share("mill", HELD)
    honest = group.accepts(
        "list-honest", "A list of two issuers with two keys each and two rules, signed by two of three list keys.",
        "TRUST-9 TRUST-10 TRUST-11 TRUST-12 RULE-1 RULE-2 BASE-1 BASE-2 BASE-7 SEC-3", of_list(PLAIN),
    )
    writing = Writing(group, honest)
    numbers(writing)
    times(writing)
    issuers(writing)
    names(writing)
    profiles(writing)
    statuses(writing)
    keys(writing)
    rules(writing)
    windows(writing)
    counts(writing)
    cuts(writing)
    who_signs(writing)
    return group


def numbers(writing):
    writing.bad("authority-number-0", "Its authority number is 0.", authority_number=0)
    for number in (2, 2**32 - 1):
        writing.good(f"number-{number}", f"List number {number}, in a state without a list.", number=number)
    writing.bad("number-0", "Its list number is 0.", number=0)
    for number in (5, 8, 2**24):
        writing.good(f"next-key-number-{number}", f"Its next key number is {number}; its greatest key number is 4.",
                     next_key_number=number)
    for number in (4, 3, 0):
        writing.bad(f"next-key-number-{number}", f"Its next key number is {number}; its greatest key number is 4.",
                    next_key_number=number)
    for number in (2**24 + 1, 2**32 - 1):
        writing.bad(f"next-key-number-{number}", f"Its next key number is {number}, and key numbers have three bytes.",
                    twin="list-next-key-number-16777216", next_key_number=number)
    top = replace(SCHOOL, keys=(listed(2), listed(2**24 - 1)))
    writing.good("key-number-greatest", "Its greatest key number is 2^24 - 1, and its next key number 2^24.",
                 issuers=(OFFICE, top), next_key_number=2**24)
    writing.bad("key-number-greatest-is-next", "Its greatest key number and its next key number are 2^24 - 1.",
                twin="list-key-number-greatest", issuers=(OFFICE, top), next_key_number=2**24 - 1)
    zero = replace(OFFICE, keys=(listed(0), listed(3, STATUS_LISTS)))
    writing.good("key-number-0", "A key with number 0.", issuers=(zero, SCHOOL))
    writing.good("no-key-ever-allotted", "Its next key number is 0, and it has no issuer.", next_key_number=0,
                 issuers=())


def times(writing):
    start = LIST_FROM
    for name, refresh, end in (
        ("refresh-at-issue", start, LIST_UNTIL), ("refresh-at-end", LIST_UNTIL, LIST_UNTIL),
                               ("one-second", start, start + 1),
        ("400-days", start, start + LIFETIME),
    ):
        writing.good(f"times-{name}", f"Issued at t, refresh after t + {refresh - start}, expires at t + "
                                      f"{end - start}.",
                     refresh_after=refresh, expires_at=end)
    writing.bad("times-refresh-before-issue", "Refresh after is a second before issued at.",
                twin="list-times-refresh-at-issue", refresh_after=start - 1)
    writing.bad("times-refresh-behind-end", "Refresh after is a second behind expires at.",
                twin="list-times-refresh-at-end", refresh_after=LIST_UNTIL + 1)
    writing.bad("times-no-second", "Issued at, refresh after and expires at are the same.",
                twin="list-times-one-second", refresh_after=start, expires_at=start)
    writing.bad("times-turned-round", "Expires at is a second before issued at.", twin="list-times-one-second",
                refresh_after=start, expires_at=start - 1)
    writing.bad("times-400-days-and-a-second", "Expires at is 400 days and a second above issued at.",
                twin="list-times-400-days", refresh_after=start, expires_at=start + LIFETIME + 1)
    writing.bad("times-2-32-seconds", "Expires at is 2^32 s above issued at: a second, where the difference is cut to "
                                      "32 bits.",
                flags="trust-field-range narrow-times", twin="list-times-one-second", refresh_after=start,
                expires_at=start + 2**32)
    for name, first, last in (("least", 0, 1), ("greatest", LATEST - 1, LATEST), ("above-u32", 2**32 - 1, 2**32 + 1)):
        writing.good(f"times-{name}", f"Issued at {first}, expires at {last}.", "TRUST-9 BASE-4",
                     "trust-field-range narrow-times", issued_at=first, refresh_after=last, expires_at=last)


def issuers(writing):
    writing.good("no-issuers", "It has no issuer.", issuers=())
    for first, second in ((0, 1), (0, 65_535), (65_534, 65_535), (255, 256)):
        writing.good(f"issuer-ids-{first}-and-{second}", f"The issuers' ids are {first} and {second}.",
                     flags="list-order byte-order", issuers=(replace(OFFICE, id=first), replace(SCHOOL, id=second)))
    for first, second, twin in ((1, 1, None), (2, 1, None), (65_535, 0, "list-issuer-ids-0-and-65535"),
                                (256, 255, "list-issuer-ids-255-and-256")):
        writing.bad(f"issuer-ids-{first}-and-{second}", f"The issuers' ids are {first} and {second}.",
                    flags="list-order", twin=twin, issuers=(replace(OFFICE, id=first), replace(SCHOOL, id=second)))
    writing.good("issuer-without-keys", "The first issuer has no key.", issuers=(replace(OFFICE, keys=()), SCHOOL))
    writing.good("issuer-names-equal", "Both issuers have the same name: a verifier compares no texts.",
                 flags="list-name", issuers=(OFFICE, replace(SCHOOL, name=OFFICE.name)))


GOOD_NAMES = (
    ("1-byte", b"M", "a single byte"),
    ("128-bytes", b"M" * 128, "128 bytes"),
    ("128-bytes-of-2", "Ж".encode() * 64, "64 letters of two bytes"),
    ("128-bytes-of-4", "\U0001F33E".encode() * 32, "32 signs of four bytes"),
    ("korean", "한빛시 보건소".encode(), "Korean"),
    ("decomposed", "Bu\u0308rgeramt".encode(), "not in Normalization Form C: that is not checked"),
    ("joiner", "کتاب\u200cخانه".encode(), "Persian with a zero width non-joiner"),
    ("space", b" ", "a space alone"),
)
BAD_NAMES = (
    ("control", b"Mill\x00brook", "a zero byte", "1-byte"),
    ("line-feed", b"Mill\nbrook", "a line feed", "1-byte"),
    ("c1-control", "Mill\u0085".encode(), "U+0085", "1-byte"),
    ("zero-width-space", "Mill\u200bbrook".encode(), "a zero width space", "joiner"),
    ("right-to-left-override", "Mill\u202ebrook".encode(), "U+202E", "joiner"),
    ("line-separator", "Mill\u2028".encode(), "U+2028", "joiner"),
    ("byte-order-mark", "\ufeffMill".encode(), "U+FEFF", "korean"),
    ("noncharacter", "Mill\uffff".encode(), "U+FFFF", "korean"),
    ("tag", "Mill\U000E0041".encode(), "U+E0041", "128-bytes-of-4"),
    ("two-bytes-for-a", b"Mill\xc1\x81", "the letter A in two bytes", "1-byte"),
    ("surrogate", b"Mill\xed\xa0\x80", "a surrogate", "korean"),
    ("above-10ffff", b"Mill\xf4\x90\x80\x80", "a value above U+10FFFF", "128-bytes-of-4"),
    ("cut-in-a-letter", "Mill한".encode()[:-1], "a letter without its last byte", "korean"),
    ("latin-1", b"B\xfcrgeramt", "Latin-1 in place of UTF-8", "decomposed"),
)


def names(writing):
    def named(name):
        return (replace(OFFICE, name=name), SCHOOL)

    for id, name, what in GOOD_NAMES:
        writing.good(f"name-{id}", f"The first issuer's name is {what}.", "TRUST-9 BASE-7", "list-name",
                     issuers=named(name))
    for id, name, what, twin in BAD_NAMES:
        writing.bad(f"name-with-{id}", f"The first issuer's name holds {what}.", "TRUST-9 BASE-7", "list-name",
                    f"list-name-{twin}", issuers=named(name))
    writing.bad("name-empty", "The first issuer's name has no byte.", "TRUST-9 BASE-7", "list-name",
                "list-name-1-byte", issuers=named(b""))
    for size in (129, 255):
        writing.bad(f"name-{size}-bytes", f"The first issuer's name has {size} bytes.", "TRUST-9 BASE-7", "list-name",
                    "list-name-128-bytes", issuers=named(b"M" * size))
    last = (OFFICE, replace(SCHOOL, name=b"Mill\x7f"))
    writing.bad("name-of-last-issuer", "The last issuer's name holds U+007F.", "TRUST-9 BASE-7", "list-name",
                issuers=last)


def profiles(writing):
    def having(*numbers):
        return (replace(OFFICE, profiles=numbers), SCHOOL)

    for name, numbers_, what in (
        ("none", (), "no profile"), ("0", (0,), "profile 0, which is not assigned"),
                                 ("65535", (65_535,), "profile 65,535"),
        ("0-and-65535", (0, 65_535), "profiles 0 and 65,535"), ("255-and-256", (255, 256), "profiles 255 and 256"),
        ("255-of-them", tuple(range(1, 256)), "255 profiles"),
    ):
        writing.good(f"profiles-{name}", f"The first issuer has {what}.", flags="list-order trust-field-range",
                     issuers=having(*numbers_))
    for name, numbers_, twin in (("1-and-1", (1, 1), None), ("2-and-1", (2, 1), None),
                                 ("256-and-255", (256, 255), "255-and-256"),
                                 ("1-2-and-1", (1, 2, 1), None)):
        writing.bad(f"profiles-{name}", f"The first issuer's profiles are {name.replace('-', ', ')}, in this order.",
                    flags="list-order", twin=twin and f"list-profiles-{twin}", issuers=having(*numbers_))


def statuses(writing):
    def with_status(generation, demand, office=OFFICE):
        return (replace(office, status_generation=generation, status_demand=demand), SCHOOL)

    for generation, demand in ((0, 1), (0, 2**32 - 1), (1, 1), (255, 1), (255, 2**32 - 1)):
        writing.good(f"generation-{generation}-demand-{demand}", f"Status generation {generation}, status demand "
                                                                 f"{demand}.",
                     "TRUST-9 TRUST-11", "demand-missing trust-field-range", issuers=with_status(generation, demand))
    for generation in (1, 255):
        writing.bad(f"generation-{generation}-demand-0", f"Status generation {generation}, and no status demand.",
                    "TRUST-11",
                    "demand-missing", f"list-generation-{generation}-demand-1", issuers=with_status(generation, 0))
    stolen_status = replace(OFFICE, keys=(listed(1), listed(3, STATUS_LISTS | COMPROMISED)))
    stolen_pass = replace(OFFICE, keys=(listed(1, COMPROMISED), listed(3, STATUS_LISTS)))
    good = writing.good("stolen-status-key-demand-1", "A compromised status key, and a status demand.", "TRUST-11",
                        "demand-missing", issuers=with_status(0, 1, stolen_status))
    writing.bad("stolen-status-key-demand-0", "A compromised status key, and no status demand.", "TRUST-11",
                "demand-missing", good, issuers=with_status(0, 0, stolen_status))
    writing.good("stolen-pass-key-demand-0", "A compromised key for passes, and no status demand.", "TRUST-11",
                 "demand-missing", issuers=with_status(0, 0, stolen_pass))
    other = (OFFICE, replace(SCHOOL, keys=(listed(2), listed(4, STATUS_LISTS | COMPROMISED))))
    writing.bad("stolen-status-key-demand-of-another", "The last issuer's status key is compromised, and the demand is "
                                                       "the first's.",
                "TRUST-11", "demand-missing", good, issuers=(replace(other[0], status_demand=1), other[1]))


def keys(writing):
    first, second = OFFICE.keys
    school = SCHOOL.keys

    def of_office(*keys_):
        return (replace(OFFICE, keys=keys_), SCHOOL)

    writing.good("key-numbers-across-issuers", "Key numbers ascend in each issuer, not over all of them.", "TRUST-9",
                 "list-order", issuers=(replace(OFFICE, keys=(listed(5), listed(6))), SCHOOL))
    writing.bad("key-numbers-descending", "The first issuer's keys are 3 and 1, in this order.", flags="list-order",
                issuers=of_office(second, first))
    twice = listed(1, public=Key("mill key 9").public)
    writing.bad("key-number-twice", "Key number 1 stands in the first issuer twice, with two public keys.",
                "TRUST-9 TRUST-10", "list-order key-twice", issuers=of_office(first, twice))
    writing.bad("key-number-in-two-issuers", "Key number 1 stands in both issuers, with two public keys.", "TRUST-10",
                "key-twice", issuers=(OFFICE, replace(SCHOOL, keys=(twice, *school))))
    writing.bad("public-key-twice", "One public key has numbers 1 and 3 of the first issuer.", "TRUST-10", "key-twice",
                issuers=of_office(first, listed(3, public=first.public)))
    writing.bad("public-key-twice-with-two-usages", "One public key is for passes and for status lists.", "TRUST-10",
                "key-twice", issuers=of_office(first, listed(3, STATUS_LISTS, public=first.public)))
    writing.bad("public-key-good-and-compromised", "One public key is good as number 1 and compromised as number 3.",
                "TRUST-10", "key-twice", issuers=of_office(first, listed(3, COMPROMISED, public=first.public)))
    writing.bad("public-key-in-two-issuers", "The last issuer's last key is the first issuer's first.", "TRUST-10",
                "key-twice", issuers=(OFFICE, replace(SCHOOL, keys=(school[0], listed(4, public=first.public)))))
    writing.good("public-key-of-authority", "A pass key is also a list key of the record: a list is looked at alone.",
                 "TRUST-10", "key-twice", issuers=of_office(listed(1, public=RECORD.list_keys[2]), second))
    writing.bad("key-of-another-issuer-reaches-next", "The last issuer's key number is the next key number.", "TRUST-9",
                issuers=(OFFICE, replace(SCHOOL, keys=(listed(2), listed(8)))))
    for bit in range(2, 8):
        writing.bad(f"key-flag-bit-{bit}", f"Bit {bit} of a key's flags is set.",
                    issuers=of_office(listed(1, 1 << bit), second))
    for flags in (PASSES, STATUS_LISTS, COMPROMISED, STATUS_LISTS | COMPROMISED):
        office = replace(OFFICE, keys=(listed(1, flags), second), status_demand=1)
        writing.good(f"key-flags-{flags}", f"A key with the flags {flags}, of an issuer with a status demand.",
                     issuers=(office, SCHOOL))
    for until in (0, 1, 2**32, LATEST):
        writing.good(f"accept-until-{until}", f"A key with accept until {until}.",
                     flags="trust-field-range narrow-times", issuers=of_office(listed(1, accept_until=until), second))


def rules(writing):
    small, window = rule(9, ACCESS, 0, 1, b""), Rule(ACCESS, ISSUED_AT, 0, 365 * DAY).octets

    def with_rules(*rules_):
        return {"rules": rules_}

    flags = "rule-form"
    writing.good("no-rules", "It has no rule.", "TRUST-9", flags, rules=())
    for kind in (0, 2, 255):
        writing.good(f"rule-kind-{kind}", f"A rule of kind {kind}, which nobody knows, without a body.",
                     "RULE-2 RULE-1", flags, **with_rules(rule(kind, ACCESS, 0, 1, b"")))
    for size in (1, 10, 14, 242):
        writing.good(f"rule-of-unknown-kind-{13 + size}", f"A rule of an unknown kind with a body of {size} bytes, all "
                                                          f"0xff.",
                     "RULE-2 RULE-1", flags, **with_rules(rule(9, ACCESS, 0, 1, b"\xff" * size)))
    for size in (0, 1, 12):
        octets = u8(size) + small[1:1 + size]
        writing.bad(f"rule-length-{size}", f"A rule of an unknown kind with the length {size}.", "RULE-1 TRUST-9",
                    flags, "list-rule-kind-2", **with_rules(octets))
    for size in (13, 22, 24, 26, 28, 255):
        body = (window[14:] + bytes(255))[:size - 13]
        writing.bad(f"rule-of-kind-1-length-{size}", f"A rule of kind 1 with the length {size}.", "RULE-1", flags,
                    "list-rule-window", **with_rules(rule(1, ACCESS, 0, ALWAYS, body)))
    writing.good("rule-window", "A rule of kind 1 with the length 23.", "RULE-1", flags, **with_rules(window))
    writing.good("rule-with-condition", "A rule of kind 1 with the length 27.", "RULE-1", flags,
                 **with_rules(Rule(ACCESS, ISSUED_AT, 0, DAY, condition=(0x11, 3)).octets))
    for name, kind in (("unknown-kind", 9), ("kind-1", 1)):
        body = window[14:] if kind == 1 else b""
        for since, until in ((5, 5), (6, 5), (LATEST, LATEST), (2**32, 1)):
            writing.bad(f"rule-of-{name}-in-force-{since}-{until}", f"A rule in force from {since} until {until}.",
                        "RULE-1", flags,
                        f"list-rule-of-{name}-in-force-0-1", **with_rules(rule(kind, ACCESS, since, until, body)))
        for since, until in ((0, 1), (LATEST - 1, LATEST), (0, LATEST)):
            writing.good(f"rule-of-{name}-in-force-{since}-{until}", f"A rule in force from {since} until {until}.",
                         "RULE-1", flags, **with_rules(rule(kind, ACCESS, since, until, body)))
    for profile in (0, 5, 65_535):
        writing.good(f"rule-of-profile-{profile}", f"A rule of profile {profile}, which no issuer has.", "RULE-1",
                     flags, **with_rules(Rule(profile, ISSUED_AT, 0, DAY).octets))
    order(writing, small, window)


def order(writing, small, window):
    longer = Rule(ACCESS, ISSUED_AT, 0, DAY, condition=(0x11, 3)).octets
    writing.good("rules-by-length", "Three rules in the order of their length bytes.", flags="list-order",
                 rules=(small, window, longer))
    low, high = Rule(ACCESS, ISSUED_AT, 0, 255).octets, Rule(ACCESS, ISSUED_AT, 0, 256).octets
    writing.good("rules-by-last-bytes", "Two rules that differ in the end of their windows, 255 s and 256 s.",
                 flags="list-order byte-order", rules=(low, high))
    writing.bad("rules-by-last-bytes-descending", "Two rules that differ in the end of their windows, 256 s and 255 s.",
                flags="list-order", twin="list-rules-by-last-bytes", rules=(high, low))
    writing.bad("rules-twice", "One rule stands there twice.", flags="list-order", rules=(window, window))
    writing.bad("rules-by-length-descending", "A rule of 27 bytes stands before one of 23.", flags="list-order",
                twin="list-rules-by-length", rules=(longer, window))
    many = tuple(Rule(ACCESS, ISSUED_AT, 0, DAY + n).octets for n in range(255))
    writing.good("rules-255", "255 rules, as many as can be.", rules=many)


def windows(writing):
    flags = "rule-form"

    def one(**changes):
        return {"rules": (Rule(**{"profile": ACCESS, "anchor": 0x40, "opens_after": 0, "closes_after": DAY,
                                  **changes}).octets,)}

    for opens, closes in ((0, 1), (2**32 - 2, 2**32 - 1), (0, 2**32 - 1), (255, 256)):
        writing.good(f"window-{opens}-{closes}", f"A window that opens after {opens} s and closes after {closes} s.",
                     "RULE-1", flags, **one(opens_after=opens, closes_after=closes))
    for opens, closes in ((0, 0), (1, 0), (2**32 - 1, 2**32 - 1), (256, 255)):
        writing.bad(f"window-{opens}-{closes}", f"A window that opens after {opens} s and closes after {closes} s.",
                    "RULE-1", flags, "list-window-0-1", **one(opens_after=opens, closes_after=closes))
    for offset in (16, 64, 120):
        writing.good(f"offset-{offset}", f"A rule of a date with the UTC offset byte {offset}.", "RULE-1", flags,
                     **one(offset=offset))
    for offset in (0, 15, 121, 255):
        writing.bad(f"offset-{offset}", f"A rule of a date with the UTC offset byte {offset}.", "RULE-1", flags,
                    "list-offset-64", **one(offset=offset))
    for anchor in (0, 1):
        good = writing.good(f"anchor-{anchor}-offset-64", f"The anchor byte is {anchor} and the UTC offset byte 64.",
                            "RULE-1", flags, **one(anchor=anchor))
        for offset in (0, 63, 65, 100):
            writing.bad(f"anchor-{anchor}-offset-{offset}", f"The anchor byte is {anchor} and the UTC offset byte "
                                                            f"{offset}.", "RULE-1",
                        flags, good, **one(anchor=anchor, offset=offset))
    for anchor in (0x02, 0x10, 0x62, 0xFF):
        writing.good(f"anchor-{anchor}", f"The anchor byte is 0x{anchor:02x}, which names no date: the rule is "
                                         f"well-formed, and cannot be "
                     "read where a pass is judged.", "RULE-1 RULE-9", flags, **one(anchor=anchor, offset=100))
    for tag, limit in ((0x11, 0), (0x00, 2**24 - 1), (0x60, 5), (0xFF, 5)):
        writing.good(f"condition-{tag:02x}-{limit}", f"A condition on tag 0x{tag:02x} with the limit {limit}: any of "
                                                     f"both is well-formed.",
                     "RULE-1 RULE-6", flags, **one(condition=(tag, limit)))


def counts(writing):
    """A count that is not that of what follows; the bytes are signed as they are."""
    body = PLAIN.body
    issuers_at = 1 + 32 + 1 + 4 + 4 + 15
    profiles_at = issuers_at + 2 + 2 + 1 + len(OFFICE.name)
    keys_at = profiles_at + 1 + 2 * len(OFFICE.profiles) + 5
    rules_at = len(body) - sum(map(len, RULES)) - 1
    for name, at, encode, there in (("issuer", issuers_at, u16, 2), ("profile", profiles_at, u8, 3),
                                    ("key", keys_at, u16, 2),
                                    ("rule", rules_at, u8, 2)):
        for count in (there - 1, there + 1, 0):
            writing.group.fails(
                f"list-{name}-count-{count}-of-{there}", f"Its first {name} count says {count}, and there are {there}.",
                "TRUST-9 BASE-2 SEC-3", of_body(changed(body, at, encode(count))), writing.honest, "trust-bytes",
            )
    for name, at, encode in (("issuer", issuers_at, u16), ("key", keys_at, u16)):
        writing.group.fails(
            f"list-{name}-count-65535", f"Its first {name} count says 65,535, and there are two.", "TRUST-9 SEC-3",
            of_body(changed(body, at, encode(65_535))), writing.honest, "trust-bytes",
        )
    name_at = issuers_at + 4
    for size in (len(OFFICE.name) - 1, len(OFFICE.name) + 1):
        writing.group.fails(
            f"list-name-length-{size}-of-{len(OFFICE.name)}", f"The first name's length says {size}, and it has "
                                                              f"{len(OFFICE.name)} bytes.",
            "TRUST-9 BASE-2", of_body(changed(body, name_at, u8(size))), writing.honest, "trust-bytes",
        )
    for size in (len(RULES[-1]) - 2, len(RULES[-1])):
        at = len(body) - len(RULES[-1])
        writing.group.fails(
            f"list-last-rule-length-{size}", f"The last rule's length says {size}, and {len(RULES[-1]) - 1} bytes "
                                             f"follow.",
            "TRUST-9 RULE-1", of_body(changed(body, at, u8(size))), writing.honest, "trust-bytes rule-form",
        )


def cuts(writing):
    whole, body = PLAIN.signed_by(signers(0, 1)), len(PLAIN.body)
    for end in (1, 20, 33, 34, 37, 41, 45, 50, 55, 57, 58, 60, 70, 80, 90, 100, 140, 200, body - 30, body - 1, body,
                body + 1, body + 2, body + 66, len(whole) - 1):
        what = f"at {end} of {len(whole)} bytes" + (": behind the rules" if end == body else "")
        writing.group.fails(f"list-cut-at-{end}", f"The honest list, cut {what}.", "TRUST-9 BASE-2",
                            loading(whole[:end], "malformed"), writing.honest, "trust-bytes")
    for name, octets, what in (
        ("byte-behind", whole + b"\0", "A zero byte behind its last signature."),
        ("signature-behind", whole + whole[-64:], "Its last signature stands there twice."),
        ("signature-too-few", whole[:-64], "Its last signature is missing, and the signer bits still name it."),
        ("byte-before-signers", whole[:body] + b"\0" + whole[body:], "A zero byte before the signers."),
    ):
        writing.group.fails(f"list-{name}", what, "TRUST-9 BASE-2", loading(octets, "malformed"), writing.honest,
                            "trust-bytes")


def who_signs(writing):
    group, honest, body = writing.group, writing.honest, PLAIN.body
    for by in ((0, 2), (1, 2)):
        group.accepts(f"list-signers-{by[0]}-and-{by[1]}", "Another two of three list keys sign.", "TRUST-12",
                      of_list(PLAIN, by=by), "signer-bits")
    group.fails("list-signers-none", "The signer bits are 0, and there is no signature.", "TRUST-9",
                loading(body + u16(0), "malformed"), honest, "signer-bits threshold")
    for by, what in (((0,), "One list key signs"), ((2,), "The last list key alone signs"),
                     ((0, 1, 2), "All three list keys sign")):
        group.fails(f"list-signers-{'-'.join(map(str, by))}", f"{what}; the threshold is two.", "TRUST-12",
                    of_list(PLAIN, "bad-signature", by), honest, "threshold")
    for bit in (3, 8, 15):
        group.fails(f"list-signer-bit-{bit}", f"The second signer is bit {bit}, and the record has three list keys: "
                                              f"that count stands "
                    "in another object, so the form is good.", "TRUST-12", of_list(PLAIN, "bad-signature", (0, bit)),
                    honest, "signer-bits")
    good = signatures("list", RECORD.digest, body, signers(0, 1))
    first, second = good[2:66], good[66:]
    for name, octets, what in (
        ("turned-round", u16(3) + second + first, "Its two signatures stand in the other order."),
        ("the-same-twice", u16(3) + first + first, "The first key's signature stands in the second's place too."),
        ("second-for-third", u16(5) + first + second, "The signer bits name keys 0 and 2, and keys 0 and 1 signed."),
        ("little-endian-bits", u16(0x0300) + first + second, "The signer bits are written with their low byte first: 8 "
                                                             "and 9."),
    ):
        group.fails(f"list-signatures-{name}", what, "TRUST-12", loading(body + octets, "bad-signature"), honest,
                    "signer-bits")
    key = Key("mill list 1")
    for name, signature, what, flags in (
        ("root", Key("mill root 1").sign("list", RECORD.digest, body), "is by a root", "wrong-signer"),
        ("pass-key", Key("mill key 1").sign("list", RECORD.digest, body), "is by a key that the list itself names",
         "wrong-signer"),
        ("stranger", Key("mill stranger").sign("list", RECORD.digest, body), "is by a stranger", "wrong-signer"),
        ("label-of-record", key.sign("record", RECORD.digest, body), "covers the label of a record", "label-ignored"),
        ("label-of-status-list", key.sign("status", RECORD.digest, body), "covers the label of a status list",
         "label-ignored"),
        ("zero-digest", key.sign("list", bytes(32), body), "covers zero bytes in place of the domain digest",
         "domain-not-signed"),
        ("other-digest", key.sign("list", drawn("another domain"), body), "covers another domain's digest",
         "domain-not-signed"),
        ("body-alone", key.private.sign(body), "covers the signed bytes alone", "label-ignored domain-not-signed"),
        ("with-signers", key.sign("list", RECORD.digest, body + u16(3)), "covers the signer bits too", "signer-bits"),
    ):
        group.fails(f"list-signature-{name}", f"Its second signature {what}.", "TRUST-12 BASE-5",
                    loading(body + u16(3) + first + signature, "bad-signature"), honest, flags)
    altered = replace(PLAIN, next_key_number=9)
    group.fails("list-altered", "The next key number is one more than what was signed.", "TRUST-12 BASE-3",
                loading(altered.body + good, "bad-signature"), honest, "wrong-signer")
