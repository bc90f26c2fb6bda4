import ToolSupport

/// What a run of the fuzzer says at its end.
struct FuzzReport {
  let seed: UInt64
  let fuzzing: Fuzzing
  let findings: [Finding]
  /// The command that asks a case again.
  let again: (String) -> String

  /// For a person.
  var text: String {
    (findings.map { describe($0) } + first + [summary]).joined(separator: "\n")
  }

  /// What was seen and not made smaller.
  private var first: [String] {
    guard findings.isEmpty else { return [] }
    return fuzzing.seen.map { "\($0.sight.kind): \($0.sight.words), at question \($0.question)\n" }
  }

  private func describe(_ finding: Finding) -> String {
    let sight = finding.seen.sight
    let often = finding.seen.count == 1 ? "" : " (\(finding.seen.count) times)"
    var lines = [
      Terminal.paint(finding.id, .red) + "  \(sight.kind)",
      "  \(sight.words), at question \(finding.seen.question)\(often)",
    ]
    if let complaints = finding.seen.complaints {
      lines += complaints.split(separator: "\n").suffix(8).map { "    | \($0)" }
    }
    lines += finding.requirements.prefix(4).map { id in
      Requirements.entry(of: id).map { "  \(id) (\($0.chapter)): \($0.sentence)" } ?? "  \(id)"
    }
    if finding.steps.isEmpty {
      lines.append("  no question shows it by itself, in a program that has just started; the same seed shows it again")
    } else {
      let twin = finding.twinId.map { "; its twin is \($0)" } ?? ""
      lines.append("  a case of \(finding.steps.count) steps\(twin)")
      lines.append("  again: " + again(finding.id))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var summary: String {
    let tally = fuzzing.tally
    var lines = ["\(fuzzing.hello.name) \(fuzzing.hello.version), seed \(seed)"]
    lines.append(
      "  \(tally.questions) questions in \(FuzzReport.rounded(fuzzing.seconds)) s: \(rate) a second"
        + (fuzzing.ceiling.map { ", of \($0.lower) that the slower side can do by itself (\($0.words))" } ?? ""))
    lines.append(
      "  accepted \(FuzzReport.percent(tally.acceptedShare)), failing behind the signature "
        + "\(FuzzReport.percent(tally.failingShare)); \(tally.verdicts) verdicts, \(tally.loaded) of \(tally.loads) loads taken"
    )
    lines.append("  reasons: " + FuzzReport.list(tally.reasons))
    lines.append("  refusals: " + FuzzReport.list(tally.refusals))
    let rare = tally.rare.map { "\($0.name) \($0.count)" }
    if !rare.isEmpty { lines.append("  met less than once in a thousand questions: " + rare.joined(separator: ", ")) }
    lines += fuzzing.faults.map { "  error \($0)" }
    let sentence =
      fuzzing.seen.isEmpty && fuzzing.faults.isEmpty
      ? Terminal.paint("nothing found", .green) + ": every answer is the library's"
      : Terminal.paint("\(fuzzing.seen.count) found", .red)
    return (lines + [sentence]).joined(separator: "\n")
  }

  private var rate: Int { Int(Double(fuzzing.tally.questions) / max(fuzzing.seconds, 0.001)) }

  private static func list(_ counts: [String: Int]) -> String {
    counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }

  private static func percent(_ thousandths: Int) -> String { "\(thousandths / 10).\(thousandths % 10) %" }

  private static func rounded(_ seconds: Double) -> String { String(Double(Int(seconds * 10)) / 10) }
}

extension FuzzReport {
  /// For a program: a line for each finding, and one for the run.
  func lines() throws -> [String] {
    try findings.map { try JSONLine.text(FindingLine($0)) } + [JSONLine.text(RunLine(self))]
  }

  private struct FindingLine: Encodable {
    let id: String
    let kind: String
    let what: String
    let question: Int
    let times: Int
    let requirements: [String]
    let steps: Int
    let twin: String?
    let complaints: String?

    init(_ finding: Finding) {
      (id, kind, what) = (finding.id, finding.seen.sight.kind, finding.seen.sight.words)
      (question, times, requirements) = (finding.seen.question, finding.seen.count, finding.requirements)
      (steps, complaints) = (finding.steps.count, finding.seen.complaints)
      twin = finding.twinId
    }
  }

  private struct RunLine: Encodable {
    let seed: UInt64
    let questions: Int
    let seconds: Double
    let ceiling: Int?
    let tally: Tally
    let findings: Int
    /// At which question the first one was.
    let first: Int?
    let faults: [String]

    init(_ report: FuzzReport) {
      (seed, seconds, tally) = (report.seed, report.fuzzing.seconds, report.fuzzing.tally)
      questions = tally.questions
      ceiling = report.fuzzing.ceiling?.lower
      (findings, faults) = (report.fuzzing.seen.count, report.fuzzing.faults)
      first = report.fuzzing.seen.first?.question
    }
  }
}
