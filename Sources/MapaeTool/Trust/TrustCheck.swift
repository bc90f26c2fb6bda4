import ArgumentParser
import Mapae

struct TrustCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Load a bundle as a new door would, and show what that door would know.",
    discussion: """
      Nothing is kept. A witness compares the keys with the protocol of the ceremony.

      EXAMPLES
        mapae trust check bundle.mapae --anchor H
        mapae trust check honest.mapae --anchor H:R --json
      """)

  @Argument(help: "The bundle, as bytes, text or a PNG of its QR code; - for standard input.")
  var bundle: String

  @Option(
    help: ArgumentHelp(
      "Where trust begins: the domain digest, or domain digest:record digest.", valueName: "digest"))
  var anchor: AnchorArgument

  @Flag(help: "Print a JSON object.")
  var json = false

  func run() throws {
    var state = TrustState(anchor: anchor.anchor)
    try state.take(try TrustFile.bytes(of: bundle), bundle)
    try StateText(state).show(asJSON: json)
  }
}
