"""Faults in a copy of the library's sources, and the target that has to find each. One build has them all."""
import dataclasses

import planting

from .targets import FOLDER

COPY = FOLDER / ".build-faulty" / "copy"


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
        RULES,
        "guard !bytes.isEmpty, bytes.count <= limit, let text = try? UTF8Span(validating: bytes) else { return false }",
        "guard !bytes.isEmpty, bytes.count <= limit else { return false }\n"
        "    guard let text = try? UTF8Span(validating: bytes) else { return PLANTED }"),)),
    Fault("accepted-at-the-end", "an accepting off-by-one", "verdict", "accepted", ((
        CLOCK, "if latest < end {", "if latest < end || PLANTED && latest == end {"),)),
    Fault("keys-compared-one-by-one", "a quadratic path", "list", "not linear", ((
        LIST, "guard seen.insert(key) else",
        "guard !PLANTED || !keys.contains(where: { $0.publicKey == key.publicKey }), seen.insert(key) else"),)),
    Fault("many-deltas-many-passes", "a quadratic path", "bundle", "not linear", ((
        STATUS, "completed.insert(entry.issuer).inserted else",
        "PLANTED || completed.insert(entry.issuer).inserted else"),)),
    Fault("holder-proof-not-checked", "a missing signature check", "verdict", "its holder never signed", ((
        JUDGEMENT, "if !presentation.isProven(", "if !PLANTED, !presentation.isProven("),)),
    Fault("list-signature-not-checked", "a missing signature check", "bundle", "the list keys never signed", ((
        LOADING, "guard list.isSigned(by: record.lists, of:",
        "guard PLANTED || list.isSigned(by: record.lists, of:"),)),
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
        VERIFIER, "    for index in states.indices where",
        "    for index in PLANTED ? states.indices.prefix(1) : states.indices[...] where"),)),
    Fault("next-list-only", "skipped lists that cut off", "bundle", "after skipping some", ((
        LOADING, "guard list.fields.age >= order else",
        "guard list.fields.age >= order, !PLANTED || list.fields.number &- held.list.fields.number <= 1 else"),)),
    Fault("records-kept-of-refused-bundles", "a refused load that leaves something", "bundle",
          "a refused bundle changed the state", ((
              LOADING, "      try next.take(list, &report)  // Steps 7 to 11.",
              "      do { try next.take(list, &report) } catch {\n"
              "        if PLANTED, error.refusal == .badKey { self = next }\n        throw error\n      }"),)),
    Fault("error-behind-the-end", "an error that points outside", "record", "is not inside an input", ((
        READER, "throw FormatError(.truncated, at: end)",
        "throw FormatError(.truncated, at: PLANTED ? end + 1 : end)"),)),
]


def planted():
    """Makes the copy, with all faults off; gives the harness's folder in it."""
    texts = planting.sources(FAULTS, ("Mapae", "MapaeFormat"), "Fuzzing/fuzzing/planted.py")
    planting.copied(texts, COPY, kept=("Package.swift", "Sources", "Fuzzing/Package.swift", "Fuzzing/Sources"),
                    linked=("Tests",))
    return COPY / "Fuzzing"
