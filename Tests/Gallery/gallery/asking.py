"""Asks a verifier by the runner, and reads what it says of each case."""
import json
import subprocess
import tempfile

from .source import ROOT

WRONG = ROOT / "Tests" / "Gallery" / "wrong"
HONEST = ROOT / "Verifiers" / "python" / "verifier"
AT_THE_END = "(at the end)"
"""Stands in place of a case's id for what goes wrong when no question is left."""

LATE = "late"
BY_VERDICT = {"wrong", "error", LATE}
"""What a runner says where an outcome or what a load did is wrong, or no answer came."""
BY_REASON = {"inexact"}


def how(result):
    """What a runner says of a case; an answer that was late stands apart from other errors."""
    return LATE if (result.get("error") or "").startswith("no answer within") else result["status"]


class CannotAsk(Exception):
    """The runner did not do its work."""


def built():
    """The path of the runner."""
    build = ["swift", "build", "-c", "release", "--product", "mapae-conformance"]
    subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    folder = subprocess.run([*build, "--show-bin-path"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return folder.stdout.strip() + "/mapae-conformance"


class Runner:
    def __init__(self, path, vectors):
        self.path, self.vectors = path, vectors

    def ask_wrong(self, wrong, ids=None):
        """What a wrong verifier gets wrong. One that is not silent by its fault may be late, which proves nothing."""
        found = self.ask([WRONG, wrong.name], ids, patience=2 if wrong.is_silent else 30)
        return {id: how for id, how in found.items() if how != LATE or wrong.is_silent}

    def ask(self, command, ids=None, patience=30):
        """What is wrong: id → how, of these cases and their twins, or of all that are quick.

        `patience`: seconds for an answer.
        """
        if ids is None:
            ids = self.vectors.quick
        with tempfile.TemporaryDirectory() as folder:
            self.vectors.cut(ids, folder)
            return self.run(command, folder, patience)

    def run(self, command, folder, patience):
        done = subprocess.run(
            [self.path, "run", "--json", "--vectors", str(folder), "--timeout", str(patience), "--give-up", "1000000",
             "--", *command],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode not in (0, 10, 20):
            raise CannotAsk(f"{' '.join(map(str, command))}: the runner ended with {done.returncode}: {done.stderr}")
        *results, end = map(json.loads, done.stdout.splitlines())
        if end["counts"]["notCovered"]:
            raise CannotAsk(f"{' '.join(map(str, command))}: {end['counts']['notCovered']} cases were not asked")
        found = {result["id"]: how(result) for result in results if result["status"] != "exact"}
        if end["faults"]:
            found[AT_THE_END] = "error"
        return found
