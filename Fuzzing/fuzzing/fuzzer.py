"""The fuzzer as a program: built, run on a target, and asked what it reached."""
import dataclasses
import json
import os
import pathlib
import re
import shutil
import subprocess

from tool import Failure

from . import dictionary
from .targets import FOLDER, WORK, keep_crash, unpacked

LIBRARIES = ("Mapae", "MapaeFormat")
SANITIZERS = {"address": "fuzzer,address", "plain": "fuzzer"}
"""As one word: given one by one, coverage or AddressSanitizer goes missing without a word."""
GREATEST_INPUT, TIMEOUT, MEMORY = 16_384, 20, 3_072
LEAST_PLACES = 1_000


def built(kind, package=FOLDER, counting_lines=True):
    """The fuzzer's path. One that counts lines tells what a corpus reached."""
    counting = ["-Xswiftc", "-profile-generate", "-Xswiftc", "-profile-coverage-mapping"] if counting_lines else []
    command = ["swift", "build", "--configuration", "release", "--package-path", package, "--product", "fuzz",
               "--scratch-path", package / f".build-{kind}", "--sanitize=fuzzer",
               "-Xswiftc", f"-sanitize={SANITIZERS[kind]}", *counting]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise Failure(f"the fuzzer does not build:\n{done.stdout[-3000:]}")
    program = package / f".build-{kind}" / "release" / "fuzz"
    if kind == "address" and b"__asan_init" not in program.read_bytes():
        raise Failure("the fuzzer was built without AddressSanitizer, so nobody would count memory")
    return program


def environment(target, **more):
    """With Swift's own backtraces libFuzzer writes no crash file; with hashing by chance no run repeats another."""
    return os.environ | {"MAPAE_FUZZ_TARGET": target, "SWIFT_BACKTRACE": "enable=no",
                         "SWIFT_DETERMINISTIC_HASHING": "1", "LLVM_PROFILE_FILE": os.devnull} | more


@dataclasses.dataclass
class Run:
    """What a run of a target came to."""
    target: str
    seeds: int
    executions: int
    rate: int
    """Executions a second."""
    crash: bytes | None = None
    words: str = ""
    """What libFuzzer or the harness said of the crash."""


def fuzzed(program, target, *options, corpus=None, name=None, **more):
    """Runs a target from its seeds; what it finds it keeps in its corpus. Runs at the same time have different names."""
    seeds = unpacked(target)
    corpus = corpus or WORK / "corpus" / target
    found = WORK / "found" / (name or target)
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for path in found.iterdir():
        path.unlink()
    command = [program, f"-max_len={GREATEST_INPUT}", f"-timeout={TIMEOUT}", f"-rss_limit_mb={MEMORY}",
               f"-malloc_limit_mb={MEMORY // 2}", f"-dict={dictionary.written(target)}", "-print_final_stats=1",
               f"-artifact_prefix={found}/", *options, corpus, seeds]
    done = subprocess.run(list(map(str, command)), env=environment(target, **more), stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE)
    log = done.stderr.decode(errors="replace")
    # C is instrumented in any case, and has seven places: so the places are counted.
    places = sum(map(int, re.findall(r"\((\d+) inline 8-bit counters\)", log)))
    begun = re.search(r"^#\d+\s+INITED cov: \d+", log, re.MULTILINE)
    artifacts = list(found.iterdir())
    if places < LEAST_PLACES or not begun and not artifacts:
        raise Failure(f"{target}: the fuzzer has {places} places with coverage instrumentation, or did not begin:\n"
                      f"{log[-2000:]}")
    stats = {name: int(value) for name, value in re.findall(r"^stat::(\w+):\s+(\d+)$", log, re.MULTILINE)}
    run = Run(target, len(list(seeds.iterdir())), stats.get("number_of_executed_units", 0),
              stats.get("average_exec_per_sec", 0))
    if done.returncode:
        if not artifacts:
            raise Failure(f"{target}: the fuzzer ended with {done.returncode} and left no input:\n{log[-2000:]}")
        run.crash, run.words = artifacts[0].read_bytes(), words(log)
    return run


def words(log):
    """One line that says what was found. A trap says no more than where it is."""
    if broken := re.search(r"Fatal error: (.*)", log):
        return broken[1]
    where = re.search(r"/Sources/(\w+/\S+\.swift:\d+)", log)
    what = re.search(r"(?:Swift runtime failure: (.*?) /|ERROR: \w+: (\S+))", log)
    return f"{what and (what[1] or what[2]) or 'trap'} at {where[1] if where else 'an unknown place'}"


def report(run):
    """Keeps a crash where the tests replay it; gives what a person is told of it."""
    path = keep_crash(run.target, run.crash, run.words.removeprefix(f"{run.target}: "))
    return (f"{run.words}\n    kept as {path}; to repeat: Fuzzing/run {run.target} --seconds 0\n"
            "    Mend it, then commit the file: `make test` replays it.")


def llvm(name):
    """The tool that belongs to the Swift compiler; the system's may be too old."""
    path = pathlib.Path(shutil.which("swiftc")).resolve().parent / name
    if not path.exists():
        raise Failure(f"{name} is not beside swiftc")
    return path


def coverage(program, target, corpus=None):
    """By library, the share of its lines in per cent that the seeds and the corpus reach."""
    profile = WORK / f"{target}.profraw"
    folders = [unpacked(target), *([corpus] if corpus else [])]
    subprocess.run([program, "-runs=0", *folders], env=environment(target, LLVM_PROFILE_FILE=str(profile)), check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    merged = profile.with_suffix(".profdata")
    subprocess.run([llvm("llvm-profdata"), "merge", "-sparse", profile, "-o", merged], check=True)
    shown = subprocess.run([llvm("llvm-cov"), "export", "-summary-only", "-instr-profile", merged, program],
                           check=True, stdout=subprocess.PIPE)
    files = json.loads(shown.stdout)["data"][0]["files"]
    return {library: share(files, library) for library in LIBRARIES}


def share(files, library):
    lines = [file["summary"]["lines"] for file in files if f"/Sources/{library}/" in file["filename"]]
    total = sum(entry["count"] for entry in lines)
    if not total:
        raise Failure(f"no line of {library} was measured")
    return 100 * sum(entry["covered"] for entry in lines) / total
