import ArgumentParser
import ToolSupport

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the cases of the test vectors.",
    discussion: """
      EXAMPLES
        mapae-conformance list
        mapae-conformance list --filter 'VERIFY-*'
        mapae-conformance list --json

      JSON
        One object a line for each case: id, group, comment, requirements, flags, needs, twin, line (the characters \
      of its longest request).
      """)

  @OptionGroup var vectors: VectorArguments

  @Option(
    help: ArgumentHelp(
      "Only cases whose id, group, requirement or flag matches; * stands for any characters. Repeat it for more.",
      valueName: "pattern"))
  var filter: [String] = []

  @Flag(help: "Print one JSON object a line.")
  var json = false

  func run() throws {
    let set = try vectors.read()
    let cases = set.cases.filter { one in filter.isEmpty || filter.contains { one.matches($0) } }
    guard !cases.isEmpty else { throw ValidationError("No case matches.") }
    for one in cases {
      try Terminal.say(json ? JSONLine.text(ListLine(one)) : "\(one.id)  \(one.comment)")
    }
  }
}

private struct ListLine: Encodable {
  let id: String
  let group: String
  let comment: String
  let requirements: [String]
  let flags: [String]
  let needs: [Capability]
  let twin: String?
  let line: Int

  init(_ one: VectorCase) {
    (id, group, comment, requirements) = (one.id, one.group, one.comment, one.requirements)
    (flags, needs, twin) = (one.flags, one.needs.sorted(), one.twin)
    line = Script(one.steps).longestLine
  }
}
