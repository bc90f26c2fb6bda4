"""Asks a verifier by the runner, and reads what it says of each case."""
import json
import subprocess
import tempfile

from .source import ROOT

WRONG = ROOT / "Tests" / "Gallery" / "wrong"
HONEST = ROOT / "Verifiers" / "python" / "verifier"
AT_THE_END = "(at the end)"
"""Stands in place of a case's id for what goes wrong when no question is left."""

BY_VERDICT = {"wrong", "error"}
"""What a runner says where an outcome or what a load did is wrong, or no answer came."""
BY_REASON = {"inexact"}


class CannotAsk(Exception):
    """The runner did not do its work."""


def built():
    """The path of the runner."""
    build = ["swift", "build", "--product", "mapae-conformance"]
    subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    folder = subprocess.run([*build, "--show-bin-path"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return folder.stdout.strip() + "/mapae-conformance"


class Runner:
    def __init__(self, path, vectors, patience=5):
        self.path, self.vectors, self.patience = path, vectors, patience

    def ask(self, command, ids=None):
        """What is wrong: id → how, of these cases and their twins, or of all."""
        if ids is None:
            return self.run(command, self.vectors.folder)
        with tempfile.TemporaryDirectory() as folder:
            self.vectors.cut(ids, folder)
            return self.run(command, folder)

    def run(self, command, folder):
        done = subprocess.run(
            [self.path, "run", "--json", "--vectors", str(folder), "--timeout", str(self.patience), "--", *command],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode not in (0, 10, 20):
            raise CannotAsk(f"{' '.join(map(str, command))}: the runner ended with {done.returncode}: {done.stderr}")
        *results, end = map(json.loads, done.stdout.splitlines())
        if end["counts"]["notCovered"]:
            raise CannotAsk(f"{' '.join(map(str, command))}: {end['counts']['notCovered']} cases were not asked")
        found = {result["id"]: result["status"] for result in results if result["status"] != "exact"}
        if end["faults"]:
            found[AT_THE_END] = "error"
        return found
