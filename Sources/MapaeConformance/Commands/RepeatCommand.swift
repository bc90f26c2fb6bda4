import ArgumentParser
import Mapae
import ObjectAnnotation
import ToolSupport

struct RepeatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repeat",
    abstract: "Ask a program one case again, and show what is said.",
    discussion: """
      The case's twin is asked too. Lines that begin with < go to the program, those with > come from it; handles \
      count from 0 in each case.

      EXAMPLES
        mapae-conformance repeat pass-lifetime-0 -- ./my-verifier
        mapae-conformance repeat pass-lifetime-0 --fields -- ./my-verifier
        mapae-conformance repeat pass-lifetime-0 --whole -- ./my-verifier

      EXIT CODES, the first that applies
        64  the command was written wrongly, or there is no such case
        1   the vectors could not be read, or the program does not start
        10  a verdict is wrong, or there is an error
        20  a reason or the like is wrong
        0   the case passes
      """)

  @Argument(help: ArgumentHelp("The case's id.", valueName: "case"))
  var id: String

  @OptionGroup var vectors: VectorArguments

  @OptionGroup var arguments: ProgramArguments

  @Flag(help: "Show long lines whole.")
  var whole = false

  @Flag(help: "Show the fields of what the case's last step asks about, and the bytes that are signed.")
  var fields = false

  func run() throws {
    let set = try vectors.read()
    guard set[id] != nil else { throw ValidationError("There is no case \(id).") }
    let cases = Selection(filters: [id]).cases(of: set)
    let run = try Run(arguments.program, over: cases, of: set, timeout: arguments.patience)
    for one in cases {
      guard let result = run.standing[one.id] else { continue }
      try Terminal.say("\(one.id)  \(result.status.rawValue)")
      for line in transcript(one, result) { try Terminal.say("  " + line) }
    }
    if fields, let one = set[id] { try RepeatCommand.annotate(one) }
    let conclusion = Conclusion(run.standing, faults: run.faults, KnownFailures(), of: set)
    let words = FailureText(set, run.standing) { arguments.repeating($0, vectors: vectors.folder) }
    for result in conclusion.unexpected { try Terminal.say("\n" + words.describe(result), terminator: "") }
    for fault in run.faults { try Terminal.say("error \(fault)") }
    if let code = conclusion.exitCode { throw ExitCode(code) }
  }

  private func transcript(_ one: VectorCase, _ result: CaseResult) -> [String] {
    if let why = result.notCovered { return ["not asked: \(why)"] }
    return Script(one.steps).entries.enumerated().flatMap { index, entry in
      let request = shown("< ", entry.request, UInt32(index))
      let answer = index < result.answers.count ? [shown("> \(index) \(result.answers[index])")] : []
      return [request] + answer
    } + (result.error.map { ["! \($0)"] } ?? [])
  }

  private static func annotate(_ one: VectorCase) throws {
    guard let input = one.steps.last?.action.input else { return }
    let bytes = input.form == .bytes ? input.bytes : try? MapaeText.decode(String(decoding: input.bytes, as: UTF8.self))
    guard let bytes else { return try Terminal.say("\nThe text of \(one.id) stands for no bytes.") }
    try Terminal.say("\nThe fields of \(one.id)")
    var lines: [String] = []
    _ = try AnnotationText.write(bytes) { lines.append($0) }
    for line in lines { try Terminal.say("  " + line) }
    for signed in one.signed {
      let place = signed.part.map { " in part \($0)" } ?? ""
      try Terminal.say("  signed\(place): \(Hex.encode(signed.bytes))")
    }
  }

  /// Longer inputs are not written at all unless they are asked for.
  private static let greatestShown = 1 << 20

  private func shown(_ mark: String, _ request: Request, _ id: UInt32) -> String {
    guard !whole, let input = request.input, input.count > RepeatCommand.greatestShown else {
      return shown(mark + request.line(id: id))
    }
    let start = Request.Input(form: input.form, bytes: Array(input.bytes.prefix(8)))
    return mark + request.with(start).line(id: id) + "… (\(input.count) bytes)"
  }

  private func shown(_ line: String) -> String {
    whole ? line : line.replacing(/([0-9a-f]{16})[0-9a-f]{24,}/) { "\($0.1)…" }
  }
}
