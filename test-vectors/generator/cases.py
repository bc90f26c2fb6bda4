"""Cases, their twins, and the groups that they stand in."""
import re
from dataclasses import dataclass, field
from typing import Optional

from . import steps
from .flags import COMMON

KEBAB_CASE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ONE_SENTENCE = re.compile(r"((?![.!?]\s).)+\.")


@dataclass
class Case:
    id: str
    comment: str
    requirements: list
    flags: list
    needs: list
    twin: Optional[str]
    steps: list

    @property
    def is_accepting(self):
        return steps.is_accepting(self.steps[-1])


@dataclass
class Group:
    """The cases of one file. `flags`: those that flags.COMMON has not, name → (the bug, what an attacker gains)."""
    name: str
    about: str
    flags: dict = field(default_factory=dict)
    objects: dict = field(default_factory=dict)
    cases: list = field(default_factory=list)

    def share(self, name, octets):
        """An input that many cases have: their files name it in place of its bytes."""
        self.objects[name] = octets

    def accepts(self, id, comment, requirements, steps, flags="", needs=""):
        """An accepting case; gives its id, for those that differ from it in one fault. Names stand between spaces."""
        return self.add(Case(id, comment, requirements.split(), flags.split(), needs.split(), None, steps))

    def fails(self, id, comment, requirements, steps, twin, flags, needs=""):
        """A case that is rejected, undecided or refused, beside its accepting twin."""
        return self.add(Case(id, comment, requirements.split(), flags.split(), needs.split(), twin, steps))

    def add(self, case):
        if case.is_accepting != (case.twin is None):
            raise ValueError(f"{case.id}: a case has a twin exactly where it is not accepting")
        self.cases.append(case)
        return case.id


class Suite:
    """All groups, and the faults of their bookkeeping."""

    def __init__(self, groups, requirements):
        self.groups = groups
        self.cases = {}
        self.faults = []
        for group in groups:
            for case in group.cases:
                if not KEBAB_CASE.fullmatch(case.id):
                    self.faults.append(f"{case.id}: an id is of lower-case letters and digits, with hyphens between")
                if not case.id.startswith(group.name + "-"):
                    self.faults.append(f"{case.id}: an id begins with its group's name, {group.name}")
                if case.id in self.cases:
                    self.faults.append(f"{case.id}: this id stands twice")
                self.cases[case.id] = case
        self.flags = {**COMMON, **{name: note for group in groups for name, note in group.flags.items()}}
        self.check_flags()
        for case in self.cases.values():
            self.check(case, requirements)

    def check_flags(self):
        defined = [*COMMON, *(name for group in self.groups for name in group.flags)]
        used = {name for case in self.cases.values() for name in case.flags}
        self.faults += [f"flag {name}: defined twice" for name in sorted(set(defined)) if defined.count(name) > 1]
        self.faults += [f"flag {name}: no case has it" for name in sorted(set(defined) - used)]
        self.faults += [f"flag {name}: not defined" for name in sorted(used - set(defined))]

    def check(self, case, requirements):
        if not ONE_SENTENCE.fullmatch(case.comment):
            self.faults.append(f"{case.id}: a comment is one sentence, and not {case.comment!r}")
        if not case.requirements:
            self.faults.append(f"{case.id}: names no requirement")
        for id in case.requirements:
            if id not in requirements:
                self.faults.append(f"{case.id}: {id} is not defined in spec/")
        if case.twin is None:
            return
        if not case.flags:
            self.faults.append(f"{case.id}: has a twin and no flag")
        if case.twin not in self.cases:
            self.faults.append(f"{case.id}: its twin {case.twin} is nowhere")
        elif not self.cases[case.twin].is_accepting:
            self.faults.append(f"{case.id}: its twin {case.twin} is not accepting")

    def coverage(self, requirements):
        """Id → (accepting, failing) counts of each requirement of the verifier."""
        counts = {id: [0, 0] for id, (role, _) in requirements.items() if role == "verifier"}
        for case in self.cases.values():
            for id in case.requirements:
                if id in counts:
                    counts[id][0 if case.is_accepting else 1] += 1
        return counts
