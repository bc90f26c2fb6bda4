import Mapae

/// One thing in which an answer is not as the test vectors say.
struct Difference: Hashable, Codable, Sendable {
  /// How much it weighs, lightest first.
  enum Weight: String, Codable, Comparable, Sendable {
    /// All that decides is right; a reason or the like is not.
    case inexact
    /// A verdict, a load, a digest is wrong, or there is no answer.
    case wrong
    /// Something was let in that must not be.
    case wrongAcceptance = "wrong-acceptance"

    static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .inexact: 0
      case .wrong: 1
      case .wrongAcceptance: 2
      }
    }
  }

  /// Index of the step in its case.
  let step: Int
  let field: String
  let expected: String
  let got: String
  let weight: Weight
}

extension Answer {
  /// In what this answer differs from the expected one (chapter Conformance, "What the answers say").
  func differences(from expected: Answer, step: Int) -> [Difference] {
    var found = AnswerComparison(step: step)
    switch (expected, self) {
    case (_, .error): break  // It is an error of the case, and no answer.
    case (.verdict(let expected), .verdict(let got)): found.compare(expected, got)
    case (.opened(let expected), .opened(let got)):
      found.note("digest", expected.hex, got.hex, .wrong)
    default: found.compareLoads(expected, self)
    }
    return found.differences
  }
}

/// Collects what differs between the two answers to one step.
private struct AnswerComparison {
  let step: Int
  private(set) var differences: [Difference] = []

  init(step: Int) { self.step = step }

  mutating func note(_ field: String, _ expected: String, _ got: String, _ weight: Difference.Weight) {
    guard expected != got else { return }
    differences.append(
      Difference(step: step, field: field, expected: shown(expected), got: shown(got), weight: weight))
  }

  /// A bundle may have 65,536 lists that are not taken; nobody reads them all here, and the answer itself is kept.
  private func shown(_ value: String) -> String { Fields.cut(value, to: 2_000) }

  mutating func compare(_ expected: Answer.Judgement, _ got: Answer.Judgement) {
    let weight = got.outcome == .accepted ? Difference.Weight.wrongAcceptance : .wrong
    note("outcome", expected.outcome.rawValue, got.outcome.rawValue, weight)
    note("reason", expected.reason ?? "-", got.reason ?? "-", .inexact)
    note("authentic", expected.authenticity, got.authenticity, .inexact)
    note("advisories", Wire.list(expected.advisories.sorted()), Wire.list(got.advisories.sorted()), .inexact)
    if got.instant != .untold { note("instant", expected.instant.text, got.instant.text, .inexact) }
  }

  mutating func compareLoads(_ expected: Answer, _ got: Answer) {
    guard let (expected, got) = expected.load.flatMap({ expected in got.load.map { (expected, $0) } }) else {
      note("answer", "\(expected)", "\(got)", .wrong)
      return
    }
    note("result", expected.result, got.result, got.result == "loaded" ? .wrongAcceptance : .wrong)
    note("refusal", expected.refusal, got.refusal, .inexact)
    note("digest", expected.digest, got.digest, .wrong)
    guard expected.result == "loaded", got.result == "loaded" else { return }
    compareLists(expected.lists, got.lists)
  }

  /// A list that should not have been taken and was is let in wrongly.
  private mutating func compareLists(_ expected: [Answer.ListRefusal], _ got: [Answer.ListRefusal]) {
    let numbers = (expected.map(\.number), got.map(\.number))
    let isLetIn = !Set(numbers.0).isSubset(of: numbers.1)
    note(
      "status lists not taken", Wire.list(numbers.0.map(String.init)), Wire.list(numbers.1.map(String.init)),
      isLetIn ? .wrongAcceptance : .wrong)
    guard numbers.0 == numbers.1 else { return }
    note("status list refusals", Wire.list(expected.map(\.refusal)), Wire.list(got.map(\.refusal)), .inexact)
  }
}

extension Answer {
  /// What an answer to `load` or `poster` says.
  fileprivate var load: (result: String, refusal: String, digest: String, lists: [ListRefusal])? {
    switch self {
    case .loaded(let digest, let lists): ("loaded", "-", digest.hex, lists)
    case .refused(let refusal, let digest): ("refused", refusal, digest.hex, [])
    case .nothing(let digest): ("nothing", "-", digest.hex, [])
    case .hello, .opened, .verdict, .dropped, .error: nil
    }
  }
}
