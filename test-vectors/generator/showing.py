"""One pass shown at one door, to which faults are added one after the other."""
from dataclasses import dataclass, field
from typing import Optional

from .domain import ACCESS, LINDMOOR, NOON, PRIVATE, STATUS, Domain
from .door import ALL_PROFILES, Door, Held, scopes
from .keys import Key
from .objects.bundles import bundle
from .objects.claims import date
from .objects.fields import Field
from .objects.presentations import Presentation
from .objects.signed import Signed
from .steps import Policy

PHONE = Key("lindmoor phone")
# A profile that the registry does not have and the issuer does, and one that the issuer does not have.
UNASSIGNED, NOT_GIVEN = 5, 0xF001


@dataclass
class Showing:
    """An access pass of 300 bytes, accepted as long as nothing is changed. Faults set its fields."""
    domain: Domain = LINDMOOR.with_issuer(1, profiles=(*ALL_PROFILES[:4], UNASSIGNED, PRIVATE))
    draft: dict = field(default_factory=dict)
    claims: dict = field(default_factory=lambda: {0x40: date(1987, 5, 4), 0x60: b"R" * 100, 0x61: b"I" * 101})
    tail: bytes = b""
    signer: Optional[Key] = None
    rules: list = field(default_factory=list)  # Each a function of the profile.
    status: Optional[dict] = None
    demand: int = 0
    presented: Optional[dict] = None
    policy: dict = field(default_factory=dict)
    clock: tuple = (NOON, NOON)
    is_held: bool = True

    @property
    def profile(self):
        return self.draft.get("profile", ACCESS)

    @property
    def pass_(self):
        return self.domain.draft(**{**self.draft, "claims": tuple(sorted(self.claims.items()))})

    @property
    def shown(self):
        """The pass, or its presentation, signed."""
        pass_ = self.pass_
        signer = self.signer or self.domain.key(pass_.key_number)
        tail = [Field("more bytes", self.tail)] if self.tail else []
        signature = signer.sign("pass", self.domain.digest, pass_.body + self.tail)
        signed = Signed("pass", self.domain.digest, (*pass_.fields(), *tail), signature)
        if self.presented is None:
            return signed
        settings = {"presented_at": NOON, "challenge": b"", "key": PHONE, **self.presented}
        draft = Presentation(settings["presented_at"], signed.octets, settings["challenge"])
        return draft.signed_by(settings["key"], self.domain.digest)

    @property
    def listed(self):
        """The domain with the rules and the status demand that the faults ask for."""
        rules = tuple(sorted(rule(self.profile) for rule in self.rules))
        domain = self.domain.with_list(rules=rules) if rules else self.domain
        return domain.with_issuer(1, status_demand=self.demand) if self.demand else domain

    @property
    def held(self):
        listed = self.listed
        if self.status is None:
            return Held.of(listed)
        status = listed.status(STATUS, **self.status)
        return Held(listed.name, listed.anchor, bundle(listed.signed_record, listed.signed_list, status))

    @property
    def door(self):
        policy = {"scopes": scopes(self.domain, (*ALL_PROFILES, UNASSIGNED, NOT_GIVEN)), **self.policy}
        return Door((self.held,) if self.is_held else (), Policy(**policy), self.clock)
