import EdgeSigning
import Mapae
import TestSupport
import Testing

/// Every key goes to the library and to the tests' own arithmetic; both must say the same.
@Suite("SIG-1: which public keys are good")
struct KeyVettingTests {
  private func expect(_ encoding: [UInt8], isVetted: Bool, _ what: String) throws {
    let key = try #require(PublicKey(encoding))
    #expect(key.isVetted == isVetted, "\(what): \(key.hex)")
    #expect(ReferenceEd25519.isVetted(encoding) == isVetted, "\(what), by the tests' arithmetic: \(key.hex)")
  }

  @Test("SIG-1: the canonical encodings of all eight small-order points are refused")
  func smallOrder() throws {
    let encodings = EdgeEncodings.torsion.map(\.encoding)
    #expect(Set(encodings).count == 8)
    for encoding in encodings { try expect(encoding, isVetted: false, "small order") }
  }

  @Test("SIG-1: every encoding with y of p or above is refused")
  func largeY() throws {
    #expect(Set(EdgeEncodings.largeY).count == 38)
    for encoding in EdgeEncodings.largeY { try expect(encoding, isVetted: false, "y ≥ p") }
  }

  @Test("SIG-1: a sign bit where x is zero is refused")
  func signOfZero() throws {
    for encoding in EdgeEncodings.signOfZero { try expect(encoding, isVetted: false, "sign of zero") }
  }

  @Test("SIG-1: encodings of no point are refused, all ones and all zeros too")
  func offCurve() throws {
    let encodings = EdgeEncodings.offCurve(24)
    #expect(encodings.count == 24)
    for encoding in encodings { try expect(encoding, isVetted: false, "off the curve") }
    try expect(Array(repeating: 0xff, count: 32), isVetted: false, "all ones")
    try expect(Array(repeating: 0, count: 32), isVetted: false, "all zeros, of order four")
  }

  @Test(
    "SIG-1: of a prime-order point plus each small-order point only the sum with the identity passes",
    arguments: [1, 2, 77] as [UInt64])
  func mixedOrder(number: UInt64) throws {
    let prime = try #require(ReferencePoint(lenient: EdgeSigner(number: number).publicKey))
    let passed = try EdgeEncodings.torsion.indices.filter { index in
      let sum = (prime + EdgeEncodings.torsion[index]).encoding
      try expect(sum, isVetted: index == 0, "prime order plus torsion \(index)")
      return try #require(PublicKey(sum)).isVetted
    }
    #expect(passed == [0])
  }

  /// `crypto_core_ed25519_is_valid_point` of libsodium 1.0.20 and before passes this sum (CVE-2025-69277). The library
  /// does not call it.
  @Test("SIG-1, CVE-2025-69277: a prime-order point plus the point of order two is refused")
  func orderTwo() throws {
    let prime = try #require(ReferencePoint(lenient: EdgeSigner(number: 5).publicKey))
    let two = EdgeEncodings.torsion[4]
    #expect((two + two).isIdentity && !two.isIdentity)
    try expect((prime + two).encoding, isVetted: false, "CVE-2025-69277")
  }

  /// Whatever check of the point a release of libsodium makes or forgets before its multiplication, the comparison of
  /// [L − 1]A with −A decides: here it is done without any. Only the identity with a sign bit would get through, whose
  /// product is the identity, and that every release since 1.0.18 reports as a failure.
  @Test("SIG-1: a product that is not the identity, compared with A's flipped sign, decides on every libsodium")
  func comparisonAlone() throws {
    let prime = try #require(ReferencePoint(lenient: EdgeSigner(number: 9).publicKey))
    let sums = EdgeEncodings.torsion.map { (prime + $0).encoding }
    let edges = sums + EdgeEncodings.torsion.map(\.encoding) + EdgeEncodings.largeY + EdgeEncodings.signOfZero
    var passed: [[UInt8]] = []
    for edge in edges {
      guard let point = ReferencePoint(lenient: edge) else { continue }
      let multiple = ReferenceScalar.order.subtracting(ReferenceScalar(1)) * point
      guard !multiple.isIdentity else { continue }
      var product = multiple.encoding
      product[31] ^= 0x80
      if product == edge { passed.append(edge) }
    }
    #expect(passed == [prime.encoding])
  }

  @Test("SIG-1: of 100 random strings the library vets those that the tests' arithmetic vets")
  func random() throws {
    let seed: UInt64 = 20_261_122
    var generator = SeededGenerator(seed: seed)
    var vetted = 0
    for _ in 0..<100 {
      let bytes = generator.bytes(32)
      let isVetted = ReferenceEd25519.isVetted(bytes)
      #expect(try #require(PublicKey(bytes)).isVetted == isVetted, "seed \(seed): \(Hex.encode(bytes))")
      vetted += isVetted ? 1 : 0
    }
    // About one in sixteen: half are on the curve, an eighth of those have prime order.
    #expect((1...20).contains(vetted), "seed \(seed) vets \(vetted)")
  }
}
