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
  func greatestPass() throws -> [UInt8] {
    try pass {
      $0.claims = zip(UInt8(0xec)...0xef, [255, 255, 255, 160]).map { tag, count in
        Claim(ClaimTag(rawValue: tag), bytes: Array(repeating: 1, count: count))!
      }
    }
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
