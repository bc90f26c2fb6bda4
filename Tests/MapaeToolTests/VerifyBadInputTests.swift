import Foundation
import Mapae
import TestSupport
import Testing

@Suite("mapae verify on bad input")
struct VerifyBadInputTests {
  let door: TestDoor

  init() throws { door = try TestDoor() }

  @Test("a pass cut off at any length is rejected, as a file and as text")
  func truncated() throws {
    let bytes = try door.domain.pass()
    let files = try (0..<bytes.count).map { try door.file("cut-\($0)", Array(bytes.prefix($0))) }
    let cut = try door.reports(files)
    #expect(cut.count == bytes.count)
    #expect(cut.allSatisfy { $0.reason == "malformed" && $0.outcome == "rejected" })
    #expect(cut[30].fault == "truncated at byte 30")
    let text = MapaeText.encode(bytes)
    // The first two digits alone stand for another first byte, so from the third one on.
    let texts = (7..<text.count).map { String(text.prefix($0)) }
    let cutTexts = try door.reports(["-"], input: texts.joined(separator: "\n"))
    #expect(cutTexts.count == texts.count)
    #expect(cutTexts.allSatisfy { $0.reason == "malformed" })
  }

  @Test("no pass with one bit flipped is accepted, and none is called unreadable")
  func flipped() throws {
    let bytes = try door.domain.pass()
    let texts = (0..<bytes.count * 8).map { bit in
      var flipped = bytes
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      return MapaeText.encode(flipped)
    }
    let reports = try door.reports(["-"], input: texts.joined(separator: "\n"))
    #expect(reports.count == texts.count)
    #expect(reports.allSatisfy { ["rejected", "undecided"].contains($0.outcome) && $0.authentic == false })
  }

  @Test(
    "other texts than passes get a verdict", arguments: ["mp1:11", "MP2:11", "MP1:lower", "HC1:6BF", "MP1:", "홍길동"])
  func otherTexts(_ text: String) throws {
    let expected = text.hasPrefix("MP1:") ? "malformed" : "unsupported-version"
    #expect(try door.reports(["-"], input: text).map(\.reason) == [expected])
    #expect(try door.reports([door.file("file", text)]).map(\.reason) == [expected])
    if text.uppercased().hasPrefix("MP") { #expect(try door.reports([text]).map(\.reason) == [expected]) }
  }

  @Test("a pass whose text is in lower case is none")
  func lowerCase() throws {
    let text = try door.domain.passText()
    #expect(try door.reports([text.lowercased()]).map(\.reason) == ["unsupported-version"])
    #expect(try door.reports(["MP1:" + text.dropFirst(4).lowercased()]).map(\.reason) == ["malformed"])
  }

  @Test("bytes of other objects, and of none, get a verdict")
  func otherBytes() throws {
    let cases: [(bytes: [UInt8], reason: String)] = [
      ([], "malformed"), (Array(" \n\t\n".utf8), "malformed"), ([0x11], "malformed"), ([0], "unsupported-version"),
      ([0x12, 0, 0], "malformed"), (door.domain.record.bytes, "malformed"),
      ([0x11] + Array(repeating: 0, count: 2_000), "malformed"), ([0xff, 0xfe, 0x00], "unsupported-version"),
    ]
    for (index, (bytes, reason)) in cases.enumerated() {
      #expect(try door.reports([door.file("other-\(index)", bytes)]).map(\.reason) == [reason], "case \(index)")
    }
  }

  @Test("what cannot be read is 1, said with its name, and the others are judged")
  func unreadable() throws {
    let good = try door.domain.passText()
    let huge = try door.file("huge", "")
    try FileHandle(forWritingTo: URL(fileURLWithPath: huge)).truncate(atOffset: 100 << 20)
    let hugePicture = try door.file("huge.png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    try FileHandle(forWritingTo: URL(fileURLWithPath: hugePicture)).truncate(atOffset: 100 << 20)
    let longLine = try door.file("long", String(repeating: "A", count: 3 << 20))
    let cases = [
      (door.path("missing"), "No such file"), (door.path(""), "Is a directory"), (huge, "more than 65536 bytes"),
      (hugePicture, "more than 16777216 bytes"), (longLine, ", line 1: longer than 65536 bytes"),
      ("/dev/zero", "more than 65536 bytes"), (try door.file("photo.jpg", [0xff, 0xd8, 0xff, 0xe0, 0, 0x10]), "JPEG"),
      (try door.file("code.svg", "<svg xmlns"), "SVG"), (try door.file("sheet.pdf", "%PDF-1.7\n"), "PDF"),
    ]
    for (path, says) in cases {
      let result = try door.verify([path, good])
      #expect(result.status == 1)
      #expect(result.output.hasPrefix("UNREADABLE  \(path)"))
      #expect(result.output.contains(says), "\(result.output)")
      #expect(result.output.contains("\nACCEPTED  argument 2\n"))
    }
    let reports = try door.reports(cases.map(\.0))
    #expect(reports.map(\.outcome) == cases.map { _ in "unreadable" })
    #expect(reports.allSatisfy { $0.error != nil && $0.reason == nil && $0.sentence == nil })
  }

  @Test("a line that is too long does not hide the lines behind it")
  func longLine() throws {
    let path = try door.file(
      "lines", String(repeating: "A", count: 65_537) + "\n" + (try door.domain.passText()) + "\n")
    #expect(try door.reports([path]).map(\.outcome) == ["unreadable", "accepted"])
  }

  @Test("a file that may not be read is unreadable")
  func forbidden() throws {
    let path = try door.file("forbidden", door.domain.passText())
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    // Root may read it all the same, unless it gives that right away.
    let tool = Process()
    tool.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let state = try door.folder(of: door.domain.state())
    let verify = ["verify", path, "--state", state, "--accept", "access"]
    let asNobody = getuid() == 0 ? ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] : []
    tool.arguments = asNobody + [Tool.executable.path] + verify
    let output = Pipe()
    tool.standardOutput = output
    tool.standardError = FileHandle.nullDevice
    try tool.run()
    let words = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    tool.waitUntilExit()
    #expect(tool.terminationStatus == 1)
    #expect(words.contains("Permission denied"), "\(words)")
  }
}
