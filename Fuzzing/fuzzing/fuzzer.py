"""The fuzzer as a program: built, run on a target, and asked what it reached."""
import dataclasses
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from tool import Failure

from . import dictionary
from .targets import FOLDER, WORK, unpacked

LIBRARIES = ("Mapae", "MapaeFormat")
SANITIZERS = {"address": "fuzzer,address", "plain": "fuzzer"}
"""As one word: given one by one, coverage or AddressSanitizer goes missing without a word."""
GREATEST_INPUT = 16_384
LIMITS = ("-timeout=20", "-rss_limit_mb=3072", "-malloc_limit_mb=1536")
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
    """Runs a target from its seeds; what it finds it keeps in its corpus. Runs at one time have different names."""
    seeds = unpacked(target)
    corpus = corpus or WORK / "corpus" / target
    found = WORK / "found" / (name or target)
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for path in found.iterdir():
        path.unlink()
    command = [program, f"-max_len={GREATEST_INPUT}", *LIMITS, f"-dict={dictionary.written(target)}",
               "-print_final_stats=1", f"-artifact_prefix={found}/", *options, corpus, seeds]
    done = subprocess.run(list(map(str, command)), env=environment(target, **more), stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE)
    log = done.stderr.decode(errors="replace")
    # C is instrumented in any case, and has seven places: so the places are counted.
    places = sum(map(int, re.findall(r"\((\d+) inline 8-bit counters\)", log)))
    begun = re.search(r"^#\d+\s+INITED cov: \d+", log, re.MULTILINE)
    # An input that only takes long is kept too, and is none that breaks a property.
    artifacts = [path for path in found.iterdir() if not path.name.startswith("slow-unit-")]
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


def first_broken(program, target, inputs, seconds, **more):
    """Runs inputs one behind the other; which of them is the first that breaks something, and what is said of it.

    Raises `subprocess.TimeoutExpired`.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = [pathlib.Path(folder) / str(index) for index in range(len(inputs))]
        for path, data in zip(paths, inputs):
            path.write_bytes(data)
        done = subprocess.run([program, *LIMITS, f"-artifact_prefix={folder}/", *paths], stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, env=environment(target, **more), timeout=seconds)
    if not done.returncode:
        return None
    log = done.stderr.decode(errors="replace")
    begun = re.findall(r"^Running: .*/(\d+)$", log, re.MULTILINE)
    if not begun:
        raise Failure(f"{target}: the fuzzer ran no input:\n{log[-2000:]}")
    return int(begun[-1]), words(log)


def smaller_broken(program, target, crash, seed, runs, seconds, **more):
    """Mutates a crash to fewer bytes until they break something, and what is said of it: a step of -minimize_crash.

    The steps are taken one by one, since libFuzzer takes any crash for the same. Raises `subprocess.TimeoutExpired`.
    """
    with tempfile.TemporaryDirectory() as folder:
        path, smaller = pathlib.Path(folder) / "crash", pathlib.Path(folder) / "smaller"
        path.write_bytes(crash)
        done = subprocess.run([program, *LIMITS, "-minimize_crash_internal_step=1", f"-runs={runs}", f"-seed={seed}",
                               f"-exact_artifact_path={smaller}", path], stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, env=environment(target, **more), timeout=seconds)
        return (smaller.read_bytes(), words(done.stderr.decode(errors="replace"))) if smaller.exists() else None


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
