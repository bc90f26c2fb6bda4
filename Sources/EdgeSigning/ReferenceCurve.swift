/// A point of edwards25519 in extended coordinates, written from the chapter Ed25519 for tests and the fuzzer alone.
///
/// It shares nothing with libsodium, so what both say of every edge case is worth something.
public struct ReferencePoint: Sendable {
  private let words: [[UInt8]]
  var x: FieldElement { FieldElement(words[0]) }
  var y: FieldElement { FieldElement(words[1]) }

  /// The affine point; nothing is checked.
  init(x: FieldElement, y: FieldElement) { words = [x.bytes, y.bytes] }

  private init(_ point: Extended) {
    let inverse = point.z.inverse
    self.init(x: point.x * inverse, y: point.y * inverse)
  }

  /// The point of an encoding by RFC 8032, 5.1.3, but with any y below 2²⁵⁵ and either sign of x = 0: lenient, so that a
  /// test sees what strict decoding refuses. `nil` where no such point is on the curve.
  public init?(lenient encoding: [UInt8]) {
    let y = FieldElement(encoding)
    let u = y * y - .one
    let v = Self.d * y * y + .one
    let v3 = v * v * v
    var x = u * v3 * (u * v3 * v3 * v).power([0xffff_ffff_ffff_fffd, .max, .max, 0x0fff_ffff_ffff_ffff])
    if v * x * x != u {
      x = x * Self.rootOfMinusOne
      guard v * x * x == u else { return nil }
    }
    if x.isOdd != (encoding[31] >> 7 == 1) { x = -x }
    self.init(x: x, y: y)
  }

  /// The encoding: y, and the parity of x in the highest bit.
  public var encoding: [UInt8] {
    var bytes = words[1]
    bytes[31] |= x.isOdd ? 0x80 : 0
    return bytes
  }

  public var isIdentity: Bool { x.isZero && y == .one }

  public static let identity = ReferencePoint(x: .zero, y: .one)
  /// RFC 8032's B: y = 4/5 and x even.
  public static let base = ReferencePoint(lenient: (FieldElement(4) * FieldElement(5).inverse).bytes)!

  public static func + (left: Self, right: Self) -> Self { Self(Extended(left) + Extended(right)) }
  public static prefix func - (point: Self) -> Self { Self(x: -point.x, y: point.y) }
  public static func * (scalar: ReferenceScalar, point: Self) -> Self { Self(Extended.multiply([(scalar, point)])) }

  /// [s]A + [t]B with one run of doublings.
  public static func sum(_ s: ReferenceScalar, _ a: Self, _ t: ReferenceScalar, _ b: Self) -> Self {
    Self(Extended.multiply([(s, a), (t, b)]))
  }

  fileprivate static let d = -FieldElement(121_665) * FieldElement(121_666).inverse
  private static let rootOfMinusOne = FieldElement(2).power([
    0xffff_ffff_ffff_fffb, .max, .max, 0x1fff_ffff_ffff_ffff,
  ])
}

/// The chapter's `add`: complete, so it doubles too.
private struct Extended {
  var x: FieldElement
  var y: FieldElement
  var z: FieldElement
  var t: FieldElement

  init(_ point: ReferencePoint) {
    (x, y, z, t) = (point.x, point.y, .one, point.x * point.y)
  }

  init(_ x: FieldElement, _ y: FieldElement, _ z: FieldElement, _ t: FieldElement) {
    (self.x, self.y, self.z, self.t) = (x, y, z, t)
  }

  static func + (a: Self, b: Self) -> Self {
    let (m, n) = ((a.y - a.x) * (b.y - b.x), (a.y + a.x) * (b.y + b.x))
    let (c, d) = ((a.t + a.t) * b.t * ReferencePoint.d, (a.z + a.z) * b.z)
    let (e, f, g, h) = (n - m, d - c, d + c, n + m)
    return Self(e * f, g * h, f * g, e * h)
  }

  static func multiply(_ terms: [(ReferenceScalar, ReferencePoint)]) -> Self {
    let points = terms.map { Extended($0.1) }
    var sum = Extended(.identity)
    for bit in stride(from: 255, through: 0, by: -1) {
      sum = sum + sum
      for (index, term) in terms.enumerated() where term.0.bit(bit) { sum = sum + points[index] }
    }
    return sum
  }
}

/// The rules SIG-1 to SIG-5 on ``ReferencePoint``.
public enum ReferenceEd25519 {
  /// SIG-1, as the chapter's Python says it.
  public static func isVetted(_ key: [UInt8]) -> Bool {
    guard key.count == 32, let point = ReferencePoint(lenient: key), point.encoding == key else { return false }
    // Encoded again, y ≥ p and a sign on x = 0 come out changed.
    return !point.isIdentity && (ReferenceScalar.order * point).isIdentity
  }

  /// SIG-2 to SIG-5 for a vetted key.
  public static func isGood(_ signature: [UInt8], _ message: [UInt8], _ key: [UInt8]) -> Bool {
    guard signature.count == 64, let a = ReferencePoint(lenient: key) else { return false }
    let r = Array(signature[..<32])
    let s = ReferenceScalar(Array(signature[32...]))
    guard s < .order, r != ReferencePoint.identity.encoding else { return false }
    let k = challenge(r, key, message)
    return ReferencePoint.sum(s, .base, k, -a).encoding == r
  }

  /// k = SHA-512(R || A || message) mod L.
  public static func challenge(_ r: [UInt8], _ key: [UInt8], _ message: [UInt8]) -> ReferenceScalar {
    ReferenceScalar(reducing: ReferenceSHA512.hash(r + key + message))
  }

  /// The secret scalar of RFC 8032's seed, mod L.
  public static func secretScalar(seed: [UInt8]) -> ReferenceScalar {
    var bytes = Array(ReferenceSHA512.hash(seed)[..<32])
    bytes[0] &= 248
    bytes[31] = bytes[31] & 127 | 64
    return ReferenceScalar(reducing: bytes)
  }
}
