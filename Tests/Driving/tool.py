"""The tool, driven as people and doors drive it, for the demo and the drill."""
import contextlib
import datetime
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
DAY = 86_400


class Failure(Exception):
    """What a person is told before everything ends."""


def say(text=""):
    print(text, flush=True)


def progress(text):
    """A line that replaces itself, only on a terminal."""
    if sys.stderr.isatty():
        print(f"\r\033[2K{text}", end="", file=sys.stderr, flush=True)


def when(seconds):
    """A time as the tool reads it."""
    return datetime.datetime.fromtimestamp(int(seconds), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def table(rows, widths):
    """Texts to the left, numbers to the right."""
    for row in rows:
        cells = [str(cell).ljust(width) if index == 0 or isinstance(cell, str) else str(cell).rjust(width)
                 for index, (cell, width) in enumerate(zip(row, widths))]
        say(("  " + "  ".join(cells)).rstrip())


def run(command, folder=ROOT, expect=(0,), **options):
    """A command that has to end with one of these exit codes."""
    done = subprocess.run([str(part) for part in command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, **options)
    if done.returncode not in expect:
        raise Failure(f"{' '.join(map(str, command))[:400]}\n"
                      f"  ended with {done.returncode}: {(done.stderr or done.stdout)[-1500:]}")
    return done


def built(*options):
    """The path of the tool, built with these options of `swift build`."""
    build = ["swift", "build", "--product", "mapae", *options]
    run(build)
    return run([*build, "--show-bin-path"]).stdout.strip() + "/mapae"


def without_network():
    """A command in front of another one, that takes the network away from it."""
    for prefix in (["unshare", "--net"], ["unshare", "--map-root-user", "--net"]):
        shown = subprocess.run([*prefix, "cat", "/proc/net/dev"], capture_output=True, text=True)
        if shown.returncode == 0:
            interfaces = [line.split(":")[0].strip() for line in shown.stdout.splitlines() if ":" in line]
            if interfaces != ["lo"]:
                raise Failure(f"{' '.join(prefix)} leaves a network: {', '.join(interfaces)}")
            return prefix
    raise Failure("this machine lets nobody take the network away (unshare --net)\n  Run it as root.")


@contextlib.contextmanager
def failing_as(name):
    """Ends the program with a failure's text, in place of Python's own."""
    try:
        yield
    except Failure as failure:
        progress("")
        sys.exit(f"{name}: {failure}\n  to repeat: make {name}")


class Mapae:
    """The tool, run in a folder."""

    def __init__(self, path, folder, prefix=(), environment=None):
        self.path, self.folder, self.prefix = path, folder, list(prefix)
        self.environment = {**os.environ, **environment} if environment else None

    def __call__(self, *arguments, **options):
        """What it prints."""
        return self.run(*arguments, **options).stdout

    def run(self, *arguments, **options):
        return run([*self.prefix, self.path, *arguments], self.folder, env=self.environment, **options)

    def json(self, *arguments, **options):
        """One object for each line that it prints."""
        return [json.loads(line) for line in self(*arguments, "--json", **options).splitlines()]

    def offline(self, prefix):
        """The same, with a command in front that takes the network away."""
        return Mapae(self.path, self.folder, prefix)
