import ToolSupport

/// One run of a program over a selection of cases.
struct Run {
  let hello: Hello
  let standing: Standing
  /// What went wrong beside the cases.
  let faults: [String]

  init(
    _ command: [String], over cases: [VectorCase], of set: VectorSet, timeout: Duration,
    greatestFaultsInARow: Int = Conversation.usualFaultsInARow
  ) throws {
    var conversation = try Conversation(command, timeout: timeout, greatestFaultsInARow: greatestFaultsInARow)
    let plan = Plan(cases, for: conversation.hello)
    try conversation.run(plan.asked.map(\.script)) { done in
      if done.isMultiple(of: 16) { Terminal.progress("\(done) of \(plan.asked.count) cases") }
    }
    Terminal.endProgress()
    hello = conversation.hello
    faults = conversation.faults
    let asked = Dictionary(
      uniqueKeysWithValues: zip(plan.asked, conversation.heard).map { planned, heard in
        let result = CaseResult(
          planned.case.id, planned.script, answers: heard.texts, fault: heard.fault?.words,
          complaints: heard.fault?.complaints)
        return (result.id, result)
      })
    standing = Standing(plan.results { asked[$0.id] }, of: set)
  }
}
