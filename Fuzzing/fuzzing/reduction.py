"""A smaller input that breaks the same property, since a person has to read it."""
import itertools
import re
import subprocess
import time

from . import vectors
from .fuzzer import first_broken, smaller_broken

SECONDS = 30
TRIED_AT_ONCE = 100
"""Inputs to one start of the fuzzer, which takes longer than most inputs do."""
RUNS = 100_000
"""Mutations without a smaller crash after which none is looked for."""
UNNAMED = {"ASAN_OPTIONS": "symbolize=0", "UBSAN_OPTIONS": "symbolize=0"}
"""Without names in the traces of crashes, which take most of the time; only a trap is known by them."""
SCRIPTS = ("bundle", "verdict")


def same_property(words):
    """What is said of a broken property, without what an input puts into it: numbers and hexadecimal digits.

    The line of a trap stays, since that is all that a trap says of itself.
    """
    return re.sub(r"(?<!\.swift:)\b(?=[a-f]*\d)[\da-f]+\b", "N", words)


class Reduction:
    """The smallest input so far, and the search for a smaller one."""

    def __init__(self, program, run, progress, **more):
        self.fuzzer = program, run.target
        self.found, self.progress = run, progress
        self.crash, self.words = run.crash, run.words
        if self.is_violation(run.words):
            self.more = more | UNNAMED
        else:
            # A trap's place is told otherwise in the midst of a run than when its input is run alone.
            self.more = more
            alone = first_broken(*self.fuzzer, [run.crash], None, **more)
            if alone and not self.is_violation(alone[1]):
                self.words = alone[1]
        self.property = same_property(self.words)
        self.end = 0

    def is_violation(self, words):
        return words.startswith(f"{self.found.target}: ")

    def search(self, seconds, ways):
        """Goes each way for its share of the seconds.

        What does not break the property by itself stays as it is: an input before it had a part in it.
        """
        for way in ways:
            self.end = time.monotonic() + seconds / len(ways)
            try:
                if self.takes([self.crash])[1]:
                    way(self)
            except subprocess.TimeoutExpired:
                pass
        return self

    @property
    def left(self):
        return max(self.end - time.monotonic(), 0)

    def goes_on_with(self, crash, words):
        """Whether no more bytes broke the same property; then the search goes on with them."""
        if len(crash) > len(self.crash) or same_property(words) != self.property:
            return False
        self.crash, self.words = crash, words
        self.progress(f"{self.found.target}: {len(self.found.crash):,} bytes break a property; smaller: {len(crash):,}")
        return True

    def takes(self, inputs):
        """Which of these inputs is the first that breaks anything, and whether it is the same property."""
        broken = first_broken(*self.fuzzer, inputs, self.left, **self.more)
        if broken is None:
            return len(inputs), False
        index, words = broken
        return index, self.goes_on_with(inputs[index], words)

    def without_some(self, items, whole):
        """As few of the items as can be, in order; `whole` makes an input of them."""
        size = len(items)
        while size:
            start, before = 0, len(items)
            while start < len(items):
                starts = range(start, len(items), size)[:TRIED_AT_ONCE]
                index, same = self.takes([whole(items[:at] + items[at + size:]) for at in starts])
                start += index * size
                if same:
                    items = items[:start] + items[start + size:]
                elif index < len(starts):
                    start += size
            # Where something went, something of that size may go now that could not before.
            size = min(size if len(items) < before else size // 2, len(items))
        return items

    def without_parts(self):
        """Of a script, whole parts first, then bytes of each part, whose length follows; of all else, bytes."""
        if self.found.target not in SCRIPTS:
            self.without_some(self.crash, bytes)
            return
        first = self.crash[:1]
        parts = self.without_some(list(vectors.split(self.crash[1:])), lambda parts: first + b"".join(parts))
        for index, part in enumerate(parts):
            def of(content, head=part[:1]):
                return head + len(content).to_bytes(2, "big") + content

            before, behind = first + b"".join(parts[:index]), b"".join(parts[index + 1:])
            parts[index] = of(self.without_some(part[3:], lambda content: before + of(content) + behind))

    def mutated(self):
        """Finds what has to change together, as keys and their count."""
        for seed in itertools.count(1):
            broken = smaller_broken(*self.fuzzer, self.crash, seed, RUNS, self.left, **self.more)
            if broken is None:
                return
            self.goes_on_with(*broken)


WAYS = (Reduction.without_parts, Reduction.mutated)


def reduced(program, run, seconds=SECONDS, ways=WAYS, progress=lambda text: None, **more):
    """Looks for so many seconds for an input that is smaller than a run's crash, and gives the smallest."""
    return Reduction(program, run, progress, **more).search(seconds, ways)
