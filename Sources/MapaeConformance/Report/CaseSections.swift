/// The cases of a report, and each answer of the program.
struct CaseSections {
  private let report: RunReport
  private let set: VectorSet
  private let passed: Set<String>

  init(_ report: RunReport, _ set: VectorSet, _ passed: Set<String>) {
    (self.report, self.set, self.passed) = (report, set, passed)
  }

  /// Those that fail, worst first.
  var failures: String {
    let failing = report.results.filter { $0.status != .exact && $0.status != .notCovered }
      .sorted { ($0.severity, $0.id) < ($1.severity, $1.id) }
    guard !failing.isEmpty else { return "" }
    let entries = failing.enumerated().map { index, result in
      entry(result, isFailure: true, isOpen: index < CaseSections.openFailures)
    }
    return "<section><h2>Failures</h2>\n" + entries.joined(separator: "\n") + "</section>"
  }

  /// All, group by group.
  var all: String {
    var groups: [String] = []
    var byGroup: [String: [CaseResult]] = [:]
    for result in report.results {
      let group = set[result.id]?.group ?? "other"
      if byGroup[group] == nil { groups.append(group) }
      byGroup[group, default: []].append(result)
    }
    let sections = groups.map { group in
      let results = byGroup[group] ?? []
      let count = results.count { passed.contains($0.id) }
      return "<details><summary>\(Markup.escape(group)) <span class=\"count\">\(count) of \(results.count) passed"
        + "</span></summary>\n" + results.map { entry($0, isFailure: false) }.joined(separator: "\n") + "</details>"
    }
    return "<section><h2>Every answer</h2>\n" + sections.joined(separator: "\n") + "</section>"
  }

  /// Of an answer; report.json has it whole.
  private static let shownCharacters = 4_000

  /// How many failures a reader sees without a click.
  private static let openFailures = 3

  private func entry(_ result: CaseResult, isFailure: Bool, isOpen: Bool = false) -> String {
    let one = set[result.id]
    let id = Markup.escape(result.id)
    var parts = [
      "<details class=\"case\"\(isOpen ? " open" : "")><summary><b class=\"\(tone(result))\">\(word(result))</b> "
        + "<code>\(id)</code> \(Markup.escape(one?.comment ?? ""))</summary>"
    ]
    if let error = result.error { parts.append("<p class=\"bad\">\(Markup.escape(error))</p>") }
    if let complaints = result.complaints { parts.append("<pre>\(Markup.escape(complaints))</pre>") }
    if let why = result.notCovered { parts.append("<p>\(Markup.escape(why))</p>") }
    if !result.differences.isEmpty { parts.append(differences(result)) }
    if isFailure, let one { parts.append(background(one)) }
    parts.append(answers(result, one))
    return parts.joined(separator: "\n") + "</details>"
  }

  private func differences(_ result: CaseResult) -> String {
    ReportPage.table(
      ["step", "what", "expected", "got"],
      result.differences.map {
        [
          "\($0.step + 1)", Markup.escape($0.field), "<code>\(Markup.escape($0.expected))</code>",
          "<code class=\"\($0.weight == .inexact ? "fair" : "bad")\">\(Markup.escape($0.got))</code>",
        ]
      })
  }

  /// What the specification says, what kind of bug it is, and what makes the twin another case.
  private func background(_ one: VectorCase) -> String {
    let requirements = one.requirements.map { id in
      "<dt><a href=\"#\(Markup.escape(id))\">\(Markup.escape(id))</a></dt><dd>\(RequirementText(id).markup)</dd>"
    }
    let flags = one.flags.compactMap { flag in
      set.flags[flag].map {
        "<dt>\(Markup.escape(flag))</dt><dd>\(Markup.escape($0.bug)) <em>\(Markup.escape($0.gain))</em></dd>"
      }
    }
    let again = ["mapae-conformance", "repeat", one.id, "--"] + report.program.command
    return "<dl>" + (requirements + flags).joined(separator: "\n") + "</dl>" + comparison(one)
      + "<p>Again: <code>\(Markup.escape(again.map(Shell.quoted).joined(separator: " ")))</code></p>"
  }

  private func comparison(_ one: VectorCase) -> String {
    guard let twin = one.twin.flatMap({ set[$0] }) else { return "" }
    let rows = CaseComparison(one, twin).differences.map { difference in
      ["\(difference.step)", Markup.escape(difference.name)]
        + [difference.here, difference.inTwin].map { "<code>\(Markup.escape($0))</code>" }
    }
    return "<p>Its twin <code>\(Markup.escape(twin.id))</code> differs in</p>"
      + ReportPage.table(["step", "what", "here", "in the twin"], rows)
  }

  private func answers(_ result: CaseResult, _ one: VectorCase?) -> String {
    guard !result.answers.isEmpty else { return "" }
    let verbs = one.map { Script($0.steps).entries.map(\.request.verb) } ?? []
    let lines = result.answers.enumerated().map { index, answer in
      let verb = index < verbs.count ? verbs[index] : ""
      return "<span>\(verb)</span> \(Markup.escape(Fields.cut(answer, to: CaseSections.shownCharacters)))"
    }
    return "<pre class=\"answers\">" + lines.joined(separator: "\n") + "</pre>"
  }

  private func word(_ result: CaseResult) -> String {
    if result.isWrongAcceptance { return "let in wrongly" }
    if result.status == .exact, !passed.contains(result.id) { return "twin fails" }
    return result.status.words
  }

  private func tone(_ result: CaseResult) -> String {
    switch result.status {
    case .exact: passed.contains(result.id) ? "good" : "fair"
    case .inexact: "fair"
    case .wrong, .error: "bad"
    case .notCovered: "plain"
    }
  }
}

extension CaseResult {
  /// The worst is the least.
  fileprivate var severity: Int {
    if isWrongAcceptance { return 0 }
    switch status {
    case .wrong: return 1
    case .error: return 2
    case .inexact: return 3
    case .exact, .notCovered: return 4
    }
  }
}

extension CaseResult.Status {
  /// For people.
  var words: String {
    switch self {
    case .exact: "passed"
    case .inexact: "wrong reason"
    case .wrong: "wrong"
    case .error: "error"
    case .notCovered: "not covered"
    }
  }
}
