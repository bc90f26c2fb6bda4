"""`presentation`: its form, the holder's proof, challenge and freshness, and what is not one."""
from ..cases import Group
from ..domain import ASHFORD, DAY, GOOD, LINDMOOR, LIST_FROM, NOON, PASS_FROM
from ..door import DOOR, scopes
from ..keys import Key
from ..objects.claims import FAMILY_NAME, GIVEN_NAME, HOLDER_KEY
from ..objects.presentations import Presentation
from ..objects.texts import text
from ..octets import changed, u8, u40
from ..showing import PHONE

FLAGS = {
    "presentation-form": (
        "The form of a presentation, or of the pass in it, is not checked.",
        "A presentation has many spellings, or hides an object that the steps do not look at.",
    ),
    "nested": (
        "A presentation of a presentation is opened.",
        "A recorded presentation is wrapped in a fresh one, and the inner proof never looked at.",
    ),
    "proof-cover": (
        "The holder's signature does not have to cover all that stands before it, with its label and the domain.",
        "A recorded proof is put around another time, challenge or pass.",
    ),
    "holder-key-source": (
        "The holder's proof is checked by another key than the one that the pass names.",
        "A copied pass is shown with the copier's own key.",
    ),
    "challenge-match": (
        "A challenge is compared in part, or not where it is missing.",
        "A code that was made before the door asked is accepted.",
    ),
    "freshness-edge": (
        "Freshness is off by one, or compared with another end of the clock reading.",
        "Old codes are accepted, or fresh ones are not.",
    ),
    "phone-clock": (
        "The time that a phone states is used for more than freshness.",
        "A phone with a wrong clock has its own holder's pass rejected, or opens a pass that has not begun.",
    ),
    "bound-bare": (
        "A bound pass is accepted bare where the policy does not allow it, or rejected, or an unbound one asked for a "
        "proof.",
        "A screenshot is accepted, or a paper pass turned away.",
    ),
}
NEEDS = "presentations"
CHALLENGE = bytes(range(1, 17))
BOUND = LINDMOOR.issue(claims=((HOLDER_KEY, PHONE.public),))
NAMED = LINDMOOR.issue(claims=((FAMILY_NAME, b"Rowan"), (GIVEN_NAME, b"Ilse"), (HOLDER_KEY, PHONE.public)))
UNBOUND = LINDMOOR.issue(claims=((FAMILY_NAME, b"Rowan"),))


def presented(shown=NAMED, at=NOON, challenge=b"", key=PHONE, **changes):
    octets = getattr(shown, "octets", shown)
    return Presentation(at, octets, challenge, **changes).signed_by(key, LINDMOOR.digest)


def sealed(body, key=PHONE, label="presentation", digest=LINDMOOR.digest):
    return body + key.sign(label, digest, body)


class Writing:
    def __init__(self, group, honest):
        self.group, self.honest = group, honest

    def accepts(self, id, comment, requirements, shown, flags, door=DOOR, needs=NEEDS):
        return self.group.accepts(f"presentation-{id}", comment, requirements, door.judges(shown), flags, needs)

    def fails(self, id, comment, requirements, shown, reason, flags, door=DOOR, instant=None, twin=None, needs=NEEDS):
        twin = f"presentation-{twin}" if twin else self.honest
        self.group.fails(f"presentation-{id}", comment, requirements, door.judges(shown, reason, instant), twin, flags,
                         needs)


def group():
    group = Group("presentation", "Presentations: form, the holder's proof, challenge and freshness.", FLAGS)
    group.share("lindmoor", LINDMOOR.bundle)
    honest = group.accepts(
        "presentation-honest", "A bound pass with two names, presented at this second by its phone.",
        "PRESENT-1 PRESENT-2 PRESENT-3 PRESENT-4 PRESENT-5 PRESENT-6 PRESENT-8", DOOR.judges(presented()), needs=NEEDS)
    writing = Writing(group, honest)
    lengths(writing)
    inner(writing)
    proofs(writing)
    bare(writing)
    challenges(writing)
    freshness(writing)
    phone_clock(writing)
    return group


def lengths(writing):
    bound = presented(BOUND)
    writing.accepts("shortest", f"The shortest that can be accepted: {len(bound.octets)} bytes, of a pass with a "
                                f"holder key and nothing else.", "PRESENT-1", bound,
                    "presentation-form")
    unbound = presented(LINDMOOR.issue())
    if len(unbound.octets) != 162:
        raise ValueError("the shortest presentation has another length")
    writing.fails("162-bytes", "162 bytes, the shortest that is well-formed: its pass names no holder key.",
                  "PRESENT-1 PRESENT-5", unbound, "bad-holder-proof", "presentation-form", twin="shortest")
    short = LINDMOOR.seal(LINDMOOR.draft().body[:-1])
    writing.fails("161-bytes", "161 bytes: the pass in it has 90.", "PRESENT-1 PASS-1", presented(short), "malformed",
                  "presentation-form", twin="shortest")
    whole = presented().octets
    for end, what in ((1, "behind its first byte"), (6, "behind presented at"), (7, "behind the challenge length"),
                      (40, "in its pass"), (161, "at 161 bytes")):
        writing.fails(f"cut-at-{end}", f"The honest presentation, cut {what}.", "PRESENT-1", whole[:end], "malformed",
                      "presentation-form")
    writing.fails("signature-missing", "The holder's signature is missing: its pass ends 64 bytes too early.",
                  "PRESENT-1 CLAIM-1 PRESENT-3", whole[:-64], "malformed", "presentation-form")
    for size in (1, 16, 31, 32):
        writing.accepts(f"challenge-of-{size}-unasked", f"It has a challenge of {size} bytes, and the policy names "
                                                        f"none: it is not looked at.",
                        "PRESENT-2 PRESENT-8", presented(challenge=bytes(size)), "presentation-form challenge-match")
    for size in (33, 64, 255):
        body = u8(0x12) + u40(NOON) + u8(size) + bytes(size) + NAMED.octets
        writing.fails(f"challenge-of-{size}", f"It has a challenge of {size} bytes.", "PRESENT-2", sealed(body),
                      "malformed", "presentation-form", twin="challenge-of-32-unasked")
    body = presented(challenge=bytes(16)).body
    for size in (15, 17, 0):
        writing.fails(f"challenge-length-{size}-of-16", f"Its challenge length says {size}, and there are 16 bytes: "
                                                        f"its pass begins elsewhere.", "PRESENT-3",
                      sealed(changed(body, 6, u8(size))), "malformed", "presentation-form",
                      twin="challenge-of-16-unasked")
    writing.fails("longest-challenge-and-1025", "1,128 bytes: a challenge of 32 and a pass of 1,025.",
                  "PRESENT-1 SEC-1",
                  presented(of_size(1_025), challenge=bytes(32)), "malformed", "presentation-form", LARGE,
                  twin="longest")
    writing.accepts("longest", "1,127 bytes: a challenge of 32 and a pass of 1,024.", "PRESENT-1 SEC-1",
                    presented(of_size(1_024), challenge=bytes(32)), "presentation-form", LARGE)
    writing.fails("1025-without-challenge", "1,096 bytes, within what a presentation may have: its pass has 1,025.",
                  "PRESENT-3 PASS-1", presented(of_size(1_025)),
                  "malformed", "presentation-form", LARGE, twin="longest")


TAGS = (0x6C, 0x6D, 0x6E, 0x6F)
LARGE = DOOR.asking(scopes=scopes(LINDMOOR, tags=TAGS))


def of_size(size):
    """A bound pass of so many bytes, above 1,000."""
    room = size - 91 - 34
    claims = [(HOLDER_KEY, PHONE.public)]
    for tag in TAGS:
        length = min(255, room - 2)
        claims.append((tag, bytes(length)))
        room -= 2 + length
    return LINDMOOR.issue(claims=tuple(claims))


def inner(writing):
    """What stands in a pass's place."""
    whole = presented()
    writing.fails("nested", "A presentation of the honest presentation, by the same phone.", "PRESENT-3",
                  presented(whole), "malformed", "nested")
    writing.fails("nested-twice", "A presentation of a presentation of the honest one.", "PRESENT-3",
                  presented(presented(whole)), "malformed", "nested")
    for first in (0x00, 0x01, 0x10, 0x13, 0x15, 0x16, 0x17, 0x18, 0x1F, 0x21, 0x31, 0xFF):
        octets = LINDMOOR.seal(u8(first) + NAMED.body[1:])
        writing.fails(f"pass-begins-{first:02x}", f"The pass in it begins with 0x{first:02x}, and is signed so.",
                      "PRESENT-3", presented(octets), "malformed", "presentation-form nested")
    names = {"claims": ((FAMILY_NAME, b"Rowan"), (HOLDER_KEY, PHONE.public))}
    draft = LINDMOOR.draft(**names)
    for name, octets, what, requirement in (
        ("lifetime-0", LINDMOOR.issue(lifetime=0, **names).octets, "has a lifetime of 0", "PASS-2"),
        ("claims-descending", LINDMOOR.issue(claims=names["claims"][::-1]).octets,
         "has its claims in descending order", "CLAIM-2"),
        ("length-0", LINDMOOR.issue(claims=((FAMILY_NAME, b""), (HOLDER_KEY, PHONE.public))).octets,
         "has a claim of no bytes", "CLAIM-3"),
        ("claim-into-signature", LINDMOOR.seal(draft.body + b"\xe0\x05AB"),
         "has a claim that reaches into its signature", "CLAIM-1"),
        ("tag-alone", LINDMOOR.seal(draft.body + b"\xe0"), "ends with a tag alone", "CLAIM-1"),
    ):
        writing.fails(f"pass-{name}", f"The pass in it {what}.", f"PRESENT-3 {requirement}", presented(octets),
                      "malformed", "presentation-form")
    for first, reason in ((0x22, "unsupported-version"), (0x02, "unsupported-version"), (0x17, "malformed")):
        requirement = "VERIFY-5" if reason == "unsupported-version" else "PASS-3"
        writing.fails(f"begins-{first:02x}", f"It begins with 0x{first:02x} in place of 0x12, and is signed so.",
                      requirement, presented(first=first), reason, "presentation-form")
    writing.fails("pass-altered", "A byte of the pass in it is another, and the holder signs that.",
                  "VERIFY-10 PRESENT-4", presented(changed(NAMED.octets, 30, b"r")), "bad-signature", "proof-cover")
    writing.fails("pass-of-unknown-domain", "The pass in it is of a domain that is not held.", "VERIFY-7",
                  Presentation(NOON, ASHFORD.issue(claims=names["claims"]).octets).signed_by(PHONE, ASHFORD.digest),
                  "unknown-domain", "presentation-form")


def proofs(writing):
    body = presented().body
    other = Key("another phone")
    flags = "proof-cover"
    for name, octets, what, requirement, flags_ in (
        ("another-phone", sealed(body, other), "is by another phone", "PRESENT-4", "holder-key-source"),
        ("issuer", sealed(body, LINDMOOR.key(GOOD)), "is by the issuer's key", "PRESENT-4", "holder-key-source"),
        ("zero", body + bytes(64), "is 64 zero bytes", "PRESENT-4", "holder-key-source"),
        ("label-of-pass", sealed(body, label="pass"), "covers the label of a pass", "PRESENT-4 BASE-5",
         "label-ignored"),
        ("label-of-request", sealed(body, label="request"), "covers the label of a pass request", "PRESENT-4 BASE-5",
         "label-ignored"),
        ("zero-digest", sealed(body, digest=bytes(32)), "covers zero bytes in place of the domain digest",
         "PRESENT-4 BASE-5", "domain-not-signed"),
        ("other-domain", sealed(body, digest=ASHFORD.digest), "covers another domain's digest", "PRESENT-4 BASE-5",
         "domain-not-signed"),
        ("tag-alone", sealed(body, digest=LINDMOOR.tag.ljust(32, b"\0")), "covers the domain tag alone",
         "PRESENT-4 BASE-5", "domain-not-signed"),
        ("pass-alone", body + PHONE.sign("presentation", LINDMOOR.digest, NAMED.octets), "covers the pass alone",
         "PRESENT-4", flags),
        ("without-pass", body + PHONE.sign("presentation", LINDMOOR.digest, body[:7]),
         "covers what stands before the pass alone", "PRESENT-4", flags),
        ("without-pass-signature", body + PHONE.sign("presentation", LINDMOOR.digest, body[:-64]),
         "does not cover the issuer's signature", "PRESENT-4", flags),
        ("body-alone", body + PHONE.private.sign(body), "covers neither label nor domain", "PRESENT-4 BASE-5",
         "label-ignored domain-not-signed"),
        ("issuers-signature-again", body + NAMED.octets[-64:], "is the issuer's again", "PRESENT-4", flags),
        ("of-another-second", body + presented(at=NOON - 1).signature, "was made for the second before", "PRESENT-4",
         flags),
        ("of-a-challenge", body + presented(challenge=CHALLENGE).signature, "was made for a challenge", "PRESENT-4",
         flags),
        ("of-another-pass", body + presented(BOUND).signature, "was made for another pass of the phone", "PRESENT-4",
         flags),
    ):
        writing.fails(f"proof-{name}", f"The holder's signature {what}.", requirement, octets, "bad-holder-proof",
                      flags_)
    whole = presented().octets
    for name, at, what in (("presented-at", 5, "presented at"), ("r", len(whole) - 64, "R"),
                           ("s", len(whole) - 1, "S")):
        writing.fails(f"bit-of-{name}", f"A bit of {what} is another.", "PRESENT-4 BASE-3",
                      changed(whole, at, u8(whole[at] ^ 1)), "bad-holder-proof", flags)
    writing.fails("no-holder-key", "Its pass names no holder key.", "PRESENT-5", presented(UNBOUND),
                  "bad-holder-proof", "holder-key-source")
    mine = LINDMOOR.draft(claims=((FAMILY_NAME, b"Rowan"), (GIVEN_NAME, b"Ilse"), (HOLDER_KEY, other.public)))
    writing.fails("holder-key-exchanged", "The holder key in the pass is the copier's, who made the presentation; the "
                                          "issuer's signature is kept.", "VERIFY-10",
                  presented(mine.body + NAMED.octets[-64:], key=other), "bad-signature", "holder-key-source")
    for size in (31, 33):
        octets = LINDMOOR.issue(claims=((FAMILY_NAME, b"Rowan"), (HOLDER_KEY, (PHONE.public * 2)[:size])))
        writing.fails(f"holder-key-of-{size}-bytes", f"The holder key has {size} bytes: step 13 comes before step 14.",
                      "CLAIM-6 PRESENT-5", presented(octets), "invalid-claims", "holder-key-source")
    ignorable = LINDMOOR.issue(claims=((FAMILY_NAME, b"Rowan"), (0xE4, PHONE.public)))
    writing.group.fails("presentation-key-in-another-claim", "The phone's key stands in a claim that the verifier does "
                                                             "not know, and the pass names no holder key.",
                        "PRESENT-5", DOOR.judges(presented(ignorable), "bad-holder-proof",
                                                 advisories=["unknown-claim-ignored"]), writing.honest,
                        "holder-key-source", NEEDS)
    writing.accepts("as-text", "The honest presentation as text.", "PRESENT-4 TEXT-1", text(presented().octets),
                    "presentation-form", needs="text presentations")


def bare(writing):
    flags = "bound-bare"
    allowed, asking = DOOR.asking(bare=True), DOOR.asking(challenge=CHALLENGE)
    writing.fails("bound-bare", "A bound pass is shown bare.", "PRESENT-6", NAMED, "presentation-needed", flags)
    writing.fails("bound-cut-out", "The pass is cut out of a presentation.", "PRESENT-6", presented().octets[7:-64],
                  "presentation-needed", flags)
    writing.accepts("bound-bare-where-allowed", "A bound pass is shown bare, and the policy allows it.", "PRESENT-6",
                    NAMED, flags, allowed)
    writing.accepts("presented-where-bare-is-allowed", "A presentation, where the policy allows bare passes too.",
                    "PRESENT-6", presented(), flags, allowed)
    writing.accepts("unbound-bare", "A pass without a holder key is shown bare.", "PRESENT-6", UNBOUND, flags, needs="")
    writing.accepts("unbound-bare-and-challenge", "A pass without a holder key is shown bare, and the policy names a "
                                                  "challenge.", "PRESENT-6 PRESENT-7", UNBOUND, flags,
                    asking)
    writing.accepts("unbound-bare-and-age-0", "A pass without a holder key is shown bare, and the greatest age is 0.",
                    "PRESENT-6 PRESENT-8", UNBOUND, flags, DOOR.asking(age=0))
    writing.fails("bound-bare-and-challenge", "A bound pass is shown bare, and the policy names a challenge.",
                  "PRESENT-6", NAMED, "presentation-needed", flags, asking, twin="unbound-bare-and-challenge")
    writing.accepts("bound-bare-where-allowed-and-challenge", "A bound pass is shown bare where the policy allows it "
                                                              "and names a challenge: only a presentation "
                    "answers one.", "PRESENT-6 PRESENT-7", NAMED, flags, asking.asking(bare=True))
    writing.fails("no-holder-key-where-bare-is-allowed", "A presentation of a pass without a holder key, where the "
                                                         "policy allows bare passes.", "PRESENT-5",
                  presented(UNBOUND), "bad-holder-proof", "holder-key-source", allowed, twin="bound-bare-where-allowed")
    writing.fails("bad-proof-where-bare-is-allowed", "A presentation by another phone, where the policy allows bare "
                                                     "passes.", "PRESENT-4",
                  presented(key=Key("another phone")), "bad-holder-proof", "holder-key-source", allowed,
                  twin="presented-where-bare-is-allowed")
    writing.fails("stale-where-bare-is-allowed", "A stale presentation, where the policy allows bare passes: its pass "
                                                 "alone would be accepted.", "PRESENT-8",
                  presented(at=NOON - 60), "presentation-stale", "freshness-edge", allowed, NOON,
                  "presented-where-bare-is-allowed")


def challenges(writing):
    asking = DOOR.asking(challenge=CHALLENGE)
    flags = "challenge-match"
    writing.accepts("answers", "It answers the challenge of 16 bytes.", "PRESENT-7", presented(challenge=CHALLENGE),
                    flags, asking)
    for size in (1, 31, 32):
        challenge = bytes(range(100, 100 + size))
        writing.accepts(f"answers-{size}", f"It answers a challenge of {size} bytes.", "PRESENT-7",
                        presented(challenge=challenge), flags, DOOR.asking(challenge=challenge))
    for name, challenge, what in (
        ("none", b"", "has no challenge"), ("first-bit", changed(CHALLENGE, 0, b"\x81"), "has another first bit"),
        ("last-bit", changed(CHALLENGE, 15, b"\x11"), "has another last bit"),
                                  ("cut", CHALLENGE[:-1], "lacks the last byte"),
        ("first-byte", CHALLENGE[:1], "has the first byte alone"), ("longer", CHALLENGE + b"\0",
                                                                    "has a zero byte more"),
        ("zero-before", b"\0" + CHALLENGE, "has a zero byte before"), ("turned-round", CHALLENGE[::-1],
                                                                       "has the bytes in reverse"),
        ("zeros", bytes(16), "has 16 zero bytes"), ("twice", CHALLENGE * 2, "has the challenge twice"),
    ):
        writing.fails(f"answer-{name}", f"The answer to the challenge {what}.", "PRESENT-7",
                      presented(challenge=challenge), "wrong-challenge", flags, asking, twin="answers")
    zero_padded = DOOR.asking(challenge=CHALLENGE + b"\0")
    writing.fails("answer-without-the-last-zero", "The challenge ends with a zero byte, which the answer lacks.",
                  "PRESENT-7", presented(challenge=CHALLENGE), "wrong-challenge", flags, zero_padded, twin="answers")
    for name, at, what in (("an-hour-ago", NOON - 3_600, "an hour ago"), ("in-1970", 0, "at the second 0"),
                           ("in-an-hour", NOON + 3_600, "an hour ahead"),
                           ("at-the-end-of-time", 2**40 - 1, "at 2^40 - 1")):
        writing.accepts(f"answers-{name}", f"It answers the challenge, and was made {what} by its phone's clock: that "
                                           f"is not looked at.", "PRESENT-7 PRESENT-8 PRESENT-9",
                        presented(at=at, challenge=CHALLENGE), "challenge-match phone-clock", asking)
    writing.accepts("answers-and-age-0", "It answers the challenge, and the greatest age is 0.", "PRESENT-7 PRESENT-8",
                    presented(challenge=CHALLENGE), flags, asking.asking(age=0))
    writing.fails("wrong-answer-and-stale", "It answers another challenge, and is an hour old.", "PRESENT-7",
                  presented(at=NOON - 3_600, challenge=bytes(16)), "wrong-challenge", flags, asking, twin="answers")


def freshness(writing):
    flags = "freshness-edge"
    for age in (None, 1, 60, 86_400):
        door = DOOR if age is None else DOOR.asking(age=age)
        seconds = 60 if age is None else age
        name = "default" if age is None else str(age)
        writing.accepts(f"age-{name}-oldest", f"Greatest age {name}: made {seconds - 1} s before latest.", "PRESENT-8",
                        presented(at=NOON - seconds + 1), flags, door)
        writing.accepts(f"age-{name}-newest", f"Greatest age {name}: made at latest.", "PRESENT-8", presented(), flags,
                        door)
        writing.fails(f"age-{name}-too-old", f"Greatest age {name}: made {seconds} s before latest.", "PRESENT-8",
                      presented(at=NOON - seconds), "presentation-stale", flags, door, NOON, f"age-{name}-oldest")
        writing.fails(f"age-{name}-from-the-future", f"Greatest age {name}: made a second behind latest.", "PRESENT-8",
                      presented(at=NOON + 1), "presentation-stale",
                      f"{flags} phone-clock", door, NOON + 1, f"age-{name}-newest")
    writing.fails("age-0-at-latest", "Greatest age 0: made at latest, and none is fresh.", "PRESENT-8", presented(),
                  "presentation-stale", flags, DOOR.asking(age=0), NOON, "age-1-newest")
    widest = DOOR.asking(age=2**32 - 1)
    writing.accepts("age-greatest-and-at-0", "Greatest age 2^32 - 1: made at the second 0.", "PRESENT-8 BASE-4",
                    presented(at=0), f"{flags} narrow-times", widest)
    writing.fails("age-greatest-and-from-the-future", "Greatest age 2^32 - 1: made at 2^40 - 1.", "PRESENT-8 BASE-4",
                  presented(at=2**40 - 1), "presentation-stale",
                  f"{flags} narrow-times", widest, 2**40 - 1, "age-greatest-and-at-0")
    wide = DOOR.at(NOON - 600, NOON)
    for name, at, is_good in (("latest", NOON, True), ("59-before-latest", NOON - 59, True),
                              ("60-before-latest", NOON - 60, False),
                              ("earliest", NOON - 600, False), ("behind-latest", NOON + 1, False)):
        comment = f"A clock reading of ten minutes: made at {name.replace('-', ' ')}, and latest counts."
        if is_good:
            writing.accepts(f"wide-{name}", comment, "PRESENT-8", presented(at=at), flags, wide)
        else:
            instant = at if at > NOON else at + 60
            writing.fails(f"wide-{name}", comment, "PRESENT-8", presented(at=at), "presentation-stale", flags, wide,
                          instant, "wide-latest")
    fast = DOOR.at(LIST_FROM - DAY, LIST_FROM + 2 * DAY)
    writing.accepts("age-from-latest-as-given", "Earliest is raised to the floor for the pass; freshness takes latest "
                                                "as it was given.", "PRESENT-8",
                    presented(at=LIST_FROM + 2 * DAY), flags, fast)


def phone_clock(writing):
    """Presented at raises no floor."""
    asking = DOOR.asking(challenge=CHALLENGE)
    ending = LINDMOOR.issue(lifetime=6 * DAY + DAY // 2 + 1, claims=((HOLDER_KEY, PHONE.public),))
    if LINDMOOR.draft(lifetime=6 * DAY + DAY // 2 + 1).end != NOON + 1:
        raise ValueError("the pass has another end")
    flags = "phone-clock"
    writing.accepts("fast-phone-before-the-end", "The pass ends a second behind the door's clock, and the phone is a "
                                                 "day ahead: the pass has not ended.", "PRESENT-9 TIME-2",
                    presented(ending, NOON + DAY, CHALLENGE), flags, asking)
    starting = LINDMOOR.issue(valid_from=NOON - PASS_FROM, claims=((HOLDER_KEY, PHONE.public),))
    across = asking.at(NOON - 10, NOON)
    writing.accepts("phone-at-the-start-and-exact-clock", "The pass begins at this second, which door and phone say.",
                    "PRESENT-9", presented(starting, NOON, CHALLENGE), flags, asking)
    writing.fails("phone-at-the-start", "The pass begins within the door's reading, and the phone says that it has "
                                        "begun: whether it has cannot be told.",
                  "PRESENT-9 TIME-5", presented(starting, NOON, CHALLENGE), "clock-uncertain", flags, across, NOON,
                  "phone-at-the-start-and-exact-clock")
    writing.fails("phone-of-next-year", "The phone is a year ahead, and the policy names no challenge: stale, and no "
                                        "clock is behind.", "PRESENT-8 PRESENT-9",
                  presented(at=NOON + 365 * DAY), "presentation-stale", flags, DOOR, NOON + 365 * DAY)
    writing.fails("ended-and-slow-phone", "The pass ends at this second, and the phone is a day behind.",
                  "PRESENT-9 VERIFY-15",
                  presented(LINDMOOR.issue(lifetime=6 * DAY + DAY // 2, claims=((HOLDER_KEY, PHONE.public),)),
                            NOON - DAY, CHALLENGE), "expired", flags, asking, NOON,
                  "fast-phone-before-the-end")
