import Foundation
import Mapae
import TestSupport
import Testing

@Suite("mapae present")
struct PresentTests {
  private let door: TestDoor
  private let key: String
  private let pass: String
  private let now = TestDomain.now

  private static let challenge = "000102030405060708090a0b0c0d0e0f"

  init() throws {
    let door = try TestDoor()
    let file = door.path("holder.key")
    let made = try Tool.run(["key", "new", file])
    let publicKey = try #require(PublicKey(hex: made.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    (self.door, key) = (door, file)
    let text = try door.domain.passText { $0.claims = [Claim(.holderKey, bytes: publicKey.bytes)!] }
    pass = try door.file("pass.txt", text)
  }

  private func present(_ arguments: [String], of pass: String? = nil, in domain: Digest? = nil) throws -> Tool.Result {
    try Tool.run(
      ["present", pass ?? self.pass, "--key", key, "--domain", "\(domain ?? door.domain.digest)"] + arguments)
  }

  /// The text of a presentation so many seconds after ``now``.
  private func code(_ offset: Int64 = 0, _ arguments: String...) throws -> String {
    let result = try present(["--text", "--at", "\((now + offset).seconds)"] + arguments)
    try #require(result.status == 0, "\(result.errors)")
    return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @Test("a fresh code is accepted, one of a minute ago or of the next second is not, and the report says why")
  func fresh() throws {
    for (offset, outcome) in [(0, "accepted"), (-59, "accepted"), (-60, "undecided"), (1, "undecided")] {
      let report = try #require(try door.reports([code(Int64(offset))]).first)
      #expect(report.outcome == outcome && report.authentic != false, "\(offset)")
      guard outcome == "undecided" else { continue }
      #expect(report.reason == "presentation-stale" && report.remedy == "holder")
      #expect(report.decidingTime == (offset < 0 ? now.text : (now + 1).text))
      #expect(report.supportCode?.hasPrefix("45-\(door.domain.digest.hex.prefix(8))-1-1-") == true)
    }
  }

  @Test("PRESENT-10: by default a code may be as old as the clock's error hides; --max-age says it exactly")
  func ages() throws {
    let clock = ["--at", "\(now.seconds)", "--clock-error", "60s"]
    #expect(try door.verify([code(-119)] + clock).status == 0)
    #expect(try door.verify([code(-120)] + clock).status == 20)
    #expect(try door.verify([code(-30), "--max-age", "60s"] + clock).status == 20)
    #expect(try door.verify([code(-119), "--max-age", "2m"]).status == 0)
    #expect(try door.verify([code(), "--max-age", "0"]).status == 20)
    #expect(try door.verify([code(), "--max-age", "30000d"]).status == 0)
    #expect(try door.verify([code(), "--max-age", "60000d"]).status == 64)
  }

  /// What `present --each` says of these lines.
  private func each(_ lines: [String], _ arguments: String...) throws -> Tool.Result {
    try Tool.run(
      ["present", "--each", "-", "--domain", "\(door.domain.digest)", "--at", "\(now.seconds)"] + arguments,
      input: Data(lines.map { $0 + "\n" }.joined().utf8))
  }

  @Test("many passes are presented line by line, each with its own key and challenge")
  func each() throws {
    let other = door.path("other.key")
    let publicKey = try Tool.run(["key", "new", other]).output.trimmingCharacters(in: .whitespacesAndNewlines)
    let second = try door.domain.passText { $0.claims = [Claim(.holderKey, bytes: PublicKey(hex: publicKey)!.bytes)!] }
    let first = try String(contentsOfFile: pass, encoding: .utf8)
    let made = try each([
      #"{"pass": "\#(first)", "key": "\#(key)"}"#, "",
      #"{"pass": "\#(second)", "key": "\#(other)", "challenge": "\#(Self.challenge)"}"#,
    ])
    try #require(made.status == 0, "\(made.errors)")
    let texts = made.output.split(separator: "\n").map(String.init)
    #expect(try door.reports(texts).map(\.outcome) == ["accepted", "accepted"])
    #expect(try texts == [code(), texts[1]])
    #expect(try door.verify([texts[1], "--challenge", Self.challenge]).status == 0)
  }

  @Test("the first line that cannot be presented ends the command, and is named")
  func brokenLine() throws {
    let first = try String(contentsOfFile: pass, encoding: .utf8)
    let good = #"{"pass": "\#(first)", "key": "\#(key)"}"#
    for (bad, words) in [
      ("no order", "not an order"), ("{}", "pass or key is not there"),
      (#"{"pass": "\#(first)"}"#, "pass or key is not there"), (#"{"pass": 1, "key": "\#(key)"}"#, "must be a text"),
      (#"{"pass": "MP1:a", "key": "\#(key)"}"#, "no Mapae text"),
      (#"{"pass": "\#(first)", "key": "\#(key)", "challange": "00"}"#, "unknown member"),
      (#"{"pass": "\#(first)", "key": "\#(key)", "challenge": "0"}"#, "1 to 32 bytes"),
      (#"{"pass": "\#(first)", "key": "\#(door.path("nowhere"))"}"#, "nowhere"),
      (#"{"pass": "\#(String(repeating: "M", count: 70_000))", "key": "\#(key)"}"#, "longer than 65536 bytes"),
    ] {
      let result = try each([good, bad, good])
      #expect(result.status == 1 && result.output.split(separator: "\n").count == 1, "\(words)")
      #expect(result.errors.contains("standard input, line 2") && result.errors.contains(words), "\(result.errors)")
    }
    #expect(try each([]).errors.contains("names no pass"))
    for bad in [["--key", key], ["--challenge", "00"], ["--out", "a.png"], [pass]] {
      let result = try Tool.run(["present", "--each", "-", "--domain", "\(door.domain.digest)"] + bad)
      #expect(result.status == 64, "\(bad)")
    }
    #expect(try Tool.run(["present", "--key", key, "--domain", "\(door.domain.digest)"]).status == 64)
    #expect(try Tool.run(["present", pass, "--domain", "\(door.domain.digest)"]).status == 64)
  }

  @Test("pictures of a code are read back, and never overwrite a file")
  func pictures() throws {
    let picture = door.path("code.png")
    #expect(try present(["--out", picture, "--at", "\(now.seconds)"]).status == 0)
    #expect(try door.verify([picture]).status == 0)
    let again = try present(["--out", picture, "--at", "\(now.seconds)"])
    #expect(again.status == 1 && again.errors.contains("is already there"))
    #expect(try present(["--out", door.path("code.svg")]).status == 0)
    #expect(try String(contentsOfFile: door.path("code.svg"), encoding: .utf8).hasPrefix("<svg"))
    let blocks = try present([])
    #expect(blocks.status == 0 && blocks.output.contains("█") && !blocks.output.contains("\u{1b}"))
  }

  @Test("a door that asks with a challenge takes the answer to it, whatever the phone's clock says")
  func challenges() throws {
    let asked = ["--challenge", Self.challenge]
    let answer = try code(-86_400, "--challenge", Self.challenge)
    #expect(try door.verify([answer] + asked).status == 0)
    for wrong in [try code(), try code(0, "--challenge", "00")] {
      #expect(try door.reports([wrong] + asked).map(\.reason) == ["wrong-challenge"])
    }
    // PRESENT-12, PRESENT-11.
    #expect(try door.verify([answer, answer] + asked).status == 64)
    #expect(try door.verify([answer, "--challenge", String(Self.challenge.dropLast(2))]).status == 64)
    for bad in ["", "0", "xx", String(repeating: "00", count: 33)] {
      #expect(try present(["--text", "--challenge", bad]).status == 64)
    }
  }

  @Test("a bound pass shown bare is undecided, and accepted with --bare; the claims of a code are shown like a pass's")
  func bare() throws {
    #expect(try door.reports([pass]).map(\.reason) == ["presentation-needed"])
    #expect(try door.verify([pass, "--bare"]).status == 0)
    let report = try #require(try door.reports([code(), "--show", "holder-key"]).first)
    #expect(report.claims?.keys.sorted() == ["holder-key"])
  }

  @Test("what no door could take is not made, and says what to do")
  func refused() throws {
    let paper = try door.file("paper.txt", door.domain.passText())
    let code = try door.file("code.txt", try code())
    _ = try Tool.run(["key", "new", door.path("other.key")])
    let other = try Tool.run(
      ["present", pass, "--key", door.path("other.key"), "--domain", "\(door.domain.digest)", "--text"])
    for (result, words) in [
      (try present(["--text"], of: paper), "names no holder key"),
      (try present(["--text"], of: code), "a presentation already"),
      (try present(["--text"], of: "MP1:000"), "is no pass"),
      (try present(["--text"], in: .zero), "not of this domain"),
      (try present(["--text"], of: door.path("nowhere")), "nowhere"), (other, "not the one that the pass names"),
    ] {
      #expect(
        result.status == 1 && result.output.isEmpty && result.errors.contains(words), "\(words): \(result.errors)")
    }
    for bad in [
      ["--text", "--out", "a.png"], ["--out", "a.gif"], ["--every", "0"], ["--every", "2h"], ["--scale", "1"],
      ["--domain", "00"],
    ] {
      #expect(try present(bad).status == 64, "\(bad)")
    }
  }

  @Test("PRESENT-14: where nobody says otherwise, a code on a terminal is drawn anew every 30 seconds")
  func interval() throws {
    let help = try Tool.run(["present", "--help"]).output
    #expect(try help.contains(Regex(#"--every <every> +How often [^(]*\(default: 30s\)"#)), "\(help)")
  }

  @Test("on a terminal the code renews itself until Ctrl-C, and the terminal is as it was")
  func terminal() throws {
    let script = Process()
    script.executableURL = URL(fileURLWithPath: "/usr/bin/script")
    // Without exec a plain shell stays in between, and Ctrl-C ends that one too.
    let command = "'\(Tool.executable.path)' present '\(pass)' --key '\(key)' --domain \(door.domain.digest) --every 1s"
    script.arguments = ["-qec", "exec " + command, "/dev/null"]
    let (input, output) = (Pipe(), Pipe())
    (script.standardInput, script.standardOutput) = (input, output)
    try script.run()
    var shown = ""
    var isStopped = false
    while true {
      let part = output.fileHandleForReading.availableData
      if part.isEmpty { break }
      shown += String(decoding: part, as: UTF8.self)
      let drawn = shown.components(separatedBy: "Presented at ").count - 1
      if !isStopped, drawn >= 3 {
        isStopped = true
        try input.fileHandleForWriting.write(contentsOf: Data([0x03]))
      }
      if drawn > 20 { script.terminate() }
    }
    script.waitUntilExit()
    #expect(script.terminationStatus == 0 && isStopped, "\(shown.suffix(200))")
    #expect(shown.contains("\u{1b}[?1049h\u{1b}[?25l") && shown.contains("\u{1b}[?25h\u{1b}[?1049l"))
    let times = Set(shown.matches(of: /Presented at ([-0-9TZ:]+)/).map(\.1))
    #expect(times.count > 1, "the code is another one each second")
  }
}
