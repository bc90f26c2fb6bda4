import Mapae

/// The table of chapter Pass.
extension Annotator {
  mutating func walkPass() throws {
    try field("domain tag", 4) { _ in "begins the domain digest" }
    let key = try integer("key number", 3)
    let profile = try profile("profile")
    try integer("serial", 4)
    let issuedAt = try time("issued at")
    let delay = try integer("valid from", 4) { "\(Seconds.words($0)) later: \((issuedAt + Int64($0)).words)" }
    let validFrom = issuedAt + Int64(delay)
    try integer("lifetime", 4) { "\(Seconds.words($0)): until \((validFrom + Int64($0)).words)" }
    // Fewer bytes than a signature has: none of them can be a claim.
    let claims = end - Signature.size - offset
    if claims > 0 { try inside(count: claims) { try $0.walkClaims(of: profile) } }
    try field("signature", Signature.size) { _ in "of issuer key \(key); not checked here" }
  }

  private mutating func walkClaims(of profile: Profile) throws {
    while offset < end {
      let tag = try claimTag("tag") { $0.words(in: profile) }
      let size =
        switch tag.size {
        case .fixed(let count): count
        case .prefixed: try count("length", 1)
        }
      try inside(chapter: .registries) { annotator in
        try annotator.field(tag.text(in: profile), size) { value in
          Claim(tag, bytes: Array(value))?.words(in: profile) ?? ""
        }
      }
    }
  }
}

extension Annotator {
  /// Names a byte that is a claim's tag.
  @discardableResult
  mutating func claimTag(_ name: String, _ words: (ClaimTag) -> String) throws -> ClaimTag {
    let tag = { (byte: UInt64) in ClaimTag(rawValue: UInt8(truncatingIfNeeded: byte)) }
    return tag(try integer(name, 1) { words(tag($0)) })
  }
}
