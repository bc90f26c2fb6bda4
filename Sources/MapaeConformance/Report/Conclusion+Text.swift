import ToolSupport

extension Conclusion {
  /// The summary for a person.
  func words(hello: Hello, _ set: VectorSet, undescribed: Int) -> String {
    var lines: [String] = []
    if undescribed > 0 { lines += ["… and \(undescribed) more that are not described; --details shows more.", ""] }
    lines.append("\(hello.name) \(hello.version) over the test vectors \(set.version)")
    lines += rows.map { row in
      let count = String(row.count)
      return String(repeating: " ", count: max(0, 8 - count.utf8.count)) + count + "  " + row.what
    }
    lines += faults.map { "  error \($0)" } + listFaults.map { "  known failures: \($0)" }
    lines += listedButRight.map {
      "  known failures: \($0) was answered rightly, and does not pass only because no twin of it was"
    }
    let isAll = counts.notCovered == 0 && counts.cases == set.cases.count
    lines.append(sentence + (isAll || grade == .notConformant ? "" : ", in what was asked"))
    return lines.joined(separator: "\n")
  }

  private var rows: [(count: Int, what: String)] {
    let all: [(count: Int, what: String)] = [
      (counts.passed, "passed, of \(counts.cases)"),
      (counts.wrong, "wrong" + (counts.wrongAcceptances > 0 ? ", \(counts.wrongAcceptances) of them let in" : "")),
      (counts.errors, "errors"),
      (counts.inexact, "with a wrong reason or the like"),
      (counts.unaccompanied, "right, but not counted: no twin of theirs is right"),
      (counts.knownFailures, "known failures"),
      (counts.notCovered, "not covered"),
    ]
    return [all[0]] + all.dropFirst().filter { $0.count > 0 }
  }

  private var sentence: String {
    switch grade {
    case .exact: Terminal.paint("exact", .green) + ": every answer is as the specification says"
    case .conformant: Terminal.paint("conformant", .yellow) + ": no verdict is wrong; it is not exact"
    case .notConformant: Terminal.paint("not conformant", .red)
    }
  }
}
