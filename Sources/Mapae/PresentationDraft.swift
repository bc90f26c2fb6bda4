/// A presentation that waits for its holder's signature. The key may sit in a phone's keystore: sign ``bytesToSign`` with
/// it, then seal.
public struct PresentationDraft: Sendable {
  public let domain: Digest
  /// The key that the pass names.
  public let holderKey: PublicKey
  private let signedBytes: [UInt8]

  /// - Throws: what a door would find in the presentation for ever: a time that no object can state, a pass of another
  ///   domain, or one without a holder key that could prove anything (PRESENT-5).
  public init(_ fields: PresentationFields, domain: Digest) throws(DraftError) {
    guard fields.pass.domainTag == domain.domainTag else { throw .format(FormatError(.outOfRange, at: 1)) }
    guard let key = fields.pass.unverifiedHolderKey else { throw .invalidClaim(.holderKey) }
    guard key.isVetted else { throw .badKey(key) }
    do { signedBytes = try fields.encoded() } catch { throw .format(error) }
    self.domain = domain
    holderKey = key
  }

  /// What the holder key signs with plain Ed25519: label, domain digest, signed bytes (BASE-5).
  public var bytesToSign: [UInt8] { signingInput(.presentation, domain, signedBytes) }

  /// The presentation, once its signature is proven good for the pass's holder key.
  public func sealed(with signature: [UInt8]) throws(DraftError) -> UnverifiedPresentation {
    guard isGood(signature, over: signedBytes, .presentation, domain, holderKey) else { throw .badSignature(holderKey) }
    do { return try UnverifiedPresentation(decoding: signedBytes + signature) } catch { throw .format(error) }
  }
}

extension UnverifiedPass {
  /// The key of the claim `holder-key`; `nil` where the pass has none, or one that is not 32 bytes.
  package var unverifiedHolderKey: PublicKey? {
    guard let value = unverifiedClaims[.holderKey]?.value, value.count == 32 else { return nil }
    return PublicKey(value.span)
  }
}

extension UnverifiedPresentation {
  /// Whether the holder key that the pass names signed the presentation (PRESENT-4, PRESENT-5).
  func isProven(in domain: Digest) -> Bool {
    guard let key = pass.unverifiedHolderKey, key.isVetted else { return false }
    return Sodium.isGood(
      signatureAt: signatureOffset, of: bytes.span, signedLength: signatureOffset, kind: .presentation, domain: domain,
      key: key)
  }
}
