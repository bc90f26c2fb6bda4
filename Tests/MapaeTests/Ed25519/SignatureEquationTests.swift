import EdgeSigning
import Mapae
import TestSupport
import Testing

@Suite("SIG-2 to SIG-5: which signatures of a vetted key are good")
struct SignatureEquationTests {
  private let signer = EdgeSigner(number: 31)
  private let message = Array("an evidently fictional pass".utf8)
  private let nonce = ReferenceScalar(0x1234_5678_9abc_def1)
  private let good: [UInt8]

  init() { good = signer.signature(over: message, nonce: nonce) }

  private func expect(_ signature: [UInt8], isGood: Bool, _ what: String) {
    #expect(signer.key.isSigner(of: message, by: signature) == isGood, "\(what)")
    #expect(
      ReferenceEd25519.isGood(signature, message, signer.publicKey) == isGood, "\(what), by the tests' arithmetic")
  }

  @Test("SIG-5: a signature made with a chosen nonce is good")
  func chosenNonce() { expect(good, isGood: true, "chosen nonce") }

  @Test("SIG-2: 0, 32, 63, 65 and 128 bytes are refused")
  func length() {
    expect([], isGood: false, "0 bytes")
    expect(Array(good[..<32]), isGood: false, "32 bytes")
    expect(good.dropLast(), isGood: false, "63 bytes")
    expect(good + [0], isGood: false, "65 bytes")
    expect(good + good, isGood: false, "128 bytes")
  }

  @Test("SIG-3: S + L, which solves the same equation, is refused")
  func malleated() {
    let s = ReferenceScalar(Array(good[32...]))
    let malleated = s.adding(.order)
    #expect(ReferenceScalar(reducing: malleated.bytes) == s)
    expect(good[..<32] + malleated.bytes, isGood: false, "S + L")
    expect(good[..<32] + malleated.adding(.order).bytes, isGood: false, "S + 2L")
  }

  @Test("SIG-3: S of 0, L − 1, L, L + 1 and all ones beside an R that they do not fit are refused")
  func edgesOfS() {
    // Nobody can make an S of L − 1 fit: R decides k before S is known.
    let r = (nonce * .base).encoding
    let most = ReferenceScalar.order.subtracting(ReferenceScalar(1))
    for (name, s) in [("L − 1", most), ("L", .order), ("L + 1", ReferenceScalar.order.adding(ReferenceScalar(1)))] {
      expect(r + s.bytes, isGood: false, "S = \(name) with a foreign R")
    }
    expect(r + Array(repeating: 0xff, count: 32), isGood: false, "S of all ones")
    expect(r + Array(repeating: 0, count: 32), isGood: false, "S = 0 with a foreign R")
  }

  @Test("SIG-4: R of the identity is refused although the equation holds")
  func identityR() {
    let identity = ReferencePoint.identity.encoding
    let signature = signer.signature(over: message, nonce: ReferenceScalar(0), r: identity)
    let k = ReferenceEd25519.challenge(identity, signer.publicKey, message)
    let left = ReferencePoint.sum(
      ReferenceScalar(Array(signature[32...])), .base, k, -ReferencePoint(lenient: signer.publicKey)!)
    #expect(left.isIdentity, "the equation holds, so only SIG-4 refuses")
    expect(signature, isGood: false, "R = identity")
  }

  @Test("SIG-5: R of small order is refused, though the equation holds times the cofactor", arguments: 1..<8)
  func smallOrderR(torsion: Int) {
    let r = EdgeEncodings.torsion[torsion].encoding
    expect(signer.signature(over: message, nonce: ReferenceScalar(0), r: r), isGood: false, "R of small order")
  }

  @Test("SIG-5: R of mixed order is refused, though the equation holds times the cofactor", arguments: 1..<8)
  func mixedR(torsion: Int) {
    let r = (nonce * .base + EdgeEncodings.torsion[torsion]).encoding
    let signature = signer.signature(over: message, nonce: nonce, r: r)
    let k = ReferenceEd25519.challenge(r, signer.publicKey, message)
    let a = ReferencePoint(lenient: signer.publicKey)!
    let left = ReferencePoint.sum(ReferenceScalar(Array(signature[32...])), .base, k, -a)
    let eight = ReferenceScalar(8)
    #expect((eight * left).encoding == (eight * ReferencePoint(lenient: r)!).encoding, "a batch verifier is fooled")
    expect(signature, isGood: false, "R of mixed order")
  }

  @Test("SIG-5: every R that is not canonical is refused, S made for it")
  func nonCanonicalR() {
    for r in EdgeEncodings.largeY + EdgeEncodings.signOfZero {
      expect(signer.signature(over: message, nonce: ReferenceScalar(0), r: r), isGood: false, "R \(Hex.encode(r))")
    }
  }

  @Test("SIG-5: a flipped bit anywhere in the signature, the key or the message is refused")
  func flipped() {
    for bit in 0..<512 {
      var signature = good
      signature[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(!signer.key.isSigner(of: message, by: signature), "bit \(bit) of the signature")
    }
    for bit in 0..<message.count * 8 {
      var altered = message
      altered[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(!signer.key.isSigner(of: altered, by: good), "bit \(bit) of the message")
    }
    for bit in 0..<256 {
      var key = signer.publicKey
      key[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(!PublicKey(key)!.isSigner(of: message, by: good), "bit \(bit) of the key")
    }
  }
}
