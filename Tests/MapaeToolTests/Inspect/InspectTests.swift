import Foundation
import Mapae
import MapaeTool
import Testing

/// `mapae inspect` as a user runs it.
@Suite("mapae inspect")
struct InspectTests {
  let scratch = try! Scratch()
  let domain = try! ExampleDomain()
  let passes: ExamplePasses

  init() throws { passes = try ExamplePasses(domain) }

  func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    let file = scratch / name
    try Data(bytes).write(to: file)
    return file.path
  }

  /// What the tool prints for bytes.
  func expected(_ bytes: [UInt8]) throws -> String {
    var lines: [String] = []
    _ = try AnnotationText.write(bytes) { lines.append($0) }
    return lines.joined(separator: "\n") + "\n"
  }

  @Test("bytes, text and hexadecimal, as file, argument and standard input, are one thing")
  func inputs() throws {
    let text = MapaeText.encode(passes.erika)
    let hex = Hex.encode(passes.erika)
    let wanted = try expected(passes.erika)
    let runs: [([String], Data)] = [
      ([try file("pass.mapae", passes.erika)], Data()),
      ([try file("pass.txt", " \(text)\r\n".utf8)], Data()),
      ([text], Data()),
      (["-"], Data(passes.erika)),
      (["-"], Data(text.utf8)),
      (["--hex", hex], Data()),
      (["--hex", hex.uppercased()], Data()),
      (["--hex", "-"], Data("\(hex.prefix(30)) \n\(hex.dropFirst(30))\n".utf8)),
    ]
    for (arguments, input) in runs {
      let result = try Tool.run(["inspect"] + arguments, input: input)
      #expect(result.status == 0 && result.output == wanted && result.errors.isEmpty, "\(arguments)")
    }
  }

  @Test("a picture of a QR code is its text")
  func picture() throws {
    let path = (scratch / "pass.png").path
    #expect(try Tool.run(["qr", MapaeText.encode(passes.erika), "--out", path]).status == 0)
    let result = try Tool.run(["inspect", path])
    #expect(try result.status == 0 && result.output == expected(passes.erika))
  }

  @Test("what stands in an argument is not repeated as its name (PRIV-7)")
  func names() throws {
    let text = MapaeText.encode(passes.erika)
    let shown = try Tool.run(["inspect", text, "MP1:0"])
    #expect(shown.output.hasPrefix("== argument 1\n") && shown.output.contains("\n== argument 2\n"))
    for arguments in [["inspect", "--json", text], ["inspect", "--json", "--hex", Hex.encode(passes.erika)]] {
      let line = try conclusion(try Tool.run(arguments))
      #expect(line.input == "argument 1")
    }
  }

  @Test("each kind that is read")
  func kinds() throws {
    for bytes in [
      passes.erika, passes.presented, passes.request, domain.firstRecord.bytes, domain.secondRecord.bytes,
      domain.list.bytes, domain.statusList.bytes, domain.bundle,
    ] {
      let result = try Tool.run(["inspect", "-"], input: Data(bytes))
      #expect(result.status == 0)
      #expect(result.output == (try expected(bytes)))
      #expect(result.output.hasPrefix("Nothing here is proven: no signature is checked.\n"))
      #expect(result.output.hasSuffix("well-formed: \(bytes.count) bytes\n"))
    }
  }

  @Test(
    "kinds and versions that are unknown are named",
    arguments: [
      ("19", "version 1, kind 9: not known here"),
      ("23", "version 2, kind 3: not known here"),
    ])
  func otherKinds(_ hex: String, _ words: String) throws {
    let result = try Tool.run(["inspect", "--hex", hex + "00"])
    #expect(result.status == 1)
    #expect(result.output.contains("BROKEN: unsupported-version at byte 0 of 2"))
    #expect(result.output.contains(words))
  }

  @Test("a broken field is shown with what is wrong")
  func broken() throws {
    var bytes = passes.erika
    bytes.replaceSubrange(23..<27, with: [0, 0, 0, 0])
    let result = try Tool.run(["inspect", "-"], input: Data(bytes))
    #expect(result.status == 1)
    let lines = result.output.split(separator: "\n").suffix(3).map {
      $0.split(separator: " ", omittingEmptySubsequences: true)
    }
    #expect(lines[0].starts(with: ["BROKEN:", "out-of-range", "at", "byte", "23"]))
    #expect(lines[1] == ["[pass]"])
    #expect(lines[2].starts(with: ["23", "00000000", "lifetime", "pass.md"]))
  }

  @Test("broken texts: the offset is the library's")
  func brokenTexts() throws {
    let text = MapaeText.encode(passes.erika)
    for broken in ["MP1:0", "MP1:0000", text.dropLast() + "i", text.dropLast(2) + "::"] {
      var fault: FormatError?
      do throws(FormatError) { _ = try MapaeText.decode(String(broken)) } catch { fault = error }
      let wanted = try #require(fault)
      let result = try Tool.run(["inspect", String(broken)])
      #expect(result.status == 1)
      #expect(result.output.hasPrefix("BROKEN: \(wanted.code.rawValue) at character \(wanted.offset) of the text: "))
      let line = try conclusion(try Tool.run(["inspect", "--json", String(broken)]))
      #expect(line.fault?.code == wanted.code.rawValue && line.fault?.offset == wanted.offset)
      #expect(line.fault?.of == "text")
    }
  }

  struct Line: Decodable {
    struct Fault: Decodable {
      let code: String
      let offset: Int
      let of: String
      let row: RowLine?
    }
    struct RowLine: Decodable {
      let place: [String]
      let field: String
      let offset: Int
      let hex: String
      let value: String
      let chapter: String
    }
    let input: String
    let wellFormed: Bool
    let proven: Bool
    let kind: String?
    let size: Int?
    let notes: [String]?
    let fault: Fault?
    let unreadable: String?
  }

  func lines<Value: Decodable>(_ type: Value.Type, _ text: some StringProtocol) throws -> [Value] {
    try text.split(separator: "\n").map { try JSONDecoder().decode(Value.self, from: Data($0.utf8)) }
  }

  func conclusion(_ result: Tool.Result) throws -> Line {
    try lines(Line.self, try #require(result.output.split(separator: "\n").last))[0]
  }

  @Test("JSON: a line for each row, their bytes together are the object's, and a conclusion")
  func json() throws {
    for (kind, bytes) in [("pass", passes.erika), ("trust list", domain.list.bytes), ("trust bundle", domain.bundle)] {
      let result = try Tool.run(["inspect", "--json", "-"], input: Data(bytes))
      #expect(result.status == 0 && result.errors.isEmpty)
      let rows = try lines(
        Line.RowLine.self, result.output.dropLast().prefix(through: result.output.dropLast().lastIndex(of: "\n")!))
      #expect(rows.map(\.hex).joined() == Hex.encode(bytes))
      let conclusion = try conclusion(result)
      #expect(conclusion.kind == kind && conclusion.size == bytes.count && conclusion.wellFormed)
      #expect(!conclusion.proven && conclusion.fault == nil && conclusion.notes == [])
    }
    let cut = try conclusion(try Tool.run(["inspect", "--json", "-"], input: Data(passes.erika.dropLast())))
    #expect(!cut.wellFormed && cut.fault?.code == "truncated" && cut.fault?.row?.field == "vaccine-text")
  }

  @Test("claims that no verifier accepts are noted, and the pass is well-formed")
  func notes() throws {
    let lacking = try Tool.run(["inspect", passes["no-dose-date"].text])
    #expect(
      lacking.status == 0 && lacking.output.contains("note: invalid-claims: a claim that the profile vaccination"))
    let unknown = try Tool.run(["inspect", passes["private-claim"].text])
    #expect(unknown.status == 0 && unknown.output.contains("note: unsupported-claim: only a door that has learnt 0x1c"))
  }

  @Test("inputs that cannot be read end with exit code 1, and the others are shown")
  func unreadable() throws {
    let pass = try file("pass.mapae", passes.erika)
    let locked = try file("locked", [0x11])
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: locked)
    var unreadable = [scratch.folder.path, (scratch / "absent").path]
    // Root reads everything.
    if getuid() != 0 { unreadable.append(locked) }
    for path in unreadable {
      let result = try Tool.run(["inspect", path, pass])
      #expect(result.status == 1)
      #expect(result.errors.hasPrefix("Error: cannot read \(path)"))
      #expect(result.output == "== \(path)\n== \(pass)\n" + (try expected(passes.erika)))
      let line = try conclusion(try Tool.run(["inspect", "--json", path]))
      #expect(line.unreadable?.hasPrefix("cannot read") == true && !line.wellFormed)
    }
    #expect(try Tool.run(["inspect", "--hex", "11a"]).status == 1)
    #expect(try Tool.run(["inspect", "--hex", "zz"]).errors.contains("not hexadecimal"))
  }

  @Test("a file of 100 MB is refused, whatever it begins with, without being shown")
  func large() throws {
    for firstByte in [0x00, 0x11, 0x16] as [UInt8] {
      let path = try file("large-\(firstByte)", [firstByte])
      try FileHandle(forWritingTo: URL(fileURLWithPath: path)).truncate(atOffset: 100_000_000)
      let result = try Tool.run(["inspect", path])
      #expect(result.status == 1 && result.output.isEmpty)
      #expect(result.errors.contains("more than 67108864 bytes"))
    }
  }

  @Test("usage: no input, standard input twice, help")
  func usage() throws {
    #expect(try Tool.run(["inspect"]).status == 64)
    #expect(try Tool.run(["inspect", "-", "-"]).status == 64)
    #expect(try Tool.run(["inspect", "--wrong", "-"]).status == 64)
    let help = try Tool.run(["inspect", "--help"])
    #expect(help.status == 0)
    for part in ["EXAMPLES", "EXIT CODES", "WITH --json", "--hex", "no signature is checked"] {
      #expect(help.output.contains(part))
    }
  }
}
