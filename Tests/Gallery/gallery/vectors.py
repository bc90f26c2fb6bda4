"""The test vectors: their cases, and small sets cut out of them, which a runner reads in no time."""
import hashlib
import json
import pathlib
from functools import cached_property

from .source import ROOT

FOLDER = ROOT / "test-vectors"


def shared_objects(value):
    """The names of the shared objects that a case's steps stand for."""
    if isinstance(value, dict):
        if set(value) == {"object"}:
            yield value["object"]
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from shared_objects(part)


class Vectors:
    def __init__(self, folder=FOLDER):
        self.folder = pathlib.Path(folder)
        self.manifest = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        self.groups = {}
        for file in self.manifest["files"]:
            content = json.loads((self.folder / file["name"]).read_text(encoding="utf-8"))
            if "cases" in content:
                self.groups[file["name"]] = content

    @cached_property
    def cases(self):
        """The cases by their ids."""
        return {case["id"]: case for group in self.groups.values() for case in group["cases"]}

    @cached_property
    def quick(self):
        """The ids of all but the group `large`, which takes the verifier in Python a minute."""
        long = {case["id"] for case in self.groups["large.json"]["cases"]}
        return [id for id in self.cases if id not in long]

    def about(self, requirements):
        """The ids of the cases that name one of these requirements."""
        return [id for id, case in self.cases.items() if set(case["requirements"]) & set(requirements)]

    @property
    def some(self):
        """A few cases, for what goes wrong whatever is asked."""
        return [case["id"] for case in self.groups["pass.json"]["cases"][:10]]

    def cut(self, ids, folder):
        """Writes a set of these cases and their twins alone, of the form that a runner checks."""
        wanted = self.cases.keys() & set(ids) or set(self.some)
        wanted |= {self.cases[id]["twin"] for id in wanted if "twin" in self.cases[id]}
        texts = {"flags.json": (self.folder / "flags.json").read_bytes()}
        counts = {"flags.json": 0}
        for name, group in self.groups.items():
            cases = [case for case in group["cases"] if case["id"] in wanted]
            if cases:
                used = set(shared_objects(cases))
                objects = {key: value for key, value in group["objects"].items() if key in used}
                texts[name] = json.dumps({**group, "objects": objects, "cases": cases}).encode()
                counts[name] = len(cases)
        files = [{"name": name, "sha256": hashlib.sha256(text).hexdigest(), "cases": counts[name]}
                 for name, text in sorted(texts.items())]
        lines = "".join(f"{file['name']} {file['sha256']}\n" for file in files)
        texts["manifest.json"] = json.dumps({
            **self.manifest, "sha256": hashlib.sha256(lines.encode()).hexdigest(), "cases": sum(counts.values()),
            "files": files}).encode()
        for name, text in texts.items():
            (pathlib.Path(folder) / name).write_bytes(text)
