import Mapae

/// An authority record in words: in a draft, and where a state is shown.
struct RecordText: Codable {
  var number: UInt8
  /// Record 1 only: 32 random bytes.
  var nonce: Nonce?
  /// All other records.
  var domain: Digest?
  var issuedAt: UnixTime
  var listsUntil: UnixTime
  var roots: KeySet
  var listKeys: KeySet

  struct KeySet: Codable {
    var keys: [PublicKey]
    var threshold: Int

    init(_ set: AuthorityRecord.Keys) {
      keys = set.keys
      threshold = set.threshold
    }

    var set: AuthorityRecord.Keys { .init(keys: keys, threshold: threshold) }
  }

  init(_ fields: AuthorityRecordFields) {
    number = fields.number
    switch fields.origin {
    case .nonce(let nonce): self.nonce = nonce
    case .domain(let domain): self.domain = domain
    }
    issuedAt = fields.issuedAt
    listsUntil = fields.listsUntil
    roots = KeySet(fields.roots)
    listKeys = KeySet(fields.lists)
  }

  init(_ record: AuthorityRecord) {
    self.init(
      AuthorityRecordFields(
        number: record.number, origin: record.origin, issuedAt: record.issuedAt, listsUntil: record.listsUntil,
        roots: record.roots, lists: record.lists))
  }

  func fields() throws -> AuthorityRecordFields {
    let origin: AuthorityRecord.Origin
    switch (nonce, domain) {
    case (let nonce?, nil): origin = .nonce(nonce)
    case (nil, let domain?): origin = .domain(domain)
    default:
      throw ToolFailure(
        "an authority record has a nonce or a domain, not both", remedy: "Make the draft anew; do not edit it.")
    }
    return AuthorityRecordFields(
      number: number, origin: origin, issuedAt: issuedAt, listsUntil: listsUntil, roots: roots.set, lists: listKeys.set)
  }

  /// What a person reads before it is signed.
  func lines(digest: Digest) -> [String] {
    ["authority record \(number)"]
      + Columns.lines([
        ("domain", "\(domain ?? digest)"), ("issued at", issuedAt.text), ("lists until", listsUntil.text),
        ("digest", "\(digest)"),
      ]) + roots.lines("roots") + listKeys.lines("list keys")
  }
}

extension RecordText.KeySet {
  fileprivate func lines(_ name: String) -> [String] {
    Columns.lines([(name, "\(threshold) of \(keys.count) sign")]) + Columns.lines(keys.map { ("", "\($0)") })
  }
}
