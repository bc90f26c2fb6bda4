#!/usr/bin/env python3
"""Lists the requirements of the specification, and fails where its ids, words or links are not in order.

    spec/requirements.py               check everything; print a count for each chapter
    spec/requirements.py --list        print id, role, chapter and sentence of each
    spec/requirements.py --json        the same for programs, with the places that mention each
    spec/requirements.py --swift       the source by which mapae-conformance knows their sentences

A requirement is a list item `- **PASS-2** (verifier) … MUST ….`; one that was given up keeps its id:
`- **PASS-2** (verifier) *withdrawn*`. Which ids belong to which chapter stands in the table of spec/README.md.
"""
import argparse
import json
import pathlib
import re
import sys
from collections import Counter
from dataclasses import dataclass, field

ROLES = ("verifier", "issuer", "authority", "holder")
# What the specification uses, longest first so that one word is counted once.
KEYWORDS = re.compile(r"\b(MUST NOT|MUST|SHOULD NOT|SHOULD)\b")
# Words of BCP 14 that it does not use: a reader would have to ask what they bind.
OTHER_KEYWORDS = re.compile(r"\b(SHALL NOT|SHALL|NOT RECOMMENDED|RECOMMENDED|REQUIRED|MAY|OPTIONAL)\b")
REQUIREMENT = re.compile(r"- \*\*(?P<id>[A-Z]+-[1-9][0-9]*)\*\* \((?P<role>[a-z]+)\) (?P<sentence>\S.*)")
# A list item that begins with something bold like an id.
ATTEMPT = re.compile(r"\s*[-*+] +\*\*(?P<prefix>[A-Za-z]{3,})(?P<joint>\W?)[0-9]+\W*\*\*")
MENTION = re.compile(r"(?<![\w-])([A-Z]{3,}-[0-9]+)(?![\w-])")
# "SIG-2 to SIG-5" mentions those between, too.
RANGE = re.compile(r"(?<![\w-])([A-Z]{3,})-([0-9]+) to \1-([0-9]+)(?![\w-])")
# An object as text, as vectors hold it: its digits can look like an id.
OBJECT_TEXT = re.compile(r"\bM[PS]1:[0-9A-Z$*.:-]*")
# They look like ids and are names of something else. (A misspelt prefix is to be found, so not all unknown ones pass.)
NOT_IDS = re.compile(r"(UTF|UTC|PDF|COVID|SHA|RFC|CVE|ISO|FIPS|DSA|BCP)-|[A-Z]+-[0-9]{4,}")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
CHAPTER_ROW = re.compile(r"\| \[[^\]]+\]\((?P<file>[^)]+\.md)\) \|.*\|(?P<ids>[^|]*)\|\s*$")
WITHDRAWN = "*withdrawn*"
MENTIONED_IN = ("spec", "Sources", "Tests", "Benchmarks", "Verifiers", "test-vectors")
TEXT_SUFFIXES = {".md", ".py", ".swift", ".json", ".sh", ".txt", ".c", ".h", ".java", ".js", ".mjs", ".go", ""}
# What is generated from all requirements names each of them; this script's own test names ids that must not exist.
NAMES_ALL = (
    "requirements.py", "requirements_test.py", "Requirements+Generated.swift", "traceability.md", "wording.json",
)


@dataclass
class Requirement:
    id: str
    role: str
    sentence: str
    chapter: str
    line: int
    mentions: list = field(default_factory=list)

    @property
    def is_withdrawn(self):
        return self.sentence.startswith(WITHDRAWN)

    @property
    def prefix(self):
        return self.id.rsplit("-", 1)[0]

    @property
    def number(self):
        return int(self.id.rsplit("-", 1)[1])


class Specification:
    """The chapters of a folder `spec` below `top`, and every fault found in them."""

    def __init__(self, top):
        self.top = pathlib.Path(top)
        self.faults = []
        self.requirements = []
        self.chapters = {path: path.read_text(encoding="utf-8") for path in sorted((self.top / "spec").glob("*.md"))
                         if path.name not in NAMES_ALL}
        self.prefixes = self.read_prefixes()
        for path, text in self.chapters.items():
            self.read_chapter(path, text)
        if not self.requirements:
            self.faults.append("spec: no requirement found")
        self.check_ids()
        self.check_mentions()
        self.check_links()

    def fault(self, path, line, text):
        self.faults.append(f"{path.relative_to(self.top)}:{line}: {text}")

    def read_prefixes(self):
        """Which file each prefix belongs to, by the table of spec/README.md."""
        prefixes = {}
        for line in self.chapters.get(self.top / "spec/README.md", "").splitlines():
            if row := CHAPTER_ROW.match(line):
                for prefix in re.findall(r"`([A-Z]+)`", row["ids"]):
                    prefixes[prefix] = row["file"]
        if not prefixes:
            self.faults.append("spec/README.md: no table of chapters with their ids")
        return prefixes

    def read_chapter(self, path, text):
        for number, line, is_item in logical_lines(text):
            match = REQUIREMENT.fullmatch(line) if is_item else None
            if match:
                self.add(path, number, Requirement(match["id"], match["role"], match["sentence"], path.name, number))
            elif self.is_attempt(line):
                self.fault(path, number, "a malformed requirement; write `- **PASS-1** (verifier) … MUST ….`")
            elif KEYWORDS.search(line) and "BCP 14" not in line:  # The sentence that defines the words.
                self.fault(path, number, f"{KEYWORDS.search(line)[0]} outside a requirement")
            if other := OTHER_KEYWORDS.search(line):
                self.fault(path, number, f"{other[0]} is not one of this specification's words")

    def is_attempt(self, line):
        attempt = ATTEMPT.match(line)
        if not attempt:
            return False
        prefix = attempt["prefix"]
        return prefix.upper() in self.prefixes or prefix.isupper() and attempt["joint"] == "-"

    def add(self, path, line, requirement):
        self.requirements.append(requirement)
        if requirement.role not in ROLES:
            self.fault(path, line, f"{requirement.id}: unknown role {requirement.role}; one of {', '.join(ROLES)}")
        if requirement.prefix not in self.prefixes:
            self.fault(path, line, f"{requirement.id}: spec/README.md gives {requirement.prefix} to no chapter")
        elif (chapter := self.prefixes[requirement.prefix]) != path.name:
            self.fault(path, line, f"{requirement.id}: {requirement.prefix} belongs to {chapter}")
        words = KEYWORDS.findall(requirement.sentence)
        if len(words) != (0 if requirement.is_withdrawn else 1):
            found = ", ".join(words) or "none"
            self.fault(path, line, f"{requirement.id}: exactly one MUST or SHOULD in a requirement, none once "
                       f"withdrawn; here {found}")

    def check_ids(self):
        """No id twice, and none missing: one that is given up stays as withdrawn."""
        for id, count in Counter(r.id for r in self.requirements).items():
            if count > 1:
                places = ", ".join(f"{r.chapter}:{r.line}" for r in self.requirements if r.id == id)
                self.faults.append(f"spec: {id} stands {count} times: {places}")
        numbers = {}
        for requirement in self.requirements:
            numbers.setdefault(requirement.prefix, set()).add(requirement.number)
        for prefix, given in numbers.items():
            for number in sorted(set(range(1, max(given) + 1)) - given):
                self.faults.append(
                    f"spec: {prefix}-{number} is missing; a requirement that is given up stays, as {WITHDRAWN}")

    def check_mentions(self):
        known = {r.id: r for r in self.requirements}
        for path in self.files_that_mention():
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
            for number, line in enumerate(text.splitlines(), 1):
                for id in mentions(line):
                    if id in known:
                        place = f"{path.relative_to(self.top)}:{number}"
                        requirement = known[id]
                        if place == f"spec/{requirement.chapter}:{requirement.line}":
                            continue
                        requirement.mentions.append(place)
                        if requirement.is_withdrawn and not place.startswith("spec/"):
                            self.fault(path, number, f"{id} is withdrawn")
                    elif not NOT_IDS.match(id):
                        self.fault(path, number, f"{id} is not defined in spec/")

    def files_that_mention(self):
        for folder in MENTIONED_IN:
            for path in sorted((self.top / folder).rglob("*")):
                if path.name in NAMES_ALL:
                    continue
                is_hidden = any(part.startswith(".") for part in path.relative_to(self.top).parts)
                if path.is_file() and path.suffix in TEXT_SUFFIXES and not is_hidden:
                    yield path

    def check_links(self):
        """Links between the chapters, and from the documents at the top."""
        for path in [*self.chapters, *sorted(self.top.glob("*.md"))]:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                for target in LINK.findall(line):
                    if re.match(r"[a-z]+:", target):
                        continue
                    name, _, anchor = target.partition("#")
                    file = path.parent / name if name else path
                    if not file.exists():
                        self.fault(path, number, f"dead link {target}: no such file")
                    elif anchor and (file.suffix != ".md" or anchor not in anchors(file.read_text(encoding="utf-8"))):
                        self.fault(path, number, f"dead link {target}: no such heading")


def mentions(line):
    """The ids that a line names, each once."""
    line = OBJECT_TEXT.sub("", line)
    between = [f"{prefix}-{number}" for prefix, first, last in RANGE.findall(line)
               for number in range(int(first) + 1, int(last))]
    return dict.fromkeys(MENTION.findall(line) + between)


def logical_lines(text):
    """Line number, text and whether it is a list item, with the indented lines that continue an item joined to it."""
    pending = None
    for number, line in enumerate(text.splitlines(), 1):
        if pending and re.match(r" {2,}\S", line) and not re.match(r" *[-*+] ", line):
            pending = (pending[0], pending[1] + " " + line.strip())
            continue
        if pending:
            yield (*pending, True)
            pending = None
        if line.startswith("- "):
            pending = (number, line.rstrip())
        else:
            yield number, line, False
    if pending:
        yield (*pending, True)


def anchors(text):
    """The anchors that a Markdown page's headings have on the usual hosts."""
    seen = Counter()
    result = set()
    is_code = False
    for line in text.splitlines():
        if line.startswith("```"):
            is_code = not is_code
        heading = re.match(r"#{1,6} +(.*?)\s*#*$", line)
        if is_code or not heading:
            continue
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading[1])
        slug = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        result.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return result


def swift(requirements):
    """A line for each requirement, with its id, its chapter and its sentence without the targets of links."""
    lines = [
        f"    {r.id}\t{r.chapter}\t" + re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", r.sentence)
        for r in requirements if not r.is_withdrawn
    ]
    return "\n".join([
        "// swift-format-ignore-file",
        "// Generated by spec/requirements.py --swift; edit the chapters.",
        "",
        "extension Requirements {",
        '  static let table = #"""',
        *lines,
        '    """#',
        "}",
    ])


def main(arguments=None, top=pathlib.Path(__file__).resolve().parent.parent):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="print each requirement on a line")
    parser.add_argument("--json", action="store_true", help="print all requirements as JSON")
    parser.add_argument("--swift", action="store_true", help="print all requirements as a Swift source")
    options = parser.parse_args(arguments)
    spec = Specification(top)
    if options.json:
        entries = [
            {"id": r.id, "role": r.role, "sentence": r.sentence, "chapter": f"spec/{r.chapter}", "line": r.line,
             "withdrawn": r.is_withdrawn, "mentions": r.mentions}
            for r in spec.requirements
        ]
        print(json.dumps(entries, indent=1, ensure_ascii=False))
    elif options.swift:
        print(swift(spec.requirements))
    elif options.list:
        for r in spec.requirements:
            print(f"{r.id}\t{r.role}\t{r.chapter}\t{r.sentence}")
    else:
        for chapter, count in Counter(r.chapter for r in spec.requirements).items():
            print(f"{count:4} {chapter}")
        roles = Counter(r.role for r in spec.requirements if not r.is_withdrawn)
        shares = ", ".join(f"{roles[role]} of the {role}" for role in ROLES)
        print(f"{len(spec.requirements):4} requirements: {shares}")
    for fault in spec.faults:
        print(fault, file=sys.stderr)
    return 1 if spec.faults else 0


if __name__ == "__main__":
    sys.exit(main())
