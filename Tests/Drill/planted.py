"""Faults, planted one at a time into a copy of the tool's sources, and the assertion that has to find each."""
import dataclasses

import planting
from tool import ROOT, built

COPY = ROOT / ".build-drill" / "faulty"


@dataclasses.dataclass(frozen=True)
class Fault:
    """A door that is wrong in one way. In what is put in, `PLANTED` stands for the question whether the fault is on."""
    name: str
    caught_by: str
    door: str
    edits: tuple[tuple[str, str, str], ...]
    """File below Sources, what stands there once, and what is put in its place."""


JUDGEMENT, VERIFIER = "Mapae/Judgement.swift", "Mapae/Verifier.swift"
LOADING, REPORT = "Mapae/TrustState+Loading.swift", "MapaeTool/Verify/VerdictReport.swift"

FAULTS = [
    Fault("list-age-ignored", "expired-list-admits-nobody", "past its expiry", ((
        JUDGEMENT, "let unexpired = reading.isBefore(list.fields.expiresAt)",
        "let unexpired = PLANTED ? Answer.proven : reading.isBefore(list.fields.expiresAt)"),)),
    Fault("status-demand-ignored", "demanded-status-list-decides", "status list missing", ((
        JUDGEMENT, "guard demand > 0 else", "guard demand > 0, !PLANTED else"),)),
    Fault("status-age-ignored", "let-through-is-bounded", "status list expired", ((
        JUDGEMENT, "guard let reading else { return }\n    note(reading.isBefore(status.expiresAt)",
        "guard !PLANTED, let reading else { return }\n    note(reading.isBefore(status.expiresAt)"),)),
    Fault("slow-clock-believed", "slow-clock-decides-nothing", "clock a year slow", ((
        JUDGEMENT, "    if clock.latest >= list.fields.refreshAfter",
        "    if PLANTED { return clock }\n    if clock.latest >= list.fields.refreshAfter"),)),
    Fault("anchor-not-checked", "forged-poster-refused", "cold start from a poster", ((
        LOADING, "    for record in parts.records where record.domain != anchor.domain",
        "    if PLANTED { return }\n    for record in parts.records where record.domain != anchor.domain"), (
        LOADING, "{ $0.digest == anchor.record }", "{ PLANTED || $0.digest == anchor.record }"), (
        LOADING, "guard list.isSigned(by: record.lists, of: anchor.domain) else",
        "guard list.isSigned(by: record.lists, of: PLANTED ? list.fields.domain : anchor.domain) else"))),
    Fault("list-signature-not-checked", "forged-poster-refused", "a forged poster", ((
        LOADING, "guard list.isSigned(by: record.lists, of:",
        "guard PLANTED || list.isSigned(by: record.lists, of:"),)),
    Fault("newer-status-list-not-taken", "remedy-admits", "status list missing", ((
        LOADING, "next.take(statusParts: parts.statusParts, &report)",
        "if !PLANTED { next.take(statusParts: parts.statusParts, &report) }"),)),
    Fault("newer-trust-list-not-taken", "remedy-shuts-out", "list a week old", ((
        LOADING, "if let list = parts.list {", "if let list = parts.list, !PLANTED || next.held == nil {"),)),
    Fault("undecided-shown-as-rejected", "no-valid-holder-rejected", "past its expiry", ((
        REPORT, "self.init(origin, outcome: verdict.outcome)",
        'self.init(origin, outcome: PLANTED && verdict.outcome == "undecided" ? "rejected" : verdict.outcome)'),)),
    Fault("rotation-answered-with-no", "no-valid-holder-rejected", "before a key's listing", ((
        VERIFIER, "return .stopped(.keyNotYetKnown)", "return .stopped(PLANTED ? .keyWithdrawn : .keyNotYetKnown)"),)),
    Fault("expired-list-rejects-by-its-rules", "no-valid-holder-rejected", "before its announcement", ((
        JUDGEMENT, "if unexpired == .proven {", "if PLANTED || unexpired == .proven {"),)),
    Fault("revoked-ignored", "revoked-refused", "fresh", ((
        JUDGEMENT, "if status.revoked.contains(pass.serial) {",
        "if !PLANTED, status.revoked.contains(pass.serial) {"),)),
    Fault("compromise-ignored", "stolen-refused", "fresh", ((
        JUDGEMENT, "if key.isCompromised {", "if !PLANTED, key.isCompromised {"),)),
    Fault("end-ignored", "expired-refused", "fresh", ((
        JUDGEMENT, "note(reading.isBefore(pass.validUntil), refuted: .expired, edge: pass.validUntil)",
        "if !PLANTED { note(reading.isBefore(pass.validUntil), refuted: .expired, edge: pass.validUntil) }"),)),
    Fault("signature-not-checked", "forged-refused", "fresh", ((
        VERIFIER, "if isSigned(pass, index, key) {", "if PLANTED || isSigned(pass, index, key) {"),)),
    Fault("any-domain-taken", "foreign-refused", "fresh", ((
        VERIFIER, "where states[index].anchor.domain.domainTag == pass.domainTag",
        "where PLANTED || states[index].anchor.domain.domainTag == pass.domainTag"), (
        VERIFIER, "return Sodium.isGood(", "return PLANTED || Sodium.isGood("))),
    Fault("holder-proof-not-checked", "copied-refused", "fresh", ((
        JUDGEMENT, "if !presentation.isProven(", "if !PLANTED, !presentation.isProven("),)),
    Fault("freshness-ignored", "stale-refused", "fresh", ((
        "Mapae/Freshness.swift", "return clock.latest < end ?", "return PLANTED || clock.latest < end ?"),)),
    Fault("challenge-ignored", "fresh-door-accepts-all", "fresh", ((
        "Mapae/Freshness.swift", "if let challenge {", "if !PLANTED, let challenge {"),)),
    Fault("scope-ignored", "wrongly-scoped-refused", "fresh", ((
        JUDGEMENT, "if scope == nil {", "if !PLANTED, scope == nil {"),)),
    Fault("clock-error-ignored", "counts", "ten minutes fast, honest", ((
        "MapaeTool/Verify/VerifyCommand.swift", "error: UInt32(clockError.seconds))",
        "error: PLANTED ? 0 : UInt32(clockError.seconds))"),)),
    Fault("refresh-not-advised", "refresh-is-advised", "past refresh after", ((
        JUDGEMENT, "{ advisories.insert(.refreshDue) }", "{ if !PLANTED { advisories.insert(.refreshDue) } }"),)),
    Fault("check-not-recorded", "every-check-recorded", "fresh", ((
        "MapaeTool/Verify/VerifyCommand.swift", "guard let record else { return nil }",
        "guard !PLANTED, let record else { return nil }"),)),
    Fault("remedy-not-named", "undecided-names-its-remedy", "past its expiry", ((
        REPORT, "remedy = finding.reason.mendedBy.rawValue",
        "remedy = PLANTED ? nil : finding.reason.mendedBy.rawValue"),)),
]

DOORS = {fault.door for fault in FAULTS}
CAUGHT_BY = {fault.caught_by for fault in FAULTS}


def sources():
    """The text of each source file with all faults in it, each behind its switch."""
    return planting.sources(FAULTS, ("Mapae", "MapaeTool"), "Tests/Drill/planted.py")


def built_with_faults():
    """The path of a tool that has every fault, all of them off."""
    planting.copied(sources(), COPY, kept=("Package.swift", "Sources"), linked=("Tests", "Fuzzing"))
    return built("--package-path", COPY)
