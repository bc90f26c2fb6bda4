import ArgumentParser
import Mapae

struct TrustShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show what a door knows: its anchor, records, issuers, keys and rules.",
    discussion: """
      EXAMPLES
        mapae trust show --state door
        mapae trust show --state door --json
      """)

  @Option(help: ArgumentHelp("The folder that holds the state.", valueName: "folder"))
  var state: String

  @Flag(help: "Print a JSON object.")
  var json = false

  func run() throws { try StateText(try StateFolder(path: state).load()).show(asJSON: json) }
}
