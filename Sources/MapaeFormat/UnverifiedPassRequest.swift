/// A well-formed pass request whose signature nobody has checked: a holder key, and the word of a device that it has the
/// secret (chapter Presentation).
public struct UnverifiedPassRequest: Sendable {
  /// The whole request as received, 103 to 135 bytes.
  public let bytes: [UInt8]
  /// By the device's own clock.
  public let requestedAt: UnixTime
  /// The issuer's challenge that it answers; empty where there is none.
  public let challenge: ArraySlice<UInt8>
  /// The key that the pass is to name, not yet vetted and not yet proven.
  public let unverifiedHolderKey: PublicKey

  /// The most bytes of a request.
  public static let greatestSize = HolderProofHead.greatestSize + 32 + Signature.size

  /// The offset of the signature: the count of signed bytes.
  package var signatureOffset: Int { bytes.count - Signature.size }

  /// Decodes a request (PRESENT-20).
  public init(decoding bytes: [UInt8]) throws(FormatError) {
    guard let firstByte = bytes.first else { throw FormatError(.truncated, at: 0) }
    guard try ObjectKind(firstByte: firstByte) == .passRequest else { throw FormatError(.wrongKind, at: 0) }
    let span = bytes.span
    var reader = ByteReader(from: 1, to: bytes.count)
    let head = try HolderProofHead(reading: &reader, span)
    unverifiedHolderKey = try reader.bytes32(span)
    _ = try reader.skip(Signature.size)
    try reader.finish()
    requestedAt = head.time
    challenge = bytes[head.challenge]
    self.bytes = bytes
  }
}

/// What a wallet states in a pass request, before it is signed.
public struct PassRequestFields: Sendable {
  public var holderKey: PublicKey
  /// Now, by the device's clock.
  public var requestedAt: UnixTime
  public var challenge: Challenge?

  public init(holderKey: PublicKey, requestedAt: UnixTime, challenge: Challenge? = nil) {
    self.holderKey = holderKey
    self.requestedAt = requestedAt
    self.challenge = challenge
  }

  /// The signed bytes of the request.
  ///
  /// - Throws: where the time is out of its range.
  public func encoded() throws(FormatError) -> [UInt8] {
    try HolderProofHead.encode(.passRequest, requestedAt, challenge) + holderKey.bytes
  }
}
