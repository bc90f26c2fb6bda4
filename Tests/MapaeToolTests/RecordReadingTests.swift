import Foundation
import Mapae
import Testing

@Suite("Records that cannot be read are reported with their line, and the others go on")
struct RecordReadingTests {
  /// A line between two good ones, and what is said of it.
  struct Bad: Sendable, CustomTestStringConvertible {
    let line: [UInt8]
    let reason: String

    init(_ line: String, _ reason: String) { self.init(Array(line.utf8), reason) }

    init(_ line: [UInt8], _ reason: String) {
      self.line = line
      self.reason = reason
    }

    var testDescription: String { "\(reason): \(String(decoding: line.prefix(40), as: UTF8.self))" }
  }

  static let bad = [
    Bad("x", "a record begins with {"),
    Bad("[]", "a record begins with {"),
    Bad(#""text""#, "a record begins with {"),
    Bad(#"{"area""#, "a colon is expected"),
    Bad(#"{"area":"#, "a value is expected"),
    Bad(#"{"area":"x""#, "a comma or } is expected"),
    Bad(#"{"area":"x","#, "the name of a field is expected"),
    Bad(#"{"area":"x",}"#, "the name of a field is expected"),
    Bad(#"{area:"x"}"#, "the name of a field is expected"),
    Bad(#"{"area":"x"}{"area":"x"}"#, "more stands behind the record"),
    Bad(#"{"area":"x"} // note"#, "more stands behind the record"),
    Bad(#"{"area":"x","area":"y"}"#, #"the field "area" stands twice"#),
    Bad(#"{"area":"x","are\u0061":"y"}"#, #"the field "area" stands twice"#),
    Bad(#"{"area":{"a":"x"}}"#, "a record is flat"),
    Bad(#"{"area":["x"]}"#, "a record is flat"),
    Bad(#"{"area":"# + String(repeating: "[", count: 60_000) + "}", "a record is flat"),
    Bad(#"{"area":'x'}"#, "a value is expected"),
    Bad(#"{"area":nul}"#, "a value is expected"),
    Bad(#"{"area":NaN}"#, "a value is expected"),
    Bad(#"{"area":"x"#, "the record ends inside a text"),
    Bad("{\"area\":\"\t\"}", "a control character"),
    Bad(#"{"area":"\x"}"#, "an unknown escape"),
    Bad(#"{"area":"\u12g4"}"#, "an unknown escape"),
    Bad(#"{"area":"\u+123"}"#, "an unknown escape"),
    Bad(#"{"area":"\ud83d"}"#, "half a surrogate pair"),
    Bad(#"{"area":"\ud83d\u0041"}"#, "half a surrogate pair"),
    Bad(#"{"area":"\ude00"}"#, "half a surrogate pair"),
    Bad(Array(#"{"area":""#.utf8) + [0xc0, 0xaf] + Array(#""}"#.utf8), "not valid UTF-8"),
    Bad(Array(#"{"area":""#.utf8) + [0xed, 0xa0, 0x80] + Array(#""}"#.utf8), "not valid UTF-8"),
    Bad([0xef, 0xbb, 0xbf] + Array(#"{"area":"x"}"#.utf8), "a record begins with {"),
    Bad(#"{"area":"# + "01}", "a number is not written as JSON"),
    Bad(#"{"area":1.}"#, "a number is not written as JSON"),
    Bad(#"{"area":-}"#, "a number is not written as JSON"),
    Bad(#"{"area":1e}"#, "a number is not written as JSON"),
    Bad(#"{"area":1}"#, "area must be a text"),
    Bad(#"{"area":true}"#, "area must be a text"),
    Bad(#"{"aera":"x"}"#, #"unknown field "aera" (is it area?)"#),
    Bad(#"{"family_name":"x"}"#, #"unknown field "family_name" (is it family-name?)"#),
    Bad(#"{"colour":"x"}"#, #"unknown field "colour"; "#),
    Bad(#"{"dose-date":"2021-02-18"}"#, "access has no claim dose-date"),
    Bad(#"{"\u001b[2Jred":"x"}"#, #"unknown field "?[2Jred""#),
    Bad(#"{"area":""# + String(repeating: "x", count: 65_536) + #""}"#, "more than 65536 bytes"),
  ]

  @Test("one bad line between good ones", arguments: bad)
  func reported(bad: Bad) throws {
    let desk = try IssuerDesk()
    let input = Data(Array("{\"area\":\"a\"}\n\n".utf8) + bad.line + Array("\n{\"area\":\"b\"}\n".utf8))
    let result = try Tool.run(desk.arguments(["--profile", "access", "--lifetime", "1d", "--json"]), input: input)
    #expect(result.status == 1)
    let lines = try result.output.split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
    #expect(lines.map(\.line) == [1, 3, 4])
    #expect(lines.map { $0.text == nil } == [false, true, false])
    let error = lines.count == 3 ? lines[1].error ?? "" : ""
    #expect(error.contains(bad.reason), "\(error)")
    #expect(result.errors == "line 3: \(error)\n1 of 3 records became no pass\n")
    #expect(!result.errors.unicodeScalars.contains { $0.value < 0x20 && $0.value != 0x0a })
  }

  /// A line of `--json`.
  private struct Line: Decodable {
    let line: Int
    let text: String?
    let error: String?
  }

  @Test("every field of every form of input is the same record")
  func forms() throws {
    let desk = try IssuerDesk()
    let forms = [
      #"{"family-name":"홍","given-name":"A/\"\\ B","area":"😀"}"#,
      #"  { "family-name" : "\ud64d" , "given-name":"A\/\u0022\\ \u0042","area":"\uD83D\ude00","role":"" }  "#,
      "{\n  \"family-name\": \"홍\",\n\t\"given-name\": \"A/\\\"\\\\ B\",\n  \"area\": \"😀\", \"role\": null\n}",
    ]
    for end in ["\n", "\r\n"] {
      let text = "\u{feff}" + forms.joined(separator: "\n\n").replacingOccurrences(of: "\n", with: end)
      let result = try desk.issue(text)
      #expect(result.errors == "")
      let claims = try IssuerDesk.passes(result.output).map { $0.unverifiedClaims.map { $0.text } }
      #expect(claims == Array(repeating: ["홍", "A/\"\\ B", "😀"], count: 3))
    }
  }

  @Test("a record over lines that never ends does not swallow the next one")
  func unended() throws {
    let desk = try IssuerDesk()
    let result = try desk.issue("{\n\"area\": \"x\",\n{\"area\":\"y\"}\n{\n\"area\":\"z\"")
    #expect(result.status == 1)
    #expect(result.errors.contains("line 1: ") && result.errors.contains("line 4: "))
    #expect(try IssuerDesk.passes(result.output).map { $0.unverifiedClaims.map(\.text) } == [["y"]])
  }

  @Test("skipped lines are passed over")
  func skip() throws {
    let desk = try IssuerDesk()
    let result = try desk.issue(
      "{\"area\":\"a\"}\nbad\n{\"area\":\"c\"}\n", ["--profile", "access", "--lifetime", "1d", "--skip", "2"])
    #expect(result.status == 0)
    #expect(try IssuerDesk.passes(result.output).map { $0.unverifiedClaims.map(\.text) } == [["c"]])
  }

  @Test("no input is a mistake of usage", arguments: ["", "\n", " \r\n\t\n", "\u{feff}"])
  func empty(input: String) throws {
    let desk = try IssuerDesk()
    let result = try desk.issue(input)
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(try desk.show().spent == 0)
    let out = (desk.scratch / "out").path
    #expect(try desk.issue(input, ["--profile", "access", "--lifetime", "1d", "--out", out]).status == 64)
    #expect(!FileManager.default.fileExists(atPath: out))
  }

  @Test("a folder, an absent file, and a file that nobody may read")
  func unreadable() throws {
    let desk = try IssuerDesk()
    for (path, reason) in [(desk.folder, "directory"), (desk.folder + "/absent", "No such file")] {
      let result = try Tool.run(desk.arguments([path, "--profile", "access", "--lifetime", "1d"]))
      #expect(result.status == 1)
      #expect(result.errors.lowercased().contains(reason.lowercased()))
      #expect(result.output == "")
    }
    // The superuser reads every file; an entry of /proc refuses even that one.
    let result = try Tool.run(desk.arguments(["/proc/self/mem", "--profile", "access", "--lifetime", "1d"]))
    #expect(result.status == 1)
    #expect(result.errors.contains("cannot read /proc/self/mem"))
  }

  @Test("neither a line of 200 MB nor thousands of records take memory")
  func bounded() throws {
    let desk = try IssuerDesk()
    // The greatest memory so far, once after a short line that is too long and once after the long one.
    let script = """
      mkfifo in
      ASAN_OPTIONS=quarantine_size_mb=1 "$@" < in > out 2> err &
      tool=$!
      exec 3> in
      for size in 70000 200000000; do
        head -c $size /dev/zero | tr '\\0' a >&3
        echo >&3
        yes '{"area":"gate"}' | head -n 1000 >&3
        lines=$((lines + 1000))
        until [ "$(wc -l < out)" = $lines ]; do kill -0 $tool || exit 99; sleep 0.05; done
        awk '/VmHWM/ { print $2 }' /proc/$tool/status
      done
      exec 3>&-
      wait $tool
      """
    let result = try Tool.shell(script, desk.arguments(IssueOutputTests.plain), in: desk.scratch.folder)
    #expect(result.status == 1)
    let kilobytes = result.output.split(separator: "\n").compactMap { Int($0) }
    #expect(kilobytes.count == 2)
    #expect(kilobytes.count == 2 && kilobytes[1] - kilobytes[0] < 20_000, "\(kilobytes)")
    let errors = try String(contentsOf: desk.scratch / "err", encoding: .utf8)
    #expect(errors.contains("line 1: a record has more than") && errors.contains("line 1002: a record has more than"))
    #expect(try IssuerDesk.passes(String(contentsOf: desk.scratch / "out", encoding: .utf8)).count == 2_000)
  }
}
