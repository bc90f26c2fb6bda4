"""Faults, each behind a switch, in a copy of the library's sources, and the target that has to find each.

The switch is in the copy alone: an environment variable that the shipped library never reads. A fault whose place has
changed is an error, so none goes missing. One build has them all.
"""
import dataclasses
import shutil

from .targets import FOLDER, ROOT, Failure

SWITCH = "MAPAE_PLANTED_FAULT"
COPY = FOLDER / ".build-faulty" / "copy"
PACKAGE = COPY / "Fuzzing"

PLANTED = f'''internal import Foundation

enum Planted {{
  private static let fault = ProcessInfo.processInfo.environment["{SWITCH}"]

  static func has(_ name: String) -> Bool {{ fault == name }}
}}
'''


@dataclasses.dataclass(frozen=True)
class Fault:
    """A library that is wrong in one way. In what is put in, `PLANTED` asks whether the fault is on."""
    name: str
    kind: str
    target: str
    """Which target finds it."""
    words: str
    """What the target says then, as a pattern."""
    edits: tuple[tuple[str, str, str], ...]
    """File below Sources, what stands there once, and what is put in its place."""


READER, RULES, CLOCK = "MapaeFormat/ByteReader.swift", "MapaeFormat/TextRules.swift", "Mapae/ClockReading.swift"
LIST, SERIALS = "MapaeFormat/TrustListFields+Coding.swift", "MapaeFormat/RevokedSerials.swift"
SODIUM, JUDGEMENT, VERIFIER = "Mapae/Sodium.swift", "Mapae/Judgement.swift", "Mapae/Verifier.swift"
LOADING, STATUS = "Mapae/TrustState+Loading.swift", "Mapae/TrustState+StatusLists.swift"

FAULTS = [
    Fault("length-not-checked", "an unchecked length", "pass", "at MapaeFormat/Claim|encod", ((
        READER, "guard count >= 0, count <= remaining else", "guard count >= 0, PLANTED || count <= remaining else"),)),
    Fault("lax-utf8", "a lax UTF-8 check", "list", "encod", ((
        RULES, "guard !bytes.isEmpty, bytes.count <= limit, let text = try? UTF8Span(validating: bytes) else { return false }",
        "guard !bytes.isEmpty, bytes.count <= limit else { return false }\n"
        "    guard let text = try? UTF8Span(validating: bytes) else { return PLANTED }"),)),
    Fault("accepted-at-the-end", "an accepting off-by-one", "verdict", "accepted", ((
        CLOCK, "if latest < end {", "if latest < end || PLANTED && latest == end {"),)),
    Fault("keys-compared-one-by-one", "a quadratic path", "list", "not linear", ((
        LIST, "guard seen.insert(key) else",
        "guard !PLANTED || !keys.contains(where: { $0.publicKey == key.publicKey }), seen.insert(key) else"),)),
    Fault("many-deltas-many-passes", "a quadratic path", "bundle", "not linear", ((
        STATUS, "completed.insert(entry.issuer).inserted else", "PLANTED || completed.insert(entry.issuer).inserted else"),
    )),
    Fault("holder-proof-not-checked", "a missing signature check", "verdict", "its holder never signed", ((
        JUDGEMENT, "if !presentation.isProven(", "if !PLANTED, !presentation.isProven("),)),
    Fault("list-signature-not-checked", "a missing signature check", "bundle", "the list keys never signed", ((
        LOADING, "guard list.isSigned(by: record.lists, of:", "guard PLANTED || list.isSigned(by: record.lists, of:"),)),
    Fault("domain-left-out", "a domain digest left out", "verdict", "never signed", ((
        SODIUM, "    return unsafe withMessage(object, signedLength, kind, domain) { message in",
        "    if PLANTED, unsafe withMessage(object, signedLength, kind, .zero, {\n"
        "      unsafe isGood(signature, over: $0, key)\n    }) { return true }\n"
        "    return unsafe withMessage(object, signedLength, kind, domain) { message in"),)),
    Fault("rule-that-keeps-open", "a rule that widens", "verdict", "with a rule less", ((
        JUDGEMENT, "case .kept: break", "case .kept: if PLANTED, reason == .expired { reason = nil }"),)),
    Fault("padding-not-checked", "a non-minimal encoding taken", "status", "another encoding", ((
        SERIALS, "return left < 8 && (bytes", "return left < 8 && (PLANTED || (bytes"), (
        SERIALS, ".leadingZeroBitCount >= left\n", ".leadingZeroBitCount >= left)\n"))),
    Fault("wide-clock-rejects", "ignorance that rejects", "verdict", "narrower clock reading|the exact time|several", ((
        CLOCK, "} else if earliest >= end {", "} else if earliest >= end || PLANTED {"),)),
    Fault("rotation-answered-with-no", "ignorance that rejects", "verdict", "with all facts known", ((
        VERIFIER, "return .stopped(.keyNotYetKnown)", "return .stopped(PLANTED ? .keyWithdrawn : .keyNotYetKnown)"),)),
    Fault("first-state-for-home", "an order that counts", "verdict", "the order of domains counts", ((
        JUDGEMENT, "where: { $0.anchor.domain == home })", "where: { PLANTED || $0.anchor.domain == home })"),)),
    Fault("first-state-of-a-tag", "an order that counts", "verdict", "the order of domains counts", ((
        VERIFIER, "    for index in states.indices where", "    for index in PLANTED ? states.indices.prefix(1) : states.indices[...] where"),)),
    Fault("next-list-only", "skipped lists that cut off", "bundle", "after skipping some", ((
        LOADING, "guard list.fields.age >= order else",
        "guard list.fields.age >= order, !PLANTED || list.fields.number &- held.list.fields.number <= 1 else"),)),
    Fault("records-kept-of-refused-bundles", "a refused load that leaves something", "bundle",
          "a refused bundle changed the state", ((
              LOADING, "      try next.take(list, &report)  // Steps 7 to 11.",
              "      do { try next.take(list, &report) } catch {\n"
              "        if PLANTED, error.refusal == .badKey { self = next }\n        throw error\n      }"),)),
    Fault("error-behind-the-end", "an error that points outside", "record", "is not inside an input", ((
        READER, "throw FormatError(.truncated, at: end)", "throw FormatError(.truncated, at: PLANTED ? end + 1 : end)"),)),
]


def sources():
    """The text of each source file with all faults in it, each behind its switch."""
    texts = {}
    for fault in FAULTS:
        for file, there, instead in fault.edits:
            text = texts.get(file) or (ROOT / "Sources" / file).read_text(encoding="utf-8")
            if text.count(there) != 1:
                raise Failure(f"the fault \"{fault.name}\" has no place any more: Sources/{file} has "
                              f"{text.count(there)} times\n    {there}\n  Give it a new one in Fuzzing/fuzzing/planted.py.")
            texts[file] = text.replace(there, instead.replace("PLANTED", f'Planted.has("{fault.name}")'))
    return {**texts, "Mapae/Planted.swift": PLANTED, "MapaeFormat/Planted.swift": PLANTED}


def planted():
    """Copies the package and the harness with the faults in it; gives the harness's folder."""
    texts = sources()
    wanted = {}
    for folder in ("Sources", "Fuzzing/Sources"):
        for file in (ROOT / folder).rglob("*"):
            if file.is_file():
                wanted[file.relative_to(ROOT)] = file.read_text(encoding="utf-8")
    wanted |= {ROOT.relative_to(ROOT) / "Sources" / name: text for name, text in texts.items()}
    for name in ("Package.swift", "Fuzzing/Package.swift"):
        wanted[(ROOT / name).relative_to(ROOT)] = (ROOT / name).read_text(encoding="utf-8")
    for file in list(COPY.rglob("*")):
        inside = file.relative_to(COPY)
        if file.is_file() and inside.parts[0] in ("Sources", "Fuzzing") and inside not in wanted \
                and not any(part.startswith(".build") for part in inside.parts):
            file.unlink()
    for inside, text in wanted.items():
        write(COPY / inside, text)
    if not (COPY / "Tests").exists():
        (COPY / "Tests").symlink_to(ROOT / "Tests")
    return PACKAGE


def write(path, text):
    """Where it is another text; so a build begins with what has changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
