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
}
