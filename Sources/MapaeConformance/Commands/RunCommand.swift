import ArgumentParser
import Foundation
import ToolSupport

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Ask a program all that the test vectors ask, and say what it got wrong.",
    discussion: """
      The program is started once. Where it crashes, says nothing or says what is no answer, that is an error of the \
      case that caused it; it is started again and the run goes on. Where 20 cases in a row end so, the rest is given up \
      and counts as errors; --give-up sets another count. What the program does not announce it is not asked, and that \
      is said. A case counts as passed only together with its twin.

      EXAMPLES
        mapae-conformance run -- ./my-verifier
        mapae-conformance run --filter 'pass-*' -- python3 verifier.py
        mapae-conformance run --filter VERIFY-8 --shuffle 7 -- ./my-verifier
        mapae-conformance run --known-failures known.txt -- ./my-verifier
        mapae-conformance run --report conformance -- ./my-verifier
        mapae-conformance run --give-up 1000000 -- ./verifier-that-crashes-a-lot

      KNOWN FAILURES
        A file with a line for each case that is known to fail: its id, and why. A listed case that passes fails the \
      run. One that is answered rightly, and does not pass for want of a twin that is, is named. A wrong acceptance \
      cannot be listed.

      EXIT CODES, the first that applies
        64  the command was written wrongly, or no case matches
        1   the vectors could not be read, or the program does not start
        10  not conformant: a wrong verdict or an error that is not a known failure
        20  conformant, but a reason or the like is wrong that is not a known failure
        30  the list of known failures is wrong
        0   exact in all that was asked, known failures aside

      JSON
        One object a line for each case, in the order in which they were asked: id, status (exact, inexact, wrong, \
      error, not-covered), passed, answers, differences, error, complaints, notCovered. The last line has grade (exact, \
      conformant, not-conformant), counts, faults, listFaults, listedButRight.
      """)

  @OptionGroup var vectors: VectorArguments

  @OptionGroup var arguments: ProgramArguments

  @Option(
    help: ArgumentHelp(
      "Ask only cases whose id, group, requirement or flag matches; * stands for any characters. Repeat it for more.",
      valueName: "pattern"))
  var filter: [String] = []

  @Option(help: ArgumentHelp("Ask in another order, which the same seed repeats.", valueName: "seed"))
  var shuffle: UInt64?

  @Option(help: ArgumentHelp("A file of known failures, each with its reason.", valueName: "file"))
  var knownFailures: String?

  @Option(
    help: ArgumentHelp(
      "How many cases in a row may end in a crash, silence or the like before the rest is given up.",
      valueName: "count"))
  var giveUp = Conversation.usualFaultsInARow

  @Option(help: ArgumentHelp("How many failures to describe in full.", valueName: "count"))
  var details = 10

  @Option(
    help: ArgumentHelp(
      "A folder to write report.json, junit.xml and report.html to, in place of those that are there.",
      valueName: "folder"))
  var report: String?

  @Flag(help: "Print one JSON object a line.")
  var json = false

  func validate() throws {
    guard giveUp >= 1 else { throw ValidationError("--give-up is 1 or more.") }
  }

  func run() throws {
    let set = try vectors.read()
    let known = try knownFailures.map(KnownFailures.init(file:)) ?? KnownFailures()
    let selection = Selection(filters: filter, shuffle: shuffle)
    let cases = selection.cases(of: set)
    guard !cases.isEmpty else { throw ValidationError("No case matches.") }
    let run = try Run(
      arguments.program, over: cases, of: set, timeout: arguments.patience, greatestFaultsInARow: giveUp)
    let conclusion = Conclusion(run.standing, faults: run.faults, known, of: set)
    if let report {
      let program = try RunReport.Program(arguments.program, run.hello)
      try ReportFolder(path: report).write(
        RunReport(
          run.standing, faults: run.faults, set, program, selection, known, timeout: arguments.timeout,
          date: Date.now.formatted(.iso8601)), set)
    }
    if json {
      for result in run.standing.results { try Terminal.say(JSONLine.text(CaseLine(result, run.standing))) }
      try Terminal.say(JSONLine.text(conclusion))
    } else {
      let words = FailureText(set, run.standing) { arguments.repeating($0, vectors: vectors.folder) }
      for result in conclusion.unexpected.prefix(max(0, details)) { try Terminal.say(words.describe(result)) }
      try Terminal.say(conclusion.words(hello: run.hello, set, undescribed: conclusion.unexpected.count - details))
    }
    if let code = conclusion.exitCode { throw ExitCode(code) }
  }
}

/// What `--json` says of a case.
struct CaseLine: Encodable {
  let id: String
  let status: CaseResult.Status
  let passed: Bool
  let answers: [String]
  let differences: [Difference]
  let error: String?
  let complaints: String?
  let notCovered: String?

  init(_ result: CaseResult, _ standing: Standing) {
    (id, status, passed) = (result.id, result.status, standing.isPassed(result.id))
    (answers, differences, error) = (result.answers, result.differences, result.error)
    (complaints, notCovered) = (result.complaints, result.notCovered)
  }
}
