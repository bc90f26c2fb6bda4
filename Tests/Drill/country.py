"""What the authority and the issuer did before that noon, with the tool, each thing at its time.

Lists are signed each Monday, and one on the Thursday on which the theft is known. A trust list and a status list live
for 28 days. Nothing here breaks a rule of the specification: keys are listed a list lifetime before they sign
(TRUST-15), and the relaxed rule is announced a list lifetime ahead (tie 8).
"""
from authority import Authority
from noon import NOON, day, moment
from people import BOUND, HOLDERS, ISSUED_BAD, RELAXED, REVOKED
from tool import DAY, progress, when

LIFETIME = 28 * DAY
CALENDAR = {"every": "7d", "refreshAfter": "14d", "expiresAt": "28d", "longestPass": "270d"}
FOUNDED = day("2021-09-06")
KEYS_LISTED = day("2021-10-18")
ANNOUNCED = day("2021-11-15")
THEFT_KNOWN = moment("2021-12-09T12:00:00Z")
LISTS = [*range(FOUNDED, NOON, 7 * DAY), THEFT_KNOWN]

FIRST_KEYS = {
    "autumn": {"signsFrom": "2021-09-06T00:00:00Z", "signsUntil": "2021-11-24T00:00:00Z"},
    "side": {"signsFrom": "2021-09-06T00:00:00Z", "signsUntil": "2021-12-31T00:00:00Z"},
    "status": {"signsFrom": "2021-09-06T00:00:00Z", "signsUntil": "2022-09-06T00:00:00Z", "usage": "status-lists"},
}
LATER_KEYS = {
    "winter": {"signsFrom": "2021-11-24T00:00:00Z", "signsUntil": "2021-12-31T00:00:00Z"},
    "standby": {"signsFrom": "2021-12-31T00:00:00Z", "signsUntil": "2022-02-01T00:00:00Z"},
}


def rule(closes, **in_force):
    """The Korean rule: from 14 days after the dose on, boosters exempt."""
    return {"profile": "vaccination", "countedFrom": "dose-date", "opensAfter": "14d", "closesAfter": closes,
            "utcOffset": "+09:00", "condition": {"claim": "dose-number", "below": 3}, **in_force}


def rules(issued):
    begin = "2021-09-01T00:00:00Z"
    if issued < ANNOUNCED:
        return [rule("181d", inForceFrom=begin)]
    return [rule("181d", inForceFrom=begin, inForceUntil=when(RELAXED)), rule("271d", inForceFrom=when(RELAXED))]


class Country:
    """The authority with its one issuer, every list that it published, and the passes of each group by name."""

    def __init__(self, mapae, wallets):
        self.mapae, self.passes = mapae, {}
        self.authority = Authority(mapae, "Northmark", CALENDAR, ["access", "vaccination"], "2022-12-31T00:00:00Z",
                                   at=when(FOUNDED))
        # The issuer hands it out with each bound pass (PRESENT-19).
        wallets.domain = self.authority.anchor
        self.keys = wallets.make_keys({group.name: group.count for group in BOUND})
        events = [(time, 0, self.sign_lists, (time,)) for time in LISTS]
        events += [(moment(group.issued), 1, self.issue, (group,)) for group in [*HOLDERS, *ISSUED_BAD]]
        events += [(time, 2, self.revoke, (name,)) for name, _, time in REVOKED]
        for number, (time, _, act, arguments) in enumerate(sorted(events, key=lambda event: event[:2]), 1):
            progress(f"{when(time)[:10]}: {number} of {len(events)} events")
            act(*arguments)
        progress("")

    def bundle(self, kind, issued):
        """The file of a published list; kind is `trust` or `status`."""
        return self.authority.folder / f"{kind}-{when(issued)[:10]}.mapae"

    def sign_lists(self, now):
        authority, at = self.authority, when(now)
        if now == FOUNDED:
            for name, plan in FIRST_KEYS.items():
                authority.plan_key(name, **plan)
        if now == KEYS_LISTED:
            for name, plan in LATER_KEYS.items():
                authority.plan_key(name, **plan)
        if now == THEFT_KNOWN:
            authority.keys["side"]["state"] = "compromised"
        signed = authority.sign_list(rules(now), at=at, statusDemand=1)
        if now == FOUNDED:
            authority.open_desk(signed)
        self.mapae("trust", "load", signed, "--state", authority.desk / "trust")
        (self.mapae.folder / signed).rename(self.mapae.folder / self.bundle("trust", now))
        self.mapae("status", "sign", "--issuer", authority.desk, "--key", authority.folder / "status.key",
                   "--lifetime", "28d", "--at", at, "--out", self.bundle("status", now))

    def issue(self, group):
        records = [record(group, number) for number in range(group.count)]
        for fields, key in zip(records, self.keys.get(group.name, []), strict=group.name in self.keys):
            fields["holder-key"] = key
        self.passes[group.name] = self.authority.issue(
            group.key, "--profile", group.profile, "--at", group.issued, "--valid-until", group.until, records=records)

    def revoke(self, name):
        serials = "".join(f"{made['serial']}\n" for made in self.passes[name])
        self.mapae("revoke", "--from", "-", "--issuer", self.authority.desk, input=serials)


def record(group, number):
    """A fictional person's."""
    person = {"family-name": "홍", "given-name": f"길동 {number + 1}", "birth-date": f"{1930 + number % 70}"}
    if group.profile == "access":
        return {**person, "area": "north gate"}
    return {**person, "disease": "840539006", "vaccine": "1119349007", "dose-number": group.dose_number,
            "series-doses": 2, "dose-date": group.dose}


def neighbour(mapae, count):
    """The passes of another country, whose list no door here holds; and its bundle."""
    south = Authority(mapae, "Southmark", CALENDAR, ["vaccination"], "2022-12-31T00:00:00Z", at=when(FOUNDED))
    south.plan_key("autumn", **FIRST_KEYS["autumn"])
    bundle = south.sign_list([], at=when(FOUNDED))
    south.open_desk(bundle)
    sample = HOLDERS[0]
    made = south.issue("autumn", "--profile", "vaccination", "--at", sample.issued, "--valid-until", sample.until,
                       records=[record(sample, number) for number in range(count)])
    return south, bundle, [one["text"] for one in made]
