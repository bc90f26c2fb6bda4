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

  @OptionGroup var signed: SignedDraftArguments

  @OptionGroup var places: ArchiveArguments

  @OptionGroup var bundle: BundleArguments

  func run() throws {
    try Files.refuseExisting(bundle.out)
    let content = try DraftFile.read(signed.draft)
    guard case .list(let list) = content else {
      throw ToolFailure(
        "\(signed.draft) is the draft of an authority record", remedy: "Seal it with `mapae authority seal`.")
    }
    let publication = try Publication(places)
    _ = try publication.draft(list.fields)
    let signatures = try SignatureFile.read(signed.signatures, for: content, by: [publication.chain.last.lists])
    try publication.publish(list, signatures: signatures, to: bundle.out).show(asJSON: bundle.json)
  }
}
