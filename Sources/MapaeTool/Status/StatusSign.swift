import ArgumentParser
import Foundation
import Mapae

struct StatusSign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Sign the next status list of an issuer.",
    discussion: """
      The list holds everything that was revoked in the folder (mapae revoke) and everything in the status list that the \
      folder's trust state holds; its number is the next one. It is loaded as doors will load it, and nothing is written \
      that they would refuse. The result is a bundle with the status list alone.

      Sign the next list well before this one expires: where the authority demands one, doors with an expired list say \
      undecided. --first-live makes the list smaller. It says that every pass with a lower serial has ended; look it up \
      in your own records, it never falls again.

      EXAMPLES
        mapae status sign --issuer desk/ --key status.key --lifetime 7d \\
            --out status.mapae
        mapae status sign --issuer desk/ --key status.key --lifetime 7d \\
            --first-live 1048576 --out status.mapae
      """)

  @Option(help: ArgumentHelp("The issuer's folder, from `mapae issuer new`.", valueName: "folder"))
  var issuer: String

  @OptionGroup var signer: KeyArguments

  @Option(help: "How long the list may be used: 7d.")
  var lifetime: TimeSpan

  @Option(
    name: .customLong("at"),
    help: ArgumentHelp("When the list is issued; the system's clock by default.", valueName: "time"))
  var issuedAt: TimeArgument?

  @Option(help: ArgumentHelp("Every pass with a serial below it has ended.", valueName: "serial"))
  var firstLive: UInt32?

  @Option(help: ArgumentHelp("The new file for the bundle.", valueName: "file"))
  var out: String

  @Flag(help: "Print a JSON object.")
  var json = false

  func run() throws {
    try Files.refuseExisting(out)
    let folder = IssuerFolder(path: issuer)
    let key = try signer.load()
    let file = try RevocationFile(in: folder)
    let now = issuedAt?.time ?? .systemClock
    let listing = try KeyListing(
      of: key.publicKey, for: .statusLists, in: folder.trust, issuer: file.register.issuer, now: now)
    var content = try file.read()
    let held = listing.statusList
    try advance(&content, beyond: held, listing.issuer)
    let list = try sign(content, now, key, listing)
    var state = listing.state
    let report = try state.take(TrustBundle.encode([list.bytes]), "the status list")
    if let refusal = report.refusedStatusLists.first {
      throw ToolFailure("a door would refuse the list: \(refusal.sentence) (\(refusal.name))")
    }
    // The number is gone before anybody sees the list (STATUS-5), and the folder's own state holds it from here on.
    try file.write(content)
    try folder.trust.save(state)
    try Files.write(TrustBundle.encode([list.bytes]), to: out, replacing: false)
    try StatusText(list).show(asJSON: json)
  }

  /// Goes on to the next number, with all that the list held revokes (STATUS-5, STATUS-6, STATUS-8).
  private func advance(
    _ content: inout RevocationFile.Content, beyond held: StatusList?, _ issuer: TrustListFields.Issuer
  ) throws {
    let least = max(content.firstLive, held?.firstLive ?? 0)
    guard firstLive ?? least >= least else {
      throw ToolFailure(
        "--first-live \(firstLive ?? least) is below \(least), that of an earlier list", remedy: "It never falls.")
    }
    guard issuer.statusGeneration >= content.list.generation else {
      throw ToolFailure(
        "the trust list names the status generation \(issuer.statusGeneration), and a list of generation "
          + "\(content.list.generation) is signed already",
        remedy: "Bring a newer list: mapae trust load BUNDLE --state \(IssuerFolder(path: self.issuer).trust.path)")
    }
    content.firstLive = firstLive ?? least
    content.revoked.insert((held.map { Array($0.revoked) } ?? []).map { $0...$0 })
    content.revoked.remove(below: content.firstLive)
    let last = max(issuer.statusGeneration == content.list.generation ? content.list.number : 0, held?.number ?? 0)
    guard last < .max else {
      throw ToolFailure(
        "no status list number is left in generation \(issuer.statusGeneration)",
        remedy: "Have the authority raise the issuer's status generation.")
    }
    content.list = StatusListNumber(
      generation: issuer.statusGeneration, number: max(last + 1, issuer.statusDemand))
  }

  private func sign(
    _ content: RevocationFile.Content, _ now: UnixTime, _ key: borrowing SigningKey, _ listing: KeyListing
  ) throws -> StatusList {
    let fields = StatusListFields(
      keyNumber: listing.key.number, generation: content.list.generation, number: content.list.number,
      issuedAt: now, expiresAt: now + lifetime.seconds, firstLive: content.firstLive, revoked: content.revoked.serials)
    guard fields.expiresAt <= listing.key.acceptUntil else {
      throw ToolFailure(
        "the list would expire at \(fields.expiresAt.text), and its key is accepted until "
          + "\(listing.key.acceptUntil.text) (STATUS-19)",
        remedy: "Give a shorter --lifetime, or sign with a newer key.")
    }
    do {
      let draft = try StatusListDraft(fields, domain: listing.domain)
      return try draft.sealed(with: key.sign(draft.bytesToSign), by: key.publicKey)
    } catch DraftError.format(let error) where error.code == .outOfRange {
      throw ToolFailure("--lifetime \(lifetime.text) is not 1 second to 400 days", remedy: "Give a span such as 7d.")
    } catch { throw ToolFailure("the list cannot be signed: \(error.sentence)") }
  }
}
