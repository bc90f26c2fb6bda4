import ArgumentParser
import Mapae

struct TrustLoad: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Load a bundle into a door's state.",
    discussion: """
      The first time, --anchor begins the state in a new folder. From then on the folder knows its anchor. A bundle \
      that is refused leaves the state as it was, and one that is taken replaces it in one step.

      The anchor comes from another channel than the bundle: a letter, a phone call, another site.

      A status delta adds to the status list that the state holds. Where it holds none, or another one, it says so: load \
      the whole list.

      EXAMPLES
        mapae trust load bundle.mapae --state door --anchor H
        mapae trust load tomorrow.mapae --state door
        mapae trust load 8to9.mapae --state door
        mapae trust load poster.png --state door
        mapae trust load part1.png part2.png part3.png --state door
      """)

  @Argument(
    help: ArgumentHelp(
      "The bundle, as bytes, text or a PNG of its QR code; - for standard input. Of a poster with several codes one or more pictures, or files of the codes' texts, in any order.",
      valueName: "bundle"))
  var bundle: [String]

  @Option(help: ArgumentHelp("The folder that holds the state.", valueName: "folder"))
  var state: String

  @Option(
    help: ArgumentHelp(
      "Where trust begins: the domain digest, or domain digest:record digest. The first time only.", valueName: "digest"
    ))
  var anchor: AnchorArgument?

  @Flag(help: "Print a JSON object.")
  var json = false

  func run() throws {
    let folder = StateFolder(path: state)
    let isNew = !folder.exists
    var state: TrustState
    if let anchor = anchor?.anchor, isNew { state = TrustState(anchor: anchor) } else { state = try folder.load() }
    if let anchor = anchor?.anchor, anchor != state.anchor {
      throw ToolFailure(
        "\(folder.path) is anchored elsewhere, at \(state.anchor)",
        remedy: "An anchor never moves. To anchor this door anew, begin another folder.")
    }
    let report = try state.take(try TrustFile.bytes(of: bundle), bundle.count == 1 ? bundle[0] : "the poster")
    if isNew { try folder.create(state.anchor) }
    try folder.save(state)
    try show(report, state)
    // One issuer's bad list is no failure where something else was taken (LOAD-19).
    guard report.hasTaken || report.refusedStatusLists.isEmpty else { throw ExitCode.failure }
  }

  private func show(_ report: LoadReport, _ state: TrustState) throws {
    if json { return print(try JSONLine.text(LoadedBundle(report, state))) }
    print(report.sentence)
    if let list = state.list?.fields {
      print("list \(list.number), issued at \(list.issuedAt.text), expires at \(list.expiresAt.text)")
    }
    if report.statusListsDropped > 0 {
      print("dropped \(report.statusListsDropped) status lists that the trust list no longer supports")
    }
    for refusal in report.refusedStatusLists {
      Terminal.warn("a status list or delta was refused: \(refusal.sentence) (\(refusal.name))")
    }
  }
}

/// What `--json` prints of a load.
private struct LoadedBundle: Encodable {
  let recordsAdded: Int
  let listTaken: Bool
  let statusListsTaken: Int
  let statusListsDropped: Int
  let refusedStatusLists: [String]
  let state: StateText

  init(_ report: LoadReport, _ state: TrustState) {
    recordsAdded = report.recordsAdded
    listTaken = report.listTaken
    statusListsTaken = report.statusListsTaken
    statusListsDropped = report.statusListsDropped
    refusedStatusLists = report.refusedStatusLists.map(\.name)
    self.state = StateText(state)
  }
}
