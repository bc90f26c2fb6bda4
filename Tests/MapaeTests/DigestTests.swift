import Mapae
import Testing

@Suite("Digests")
struct DigestTests {
  // FIPS 180-2, appendix B.1.
  @Test("SHA-256 of three letters is the published one")
  func published() {
    let letters: [UInt8] = Array("abc".utf8)
    #expect(
      "\(Digest(sha256Of: letters.span))" == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
