import ArgumentParser
import Mapae

struct TrustJoin: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join",
    abstract: "Put a bundle and status lists into one bundle.",
    discussion: """
      Doors take all of it in one load. So a trust list that demands a status list travels with it, and no door is \
      undecided in between. Nothing is signed anew, and nothing is proven: mapae trust check.

      EXAMPLES
        mapae trust join bundle.mapae status.mapae --out both.mapae
      """)

  @Argument(help: "One bundle with records or a trust list, and bundles of status lists.")
  var files: [String]

  @Option(help: ArgumentHelp("The new file for the bundle.", valueName: "file"))
  var out: String

  func run() throws {
    var parts: [[UInt8]] = []
    var statusLists: [[UInt8]] = []
    for file in files {
      let bundle = try TrustFile.read(file)
      let trust = bundle.records.map(\.bytes) + (bundle.list.map { [$0.bytes] } ?? [])
      guard parts.isEmpty || trust.isEmpty else {
        throw ToolFailure(
          "\(file) is a second file with records or a trust list", remedy: "Join one with status lists.")
      }
      parts += trust
      statusLists += bundle.statusLists
    }
    let joined = TrustBundle.encode(parts + statusLists)
    _ = try TrustFile.decode(joined, "the joined bundle")
    try Files.write(joined, to: out, replacing: false)
    print("\(parts.count + statusLists.count) parts in a bundle of \(joined.count) bytes")
  }
}
