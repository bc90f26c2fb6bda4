import Foundation
import Mapae
import TestSupport
import Testing

@testable import MapaeTool

@Suite("Files of one object")
struct ObjectFileTests {
  let door: TestDoor

  init() throws { door = try TestDoor() }

  @Test("bytes, text and picture bring the same object")
  func forms() throws {
    let bundle = try #require(try door.domain.state().bytes)
    let text = MapaeText.encode(bundle)
    let files = [
      try door.file("bundle", bundle), try door.file("text", "\n \(text)\r\n"),
      try door.file("marked", "\u{feff}\(text)"), try door.picture("poster.png", of: text),
    ]
    for file in files { #expect(try ObjectFile.read(file, limit: TrustBundle.greatestSize) == bundle, "\(file)") }
  }

  @Test("what is no single object is refused with the file's name")
  func refused() throws {
    let symbol = try QRSymbol(of: [0x11], level: .m)
    let cases = [
      (try door.file("two.png", PNGFile.stacked([symbol, symbol], scale: 2)), "shows 2 QR codes"),
      (try door.file("cut.png", Array(symbol.png(scale: 2).prefix(60))), "is damaged or not whole"),
      (try door.file("photo.jpg", [0xff, 0xd8, 0xff, 0xe0]), "is a JPEG file"),
      (try door.file("lower", "MP1:lower"), "is no Mapae text: bad-digit at byte 4"),
      (try door.file("large", Array(repeating: 0, count: 1_001)), "has more than 1000 bytes"),
      (try door.file("larger", Array(repeating: 0, count: 2_000)), "has more than"),
      (door.path("missing"), "cannot read"),
    ]
    for (path, says) in cases {
      let failure = #expect(throws: ToolFailure.self) { try ObjectFile.read(path, limit: 1_000) }
      #expect(failure?.problem.contains(path) == true && failure?.problem.contains(says) == true, "\(path)")
    }
  }
}
