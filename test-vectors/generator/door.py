"""A door: what it holds, what it is for, and what its clock says."""
from dataclasses import dataclass, replace

from . import steps
from .domain import ACCESS, LINDMOOR, NOON, PRIVATE, TEST, TICKET, VACCINATION
from .steps import Policy

ALL_PROFILES = (ACCESS, VACCINATION, TEST, TICKET, PRIVATE)


def scopes(domain, profiles=ALL_PROFILES, tags=()):
    return tuple((domain.digest, profile, tuple(tags)) for profile in profiles)


@dataclass(frozen=True)
class Held:
    """A state that holds what its bundle holds, or with no bundle only the anchor."""
    name: str
    anchor: str
    bundle: bytes = b""

    @classmethod
    def of(cls, domain):
        return cls(domain.name, domain.anchor, domain.bundle)

    def steps(self):
        yield steps.opened(self.name, self.anchor)
        if self.bundle:
            yield steps.load(self.name, self.bundle, steps.loaded(self.bundle))


@dataclass(frozen=True)
class Door:
    held: tuple
    policy: Policy
    clock: tuple = (NOON, NOON)

    def judges(self, shown, reason=None, instant=None, advisories=()):
        """The steps of a case whose question is the verdict on `shown`."""
        opening = [step for held in self.held for step in held.steps()]
        expect = steps.verdict(reason, instant, advisories)
        names = [held.name for held in self.held]
        return [*opening, steps.verify(names, self.policy, self.clock, shown, expect)]

    def at(self, earliest, latest=None):
        return replace(self, clock=(earliest, earliest if latest is None else latest))

    def asking(self, **changes):
        """The same door with another policy."""
        return replace(self, policy=replace(self.policy, **changes))

    def holding(self, *held):
        return replace(self, held=held)


def door_of(domain):
    """It accepts every profile of the domain, and holds its record and list."""
    return Door((Held.of(domain),), Policy(scopes(domain)))


DOOR = door_of(LINDMOOR)
