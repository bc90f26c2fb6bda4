import Foundation
import Mapae
import TestSupport
import Testing

@testable import MapaeTool

@Suite("Pictures")
struct PictureTests {
  private static let object: [UInt8] = [0x11] + Array(0..<90)
  private static let text = MapaeText.encode(object)

  private static func png(_ object: [UInt8] = object, scale: Int = 2) throws -> [UInt8] {
    try QRSymbol(of: object, level: .m).png(scale: scale)
  }

  @Test("a PNG cut off before its pixels end is refused; behind them it gives its text or is refused")
  func cutOff() throws {
    let png = try PictureTests.png()
    let pixelsEnd = PNGFile(png).endOfPixels
    for count in 0..<png.count {
      let texts = try? PictureReader.texts(inPNG: Array(png.prefix(count)))
      if count < pixelsEnd { #expect(texts == nil, "cut at \(count)") }
      #expect(texts == nil || texts == [PictureTests.text])
    }
  }

  @Test("a PNG with any byte changed gives its text or is refused")
  func damaged() throws {
    let png = try PictureTests.png()
    for index in png.indices {
      var damaged = png
      damaged[index] ^= 0x55
      let texts = try? PictureReader.texts(inPNG: damaged)
      #expect(texts == nil || texts == [PictureTests.text], "changed at \(index)")
    }
  }

  @Test(
    "a picture of too many pixels is refused before it is unpacked",
    arguments: [(60_000, 60_000), (5_793, 5_793), (1_000_000, 34), (34, 1_000_000), (0x7fff_ffff, 0x7fff_ffff)])
  func bomb(_ width: Int, _ height: Int) throws {
    var file = PNGFile(try PictureTests.png())
    file.setSize(width, height)
    let error = #expect(throws: ToolFailure.self) { try PictureReader.texts(inPNG: file.bytes) }
    // libpng itself refuses edges above a million.
    let says = max(width, height) > 1_000_000 ? "Invalid IHDR data" : "\(width) × \(height) pixels"
    #expect(error?.problem.contains(says) == true, "\(String(describing: error))")
  }

  @Test("a picture without a QR code is refused with what to do")
  func noCode() throws {
    var file = PNGFile(try PictureTests.png())
    file.whiten()
    let error = #expect(throws: ToolFailure.self) { try PictureReader.texts(inPNG: file.bytes) }
    #expect(error?.problem == "no QR code is found in the picture")
    #expect(error?.remedy?.contains("white edge") == true)
  }

  @Test("a code white on black, as a phone in dark mode shows it, is read")
  func inverted() throws {
    var file = PNGFile(try PictureTests.png(scale: 4))
    file.swapColours()
    #expect(try PictureReader.texts(inPNG: file.bytes) == [PictureTests.text])
  }

  @Test("a large picture with a camera's noise is read")
  func noisy() throws {
    let symbol = try QRSymbol(of: PictureTests.object, level: .m)
    var generator = SeededGenerator(seed: 1)
    let edge = symbol.outerWidth * 24
    let rows = (0..<edge).map { y in
      (0..<edge).map { x in
        let isDark = symbol.isDark(y / 24 - QRSymbol.quietZone, x / 24 - QRSymbol.quietZone)
        return UInt8((isDark ? 70 : 150) + Int(generator.next() % 100) - 50)
      }
    }
    #expect(try PictureReader.texts(inPNG: PNGFile(width: edge, rows: rows).bytes) == [PictureTests.text])
  }

  @Test("other formats are named, and what to do with them")
  func formats() throws {
    let files: [(String, [UInt8])] = [
      ("JPEG", [0xff, 0xd8, 0xff, 0xe1]), ("GIF", Array("GIF89a".utf8)), ("WebP", Array("RIFF\0\0\0\0WEBP".utf8)),
      ("HEIC or AVIF", Array("\0\0\0\u{18}ftypheic".utf8)), ("TIFF", [0x49, 0x49, 0x2a, 0]),
      ("TIFF", [0x4d, 0x4d, 0, 0x2a]), ("PDF", Array("%PDF-1.7".utf8)), ("SVG", Array("<svg xmlns".utf8)),
      ("SVG", Array("<?xml version".utf8)),
    ]
    for (name, bytes) in files {
      #expect(PictureReader.foreignFormat(of: bytes) == name)
    }
    for bytes in try [PictureTests.png(), PictureTests.object, Array(PictureTests.text.utf8), []] {
      #expect(PictureReader.foreignFormat(of: bytes) == nil)
    }
  }

  @Test("two codes in one picture are two inputs, from top to bottom")
  func twoCodes() throws {
    let door = try TestDoor()
    let (good, late) = try (door.domain.passText(), door.domain.expiredText())
    let symbols = try [late, good].map { try QRSymbol(of: MapaeText.decode($0), level: .m) }
    let path = try door.file("two.png", PNGFile.stacked(symbols, scale: 3))
    let reports = try door.reports([path])
    #expect(reports.map(\.outcome) == ["rejected", "accepted"])
    #expect(reports.map(\.code) == [1, 2])
    #expect(try door.verify([path]).output.contains("ACCEPTED  \(path), code 2\n"))
  }
}
