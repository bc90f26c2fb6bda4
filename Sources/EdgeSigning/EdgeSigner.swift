/// A signer who knows the secret scalar and abuses it: it chooses its nonce, its R and its S.
public struct EdgeSigner: Sendable {
  public let scalar: ReferenceScalar
  public let publicKey: [UInt8]

  /// The key of RFC 8032's 32-byte secret seed.
  public init(seed: [UInt8], publicKey: [UInt8]) {
    scalar = ReferenceEd25519.secretScalar(seed: seed)
    self.publicKey = publicKey
  }

  /// R = [r]B and S = r + k·a.
  public func signature(over message: [UInt8], nonce: ReferenceScalar) -> [UInt8] {
    signature(over: message, nonce: nonce, r: (nonce * .base).encoding)
  }

  /// S = r + k·a for an R that need not be [r]B; k covers the R that stands in the signature.
  public func signature(over message: [UInt8], nonce: ReferenceScalar, r: [UInt8]) -> [UInt8] {
    r + (nonce + ReferenceEd25519.challenge(r, publicKey, message) * scalar).bytes
  }
}

/// The encodings at which Ed25519 libraries disagree, made by arithmetic and not by list.
public enum EdgeEncodings {
  /// The eight points whose order divides 8, [0]T to [7]T of a T of order 8.
  public static let torsion: [ReferencePoint] = {
    var y = 2 as UInt8
    while true {
      let encoding = [y] + Array(repeating: 0, count: 31)
      y += 1
      guard let point = ReferencePoint(lenient: encoding) else { continue }
      let torsion = ReferenceScalar.order * point
      guard !(ReferenceScalar(4) * torsion).isIdentity else { continue }
      return (0..<8).map { ReferenceScalar(UInt64($0)) * torsion }
    }
  }()

  /// All encodings with y ≥ p, either sign: whether or not y − p is on the curve.
  public static let largeY: [[UInt8]] = (0..<19).flatMap { (excess: UInt8) -> [[UInt8]] in
    let y = [0xed + excess] + Array(repeating: 0xff, count: 30)
    return [y + [0x7f], y + [0xff]]
  }

  /// The sign bit where x is 0: the identity and the point of order two.
  public static let signOfZero: [[UInt8]] = [
    [1] + Array(repeating: 0, count: 30) + [0x80],
    [0xec] + Array(repeating: 0xff, count: 31),
  ]

  /// The first `count` canonical encodings, from y = 0 up, of no point of the curve.
  public static func offCurve(_ count: Int) -> [[UInt8]] {
    Array(
      (0..<UInt8.max).lazy.map { [$0] + Array(repeating: 0, count: 31) }
        .filter { ReferencePoint(lenient: $0) == nil }.prefix(count))
  }
}
