"""The Python verifier with something changed, as it is loaded. Its files stay as they are, and do not know of this."""
import difflib
import importlib.abc
import importlib.util
import pathlib
import sys
from functools import cache

ROOT = pathlib.Path(__file__).resolve().parents[3]
FOLDER = ROOT / "Verifiers" / "python"
PACKAGE = "mapae"


class NothingToPatch(Exception):
    """What a fault replaces does not stand in the verifier, or stands there more than once."""


@cache
def honest(module):
    """The text of a module as it stands in its file."""
    return (FOLDER / PACKAGE / f"{module}.py").read_text(encoding="utf-8")


class Source:
    """The text of the verifier's modules, with what a fault changes in it."""

    def __init__(self):
        self.changed = {}

    def text(self, module):
        return self.changed.get(module) or honest(module)

    def swap(self, module, right, wrong):
        """Puts one piece of code in the place of another one, which stands there exactly once."""
        text = self.text(module)
        if text.count(right) != 1:
            raise NothingToPatch(f"{module}.py has {right!r} {text.count(right)} times, not once")
        self.changed[module] = text.replace(right, wrong)

    def drop(self, module, right):
        """Takes a statement away."""
        self.swap(module, right, "pass")

    def difference(self):
        """What was changed, as lines of a patch."""
        for module in sorted(self.changed):
            name = f"{PACKAGE}/{module}.py"
            yield from difflib.unified_diff(
                honest(module).splitlines(), self.text(module).splitlines(), name, name, lineterm="", n=2)

    def serve(self):
        """Answers requests as the changed verifier does."""
        sys.path.insert(0, str(FOLDER))
        sys.meta_path.insert(0, Finder(self))
        importlib.import_module(f"{PACKAGE}.protocol").serve(sys.stdin.buffer, sys.stdout.buffer)


class Finder(importlib.abc.MetaPathFinder):
    """Finds the modules that were changed; all others are found as ever."""

    def __init__(self, source):
        self.source = source

    def find_spec(self, name, path=None, target=None):
        package, _, module = name.rpartition(".")
        if package != PACKAGE or module not in self.source.changed:
            return None
        return importlib.util.spec_from_loader(name, Loader(self.source.text(module)))


class Loader(importlib.abc.InspectLoader):
    """Compiles a text in place of the file's own."""

    def __init__(self, text):
        self.text = text

    def get_source(self, name):
        return self.text

    def is_package(self, name):
        return False
