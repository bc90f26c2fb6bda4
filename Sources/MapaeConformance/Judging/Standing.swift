/// How a program stands after a run: each case by itself and with its companions.
struct Standing {
  /// In the order in which they were asked.
  let results: [CaseResult]

  private let byID: [String: CaseResult]
  private let companions: Companions

  init(_ results: [CaseResult], of set: VectorSet) {
    self.results = results
    byID = Dictionary(results.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    companions = Companions(results.filter { $0.status != .notCovered }.compactMap { set[$0.id] })
  }

  subscript(id: String) -> CaseResult? { byID[id] }

  /// Whether the case counts as passed: it and a companion have all right that decides.
  func isPassed(_ id: String) -> Bool { isPassed(id) { $0.isConformant } }

  /// Whether all else is right too.
  func isExactlyPassed(_ id: String) -> Bool { isPassed(id) { $0 == .exact } }

  private func isPassed(_ id: String, _ isRight: (CaseResult.Status) -> Bool) -> Bool {
    guard let result = byID[id], isRight(result.status) else { return false }
    return companions[id].contains { byID[$0].map { isRight($0.status) } ?? false }
  }

  /// The best word that can be said of the program.
  func grade(faults: [String]) -> Grade {
    let asked = results.filter { $0.status != .notCovered }
    guard faults.isEmpty, !asked.isEmpty, asked.allSatisfy(\.status.isConformant) else { return .notConformant }
    return asked.allSatisfy { $0.status == .exact } ? .exact : .conformant
  }
}

/// What the chapter Conformance calls a program, over the cases that were asked.
enum Grade: String, Codable, Sendable {
  case exact
  case conformant
  case notConformant = "not-conformant"
}
