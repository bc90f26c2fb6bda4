import Mapae
import ToolSupport

/// A failure for a person: what was expected, what the specification says, what makes the twin another case, and how to
/// ask it again.
struct FailureText {
  private let set: VectorSet
  private let standing: Standing
  /// The command that asks a case again.
  private let again: (String) -> String

  init(_ set: VectorSet, _ standing: Standing, again: @escaping (String) -> String) {
    (self.set, self.standing, self.again) = (set, standing, again)
  }

  func describe(_ result: CaseResult) -> String {
    guard let one = set[result.id] else { return result.id }
    var lines = [heading(result), "  \(one.comment)"]
    if let error = result.error { lines.append("  error: \(error)") }
    if let complaints = result.complaints {
      lines += complaints.split(separator: "\n").suffix(8).map { "    | \($0)" }
    }
    for difference in result.differences {
      lines.append(
        "  step \(difference.step + 1), \(difference.field): expected \(difference.expected), got \(difference.got)")
    }
    lines += one.requirements.map { id in
      Requirements.entry(of: id).map { "  \(id) (\($0.chapter)): \($0.sentence)" }
        ?? "  \(id): a requirement that is newer than this runner"
    }
    lines += one.flags.compactMap { flag in set.flags[flag].map { "  \(flag): \($0.bug) \($0.gain)" } }
    lines += comparison(one)
    lines.append("  again: \(again(one.id))")
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading(_ result: CaseResult) -> String {
    let word = result.isWrongAcceptance ? "let in wrongly" : result.status.rawValue
    return Terminal.paint(result.id, result.status == .inexact ? .yellow : .red) + "  " + word
  }

  private func comparison(_ one: VectorCase) -> [String] {
    guard let twin = one.twin.flatMap({ set[$0] }) else { return [] }
    let how = standing[twin.id].map { " (\($0.status.rawValue))" } ?? ""
    return ["  its twin \(twin.id)\(how) differs in"]
      + CaseComparison(one, twin).differences.flatMap { difference in
        [
          "    step \(difference.step), \(difference.name)", "      here     \(difference.here)",
          "      in twin  \(difference.inTwin)",
        ]
      }
  }
}

/// How a word stands in a shell's line.
enum Shell {
  static func quoted(_ word: String) -> String {
    let isPlain = !word.isEmpty && word.wholeMatch(of: /[A-Za-z0-9_.,:=+\/@%-]+/) != nil
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
