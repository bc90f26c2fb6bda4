"""The trust list, kind 4: issuers, their keys, and expiry rules."""

from dataclasses import dataclass

from . import signatures
from .octets import Reader, require
from .records import Signatures, read_signatures
from .rules import Rule, read_rule
from .wording import is_wording

FIRST_BYTE = 0x14
GREATEST = 4_194_304
GREATEST_LIFE = 34_560_000  # 400 days
GREATEST_NEXT_KEY = 2**24
GREATEST_NAME = 128

USAGE_BIT, COMPROMISED_BIT = 1, 2


@dataclass(frozen=True, slots=True)
class Issuer:
    id: int
    profiles: frozenset[int]
    generation: int
    demand: int  # the least number of a status list; 0 where none is demanded


@dataclass(frozen=True, slots=True)
class Key:
    issuer: Issuer
    number: int
    public: bytes
    is_for_status: bool
    is_compromised: bool
    accept_until: int


@dataclass(frozen=True, slots=True)
class TrustList:
    raw: bytes
    signed: bytes
    domain: bytes
    authority_number: int
    number: int
    next_key: int
    issued_at: int
    refresh_after: int
    expires_at: int
    issuers: dict[int, Issuer]
    keys: dict[int, Key]
    rules: tuple[Rule, ...]
    signatures: Signatures

    @property
    def place(self) -> tuple[int, int]:
        """Lists of a domain stand in this order."""
        return self.authority_number, self.number

    @property
    def message(self) -> bytes:
        """What its signatures cover."""
        return signatures.covered(signatures.TRUST_LIST, self.domain, self.signed)


def read_trust_list(raw: bytes) -> TrustList:
    require(len(raw) <= GREATEST, "TRUST-9: longer than 4,194,304 bytes")
    fields = Reader(raw)
    require(fields.number(1) == FIRST_BYTE, "not a trust list")
    domain = fields.take(32)
    authority_number = fields.number(1)
    require(authority_number >= 1, "TRUST-9: the authority number is 0")
    number = fields.number(4)
    require(number >= 1, "TRUST-9: the list number is 0")
    next_key = fields.number(4)
    require(next_key <= GREATEST_NEXT_KEY, "TRUST-9: the next key number is above 2^24")
    issued_at = fields.number(5)
    refresh_after = fields.number(5)
    expires_at = fields.number(5)
    require(refresh_after >= issued_at, "TRUST-9: refresh after is below issued at")
    require(refresh_after <= expires_at, "TRUST-9: refresh after is above expires at")
    require(expires_at > issued_at, "TRUST-9: expires at is not above issued at")
    require(expires_at - issued_at <= GREATEST_LIFE, "TRUST-9: a life of more than 400 days")
    issuers, keys = read_issuers(fields, next_key)
    rules = read_rules(fields)
    signed = raw[:fields.place]
    signed_by = read_signatures(fields)
    require(signed_by.signers != 0, "TRUST-9: no signer")
    fields.end()  # TRUST-9
    return TrustList(raw, signed, domain, authority_number, number, next_key,
                     issued_at, refresh_after, expires_at, issuers, keys, rules, signed_by)


def read_issuers(fields: Reader, next_key: int) -> tuple[dict[int, Issuer], dict[int, Key]]:
    issuers: dict[int, Issuer] = {}
    keys: dict[int, Key] = {}
    public_keys: set[bytes] = set()
    last = -1
    for _ in range(fields.number(2)):
        issuer = read_issuer(fields)
        require(issuer.id > last, "TRUST-9: the issuers' ids do not ascend strictly")
        last = issuer.id
        issuers[issuer.id] = issuer
        own_keys = read_keys(fields, issuer, next_key)
        require(issuer.demand > 0 or not must_demand(issuer, own_keys),
                "TRUST-11: an issuer without a status demand that must have one")
        for key in own_keys:
            require(key.number not in keys, "TRUST-10: a key number stands twice")
            require(key.public not in public_keys, "TRUST-10: a public key stands twice")
            keys[key.number] = key
            public_keys.add(key.public)
    return issuers, keys


def must_demand(issuer: Issuer, keys: list[Key]) -> bool:
    if issuer.generation > 0:
        return True
    return any(key.is_for_status and key.is_compromised for key in keys)


def read_issuer(fields: Reader) -> Issuer:
    """The fields of an issuer up to its keys."""
    identity = fields.number(2)
    name_length = fields.number(1)
    name = fields.take(name_length)
    require(is_wording(name, GREATEST_NAME), "TRUST-9, BASE-7: an issuer's name")
    profiles = [fields.number(2) for _ in range(fields.number(1))]
    require(ascend(profiles), "TRUST-9: an issuer's profiles do not ascend strictly")
    generation = fields.number(1)
    demand = fields.number(4)
    return Issuer(identity, frozenset(profiles), generation, demand)


def read_keys(fields: Reader, issuer: Issuer, next_key: int) -> list[Key]:
    keys = []
    last = -1
    for _ in range(fields.number(2)):
        number = fields.number(3)
        require(number > last, "TRUST-9: an issuer's key numbers do not ascend strictly")
        require(number < next_key, "TRUST-9: a key number is not below the next key number")
        last = number
        public = fields.take(32)
        flags = fields.number(1)
        require(flags >> 2 == 0, "TRUST-9: an unknown flag of a key")
        accept_until = fields.number(5)
        keys.append(Key(issuer, number, public, bool(flags & USAGE_BIT),
                        bool(flags & COMPROMISED_BIT), accept_until))
    return keys


def read_rules(fields: Reader) -> tuple[Rule, ...]:
    rules = tuple(read_rule(fields) for _ in range(fields.number(1)))
    require(ascend([rule.raw for rule in rules]), "TRUST-9: the rules do not ascend strictly")
    return rules


def ascend(values: list) -> bool:
    """Whether the values ascend strictly."""
    return all(a < b for a, b in zip(values, values[1:]))
