/// What an authority states in a record, before it is signed.
public struct AuthorityRecordFields: Sendable {
  /// At least 1.
  public var number: UInt8
  /// A nonce for number 1, the domain digest for all others.
  public var origin: AuthorityRecord.Origin
  public var issuedAt: UnixTime
  public var listsUntil: UnixTime
  public var roots: AuthorityRecord.Keys
  public var lists: AuthorityRecord.Keys

  public init(
    number: UInt8, origin: AuthorityRecord.Origin, issuedAt: UnixTime, listsUntil: UnixTime,
    roots: AuthorityRecord.Keys, lists: AuthorityRecord.Keys
  ) {
    self.number = number
    self.origin = origin
    self.issuedAt = issuedAt
    self.listsUntil = listsUntil
    self.roots = roots
    self.lists = lists
  }

  /// The signed bytes of the record (chapter Trust, "Authority record").
  ///
  /// - Throws: where the fields are no well-formed record; the offset is where it would show in the bytes.
  public func encoded() throws(FormatError) -> [UInt8] {
    var bytes: [UInt8] = [ObjectKind.authorityRecord.firstByte, number]
    switch origin {
    case .nonce(let nonce):
      guard number == 1 else { throw FormatError(.outOfRange, at: 1) }
      bytes.append(nonce)
    case .domain(let digest):
      guard number > 1 else { throw FormatError(.outOfRange, at: 1) }
      bytes.append(digest)
    }
    for time in [issuedAt, listsUntil] {
      guard time.isEncodable else { throw FormatError(.outOfRange, at: bytes.count) }
      bytes.append(time)
    }
    guard listsUntil > issuedAt else { throw FormatError(.outOfRange, at: bytes.count - 5) }
    for set in [roots, lists] {
      let start = bytes.count
      guard (1...16).contains(set.keys.count), (1...set.keys.count).contains(set.threshold) else {
        throw FormatError(.outOfRange, at: start)
      }
      bytes.append(UInt8(set.keys.count))
      for key in set.keys { bytes.append(key) }
      bytes.append(UInt8(set.threshold))
    }
    let keys = roots.keys + lists.keys
    guard Set(keys).count == keys.count else { throw FormatError(.duplicate, at: 44) }
    return bytes
  }
}
