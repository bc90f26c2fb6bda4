/// A well-formed presentation whose two signatures nobody has checked: a pass, and the word of a device that it was shown
/// just then (chapter Presentation).
public struct UnverifiedPresentation: Sendable {
  /// The whole presentation as received, 162 to 1,127 bytes.
  public let bytes: [UInt8]
  /// By the device's own clock.
  public let presentedAt: UnixTime
  /// The challenge that it answers; empty where there is none.
  public let challenge: ArraySlice<UInt8>
  /// The pass that is shown.
  public let pass: UnverifiedPass

  /// The most bytes that a presentation adds to its pass.
  public static let greatestOverhead = HolderProofHead.greatestSize + Signature.size
  /// The most bytes of a presentation (PRESENT-1).
  public static let greatestSize = UnverifiedPass.greatestSize + greatestOverhead
  /// The least bytes of a presentation: of a pass without claims, without a challenge.
  public static let leastSize = HolderProofHead.leastSize + UnverifiedPass.leastSize + Signature.size

  /// The offset of the holder's signature: the count of bytes that it covers.
  package var signatureOffset: Int { bytes.count - Signature.size }

  /// Decodes a presentation and its pass (PRESENT-1 to PRESENT-3). Linear in the input, at most 1,127 bytes of it.
  public init(decoding bytes: [UInt8]) throws(FormatError) {
    guard let firstByte = bytes.first else { throw FormatError(.truncated, at: 0) }
    guard try ObjectKind(firstByte: firstByte) == .presentation else { throw FormatError(.wrongKind, at: 0) }
    guard bytes.count <= UnverifiedPresentation.greatestSize else {
      throw FormatError(.tooLarge, at: UnverifiedPresentation.greatestSize)
    }
    guard bytes.count >= UnverifiedPresentation.leastSize else { throw FormatError(.truncated, at: bytes.count) }
    var reader = ByteReader(from: 1, to: bytes.count - Signature.size)
    let head = try HolderProofHead(reading: &reader, bytes.span)
    pass = try UnverifiedPass(decoding: bytes, in: reader.offset..<reader.end)
    presentedAt = head.time
    challenge = bytes[head.challenge]
    self.bytes = bytes
  }
}

/// What a wallet states in a presentation, before it is signed.
public struct PresentationFields: Sendable {
  /// Now, by the device's clock.
  public var presentedAt: UnixTime
  public var challenge: Challenge?
  public var pass: UnverifiedPass

  public init(pass: UnverifiedPass, presentedAt: UnixTime, challenge: Challenge? = nil) {
    self.pass = pass
    self.presentedAt = presentedAt
    self.challenge = challenge
  }

  /// The signed bytes of the presentation.
  ///
  /// - Throws: where the time is out of its range.
  public func encoded() throws(FormatError) -> [UInt8] {
    try HolderProofHead.encode(.presentation, presentedAt, challenge) + pass.bytes
  }
}
