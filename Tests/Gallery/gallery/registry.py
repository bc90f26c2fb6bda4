"""The wrong verifiers, by name."""
from dataclasses import dataclass
from typing import Callable

from .source import Source

VERIFIERS = {}


@dataclass(frozen=True)
class Wrong:
    """A verifier with one fault."""

    name: str
    about: str
    """What it does wrong, in a sentence."""
    requirements: tuple
    """The ids that it breaks."""
    subject: str
    """The module in which it stands."""
    turns_none: str
    """Why the fault cannot turn an outcome, only a reason; empty where it can."""
    is_silent: bool
    """Whether it gives no answer where it is wrong. Of another one a late answer proves nothing but a busy machine."""
    patch: Callable

    def source(self):
        source = Source()
        self.patch(source)
        return source


def wrong(requirements, turns_none="", is_silent=False):
    """Registers a function that patches a Source. Its name is the verifier's, its first line says what is wrong.

    `turns_none`: why no outcome can differ, where a wrong reason is all that can be seen.
    """
    def register(patch):
        name = patch.__name__.replace("_", "-")
        if name in VERIFIERS:
            raise ValueError(f"{name} stands twice")
        VERIFIERS[name] = Wrong(
            name, patch.__doc__, tuple(requirements.split()), patch.__module__.rpartition(".")[2], turns_none,
            is_silent, patch)
        return patch
    return register
