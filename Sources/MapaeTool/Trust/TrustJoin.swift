import ArgumentParser
import Mapae

struct TrustJoin: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "join",
    abstract: "Put a bundle, status lists and deltas into one bundle.",
    discussion: """
      Doors take all of it in one load. So a trust list that demands a status list travels with it, and no door is \
      undecided in between. Nothing is signed anew, and nothing is proven: mapae trust check.

      Of an issuer's deltas a door uses one, that for the list which it holds. So join deltas from several lists to the \
      newest, and not one delta on top of another.

      EXAMPLES
        mapae trust join bundle.mapae status.mapae --out both.mapae
        mapae trust join bundle.mapae 7to9.mapae 8to9.mapae --out day9.mapae
      """)

  @Argument(help: "One bundle with records or a trust list, and bundles of status lists and deltas.")
  var files: [String]

  @Option(help: ArgumentHelp("The new file for the bundle.", valueName: "file"))
  var out: String

  func run() throws {
    var parts: [[UInt8]] = []
    var statusParts: [[UInt8]] = []
    for file in files {
      let bundle = try TrustFile.read(file)
      let trust = bundle.records.map(\.bytes) + (bundle.list.map { [$0.bytes] } ?? [])
      guard parts.isEmpty || trust.isEmpty else {
        throw ToolFailure(
          "\(file) is a second file with records or a trust list", remedy: "Join one with status lists and deltas.")
      }
      parts += trust
      statusParts += bundle.statusParts
    }
    let joined = TrustBundle.encode(parts + statusParts)
    _ = try TrustFile.decode(joined, "the joined bundle")
    try Files.write(joined, to: out, replacing: false)
    print("\(parts.count + statusParts.count) parts in a bundle of \(joined.count) bytes")
  }
}
