/// An integer of 256 bits, and arithmetic modulo L, the order of edwards25519's base point, bit by bit.
public struct ReferenceScalar: Comparable, Sendable {
  /// Four words, least significant first.
  private var words: [UInt64]

  private init(words: [UInt64]) { self.words = words }

  public init(_ small: UInt64) { words = [small, 0, 0, 0] }

  /// 32 bytes, little-endian, not reduced.
  public init(_ bytes: [UInt8]) {
    words = (0..<4).map { word in
      (0..<8).reduce(0) { $0 | UInt64(bytes[8 * word + $1]) << UInt64(8 * $1) }
    }
  }

  /// Bytes of any count, little-endian, modulo L, one bit at a time.
  public init(reducing bytes: [UInt8]) {
    var value = ReferenceScalar(0)
    for index in bytes.indices.reversed() {
      for bit in stride(from: 7, through: 0, by: -1) {
        value = value.doubled()
        value.words[0] |= UInt64(bytes[index] >> UInt8(bit) & 1)
        value = value.lessOrder()
      }
    }
    self = value
  }

  /// L = 2²⁵² + 27742317777372353535851937790883648493.
  public static let order = ReferenceScalar(words: [0x5812_631a_5cf5_d3ed, 0x14de_f9de_a2f7_9cd6, 0, 1 << 60])

  public var bytes: [UInt8] {
    (0..<32).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt64($0 % 8 * 8)) }
  }

  func bit(_ index: Int) -> Bool { words[index / 64] >> UInt64(index % 64) & 1 == 1 }

  public static func < (left: Self, right: Self) -> Bool {
    left.words.reversed().lexicographicallyPrecedes(right.words.reversed())
  }

  /// The sum of both as integers; 256 bits are enough for what the tests add.
  public func adding(_ other: Self) -> Self {
    var carry: UInt64 = 0
    return ReferenceScalar(
      words: zip(words, other.words).map { left, right in
        let (first, over) = left.addingReportingOverflow(right)
        let (second, overAgain) = first.addingReportingOverflow(carry)
        carry = over || overAgain ? 1 : 0
        return second
      })
  }

  /// The difference of both as integers, where it is not negative.
  public func subtracting(_ other: Self) -> Self {
    var borrow: UInt64 = 0
    return ReferenceScalar(
      words: zip(words, other.words).map { left, right in
        let (first, under) = left.subtractingReportingOverflow(right)
        let (second, underAgain) = first.subtractingReportingOverflow(borrow)
        borrow = under || underAgain ? 1 : 0
        return second
      })
  }

  private func doubled() -> Self { adding(self) }

  /// Modulo L, of less than 2L.
  private func lessOrder() -> Self { self < .order ? self : subtracting(.order) }

  public static func + (left: Self, right: Self) -> Self { ReferenceScalar(reducing: left.adding(right).bytes) }

  public static func * (left: Self, right: Self) -> Self {
    let right = ReferenceScalar(reducing: right.bytes)
    var product = ReferenceScalar(0)
    for bit in stride(from: 255, through: 0, by: -1) {
      product = product.doubled().lessOrder()
      if left.bit(bit) { product = product.adding(right).lessOrder() }
    }
    return product
  }
}
