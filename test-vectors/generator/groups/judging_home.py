"""The home domain, and what is advised beside a verdict."""
from dataclasses import replace

from ..domain import (
    ACCESS, ASHFORD, DAY, GOOD, LIST_FROM, LINDMOOR, NOON, PRIVATE, REFRESH_AFTER, STATUS, STOLEN, VACCINATION,
)
from ..door import DOOR, Held, scopes
from ..objects.bundles import bundle
from ..objects.lists import COMPROMISED
from ..objects.rules import ISSUED_AT, Rule
from .judging_domains import NAMES


def add(group):
    home(group)
    advisories(group)


def home(group):
    """The home domain is Ashford, the pass Lindmoor's."""
    shown = LINDMOOR.issue(claims=NAMES)
    lindmoor = Held.of(LINDMOOR)
    door = DOOR.asking(home=ASHFORD.digest)

    def holding(domain):
        return door.holding(lindmoor, Held.of(domain))

    accepted = group.accepts(
        "judging-home-held", "The home domain's list is held, and has no rules.", "VERIFY-19 RULE-16",
        holding(ASHFORD).judges(shown), "home-ignored",
    )
    for name, held, what in (
        ("not-held", (lindmoor,), "is not held"),
        ("the-anchor-alone", (lindmoor, Held("ashford", ASHFORD.anchor)), "has the anchor alone"),
        ("the-record-alone", (lindmoor, Held("ashford", ASHFORD.anchor, bundle(ASHFORD.signed_record))), "has no list"),
    ):
        group.fails(
            f"judging-home-{name}", f"The home domain's state {what}.", "VERIFY-19",
            door.holding(*held).judges(shown, "home-list-missing"), accepted,
            "home-ignored accepts-when-it-cannot-tell",
        )
    group.accepts(
        "judging-home-is-own", "The home domain is the pass's own.", "VERIFY-19",
        DOOR.asking(home=LINDMOOR.digest).judges(shown), "home-ignored",
    )
    private = LINDMOOR.issue(profile=PRIVATE, claims=NAMES)
    group.accepts(
        "judging-home-of-private-profile", "The profile is for private use, so that a home domain that is not held "
        "does not count.", "VERIFY-19", door.judges(private), "home-ignored",
    )
    rule = Rule(ACCESS, ISSUED_AT, 0, DAY)
    strict = ASHFORD.with_list(rules=(rule.octets,))
    group.fails(
        "judging-home-rule-closed", "A rule of the home domain ends access passes a day after they were issued.",
        "RULE-16 RULE-11", holding(strict).judges(shown, "rule-expired", LIST_FROM + 2 * DAY), accepted, "home-ignored",
    )
    group.accepts(
        "judging-rule-of-a-domain-that-is-not-home", "The same rule in a domain that is held and is not the home "
        "domain.", "RULE-16 RULE-5", DOOR.holding(lindmoor, Held.of(strict)).judges(shown), "home-ignored",
    )
    private_rule = ASHFORD.with_list(rules=(replace(rule, profile=PRIVATE).octets,))
    group.accepts(
        "judging-home-rule-of-private-profile", "A rule of the home domain for a profile for private use, and a pass "
        "of it.", "RULE-16", holding(private_rule).judges(private), "home-ignored",
    )
    own = LINDMOOR.with_list(rules=(replace(rule, profile=PRIVATE).octets,))
    group.fails(
        "judging-own-rule-of-private-profile", "The same rule in the pass's own domain.", "RULE-5 RULE-11",
        door.holding(Held.of(own)).judges(private, "rule-expired", LIST_FROM + 2 * DAY),
        "judging-home-of-private-profile", "home-ignored",
    )
    old = ASHFORD.with_list(refresh_after=LIST_FROM, expires_at=NOON - DAY)
    group.fails(
        "judging-home-list-expired", "The home domain's list has expired.", "VERIFY-18",
        holding(old).judges(shown, "trust-list-expired", NOON - DAY, ["refresh-due"]), accepted,
        "home-ignored stale-list",
    )
    own_old = LINDMOOR.with_list(refresh_after=LIST_FROM, expires_at=NOON - 2)
    group.fails(
        "judging-both-lists-expired", "Both lists have expired: the instant is that of the own one.", "VERIFY-18",
        door.holding(Held.of(own_old), Held.of(old)).judges(shown, "trust-list-expired", NOON - 2, ["refresh-due"]),
        accepted,
        "home-ignored stale-list",
    )
    ahead = ASHFORD.with_list(issued_at=NOON + 1)
    group.fails(
        "judging-home-list-ahead", "The clock stands a second before the issued at of the home domain's list.",
        "TIME-3", holding(ahead).judges(shown, "clock-behind", NOON + 1), accepted, "home-ignored time-ignored",
    )
    stolen = ASHFORD.with_key(0, flags=COMPROMISED)
    group.accepts(
        "judging-home-key-compromised", "A key of the home domain with the pass's key number is compromised: the home "
        "domain adds rules, and no keys.", "VERIFY-11 RULE-16",
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
        ("across", (REFRESH_AFTER - 1, REFRESH_AFTER), due, "of two seconds, the later of which is refresh after"),
        ("across-before", (REFRESH_AFTER - 2, REFRESH_AFTER - 1), [], "of the two seconds before refresh after"),
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
        "judging-refresh-due-and-rejected", "A rejected pass that is authentic carries the advisories.",
        "VERIFY-25 VERIFY-26", DOOR.at(REFRESH_AFTER).asking(scopes=()).judges(
            ignored, "not-accepted-here", advisories=["refresh-due", "unknown-claim-ignored"]),
        "judging-both-advisories", "advisory-wrong authentic-wrong",
    )
    private = LINDMOOR.issue(claims=(*NAMES, (0xFC, b"x")))
    named = group.accepts(
        "judging-private-tag-of-the-scope", "An ignorable tag for private use that the pass's scope names.",
        "VERIFY-26", DOOR.asking(scopes=scopes(LINDMOOR, (ACCESS,), (0xFC,))).judges(private), "advisory-wrong",
    )
    group.fails(
        "judging-private-tag-and-no-scope", "The policy names the tag for vaccinations, and has no scope for access "
        "passes: the tag is not understood.", "VERIFY-26 VERIFY-14",
        DOOR.asking(scopes=scopes(LINDMOOR, (VACCINATION,), (0xFC,))).judges(
            private, "not-accepted-here", advisories=["unknown-claim-ignored"]),
        named, "advisory-wrong private-tags",
    )
    for name, shown_, reason, requirement in (
        ("unknown-domain", ASHFORD.issue(claims=NAMES), "unknown-domain", "VERIFY-7"),
        ("forged", LINDMOOR.seal(ignored.body, key=LINDMOOR.root(0)), "bad-signature", "VERIFY-10"),
        ("compromised", LINDMOOR.issue(key_number=STOLEN, claims=with_ignored), "key-compromised", "VERIFY-11"),
        ("status-key", LINDMOOR.issue(key_number=STATUS, claims=with_ignored), "key-not-for-this", "VERIFY-12"),
    ):
        group.fails(
            f"judging-refresh-due-and-{name}", f"A refresh is due, and the verdict is {reason}, which is not "
            "authentic: no advisory.",
            f"VERIFY-25 VERIFY-26 VERIFY-23 {requirement}", DOOR.at(REFRESH_AFTER).judges(shown_, reason),
            accepted, "advisory-wrong authentic-wrong",
        )
    soon = ASHFORD.with_list(refresh_after=LIST_FROM + DAY)
    with_home = DOOR.holding(Held.of(LINDMOOR), Held.of(soon))
    group.accepts(
        "judging-refresh-of-home", "A refresh of the home domain's list is due.", "VERIFY-25",
        with_home.asking(home=ASHFORD.digest).judges(shown, advisories=due), "advisory-wrong home-ignored",
    )
    group.accepts(
        "judging-refresh-of-another", "A refresh is due of a list that is neither the own nor the home domain's.",
        "VERIFY-25", with_home.judges(shown), "advisory-wrong home-ignored",
    )
    group.accepts(
        "judging-refresh-of-home-that-does-not-count", "A refresh of the home domain's list is due, and the pass is of "
        "a profile for private use.", "VERIFY-25",
        with_home.asking(home=ASHFORD.digest).judges(LINDMOOR.issue(profile=PRIVATE, claims=NAMES)),
        "advisory-wrong home-ignored",
    )
    early = ASHFORD.with_list(issued_at=LIST_FROM - 10 * DAY, refresh_after=LIST_FROM - 5 * DAY)
    behind = DOOR.holding(Held.of(LINDMOOR), Held.of(early)).asking(home=ASHFORD.digest)
    at_noon = group.accepts(
        "judging-refresh-of-older-home", "A refresh of the home list is due since before the own list was issued.",
        "VERIFY-25", behind.judges(shown, advisories=due), "advisory-wrong home-ignored",
    )
    group.fails(
        "judging-refresh-of-older-home-and-clock-behind", "The clock stands before the own list, and behind the "
        "refresh after of the home list: latest is compared as it is.", "VERIFY-25 TIME-3",
        behind.at(LIST_FROM - DAY).judges(shown, "clock-behind", LIST_FROM, due), at_noon, "advisory-wrong",
    )
