/// The revoked serials of one issuer, kind 5 (chapter Status lists). Who signed it is not checked here.
public struct StatusList: Sendable {
  /// The whole list as received.
  public let bytes: [UInt8]
  public let domainTag: DomainTag
  /// The status key that is said to have signed; it names the issuer.
  public let keyNumber: UInt32
  /// The issuer's status generation for which it was signed.
  public let generation: UInt8
  /// At least 1.
  public let number: UInt32
  public let issuedAt: UnixTime
  public let expiresAt: UnixTime
  /// Every pass with a serial below it has ended.
  public let firstLive: UInt32
  public let revoked: RevokedSerials

  /// The most bytes of a status list.
  public static let greatestSize = 16_777_216
  static let headerSize = 27

  /// The offset of the signature: the count of signed bytes.
  package var signatureOffset: Int { bytes.count - Signature.size }

  /// Decodes a list (STATUS-1 to STATUS-3). Linear in its bytes; nothing of it is unpacked.
  public init(decoding bytes: [UInt8]) throws(FormatError) {
    guard let firstByte = bytes.first else { throw FormatError(.truncated, at: 0) }
    guard try ObjectKind(firstByte: firstByte) == .statusList else { throw FormatError(.wrongKind, at: 0) }
    guard bytes.count <= StatusList.greatestSize else { throw FormatError(.tooLarge, at: StatusList.greatestSize) }
    guard bytes.count >= StatusList.headerSize + Signature.size else {
      throw FormatError(.truncated, at: bytes.count)
    }
    let span = bytes.span
    var reader = ByteReader(from: 1, to: bytes.count - Signature.size)
    domainTag = DomainTag(rawValue: try reader.u32(span))
    keyNumber = try reader.u24(span)
    generation = try reader.u8(span)
    number = try reader.u32(span)
    guard number > 0 else { throw FormatError(.outOfRange, at: reader.offset - 4) }
    issuedAt = try reader.time(span)
    expiresAt = try reader.time(span)
    guard issuedAt < expiresAt, expiresAt.seconds - issuedAt.seconds <= TrustList.greatestLifetime else {
      throw FormatError(.outOfRange, at: reader.offset - 5)
    }
    firstLive = try reader.u32(span)
    revoked = try RevokedSerials(bytes, reader.offset..<reader.end, from: firstLive)
    self.bytes = bytes
  }
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
    try bytes.append(revoked: revoked, from: firstLive)
    // What was written is read back by the decoder, so the encoder has no second copy of its rules.
    _ = try StatusList(decoding: bytes + Array(repeating: 0, count: Signature.size))
    return bytes
  }
}
