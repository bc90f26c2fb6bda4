import ToolSupport

/// One run of a program over a selection of cases.
struct Run {
  let hello: Hello
  let standing: Standing
  /// What went wrong beside the cases.
  let faults: [String]

  init(_ command: [String], over cases: [VectorCase], of set: VectorSet, timeout: Duration) throws {
    var conversation = try Conversation(command, timeout: timeout)
    let plan = Plan(cases, for: conversation.hello)
    try conversation.run(plan.asked.map(\.script)) { done in
      if done.isMultiple(of: 16) { Terminal.progress("\(done) of \(plan.asked.count) cases") }
    }
    Terminal.endProgress()
    hello = conversation.hello
    faults = conversation.faults
    standing = Standing(Run.results(cases, plan, conversation.heard), of: set)
  }

  private static func results(
    _ cases: [VectorCase], _ plan: Plan, _ heard: [Conversation.Heard]
  ) -> [CaseResult] {
    let asked = zip(plan.asked, heard).map { planned, heard in
      CaseResult(planned.case.id, planned.script, answers: heard.texts, fault: heard.fault)
    }
    let byID = Dictionary(uniqueKeysWithValues: asked.map { ($0.id, $0) })
    return cases.compactMap { one in
      byID[one.id] ?? plan.notCovered[one.id].map { CaseResult(one.id, notCovered: $0) }
    }
  }
}
