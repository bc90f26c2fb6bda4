import ArgumentParser
import Mapae

/// Where the earlier bundles and the authority records are.
struct ArchiveArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder with every bundle that was signed, the only one there is. It is made the first time.",
      valueName: "folder"))
  var archive: String

  @Option(
    name: .customLong("record"),
    help: ArgumentHelp(
      "An authority record, or a bundle with some: the first time, and after a rotation. The archive has the others.",
      valueName: "file"))
  var records: [String] = []
}

/// Where a bundle is written, and how it is told.
struct BundleArguments: ParsableArguments {
  @Option(help: ArgumentHelp("The new file for the bundle.", valueName: "file"))
  var out: String

  @Flag(help: "Print a JSON object.")
  var json = false
}

/// The way of a list into a bundle: checked against the archive, signed, loaded as doors will, and kept.
struct Publication {
  let archive: Archive
  let chain: RecordChain

  init(_ arguments: ArchiveArguments) throws {
    archive = try Archive(path: arguments.archive)
    chain = try RecordChain(archive.history.records, files: arguments.records)
  }

  /// The draft of a list that the archive and the record allow.
  func draft(_ fields: TrustListFields) throws -> TrustListDraft {
    try archive.history.check(fields, under: chain.last)
    do { return try TrustListDraft(fields) } catch { throw ToolFailure("the list cannot be signed: \(error.sentence)") }
  }

  /// The bundle of a signed list. It is in the archive before anybody can publish it, so its number is gone for good.
  func publish(_ draft: TrustListDraft, signatures: [PublicKey: [UInt8]], to out: String) throws -> PublishedList {
    let record = chain.last
    try record.lists.checkCount(of: signatures, "the list keys of record \(record.number)")
    let list: TrustList
    do { list = try draft.sealed(with: signatures, under: record) } catch {
      throw ToolFailure("the list cannot be sealed: \(error.sentence)", remedy: "Sign its draft again.")
    }
    let bundle = TrustBundle.encode(chain.records.map(\.bytes) + [list.bytes])
    try loadAsDoors(bundle)
    try archive.add(bundle, number: list.fields.number)
    do { try Files.write(bundle.span, to: out, replacing: false) } catch let error as ToolFailure {
      throw ToolFailure(error.problem, remedy: "The list is signed all the same; its bundle is in \(archive.path).")
    }
    return PublishedList(list.fields, chain.anchor, size: bundle.count)
  }

  /// OPS-1: from the anchor, and by a door that holds the bundle before.
  private func loadAsDoors(_ bundle: [UInt8]) throws {
    var new = TrustState(anchor: chain.anchor)
    try Publication.load(bundle, "this bundle", into: &new)
    guard let last = archive.last, !needsNewAnchors else { return }
    var held = TrustState(anchor: chain.anchor)
    try Publication.load(last, "the archive's last bundle", into: &held)
    try Publication.load(bundle, "this bundle", into: &held)
  }

  /// Whether no door that holds the bundle before can take the next one: its roots were lost.
  var needsNewAnchors: Bool {
    chain.isAnchoredAnew && !archive.history.records.contains { $0.digest == chain.anchor.record }
  }

  private static func load(_ bundle: [UInt8], _ name: String, into state: inout TrustState) throws {
    do { try state.load(bundle) } catch {
      throw ToolFailure(
        "a door would refuse \(name): \(error.refusal.sentence) (\(error.refusal.name))",
        remedy: "Nothing was kept. Restore the archive from what was published; check the records.")
    }
  }
}

/// What is told of a list that was signed.
struct PublishedList: Encodable {
  let list: UInt32
  let authorityRecord: UInt8
  let issuedAt: UnixTime
  let refreshAfter: UnixTime
  let expiresAt: UnixTime
  let anchor: String
  /// Of the bundle, in bytes.
  let size: Int
  var warnings: [String] = []

  init(_ list: TrustListFields, _ anchor: Anchor, size: Int) {
    self.list = list.number
    authorityRecord = list.authorityNumber
    (issuedAt, refreshAfter, expiresAt) = (list.issuedAt, list.refreshAfter, list.expiresAt)
    self.anchor = "\(anchor)"
    self.size = size
  }

  func show(asJSON: Bool) throws {
    if asJSON { return print(try JSONLine.text(self)) }
    print("trust list \(list) under authority record \(authorityRecord), in a bundle of \(size) bytes")
    for line in Columns.lines([
      ("issued at", issuedAt.text), ("refresh after", refreshAfter.text), ("expires at", expiresAt.text),
      ("anchor", anchor),
    ]) { print(line) }
  }
}
