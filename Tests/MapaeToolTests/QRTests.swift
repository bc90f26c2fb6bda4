import Foundation
import Mapae
import TestSupport
import Testing

@testable import MapaeTool

@Suite("mapae qr")
struct QRTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func path(_ name: String) -> String { (scratch / name).path }

  /// A file of an object with a pass's first byte and so many bytes in all.
  private func object(_ count: Int) throws -> (file: String, text: String) {
    var generator = SeededGenerator(seed: UInt64(count))
    let bytes = [0x11] + generator.bytes(count - 1)
    try Data(bytes).write(to: scratch / "object-\(count)")
    return (path("object-\(count)"), MapaeText.encode(bytes))
  }

  struct Drawing: Sendable, CustomTestStringConvertible {
    let bytes: Int
    let level: String
    let scale: Int
    let version: Int
    var testDescription: String { "\(bytes) bytes at \(level), scale \(scale)" }
  }

  @Test(
    "a PNG is read back exactly by zbar and by ZXing",
    arguments: [
      Drawing(bytes: 91, level: "M", scale: 2, version: 6), Drawing(bytes: 91, level: "Q", scale: 2, version: 8),
      Drawing(bytes: 144, level: "M", scale: 8, version: 8), Drawing(bytes: 144, level: "Q", scale: 3, version: 10),
      Drawing(bytes: 256, level: "M", scale: 4, version: 12), Drawing(bytes: 800, level: "M", scale: 5, version: 23),
      // The largest pass, and the largest objects of all.
      Drawing(bytes: 1_024, level: "M", scale: 8, version: 26),
      Drawing(bytes: 1_024, level: "Q", scale: 4, version: 32),
      Drawing(bytes: 2_258, level: "M", scale: 4, version: 40),
      Drawing(bytes: 1_610, level: "Q", scale: 30, version: 40),
    ])
  func roundTrip(_ drawing: Drawing) throws {
    let (file, text) = try object(drawing.bytes)
    let picture = path("picture.png")
    let drawn = try Tool.run([
      "qr", file, "--out", picture, "--level", drawing.level, "--scale", "\(drawing.scale)",
    ])
    #expect(drawn.status == 0)
    #expect(drawn.output.isEmpty)
    let modules = 17 + 4 * drawing.version
    #expect(
      drawn.errors == """
        \(picture): QR version \(drawing.version)-\(drawing.level), \(modules) × \(modules) modules, \
        \(drawing.bytes) bytes

        """)
    #expect(try PictureReader.texts(inPNG: Array(Data(contentsOf: scratch / "picture.png"))) == [text])
    #expect(try ReadByZXing.text(of: picture) == text)
  }

  @Test("one byte too many is refused with the limit, and no file is left", arguments: [("M", 2_258), ("Q", 1_610)])
  func limits(_ level: String, _ greatest: Int) throws {
    let file = try object(greatest + 1).file
    let result = try Tool.run(["qr", file, "--level", level, "--out", path("none.png")])
    #expect(result.status == 1)
    #expect(result.errors.contains("at level \(level) it holds \(greatest)"))
    #expect(!FileManager.default.fileExists(atPath: path("none.png")))
  }

  @Test("SVG and terminal show the same modules as the PNG")
  func sameModules() throws {
    let (file, _) = try object(144)
    _ = try Tool.run(["qr", file, "--out", path("code.png"), "--scale", "2"])
    _ = try Tool.run(["qr", file, "--out", path("code.svg")])
    let terminal = try Tool.run(["qr", file])
    #expect(terminal.errors == "QR version 8-M, 49 × 49 modules, 144 bytes\n")
    #expect(!terminal.output.contains("\u{1b}"), "escape codes where there is no terminal")

    let picture = try GreyPicture(png: Array(Data(contentsOf: scratch / "code.png")))
    try #require(picture.width == 114 && picture.height == 114)
    let dark = (0..<57).map { row in (0..<57).map { picture.pixels[2 * row * 114 + 2 * $0] == 0 } }
    #expect(dark.joined().count { $0 } > 500)
    #expect(try Self.modules(svg: String(contentsOfFile: path("code.svg"), encoding: .utf8), width: 57) == dark)
    #expect(Self.modules(blocks: terminal.output, width: 57) == dark)
  }

  @Test("on a terminal the code says its colours, and one that is too wide is not drawn", arguments: [57, 56])
  func terminal(_ columns: Int) throws {
    let file = try object(144).file
    let script = Process()
    script.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let command = "stty cols \(columns); unset NO_COLOR; '\(Tool.executable.path)' qr '\(file)'"
    script.arguments = ["script", "--quiet", "--command", command, "/dev/null"]
    let output = Pipe()
    script.standardInput = FileHandle.nullDevice
    script.standardOutput = output
    try script.run()
    let screen = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    script.waitUntilExit()
    if columns == 57 {
      let line = "\u{1b}[97;40m" + String(repeating: "█", count: 57) + "\u{1b}[0m"
      #expect(screen.components(separatedBy: line).count > 4)
    } else {
      #expect(screen.contains("the code is 57 columns wide and the terminal 56"))
      #expect(!screen.contains("█"))
    }
  }

  /// The modules that the document's one path fills.
  private static func modules(svg: String, width: Int) throws -> [[Bool]] {
    var modules = Array(repeating: Array(repeating: false, count: width), count: width)
    #expect(svg.contains("viewBox=\"0 0 \(width) \(width)\" width=\"\(width * 8)\" height=\"\(width * 8)\""))
    let path = try #require(svg.firstMatch(of: /<path shape-rendering="crispEdges" d="([^"]*)"/)).1
    for rectangle in path.matches(of: /M(\d+) (\d+)h(\d+)v1h-(\d+)z/) {
      let (x, y, length) = try (#require(Int(rectangle.1)), #require(Int(rectangle.2)), #require(Int(rectangle.3)))
      for column in x..<x + length { modules[y][column] = true }
    }
    return modules
  }

  private static func modules(blocks: String, width: Int) -> [[Bool]] {
    let rows = blocks.split(separator: "\n").flatMap { line -> [[Bool]] in
      [line.map { $0 == " " || $0 == "▄" }, line.map { $0 == " " || $0 == "▀" }]
    }
    return Array(rows.prefix(width))
  }

  @Test("many texts are drawn into a folder in their order; what cannot be drawn leaves its number free")
  func folder() throws {
    let texts = try [91, 100, 144].map { try object($0).text }
    let input = "\(texts[0])\n{\"line\":2,\"text\":\"\(texts[1])\"}\nMP1:lower\n\n\(texts[2])\n"
    let result = try Tool.run(["qr", "-", "--folder", path("new/codes"), "--json"], input: Data(input.utf8))
    #expect(result.status == 1)
    #expect(result.errors.contains("standard input, line 3: this is no Mapae object: bad-digit at byte 4"))
    #expect(
      result.output
        == [(1, 1, 6, 91), (2, 2, 6, 100), (4, 5, 8, 144)]
        .map { number, line, version, bytes in
          """
          {"bytes":\(bytes),"file":"\(path("new/codes"))/00000\(number).png","input":"-","level":"M","line":\(line),\
          "modules":\(17 + 4 * version),"version":\(version)}

          """
        }.joined())
    let names = try FileManager.default.contentsOfDirectory(atPath: path("new/codes")).sorted()
    #expect(names == ["000001.png", "000002.png", "000004.png"])
    for (name, text) in zip(names, texts) {
      #expect(try PictureReader.texts(inPNG: Array(Data(contentsOf: scratch / "new/codes/\(name)"))) == [text])
    }
  }

  @Test("a file that is there is never overwritten")
  func existing() throws {
    let (file, _) = try object(91)
    try Data("mine".utf8).write(to: scratch / "there.png")
    let one = try Tool.run(["qr", file, "--out", path("there.png")])
    #expect(one.status == 1)
    #expect(one.errors.contains("is already there"))
    try FileManager.default.createDirectory(at: scratch / "codes", withIntermediateDirectories: false)
    try Data("mine".utf8).write(to: scratch / "codes/000001.png")
    let many = try Tool.run(["qr", file, file, "--folder", path("codes")])
    #expect(many.status == 1)
    #expect(many.errors.hasSuffix("\n1 drawn into \(path("codes"))\n"))
    for name in ["there.png", "codes/000001.png"] {
      #expect(try String(contentsOf: scratch / name, encoding: .utf8) == "mine")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: path("codes")).sorted()
    #expect(names == ["000001.png", "000002.png"], "no temporary file is left, and the second code is drawn")
  }

  @Test("a picture is drawn anew as the same text; the same input makes the same file")
  func redraw() throws {
    let (file, _) = try object(144)
    for name in ["a.png", "b.png"] { _ = try Tool.run(["qr", file, "--out", path(name)]) }
    _ = try Tool.run(["qr", path("a.png"), "--out", path("c.png")])
    let first = try Data(contentsOf: scratch / "a.png")
    #expect(try Data(contentsOf: scratch / "b.png") == first)
    #expect(try Data(contentsOf: scratch / "c.png") == first)
  }

  @Test("wrong usage is 64, and --out takes one code")
  func usage() throws {
    let (file, text) = try object(91)
    let cases: [(arguments: [String], says: String)] = [
      ([], "<input>"), (["-"], "There is no input."), ([file, "--level", "H"], "--level"),
      ([file, "--scale", "1"], "2 to 30"), ([file, "--scale", "31"], "2 to 30"),
      ([file, "--out", path("x.jpg")], ".png or .svg"),
      ([file, "--out", path("x.png"), "--folder", path("x")], "--out is for one code"),
    ]
    for (arguments, says) in cases {
      let result = try Tool.run(["qr"] + arguments)
      #expect(result.status == 64, "\(arguments)")
      #expect(result.errors.contains(says), "\(result.errors)")
      #expect(result.output.isEmpty)
    }
    let two = try Tool.run(["qr", text, text, "--out", path("one.png")])
    #expect(two.status == 1)
    #expect(two.errors.contains("Use --folder."))
    #expect(!FileManager.default.fileExists(atPath: path("one.png")))
  }

  @Test("what is no Mapae object is not drawn")
  func noObject() throws {
    try Data("hello".utf8).write(to: scratch / "hello")
    try Data([0, 1, 2]).write(to: scratch / "zero")
    try Data().write(to: scratch / "empty")
    for input in [
      path("hello"), path("zero"), path("empty"), "MP1:1", "MP2:11", "/dev/zero", path("missing"), path(""),
    ] {
      let result = try Tool.run(["qr", input])
      #expect(result.status == 1, "\(input)")
      #expect(result.output.isEmpty)
      #expect(!result.errors.isEmpty)
    }
  }
}

/// ZXing, the reader that shares nothing with zbar.
enum ReadByZXing {
  static func text(of picture: String) throws -> String {
    let texts = try texts(of: picture)
    return try #require(texts.count == 1 ? texts[0] : nil, "\(texts)")
  }

  static func texts(of picture: String) throws -> [String] {
    let reader = Process()
    reader.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    reader.arguments = ["ZXingReader", "-format", "QRCode", picture]
    let output = Pipe()
    reader.standardOutput = output
    try reader.run()
    let words = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    reader.waitUntilExit()
    return words.matches(of: /(?m)^Text: +"(.*)"$/).map { String($0.1) }
  }
}
