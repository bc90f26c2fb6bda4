"""A pass, the lists that it is judged by, and their times: what the vectors of time depart from."""
from dataclasses import dataclass, field, replace
from typing import Optional

from . import times
from .domain import ACCESS, ASHFORD, DAY, GOOD, LINDMOOR, LIST_FROM, LIST_UNTIL, NOON, STATUS, Domain
from .door import Door, Held, scopes
from .objects.bundles import bundle
from .objects.claims import HOLDER_KEY, date
from .objects.presentations import Presentation
from .showing import PHONE
from .steps import Policy

BIRTH, BORN = 0x40, times.utc(1987, 5, 4)
CLAIMS = ((BIRTH, date(1987, 5, 4)), (0x60, b"Rowan"))


@dataclass(frozen=True)
class Moment:
    """An access pass of Lindmoor that is accepted at noon, at a door that may have Ashford as its home domain."""
    domain: Domain = LINDMOOR
    draft: dict = field(default_factory=lambda: {"claims": CLAIMS})
    rules: tuple = ()
    home: Optional[Domain] = None
    home_rules: tuple = ()
    status: Optional[dict] = None
    demand: int = 0
    presentation: Optional[dict] = None

    def issued(self, **changes):
        """Other fields of the pass."""
        return replace(self, draft={**self.draft, **changes})

    def listed(self, **changes):
        """Other fields of the own trust list."""
        return replace(self, domain=self.domain.with_list(**changes))

    def key(self, **changes):
        return replace(self, domain=self.domain.with_key(GOOD, **changes))

    def ruled(self, *rules):
        """More rules of the own list, as bytes."""
        return replace(self, rules=(*self.rules, *rules))

    def at_home(self, **changes):
        """Ashford is the home domain; other fields of its list."""
        return replace(self, home=(self.home or ASHFORD).with_list(**changes))

    def home_ruled(self, *rules):
        return replace(self.at_home(), home_rules=(*self.home_rules, *rules))

    def with_status(self, demand=0, **changes):
        """The issuer's status list 1, issued at the trust list's first second and good beyond noon, is held."""
        plain = {"issued_at": LIST_FROM, "expires_at": LIST_UNTIL, **(self.status or {})}
        return replace(self, status={**plain, **changes}, demand=max(demand, self.demand))

    def presented(self, stale_at=None, **changes):
        """The pass is bound, and shown in a presentation of the hour before T, which is fresh for a day or until then.
        """
        made = {"at": T - 3_600, "age": DAY, **(self.presentation or {}), **changes}
        if stale_at is not None:
            made["age"] = stale_at - made["at"]
        claims = dict(self.draft.get("claims", ())) | {HOLDER_KEY: PHONE.public}
        return replace(self.issued(claims=tuple(sorted(claims.items()))), presentation=made)

    @property
    def held(self):
        own = self.domain.with_list(rules=tuple(sorted(self.rules))).with_issuer(1, status_demand=self.demand)
        status = () if self.status is None else (own.status(STATUS, **self.status),)
        yield Held(own.name, own.anchor, bundle(own.signed_record, own.signed_list, *status))
        if self.home is not None:
            yield Held.of(self.home.with_list(rules=tuple(sorted(self.home_rules))))

    @property
    def needs(self):
        parts = ((self.presentation, "presentations"), (self.status, "status-lists"))
        return " ".join(name for part, name in parts if part is not None)

    @property
    def shown(self):
        issued = self.domain.issue(**self.draft)
        if self.presentation is None:
            return issued
        return Presentation(self.presentation["at"], issued.octets).signed_by(PHONE, self.domain.digest)

    def judges(self, clock, reason=None, instant=None, advisories=(), tags=()):
        home = None if self.home is None else self.home.digest
        profile = self.draft.get("profile", ACCESS)
        age = None if self.presentation is None else self.presentation["age"]
        door = Door(tuple(self.held), Policy(scopes(self.domain, (profile,), tags), home, age=age), clock)
        return door.judges(self.shown, reason, instant, advisories)


def lasting():
    """Lindmoor with a record that allows lists of any time; its digest is another."""
    record = replace(LINDMOOR.record, issued_at=0, lists_until=2**40 - 1)
    return replace(LINDMOOR, record=record).with_list(digest=record.digest)


PLAIN = Moment()
LASTING = Moment(lasting())
LONG_AGO = LIST_FROM - 90 * DAY
T = NOON
