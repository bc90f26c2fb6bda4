/// An element of the field of 2²⁵⁵ − 19 in five limbs of 51 bits: slow, and plain enough to be read.
struct FieldElement: Equatable {
  /// Each below 2⁵².
  private var a: UInt64
  private var b: UInt64
  private var c: UInt64
  private var d: UInt64
  private var e: UInt64

  private static let mask: UInt64 = 1 << 51 - 1

  static let zero = FieldElement(0)
  static let one = FieldElement(1)

  /// - Parameter value: below 2⁵¹.
  init(_ value: UInt64) { self.init(value, 0, 0, 0, 0) }

  /// The low 255 bits, little-endian; they may be p or above.
  init(_ bytes: [UInt8]) {
    func word(_ index: Int) -> UInt64 { (0..<8).reduce(0) { $0 | UInt64(bytes[index + $1]) << UInt64(8 * $1) } }
    let (w0, w1, w2, w3) = (word(0), word(8), word(16), word(24))
    self.init(
      w0 & Self.mask, (w0 >> 51 | w1 << 13) & Self.mask, (w1 >> 38 | w2 << 26) & Self.mask,
      (w2 >> 25 | w3 << 39) & Self.mask, w3 >> 12 & Self.mask)
  }

  /// Limbs of any size below 2⁶⁴, carried once around.
  private init(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64, _ e: UInt64) {
    let (b, c) = (b + a >> 51, c)
    let c2 = c + b >> 51
    let d2 = d + c2 >> 51
    let e2 = e + d2 >> 51
    self.a = a & Self.mask + 19 * (e2 >> 51)
    self.b = b & Self.mask
    self.c = c2 & Self.mask
    self.d = d2 & Self.mask
    self.e = e2 & Self.mask
  }

  /// The one encoding, below p.
  var bytes: [UInt8] {
    var reduced = FieldElement(a, b, c, d, e)
    reduced = FieldElement(reduced.a, reduced.b, reduced.c, reduced.d, reduced.e)
    // Adding 19 carries out of bit 255 exactly where the value is p or above.
    var carry = (reduced.a + 19) >> 51
    for limb in [reduced.b, reduced.c, reduced.d, reduced.e] { carry = (limb + carry) >> 51 }
    var limbs = [reduced.a + 19 * carry, reduced.b, reduced.c, reduced.d, reduced.e]
    for index in 0..<4 {
      limbs[index + 1] += limbs[index] >> 51
      limbs[index] &= Self.mask
    }
    limbs[4] &= Self.mask
    return (0..<32).map { byte in
      (0..<8).reduce(UInt8(0)) { value, bit in
        let position = byte * 8 + bit
        return position < 255 ? value | UInt8(limbs[position / 51] >> UInt64(position % 51) & 1) << UInt8(bit) : value
      }
    }
  }

  var isZero: Bool { bytes.allSatisfy { $0 == 0 } }
  var isOdd: Bool { bytes[0] & 1 == 1 }

  static func == (x: Self, y: Self) -> Bool { x.bytes == y.bytes }

  static func + (x: Self, y: Self) -> Self { Self(x.a + y.a, x.b + y.b, x.c + y.c, x.d + y.d, x.e + y.e) }

  /// Sixteen times p is added, so that no limb falls below zero.
  static func - (x: Self, y: Self) -> Self {
    let (low, high) = (16 * (mask - 18), 16 * mask)
    return Self(x.a + low - y.a, x.b + high - y.b, x.c + high - y.c, x.d + high - y.d, x.e + high - y.e)
  }

  static prefix func - (x: Self) -> Self { zero - x }

  static func * (x: Self, y: Self) -> Self {
    func product(_ p: UInt64, _ q: UInt64) -> UInt128 { UInt128(p) * UInt128(q) }
    let (b19, c19, d19, e19) = (19 * y.b, 19 * y.c, 19 * y.d, 19 * y.e)
    var a = product(x.a, y.a) + product(x.b, e19) + product(x.c, d19)
    a += product(x.d, c19) + product(x.e, b19)
    var b = product(x.a, y.b) + product(x.b, y.a) + product(x.c, e19)
    b += product(x.d, d19) + product(x.e, c19)
    var c = product(x.a, y.c) + product(x.b, y.b) + product(x.c, y.a)
    c += product(x.d, e19) + product(x.e, d19)
    var d = product(x.a, y.d) + product(x.b, y.c) + product(x.c, y.b)
    d += product(x.d, y.a) + product(x.e, e19)
    var e = product(x.a, y.e) + product(x.b, y.d) + product(x.c, y.c)
    e += product(x.d, y.b) + product(x.e, y.a)
    b += a >> 51
    c += b >> 51
    d += c >> 51
    e += d >> 51
    func limb(_ wide: UInt128) -> UInt64 { UInt64(truncatingIfNeeded: wide) & mask }
    // The last carry is below 2⁶⁰; times 19 it needs one more bit than a word has, so it goes around in two steps.
    let around = UInt64(truncatingIfNeeded: e >> 51)
    let first = UInt128(limb(a)) + 19 * UInt128(around)
    return Self(limb(first), limb(b) + UInt64(truncatingIfNeeded: first >> 51), limb(c), limb(d), limb(e))
  }

  /// - Parameter exponent: four words, least significant first.
  func power(_ exponent: [UInt64]) -> Self {
    var result = Self.one
    for bit in stride(from: 255, through: 0, by: -1) {
      result = result * result
      if exponent[bit / 64] >> UInt64(bit % 64) & 1 == 1 { result = result * self }
    }
    return result
  }

  /// 1/x by x^(p − 2).
  var inverse: Self { power([0xffff_ffff_ffff_ffeb, .max, .max, 0x7fff_ffff_ffff_ffff]) }
}
