import ArgumentParser
import Foundation
import ToolSupport

struct FuzzCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuzz",
    abstract: "Ask a program what no test vector asks, and compare its answers with the library's.")

  @OptionGroup var arguments: ProgramArguments

  @Option(help: ArgumentHelp("From which number all questions are drawn.", valueName: "seed"))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("How many questions to ask.", valueName: "questions"))
  var count: Int?

  @Option(help: ArgumentHelp("For how long to ask.", valueName: "seconds"))
  var seconds: Int?

  @Flag(help: "Stop at the first finding, and only say where it is.")
  var untilFound = false

  @Flag(help: "Print one JSON object a line.")
  var json = false

  func run() throws {
    var fuzzing = try Fuzzing(
      arguments.program,
      Fuzzing.Options(
        seed: seed, count: seconds == nil ? count ?? 10_000 : count, seconds: seconds, greatestSights: 20, memory: 1_024,
        timeout: arguments.patience, untilFound: untilFound))
    try fuzzing.run()
    for seen in fuzzing.seen {
      try Terminal.say("\(seen.question)  \(seen.sight.kind): \(seen.sight.words) ×\(seen.count)")
    }
    let tally = fuzzing.tally
    try Terminal.say("\(tally.questions) questions in \(fuzzing.seconds) s; accepted \(tally.acceptedShare)‰, failing behind the signature \(tally.failingShare)‰ of \(tally.verdicts); \(tally.loaded) of \(tally.loads) loads")
    for (name, count) in (tally.reasons.merging(tally.refusals) { $0 + $1 }).sorted(by: { $0.key < $1.key }) { try Terminal.say("  \(count) \(name)") }
    for fault in fuzzing.faults { try Terminal.say("error \(fault)") }
    if !fuzzing.seen.isEmpty { throw ExitCode(10) }
  }
}
