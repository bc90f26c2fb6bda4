import Mapae

/// A file with what waits for signatures, in words: an authority record or a trust list.
///
/// What is signed is made from these words each time, so that what a person reads is what the key signs.
struct DraftFile: Codable {
  var authorityRecord: RecordText?
  /// The record before, whole; its roots sign the next one. Absent for record 1, and where those roots were lost.
  var previousRecord: HexText?
  var trustList: ListText?

  /// What is in a draft.
  enum Content {
    case record(AuthorityRecordDraft, after: AuthorityRecord?)
    case list(TrustListDraft)

    var bytesToSign: [UInt8] {
      switch self {
      case .record(let draft, _): draft.bytesToSign
      case .list(let draft): draft.bytesToSign
      }
    }

    var digest: Digest {
      switch self {
      case .record(let draft, _): draft.digest
      case .list(let draft): draft.digest
      }
    }

    /// What a person reads before it is signed.
    var lines: [String] {
      switch self {
      case .record(let draft, let previous):
        RecordText(draft.fields).lines(digest: draft.digest) + DraftFile.handover(draft.fields, after: previous)
      case .list(let draft):
        ListText(draft.fields).lines() + Columns.lines([("digest", "\(draft.digest)")])
      }
    }
  }

  private static let remedy = "Make the draft anew; do not edit it."

  static func read(_ path: String) throws -> Content {
    let file = try ReadableFile.read(DraftFile.self, from: path, remedy: remedy)
    do {
      switch (file.authorityRecord, file.previousRecord, file.trustList) {
      case (let record?, let previous, nil): return try content(record, previous)
      case (nil, nil, let list?): return .list(try TrustListDraft(list.fields()))
      default:
        throw ToolFailure(
          "a draft holds one of authorityRecord and trustList", remedy: remedy)
      }
    } catch let error as DraftError {
      throw ToolFailure("\(path) cannot be signed: \(error.sentence)", remedy: remedy)
    } catch let failure as ToolFailure {
      throw failure.at(path)
    }
  }

  private static func content(_ record: RecordText, _ previous: HexText?) throws -> Content {
    let draft = try AuthorityRecordDraft(record.fields())
    guard let previous else { return .record(draft, after: nil) }
    guard let before = try? AuthorityRecord(decoding: previous.bytes) else {
      throw ToolFailure("previousRecord is no authority record", remedy: remedy)
    }
    guard draft.fields.number == before.number &+ 1, draft.fields.origin == .domain(before.domain) else {
      throw ToolFailure(
        "record \(draft.fields.number) does not follow previousRecord, which is record \(before.number)",
        remedy: remedy)
    }
    return .record(draft, after: before)
  }

  /// What changes hands, and who must sign.
  private static func handover(_ fields: AuthorityRecordFields, after previous: AuthorityRecord?) -> [String] {
    guard let previous else {
      return fields.number == 1
        ? [] : ["  No earlier root signs this record: only doors that are anchored at it take it."]
    }
    let rows =
      [("follows", "record \(previous.number), digest \(previous.digest)")]
      + changes("root", from: previous.roots, to: fields.roots)
      + changes("list key", from: previous.lists, to: fields.lists)
    return Columns.lines(rows)
  }

  private static func changes(
    _ name: String, from old: AuthorityRecord.Keys, to new: AuthorityRecord.Keys
  ) -> [(name: String, value: String)] {
    old.keys.filter { !new.keys.contains($0) }.map { (name: "\(name) leaves", value: "\($0)") }
      + new.keys.filter { !old.keys.contains($0) }.map { (name: "\(name) enters", value: "\($0)") }
  }
}

extension DraftError {
  /// For a person.
  var sentence: String {
    switch self {
    case .format(let error): "its fields are out of the ranges of the specification (\(error))"
    case .invalidClaim(let tag): "a claim is not as its profile wants it\(tag.map { " (tag \($0.rawValue))" } ?? "")"
    case .badKey(let key): "\(key) is no public key that may be used: it is not a point of prime order"
    case .badSignature(let key): "the signature of \(key) is not good"
    case .wrongSigners: "not exactly as many keys signed as the threshold asks"
    }
  }
}
