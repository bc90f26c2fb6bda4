"""The targets, what is committed for each, and where a run works on it."""
import itertools
import json
import re

from tool import ROOT, Failure

FOLDER = ROOT / "Fuzzing"
SEEDS, CRASHES, FLOORS = FOLDER / "Seeds", FOLDER / "Crashes", FOLDER / "floors.json"
WORK = FOLDER / ".build-work"


def floors():
    """By target, by library, the least share of its lines, in per cent, that a run reaches."""
    return json.loads(FLOORS.read_text(encoding="utf-8"))


def chosen(names):
    known = list(floors())
    for name in names:
        if name not in known:
            raise Failure(f"no such target: {name}; there are {', '.join(known)}")
    return names or known


def seed_lines(target):
    """The lines of a target's seeds as they are committed."""
    path = SEEDS / f"{target}.hex"
    return path.read_text(encoding="ascii").splitlines() if path.exists() else []


def seeds(target):
    """By name, the bytes."""
    return {name: bytes.fromhex(digits) for name, digits in (line.split(" ") for line in seed_lines(target))}


def lines(named):
    """Seeds as they are committed."""
    return [f"{name} {data.hex()}" for name, data in sorted(named.items())]


def write_seeds(target, named):
    SEEDS.mkdir(exist_ok=True)
    (SEEDS / f"{target}.hex").write_text("".join(f"{line}\n" for line in lines(named)), encoding="ascii")


def crashes(target):
    folder = CRASHES / target
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*"))} if folder.exists() else {}


def unpacked(target):
    """A folder with the seeds and the crashes as files, as libFuzzer reads them."""
    named = seeds(target)
    if not named:
        raise Failure(f"{target} has no seeds: Fuzzing/Seeds/{target}.hex is empty or missing\n"
                      "  Make them with Fuzzing/seeds.")
    folder = WORK / "seeds" / target
    folder.mkdir(parents=True, exist_ok=True)
    wanted = named | crashes(target)
    for path in folder.iterdir():
        if path.name not in wanted:
            path.unlink()
    for name, data in wanted.items():
        if not (folder / name).exists() or (folder / name).read_bytes() != data:
            (folder / name).write_bytes(data)
    return folder


def keep_crash(target, data, words):
    """Commits nothing; puts what was found where the tests replay it, beside what was found before."""
    folder = CRASHES / target
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:60] or "crash"
    names = itertools.chain([name], (f"{name}-{number}" for number in itertools.count(2)))
    path = next(path for name in names if not (path := folder / name).exists() or path.read_bytes() == data)
    path.write_bytes(data)
    return path.relative_to(ROOT)
