/// The scripts for a program that has said what it is, and the cases that it is not asked.
struct Plan {
  let asked: [(case: VectorCase, script: Script)]
  /// By ids: why.
  let notCovered: [String: String]

  private let cases: [VectorCase]

  init(_ cases: [VectorCase], for hello: Hello) {
    var asked: [(case: VectorCase, script: Script)] = []
    var reasons: [String: String] = [:]
    for one in cases {
      let script = Script(one.steps)
      if let reason = Plan.obstacle(one, script, hello) {
        reasons[one.id] = reason
      } else {
        asked.append((one, script))
      }
    }
    // A case never counts without its twin.
    for (one, _) in asked {
      if let twin = one.twin, let reason = reasons[twin] { reasons[one.id] = "its twin \(twin) is not: \(reason)" }
    }
    self.cases = cases
    notCovered = reasons
    self.asked = asked.filter { reasons[$0.case.id] == nil }
  }

  /// The results of all cases, in their order; `result` gives those of cases that were asked.
  func results(_ result: (VectorCase) -> CaseResult?) -> [CaseResult] {
    cases.compactMap { one in notCovered[one.id].map { CaseResult(one.id, notCovered: $0) } ?? result(one) }
  }

  /// Why a program that said this is not asked; `nil` where it is.
  private static func obstacle(_ one: VectorCase, _ script: Script, _ hello: Hello) -> String? {
    let missing = one.needs.subtracting(hello.capabilities).sorted()
    if !missing.isEmpty { return "it needs " + missing.map(\.rawValue).joined(separator: " and ") }
    if script.statesNeeded > hello.states { return "it needs \(script.statesNeeded) states at once" }
    if script.longestLine > hello.line { return "it needs a request of \(script.longestLine) characters" }
    return nil
  }
}
