import Foundation
import Mapae
import TestSupport
import Testing

@testable import MapaeTool

@Suite("Posters, drawn and loaded")
struct PosterFileTests {
  let door: TestDoor

  init() throws { door = try TestDoor() }

  /// Loads files into a new door and gives what came of it, with the bytes that the door then holds.
  private func load(_ files: [String], input: String = "") throws -> (result: Tool.Result, held: [UInt8]?) {
    let state = door.path("new-\(UUID().uuidString)")
    let result = try Tool.run(
      ["trust", "load"] + files + ["--state", state, "--anchor", "\(door.domain.anchor)"], input: Data(input.utf8))
    return (result, try? [UInt8](Data(contentsOf: URL(fileURLWithPath: state + "/state.mapae"))))
  }

  private func bundle(_ name: String, _ size: Int) throws -> (file: String, bytes: [UInt8]) {
    let bytes = try door.domain.bundle(ofSize: size)
    return (try door.file(name, bytes), bytes)
  }

  private func texts(_ bytes: [UInt8]) throws -> [String] { try Poster.parts(of: bytes).map(\.text) }

  struct Sheet: Sendable, CustomTestStringConvertible {
    let size: Int
    let scale: Int
    let level: String
    /// The first and the last part on each page.
    let pages: [ClosedRange<Int>]
    var testDescription: String { "\(size) bytes at \(level), scale \(scale)" }
  }

  @Test(
    "a sheet is read back by zbar and by ZXing, and loaded",
    arguments: [
      Sheet(size: 1_268, scale: 8, level: "M", pages: [1...2]),
      Sheet(size: 2_500, scale: 3, level: "M", pages: [1...4]),
      Sheet(size: 3_804, scale: 4, level: "M", pages: [1...6]),
      Sheet(size: 7_608, scale: 5, level: "M", pages: [1...12]),
      Sheet(size: 7_608, scale: 4, level: "Q", pages: [1...12]),
      // As many codes as a country's bundle has.
      Sheet(size: 11_623, scale: 4, level: "M", pages: [1...12, 13...19]),
    ])
  func sheet(_ sheet: Sheet) throws {
    let (file, bytes) = try bundle("bundle", sheet.size)
    let drawn = try Tool.run([
      "qr", file, "--out", door.path("sheet.png"), "--poster", "--scale", "\(sheet.scale)", "--level", sheet.level,
    ])
    #expect(drawn.status == 0)
    let count = sheet.pages[sheet.pages.count - 1].upperBound
    let names = sheet.pages.indices.map { door.path(sheet.pages.count == 1 ? "sheet.png" : "sheet-\($0 + 1).png") }
    for (name, parts) in zip(names, sheet.pages) {
      #expect(
        drawn.errors.contains("\(name): parts \(parts.lowerBound) to \(parts.upperBound) of \(count), QR version "))
    }
    #expect(sheet.level == "Q" || drawn.errors.contains("QR version 20-M, 97 × 97 modules, \(sheet.size) bytes"))
    let texts = try texts(bytes)
    let byZXing = try names.flatMap { try ReadByZXing.texts(of: $0) }
    #expect(Set(byZXing) == Set(texts))
    let loaded = try load(names.reversed())
    #expect(loaded.result.status == 0, "\(loaded.result.errors)")
    #expect(loaded.held == bytes)
  }

  @Test("SVG shows the same modules as PNG, and a page has the shape of A4")
  func sameModules() throws {
    let file = try bundle("bundle", 2_500).file
    for name in ["page.png", "page.svg"] {
      try #require(try Tool.run(["qr", file, "--poster", "--scale", "2", "--out", door.path(name)]).status == 0)
    }
    let picture = try GreyPicture(png: Array(Data(contentsOf: URL(fileURLWithPath: door.path("page.png")))))
    let (width, height) = (picture.width / 2, picture.height / 2)
    #expect((height * 210 - width * 297).magnitude < 297)
    let svg = try String(contentsOfFile: door.path("page.svg"), encoding: .utf8)
    #expect(svg.contains("viewBox=\"0 0 \(width) \(height)\" width=\"\(width * 2)\" height=\"\(height * 2)\""))
    var modules = Array(repeating: false, count: width * height)
    for rectangle in svg.matches(of: /M(\d+) (\d+)h(\d+)v1h-(\d+)z/) {
      let (x, y, length) = try (#require(Int(rectangle.1)), #require(Int(rectangle.2)), #require(Int(rectangle.3)))
      for column in x..<x + length { modules[y * width + column] = true }
    }
    let dark = (0..<width * height).map { picture.pixels[4 * ($0 / width) * width + 2 * ($0 % width)] == 0 }
    #expect(modules == dark)
  }

  @Test("single pictures, in any order and repeated, are one bundle; without one its number is said")
  func folder() throws {
    let (file, bytes) = try bundle("bundle", 2_500)
    let drawn = try Tool.run(["qr", file, "--folder", door.path("codes"), "--scale", "3", "--json"])
    #expect(drawn.status == 0)
    #expect(drawn.output.split(separator: "\n").count == 4)
    #expect(drawn.output.contains(#""firstPart":3,"input":"\#(file)","lastPart":3,"level":"M","modules":97,"parts":4"#))
    let pictures = (1...4).map { door.path("codes/000001-00\($0).png") }
    for (picture, text) in zip(pictures, try texts(bytes)) { #expect(try ReadByZXing.text(of: picture) == text) }
    let all = try load([3, 1, 1, 0, 2, 3].map { pictures[$0] })
    #expect(all.result.status == 0 && all.held == bytes)

    let some = try load([pictures[3], pictures[0], pictures[0]])
    #expect(some.result.status == 1 && some.held == nil)
    #expect(some.result.errors.contains("of 4 parts, numbers 2 and 3 are missing"), "\(some.result.errors)")
    let three = try load([pictures[3], pictures[0], pictures[2]])
    #expect(three.result.errors.contains("of 4 parts, number 2 is missing"), "\(three.result.errors)")
  }

  @Test("texts come one a line, in several files, as arguments or on standard input")
  func lines() throws {
    let bytes = try bundle("bundle", 1_900).bytes
    let texts = try texts(bytes)
    let file = try door.file("parts.txt", "\u{feff}\r\n \(texts[2])\r\n\n\(texts[0])\n")
    let sources: [(arguments: [String], input: String)] = [
      ([file, texts[1]], ""), ([texts[1], texts[0], texts[2]], ""),
      (["-"], texts.joined(separator: "\n")), (["-", file], texts[1] + "\n"),
    ]
    for (arguments, input) in sources {
      let loaded = try load(arguments, input: input)
      #expect(loaded.result.status == 0, "\(loaded.result.errors)")
      #expect(loaded.held == bytes)
    }
    let inspected = try Tool.run(["inspect", "-"], input: Data(texts.joined(separator: "\n").utf8))
    #expect(inspected.status == 0 && inspected.output.contains("trust bundle"))
  }

  /// A poster that is not put together, and why.
  struct Bad: Sendable, CustomTestStringConvertible {
    let name: String
    let says: String
    /// The texts, of two posters of three parts each.
    let make: @Sendable ([String], [String]) throws -> [String]
    var testDescription: String { name }

    init(_ name: String, says: String, make: @escaping @Sendable ([String], [String]) throws -> [String]) {
      (self.name, self.says, self.make) = (name, says, make)
    }
  }

  /// A part's text with another header or content.
  private static func changed(_ text: String, _ change: (inout [UInt8]) -> Void) throws -> String {
    var bytes = try Base41.decode(Array(text.utf8).span, from: 4)
    change(&bytes)
    return "MS1:" + Base41.encode(bytes)
  }

  static let bad: [Bad] = [
    Bad("one part", says: "numbers 1 and 3 are missing") { first, _ in [first[1]] },
    Bad("mixed: a part of another poster in place of one", says: "number 2 is missing") { [$0[0], $1[1], $0[2]] },
    Bad("mixed: the other poster is named too", says: "numbers 1 and 3 are missing") { [$0[0], $1[1], $0[2]] },
    Bad("mixed: two whole posters", says: "there are 2 whole posters") { $0 + $1 },
    Bad("altered: another byte of content", says: "one of them was altered") { first, _ in
      try [first[0], changed(first[1]) { $0[20] ^= 1 }, first[2]]
    },
    Bad("altered: one byte less", says: "one of them was altered") { first, _ in
      try [first[0], first[1], changed(first[2]) { $0.removeLast() }]
    },
    Bad("swapped: two parts with each other's number", says: "one of them was altered") { first, _ in
      try [first[0], changed(first[1]) { $0[0] = 3 }, changed(first[2]) { $0[0] = 2 }]
    },
    Bad("forged beside true", says: "number 2 is there twice, with different content") { first, _ in
      try first + [changed(first[1]) { $0[20] ^= 1 }]
    },
    Bad("true beside forged", says: "number 2 is there twice, with different content") { first, _ in
      try [changed(first[1]) { $0[20] ^= 1 }] + first
    },
    Bad("part 9 of 3", says: "code 2 is no part of a poster: out-of-range at byte 0") { first, _ in
      try [first[0], changed(first[1]) { $0[0] = 9 }, first[2]]
    },
    Bad("part 0", says: "no part of a poster: out-of-range at byte 0") { first, _ in
      try [first[0], changed(first[1]) { $0[0] = 0 }, first[2]]
    },
    Bad("no parts", says: "no part of a poster: out-of-range at byte 1") { first, _ in
      try [changed(first[0]) { $0[1] = 0 }]
    },
    Bad("one part of 255", says: "of 255 parts, numbers 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 244 more are missing") {
      first, _ in try [changed(first[0]) { ($0[0], $0[1]) = (255, 255) }]
    },
    Bad("another digest", says: "numbers 1 and 3 are missing") { first, _ in
      try [first[0], changed(first[1]) { $0[5] ^= 1 }, first[2]]
    },
    Bad("a header alone", says: "truncated at byte 10") { first, _ in
      try [changed(first[0]) { $0 = Array($0.prefix(10)) }]
    },
    Bad("a digit that is none", says: "bad-digit") { first, _ in [first[0], first[1] + "ab"] },
    Bad("parts of seventeen posters", says: "more than 16 posters") { first, _ in
      try (0..<UInt8(17)).map { index in try changed(first[0]) { $0[5] = index } }
    },
  ]

  @Test("what is no whole poster is refused with what to do, and begins no state", arguments: bad)
  func refused(_ bad: Bad) throws {
    let (first, second) = try (texts(bundle("a", 1_500).bytes), texts(bundle("b", 1_600).bytes))
    let file = try door.file("parts.txt", bad.make(first, second).joined(separator: "\n"))
    let loaded = try load([file])
    #expect(loaded.result.status == 1 && loaded.held == nil)
    #expect(loaded.result.errors.contains(bad.says), "\(loaded.result.errors)")
    #expect(loaded.result.output.isEmpty)
  }

  @Test("a whole poster is loaded although parts of another and a code that is none hang beside it")
  func beside() throws {
    let (bytes, other) = try (bundle("a", 1_300).bytes, bundle("b", 1_600).bytes)
    let symbols = try (texts(other).prefix(2) + texts(bytes) + ["MP1:2R", "HTTP://EXAMPLE.ORG", "MS1:00"]).map {
      try QRSymbol(text: $0, level: .m)
    }
    let loaded = try load([try door.file("wall.png", PNGFile.stacked(symbols, scale: 3))])
    #expect(loaded.result.status == 0, "\(loaded.result.errors)")
    #expect(loaded.held == bytes)
    #expect(loaded.result.errors.contains("of 3 parts, number 3 is missing"), "\(loaded.result.errors)")
    #expect(loaded.result.errors.contains("is no part of a poster: truncated at byte 1"), "\(loaded.result.errors)")
  }

  @Test("of a poster, codes that only a smaller picture shows are added to those that the whole one shows")
  func smaller() throws {
    let texts = try texts(bundle("a", 1_000).bytes)
    let symbols = try texts.map { try QRSymbol(text: $0, level: .m) }
    let edge = symbols[0].outerWidth
    // Part 1 as a camera sees it from very near, with noise; part 2 small and clean.
    var generator = SeededGenerator(seed: 1)
    let near = (0..<24 * edge).map { y in
      (0..<24 * edge).map { x in
        UInt8((symbols[0].isInk(y / 24, x / 24) ? 70 : 150) + Int(generator.next() % 100) - 50)
      }
    }
    let far = (0..<8 * edge).map { y in
      (0..<24 * edge).map { x in x < 8 * edge && symbols[1].isInk(y / 8, x / 8) ? UInt8(0) : 255 }
    }
    let picture = PNGFile(width: 24 * edge, rows: near + far).bytes
    #expect(Set(try PictureReader.texts(inPNG: picture)) == Set(texts))
  }

  @Test("all codes of a poster are of one version, though the last part be shorter")
  func oneVersion() throws {
    let codes = try ObjectCodes(of: [0x16] + Array(repeating: 1, count: 59_900), level: .m, isSplit: false)
    #expect(codes.symbols.map(\.version) == Array(repeating: 20, count: 95))
  }

  @Test("a poster whose whole is forged is refused like the same bundle in a file, and changes nothing")
  func forged() throws {
    var bytes = try bundle("a", 1_500).bytes
    bytes[bytes.count - 1] ^= 1
    let loaded = try load(texts(bytes))
    #expect(loaded.result.status == 1 && loaded.held == nil)
    #expect(loaded.result.errors.contains("the poster is refused") && loaded.result.errors.contains("bad-signature"))
    let stranger = try load(texts(TestDomain(seed: 9).bundle(ofSize: 1_500)))
    #expect(stranger.result.errors.contains("foreign-domain") && stranger.held == nil)
  }

  @Test("a file that is no part is not taken together with others")
  func otherFile() throws {
    let (file, bytes) = try bundle("a", 1_500)
    for arguments in try [[texts(bytes)[0], file], [file, file], [file, texts(bytes)[0]]] {
      let loaded = try load(arguments)
      #expect(loaded.result.status == 1 && loaded.held == nil)
      #expect(loaded.result.errors.contains("\(file) holds no part of a poster"))
    }
  }

  @Test("the largest poster: 255 codes on 22 pages come back; one byte more is refused")
  func largest() throws {
    let (file, bytes) = try bundle("bundle", Poster.greatestSize)
    let drawn = try Tool.run(["qr", file, "--out", door.path("page.png"), "--scale", "3"])
    #expect(drawn.status == 0, "\(drawn.errors)")
    let pages = (1...22).map { door.path("page-\($0).png") }
    let loaded = try load(pages)
    #expect(loaded.result.status == 0, "\(loaded.result.errors)")
    #expect(loaded.held == bytes)

    let more = try door.file("more", bytes + [0])
    let refused = try Tool.run(["qr", more, "--out", door.path("more.png")])
    #expect(refused.status == 1)
    #expect(refused.errors.contains("more than 161670 bytes"), "\(refused.errors)")
  }

  @Test("POSTER-11: a pass is one code or none; what one code shows well is not split")
  func onePass() throws {
    let pass = try door.file("pass", Array(Data([0x11]) + Data(repeating: 7, count: 1_023)))
    let small = try door.file("small", try #require(try door.domain.state().bytes))
    for file in [pass, small] {
      let drawn = try Tool.run(["qr", file, "--poster", "--out", file + ".png"])
      #expect(drawn.status == 0 && !drawn.errors.contains("parts"), "\(drawn.errors)")
      #expect(try ReadByZXing.texts(of: file + ".png").first?.hasPrefix("MP1:") == true)
    }
    let large = try door.file("large", Array(Data([0x12]) + Data(repeating: 7, count: 2_400)))
    let refused = try Tool.run(["qr", large, "--poster", "--out", door.path("large.png")])
    #expect(refused.status == 1 && refused.errors.contains("too many for a QR code"))
  }

  @Test("a terminal shows no poster, and a page that is there already is not overwritten")
  func places() throws {
    let file = try bundle("bundle", 11_000).file
    let terminal = try Tool.run(["qr", file])
    #expect(terminal.status == 1 && terminal.output.isEmpty)
    #expect(terminal.errors.contains("a poster of 18 codes, too many for a terminal"))
    let json = try Tool.run(["qr", file, "--json"])
    #expect(json.status == 0 && json.output.contains(#""parts":18"#))
    _ = try door.file("page-2.svg", "mine")
    let drawn = try Tool.run(["qr", file, "--out", door.path("page.svg")])
    #expect(drawn.status == 1 && drawn.errors.contains("page-2.svg is already there"))
    #expect(try String(contentsOfFile: door.path("page-2.svg"), encoding: .utf8) == "mine")
  }

  @Test("a part at a door is undecided, of another version than any pass")
  func atTheDoor() throws {
    let text = try texts(bundle("bundle", 1_500).bytes)[0]
    #expect(try door.reports([text]).map(\.reason) == ["unsupported-version"])
  }
}
