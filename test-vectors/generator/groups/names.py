"""`names`: text in many scripts, and every way in which bytes are no text."""
from ..cases import Group
from ..domain import LINDMOOR
from ..door import DOOR
from .. import steps
from ..objects.claims import FAMILY_NAME

FLAGS = {
    "text-too-strict": (
        "Text is refused that the specification allows: a script, a joiner, a variation selector, a form that is not "
        "normalised.",
        "People of some languages are turned away at every door.",
    ),
    "text-normalised": (
        "Text is changed, by normalisation or a case rule, before the signature is checked.",
        "Honest passes look forged.",
    ),
    "utf-8-lax": (
        "UTF-8 that is not the shortest form, encodes a surrogate or goes beyond U+10FFFF is taken.",
        "One name has several spellings, and code behind the verifier that is stricter fails or is fooled.",
    ),
    "forbidden-code-point": (
        "A code point is taken that is invisible, turns the direction of text, or controls a screen.",
        "A name on the screen is not the name in the pass.",
    ),
    "counts-characters": (
        "The limit of a text is counted in characters in place of bytes.",
        "Two verifiers differ about one pass.",
    ),
}
# Invented names, or words for "name", in the scripts of many doors.
SCRIPTS = (
    ("plain", "Rowan"), ("ascii", "O'Rowan-Maren Jr."), ("latin", "Þórður Gaël Łukasz Ştefan"),
    ("latin-decomposed", "Gae\u0308l"),
    ("vietnamese", "Nguyễn Thị Hương"), ("vietnamese-decomposed", "Nguye\u0302\u0303n"),
    ("greek", "Ἑλένη Παπαδοπούλου"),
    ("cyrillic", "Ђорђе Щербаченко"), ("armenian", "Անուն"), ("georgian", "სახელი"), ("hebrew", "שֵׁם פְּרָטִי"),
    ("arabic", "الاسم"), ("persian", "نام\u200cخانوادگی"), ("urdu", "نام خاندان"), ("syriac", "ܫܡܐ"),
    ("thaana", "ނަން"),
    ("devanagari", "क्\u200dष नाम"), ("bengali", "নাম"), ("gurmukhi", "ਨਾਮ"), ("tamil", "பெயர்"), ("malayalam", "പേര്"),
    ("sinhala", "ශ්\u200dරී නම"), ("thai", "ชื่อ"), ("lao", "ຊື່"), ("khmer", "ឈ្មោះ"), ("burmese", "အမည်"),
    ("tibetan", "མིང་"), ("mongolian", "ᠨᠡᠷ"), ("ethiopic", "ስም"), ("cherokee", "ᏚᏙᎥ"),
    ("korean", "홍길동"), ("korean-decomposed", "\u1112\u1169\u11bc"), ("chinese", "王小明"),
    ("japanese-with-variation", "葛\U000e0100城 辻\ufe00"), ("rare-ideograph", "\U00020bb7\U0002a6d6"),
    ("old-hungarian", "\U00010c80\U00010c81"), ("adlam", "\U0001e900\U0001e922"),
    ("emoji", "\U0001f9d1\u200d\U0001f9b0"),
    ("private-use", "\ue000\uf8ff\U000f0000\U0010fffd"), ("space-alone", " "), ("spaces-around", " Rowan "),
    ("no-break-space", "Rowan\u00a0Maren"), ("combining-first", "\u0308a"), ("long-cluster", "a" + "\u0301" * 60),
    ("lower-and-upper", "İstanbul ıi ﬀ ẞ"),
)
# The forbidden ranges of spec/conventions.md.
FORBIDDEN = (
    (0x0000, 0x001F), (0x007F, 0x009F), (0x00AD, 0x00AD), (0x180E, 0x180E), (0x200B, 0x200B), (0x2060, 0x2064),
    (0xFEFF, 0xFEFF), (0x061C, 0x061C), (0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x206F), (0x2028, 0x2029),
    (0xFFF9, 0xFFFB), (0xFDD0, 0xFDEF), (0xE0000, 0xE007F),
    *((plane << 16 | 0xFFFE, plane << 16 | 0xFFFF) for plane in range(17)),
)
SURROGATES = range(0xD800, 0xE000)
NO_UTF_8 = (
    ("two-bytes-for-nul", b"\xc0\x80", "U+0000 in two bytes"),
    ("two-bytes-for-a", b"\xc1\x81", "A in two bytes"),
    ("two-bytes-greatest", b"\xc1\xbf", "U+007F in two bytes"),
    ("three-bytes-for-nul", b"\xe0\x80\x80", "U+0000 in three bytes"),
    ("three-bytes-for-u07ff", b"\xe0\x9f\xbf", "U+07FF in three bytes"),
    ("four-bytes-for-nul", b"\xf0\x80\x80\x80", "U+0000 in four bytes"),
    ("four-bytes-for-uffff", b"\xf0\x8f\xbf\xbf", "U+FFFF in four bytes"),
    ("surrogate-first", b"\xed\xa0\x80", "U+D800, the first surrogate"),
    ("surrogate-last", b"\xed\xbf\xbf", "U+DFFF, the last surrogate"),
    ("surrogate-pair", b"\xed\xa0\xbd\xed\xb8\x80", "a pair of surrogates for U+1F600"),
    ("above-u10ffff", b"\xf4\x90\x80\x80", "U+110000"),
    ("above-lead-f5", b"\xf5\x80\x80\x80", "a first byte 0xf5"),
    ("five-bytes", b"\xf8\x88\x80\x80\x80", "a form of five bytes"),
    ("six-bytes", b"\xfc\x84\x80\x80\x80\x80", "a form of six bytes"),
    ("byte-fe", b"\xfe", "the byte 0xfe"),
    ("byte-ff", b"\xff", "the byte 0xff"),
    ("continuation-first", b"\x80", "a byte 0x80 that continues nothing"),
    ("continuation-last", b"\xbf", "a byte 0xbf that continues nothing"),
    ("continuation-too-many", b"\xc3\xa9\xa9", "a byte too many behind a whole form"),
    ("lead-then-letter", b"\xc3A", "a first byte of two and a letter"),
    ("three-lead-then-letter", b"\xe2\x82A", "two bytes of three and a letter"),
    ("four-lead-then-letter", b"\xf0\x9f\x98A", "three bytes of four and a letter"),
    ("latin-1", b"M\xfcller", "Latin-1"),
)


def group():
    group = Group("names", "Text in many scripts, and every way in which bytes are no text.", FLAGS)
    group.share("lindmoor", LINDMOOR.bundle)
    scripts(group)
    code_points(group)
    encodings(group)
    limits(group)
    issuer_names(group)
    return group


def called(octets):
    return LINDMOOR.issue(claims=((FAMILY_NAME, octets),))


def is_forbidden(code_point):
    return any(first <= code_point <= last for first, last in FORBIDDEN)


def scripts(group):
    for name, text in SCRIPTS:
        group.accepts(
            f"names-{name}", f"A family name ({name.replace('-', ' ')}) of {len(text.encode())} bytes, to be judged as "
            "it is.", "BASE-7 BASE-3 CLAIM-6", DOOR.judges(called(text.encode())), "text-too-strict text-normalised",
        )


def code_points(group):
    """Each forbidden range at both ends, and what stands beside them where that is allowed."""
    def within(code_point):
        return b"Ro" + chr(code_point).encode() + b"wan"

    for first, last in sorted(FORBIDDEN):
        for beside in (first - 1, last + 1):
            is_character = 0 <= beside <= 0x10FFFF and beside not in SURROGATES
            name = f"names-u{beside:04x}"
            if is_character and not is_forbidden(beside) and not any(case.id == name for case in group.cases):
                group.accepts(
                    name, f"U+{beside:04X} in a name: beside a forbidden range, and allowed.", "BASE-7",
                    DOOR.judges(called(within(beside))), "text-too-strict",
                )
    for first, last in sorted(FORBIDDEN):
        for code_point in sorted({first, (first + last) // 2, last}):
            group.fails(
                f"names-u{code_point:04x}", f"U+{code_point:04X} in a name.", "BASE-7 CLAIM-6",
                DOOR.judges(called(within(code_point)), "invalid-claims"), "names-u0020", "forbidden-code-point",
            )
    for name, text, what in (
        ("first", "\u200bRowan", "at the beginning of a name"), ("last", "Rowan\u200b", "at the end of a name"),
        ("alone", "\u200b", "as the whole name"),
    ):
        group.fails(
            f"names-u200b-{name}", f"U+200B {what}.", "BASE-7 CLAIM-6",
            DOOR.judges(called(text.encode()), "invalid-claims"), "names-plain", "forbidden-code-point",
        )
    group.fails(
        "names-byte-order-mark", "A name that begins with U+FEFF, as some editors write.", "BASE-7 CLAIM-6",
        DOOR.judges(called("\ufeffRowan".encode()), "invalid-claims"), "names-plain", "forbidden-code-point",
    )
    for code_point in (0x200C, 0x200D, 0xFE00, 0xFE0F, 0xE0100, 0xE01EF):
        if not any(case.id == f"names-u{code_point:04x}" for case in group.cases):
            group.accepts(
                f"names-u{code_point:04x}", f"U+{code_point:04X} in a name: a joiner or a variation selector.",
                "BASE-7", DOOR.judges(called(within(code_point))), "text-too-strict",
            )


def encodings(group):
    for code_point, what in (
        (0x07FF, "the last of two bytes"), (0x0800, "the first of three bytes"),
        (0xD7FF, "the last before the surrogates"),
        (0xE000, "the first behind the surrogates"), (0xFFFD, "the replacement character"),
        (0x10000, "the first of four bytes"), (0x10FFFD, "the last that is allowed"),
    ):
        group.accepts(
            f"names-alone-u{code_point:04x}", f"U+{code_point:04X}, {what}.", "BASE-7",
            DOOR.judges(called(chr(code_point).encode())), "text-too-strict",
        )
    for name, octets, what in NO_UTF_8:
        group.fails(
            f"names-utf-8-{name}", f"In a name: {what}.", "BASE-7 CLAIM-6",
            DOOR.judges(called(b"Ro" + octets + b"wan"), "invalid-claims"), "names-u0020", "utf-8-lax",
        )
    for size, whole in ((2, "é"), (3, "한"), (4, "\U00020bb7")):
        octets = whole.encode()
        accepted = group.accepts(
            f"names-utf-8-ends-with-{size}-bytes", f"A name whose last code point has {size} bytes.", "BASE-7",
            DOOR.judges(called(b"Rowan" + octets)), "text-too-strict",
        )
        for there in range(1, size):
            group.fails(
                f"names-utf-8-ends-after-{there}-of-{size}", f"A name that ends behind {there} of the {size} bytes of "
                "its last code point.", "BASE-7 CLAIM-6",
                DOOR.judges(called(b"Rowan" + octets[:there]), "invalid-claims"), accepted, "utf-8-lax",
            )


def limits(group):
    """The limit of a family name is 160 bytes."""
    for character, size in (("x", 1), ("é", 2), ("한", 3), ("\U00020bb7", 4)):
        full = character * (160 // size) + "x" * (160 % size)
        accepted = group.accepts(
            f"names-160-bytes-of-{size}", f"160 bytes in {len(full)} code points.", "BASE-7",
            DOOR.judges(called(full.encode())), "counts-characters",
        )
        beyond = character * (160 // size + 1)
        group.fails(
            f"names-{len(beyond.encode())}-bytes-of-{size}", f"{len(beyond.encode())} bytes in {len(beyond)} code "
            "points.",
            "BASE-7 CLAIM-6", DOOR.judges(called(beyond.encode()), "invalid-claims"), accepted, "counts-characters",
        )
    group.fails(
        "names-255-bytes", "The longest value that a claim can have, in 85 code points.", "BASE-7 CLAIM-6",
        DOOR.judges(called("한".encode() * 85), "invalid-claims"), "names-160-bytes-of-3", "counts-characters",
    )


def issuer_names(group):
    """The name of a list's issuer: the whole list is malformed."""
    def loading(name, is_good):
        bundle = LINDMOOR.with_issuer(1, name=name).bundle
        expect = steps.loaded(bundle) if is_good else steps.refused("malformed")
        return [steps.opened("lindmoor", LINDMOOR.anchor), steps.load("lindmoor", bundle, expect)]

    for name, text in (("one-byte", "x"), ("128-bytes", "한" * 42 + "xx"), ("with-joiner", "नाम\u200d"),
                       ("decomposed", "Gae\u0308l")):
        group.accepts(
            f"names-issuer-{name}", f"A trust list with a good name of an issuer: {name.replace('-', ' ')}.",
            "BASE-7 TRUST-9", loading(text.encode(), True), "text-too-strict",
        )
    for name, octets, what in (
        ("empty", b"", "no byte"), ("129-bytes", "한".encode() * 43, "129 bytes in 43 code points"),
        ("255-bytes", b"x" * 255, "255 bytes"), ("line-end", b"Health\nOffice", "a line end"),
        ("c1-control", "Health\u0085".encode(), "U+0085"), ("direction", "Health\u202eOffice".encode(), "U+202E"),
        ("invisible", "Health\u2060Office".encode(), "U+2060"), ("tag", "Health\U000e0041".encode(), "U+E0041"),
        ("noncharacter", "Health\ufdd0".encode(), "U+FDD0"), ("byte-ff", b"Health\xff", "a byte 0xff"),
        ("overlong", b"Health\xc0\xaf", "a slash in two bytes"), ("surrogate", b"Health\xed\xa0\x80", "a surrogate"),
        ("cut", b"Health\xe2\x82", "a code point that is cut"),
    ):
        group.fails(
            f"names-issuer-{name}", f"A trust list with {what} in the name of an issuer, signed.", "BASE-7 TRUST-9",
            loading(octets, False), "names-issuer-128-bytes" if octets else "names-issuer-one-byte",
            "counts-characters" if len(octets) > 128 else "forbidden-code-point utf-8-lax",
        )
