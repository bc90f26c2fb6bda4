/// Which requirements were asked about, chapter by chapter.
struct CoverageSection {
  let text: String

  init(_ report: RunReport) {
    let byChapter = Dictionary(grouping: report.coverage) { Requirements.entry(of: $0.requirement)?.chapter ?? "other" }
    let chapters = byChapter.sorted { $0.key < $1.key }.map { CoverageSection.chapter($0.key, $0.value) }
    text =
      "<section><h2>Requirements</h2>\n<p>\(report.coverage.count) requirements of the specification have cases here. "
      + "Open a chapter to read them.</p>\n" + chapters.joined(separator: "\n") + "</section>"
  }

  private static func chapter(_ file: String, _ entries: [RunReport.Coverage]) -> String {
    let isGood = entries.allSatisfy { $0.passed == $0.cases }
    let rows = entries.map { entry in
      [
        "<a id=\"\(Markup.escape(entry.requirement))\"></a><code>\(Markup.escape(entry.requirement))</code>",
        RequirementText(entry.requirement).markup, bar(entry),
      ]
    }
    let passed = entries.count { $0.passed == $0.cases }
    return "<details\(isGood ? "" : " open")><summary>\(Markup.escape(title(file))) "
      + "<span class=\"count\">\(passed) of \(entries.count) requirements passed whole</span></summary>\n"
      + ReportPage.table(["requirement", "text", "cases passed"], rows) + "</details>"
  }

  private static func title(_ file: String) -> String {
    let name = file.split(separator: ".").first.map(String.init) ?? file
    return name.prefix(1).uppercased() + name.dropFirst()
  }

  private static func bar(_ entry: RunReport.Coverage) -> String {
    let failed = entry.cases - entry.passed - entry.notCovered
    let parts = [("good", entry.passed), ("bad", failed), ("plain", entry.notCovered)].filter { $0.1 > 0 }
    let spans = parts.map { "<i class=\"\($0.0)\" style=\"flex:\($0.1)\"></i>" }.joined()
    let rest = entry.notCovered > 0 ? ", \(entry.notCovered) not covered" : ""
    return "<span class=\"bar\">\(spans)</span> \(entry.passed) of \(entry.cases)\(rest)"
  }
}

/// A requirement's sentence on a page; what stands between backquotes is code.
struct RequirementText {
  let markup: String

  init(_ id: String) {
    let sentence = Requirements.entry(of: id)?.sentence ?? "A requirement that is newer than this runner."
    markup = sentence.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .map { $0.isMultiple(of: 2) ? Markup.escape($1) : "<code>\(Markup.escape($1))</code>" }
      .joined()
  }
}
