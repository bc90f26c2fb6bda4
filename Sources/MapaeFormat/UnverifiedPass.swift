/// A well-formed pass whose signature nobody has checked: what it says may be forged (chapter Pass).
///
/// Judging it gives a verified pass. Its claims can be asked for here only under a name that says what they are.
public struct UnverifiedPass: Sendable {
  /// The whole pass as received, 91 to 1,024 bytes.
  public let bytes: [UInt8]
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

  /// The most bytes of a pass (PASS-1).
  public static let greatestSize = 1_024
  /// The bytes of a pass without claims.
  public static let leastSize = headerSize + Signature.size
  static let headerSize = 27

  /// The offset of the signature: the count of signed bytes.
  package var signatureOffset: Int { bytes.count - Signature.size }

  /// Decodes a pass (PASS-1 to PASS-3, CLAIM-1 to CLAIM-3). Linear in the input, at most 1,024 bytes of it.
  public init(decoding bytes: [UInt8]) throws(FormatError) {
    guard let firstByte = bytes.first else { throw FormatError(.truncated, at: 0) }
    guard try ObjectKind(firstByte: firstByte) == .pass else { throw FormatError(.wrongKind, at: 0) }
    guard bytes.count <= UnverifiedPass.greatestSize else {
      throw FormatError(.tooLarge, at: UnverifiedPass.greatestSize)
    }
    guard bytes.count >= UnverifiedPass.leastSize else { throw FormatError(.truncated, at: bytes.count) }

    let span = bytes.span
    var reader = ByteReader(from: 1, to: bytes.count)
    domainTag = DomainTag(rawValue: try reader.u32(span))
    keyNumber = try reader.u24(span)
    profile = Profile(rawValue: try reader.u16(span))
    serial = try reader.u32(span)
    issuedAt = try reader.time(span)
    validFrom = issuedAt + Int64(try reader.u32(span))
    let lifetime = try reader.u32(span)
    guard lifetime > 0 else { throw FormatError(.outOfRange, at: reader.offset - 4) }
    validUntil = validFrom + Int64(lifetime)

    let claims = UnverifiedPass.headerSize..<bytes.count - Signature.size
    try Claims.check(claims, span)
    unverifiedClaims = Claims(bytes, claims)
    self.bytes = bytes
  }
}

/// An Ed25519 signature, RFC 8032's R || S.
public enum Signature {
  /// Its size in bytes (SIG-2).
  public static let size = 64
}
