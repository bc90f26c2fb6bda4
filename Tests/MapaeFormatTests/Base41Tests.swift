import MapaeFormat
import Testing

@Suite("Base41 and the text form")
struct Base41Tests {
  @Test(
    "the chapter's table",
    arguments: [("", ""), ("00", "00"), ("ff", "69"), ("0000", "000"), ("ffff", "-:H"), ("4d6170", "BW62U")])
  func table(hex: String, digits: String) throws {
    let bytes = try #require(Hex.decode(hex))
    #expect(Base41.encode(bytes) == digits)
    #expect(try MapaeText.decode("MP1:" + digits) == bytes)
  }

  @Test("every character is a digit of its place in the alphabet, or none", arguments: UInt8(0)..<128)
  func alphabet(byte: UInt8) throws {
    let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:".utf8)
    let text = [UInt8(ascii: "0"), byte]
    if let value = alphabet.firstIndex(of: byte) {
      #expect(try Base41.decode(text.span) == [UInt8(value)])
    } else {
      #expect(throws: FormatError(.badDigit, at: 1)) { try Base41.decode(text.span) }
    }
  }
}
