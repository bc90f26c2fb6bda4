"""`poster`: a bundle on several codes: each part, and how parts are put together."""
from dataclasses import replace

from ..cases import Group
from ..domain import ASHFORD, LINDMOOR
from ..history import History
from ..keys import Key
from ..objects.bundles import bundle
from ..objects.texts import CONTENT, base41, poster, poster_part, text
from ..octets import changed, sha256
from ..statehouse import begun, delta, holding, signed, status
from ..succession import renewed, successor

FLAGS = {
    "poster-order": (
        "The parts of a poster are put together in the order in which they were read.",
        "A poster that is read from below is of no use.",
    ),
    "poster-incomplete": (
        "Something is loaded though parts are missing.",
        "A part of a bundle is taken for the whole.",
    ),
    "poster-mixed": (
        "Parts of different objects are put together, or keep each other from being read.",
        "Yesterday's poster beside today's, or one forged code on a wall, keeps doors from their lists.",
    ),
    "poster-digest": (
        "The whole is loaded though its digest is not that of its parts.",
        "Nobody sees that a part was read wrong or replaced.",
    ),
    "poster-part-form": (
        "A part with a number, count or content out of its range is taken.",
        "Parts have many spellings, or a reader is made to hold more than it has room for.",
    ),
    "poster-text": (
        "The digits of a part are not decoded as those of a pass.",
        "A part that was read wrong is taken.",
    ),
}
NEEDS = "posters"
SECOND = successor(renewed(LINDMOOR))
THIRD = successor(SECOND)
CHAIN = bundle(LINDMOOR.signed_record, SECOND.signed_record, THIRD.signed_record, THIRD.signed_list)
TWO, THREE = LINDMOOR.bundle, CHAIN
PARTS, PARTS_OF_THREE = poster(TWO), poster(THREE)
PREFIX = sha256(TWO)[:8]
HALF = -(-len(TWO) // 2)


class Writing:
    def __init__(self, group):
        self.group = group

    def loads(self, id, comment, requirements, texts, shown=TWO, flags="poster-order", needs=NEEDS, **rest):
        return self.group.accepts(f"poster-{id}", comment, requirements,
                                  list(History.of(LINDMOOR).reads(texts, shown, **rest).steps), flags, needs)

    def nothing(self, id, comment, requirements, texts, twin="poster-two-parts", flags="poster-incomplete"):
        self.group.fails(f"poster-{id}", comment, requirements, list(History.of(LINDMOOR).reads(texts).steps), twin,
                         flags, NEEDS)


def group():
    if len(PARTS) != 2 or len(PARTS_OF_THREE) != 3:
        raise ValueError("the examples have other counts of parts")
    group = Group("poster", "A bundle on several codes: each part, and how parts are put together.", FLAGS)
    group.share("lindmoor", TWO)
    writing = Writing(group)
    orders(writing)
    missing(writing)
    mixed(writing)
    replaced(writing)
    parts(writing)
    digits(writing)
    sizes(writing)
    wholes(group)
    return group


def orders(writing):
    first, second = PARTS
    one, two, three = PARTS_OF_THREE
    writing.loads("two-parts", "Two parts in their order.", "POSTER-1 POSTER-2 POSTER-3 POSTER-4 POSTER-5 POSTER-6",
                  PARTS)
    writing.loads("two-parts-turned-round", "Two parts, the last first.", "POSTER-3", [second, first])
    for order in ((0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)):
        name = "-".join(str(i + 1) for i in order)
        writing.loads(f"three-parts-{name}", f"Three parts, read as {name.replace('-', ', ')}.", "POSTER-3",
                      [PARTS_OF_THREE[i] for i in order], THREE)
    for name, texts, what in (
        ("first-twice", [first, first, second], "The first part is read twice, then the second"),
        ("last-twice", [first, second, second], "The last part is read again when the whole is there"),
        ("all-twice", [first, second, first, second], "All parts are read twice"),
        ("first-again-at-the-end", [first, second, first], "The first part is read again at the end"),
    ):
        writing.loads(name, f"{what}.", "POSTER-3", texts)
    writing.loads("three-parts-with-doubles", "Three parts, each read two or three times.", "POSTER-3",
                  [three, one, three, two, one, three], THREE)


def missing(writing):
    first, second = PARTS
    one, two, three = PARTS_OF_THREE
    for name, texts in (("first", [second]), ("second", [first])):
        writing.nothing(f"without-{name}-of-two", f"The {name} of two parts is missing.", "POSTER-5 POSTER-7 LOAD-4",
                        texts)
    for name, texts in (("first", [two, three]), ("second", [one, three]), ("third", [one, two]),
                        ("first-and-third", [two])):
        writing.nothing(f"without-{name}-of-three", f"Of three parts the {name.replace('-', ' ')} is missing.",
                        "POSTER-5 POSTER-7", texts, "poster-three-parts-1-2-3")
    writing.nothing("one-of-three-three-times", "The first of three parts, three times.", "POSTER-3", [one, one, one],
                    "poster-three-parts-1-2-3", "poster-incomplete poster-order")


def mixed(writing):
    first, second = PARTS
    other = poster(renewed(LINDMOOR).bundle)
    pass_text, whole_text = text(LINDMOOR.issue().octets), text(TWO)
    for name, texts, what in (
        ("part-of-another-first", [other[0], first, second], "A part of another poster is read first"),
        ("part-of-another-between", [first, other[1], second], "A part of another poster is read between"),
        ("part-of-another-last", [first, second, other[0]], "A part of another poster is read last"),
        ("pass-between", [first, pass_text, second], "The text of a pass is read between"),
        ("garbage-between", [first, "HELLO WORLD", "MS1:", "MS1:0", "MS2:" + second[4:], second],
         "Texts that are no parts are read between"),
        ("korean-between", [first, "마패", second], "A text in Korean is read between"),
        ("count-3-between", [first, poster_part(2, 3, PREFIX, TWO[HALF:]), second],
         "A part of the same digest prefix with another count is read between"),
    ):
        writing.loads(name, f"{what}: the whole is there.", "POSTER-4", texts, flags="poster-mixed")
    for name, texts, what in (
        ("halves-of-two", [first, other[1]], "The first part of one poster and the second of another"),
        ("halves-of-two-turned-round", [second, other[0]], "The second part of one poster and the first of another"),
        ("counts-differ", [first, poster_part(2, 3, PREFIX, TWO[HALF:])], "The second part says that there are three"),
        ("whole-text-of-a-bundle", [whole_text], "The text of a whole bundle, with the prefix MP1, is no part"),
        ("first-and-whole-text", [first, whole_text], "The first part, and the text of the whole with the prefix MP1"),
    ):
        writing.nothing(name, f"{what}.", "POSTER-4" if "whole" not in name else "POSTER-1", texts,
                        flags="poster-mixed poster-incomplete")


def replaced(writing):
    """A part in whose place another one stands, with the same digest prefix."""
    first, second = PARTS
    altered = changed(TWO, len(TWO) - 1, bytes([TWO[-1] ^ 1]))
    forged = poster_part(2, 2, PREFIX, altered[HALF:])
    shorter = poster_part(2, 2, PREFIX, TWO[HALF:-1])
    longer = poster_part(2, 2, PREFIX, TWO[HALF:] + b"\0")
    for name, texts, what in (
        ("forged", [first, forged], "The last bit of the second part's content is another"),
        ("shorter", [first, shorter], "The second part lacks its last byte"),
        ("longer", [first, longer], "The second part has a byte more"),
        ("exchanged", [poster_part(1, 2, PREFIX, TWO[HALF:]), poster_part(2, 2, PREFIX, TWO[:HALF])],
         "The two parts have each other's number"),
        ("other-prefix-in-all", [poster_part(n + 1, 2, bytes(8), TWO[n * HALF:(n + 1) * HALF]) for n in range(2)],
         "All parts have a digest prefix of zero bytes"),
        ("prefix-last-bit-in-all", [poster_part(n + 1, 2, PREFIX[:7] + bytes([PREFIX[7] ^ 1]),
                                                TWO[n * HALF:(n + 1) * HALF]) for n in range(2)],
         "The last bit of the digest prefix is another in all parts"),
    ):
        writing.nothing(name, f"{what}: the digest is not that of the parts.", "POSTER-5", texts, flags="poster-digest")
    for name, texts in (("true-one-first", [first, second, forged]), ("forged-one-first", [first, forged, second]),
                        ("both-first", [forged, second, first]),
                        ("true-one-again", [first, second, forged, second])):
        writing.nothing(f"two-of-one-number-{name}", f"The second part and a forged one of its number are read, "
                                                     f"{name.replace('-', ' ')}.", "POSTER-6",
                        texts, flags="poster-mixed poster-digest")
    whole = [poster_part(2, 2, sha256(altered)[:8], altered[HALF:])]
    writing.loads("forged-with-its-own-prefix", "A forged second part has the digest prefix of its own whole: it is a "
                                                "part of another poster.", "POSTER-6 POSTER-4",
                  [*whole, first, second], flags="poster-mixed")


def parts(writing):
    """Number, count and content of a part at their edges."""
    first, second = PARTS
    for name, part, what in (
        ("number-0", poster_part(0, 2, PREFIX, TWO[:HALF]), "The first part has the number 0"),
        ("number-3-of-2", poster_part(3, 2, PREFIX, TWO[:HALF]), "The first part has the number 3, of 2"),
        ("number-255-of-2", poster_part(255, 2, PREFIX, TWO[:HALF]), "The first part has the number 255, of 2"),
    ):
        writing.nothing(name, f"{what}.", "POSTER-2", [part, second], flags="poster-part-form")
        writing.loads(f"{name}-beside-good-ones", f"{what}; it is passed over beside the good ones.", "POSTER-2",
                      [part, first, second], flags="poster-part-form")
    for count in (0, 1):
        writing.nothing(f"count-{count}", f"One part with the whole content, number 1 of {count}.", "POSTER-2",
                        [poster_part(1, count, PREFIX, TWO[:CONTENT])], flags="poster-part-form")
    empty = poster_part(3, 3, PREFIX, b"")
    writing.nothing("empty-part", "Three parts, the last of which has no content; together they would be the whole.",
                    "POSTER-2", [poster_part(1, 3, PREFIX, TWO[:HALF]), poster_part(2, 3, PREFIX, TWO[HALF:]), empty],
                    "poster-unequal-parts", "poster-part-form")
    writing.loads("unequal-parts", "Three parts of 1 byte, 500 bytes and the rest: how an object is split is not "
                                   "checked.", "POSTER-2 POSTER-5",
                  [poster_part(1, 3, PREFIX, TWO[:1]), poster_part(2, 3, PREFIX, TWO[1:501]),
                   poster_part(3, 3, PREFIX, TWO[501:])], flags="poster-part-form")
    for name, size in (("1-of-a-prefix", 9), ("number-and-count-alone", 2), ("no-byte", 0)):
        writing.nothing(f"part-of-{name}", f"The first part has {size} bytes in all.", "POSTER-2",
                        ["MS1:" + base41((bytes((1, 2)) + PREFIX)[:size]), second], flags="poster-part-form")


def digits(writing):
    first, second = PARTS
    for name, broken, what, requirement in (
        ("lower-case", first[:4] + first[4:].lower(), "Its digits are in lower case", "TEXT-2"),
        ("prefix-in-lower-case", "ms1:" + first[4:], "Its prefix is in lower case", "TEXT-1"),
        ("prefix-of-a-pass", "MP1:" + first[4:], "Its prefix is MP1", "TEXT-1"),
        ("space-behind", first + " ", "A space stands behind it", "TEXT-2"),
        ("space-before", " " + first, "A space stands before it", "TEXT-1"),
        ("line-feed-behind", first + "\n", "A line feed stands behind it", "TEXT-2"),
        ("plus", first[:10] + "+" + first[11:], "One digit is a plus sign", "TEXT-2"),
        ("group-above", first[:4] + "-:I" + first[7:], "Its first group is 65,536", "TEXT-3"),
        ("last-digit-missing", cut_to_one_over(first), "A single digit is left over at its end", "TEXT-4"),
    ):
        writing.nothing(f"text-{name}", f"{what}: the first of two parts.", f"POSTER-1 {requirement}",
                        [broken, second], flags="poster-text")
        writing.loads(f"text-{name}-beside-good-ones", f"{what}: a third code beside the two parts.",
                      f"POSTER-1 {requirement}", [first, broken, second], flags="poster-text")


def cut_to_one_over(part):
    """The text with one digit more than whole groups."""
    digits_ = len(part) - 4
    return part + "0" * ((1 - digits_) % 3) if digits_ % 3 != 1 else part


def sizes(writing):
    """Objects whose parts are as long as can be."""
    issuer = LINDMOOR.trust_list.issuers[0]

    def of_size(size):
        """A bundle of so many bytes: profiles fill it up by two, the name by one."""
        extra = size - len(LINDMOOR.bundle)
        profiles = tuple(sorted({*issuer.profiles, *range(100, 100 + min(extra // 2, 240))}))
        missing_ = extra - 2 * (len(profiles) - len(issuer.profiles))
        domain = LINDMOOR.with_issuer(1, profiles=profiles, name=issuer.name + b"x" * missing_)
        if len(domain.bundle) != size:
            raise ValueError(f"a bundle of {len(domain.bundle)} bytes in place of {size}")
        return domain.bundle

    largest = of_size(2 * CONTENT)
    writing.loads("two-parts-of-634", "A bundle of 1,268 bytes in two parts of 634.", "POSTER-2", poster(largest),
                  largest, "poster-part-form")
    one_more = of_size(2 * CONTENT + 1)
    prefix = sha256(one_more)[:8]
    writing.nothing("part-of-635", "A bundle of 1,269 bytes in two parts, of 635 and 634 bytes.", "POSTER-2",
                    [poster_part(1, 2, prefix, one_more[:635]), poster_part(2, 2, prefix, one_more[635:])],
                    "poster-two-parts-of-634", "poster-part-form")
    writing.loads("1269-bytes-in-three", "The same bundle in three parts of 423.", "POSTER-2", poster(one_more),
                  one_more, "poster-part-form")


def wholes(group):
    """What the whole is: loaded, or refused, as if it had come in a file."""
    state = History.of(LINDMOOR)
    held = state.loads(TWO)

    def fails(id, comment, requirements, history, flags, twin="poster-two-parts"):
        group.fails(f"poster-of-{id}", comment, requirements, list(history.steps), twin, flags, NEEDS)

    foreign = ASHFORD.with_issuer(1, profiles=tuple(range(1, 200))).bundle
    fails("a-foreign-domain", "A poster of another domain.", "POSTER-5 LOAD-5",
          state.reads(poster(foreign), foreign, "foreign-domain"), "foreign-taken")
    cut = CHAIN[:-1]
    fails("a-bundle-that-is-cut", "A poster of a bundle that lacks its last byte.", "TRUST-19",
          state.reads(poster(cut), cut, "malformed"), "part-length")
    second_version = b"\x26" + CHAIN[1:]
    fails("another-version", "A poster of a bundle of version 2.", "TRUST-20",
          state.reads(poster(second_version), second_version, "unsupported-version"), "bundle-version")
    forged = changed(CHAIN, len(CHAIN) - 1, bytes([CHAIN[-1] ^ 1]))
    fails("a-forged-bundle", "A poster of a bundle whose last signature has another bit.", "TRUST-12 POSTER-5",
          state.reads(poster(forged), forged, "bad-signature"), "wrong-signer")
    newer = History.of(LINDMOOR).loads(CHAIN)
    next_list = bundle(LINDMOOR.signed_record, THIRD.signed_record, renewed(THIRD).signed_list)
    after = bundle(LINDMOOR.signed_record, SECOND.signed_record, THIRD.signed_record, renewed(THIRD).signed_list)
    group.accepts("poster-of-the-next-list", "A poster of the next list under the held record.", "LOAD-12 POSTER-3",
                  list(newer.reads(poster(next_list), next_list, held=after).steps), "rollback-taken", NEEDS)
    older = bundle(LINDMOOR.signed_record, THIRD.signed_record, renewed(THIRD, -1, number=1).signed_list)
    fails("an-older-list", "A poster of an older list under the held record.", "LOAD-12",
          newer.reads(poster(older), older, "rollback"), "rollback-taken", twin="poster-of-the-next-list")
    long_pass = LINDMOOR.issue(claims=((0x6C, bytes(255)), (0x6D, bytes(255)), (0x6E, bytes(255)))).octets
    fails("a-pass", "A pass of 862 bytes in two parts: it is no bundle.", "TRUST-19",
          state.reads(poster(long_pass), long_pass, "malformed"), "part-kind")
    group.accepts("poster-into-a-held-state", "A poster of the next record, for a state that holds a list.",
                  "POSTER-3 LOAD-8", list(held.reads(PARTS_OF_THREE, CHAIN).steps), "poster-order", NEEDS)
    group.accepts("poster-nothing-then-whole", "Two of three parts, and in the next picture all of them.",
                  "POSTER-3 POSTER-7",
                  list(state.reads(PARTS_OF_THREE[:2]).reads(PARTS_OF_THREE, CHAIN).steps), "poster-incomplete", NEEDS)
    group.fails("poster-rest-in-the-next-picture", "Two of three parts, and in the next picture the third alone: "
                                                   "nothing is kept from picture to picture.",
                "POSTER-3", list(state.reads(PARTS_OF_THREE[:2]).reads(PARTS_OF_THREE[2:]).steps),
                "poster-nothing-then-whole", "poster-incomplete", NEEDS)
    alone(group)


def alone(group):
    """Objects that come by themselves are put into a bundle of one part."""
    roots = tuple(Key(f"lindmoor root {i}").public for i in range(16))
    large = replace(LINDMOOR, record=replace(LINDMOOR.record, roots=roots))
    record = large.signed_record
    group.accepts("poster-of-a-record", "A record of 16 roots by itself, in two parts.", "POSTER-3 TRUST-19",
                  list(History.of(large).reads(poster(record), bundle(record)).steps), "part-kind", NEEDS)
    profiles = tuple(range(100, 250))
    listed = LINDMOOR.with_issuer(1, profiles=profiles)
    trust_list = listed.signed_list
    state = History.of(listed).loads(bundle(listed.signed_record))
    group.accepts("poster-of-a-list", "A trust list by itself, in two parts.", "POSTER-3 TRUST-19",
                  list(state.reads(poster(trust_list), bundle(trust_list), held=listed.bundle).steps),
                  "part-kind", NEEDS)
    base, added = status(serials=tuple(range(100, 200_000, 400))), tuple(range(300, 200_000, 400))
    newer = status(number=4, serials=tuple(range(100, 200_000, 200)))
    whole, change = signed(newer), delta(newer, 3, added)
    group.accepts("poster-of-a-status-list", "A status list by itself, in two parts.", "POSTER-3 TRUST-19",
                  list(begun().reads(poster(whole), bundle(whole), held=holding(whole)).steps), "part-kind",
                  f"{NEEDS} status-lists")
    group.accepts("poster-of-a-delta", "A status delta by itself, in two parts.", "POSTER-3 TRUST-19",
                  list(begun().loads(bundle(signed(base)),
                                     holding(signed(base))).reads(poster(change), bundle(change),
                                                                  held=holding(whole)).steps),
                  "part-kind", f"{NEEDS} status-lists deltas")
