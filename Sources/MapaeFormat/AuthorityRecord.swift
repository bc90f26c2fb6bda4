/// The keys of a domain's authority, kind 3 (chapter Trust, "Authority record").
public struct AuthorityRecord: Sendable {
  /// The whole record as received.
  public let bytes: [UInt8]
  /// 1 for a domain's first record.
  public let number: UInt8
  public let origin: Origin
  public let issuedAt: UnixTime
  /// No trust list under this record may expire later.
  public let listsUntil: UnixTime
  /// Keys that sign records.
  public let roots: Keys
  /// Keys that sign trust lists.
  public let lists: Keys
  /// By the roots of the record before; empty in record 1.
  public let previousSignatures: SignatureGroup
  /// By the record's own roots.
  public let ownSignatures: SignatureGroup
  /// The count of signed bytes.
  public let signedLength: Int

  /// What ties a record to its domain.
  public enum Origin: Hashable, Sendable {
    /// Record 1: the nonce that makes its digest, the domain digest, unlike any other.
    case nonce(Nonce)
    /// Every other record: the domain digest.
    case domain(Digest)
  }

  /// Public keys, of which a threshold must sign.
  public struct Keys: Hashable, Sendable {
    /// 1 to 16, all different.
    public let keys: [PublicKey]
    /// 1 to the count of keys.
    public let threshold: Int

    public init(keys: [PublicKey], threshold: Int) {
      self.keys = keys
      self.threshold = threshold
    }

    /// The most keys of one set.
    public static let greatestCount = 16
  }

  /// Decodes a record (BASE-2, TRUST-1, TRUST-2). Its signatures are not checked here.
  public init(decoding bytes: [UInt8]) throws(FormatError) {
    try self.init(decoding: bytes, in: 0..<bytes.count)
  }

  /// Decodes the record that stands in a part of `bytes`; errors count from the beginning of `bytes`.
  init(decoding bytes: [UInt8], in range: Range<Int>) throws(FormatError) {
    let span = bytes.span
    var reader = ByteReader(from: range.lowerBound, to: range.upperBound)
    guard try ObjectKind(firstByte: reader.u8(span), at: range.lowerBound) == .authorityRecord else {
      throw FormatError(.wrongKind, at: range.lowerBound)
    }
    number = try reader.u8(in: 1...255, span)
    origin = number == 1 ? .nonce(try reader.bytes32(span)) : .domain(try reader.bytes32(span))
    issuedAt = try reader.time(span)
    listsUntil = try reader.time(span)
    guard listsUntil > issuedAt else { throw FormatError(.outOfRange, at: reader.offset - 5) }
    roots = try Keys(&reader, span)
    let listKeys = reader.offset
    lists = try Keys(&reader, span)
    if let index = lists.keys.firstIndex(where: roots.keys.contains) {
      throw FormatError(.duplicate, at: listKeys + 1 + 32 * index)
    }
    signedLength = reader.offset - range.lowerBound

    let previous = reader.offset
    previousSignatures = try SignatureGroup(&reader, relativeTo: range.lowerBound, span)
    guard previousSignatures.isEmpty == (number == 1) else { throw FormatError(.outOfRange, at: previous) }
    let own = reader.offset
    ownSignatures = try SignatureGroup(&reader, relativeTo: range.lowerBound, span)
    guard ownSignatures.isWithin(roots.keys.count) else { throw FormatError(.outOfRange, at: own) }
    try reader.finish()
    self.bytes = Array(bytes[range])
  }
}

extension AuthorityRecord.Keys {
  init(_ reader: inout ByteReader, _ bytes: Span<UInt8>) throws(FormatError) {
    let count = try reader.u8(in: 1...16, bytes)
    var keys: [PublicKey] = []
    for _ in 0..<count {
      let start = reader.offset
      let key: PublicKey = try reader.bytes32(bytes)
      guard !keys.contains(key) else { throw FormatError(.duplicate, at: start) }
      keys.append(key)
    }
    self.init(keys: keys, threshold: Int(try reader.u8(in: 1...count, bytes)))
  }
}

/// Signatures of one set of keys: a bit for each key that signs, then the signatures from bit 0 up.
public struct SignatureGroup: Hashable, Sendable {
  /// Bit *i* is set where key *i* signs.
  public let signers: UInt16
  /// Offset of the first signature in the object.
  public let offset: Int

  public var count: Int { signers.nonzeroBitCount }
  public var isEmpty: Bool { signers == 0 }

  /// The indices of the keys that sign, ascending.
  public var indices: [Int] { (0..<16).filter { signers >> UInt16($0) & 1 == 1 } }

  /// Whether every signer is one of the first `count` keys.
  public func isWithin(_ count: Int) -> Bool { UInt32(signers) >> UInt32(count) == 0 }

  init(_ reader: inout ByteReader, relativeTo start: Int, _ bytes: Span<UInt8>) throws(FormatError) {
    signers = try reader.u16(bytes)
    offset = reader.offset - start
    _ = try reader.skip(signers.nonzeroBitCount * Signature.size)
  }
}
