import ArgumentParser
import Mapae

struct AuthoritySeal: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seal",
    abstract: "Put the signatures of roots on the draft of an authority record.",
    discussion: """
      Each signature is checked; it must be of this very draft. A new record is published only together with a trust \
      list under it: mapae trust sign.

      EXAMPLES
        mapae authority seal record-1.draft \\
            --signature root-a.sig --signature root-b.sig --out record-1.mapae
      """)

  @OptionGroup var signed: SignedDraftArguments

  @Option(help: ArgumentHelp("The new file for the record.", valueName: "file"))
  var out: String

  @Flag(help: "Print a JSON object.")
  var json = false

  func run() throws {
    let content = try DraftFile.read(signed.draft)
    guard case .record(let record, let previous) = content else {
      throw ToolFailure("\(signed.draft) is the draft of a trust list", remedy: "Seal it with `mapae trust seal`.")
    }
    let (old, new) = (previous?.roots, record.fields.roots)
    let signatures = try SignatureFile.read(signed.signatures, for: content, by: [old, new].compactMap(\.self))
    if let previous { try old?.checkCount(of: signatures, "the roots of record \(previous.number)") }
    try new.checkCount(of: signatures, "the roots of record \(record.fields.number)")
    let sealed: AuthorityRecord
    do { sealed = try record.sealed(with: signatures, after: previous) } catch {
      throw ToolFailure("the record cannot be sealed: \(error.sentence)", remedy: "Sign the draft again.")
    }
    try Files.write(sealed.bytes.span, to: out, replacing: false)
    try report(sealed)
  }

  private func report(_ record: AuthorityRecord) throws {
    let report = SealedRecord(record)
    if json {
      print(try JSONLine.text(report))
    } else {
      print("authority record \(report.record)")
      for line in Columns.lines([
        ("domain digest", "\(report.domain)"), ("domain tag", report.domainTag), ("record digest", "\(report.digest)"),
        ("anchor", report.anchor),
      ]) { print(line) }
    }
  }
}

/// What `--json` prints of a sealed record.
private struct SealedRecord: Encodable {
  let record: UInt8
  let domain: Digest
  let domainTag: String
  let digest: Digest
  /// At this record. Doors that are anchored at an earlier one need no new anchor.
  let anchor: String

  init(_ record: AuthorityRecord) {
    self.record = record.number
    domain = record.domain
    domainTag = Hex.encode(record.domain.bytes.prefix(4))
    digest = record.digest
    anchor = "\(Anchor(domain: record.domain, record: record.digest))"
  }
}
