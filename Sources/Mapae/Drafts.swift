/// Why a draft could not be made or sealed.
public enum DraftError: Error, Hashable, Sendable {
  /// The fields are no well-formed object.
  case format(FormatError)
  /// A claim breaks its definition in the registry, or one that the profile requires is absent (CLAIM-6 to CLAIM-8); or
  /// a pass that is to be presented names no holder key (PRESENT-5).
  case invalidClaim(ClaimTag?)
  /// A public key is not the canonical encoding of a point of prime order (SIG-1, CLAIM-12).
  case badKey(PublicKey)
  /// A signature is not 64 bytes, or not good for the key.
  case badSignature(PublicKey)
  /// Not exactly as many keys signed as the threshold asks, or one that is not in the set, or one twice.
  case wrongSigners
}

/// A pass that waits for its issuer's signature. The key may be anywhere: sign ``bytesToSign`` with it, then seal.
public struct PassDraft: Sendable {
  public let domain: Digest
  private let signedBytes: [UInt8]

  /// - Throws: what a verifier would find in the pass for ever: a form or claims that cannot be good.
  public init(_ fields: PassFields, domain: Digest) throws(DraftError) {
    var fields = fields
    fields.domainTag = domain.domainTag
    do { signedBytes = try fields.encoded() } catch { throw .format(error) }
    self.domain = domain
    try PassDraft.checkClaims(signedBytes)
  }

  /// What the issuer key signs with plain Ed25519: label, domain digest, signed bytes (BASE-5).
  public var bytesToSign: [UInt8] { signingInput(.pass, domain, signedBytes) }

  /// The pass, once its signature is proven good for the key.
  public func sealed(with signature: [UInt8], by key: PublicKey) throws(DraftError) -> UnverifiedPass {
    guard key.isVetted else { throw .badKey(key) }
    let bytes = signedBytes + signature
    guard isGood(signature, over: signedBytes, .pass, domain, key) else { throw .badSignature(key) }
    do { return try UnverifiedPass(decoding: bytes) } catch { throw .format(error) }
  }

  private static func checkClaims(_ signedBytes: [UInt8]) throws(DraftError) {
    let pass: UnverifiedPass
    do { pass = try UnverifiedPass(decoding: signedBytes + Array(repeating: 0, count: Signature.size)) } catch {
      throw .format(error)
    }
    let findings = ClaimFindings(pass.unverifiedClaims, profile: pass.profile)
    if let tag = findings.invalid { throw .invalidClaim(tag) }
    if findings.lacksRequired { throw .invalidClaim(nil) }
    if let key = pass.unverifiedHolderKey, !key.isVetted { throw .badKey(key) }  // CLAIM-12.
  }
}

/// A status list that waits for the signature of an issuer's status key.
public struct StatusListDraft: Sendable {
  public let domain: Digest
  private let signedBytes: [UInt8]

  /// - Throws: what no well-formed status list could say.
  public init(_ fields: StatusListFields, domain: Digest) throws(DraftError) {
    var fields = fields
    fields.domainTag = domain.domainTag
    do { signedBytes = try fields.encoded() } catch { throw .format(error) }
    self.domain = domain
  }

  /// What the status key signs.
  public var bytesToSign: [UInt8] { signingInput(.statusList, domain, signedBytes) }

  /// The list, once its signature is proven good for the key.
  public func sealed(with signature: [UInt8], by key: PublicKey) throws(DraftError) -> StatusList {
    guard key.isVetted else { throw .badKey(key) }
    guard isGood(signature, over: signedBytes, .statusList, domain, key) else { throw .badSignature(key) }
    do { return try StatusList(decoding: signedBytes + signature) } catch { throw .format(error) }
  }
}

/// A trust list that waits for the signatures of list keys.
public struct TrustListDraft: Sendable {
  public let fields: TrustListFields
  private let signedBytes: [UInt8]

  public init(_ fields: TrustListFields) throws(DraftError) {
    do { signedBytes = try fields.encoded() } catch { throw .format(error) }
    if let key = fields.issuers.flatMap(\.keys).map(\.publicKey).first(where: { !$0.isVetted }) { throw .badKey(key) }
    self.fields = fields
  }

  /// The SHA-256 digest of the signed bytes: what a protocol names.
  public var digest: Digest { Sodium.sha256(signedBytes.span) }

  /// What each list key signs.
  public var bytesToSign: [UInt8] { signingInput(.trustList, fields.domain, signedBytes) }

  /// The list, once exactly the threshold of the record's list keys signed it (TRUST-12).
  public func sealed(
    with signatures: [PublicKey: [UInt8]], under record: AuthorityRecord
  ) throws(DraftError) -> TrustList {
    let group = try group(signatures, record.lists, over: signedBytes, .trustList, fields.domain)
    do { return try TrustList(decoding: signedBytes + group) } catch { throw .format(error) }
  }
}

/// An authority record that waits for the signatures of roots.
public struct AuthorityRecordDraft: Sendable {
  public let fields: AuthorityRecordFields
  private let signedBytes: [UInt8]

  public init(_ fields: AuthorityRecordFields) throws(DraftError) {
    do { signedBytes = try fields.encoded() } catch { throw .format(error) }
    if let key = (fields.roots.keys + fields.lists.keys).first(where: { !$0.isVetted }) { throw .badKey(key) }
    self.fields = fields
  }

  /// The digest that the record will have; for record 1 it is the domain digest.
  public var digest: Digest { Sodium.sha256(signedBytes.span) }

  /// What each root signs. The first record makes its domain, so it covers 32 zero bytes in the digest's place.
  public var bytesToSign: [UInt8] { signingInput(.authorityRecord, coveredDomain, signedBytes) }

  /// The record, once exactly the threshold of its own roots signed it and, for all but the first, exactly the threshold
  /// of the previous record's (TRUST-3 to TRUST-5). A root of both counts for both.
  ///
  /// A later record without a previous one is for doors that are anchored at it, because the old roots were lost: zero
  /// bytes stand where their signature would.
  public func sealed(
    with signatures: [PublicKey: [UInt8]], after previous: AuthorityRecord? = nil
  ) throws(DraftError) -> AuthorityRecord {
    var bytes = signedBytes
    if let previous {
      bytes += try group(signatures, previous.roots, over: signedBytes, .authorityRecord, coveredDomain)
    } else {
      bytes += fields.number == 1 ? [0, 0] : [0, 1] + Array(repeating: 0, count: Signature.size)
    }
    bytes += try group(signatures, fields.roots, over: signedBytes, .authorityRecord, coveredDomain)
    do { return try AuthorityRecord(decoding: bytes) } catch { throw .format(error) }
  }

  private var coveredDomain: Digest {
    switch fields.origin {
    case .nonce: .zero
    case .domain(let domain): domain
    }
  }
}

/// What a signature covers (BASE-5).
func signingInput(_ kind: ObjectKind, _ domain: Digest, _ signedBytes: [UInt8]) -> [UInt8] {
  (kind.signatureLabel.map { Array($0.description.utf8) } ?? []) + domain.bytes + signedBytes
}

/// Whether a signature of any length is good for a vetted key.
func isGood(
  _ signature: [UInt8], over signedBytes: [UInt8], _ kind: ObjectKind, _ domain: Digest, _ key: PublicKey
) -> Bool {
  guard signature.count == Signature.size else { return false }
  let object = signedBytes + signature
  return Sodium.isGood(
    signatureAt: signedBytes.count, of: object.span, signedLength: signedBytes.count, kind: kind, domain: domain,
    key: key)
}

/// The signer bits and signatures of a set of keys: those of `signatures` that belong to it, by ascending index.
private func group(
  _ signatures: [PublicKey: [UInt8]], _ keys: AuthorityRecord.Keys, over signedBytes: [UInt8], _ kind: ObjectKind,
  _ domain: Digest
) throws(DraftError) -> [UInt8] {
  var signers: UInt16 = 0
  var bytes: [UInt8] = []
  for (index, key) in keys.keys.enumerated() {
    guard let signature = signatures[key], signers.nonzeroBitCount < keys.threshold else { continue }
    guard isGood(signature, over: signedBytes, kind, domain, key) else { throw .badSignature(key) }
    signers |= 1 << UInt16(index)
    bytes += signature
  }
  guard signers.nonzeroBitCount == keys.threshold else { throw .wrongSigners }
  return [UInt8(signers >> 8), UInt8(truncatingIfNeeded: signers)] + bytes
}
