/// What an issuer states in a pass, before it is signed.
public struct PassFields: Sendable {
  public var domainTag: DomainTag
  /// The issuer key that will sign, 0 to 2²⁴ − 1.
  public var keyNumber: UInt32
  public var profile: Profile
  /// Never one twice for an issuer (PASS-4).
  public var serial: UInt32
  /// Not later than the true time of signing (PASS-5).
  public var issuedAt: UnixTime
  /// Seconds from *issued at* to the first second of validity.
  public var validFromDelay: UInt32
  /// Seconds of validity, at least 1.
  public var lifetime: UInt32
  /// In any order; no tag twice.
  public var claims: [Claim]

  public init(
    domainTag: DomainTag, keyNumber: UInt32, profile: Profile, serial: UInt32, issuedAt: UnixTime,
    validFromDelay: UInt32 = 0, lifetime: UInt32, claims: [Claim]
  ) {
    self.domainTag = domainTag
    self.keyNumber = keyNumber
    self.profile = profile
    self.serial = serial
    self.issuedAt = issuedAt
    self.validFromDelay = validFromDelay
    self.lifetime = lifetime
    self.claims = claims
  }

  /// The signed bytes of the pass (chapter Pass).
  ///
  /// - Throws: where a field is out of its range, a tag stands twice or the pass would be too large. The error's
  ///   offset is where the field would stand.
  public func encoded() throws(FormatError) -> [UInt8] {
    guard keyNumber < 1 << 24 else { throw FormatError(.outOfRange, at: 5) }
    guard issuedAt.isEncodable else { throw FormatError(.outOfRange, at: 14) }
    guard lifetime > 0 else { throw FormatError(.outOfRange, at: 23) }
    guard let claimBytes = Claims.encode(claims) else { throw FormatError(.duplicate, at: 27) }
    var bytes: [UInt8] = [ObjectKind.pass.firstByte]
    bytes.append(domainTag.rawValue, width: 4)
    bytes.append(keyNumber, width: 3)
    bytes.append(profile.rawValue, width: 2)
    bytes.append(serial, width: 4)
    bytes.append(issuedAt)
    bytes.append(validFromDelay, width: 4)
    bytes.append(lifetime, width: 4)
    bytes.append(contentsOf: claimBytes)
    guard bytes.count + Signature.size <= UnverifiedPass.greatestSize else {
      throw FormatError(.tooLarge, at: bytes.count)
    }
    return bytes
  }
}
