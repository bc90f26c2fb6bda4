/// A pass request that waits for the signature of the key that it names.
public struct PassRequestDraft: Sendable {
  public let domain: Digest
  public let holderKey: PublicKey
  private let signedBytes: [UInt8]

  /// - Throws: where the time is out of its range, or the key could never be bound to a pass (CLAIM-12).
  public init(_ fields: PassRequestFields, domain: Digest) throws(DraftError) {
    guard fields.holderKey.isVetted else { throw .badKey(fields.holderKey) }
    do { signedBytes = try fields.encoded() } catch { throw .format(error) }
    self.domain = domain
    holderKey = fields.holderKey
  }

  /// What the holder key signs with plain Ed25519: label, domain digest, signed bytes (BASE-5).
  public var bytesToSign: [UInt8] { signingInput(.passRequest, domain, signedBytes) }

  /// The request, once its signature is proven good for the key that it names.
  public func sealed(with signature: [UInt8]) throws(DraftError) -> UnverifiedPassRequest {
    guard isGood(signature, over: signedBytes, .passRequest, domain, holderKey) else { throw .badSignature(holderKey) }
    do { return try UnverifiedPassRequest(decoding: signedBytes + signature) } catch { throw .format(error) }
  }
}

/// Why an issuer binds no pass to a request's key.
public enum PassRequestError: Error, Hashable, Sendable {
  /// The key is not the canonical encoding of a point of prime order (CLAIM-12).
  case badKey
  /// The key that the request names did not sign it for this domain (PRESENT-21).
  case badProof
  /// It answers another challenge, or none (PRESENT-22).
  case wrongChallenge
  /// It is too old or too new; since when, or until when (PRESENT-22).
  case stale(UnixTime)
}

extension UnverifiedPassRequest {
  /// The holder key, once it is proven that whoever asks has its secret, and did so just now (PRESENT-21, PRESENT-22).
  ///
  /// - Parameters:
  ///   - domain: the issuer's.
  ///   - clock: what the issuer knows of the time.
  ///   - freshness: the issuer's challenge where it gave one, else how old a request may be.
  public func provenHolderKey(
    in domain: Digest, at clock: ClockReading, _ freshness: Freshness
  ) throws(PassRequestError) -> PublicKey {
    guard unverifiedHolderKey.isVetted else { throw .badKey }
    let isSigned = Sodium.isGood(
      signatureAt: signatureOffset, of: bytes.span, signedLength: signatureOffset, kind: .passRequest, domain: domain,
      key: unverifiedHolderKey)
    guard isSigned else { throw .badProof }
    switch freshness.answer(requestedAt, challenge, at: clock) {
    case .fresh: return unverifiedHolderKey
    case .wrongChallenge: throw .wrongChallenge
    case .stale(let edge): throw .stale(edge)
    }
  }
}
