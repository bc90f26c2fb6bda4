import Mapae

extension MeasuredDomain {
  /// A vaccination pass with all compact facts; the dose was given 71 days before ``now``.
  func vaccination(
    doseDate: CalendarDate? = nil, _ change: (inout PassFields) throws -> Void = { _ in }
  ) throws -> [UInt8] {
    try pass {
      $0.profile = .vaccination
      $0.claims = [
        Claim(.familyName, text: "홍")!, Claim(.givenName, text: "길동")!,
        Claim(.birthDate, date: CalendarDate(year: 1963)!)!,
        Claim(ClaimTag.Vaccination.disease, integer: 1)!, Claim(ClaimTag.Vaccination.product, integer: 1)!,
        Claim(ClaimTag.Vaccination.doseNumber, integer: 2)!, Claim(ClaimTag.Vaccination.seriesDoses, integer: 2)!,
        Claim(ClaimTag.Vaccination.doseDate, date: doseDate ?? CalendarDate(year: 2025, month: 11, day: 1)!)!,
        Claim(ClaimTag.Vaccination.country, bytes: Array("KR".utf8))!,
        Claim(.familyNameLatin, text: "HONG")!, Claim(.issuerName, text: "Ministry of Health, Testland")!,
      ]
      try change(&$0)
    }
  }

  /// An anchor of another domain with the same tag: what a stranger who ground nonces would have.
  var twinAnchor: Anchor {
    var bytes = digest.bytes
    bytes[31] ^= 1
    return Anchor(domain: Digest(bytes)!)
  }

  /// An access pass of 1,024 bytes, filled up with claims to ignore.
  func greatestPass(isBound: Bool = false) throws -> [UInt8] {
    try pass {
      $0.claims = zip(UInt8(0xec)...0xef, [255, 255, 255, isBound ? 126 : 160]).map { tag, count in
        Claim(ClaimTag(rawValue: tag), bytes: Array(repeating: 1, count: count))!
      }
      if isBound { $0.claims.append(try MeasuredDomain.holderClaim) }
    }
  }

  /// The seed of the holder's key.
  private static let holderSeed: UInt8 = 5

  /// The claim that binds a pass to the holder's key.
  static var holderClaim: Claim {
    get throws { Claim(.holderKey, bytes: try holder().publicKey.bytes)! }
  }

  static func holder() throws -> SigningKey { try key(holderSeed) }

  /// A presentation of these bytes at ``now``; also one that no honest wallet would make.
  func presentation(
    of pass: [UInt8], by seed: UInt8 = holderSeed, challenge: Challenge? = nil, age: Int64 = 0
  ) throws -> [UInt8] {
    let time = MeasuredDomain.now + -age
    var signedBytes: [UInt8] = [ObjectKind.presentation.firstByte]
    for shift in stride(from: 32, through: 0, by: -8) {
      signedBytes.append(UInt8(truncatingIfNeeded: time.seconds >> Int64(shift)))
    }
    signedBytes += [UInt8(challenge?.bytes.count ?? 0)] + (challenge?.bytes ?? []) + pass
    let label = Array(ObjectKind.presentation.signatureLabel!.description.utf8)
    return signedBytes + (try MeasuredDomain.key(seed).sign(label + digest.bytes + signedBytes))
  }

  /// A verifier for the domain's access and vaccination passes, or for others.
  func verifier(
    otherStates: [TrustState] = [], accepting scopes: [Policy.Scope]? = nil,
    _ change: (inout TrustListFields) throws -> Void = { _ in }
  ) throws -> Verifier {
    let usual = [Policy.Scope(digest, .access), Policy.Scope(digest, .vaccination)]
    return Verifier(states: otherStates + [try state(change)], policy: Policy(accepting: scopes ?? usual))
  }
}
