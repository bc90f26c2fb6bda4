"""By which cases each wrong verifier is caught, as caught.json keeps it."""
import json
from dataclasses import dataclass

from .asking import AT_THE_END, BY_REASON, BY_VERDICT
from .source import ROOT

FILE = ROOT / "Tests" / "Gallery" / "caught.json"
KEPT = 3
"""So many cases of each are kept, and asked each time."""


@dataclass
class Catch:
    """What is known of one wrong verifier."""

    cases: dict
    """Id → what the runner says of it, of those that are asked each time."""
    by_verdict: int
    """How many cases catch it by a wrong verdict."""
    by_reason: int
    """How many by no more than a wrong reason."""

    @classmethod
    def of(cls, found, about):
        """Of what a runner found, the cases about what is broken first."""
        verdicts = [id for id, how in found.items() if how in BY_VERDICT]
        reasons = [id for id, how in found.items() if how in BY_REASON]
        kept = sorted(verdicts or reasons, key=lambda id: (found[id] == "error", id not in about, id))[:KEPT]
        return cls({id: found[id] for id in kept}, len(verdicts), len(reasons))

    def is_whole(self, vectors):
        """Whether it is caught, by cases that are all there."""
        return bool(self.cases) and all(id in vectors.cases or id == AT_THE_END for id in self.cases)

    @property
    def turns_a_verdict(self):
        return any(how in BY_VERDICT for how in self.cases.values())


def read(file=FILE):
    if not file.exists():
        return {}
    return {name: Catch(**entry) for name, entry in json.loads(file.read_text(encoding="utf-8")).items()}


def write(catches, file=FILE):
    entries = {name: vars(catches[name]) for name in sorted(catches)}
    file.write_text(json.dumps(entries, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def faults(verifiers, catches):
    """What is wrong with the gallery: a line each."""
    for name in sorted(catches.keys() - verifiers.keys()):
        yield f"{name}: it is in caught.json and in no file of faults"
    for name, wrong in verifiers.items():
        catch = catches.get(name)
        if catch is None or not catch.cases:
            yield f"{name}: no case catches it; the test vectors have a hole ({' '.join(wrong.requirements)})"
        elif catch.turns_a_verdict and wrong.turns_none:
            yield f"{name}: it is said to turn no outcome, and {next(iter(catch.cases))} shows that it does"
        elif not catch.turns_a_verdict and not wrong.turns_none:
            yield (f"{name}: only a wrong reason shows it, in {next(iter(catch.cases))}; an outcome has to, "
                   "or say why none can")


def single(verifiers, catches):
    """The wrong verifiers that a single case catches: name → the case."""
    return {name: next(iter(catch.cases)) for name, catch in catches.items()
            if name in verifiers and len(catch.cases) == 1}


def by_reason(verifiers, catches):
    """The wrong verifiers that only a wrong reason shows: name → why no outcome can."""
    return {name: verifiers[name].turns_none for name, catch in catches.items()
            if name in verifiers and catch.cases and not catch.turns_a_verdict}
