import CMeasure
import Foundation
import Mapae

/// The size of an object in bytes, characters and QR versions.
private struct Size {
  let bytes: Int
  let versionM: Int
  let versionQ: Int

  init(_ object: [UInt8]) throws {
    bytes = object.count
    let text = MapaeText.encode(object)
    versionM = try Symbol(text, QR_ECLEVEL_M).version
    versionQ = try Symbol(text, QR_ECLEVEL_Q).version
  }
}

extension MeasuredDomain {
  /// The sealed pass of a record, whose claims the draft has found good.
  func pass(of record: Record, _ extent: Extent) throws -> UnverifiedPass {
    let draft = try PassDraft(record.fields(extent), domain: digest)
    return try draft.sealed(with: signature(draft.bytesToSign), by: fields.issuers[0].keys[0].publicKey)
  }

  /// The presentation of a record's compact pass with a holder key, sealed by it.
  fileprivate func presentation(of record: Record) throws -> [UInt8] {
    var stated = record.fields(.compact)
    stated.claims.append(try MeasuredDomain.holderClaim)
    let draft = try PassDraft(stated, domain: digest)
    let pass = try draft.sealed(with: signature(draft.bytesToSign), by: fields.issuers[0].keys[0].publicKey)
    let code = try PresentationDraft(PresentationFields(pass: pass, presentedAt: MeasuredDomain.now), domain: digest)
    return try code.sealed(with: MeasuredDomain.holder().sign(code.bytesToSign)).bytes
  }
}

func measurePassSizes(_ folder: URL, _ domain: MeasuredDomain, _ report: inout Report) throws {
  let (reference, isShared) = try Record.reference(in: folder)
  if !isShared {
    report.note("\(folder.path)/reference-claims.json is not there: a stand-in of the same lengths was measured.")
  }
  for (what, object, bytes, version) in [
    ("the facts, coded", try domain.pass(of: reference, .compact).bytes, 144, 8),
    (
      "with issuer, certificate id, disease and product as text", try domain.pass(of: reference, .text).bytes, 256, 12
    ),
    (
      "the first with a holder key, as a presentation without challenge", try domain.presentation(of: reference), 256,
      12
    ),
  ] {
    let size = try Size(object)
    report.add("Reference vaccination pass", what, size.bytes, "bytes", limit: bytes)
    report.add("Reference vaccination pass", "  its QR version at M", size.versionM, limit: version)
    report.add("Reference vaccination pass", "  its QR version at Q", "\(size.versionQ)")
  }
  try measureAll(try Record.all(in: folder), domain, &report)
  if report.rows.last?.group != allRecords {
    report.note("\(folder.path)/vaccination-claims.ndjson is not there: no row for all records.")
  }
}

private let allRecords = "All records, least / median / most"

private func measureAll(_ records: [Record], _ domain: MeasuredDomain, _ report: inout Report) throws {
  guard !records.isEmpty else { return }
  report.add(allRecords, "records", "\(records.count)")
  for (name, extent) in [("compact pass", Extent.compact), ("full pass", .full)] {
    let sizes = try records.map { try Size(domain.pass(of: $0, extent).bytes) }
    report.add(allRecords, "\(name), bytes", spread(sizes.map(\.bytes)))
    report.add(allRecords, "\(name), QR version M", spread(sizes.map(\.versionM)))
    report.add(allRecords, "\(name), QR version Q", spread(sizes.map(\.versionQ)))
  }
  report.add(allRecords, "EU certificate, signed bytes", spread(records.compactMap(\.dccBytes)))
  report.add(allRecords, "EU certificate, QR version M", spread(records.compactMap(\.dccVersionM)))
  report.add(allRecords, "EU certificate, QR version Q", spread(records.compactMap(\.dccVersionQ)))
  // The file's versions were made elsewhere: where both agree, the passes' are made alike.
  let sameVersion = try records.filter { record in
    let text = String(repeating: "A", count: record.dccCharacters ?? 1)
    return try Symbol(text, QR_ECLEVEL_M).version == record.dccVersionM
      && Symbol(text, QR_ECLEVEL_Q).version == record.dccVersionQ
  }
  report.add(allRecords, "records whose EU QR versions libqrencode gives too", "\(sameVersion.count)")
}

private func spread(_ values: [Int]) -> String {
  let sorted = values.sorted()
  guard let least = sorted.first, let most = sorted.last else { return "none" }
  return "\(least) / \(sorted[sorted.count / 2]) / \(most)"
}
