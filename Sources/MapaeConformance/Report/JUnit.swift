/// A report in the form that build servers read.
struct JUnit {
  let text: String

  init(_ report: RunReport, _ set: VectorSet) {
    let passed = Set(report.passed)
    let known = Dictionary(
      report.knownFailures.map { ($0.id, $0.reason) }, uniquingKeysWith: { first, _ in first })
    var groups: [String] = []
    var lines: [String: [String]] = [:]
    var counts: [String: Counts] = [:]
    for result in report.results {
      let group = set[result.id]?.group ?? ""
      if lines[group] == nil { groups.append(group) }
      let outcome = Outcome(result, isPassed: passed.contains(result.id), known: known[result.id])
      lines[group, default: []].append(outcome.element(result.id, group))
      counts[group, default: Counts()].note(outcome)
    }
    let suites = groups.map { group in
      "<testsuite name=\"\(Markup.escape(group))\" \(counts[group, default: Counts()].attributes)>\n"
        + lines[group, default: []].joined(separator: "\n") + "\n</testsuite>\n"
    }
    let total = counts.values.reduce(into: Counts()) { $0.add($1) }
    text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mapae-conformance\" \(total.attributes)>\n"
      + suites.joined() + "</testsuites>\n"
  }

  private struct Counts {
    var tests = 0
    var failures = 0
    var errors = 0
    var skipped = 0

    var attributes: String {
      "tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\""
    }

    mutating func note(_ outcome: Outcome) {
      tests += 1
      switch outcome {
      case .passed: break
      case .failure: failures += 1
      case .error: errors += 1
      case .skipped: skipped += 1
      }
    }

    mutating func add(_ other: Counts) {
      tests += other.tests
      failures += other.failures
      errors += other.errors
      skipped += other.skipped
    }
  }

  private enum Outcome {
    case passed
    case failure(String)
    case error(String)
    case skipped(String)

    init(_ result: CaseResult, isPassed: Bool, known: String?) {
      let words = result.differences.map { "step \($0.step + 1), \($0.field): expected \($0.expected), got \($0.got)" }
        .joined(separator: "; ")
      switch result.status {
      case .notCovered: self = .skipped("not covered: \(result.notCovered ?? "")")
      case .exact where isPassed: self = .passed
      case .exact: self = .failure("no twin of it is right")
      case _ where known != nil && !result.isWrongAcceptance: self = .skipped("known failure: \(known ?? "")")
      case .error: self = .error(result.error ?? "")
      case .inexact, .wrong: self = .failure(words)
      }
    }

    func element(_ id: String, _ group: String) -> String {
      let start = "<testcase classname=\"\(Markup.escape(group))\" name=\"\(Markup.escape(id))\""
      return switch self {
      case .passed: start + "/>"
      case .failure(let words): start + "><failure message=\"\(Markup.escape(words))\"/></testcase>"
      case .error(let words): start + "><error message=\"\(Markup.escape(words))\"/></testcase>"
      case .skipped(let words): start + "><skipped message=\"\(Markup.escape(words))\"/></testcase>"
      }
    }
  }
}

/// Texts in XML and HTML.
enum Markup {
  /// The text with what has a meaning there written otherwise. A control character, which XML cannot hold, is replaced.
  static func escape(_ text: some StringProtocol) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      case "\u{0}"..<" ", "\u{fffe}"..."\u{ffff}": escaped += "\u{fffd}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
