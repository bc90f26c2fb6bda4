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
        echo "0 hello 1" | mapae-conformance reference

      EXIT CODES
        0   done
        1   an input could not be read
        64  the command was written wrongly
      """,
    version: "mapae-conformance \(Software.version) (protocol version \(Hello.protocolVersion))",
    subcommands: [RunCommand.self, ListCommand.self, RepeatCommand.self, ReferenceCommand.self])

  static func main() {
    Files.holdStandardDescriptors()
    main(nil)
  }
}
