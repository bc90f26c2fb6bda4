import ArgumentParser
import ToolSupport

struct FuzzCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fuzz",
    abstract: "Ask a program what no test vector asks, and compare its answers with the library's.",
    discussion: """
      Draws small worlds from a seed: domains, records, trust lists, status lists, and passes that are shown at their \
      doors. Most of it is honest; some lies at an edge or is made wrong in one way or two, and is signed anew. Each \
      question goes to the program and to this package's own library. Where they differ the question is made as small \
      as it can be and kept as a case, beside a twin that is let in. A crash, an answer that never comes, one that takes \
      much longer than others for its bytes, and memory that grows are told apart. The same seed asks the same.

      EXAMPLES
        mapae-conformance fuzz -- ./my-verifier
        mapae-conformance fuzz --count 1000000 --seed 7 -- ./my-verifier
        mapae-conformance fuzz --seconds 600 --findings found -- python3 verifier.py
        mapae-conformance repeat fuzz-1 --vectors found -- python3 verifier.py

      CASES
        The folder of --findings is a set of test vectors, which run, list and repeat read with --vectors. Nothing is \
      written where nothing is found, nor where Ctrl-C ends the run: give it --seconds.

      EXIT CODES, the first that applies
        64  the command was written wrongly
        1   the program does not start, or a folder cannot be written
        10  something was found
        0   every answer is the library's

      JSON
        One object a line for each finding: id, kind, what, question, times, requirements, steps, twin, complaints. The \
      last line has seed, questions, seconds, ceiling, tally, findings, faults. With --until-found there is that line \
      alone.
      """)

  @Option(help: ArgumentHelp("The number from which all questions are drawn.", valueName: "number"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "Behind how many questions to stop, or at --seconds if that is sooner: 10000, unless --seconds is given.",
      valueName: "questions"))
  var count: Int?

  @Option(help: ArgumentHelp("For how long to ask.", valueName: "seconds"))
  var seconds: Int?

  @Option(help: ArgumentHelp("The folder to write cases to, in place of those that are there.", valueName: "folder"))
  var findings = "fuzz-findings"

  @Option(help: ArgumentHelp("How many different things to find before stopping.", valueName: "count"))
  var most = 20

  @Option(
    help: ArgumentHelp(
      "The most mebibytes of memory that the program and what it starts may come to; on Linux alone.",
      valueName: "mebibytes"))
  var memory = 1_024

  @Flag(help: "Stop at the first finding, make nothing smaller and write nothing.")
  var untilFound = false

  @Flag(help: "Print one JSON object a line.")
  var json = false

  @OptionGroup var arguments: ProgramArguments

  func validate() throws {
    guard count.map({ $0 > 0 }) ?? true, seconds.map({ $0 > 0 }) ?? true, most > 0, memory > 0 else {
      throw ValidationError("--count, --seconds, --most and --memory are 1 or more.")
    }
  }

  func run() throws {
    if !untilFound { try CaseFile.requireWritable(findings) }
    var fuzzing = try Fuzzing(
      arguments.program,
      Fuzzing.Options(
        seed: seed, count: seconds == nil ? count ?? 10_000 : count, seconds: seconds,
        greatestSights: untilFound ? 1 : most, memory: memory, timeout: arguments.patience, untilFound: untilFound))
    try fuzzing.run()
    let found = untilFound ? [] : try investigate(fuzzing)
    let file = CaseFile(found, about: "Found by fuzzing \(fuzzing.hello.name) from the seed \(seed).")
    try file.write(to: findings)
    let report = FuzzReport(seed: seed, fuzzing: fuzzing, findings: found) {
      arguments.repeating($0, vectors: findings)
    }
    if json { for line in try report.lines() { try Terminal.say(line) } } else { try Terminal.say(report.text) }
    if !fuzzing.seen.isEmpty || !fuzzing.faults.isEmpty { throw ExitCode(10) }
  }

  private func investigate(_ fuzzing: Fuzzing) throws -> [Finding] {
    let investigation = Investigation(
      arguments.program, timeout: arguments.patience, World.Limits(fuzzing.hello), memory: memory)
    return try fuzzing.seen.enumerated().compactMap { index, seen in
      Terminal.progress("making finding \(index + 1) of \(fuzzing.seen.count) smaller")
      defer { Terminal.endProgress() }
      return try investigation.finding(seen, id: "fuzz-\(index + 1)")
    }
  }
}
