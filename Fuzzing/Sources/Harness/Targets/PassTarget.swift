internal import Mapae

/// A pass, decoded.
enum PassTarget {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    guard let pass = try Decoding.check(UnverifiedPass.self, bytes) else { return }
    try require(bytes.count <= UnverifiedPass.greatestSize, "a pass of \(bytes.count) bytes")
    try require(pass.issuedAt <= pass.validFrom && pass.validFrom < pass.validUntil, "a pass without a window")
    let findings = ClaimFindings(pass.unverifiedClaims, profile: pass.profile)
    for tag in [findings.invalid, findings.unsupported].compactMap({ $0 }) {
      try require(pass.unverifiedClaims[tag] != nil, "a finding in a claim that the pass does not have")
    }
    for claim in pass.unverifiedClaims {
      try require(pass.unverifiedClaims[claim.tag] == claim, "a claim is not found under its tag")
    }
  }
}
