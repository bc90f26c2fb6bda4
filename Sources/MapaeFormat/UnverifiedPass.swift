/// A well-formed pass whose signature nobody has checked: what it says may be forged (chapter Pass).
///
/// Judging it gives a verified pass. Its claims can be asked for here only under a name that says what they are.
public struct UnverifiedPass: Sendable {
  /// The whole pass as received, 91 to 1,024 bytes. Inside a presentation it is copied out of it.
  public var bytes: [UInt8] { range.count == object.count ? object : Array(object[range]) }
  public let domainTag: DomainTag
  /// The issuer key that is said to have signed, 0 to 2²⁴ − 1.
  public let keyNumber: UInt32
  public let profile: Profile
  /// The pass's name among all of its issuer.
  public let serial: UInt32
  public let issuedAt: UnixTime
  /// The first second of validity.
  public let validFrom: UnixTime
  /// The first second behind validity.
  public let validUntil: UnixTime
  /// The claims, as whoever made the bytes wrote them.
  public let unverifiedClaims: Claims

  /// What was received: the pass, or the presentation that it stands in.
  package let object: [UInt8]
  /// Where in ``object`` the pass stands.
  package let range: Range<Int>

  /// The most bytes of a pass (PASS-1, SEC-1).
  public static let greatestSize = 1_024
  /// The bytes of a pass without claims.
  public static let leastSize = headerSize + Signature.size
  static let headerSize = 27

  /// The offset of the signature in the pass: the count of signed bytes.
  package var signatureOffset: Int { range.count - Signature.size }

  /// Decodes a pass (PASS-1 to PASS-3, CLAIM-1 to CLAIM-3). Linear in the input, at most 1,024 bytes of it.
  public init(decoding bytes: [UInt8]) throws(FormatError) {
    guard let firstByte = bytes.first else { throw FormatError(.truncated, at: 0) }
    _ = try ObjectKind(firstByte: firstByte)
    try self.init(decoding: bytes, in: bytes.indices)
  }

  /// Decodes the pass at a place of an object, whatever is around it. No bytes are copied.
  ///
  /// - Precondition: `range` lies in `bytes` and is not empty.
  init(decoding bytes: [UInt8], in range: Range<Int>) throws(FormatError) {
    guard bytes[range.lowerBound] == ObjectKind.pass.firstByte else {
      throw FormatError(.wrongKind, at: range.lowerBound)
    }
    guard range.count <= UnverifiedPass.greatestSize else {
      throw FormatError(.tooLarge, at: range.lowerBound + UnverifiedPass.greatestSize)
    }
    guard range.count >= UnverifiedPass.leastSize else { throw FormatError(.truncated, at: range.upperBound) }

    let span = bytes.span
    var reader = ByteReader(from: range.lowerBound + 1, to: range.upperBound)
    domainTag = DomainTag(rawValue: try reader.u32(span))
    keyNumber = try reader.u24(span)
    profile = Profile(rawValue: try reader.u16(span))
    serial = try reader.u32(span)
    issuedAt = try reader.time(span)
    validFrom = issuedAt + Int64(try reader.u32(span))
    let lifetime = try reader.u32(span)
    guard lifetime > 0 else { throw FormatError(.outOfRange, at: reader.offset - 4) }
    validUntil = validFrom + Int64(lifetime)

    let claims = reader.offset..<range.upperBound - Signature.size
    try Claims.check(claims, span)
    unverifiedClaims = Claims(bytes, claims)
    object = bytes
    self.range = range
  }
}

/// An Ed25519 signature, RFC 8032's R || S.
public enum Signature {
  /// Its size in bytes (SIG-2).
  public static let size = 64
}
