"""From each requirement to its vectors, its code and its wrong verifiers, and what is missing on the way."""
import hashlib
import json
import re
from dataclasses import dataclass, field


@dataclass
class Trace:
    """One requirement, and all that is there of it."""

    id: str
    role: str
    sentence: str
    chapter: str
    accepting: list = field(default_factory=list)
    failing: list = field(default_factory=list)
    groups: list = field(default_factory=list)
    """The names of the vectors' groups that have cases of it."""
    code: list = field(default_factory=list)
    """The files of the library, the tools and the verifiers that name it."""
    tests: list = field(default_factory=list)
    wrong: dict = field(default_factory=dict)
    """The wrong verifiers that break it: name → how many cases catch it."""
    unasked: str = ""
    """Why no vector can ask it."""

    @property
    def is_verifiers_must(self):
        return self.role == "verifier" and re.search(r"\bMUST\b", self.sentence) is not None

    @property
    def is_of_protocol(self):
        """Whether the runner looks at it on every line: wrong verifiers that no case asks can break it."""
        return self.chapter == "conformance.md"

    @property
    def digest(self):
        """Of its wording. Where a link leads does not matter."""
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", self.sentence)
        return hashlib.sha256(plain.encode()).hexdigest()[:16]


def is_accepting(case):
    """Whether the last answer lets everything in."""
    expected = case["steps"][-1]["expect"]
    return expected.get("outcome") == "accepted" or expected.get("result") == "loaded" and not expected["lists"]


# What makes wrong objects names what it breaks, and keeps none of it.
KEEPERS = re.compile(r"Sources/(?!EdgeSigning/|MapaeConformance/Fuzz/)|Verifiers/[^/]+/(?!tests?/)\w+/")


def traces(requirements, groups, verifiers, catches, unasked):
    """Id → Trace of each requirement that is not withdrawn."""
    result = {}
    for one in requirements:
        files = sorted({place.rpartition(":")[0] for place in one.mentions})
        result[one.id] = Trace(
            one.id, one.role, one.sentence, one.chapter, unasked=unasked.get(one.id, ""),
            code=[file for file in files if KEEPERS.match(file)],
            tests=[file for file in files if re.match(r"Tests/(?!Gallery/)|Verifiers/[^/]+/tests?/", file)])
    for name, group in groups.items():
        for case in group["cases"]:
            for id in filter(result.__contains__, case["requirements"]):
                trace = result[id]
                (trace.accepting if is_accepting(case) else trace.failing).append(case["id"])
                if name not in trace.groups:
                    trace.groups.append(name)
    for wrong in verifiers.values():
        for id in filter(result.__contains__, wrong.requirements):
            catch = catches.get(wrong.name)
            result[id].wrong[wrong.name] = (catch.by_verdict or catch.by_reason) if catch else 0
    return result


def holes(traces):
    """What a verifier's MUST lacks: a line each."""
    for trace in filter(lambda trace: trace.is_verifiers_must, traces.values()):
        if trace.unasked:
            if trace.accepting and trace.failing:
                yield f"{trace.id}: it is named as not asked, and vectors ask it"
            if trace.wrong and not trace.is_of_protocol:
                yield f"{trace.id}: it is named as not asked, and {next(iter(trace.wrong))} is said to break it"
            continue
        if not trace.accepting:
            yield f"{trace.id}: no accepting case names it"
        if not trace.failing:
            yield f"{trace.id}: no failing case names it"
        if not any(file.startswith("Sources/") for file in trace.code):
            yield f"{trace.id}: no file of Sources/ names it"
        if not any(trace.wrong.values()):
            yield f"{trace.id}: no wrong verifier that is caught breaks it"


def strays(traces, groups, verifiers, unasked):
    """What names a requirement that is gone: a line each."""
    for group in groups.values():
        for case in group["cases"]:
            for id in case["requirements"]:
                if id not in traces:
                    yield f"{case['id']}: its requirement {id} is gone"
    for wrong in verifiers.values():
        for id in wrong.requirements:
            if id not in traces:
                yield f"{wrong.name}: its requirement {id} is gone"
            elif traces[id].role != "verifier":
                yield f"{wrong.name}: {id} is not of the verifier"
    for id in unasked:
        if id not in traces:
            yield f"{id}: it is named as not asked, and gone"


def rewordings(traces, accepted):
    """Requirements of the verifier whose wording is not the one that its vectors were made for: a line each."""
    for trace in traces.values():
        if trace.role != "verifier" or trace.digest == accepted.get(trace.id):
            continue
        what = "its wording changed" if trace.id in accepted else "it is new"
        cases = f"{len(trace.accepting)} accepting and {len(trace.failing)} failing cases"
        yield f"{trace.id}: {what}; look at its {cases}, then: Tests/Gallery/trace --accept {trace.id}"
    for id in accepted:
        if id not in traces:
            yield f"{id}: its wording is kept, and it is gone; Tests/Gallery/trace --accept {id} takes it away"


def accept(traces, accepted, ids):
    """The digests of wording, with those of some requirements as they are now."""
    kept = {**accepted, **{id: traces[id].digest for id in ids if id in traces}}
    return {id: digest for id, digest in kept.items() if id in traces or id not in ids}


def long_form(traces):
    """All of it, for programs."""
    return json.dumps([{**vars(trace), "wording": trace.digest} for trace in traces.values()],
                      indent=1, ensure_ascii=False) + "\n"
