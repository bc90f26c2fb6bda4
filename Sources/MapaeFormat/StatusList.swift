/// The revoked serials of one issuer, kind 5 (chapter Status lists). Who signed it is not checked here.
public struct StatusList: Sendable {
  /// The whole list as received.
  public let bytes: [UInt8]
  public let head: StatusListHead
  public let revoked: RevokedSerials

  /// The most bytes of a status list.
  public static let greatestSize = 16_777_216

  /// The offset of the signature: the count of signed bytes.
  package var signatureOffset: Int { bytes.count - Signature.size }

  /// Decodes a list (STATUS-1 to STATUS-3). Linear in its bytes; nothing of it is unpacked.
  public init(decoding bytes: [UInt8]) throws(FormatError) {
    guard let firstByte = bytes.first else { throw FormatError(.truncated, at: 0) }
    guard try ObjectKind(firstByte: firstByte) == .statusList else { throw FormatError(.wrongKind, at: 0) }
    guard bytes.count <= StatusList.greatestSize else { throw FormatError(.tooLarge, at: StatusList.greatestSize) }
    guard bytes.count >= StatusListHead.range.upperBound + Signature.size else {
      throw FormatError(.truncated, at: bytes.count)
    }
    let span = bytes.span
    var reader = ByteReader(from: StatusListHead.range.lowerBound, to: bytes.count - Signature.size)
    head = try StatusListHead(&reader, span)
    revoked = try RevokedSerials(bytes, reader.offset..<reader.end, from: head.firstLive)
    self.bytes = bytes
  }
}

extension StatusList {
  public var domainTag: DomainTag { head.domainTag }
  public var keyNumber: UInt32 { head.keyNumber }
  public var generation: UInt8 { head.generation }
  public var number: UInt32 { head.number }
  public var issuedAt: UnixTime { head.issuedAt }
  public var expiresAt: UnixTime { head.expiresAt }
  public var firstLive: UInt32 { head.firstLive }
}

/// What an issuer states in a status list.
public struct StatusListFields: Sendable {
  /// A draft sets it to that of its domain.
  public var domainTag: DomainTag
  public var keyNumber: UInt32
  public var generation: UInt8
  /// At least 1.
  public var number: UInt32
  public var issuedAt: UnixTime
  /// Above *issued at*, at most 400 days.
  public var expiresAt: UnixTime
  /// Every pass with a serial below it has ended.
  public var firstLive: UInt32
  /// Strictly ascending, none below *first live*.
  public var revoked: [UInt32]

  public init(
    domainTag: DomainTag = DomainTag(rawValue: 0), keyNumber: UInt32, generation: UInt8, number: UInt32,
    issuedAt: UnixTime, expiresAt: UnixTime, firstLive: UInt32, revoked: [UInt32]
  ) {
    self.domainTag = domainTag
    self.keyNumber = keyNumber
    self.generation = generation
    self.number = number
    self.issuedAt = issuedAt
    self.expiresAt = expiresAt
    self.firstLive = firstLive
    self.revoked = revoked
  }

  /// The signed bytes of the list, to be signed by a status key.
  ///
  /// - Throws: where the fields are no well-formed list; the offset is where it would show in the bytes.
  public func encoded() throws(FormatError) -> [UInt8] {
    guard keyNumber < 1 << 24 else { throw FormatError(.outOfRange, at: 5) }
    for (time, offset) in [(issuedAt, 13), (expiresAt, 18)] where !time.isEncodable {
      throw FormatError(.outOfRange, at: offset)
    }
    var bytes: [UInt8] = [ObjectKind.statusList.firstByte]
    bytes.append(domainTag.rawValue, width: 4)
    bytes.append(keyNumber, width: 3)
    bytes.append(generation)
    bytes.append(number, width: 4)
    bytes.append(issuedAt)
    bytes.append(expiresAt)
    bytes.append(firstLive, width: 4)
    try bytes.append(
      revoked: revoked, from: firstLive, limit: StatusList.greatestSize - Signature.size)
    // What was written is read back by the decoder, so the encoder has no second copy of its rules.
    _ = try StatusList(decoding: bytes + Array(repeating: 0, count: Signature.size))
    return bytes
  }
}
