"""One state from its anchor on: what is loaded into it, one after the other, and what it holds then."""
from dataclasses import dataclass

from . import steps
from .domain import ACCESS, NOON
from .objects.bundles import bundle
from .steps import Policy


@dataclass(frozen=True)
class History:
    """`held` are the bytes of the state behind its steps, `digest` is its domain's."""
    name: str
    digest: bytes
    held: bytes
    steps: tuple

    @classmethod
    def of(cls, domain, anchor=None):
        """A state of the domain that holds its anchor alone."""
        return cls(domain.name, domain.digest, b"", (steps.opened(domain.name, anchor or domain.anchor),))

    def loads(self, shown, held=None, lists=()):
        """Loaded: the state then holds what the bundle holds, or `held`. `lists`: (n, refusal) of those not taken."""
        held = shown if held is None else held
        return self.then(held, steps.load(self.name, shown, steps.loaded(held, lists)))

    def adds(self, part, lists=()):
        """A bundle with this one part is loaded; the state then holds it behind all that it held."""
        return self.loads(bundle(part), (self.held or bundle()) + bundle(part)[1:], lists)

    def refuses(self, shown, refusal):
        return self.then(self.held, steps.load(self.name, shown, steps.refused(refusal, self.held)))

    def reads(self, texts, shown=None, refusal=None, held=None, lists=()):
        """A poster of which `shown` is the whole, loaded or refused; or where that is None, nothing whole."""
        if shown is None:
            return self.then(self.held, steps.poster(self.name, texts, steps.nothing(self.held)))
        texts = steps.Texts(texts, shown)
        if refusal:
            return self.then(self.held, steps.poster(self.name, texts, steps.refused(refusal, self.held)))
        held = shown if held is None else held
        return self.then(held, steps.poster(self.name, texts, steps.loaded(held, lists)))

    def judges(self, shown, reason=None, instant=None, advisories=(), clock=(NOON, NOON), profile=ACCESS, **policy):
        """A verdict at a door that holds this state alone, and accepts its domain for one profile."""
        asked = Policy(((self.digest, profile, ()),), **policy)
        expect = steps.verdict(reason, instant, advisories)
        return self.then(self.held, steps.verify([self.name], asked, clock, shown, expect))

    def then(self, held, step):
        return History(self.name, self.digest, held, (*self.steps, step))
