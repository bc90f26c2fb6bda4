import EdgeSigning
import TestSupport
import Testing

@Suite("The tests' own Ed25519 arithmetic")
struct ReferenceTests {
  @Test("SHA-512 of nothing, of abc and of two blocks (FIPS 180-4)")
  func hash() {
    #expect(hex(ReferenceSHA512.hash([])).hasPrefix("cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc"))
    #expect(hex(ReferenceSHA512.hash(Array("abc".utf8))).hasPrefix("ddaf35a193617abacc417349ae20413112e6fa4e89a97ea2"))
    let long = Array(
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu"
        .utf8)
    #expect(hex(ReferenceSHA512.hash(long)).hasPrefix("8e959b75dae313da8cf4f72814fc143f8f7779c6eb9f7fa1"))
  }

  @Test("the base point is RFC 8032's, and L times it is the identity")
  func base() {
    #expect(hex(ReferencePoint.base.encoding) == "58" + String(repeating: "66", count: 31))
    #expect((ReferenceScalar.order * .base).isIdentity)
    let base = ReferencePoint.base
    let twice = base + base
    let fiveTimes = ReferenceScalar(5) * base
    #expect(fiveTimes.encoding == (twice + twice + base).encoding)
  }

  @Test("a secret scalar times the base point is libsodium's public key, and k·a + r signs")
  func signing() {
    let key = EdgeSigner(number: 77)
    #expect((key.scalar * .base).encoding == key.publicKey)
    let signature = key.signature(over: [1, 2, 3], nonce: ReferenceScalar(123_456_789))
    #expect(ReferenceEd25519.isGood(signature, [1, 2, 3], key.publicKey))
    #expect(!ReferenceEd25519.isGood(signature, [1, 2, 4], key.publicKey))
  }

  private func hex(_ bytes: [UInt8]) -> String { bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}
