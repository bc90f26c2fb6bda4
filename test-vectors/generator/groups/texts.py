"""`text`: Base41, its prefix, and every way in which characters are no text of a pass or a bundle."""
from dataclasses import dataclass
from typing import Callable

from .. import steps
from ..cases import Group
from ..domain import ASHFORD, LINDMOOR
from ..door import DOOR, scopes
from ..objects.bundles import bundle
from ..objects.texts import DIGITS, digits, text
from ..octets import changed, u8

FLAGS = {
    "prefix-lax": (
        "The prefix is not compared character by character, or what stands before it is passed over.",
        "One pass has many texts, or a text of another system is called forged.",
    ),
    "trims-or-folds": (
        "White space is taken off, or lower case is taken for upper.",
        "One pass has many texts, and two verifiers differ.",
    ),
    "alphabet": (
        "A character outside the alphabet counts as a digit or is passed over.",
        "One pass has many texts; a look-up by such a character reads beyond its table.",
    ),
    "group-overflow": (
        "A group of digits above the greatest value wraps round.",
        "One pass has many texts, so that it passes a check for copies.",
    ),
    "lone-digit": (
        "A single digit at the end is passed over.",
        "One pass has many texts.",
    ),
    "decodes-in-part": (
        "The bytes are judged before all digits are decoded.",
        "Two verifiers differ about one text.",
    ),
}
# What is wrong with a verifier that misses a fault of each requirement.
BUGS = {
    "TEXT-1": "prefix-lax trims-or-folds", "TEXT-2": "alphabet trims-or-folds", "TEXT-3": "group-overflow",
    "TEXT-4": "lone-digit", "TRUST-19": "decodes-in-part", "TRUST-20": "version-ignored",
}
NAMES = ((0x60, b"Rowan"), (0x61, b"Ilse"))
OUTSIDE = (
    *range(0x00, 0x03), 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B, *range(0x20, 0x24), *range(0x25, 0x2A), 0x2B, 0x2C, 0x2F,
    *range(0x3B, 0x41), *range(0x5B, 0x61), 0x61, 0x66, 0x7A, *range(0x7B, 0x80),
)
UNLIKE = (
    ("full-width-digit", "１", "a full-width 1"), ("full-width-letter", "Ａ", "a full-width A"),
    ("arabic-digit", "١", "an Arabic-Indic 1"), ("kelvin", "\u212a", "a Kelvin sign, K to a search without case"),
    ("dotless-i", "ı", "a dotless i, I in upper case"), ("long-s", "ſ", "a long s, S in upper case"),
    ("cyrillic-a", "А", "a Cyrillic letter that looks like A"), ("minus", "−", "a minus sign"),
    ("ratio", "∶", "a ratio sign that looks like a colon"), ("no-break-space", "\u00a0", "a no-break space"),
    ("joiner", "\u200d", "a joiner"), ("combining", "\u0301", "a combining accent"),
    ("emoji", "\U0001f600", "an emoji"),
    ("low-byte", "Į", "a letter whose low byte is that of a full stop"),
)


@dataclass(frozen=True)
class Place:
    """Where a text is given: a pass at a door, or a bundle for a load, which says the same of it (LOAD-18)."""
    group: Group
    honest: str
    twin: str
    asking: Callable
    """A text and what is said of it → the steps of the case."""
    is_bundle: bool = False

    def fails(self, id, comment, requirements, shown, reason, flags):
        if self.is_bundle:
            id, requirements = f"bundle-{id}", f"LOAD-18 {requirements}"
            comment = f"Of a bundle's text: {comment[0].lower()}{comment[1:]}"
        self.group.fails(f"text-{id}", comment, requirements, self.asking(shown, reason), self.twin, flags, "text")


def group():
    group = Group("text", "Base41, its prefix, and every way in which characters are no text of a pass or a bundle.",
                  FLAGS)
    group.share("lindmoor", LINDMOOR.bundle)
    honest = text(LINDMOOR.issue(claims=NAMES).octets)
    twin = group.accepts(
        "text-honest", "The text of an honest pass of 104 bytes: 52 groups of three digits.",
        "TEXT-1 TEXT-2 TEXT-3 TEXT-4 TEXT-8", DOOR.judges(honest), needs="text",
    )
    every_digit(group)
    faults(Place(group, honest, twin, DOOR.judges))
    groups(group)
    cut(group, honest, twin)
    lengths(group)
    first_bytes(group, honest, twin)
    loads(group)
    return group


def faults(place):
    """What is wrong with characters, whatever bytes they stand for."""
    prefixes(place)
    characters(place)
    lone_digits(place)


def fails(group, id, comment, requirements, shown, reason, twin, flags, door=DOOR):
    group.fails(f"text-{id}", comment, requirements, door.judges(shown, reason), twin, flags, "text")


def every_digit(group):
    """A pass whose text has each of the 41 digits, in each place of a group."""
    values = b"".join(n.to_bytes(2, "big") for n in (i * 1681 + i * 41 + i for i in range(39)))
    door = DOOR.asking(scopes=scopes(LINDMOOR, tags=(0x6C,)))
    shown = text(LINDMOOR.issue(claims=((0x6C, b"\0" + values),)).octets)
    missing = set(DIGITS) - set(shown[4:])
    if missing:
        raise ValueError(f"the text lacks the digits {missing}")
    group.accepts(
        "text-every-digit", "A text in which each of the 41 digits stands.", "TEXT-2 TEXT-3", door.judges(shown),
        "alphabet", "text",
    )


def prefixes(place):
    honest = place.honest
    for name, prefix, what in (
        ("none", "", "no prefix: Base41 alone"), ("without-colon", "MP1", "the prefix without its colon"),
        ("lower-case", "mp1:", "a prefix in lower case"),
        ("mixed-case", "Mp1:", "one letter of the prefix in lower case"),
        ("mp2", "MP2:", "the prefix MP2:"), ("mp0", "MP0:", "the prefix MP0:"), ("mp11", "MP11:", "the prefix MP11:"),
        ("poster", "MS1:", "the prefix of a poster"), ("hc1", "HC1:", "the prefix of another system"),
        ("semicolon", "MP1;", "a semicolon for the colon"), ("space-before", " MP1:", "a space before it"),
        ("line-end-before", "\nMP1:", "a line end before it"), ("tab-before", "\tMP1:", "a tab before it"),
        ("byte-order-mark", "\ufeffMP1:", "a byte order mark before it"),
        ("joiner-before", "\u200dMP1:", "a joiner before it"),
        ("space-within", "MP 1:", "a space in the prefix"),
        ("full-width", "ＭＰ１：", "the prefix in full-width characters"),
        ("cyrillic", "МР1:", "a prefix of Cyrillic letters that look the same"),
        ("link", "https://example.org/MP1:", "a web address before the prefix"),
        ("twice-hidden", "XMP1:", "a letter before the prefix"),
    ):
        place.fails(
            f"prefix-{name}", f"The honest digits behind {what}.",
            "TEXT-1" + (" TEXT-8" if "-before" in name else ""),
            prefix + honest[4:], "unsupported-version", "prefix-lax trims-or-folds",
        )
    for name, shown, what in (
        ("empty", "", "No character at all"), ("m", "M", "The first character of the prefix"),
        ("mp", "MP", "Two characters of the prefix"), ("mp1", "MP1", "Three characters of the prefix"),
        ("space", " ", "A space"),
    ):
        place.fails(
            f"only-{name}", f"{what}.", "TEXT-1", shown, "unsupported-version", "prefix-lax",
        )
    place.fails(
        "prefix-twice", "The prefix twice: the second colon begins a group, which is above 65,535.", "TEXT-3",
        "MP1:" + honest + "00", "malformed", "prefix-lax",
    )


def characters(place):
    """One character of the honest text is replaced, in the middle of a group; or more of them, or some are added."""
    honest, middle = place.honest, 50
    for value in OUTSIDE:
        place.fails(
            f"character-{value:02x}", f"The character 0x{value:02x} in the place of a digit.", "TEXT-2",
            honest[:middle] + chr(value) + honest[middle + 1:], "malformed", "alphabet",
        )
    for name, character, what in UNLIKE:
        place.fails(
            f"character-{name}", f"In the place of a digit: {what}.", "TEXT-2",
            honest[:middle] + character + honest[middle + 1:], "malformed", "alphabet trims-or-folds",
        )
    place.fails(
        "lower-case", "All digits in lower case, behind the prefix as it is.", "TEXT-2",
        "MP1:" + honest[4:].lower(), "malformed", "trims-or-folds",
    )
    for name, at, what in (("first", 4, "first"), ("last", len(honest) - 1, "last")):
        place.fails(
            f"lower-case-{name}", f"The {what} digit is a lower-case a.", "TEXT-2",
            honest[:at] + "a" + honest[at + 1:], "malformed", "trims-or-folds decodes-in-part",
        )
    for name, tail, what in (
        ("space", " ", "A space"), ("line-end", "\n", "A line feed"),
        ("carriage-return", "\r\n", "A carriage return and a line feed"),
        ("tab", "\t", "A tab"), ("zero", "\0", "A zero character"),
        ("three-spaces", "   ", "Three spaces, a group's length"),
        ("equals", "==", "The padding of another encoding"), ("no-break-space", "\u00a0", "A no-break space"),
    ):
        place.fails(
            f"{name}-behind", f"{what} behind the honest text.", "TEXT-2 TEXT-8", honest + tail, "malformed",
            "trims-or-folds",
        )
    place.fails(
        "space-behind-the-prefix", "A space between the prefix and the first digit.", "TEXT-2 TEXT-8",
        "MP1: " + honest[4:], "malformed", "trims-or-folds",
    )
    place.fails(
        "line-end-within", "A line end in the middle, as mail programs set it.", "TEXT-2 TEXT-8",
        honest[:76] + "\n" + honest[76:], "malformed", "trims-or-folds",
    )


def groups(group):
    """Groups that are too great. Where their low bits are those of the honest group, a verifier that wraps accepts."""
    door = DOOR.asking(scopes=scopes(LINDMOOR, tags=(0x6C,)))
    # With 27 bytes before the claims, a tag and a length, the value's second byte begins a pair.
    shown = text(LINDMOOR.issue(claims=((0x6C, b"\0" + bytes.fromhex("00000d38ffff")),)).octets)
    zero, highest, greatest = (4 + 3 * pair for pair in (15, 16, 17))
    if shown[zero:greatest + 3] != digits(0, 3) + digits(3_384, 3) + digits(65_535, 3):
        raise ValueError("the groups are not where they were expected")
    three = group.accepts(
        "text-group-65535", "A text with a group of 65,535, the greatest, and one of 0.", "TEXT-3", door.judges(shown),
        "group-overflow", "text",
    )
    for name, at, number, what in (
        ("65536-for-0", zero, 65_536, "65,536 in the place of the group of 0"),
        ("68920-for-3384", highest, 68_920, "68,920, the greatest of three digits, in the place of the group of 3,384"),
        ("65536-for-65535", greatest, 65_536, "65,536 in the place of the group of 65,535"),
    ):
        fails(
            group, f"group-{name}", f"{what}.", "TEXT-3", shown[:at] + digits(number, 3) + shown[at + 3:], "malformed",
            three,
            "group-overflow", door,
        )
    fails(
        group, "first-group-above", "The first group, which has the first byte, is 68,920.", "TEXT-3",
        "MP1:" + digits(41**3 - 1, 3) + shown[7:], "malformed", three, "group-overflow decodes-in-part", door,
    )
    odd = LINDMOOR.issue().octets
    pair = group.accepts(
        "text-91-bytes", "A pass of an odd number of bytes: the last group has two digits.", "TEXT-3 TEXT-4",
        DOOR.judges(text(odd)), "group-overflow", "text",
    )
    for number in (256, 256 + odd[-1], 41**2 - 1):
        same = ", those of the honest one" if number & 0xFF == odd[-1] else ""
        fails(
            group, f"last-group-{number}", f"The last group of two digits is {number}, whose low 8 bits are "
            f"{number & 0xFF}{same}.",
            "TEXT-3", text(odd)[:-2] + digits(number, 2), "malformed", pair, "group-overflow",
        )


def lone_digits(place):
    honest = place.honest
    for digit in "0A:":
        name = {"0": "0", "A": "a", ":": "colon"}[digit]
        place.fails(
            f"lone-digit-{name}", f"The honest text and one more digit, {digit}.", "TEXT-4", honest + digit,
            "malformed", "lone-digit",
        )
    place.fails(
        "two-digits-short", "The honest text without its last two digits: one is left over.", "TEXT-4", honest[:-2],
        "malformed", "lone-digit",
    )
    place.fails(
        "one-digit-alone", "The prefix and one digit.", "TEXT-4", "MP1:0", "malformed", "lone-digit",
    )


def cut(group, honest, twin):
    """Texts that decode, or may do so, to a pass that was cut."""
    fails(
        group, "one-digit-short", "The honest text without its last digit: a last group of two, above 255 or the text "
        "of a pass that lacks a byte.", "TEXT-3 CLAIM-1", honest[:-1], "malformed", twin, "lone-digit",
    )
    fails(
        group, "without-its-last-group", "The honest text without its last group: the text of a pass that lacks two "
        "bytes.", "CLAIM-1", honest[:-3], "malformed", twin, "lone-digit",
    )
    fails(
        group, "prefix-alone", "The prefix with nothing behind it: the text of no bytes.", "PASS-1 TEXT-1", "MP1:",
        "malformed", twin, "decodes-in-part",
    )


def lengths(group):
    door = DOOR.asking(scopes=scopes(LINDMOOR, tags=(0x6C, 0x6D, 0x6E, 0x6F)))

    def of_size(size):
        room = size - 91 - 3 * 257 - 2
        claims = [(tag, b"\xff" * 255) for tag in (0x6C, 0x6D, 0x6E)] + [(0x6F, b"\xff" * room)]
        return text(LINDMOOR.issue(claims=tuple(claims)).octets)

    longest = group.accepts(
        "text-1540-characters", "The text of the longest pass: 1,024 bytes, 1,540 characters.", "PASS-1 TEXT-4",
        door.judges(of_size(1_024)), needs="text", flags="decodes-in-part",
    )
    if len(of_size(1_024)) != 1_540:
        raise ValueError("the longest text has another length")
    fails(
        group, "1542-characters", "The text of a pass of 1,025 bytes.", "PASS-1", of_size(1_025), "malformed", longest,
        "decodes-in-part", door,
    )
    small = door.asking(size=256)
    fails(
        group, "beyond-the-size-limit", "The longest text at a device that holds 256 bytes.", "VERIFY-6",
        of_size(1_024),
        "device-limit", longest, "decodes-in-part rejects-when-it-cannot-tell", small,
    )
    fails(
        group, "fault-beyond-the-size-limit", "The same with a space in the place of its last digit: every digit is "
        "decoded, also those that the device cannot hold.",
        "TEXT-2 VERIFY-1", of_size(1_024)[:-1] + " ", "malformed", longest, "decodes-in-part step-order", small,
    )
    fails(
        group, "lone-digit-beyond-the-size-limit", "The same with one more digit.", "TEXT-4 VERIFY-1",
        of_size(1_024) + "0",
        "malformed", longest, "decodes-in-part lone-digit step-order", small,
    )


def first_bytes(group, honest, twin):
    octets = LINDMOOR.issue(claims=NAMES).octets
    newer = text(changed(octets, 0, u8(0x21)))
    fails(
        group, "version-2", "The honest pass with the first byte 0x21, as text.", "VERIFY-5", newer,
        "unsupported-version", twin, "version-ignored",
    )
    fails(
        group, "version-2-with-a-fault", "The same with a lower-case last digit: the digits are looked at before the "
        "first byte.", "TEXT-2 VERIFY-1", newer[:-1] + "a", "malformed", twin, "decodes-in-part step-order",
    )
    fails(
        group, "kind-4", "The trust list as text, at a door.", "PASS-3", text(LINDMOOR.signed_list), "malformed", twin,
        "kind-ignored",
    )
    fails(
        group, "as-bytes", "The characters of the honest text, given as bytes: the first byte is that of M, version 4.",
        "VERIFY-5", honest.encode(), "unsupported-version", twin, "version-ignored",
    )


def loads(group):
    """A bundle as text: what TEXT-1 to TEXT-4 say of a pass is the refusal of the load (LOAD-18)."""
    even, odd = bundle_place(group, "text-bundle", ASHFORD), bundle_place(group, "text-bundle-odd", LINDMOOR)
    faults(even)
    zero = next(at for at in range(4, len(even.honest), 3) if even.honest[at:at + 3] == "000")
    for name, at, number, what in (
        ("first-group-above", 4, 41**3 - 1, "The first group, which has the first byte, is 68,920."),
        ("group-65536-for-0", zero, 65_536, "65,536 in the place of a group of 0."),
    ):
        even.fails(name, what, "TEXT-3", even.honest[:at] + digits(number, 3) + even.honest[at + 3:], "malformed",
                   "group-overflow decodes-in-part")
    last = LINDMOOR.bundle[-1]
    for number in (256, 256 + last, 41**2 - 1):
        odd.fails(f"last-group-{number}", f"The last group of two digits is {number}, in the place of {last}.",
                  "TEXT-3", odd.honest[:-2] + digits(number, 2), "malformed", "group-overflow")
    newer = text(bundle(ASHFORD.signed_record, ASHFORD.signed_list, first=0x26))
    for name, what, requirement, shown, refusal in (
        ("nothing", "The prefix with nothing behind it.", "TRUST-19", "MP1:", "malformed"),
        ("of-version-2", "The first byte is 0x26.", "TRUST-20", newer, "unsupported-version"),
        ("of-version-2-with-a-fault", "The first byte is 0x26, and a line end stands behind it all.", "TEXT-2",
         newer + "\n", "malformed"),
    ):
        even.fails(name, what, requirement, shown, refusal, "version-ignored decodes-in-part")


def bundle_place(group, id, domain):
    """Where the domain's bundle is loaded as text, with its accepting case."""
    whole = domain.bundle

    def loading(shown, expect):
        return [steps.opened(domain.name, domain.anchor), steps.load(domain.name, shown, expect)]

    honest = text(whole)
    twin = group.accepts(
        id, f"A trust bundle of {len(whole)} bytes as text.",
        "LOAD-18 TEXT-1 TEXT-2 TEXT-3 TEXT-4 TEXT-8 TRUST-19 TRUST-20", loading(honest, steps.loaded(whole)),
        needs="text",
    )
    return Place(group, honest, twin, lambda shown, refusal: loading(shown, steps.refused(refusal)), True)
