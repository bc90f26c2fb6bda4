"""The traceability page, as Markdown that a browser and a code host show."""
import pathlib
from itertools import groupby

SHOWN = 4
"""So many names stand in a cell; the others are counted."""

ID = "id" + 18 * "&nbsp;"
"""The head of the column of ids: as wide as the longest, so that none is broken at its hyphen."""

HEAD = """\
# Traceability

From each requirement to the test vectors on both sides of it, the code that keeps it, and the wrong verifiers that \
break it. `Tests/Gallery/trace` writes this page from those; edit them.

- *Vectors* counts the cases that name the requirement, accepting + failing, and links the files that hold them. \
`mapae-conformance list --filter PASS-2` prints the cases of one.
- *Code* links the files of the library and its tools, and of the [verifiers in other languages](../Verifiers), that \
name the requirement.
- *Wrong verifiers* names those of the [gallery](../Tests/Gallery/README.md) that break it, each with the count of \
cases that were found to catch it. `Tests/Gallery/wrong NAME --diff` shows what one does wrong.
- `Tests/Gallery/trace --json` prints all of it, with the id of every case.

Of a verifier's MUST nothing may be missing here: `.ci/run` fails on a hole, on a vector whose requirement is gone, \
and on a requirement whose wording changed without its vectors being looked at again.
"""

SUMMARY = """
| | |
|---|---:|
| requirements | {all} |
| of the verifier | {verifier} |
| – each a MUST with vectors on both sides, code, and a wrong verifier that is caught | {whole} |
| – advice (SHOULD) that vectors ask too | {advice} |
| – that no vector can ask, with the reason | {unasked} |
| of issuer, authority and holder | {others} |
"""

OTHERS = f"""
## Of issuer, authority and holder

What they owe is kept by the tools, or by people who follow a procedure.

| {ID} | role | requirement | code | tests |
|---|---|---|---|---|
"""

LANGUAGES = {"c": "C", "go": "Go", "java": "Java", "javascript": "JavaScript", "python": "Python"}


def page(traces, titles, subjects):
    """`titles`: of the chapters, by their files; `subjects`: the module of each wrong verifier, by its name."""
    verifiers = [trace for trace in traces.values() if trace.role == "verifier"]
    others = [trace for trace in traces.values() if trace.role != "verifier"]
    asked = [trace for trace in verifiers if not trace.unasked]
    whole = sum(trace.is_verifiers_must for trace in asked)
    parts = [HEAD, SUMMARY.format(
        all=len(traces), verifier=len(verifiers), others=len(others),
        whole=whole, advice=len(asked) - whole, unasked=len(verifiers) - len(asked))]
    for chapter, members in groupby(asked, lambda trace: trace.chapter):
        parts.append(f"\n## [{titles[chapter]}]({chapter})\n\n| {ID} | requirement | vectors | code | "
                     "wrong verifiers |\n"
                     "|---|---|---|---|---|\n")
        for trace in members:
            parts.append(row(trace.id, words(trace), vectors(trace), code(trace.code), wrong(trace, subjects)))
    parts.append("\n## Of the verifier, and not asked by a vector\n")
    unasked = [trace for trace in verifiers if trace.unasked]
    for why in dict.fromkeys(trace.unasked for trace in unasked):
        parts.append(f"\nBecause {why}:\n\n| {ID} | requirement | code | tests | wrong verifiers |\n"
                     "|---|---|---|---|---|\n")
        for trace in unasked:
            if trace.unasked == why:
                parts.append(row(trace.id, words(trace), code(trace.code), code(trace.tests), wrong(trace, subjects)))
    parts.append(OTHERS)
    for trace in others:
        parts.append(row(trace.id, trace.role, words(trace), code(trace.code), code(trace.tests)))
    return "".join(parts)


def row(*cells):
    return "| " + " | ".join(cell or "–" for cell in cells) + " |\n"


def words(trace):
    """The sentence, with links that lead into its own chapter made whole."""
    return trace.sentence.replace("](#", f"]({trace.chapter}#").replace("|", "\\|")


def vectors(trace):
    files = ", ".join(f"[{pathlib.PurePath(name).stem}](../test-vectors/{name})" for name in trace.groups)
    return f"{len(trace.accepting)} + {len(trace.failing)}: {files}"


def code(files):
    return some([f"[{label(file)}](../{file})" for file in files if file.startswith(("Sources/", "Tests/"))]
                + [f"[{label(file)}](../{file})" for file in files if file.startswith("Verifiers/")])


def label(file):
    path = pathlib.PurePath(file)
    return f"{LANGUAGES[path.parts[1]]} {path.name}" if path.parts[0] == "Verifiers" else path.name


def wrong(trace, subjects):
    return some([f"[{name}](../Tests/Gallery/gallery/faults/{subjects[name]}.py) {count}"
                 for name, count in trace.wrong.items()])


def some(items):
    more = [f"and {len(items) - SHOWN} more"] if len(items) > SHOWN else []
    return ", ".join(items[:SHOWN] + more)
