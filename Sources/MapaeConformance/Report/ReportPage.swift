/// A report as one page for people: no script, nothing from elsewhere.
struct ReportPage {
  let text: String

  init(_ report: RunReport, _ set: VectorSet) {
    let passed = Set(report.passed)
    let cases = CaseSections(report, set, passed)
    let name = Markup.escape("\(report.program.hello.name) \(report.program.hello.version)")
    text = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>\(name): \(report.grade.words)</title>
      <style>
      \(ReportStyle.sheet)
      </style>
      </head>
      <body>
      <header class="\(report.grade.rawValue)">
      <p class="what">Mapae conformance report</p>
      <h1>\(name)</h1>
      <p class="grade">\(report.grade.words)</p>
      <p>\(ReportPage.sentence(report))</p>
      </header>
      <main>
      \(ReportPage.tiles(report.counts))
      \(ReportPage.faults(report))
      \(cases.failures)
      \(ReportPage.knownFailures(report))
      \(CoverageSection(report).text)
      \(cases.all)
      \(ReportPage.identity(report))
      </main>
      </body>
      </html>

      """
  }

  private static func sentence(_ report: RunReport) -> String {
    let scope = report.counts.notCovered > 0 || !report.selection.filters.isEmpty ? " in what was asked" : ""
    return switch report.grade {
    case .exact: "Every answer is as the specification says\(scope)."
    case .conformant: "No verdict is wrong\(scope); a reason or the like is."
    case .notConformant:
      report.counts.cases == report.counts.notCovered
        ? "Nothing was asked." : "A verdict is wrong, or something else happened than an answer."
    }
  }

  private static func tiles(_ counts: Conclusion.Counts) -> String {
    let tiles: [(count: Int, what: String, tone: String)] = [
      (counts.passed, "passed of \(counts.cases)", "good"),
      (counts.wrong, "wrong", "bad"), (counts.wrongAcceptances, "let in wrongly", "bad"),
      (counts.errors, "errors", "bad"), (counts.inexact, "wrong reasons", "fair"),
      (counts.unaccompanied, "right without a right twin", "fair"), (counts.knownFailures, "known failures", "fair"),
      (counts.notCovered, "not covered", "plain"),
    ]
    let items = tiles.map { tile in
      let tone = tile.count == 0 ? "plain" : tile.tone
      return "<li class=\"\(tone)\"><strong>\(tile.count)</strong> \(tile.what)</li>"
    }
    return "<ul class=\"tiles\">\n" + items.joined(separator: "\n") + "\n</ul>"
  }

  private static func faults(_ report: RunReport) -> String {
    let faults = report.faults.map { "The program: " + $0 } + report.listFaults.map { "Known failures: " + $0 }
    guard !faults.isEmpty else { return "" }
    return "<section><h2>Beside the cases</h2>\n<ul>"
      + faults.map { "<li>\(Markup.escape($0))</li>" }.joined(separator: "\n") + "</ul></section>"
  }

  private static func knownFailures(_ report: RunReport) -> String {
    guard !report.knownFailures.isEmpty else { return "" }
    let rows = report.knownFailures.map { ["<code>\(Markup.escape($0.id))</code>", Markup.escape($0.reason)] }
    return "<section><h2>Known failures</h2>\n" + table(["case", "reason"], rows) + "</section>"
  }

  private static func identity(_ report: RunReport) -> String {
    let hello = report.program.hello
    var rows: [(String, String)] = [
      ("Program", "\(hello.name) \(hello.version)"),
      ("Capabilities", hello.capabilities.map(\.rawValue).joined(separator: ", ")),
      ("Window, line, states", "\(hello.window), \(hello.line), \(hello.states)"),
      ("Command", report.program.command.map(Shell.quoted).joined(separator: " ")),
    ]
    rows += report.program.files.map { ("SHA-256 of \($0.name)", $0.sha256) }
    rows += [
      ("Test vectors", "\(report.vectors.version), \(report.vectors.cases) cases"),
      ("SHA-256 of the vectors", report.vectors.sha256),
      ("Asked", report.selection.words), ("An answer had", "\(report.timeout) s"),
      ("Runner", "mapae-conformance \(report.version)"), ("Date", report.date),
      ("SHA-256 of the report", report.sha256),
    ]
    return "<section><h2>What was tested</h2>\n"
      + table([], rows.map { [Markup.escape($0.0), "<code>\(Markup.escape($0.1))</code>"] })
      + "<p><code>mapae-conformance check-report report.json -- PROGRAM</code> recomputes all of this from the answers "
      + "and asks a sample again.</p></section>"
  }

  /// Cells are markup.
  static func table(_ heads: [String], _ rows: [[String]]) -> String {
    let head = heads.isEmpty ? "" : "<thead><tr>" + heads.map { "<th>\($0)</th>" }.joined() + "</tr></thead>\n"
    let body = rows.map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>" }
    return "<div class=\"wide\"><table>\(head)<tbody>\n" + body.joined(separator: "\n") + "\n</tbody></table></div>\n"
  }
}

extension Grade {
  /// For people.
  var words: String { self == .notConformant ? "not conformant" : rawValue }
}

extension Selection {
  /// For people.
  fileprivate var words: String {
    let what = filters.isEmpty ? "all cases" : "cases that match " + filters.joined(separator: " or ")
    return what + (shuffle.map { ", shuffled by \($0)" } ?? ", in the order of the vectors")
  }
}
