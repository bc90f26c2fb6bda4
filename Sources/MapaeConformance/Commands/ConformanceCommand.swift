import ArgumentParser
import ToolSupport

@main
struct ConformanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mapae-conformance",
    abstract: "Find out what a verifier gets wrong.",
    discussion: """
      Asks a verifier in any language, over a pipe, what the test vectors ask, and compares its answers. The chapter \
      Conformance of the specification says what a program must answer. Nothing here ever opens a network connection.

      EXAMPLES
        mapae-conformance run -- ./my-verifier
        mapae-conformance run --report conformance -- python3 verifier.py
        mapae-conformance repeat pass-lifetime-0 -- ./my-verifier
        mapae-conformance help run

      EXIT CODES, the first that applies
        64  the command was written wrongly
        1   an input could not be read, or the program does not start
        10  run, repeat: not conformant; check-report: the report is not true
        20  run, repeat: conformant, and not exact
        30  run: the list of known failures is wrong
        0   all is well; for run: exact, known failures aside
      """,
    version: "mapae-conformance \(Software.version) (protocol version \(Hello.protocolVersion))",
    subcommands: [
      RunCommand.self, FuzzCommand.self, ListCommand.self, RepeatCommand.self, CheckReportCommand.self,
      ReferenceCommand.self,
    ])

  static func main() {
    Files.holdStandardDescriptors()
    main(nil)
  }
}
