"""A domain with an authority, issuers and their keys: what a case departs from."""
from dataclasses import dataclass, replace

from . import times
from .keys import Key, drawn
from .objects.bundles import bundle
from .objects.lists import COMPROMISED, PASSES, STATUS_LISTS, Issuer, ListedKey, TrustList
from .objects.passes import Pass
from .objects.records import Record
from .objects.statuses import StatusList

DAY = times.DAY
RECORD_FROM = times.utc(2027, 1, 4)
LISTS_UNTIL = times.utc(2028, 1, 1)
LIST_FROM = times.utc(2027, 6, 1)
REFRESH_AFTER = LIST_FROM + 14 * DAY
LIST_UNTIL = LIST_FROM + 28 * DAY
KEYS_UNTIL = times.utc(2028, 3, 1)
PASS_FROM = LIST_FROM + DAY
LIFETIME = 180 * DAY
NOON = LIST_FROM + 7 * DAY + DAY // 2  # The door's clock, unless a case says otherwise.

ACCESS, VACCINATION, TEST, TICKET, PRIVATE = 1, 2, 3, 4, 0xF000


@dataclass(frozen=True)
class Domain:
    """Its keys follow from its name: `NAME root 0`, `NAME list 0`, `NAME key 7`."""
    name: str
    record: Record
    trust_list: TrustList

    @property
    def digest(self):
        return self.record.domain_digest

    @property
    def tag(self):
        return self.digest[:4]

    @property
    def anchor(self):
        first = self.digest.hex()
        return first if self.record.number == 1 else f"{first}:{self.record.digest.hex()}"

    def root(self, index):
        return Key(f"{self.name} root {index}")

    def list_key(self, index):
        return Key(f"{self.name} list {index}")

    def key(self, number):
        return Key(f"{self.name} key {number}")

    @property
    def signed_record(self):
        return self.record.signed_by([(i, self.root(i)) for i in range(self.record.root_threshold)])

    @property
    def signed_list(self):
        return self.trust_list.signed_by([(i, self.list_key(i)) for i in range(self.record.list_threshold)])

    @property
    def bundle(self):
        """Its record and list; also the bytes of a state that holds them."""
        return bundle(self.signed_record, self.signed_list)

    def with_list(self, **changes):
        return replace(self, trust_list=replace(self.trust_list, **changes))

    def with_issuer(self, id, **changes):
        issuers = tuple(replace(i, **changes) if i.id == id else i for i in self.trust_list.issuers)
        return self.with_list(issuers=issuers)

    def with_key(self, number, **changes):
        issuers = tuple(
            replace(i, keys=tuple(replace(k, **changes) if k.number == number else k for k in i.keys))
            for i in self.trust_list.issuers
        )
        return self.with_list(issuers=issuers)

    def draft(self, **changes):
        """A pass of the profile access, by the first key, unless told otherwise."""
        first_key = self.trust_list.issuers[0].keys[0].number
        plain = Pass(self.tag, first_key, ACCESS, 1001, PASS_FROM, 0, LIFETIME)
        return replace(plain, **changes)

    def issue(self, **changes):
        """The same, signed by the key that it names, listed or not."""
        draft = self.draft(**changes)
        return draft.signed_by(self.key(draft.key_number), self.digest)

    def status(self, key_number, **changes):
        """A status list by this key, signed: number 1, a day old at noon, nothing revoked, unless told otherwise."""
        plain = StatusList(self.tag, key_number, 1, NOON - DAY, NOON + 6 * DAY)
        return replace(plain, **changes).signed_by(self.key(key_number), self.digest)

    def seal(self, body, kind="pass", key=None):
        """Any bytes with a signature behind them, for what no draft can say."""
        key = key or self.key(self.trust_list.issuers[0].keys[0].number)
        return body + key.sign(kind, self.digest, body)


def founded(name, nonce, issuers, next_key_number, rules=(), roots=2, list_keys=2):
    """A domain with its first record, signed by two of its roots, and its first list, signed by one list key."""
    record = Record(
        1, nonce, RECORD_FROM, LISTS_UNTIL,
        tuple(Key(f"{name} root {i}").public for i in range(roots)), 2,
        tuple(Key(f"{name} list {i}").public for i in range(list_keys)), 1,
    )
    trust_list = TrustList(
        record.digest, 1, 1, next_key_number, LIST_FROM, REFRESH_AFTER, LIST_UNTIL, tuple(issuers), tuple(rules)
    )
    return Domain(name, record, trust_list)


def listed(name, number, flags=PASSES, accept_until=KEYS_UNTIL):
    return ListedKey(number, Key(f"{name} key {number}").public, accept_until, flags)


# The numbers of Lindmoor's keys. 0 and 4 have left the list; the next key number is 8.
GOOD, STOLEN, STATUS, FESTIVAL, RETIRED, STANDBY = 1, 2, 3, 5, 6, 7
WITHDRAWN, NOT_YET = 4, 8
RETIRED_AT = LIST_FROM + 3 * DAY


def lindmoor():
    name = "lindmoor"
    office = Issuer(1, b"Lindmoor Health Office", (ACCESS, VACCINATION, TEST, TICKET, PRIVATE), (
        listed(name, GOOD),
        listed(name, STOLEN, COMPROMISED),
        listed(name, STATUS, STATUS_LISTS),
        listed(name, RETIRED, accept_until=RETIRED_AT),
        listed(name, STANDBY),
    ))
    festival = Issuer(2, b"Harbour Festival", (TICKET,), (listed(name, FESTIVAL),))
    return founded(name, drawn("lindmoor nonce"), (office, festival), NOT_YET)


def ashford():
    name = "ashford"
    ministry = Issuer(1, b"Ministry of Ashford", (ACCESS, VACCINATION, TEST, TICKET, PRIVATE), (listed(name, 0),))
    return founded(name, drawn("ashford nonce"), (ministry,), 1)


LINDMOOR = lindmoor()
ASHFORD = ashford()
