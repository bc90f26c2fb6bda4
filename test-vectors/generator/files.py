"""The files of test-vectors/, as texts, on disk, and compared with what is there."""
import hashlib
import json
import pathlib

from . import schema
from .objects.recipes import Recipe
from .values import Describing

FOLDER = pathlib.Path(__file__).resolve().parents[1]
FORMAT = "mapae-vectors/1"
VERSION = "1.0.0"


def document(value):
    return json_text(value, "\n") + "\n"


def json_text(value, line):
    """JSON in which whatever holds no list and no object stands on one line. `line`: line feed and indentation."""
    inner = list(value.values()) if isinstance(value, dict) else value
    if not isinstance(value, (dict, list)) or not any(isinstance(part, (dict, list)) and part for part in inner):
        return json.dumps(value, ensure_ascii=False)
    texts = [json_text(part, line + " ") for part in inner]
    if isinstance(value, dict):
        texts = [f"{json.dumps(name, ensure_ascii=False)}: {text}" for name, text in zip(value, texts)]
    first, last = "{}" if isinstance(value, dict) else "[]"
    return first + ",".join(f"{line} {text}" for text in texts) + line + last


def written_case(case, names, describing):
    """The case as its file has it. `names`: bytes → name of each shared object."""
    def step(parts):
        if "bytes" not in parts:
            return parts
        if isinstance(parts["bytes"], Recipe):
            return {**parts, "bytes": parts["bytes"].written()}
        octets = getattr(parts["bytes"], "octets", parts["bytes"])
        return {**parts, "bytes": {"object": names[octets]} if octets in names else octets.hex()}

    result = {"id": case.id, "comment": case.comment, "requirements": case.requirements, "flags": case.flags,
              "needs": case.needs}
    if case.twin is not None:
        result["twin"] = case.twin
    result["steps"] = [step(parts) for parts in case.steps]
    values = describing.values(case.steps[-1])
    if values is not None:
        result["values"] = values
    return result


def written_group(group):
    names = {octets: name for name, octets in group.objects.items()}
    describing = Describing()
    return document({
        "format": FORMAT, "group": group.name, "about": group.about,
        "objects": {name: octets.hex() for name, octets in group.objects.items()},
        "cases": [written_case(case, names, describing) for case in group.cases],
    })


def rendered(suite):
    """Name → text of every generated file."""
    texts = {f"{group.name}.json": written_group(group) for group in suite.groups}
    counts = {f"{group.name}.json": len(group.cases) for group in suite.groups}
    texts["flags.json"] = document({
        "flags": {name: {"bug": bug, "gain": gain} for name, (bug, gain) in sorted(suite.flags.items())}
    })
    files = [
        {"name": name, "sha256": hashlib.sha256(text.encode()).hexdigest(), "cases": counts.get(name, 0)}
        for name, text in sorted(texts.items())
    ]
    lines = "".join(f"{file['name']} {file['sha256']}\n" for file in files)
    texts["manifest.json"] = document({
        "format": FORMAT, "version": VERSION, "sha256": hashlib.sha256(lines.encode()).hexdigest(),
        "cases": sum(counts.values()), "files": files,
    })
    texts["schema.json"] = document(schema.schema(FORMAT))
    return texts


def write(texts, folder=FOLDER):
    """Writes every file, and takes away a vector file that no group makes any more."""
    for name in stale(texts, folder):
        (folder / name).unlink()
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def stale(texts, folder):
    return sorted(path.name for path in folder.glob("*.json") if path.name not in texts)


def differences(texts, folder=FOLDER):
    """A line for each file that is not what the generator makes."""
    found = [f"{name}: no group makes this file" for name in stale(texts, folder)]
    for name, text in texts.items():
        path = folder / name
        if not path.exists():
            found.append(f"{name}: missing")
        elif (there := path.read_text(encoding="utf-8")) != text:
            found.append(f"{name}: {first_difference(there, text)}")
    return found


def first_difference(there, made):
    for number, (a, b) in enumerate(zip(there.splitlines(), made.splitlines()), 1):
        if a != b:
            return f"line {number} is {a.strip()[:60]!r}, the generator makes {b.strip()[:60]!r}"
    return "one is the beginning of the other"
