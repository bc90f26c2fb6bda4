"""The values of every claim of the registry, and which claims exclude or require which."""
from .. import registry
from ..domain import ACCESS, LINDMOOR, TEST, TICKET, VACCINATION
from ..door import DOOR
from ..objects.claims import date, size_class
from ..octets import unsigned

NUMBERS = {"access": ACCESS, "vaccination": VACCINATION, "test": TEST, "ticket": TICKET}
# What each profile requires, in its shortest form.
BASES = {
    "access": {},
    "vaccination": {0x10: b"\x01", 0x50: date(2027, 2, 18)},
    "test": {0x10: b"\x01", 0x11: b"\x01"},
    "ticket": {0x70: b"Harbour Concert"},
}
BAD_DATES = (
    ("year-0", date(0, 5, 4), "year 0"),
    ("year-0-alone", date(0), "three zero bytes"),
    ("year-10000", date(10_000, 5, 4), "year 10,000"),
    ("year-16383", date(16_383, 5, 4), "the greatest year that the bits hold"),
    ("month-13", date(1987, 13, 4), "month 13"),
    ("month-14", date(1987, 14, 0), "month 14, no day"),
    ("month-15", date(1987, 15, 31), "month 15"),
    ("day-without-month", date(1987, 0, 4), "a day without a month"),
    ("31-february", date(1987, 2, 31), "31 February"),
    ("30-february", date(2024, 2, 30), "30 February of a leap year"),
    ("29-february-2023", date(2023, 2, 29), "29 February of no leap year"),
    ("29-february-1900", date(1900, 2, 29), "29 February 1900, no leap year by its century"),
    ("31-april", date(1987, 4, 31), "31 April"),
    ("31-june", date(1987, 6, 31), "31 June"),
    ("31-september", date(1987, 9, 31), "31 September"),
    ("31-november", date(1987, 11, 31), "31 November"),
    ("top-bit", date(1987 | 1 << 14, 5, 4), "bit 23 is set"),
)
GOOD_DATES = (
    ("least", date(1), "the year 1 alone"),
    ("first-day", date(1, 1, 1), "the first day of all"),
    ("greatest", date(9999, 12, 31), "the last day of all"),
    ("year-alone", date(1963), "a year alone"),
    ("month-alone", date(1963, 12), "a year and a month"),
    ("29-february-2024", date(2024, 2, 29), "a leap day"),
    ("29-february-2000", date(2000, 2, 29), "the leap day of a century that has one"),
    ("31-january", date(1987, 1, 31), "31 January"),
)


def add(group):
    for entry in registry.claims():
        values(group, entry)
    exclusions(group)
    required(group)
    oddities(group)


def profile_of(entry):
    return "access" if entry["profile"] == "common" else entry["profile"]


def name_of(entry):
    return f"{entry['profile']}-{entry['name']}"


def shown(profile, claims):
    return LINDMOOR.issue(profile=NUMBERS[profile], claims=tuple(sorted(claims.items())))


def with_claim(entry, value):
    """The shortest pass of the claim's profile with this value, without what it excludes."""
    profile = profile_of(entry)
    claims = dict(BASES[profile])
    if "excludes" in entry:
        claims.pop(registry.claim(profile, entry["excludes"])["tag"], None)
    claims[entry["tag"]] = value
    return shown(profile, claims)


def values(group, entry):
    good, bad = TYPES[entry["type"]](entry)
    door = DOOR.asking(bare=True) if entry["name"] == "holder-key" else DOOR
    needs = "presentations" if entry["name"] == "holder-key" else ""
    title = f"{entry['name']} (0x{entry['tag']:02x}, {entry['profile']})"
    accepted = [
        group.accepts(
            f"claims-{name_of(entry)}-{name}", f"{title}: {what}.",
            "CLAIM-6" + " CLAIM-9" * (entry["type"] == "code") + " CLAIM-7" * ("excludes" in entry),
            door.judges(with_claim(entry, value)), "claim-too-strict", needs,
        )
        for name, value, what in good
    ]
    for name, value, what in bad:
        group.fails(
            f"claims-{name_of(entry)}-{name}", f"{title}: {what}.", "CLAIM-6",
            door.judges(with_claim(entry, value), "invalid-claims"), accepted[0], "claim-type", needs,
        )


# For each type: the values that it allows and those that it does not, as (name, value, what).

def text_values(entry):
    most = entry["max"]
    return (
        [("least", b"x", "one byte"), ("greatest", b"x" * most, f"{most} bytes")],
        [("too-long", b"x" * (most + 1), f"{most + 1} bytes"), ("no-utf-8", b"\xff", "a byte that UTF-8 never has")],
    )


def latin_values(entry):
    most = entry["max"]
    good = [("least", b"A", "one letter"), ("greatest", b"Z" * most, f"{most} letters"),
            ("fillers", b"ROWAN<<MAREN<<<", "letters and fillers")]
    bad = [("too-long", b"A" * (most + 1), f"{most + 1} letters"), ("begins-with-filler", b"<ROWAN", "a filler first"),
           ("filler-alone", b"<", "a filler alone")]
    for name, value, what in (
        ("lower-case", b"Rowan", "lower case"), ("digit", b"ROWAN2", "a digit"), ("space", b"ROWAN ILSE", "a space"),
        ("hyphen", b"ROWAN-ILSE", "a hyphen"), ("at", b"R@", "the character before A"),
        ("bracket", b"R[", "the character behind Z"), ("equals", b"R=", "the character behind the filler"),
        ("semicolon", b"R;", "the character before the filler"), ("zero", b"R\0", "a zero byte"),
        ("umlaut", "RÖWAN".encode(), "a letter that is not ASCII"), ("wide", "ＲＯ".encode(), "full-width letters"),
    ):
        bad.append((name, value, what))
    return good, bad


def integer_values(entry):
    size = size_class(entry["tag"]) + 1
    return [("least", bytes(size), "0"), ("greatest", b"\xff" * size, str(256**size - 1))], []


def date_values(entry):
    return list(GOOD_DATES), list(BAD_DATES)


def code_values(entry):
    encode = unsigned(size_class(entry["tag"]) + 1)
    known = registry.codes(entry["table"])
    greatest = 256 ** (size_class(entry["tag"]) + 1) - 1
    good = [("first-code", encode(known[0]), "the first code of its table")]
    if len(known) > 1:
        good.append(("last-code", encode(known[-1]), "the last code of its table"))
    good += [
        ("least", encode(0), "0, which is no code of its table"),
        ("next-code", encode(known[-1] + 1), "the number behind the last code of its table"),
        ("greatest", encode(greatest), f"{greatest}, which is no code of its table"),
    ]
    return good, []


def country_values(entry):
    return (
        [("least", b"AA", "AA"), ("greatest", b"ZZ", "ZZ, which no country has"), ("korea", b"KR", "KR")],
        [("lower-case", b"kr", "lower case"), ("second-lower-case", b"Kr", "one letter in lower case"),
         ("digit", b"K2", "a digit"), ("space", b"K ", "a space"), ("zero", b"K\0", "a zero byte"),
         ("filler", b"K<", "a filler"), ("at", b"@A", "the character before A"), ("bracket", b"A[", "the one behind Z"),
         ("not-ascii", "Ö".encode(), "one letter of two bytes")],
    )


def bytes_values(entry):
    size = entry["max"]
    return (
        [("zero", bytes(size), f"{size} zero bytes"),
         ("greatest", b"\xff" * size, f"{size} bytes 0xff, no key at all: only a presentation vets it")],
        [("one-byte", b"\0", "one byte"), ("too-short", bytes(size - 1), f"{size - 1} bytes"),
         ("too-long", bytes(size + 1), f"{size + 1} bytes")],
    )


TYPES = {
    "text": text_values, "latin": latin_values, "integer": integer_values, "date": date_values, "code": code_values,
    "country": country_values, "bytes": bytes_values,
}


def sample(entry):
    """The name and the value of the first that its type allows, which the cases of its values begin with."""
    return TYPES[entry["type"]](entry)[0][0][:2]


def exclusions(group):
    """Each pair, from either side: the twin has the one claim alone, and the fault is that the other is added."""
    for entry in registry.claims():
        if "excludes" not in entry:
            continue
        profile = profile_of(entry)
        other = registry.claim(profile, entry["excludes"])
        if other.get("excludes") != entry["name"]:
            raise ValueError(f"{entry['name']} excludes {other['name']}, and not the other way")
        if other["tag"] < entry["tag"]:
            continue
        claims = {**BASES[profile], entry["tag"]: sample(entry)[1], other["tag"]: sample(other)[1]}
        for side, added in ((entry, other), (other, entry)):
            group.fails(
                f"claims-{name_of(side)}-with-{added['name']}", f"{added['name']} is added to {side['name']}.",
                "CLAIM-7",
                DOOR.judges(shown(profile, claims), "invalid-claims"), f"claims-{name_of(side)}-{sample(side)[0]}",
                "exclusion",
            )
    claims = {**BASES["vaccination"], 0x10: b"\xff", 0x70: b"x"}
    group.fails(
        "claims-vaccination-unknown-disease-with-disease-text", "A code that the registry has not, and the text escape "
        "beside it: the exclusion is of the claims, whatever the code.", "CLAIM-7 CLAIM-9",
        DOOR.judges(shown("vaccination", claims), "invalid-claims"), "claims-vaccination-disease-greatest", "exclusion",
    )


def required(group):
    for profile in registry.profiles():
        name = profile["name"]
        base = BASES[name]
        whole = group.accepts(
            f"claims-{name}-shortest", f"A pass of the profile {name} with nothing but what it requires.", "CLAIM-8",
            DOOR.judges(shown(name, base)), "required-claim",
        )
        for alternatives in profile["required"]:
            entries = [registry.claim(name, alternative) for alternative in alternatives]
            tags = {entry["tag"] for entry in entries}
            without = {tag: value for tag, value in base.items() if tag not in tags}
            group.fails(
                f"claims-{name}-without-{alternatives[0]}",
                f"A pass of the profile {name} without {' and '.join(alternatives)}.",
                "CLAIM-8", DOOR.judges(shown(name, without), "invalid-claims"), whole, "required-claim",
            )
            for entry in entries:
                if entry["tag"] in base:
                    continue
                group.accepts(
                    f"claims-{name}-required-{entry['name']}", f"{entry['name']} meets what the profile {name} "
                    "requires.",
                    "CLAIM-8", DOOR.judges(shown(name, {**without, entry["tag"]: sample(entry)[1]})), "required-claim",
                )
        if len(profile["required"]) > 1:
            group.fails(
                f"claims-{name}-without-any", f"A pass of the profile {name} without any claim.", "CLAIM-8",
                DOOR.judges(shown(name, {}), "invalid-claims"), whole, "required-claim",
            )
    group.fails(
        "claims-vaccination-as-access-without", "A vaccination whose only claims are names.", "CLAIM-8",
        DOOR.judges(shown("vaccination", {0x60: b"Rowan", 0x61: b"Ilse"}), "invalid-claims"),
        "claims-vaccination-shortest", "required-claim",
    )
    group.fails(
        "claims-vaccination-disease-unreadable", "The required disease is there as a text that is no text.",
        "CLAIM-6 CLAIM-8",
        DOOR.judges(shown("vaccination", {0x50: date(2027, 2, 18), 0x70: b"\xff"}), "invalid-claims"),
        "claims-vaccination-required-disease-text", "required-claim claim-type",
    )


def oddities(group):
    base = BASES["vaccination"]
    for name, claims, what in (
        ("more-doses-than-the-series", {0x11: b"\x03", 0x12: b"\x02"}, "Dose 3 of 2"),
        ("dose-0-of-0", {0x11: b"\0", 0x12: b"\0"}, "Dose 0 of 0"),
        ("dose-without-series", {0x11: b"\xff"}, "Dose 255 and no word of a series"),
        ("series-without-dose", {0x12: b"\x02"}, "A series of 2 and no word of a dose"),
        ("no-country", {}, "No country"),
        ("dose-in-the-future", {0x50: date(2031, 1, 1)}, "A dose of 2031"),
        ("dose-before-birth", {0x40: date(2027, 5, 1), 0x50: date(1980, 1, 1)}, "A dose 47 years before the birth"),
        ("birth-in-year-1", {0x40: date(1, 1, 1)}, "A holder of two thousand years"),
        ("coarse-dose-date", {0x50: date(2027)}, "A dose of which only the year is known"),
        ("product-unknown", {0x31: b"\xff\xff"}, "A product without a code in the registry"),
        ("vaccine-unknown", {0x93: b"\xff"}, "A vaccine without a code in the registry, under an ignorable tag that is "
        "understood, so without an advisory"),
        ("no-names", {}, "Nobody is named"),
    ):
        group.accepts(
            f"claims-odd-{name}", f"{what}; a verifier judges form, not sense.", "CLAIM-11 CLAIM-9",
            DOOR.judges(shown("vaccination", {**base, **claims})), "judges-sense",
        )
    group.fails(
        "claims-odd-and-no-date", "Dose 3 of 2 on a day that the calendar does not have: this is form.",
        "CLAIM-6 CLAIM-11",
        DOOR.judges(shown("vaccination", {**base, 0x11: b"\x03", 0x12: b"\x02", 0x50: date(2027, 2, 30)}),
                    "invalid-claims"),
        "claims-odd-more-doses-than-the-series", "claim-type",
    )
    for entry in registry.claims():
        if entry["type"] != "code":
            continue
        encode = unsigned(size_class(entry["tag"]) + 1)
        for code in registry.codes(entry["table"])[1:-1]:
            group.accepts(
                f"claims-{name_of(entry)}-code-{code}", f"{entry['name']}: code {code} of its table.", "CLAIM-6",
                DOOR.judges(with_claim(entry, encode(code))), "claim-too-strict",
            )
