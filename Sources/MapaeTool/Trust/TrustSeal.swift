import ArgumentParser
import Mapae

struct TrustSeal: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seal",
    abstract: "Put the signatures of list keys on the draft of a trust list.",
    discussion: """
      The draft is checked against the archive again, each signature against the draft, and the bundle as doors would \
      load it. Then it is kept in the archive and written.

      EXAMPLES
        mapae trust seal list.draft --signature list-1.sig --signature list-2.sig \\
            --archive archive --out bundle.mapae
      """)

  @Argument(help: "The draft.")
  var draft: String

  @Option(
    name: .customLong("signature"),
    help: ArgumentHelp("A signature of the draft; once for each file.", valueName: "file"))
  var signatures: [String]

  @OptionGroup var places: ArchiveArguments

  @Option(help: ArgumentHelp("The new file for the bundle.", valueName: "file"))
  var out: String

  @Flag(help: "Print a JSON object.")
  var json = false

  func run() throws {
    try Files.refuseExisting(out)
    let content = try DraftFile.read(draft)
    guard case .list(let list) = content else {
      throw ToolFailure("\(draft) is the draft of an authority record", remedy: "Seal it with `mapae authority seal`.")
    }
    let publication = try Publication(places)
    _ = try publication.draft(list.fields)
    let signatures = try SignatureFile.read(signatures, for: content, by: [publication.chain.last.lists])
    try publication.publish(list, signatures: signatures, to: out).show(asJSON: json)
  }
}
