internal import Mapae

// Each decoded value's bytes, put together anew from what it says.

extension UnverifiedPass: Recodable {
  var fields: PassFields {
    PassFields(
      domainTag: domainTag, keyNumber: keyNumber, profile: profile, serial: serial, issuedAt: issuedAt,
      validFromDelay: UInt32(validFrom.seconds - issuedAt.seconds),
      lifetime: UInt32(validUntil.seconds - validFrom.seconds), claims: Array(unverifiedClaims))
  }

  func encoded() throws(FormatError) -> [UInt8] { try fields.encoded() + bytes.suffix(Signature.size) }
}

extension UnverifiedPresentation: Recodable {
  func encoded() throws(FormatError) -> [UInt8] {
    let fields = PresentationFields(pass: pass, presentedAt: presentedAt, challenge: Challenge(Array(challenge)))
    return try fields.encoded() + bytes.suffix(Signature.size)
  }
}

extension AuthorityRecord: Recodable {
  var fields: AuthorityRecordFields {
    AuthorityRecordFields(
      number: number, origin: origin, issuedAt: issuedAt, listsUntil: listsUntil, roots: roots, lists: lists)
  }

  func encoded() throws(FormatError) -> [UInt8] {
    try fields.encoded() + previousSignatures.encoded(of: bytes) + ownSignatures.encoded(of: bytes)
  }
}

extension TrustList: Recodable {
  func encoded() throws(FormatError) -> [UInt8] { try fields.encoded() + signatures.encoded(of: bytes) }
}

extension SignatureGroup {
  fileprivate func encoded(of object: [UInt8]) -> [UInt8] {
    [UInt8(signers >> 8), UInt8(signers & 255)] + object[offset..<offset + count * Signature.size]
  }
}

extension StatusList: Recodable {
  var fields: StatusListFields {
    StatusListFields(
      domainTag: domainTag, keyNumber: keyNumber, generation: generation, number: number, issuedAt: issuedAt,
      expiresAt: expiresAt, firstLive: firstLive, revoked: Array(revoked))
  }

  func encoded() throws(FormatError) -> [UInt8] { try fields.encoded() + bytes.suffix(Signature.size) }
}

extension StatusDelta: Recodable {
  /// The delta from a list that revokes nothing to one that revokes what this one adds.
  func encoded() throws(FormatError) -> [UInt8] {
    var fields = StatusListFields(
      domainTag: head.domainTag, keyNumber: head.keyNumber, generation: head.generation, number: head.number,
      issuedAt: head.issuedAt, expiresAt: head.expiresAt, firstLive: head.firstLive, revoked: Array(added))
    let signature = bytes.suffix(Signature.size)
    let list = try StatusList(decoding: fields.encoded() + signature)
    (fields.number, fields.revoked) = (baseNumber, [])
    let base = try StatusList(decoding: fields.encoded() + signature)
    return (try? StatusDelta(from: base, to: list).bytes) ?? []
  }
}

extension TrustBundle: Recodable {
  func encoded() throws(FormatError) -> [UInt8] {
    TrustBundle.encode(records.map(\.bytes) + (list.map { [$0.bytes] } ?? []) + statusParts)
  }
}
