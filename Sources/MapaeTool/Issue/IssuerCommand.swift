import ArgumentParser
import Foundation
import Mapae

struct IssuerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "issuer",
    abstract: "Make and mend the folder that keeps an issuer's serials.",
    discussion: """
      Every pass of an issuer has a serial of its own, for ever and under all its keys. The folder keeps the register of \
      them, what was revoked, and the domain's trust list, which says what the issuer may sign. A witness, a small file \
      outside the folder, knows how far both have come: where the folder is restored from an older copy, it is noticed, \
      nothing is issued and no status list is signed. Keep the witness where your copies do not reach.

      EXAMPLES
        mapae issuer new desk/ --bundle bundle.mapae --anchor H
        mapae trust load tomorrow.mapae --state desk/trust
        mapae issuer show desk/
        mapae issuer resume desk/
      """,
    subcommands: [IssuerNew.self, IssuerShow.self, IssuerResume.self])
}

struct IssuerNew: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make the folder of an issuer.",
    discussion: """
      An issuer has one folder. Where it issues on several machines, each has a folder of its own with serials of its \
      own: --first and --last.

      EXAMPLES
        mapae issuer new desk/ --bundle bundle.mapae --anchor H
        mapae issuer new desk/ --bundle bundle.mapae --anchor H --id 7 \\
            --witness /var/lib/mapae/desk.witness
        mapae issuer new desk-2/ --bundle bundle.mapae --anchor H \\
            --first 1000000 --last 1999999
      """)

  @Argument(help: "The new folder.")
  var folder: String

  @Option(help: ArgumentHelp("The bundle with the domain's trust list.", valueName: "file"))
  var bundle: String

  @Option(
    help: ArgumentHelp(
      "Where trust begins: the domain digest, or domain digest:record digest.", valueName: "digest"))
  var anchor: AnchorArgument

  @Option(
    help: ArgumentHelp("The issuer's id in the trust list; not needed where there is one issuer.", valueName: "number"))
  var id: UInt16?

  @Option(help: ArgumentHelp("The least serial that it gives out.", valueName: "serial"))
  var first: UInt32 = 1

  @Option(help: ArgumentHelp("The greatest serial that it gives out.", valueName: "serial"))
  var last: UInt32 = .max

  @Option(help: ArgumentHelp("Where the witness stands; without it, beside the folder.", valueName: "file"))
  var witness: String?

  func validate() throws {
    if first > last { throw ValidationError("--first is at most --last.") }
  }

  func run() throws {
    let folder = IssuerFolder(path: folder)
    guard unsafe mkdir(folder.path, 0o755) == 0 else {
      throw errno == EEXIST
        ? ToolFailure("\(folder.path) is already there", remedy: "Choose another folder; nothing is ever overwritten.")
        : Files.failure("cannot make the folder \(folder.path)")
    }
    do { try fill(folder) } catch {
      try? FileManager.default.removeItem(atPath: folder.path)
      throw error
    }
  }

  private func fill(_ folder: IssuerFolder) throws {
    var state = TrustState(anchor: anchor.anchor)
    try state.take(try TrustFile.bytes(of: bundle), bundle)
    let issuer = try issuer(in: state)
    try folder.trust.create(state.anchor)
    try folder.trust.save(state)
    let absolute = absolutePath(witness ?? absolutePath(folder.path) + ".witness")
    try folder.create(issuer: issuer.id, serials: SerialRegister(first: first, last: last), witness: absolute)
    print("issuer \(issuer.id), \(issuer.name); witness \(absolute)")
  }

  private func issuer(in state: TrustState) throws -> TrustListFields.Issuer {
    let issuers = state.list?.fields.issuers ?? []
    if let id {
      if let issuer = issuers.first(where: { $0.id == id }) { return issuer }
    } else if issuers.count == 1 {
      return issuers[0]
    }
    let known = issuers.map { "\($0.id) (\($0.name))" }.joined(separator: ", ")
    throw ToolFailure(
      id.map { "the trust list has no issuer \($0)" } ?? "the trust list has \(issuers.count) issuers",
      remedy: issuers.isEmpty ? nil : "Name one with --id: \(known)")
  }
}

struct IssuerShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Say whether a folder is in order, and how many serials are spent and revoked.",
    discussion: """
      EXAMPLES
        mapae issuer show desk/
        mapae issuer show desk/ --json
      """)

  @Argument(help: "The issuer's folder.")
  var folder: String

  @Flag(help: "Print a JSON object.")
  var json = false

  private struct Answer: Encodable {
    let domain: String
    let issuer: UInt16
    let first: UInt32
    let last: UInt32
    let spent: UInt64
    let next: UInt64
    let revoked: UInt64
    let witness: String
  }

  func run() throws {
    let folder = IssuerFolder(path: folder)
    let file = try RevocationFile(in: folder)
    let content = file.register
    let serials = content.serials
    let answer = Answer(
      domain: try folder.trust.load().anchor.domain.hex, issuer: content.issuer, first: serials.first,
      last: serials.last, spent: serials.spent, next: serials.next, revoked: try file.read().revoked.count,
      witness: content.witness)
    guard !json else { return print(try JSONLine.text(answer)) }
    print(
      """
      domain    \(answer.domain)
      issuer    \(answer.issuer)
      serials   \(answer.first) to \(answer.last); \(answer.spent) spent, none from \(answer.next) on
      revoked   \(answer.revoked)
      witness   \(answer.witness)
      """)
  }
}

struct IssuerResume: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Go on with fresh serials after the folder or its witness was lost or restored.",
    discussion: """
      Where the folder is an older copy, its witness knows from where on serials are fresh. Where the witness is lost or \
      old as well, you have to say it: the greatest serial of any pass that was issued, from your own records or from \
      the passes (mapae inspect). Serials between are given up.

      EXAMPLES
        mapae issuer resume desk/
        mapae issuer resume desk/ --above 73400
        mapae issuer resume desk/ --above 73400 \\
            --witness /var/lib/mapae/desk.witness
      """)

  @Argument(help: "The issuer's folder.")
  var folder: String

  @Option(help: ArgumentHelp("No pass has a serial above this one.", valueName: "serial"))
  var above: UInt32?

  @Option(help: ArgumentHelp("Make the witness here, where the old one is lost.", valueName: "file"))
  var witness: String?

  func run() throws {
    let next = try IssuerFolder(path: folder).resume(above: above, newWitness: witness.map(absolutePath))
    print("\(folder) goes on with serial \(next)")
  }
}

private func absolutePath(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
