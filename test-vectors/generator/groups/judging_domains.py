"""Which states are held, domains that share a tag, keys and what they are for, the home domain, advisories."""
from dataclasses import replace

from ..domain import (
    ACCESS, ASHFORD, DAY, FESTIVAL, GOOD, LIST_FROM, LINDMOOR, NOON, NOT_YET, PRIVATE, RECORD_FROM, REFRESH_AFTER, RETIRED,
    RETIRED_AT, STANDBY, STATUS, STOLEN, TICKET, VACCINATION, WITHDRAWN, founded, listed,
)
from ..door import DOOR, Held, door_of, scopes
from ..keys import drawn
from ..objects.bundles import bundle
from ..objects.claims import date
from ..objects.lists import COMPROMISED, PASSES, Issuer
from ..objects.rules import ISSUED_AT, Rule
from ..octets import u32

NAMES = ((0x60, b"Rowan"),)
REJECTS = "rejects-when-it-cannot-tell"


def add(group):
    group.accepts("judging-named", "A pass with one name.", "VERIFY-7 VERIFY-14", DOOR.judges(LINDMOOR.issue(claims=NAMES)))
    states(group)
    shared_tags(group)
    keys(group)
    policies(group)
    home(group)
    advisories(group)


def states(group):
    shown = LINDMOOR.issue(claims=NAMES)
    record_only = bundle(LINDMOOR.signed_record)
    for name, held, reason, what in (
        ("no-state", (), "unknown-domain", "holds no state at all"),
        ("another-domain", (Held.of(ASHFORD),), "unknown-domain", "holds another domain's state alone"),
        ("the-anchor-alone", (Held("lindmoor", LINDMOOR.anchor),), "key-not-yet-known",
         "has the domain's anchor, and neither record nor list"),
        ("the-record-alone", (Held("lindmoor", LINDMOOR.anchor, record_only),), "key-not-yet-known",
         "holds the domain's record and no list"),
    ):
        requirement = "VERIFY-7" if reason == "unknown-domain" else "VERIFY-8"
        group.fails(
            f"judging-with-{name}", f"A door that {what}.", requirement, DOOR.holding(*held).judges(shown, reason),
            "judging-named", REJECTS,
        )
    lindmoor, ashford = Held.of(LINDMOOR), Held.of(ASHFORD)
    for name, held in (("first", (lindmoor, ashford)), ("last", (ashford, lindmoor))):
        group.accepts(
            f"judging-state-{name}", f"The pass's state is the {name} of two.", "VERIFY-7",
            DOOR.holding(*held).judges(shown), "first-state-only",
        )


def twins():
    """Two domains whose tags are equal: nonces are tried until two first records' digests begin with the same bytes."""
    def digest(name, number):
        return replace(bare[name].record, domain=nonce(name, number)).digest

    def nonce(name, number):
        return drawn(f"{name} nonce")[:28] + u32(number)

    bare = {name: founded(name, bytes(32), (), 0) for name in ("elder", "alder")}
    seen = {digest("elder", number)[:4]: number for number in range(120_000)}
    found = next(n for n in range(10**7) if digest("alder", n)[:4] in seen)
    first = seen[digest("alder", found)[:4]]

    def domain(name, number, key_numbers, next_key_number, flags=PASSES):
        office = Issuer(1, f"{name.capitalize()} Office".encode(), (ACCESS,), tuple(
            listed(name, n, flags) for n in key_numbers))
        return founded(name, nonce(name, number), (office,), next_key_number)

    return lambda name, *rest: domain(name, first if name == "elder" else found, *rest)


def shared_tags(group):
    """What a pass that names key 3 gets under each of two lists of one tag. It is signed by key 3 of Elder."""
    twin = twins()
    signing = twin("elder", (3,), 9)
    shown = signing.issue(key_number=3, claims=NAMES)
    honest, stolen = twin("elder", (3,), 9), twin("elder", (3,), 9, COMPROMISED)
    not_yet, left, other = twin("alder", (1,), 3), twin("alder", (1, 4), 9), twin("alder", (3,), 9)
    elder_not_yet, elder_left = twin("elder", (1,), 3), twin("elder", (1, 4), 9)
    if honest.tag != other.tag:
        raise ValueError("the two domains have different tags")
    policy = {"scopes": scopes(honest) + scopes(other)}
    flags = "first-state-only"

    def both(id, what, reason, elder, alder, asking=None):
        """In both orders of the states; the verdict is the same."""
        for order, held in (("", (elder, alder)), ("-turned-round", (alder, elder))):
            door = DOOR.holding(*(Held.of(domain) for domain in held)).asking(**(asking or policy))
            text = what if not order else f"{what} The states in the other order."
            if reason is None:
                group.accepts(f"judging-tag-{id}{order}", text, "VERIFY-22", door.judges(shown), flags)
            else:
                group.fails(f"judging-tag-{id}{order}", text, "VERIFY-22", door.judges(shown, reason), "judging-tag-alone", flags)

    group.accepts(
        "judging-tag-alone", "A pass of Elder, whose tag is Alder's too, at a door that holds Elder alone.", "VERIFY-22 VERIFY-7",
        DOOR.holding(Held.of(honest)).asking(**policy).judges(shown), flags,
    )
    both("good-and-other-key", "Good under Elder; Alder lists another key of that number.", None, honest, other)
    both("good-and-withdrawn", "Good under Elder; under Alder the number is withdrawn.", None, honest, left)
    both("good-and-not-yet-known", "Good under Elder; under Alder the number is not yet known.", None, honest, not_yet)
    both("compromised-and-not-yet-known", "The signature is good under Elder, whose key is compromised; under Alder the number "
         "is not yet known.", "key-compromised", stolen, not_yet)
    both("good-and-scope-of-other", "Good under Elder, and the policy names Alder alone.", "not-accepted-here", honest, other,
         {"scopes": scopes(other)})
    both("not-yet-known-and-withdrawn", "Not yet known under Elder, withdrawn under Alder.", "key-not-yet-known", elder_not_yet,
         left)
    both("not-yet-known-and-other-key", "Not yet known under Elder, another key under Alder.", "key-not-yet-known",
         elder_not_yet, other)
    both("withdrawn-and-not-yet-known", "Withdrawn under Elder, not yet known under Alder.", "key-not-yet-known", elder_left,
         not_yet)
    both("withdrawn-and-other-key", "Withdrawn under Elder, another key under Alder.", "key-withdrawn", elder_left, other)
    for id, alder, reason, what in (
        ("stranger-not-yet-known", not_yet, "key-not-yet-known", "does not know the number yet"),
        ("stranger-withdrawn", left, "key-withdrawn", "lists it no more"),
        ("stranger-other-key", other, "bad-signature", "lists another key"),
    ):
        group.fails(
            f"judging-tag-{id}", f"A pass of Elder at a door that holds Alder alone, which {what}.", "VERIFY-22",
            DOOR.holding(Held.of(alder)).asking(**policy).judges(shown, reason), "judging-tag-alone", flags,
        )
    door = DOOR.holding(Held.of(honest), Held.of(other)).asking(**policy)
    forged = honest.seal(shown.body, key=LINDMOOR.key(GOOD))
    group.fails(
        "judging-tag-forged", "A pass that is signed by the key of neither.", "VERIFY-22", door.judges(forged, "bad-signature"),
        "judging-tag-alone", flags,
    )
    with_anchor = DOOR.holding(Held.of(honest), Held("alder", other.anchor)).asking(**policy)
    group.accepts(
        "judging-tag-good-and-anchor-alone", "Good under Elder; of Alder the door has the anchor alone.", "VERIFY-22",
        with_anchor.judges(shown), flags,
    )
    group.fails(
        "judging-tag-forged-and-anchor-alone", "Signed by a stranger; of Alder the door has the anchor alone, so that who signed "
        "cannot be told.", "VERIFY-22", with_anchor.judges(forged, "key-not-yet-known"), "judging-tag-alone", flags,
    )


def keys(group):
    accepted = group.accepts(
        "judging-ticket-of-festival", "A ticket of the issuer that has tickets alone.", "VERIFY-13",
        DOOR.judges(LINDMOOR.issue(key_number=FESTIVAL, profile=TICKET, claims=((0x70, b"Harbour Concert"),))), "key-use",
    )
    group.fails(
        "judging-vaccination-of-festival", "The same issuer signs a vaccination.", "VERIFY-13",
        DOOR.judges(LINDMOOR.issue(key_number=FESTIVAL, profile=VACCINATION, claims=(
            (0x10, b"\x01"), (0x50, date(2027, 2, 18)))), "key-not-for-this"), accepted, "key-use",
    )
    group.fails(
        "judging-pass-by-status-key", "A pass that is signed by the issuer's status key, under its number.", "VERIFY-12",
        DOOR.judges(LINDMOOR.issue(key_number=STATUS, claims=NAMES), "key-not-for-this"), "judging-named", "key-use",
    )
    group.fails(
        "judging-pass-by-status-key-of-no-profile", "Signed by the status key, of a profile that the issuer does not have.",
        "VERIFY-12 VERIFY-13",
        DOOR.judges(LINDMOOR.issue(key_number=STATUS, profile=0xF001, claims=NAMES), "key-not-for-this"), "judging-named",
        "key-use",
    )
    stolen_status = LINDMOOR.with_key(STATUS, flags=1 | COMPROMISED).with_issuer(1, status_demand=1)
    group.fails(
        "judging-pass-by-stolen-status-key", "Signed by a status key that is compromised: step 8 comes before step 9.",
        "VERIFY-11 VERIFY-1", door_of(stolen_status).judges(
            stolen_status.issue(key_number=STATUS, claims=NAMES), "key-compromised"), "judging-named", "key-state step-order",
    )
    for name, issued_at, what in (
        ("long-ago", RECORD_FROM, "is dated long before the theft was known"),
        ("now", NOON, "is dated at this second"),
    ):
        group.fails(
            f"judging-stolen-key-{name}", f"A pass of a compromised key that {what}.", "VERIFY-11",
            DOOR.judges(LINDMOOR.issue(key_number=STOLEN, issued_at=issued_at, claims=NAMES), "key-compromised"),
            "judging-named", "key-state",
        )
    group.fails(
        "judging-retired-key", "A key whose accept until has passed, and a pass that has not ended.", "VERIFY-16",
        DOOR.judges(LINDMOOR.issue(key_number=RETIRED, claims=NAMES), "expired", RETIRED_AT), "judging-named", "time-ignored",
    )
    group.accepts(
        "judging-retired-key-before", "The same pass on the day before the key's accept until.", "VERIFY-16",
        DOOR.at(RETIRED_AT - DAY).judges(LINDMOOR.issue(key_number=RETIRED, claims=NAMES)), "time-ignored",
    )
    group.accepts(
        "judging-key-number-last", "Key number 7, the last that was allotted.", "VERIFY-8 VERIFY-9",
        DOOR.judges(LINDMOOR.issue(key_number=STANDBY, claims=NAMES)), "stale-list",
    )
    for name, number, reason, requirement in (
        ("before-the-first", 0, "key-withdrawn", "VERIFY-9"), ("between", WITHDRAWN, "key-withdrawn", "VERIFY-9"),
        ("next", NOT_YET, "key-not-yet-known", "VERIFY-8"), ("behind-next", NOT_YET + 1, "key-not-yet-known", "VERIFY-8"),
    ):
        group.fails(
            f"judging-key-number-{name}", f"Key number {number}; the list has 1, 2, 3, 5, 6, 7, and its next key number is 8.",
            requirement, DOOR.judges(LINDMOOR.issue(key_number=number, claims=NAMES), reason), "judging-named", "stale-list",
        )


def policies(group):
    shown = LINDMOOR.issue(claims=NAMES)
    for name, pairs, what in (
        ("another-profile", scopes(LINDMOOR, (TICKET,)), "the profile of tickets alone"),
        ("another-domain", scopes(ASHFORD, (ACCESS,)), "the profile access of another domain"),
        ("crossed", scopes(LINDMOOR, (TICKET,)) + scopes(ASHFORD, (ACCESS,)),
         "this domain for tickets, and another one for access"),
    ):
        group.fails(
            f"judging-scope-{name}", f"The policy has {what}.", "VERIFY-14",
            DOOR.holding(Held.of(LINDMOOR), Held.of(ASHFORD)).asking(scopes=pairs).judges(shown, "not-accepted-here"),
            "judging-named", "scope-ignored",
        )
    group.accepts(
        "judging-scope-alone", "The policy has this domain and profile, and nothing else.", "VERIFY-14",
        DOOR.asking(scopes=scopes(LINDMOOR, (ACCESS,))).judges(shown), "scope-ignored",
    )


def home(group):
    """The home domain is Ashford, the pass Lindmoor's."""
    shown = LINDMOOR.issue(claims=NAMES)
    lindmoor = Held.of(LINDMOOR)
    door = DOOR.asking(home=ASHFORD.digest)

    def holding(domain):
        return door.holding(lindmoor, Held.of(domain))

    accepted = group.accepts(
        "judging-home-held", "The home domain's list is held, and has no rules.", "VERIFY-19 RULE-16", holding(ASHFORD).judges(shown),
        "home-ignored",
    )
    for name, held, what in (
        ("not-held", (lindmoor,), "is not held"),
        ("the-anchor-alone", (lindmoor, Held("ashford", ASHFORD.anchor)), "has the anchor alone"),
        ("the-record-alone", (lindmoor, Held("ashford", ASHFORD.anchor, bundle(ASHFORD.signed_record))), "has no list"),
    ):
        group.fails(
            f"judging-home-{name}", f"The home domain's state {what}.", "VERIFY-19",
            door.holding(*held).judges(shown, "home-list-missing"), accepted, "home-ignored accepts-when-it-cannot-tell",
        )
    group.accepts(
        "judging-home-is-own", "The home domain is the pass's own.", "VERIFY-19",
        DOOR.asking(home=LINDMOOR.digest).judges(shown), "home-ignored",
    )
    private = LINDMOOR.issue(profile=PRIVATE, claims=NAMES)
    group.accepts(
        "judging-home-of-private-profile", "The profile is for private use, so that a home domain that is not held does not "
        "count.", "VERIFY-19", door.judges(private), "home-ignored",
    )
    rule = Rule(ACCESS, ISSUED_AT, 0, DAY)
    strict = ASHFORD.with_list(rules=(rule.octets,))
    group.fails(
        "judging-home-rule-closed", "A rule of the home domain ends access passes a day after they were issued.", "RULE-16 RULE-11",
        holding(strict).judges(shown, "rule-expired", LIST_FROM + 2 * DAY), accepted, "home-ignored",
    )
    group.accepts(
        "judging-rule-of-a-domain-that-is-not-home", "The same rule in a domain that is held and is not the home domain.", "RULE-16 RULE-5",
        DOOR.holding(lindmoor, Held.of(strict)).judges(shown), "home-ignored",
    )
    private_rule = ASHFORD.with_list(rules=(replace(rule, profile=PRIVATE).octets,))
    group.accepts(
        "judging-home-rule-of-private-profile", "A rule of the home domain for a profile for private use, and a pass of it.",
        "RULE-16", holding(private_rule).judges(private), "home-ignored",
    )
    own = LINDMOOR.with_list(rules=(replace(rule, profile=PRIVATE).octets,))
    group.fails(
        "judging-own-rule-of-private-profile", "The same rule in the pass's own domain.", "RULE-5 RULE-11",
        door.holding(Held.of(own)).judges(private, "rule-expired", LIST_FROM + 2 * DAY), "judging-home-of-private-profile", "home-ignored",
    )
    old = ASHFORD.with_list(refresh_after=LIST_FROM, expires_at=NOON - DAY)
    group.fails(
        "judging-home-list-expired", "The home domain's list has expired.", "VERIFY-18",
        holding(old).judges(shown, "trust-list-expired", NOON - DAY, ["refresh-due"]), accepted, "home-ignored stale-list",
    )
    own_old = LINDMOOR.with_list(refresh_after=LIST_FROM, expires_at=NOON - 2)
    group.fails(
        "judging-both-lists-expired", "Both lists have expired: the instant is that of the own one.", "VERIFY-18",
        door.holding(Held.of(own_old), Held.of(old)).judges(shown, "trust-list-expired", NOON - 2, ["refresh-due"]), accepted,
        "home-ignored stale-list",
    )
    ahead = ASHFORD.with_list(issued_at=NOON + 1)
    group.fails(
        "judging-home-list-ahead", "The clock stands a second before the issued at of the home domain's list.", "TIME-3",
        holding(ahead).judges(shown, "clock-behind", NOON + 1), accepted, "home-ignored time-ignored",
    )
    stolen = ASHFORD.with_key(0, flags=COMPROMISED)
    group.accepts(
        "judging-home-key-compromised", "A key of the home domain with the pass's key number is compromised: the home domain "
        "adds rules, and no keys.", "VERIFY-11 RULE-16",
        door.holding(lindmoor, Held.of(replace_number(stolen))).judges(shown), "home-ignored",
    )


def replace_number(domain):
    """Its one key under the number of Lindmoor's first."""
    ministry = domain.trust_list.issuers[0]
    keys = tuple(replace(key, number=GOOD) for key in ministry.keys)
    return domain.with_list(issuers=(replace(ministry, keys=keys),), next_key_number=GOOD + 1)


def advisories(group):
    shown = LINDMOOR.issue(claims=NAMES)
    due = ["refresh-due"]
    for name, clock, advisories, what in (
        ("before", (REFRESH_AFTER - 1,), [], "a second before refresh after"),
        ("at", (REFRESH_AFTER,), due, "at refresh after"),
        ("across", (REFRESH_AFTER - 1, REFRESH_AFTER), due, "from the second before refresh after to it: latest counts"),
        ("across-before", (REFRESH_AFTER - 2, REFRESH_AFTER - 1), [], "of two seconds, the later of which is the one before "
         "refresh after"),
    ):
        group.accepts(
            f"judging-refresh-{name}", f"A clock reading {what}.", "VERIFY-25",
            DOOR.at(*clock).judges(shown, advisories=advisories), "advisory-wrong",
        )
    accepted = "judging-refresh-at"
    with_ignored = (*NAMES, (0xE4, b"x"))
    ignored = LINDMOOR.issue(claims=with_ignored)
    group.accepts(
        "judging-both-advisories", "A refresh is due, and a claim is ignored.", "VERIFY-25 VERIFY-26",
        DOOR.at(REFRESH_AFTER).judges(ignored, advisories=["refresh-due", "unknown-claim-ignored"]), "advisory-wrong",
    )
    group.fails(
        "judging-refresh-due-and-rejected", "A rejected pass that is authentic carries the advisories.", "VERIFY-25 VERIFY-26",
        DOOR.at(REFRESH_AFTER).asking(scopes=()).judges(ignored, "not-accepted-here",
                                                         advisories=["refresh-due", "unknown-claim-ignored"]),
        "judging-both-advisories", "advisory-wrong authentic-wrong",
    )
    for name, shown_, reason, requirement in (
        ("unknown-domain", ASHFORD.issue(claims=NAMES), "unknown-domain", "VERIFY-7"),
        ("forged", LINDMOOR.seal(ignored.body, key=LINDMOOR.root(0)), "bad-signature", "VERIFY-10"),
        ("compromised", LINDMOOR.issue(key_number=STOLEN, claims=with_ignored), "key-compromised", "VERIFY-11"),
        ("status-key", LINDMOOR.issue(key_number=STATUS, claims=with_ignored), "key-not-for-this", "VERIFY-12"),
    ):
        group.fails(
            f"judging-refresh-due-and-{name}", f"A refresh is due, and the verdict is {reason}, which is not authentic: no "
            "advisory.", f"VERIFY-25 VERIFY-26 VERIFY-23 {requirement}", DOOR.at(REFRESH_AFTER).judges(shown_, reason),
            accepted, "advisory-wrong authentic-wrong",
        )
    soon = ASHFORD.with_list(refresh_after=LIST_FROM + DAY)
    with_home = DOOR.holding(Held.of(LINDMOOR), Held.of(soon))
    group.accepts(
        "judging-refresh-of-home", "A refresh of the home domain's list is due.", "VERIFY-25",
        with_home.asking(home=ASHFORD.digest).judges(shown, advisories=due), "advisory-wrong home-ignored",
    )
    group.accepts(
        "judging-refresh-of-another", "A refresh is due of a list that is neither the own nor the home domain's.", "VERIFY-25",
        with_home.judges(shown), "advisory-wrong home-ignored",
    )
    group.accepts(
        "judging-refresh-of-home-that-does-not-count", "A refresh of the home domain's list is due, and the pass is of a profile "
        "for private use.", "VERIFY-25",
        with_home.asking(home=ASHFORD.digest).judges(LINDMOOR.issue(profile=PRIVATE, claims=NAMES)),
        "advisory-wrong home-ignored",
    )
    early = ASHFORD.with_list(issued_at=LIST_FROM - 10 * DAY, refresh_after=LIST_FROM - 5 * DAY)
    group.fails(
        "judging-refresh-of-home-and-clock-behind", "The clock stands before the own list, and behind the refresh after of the "
        "home list: latest is compared as it is.", "VERIFY-25 TIME-3",
        DOOR.holding(Held.of(LINDMOOR), Held.of(early)).asking(home=ASHFORD.digest).at(LIST_FROM - DAY)
        .judges(shown, "clock-behind", LIST_FROM, due), "judging-refresh-of-home", "advisory-wrong",
    )
