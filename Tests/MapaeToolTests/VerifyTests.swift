import Foundation
import Mapae
import TestSupport
import Testing

@Suite("mapae verify")
struct VerifyTests {
  let door: TestDoor

  init() throws { door = try TestDoor() }

  @Test("every form of input brings the same pass")
  func forms() throws {
    let text = try door.domain.passText()
    let bytes = try door.domain.pass()
    let files = [
      try door.file("text", text), try door.file("line", " \t\(text)\r\n\n"), try door.file("bytes", bytes),
      try door.file("marked", "\u{feff}\(text)\r\n"),
      try door.file("json", #"{"line":1,"serial":7,"text":"\#(text)"}"#), try door.picture("picture.png", of: text),
    ]
    for input in [text] + files {
      let result = try door.verify([input])
      #expect(result.status == 0, "\(input): \(result.output)\(result.errors)")
      #expect(result.output.hasPrefix("ACCEPTED  "))
    }
    for file in files {
      let input = try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
      let result = try Tool.run(
        ["verify", "-", "--state", door.folder(of: door.domain.state()), "--accept", "access", "--at", "1768089600"],
        input: input.readDataToEndOfFile())
      #expect(result.status == 0, "\(file) as standard input: \(result.output)\(result.errors)")
    }
  }

  @Test("a stream of texts is judged line by line, in order, and lines are numbered")
  func stream() throws {
    let (good, late, early) = try (door.domain.passText(), door.domain.expiredText(), door.domain.earlyText())
    let input = "\(good)\n\n{\"text\": \"\(late)\"}\r\n{\"error\": \"no pass\"}\n  \(early)"
    let reports = try door.reports(["-"], input: input)
    #expect(reports.map(\.outcome) == ["accepted", "rejected", "unreadable", "undecided"])
    #expect(reports.map(\.line) == [1, 3, 4, 5])
    #expect(reports.allSatisfy { $0.input == "-" })
    #expect(reports[2].error == "standard input, line 4: no JSON object with a member \"text\"")
  }

  @Test("a stream's verdict comes before its end", .timeLimit(.minutes(1)))
  func interactive() throws {
    let process = Process()
    process.executableURL = Tool.executable
    process.arguments = [
      "verify", "-", "--state", try door.folder(of: door.domain.state()), "--accept", "access", "--at", "1768089600",
    ]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    for text in try [door.domain.passText(), door.domain.earlyText()] {
      try input.fileHandleForWriting.write(contentsOf: Data("\(text)\n".utf8))
      #expect(!output.fileHandleForReading.availableData.isEmpty)
    }
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 20)
  }

  struct Mix: Sendable, CustomTestStringConvertible {
    let inputs: String
    let status: Int32
    var testDescription: String { "\(inputs): \(status)" }
  }

  @Test(
    "exit codes: the first that applies, whatever the order of inputs",
    arguments: [
      Mix(inputs: "good", status: 0), Mix(inputs: "good good", status: 0), Mix(inputs: "early", status: 20),
      Mix(inputs: "good early", status: 20), Mix(inputs: "late", status: 10),
      Mix(inputs: "early late good", status: 10),
      Mix(inputs: "missing", status: 1), Mix(inputs: "late missing early", status: 1),
      Mix(inputs: "missing good", status: 1),
    ])
  func exitCodes(_ mix: Mix) throws {
    let texts = [
      "good": try door.domain.passText(), "early": try door.domain.earlyText(),
      "late": try door.domain.expiredText(),
    ]
    let inputs = mix.inputs.split(separator: " ").map { texts[String($0)] ?? door.path(String($0)) }
    let result = try door.verify(inputs)
    #expect(result.status == mix.status, "\(result.errors)")
    // All are judged and printed, whatever became of the others.
    let headlines = result.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
    #expect(headlines.count == inputs.count)
  }

  @Test("wrong usage is 64, and nothing is judged")
  func usage() throws {
    let text = try door.domain.passText()
    let (own, twin) = try (door.folder(of: door.domain.state()), door.folder("twin", of: door.domain.state()))
    let door = ["--state", own]
    let cases: [(arguments: [String], says: String)] = [
      (door + ["--accept", "access"], "<input>"),
      ([text, "--accept", "access"], "--state"),
      ([text] + door, "--accept"),
      ([text] + door + ["--accept", "acess"], "There is no profile acess"),
      ([text] + door + ["--accept", "61439"], "There is no profile 61439"),
      ([text] + door + ["--accept", "a:b:access"], "DOMAIN:PROFILE"),
      ([text] + door + ["--accept", ":access"], "DOMAIN:PROFILE"),
      ([text] + door + ["--accept", "zz:access"], "begins with zz"),
      ([text] + door + ["--accept", "access", "--home", "zz"], "begins with zz"),
      ([text] + door + ["--accept", "access", "--state", twin], "of the one domain"),
      ([text] + door + ["--accept", "access", "--show", "famly-name"], "There is no claim famly-name"),
      ([text] + door + ["--accept", "access", "--lang", "fr"], "en and ko"),
      ([text] + door + ["--accept", "access", "--size-limit", "255"], "256 to 1024"),
      ([text] + door + ["--accept", "access", "--at", "noon"], "--at"),
      ([text] + door + ["--accept", "access", "--clock-error", "-1"], "--clock-error"),
      ([text] + door + ["--accept", "access", "--clock-error", "99999999d"], "--clock-error"),
      (["-"] + door + ["--accept", "access"], "There is no input."),
    ]
    for (arguments, says) in cases {
      let result = try Tool.run(["verify"] + arguments)
      #expect(result.status == 64, "\(arguments.dropFirst())")
      #expect(result.errors.contains(says), "\(arguments): \(result.errors)")
      #expect(result.output.isEmpty)
    }
  }

  @Test("a state that is not there or was changed is no ground for a verdict")
  func badStates() throws {
    let text = try door.domain.passText()
    let broken = try door.folder("broken", of: door.domain.state())
    var bytes = try #require(try door.domain.state().bytes)
    bytes[bytes.count - 1] ^= 1
    _ = try door.file("broken/state.mapae", bytes)
    for (state, says) in [(door.path("nowhere"), "holds no trust state"), (broken, "changed or damaged")] {
      let result = try door.verify([text], states: [state])
      #expect(result.status == 1)
      #expect(result.errors.contains(says))
      #expect(result.output.isEmpty)
    }
  }

  @Test("a state without a list does not know the key yet")
  func emptyState() throws {
    let state = try door.folder("empty", of: TrustState(anchor: door.domain.anchor))
    let report = try #require(try door.reports([door.domain.passText()], states: [state]).first)
    #expect(report.reason == "key-not-yet-known")
    #expect(report.supportCode == "5-\(door.domain.digest.hex.prefix(8))-0-0-1.0.0")
  }

  @Test("a person reads verdict, sentence, reason, mender and both times")
  func words() throws {
    let result = try door.verify([door.domain.expiredText(), "--support-code"])
    #expect(
      result.output == """
        REJECTED  argument 1
          This pass has expired. Ask the issuer for a new pass.
          Reason 20, expired; the issuer can mend it.
          Deciding time 2026-01-10T12:00:00Z; this door's clock 2026-01-11T00:00:00Z to 2026-01-11T00:00:00Z.
          The pass is valid from 2026-01-10T00:00:00Z until 2026-01-10T12:00:00Z.
          Issued by Testland Health, profile access.
          Support code 20-\(door.domain.digest.hex.prefix(8))-1-1-1.0.0

        """)
  }

  @Test("the door's sentence in Korean")
  func korean() throws {
    let result = try door.verify([door.domain.expiredText(), "--lang", "ko"])
    #expect(result.output.contains("\n  유효 기간이 지난 패스입니다. 발급 기관에서 새 패스를 받으세요.\n"))
    #expect(!result.output.contains("This pass has expired"))
  }

  @Test("JSON is the same bytes each time, with keys in order")
  func json() throws {
    let text = try door.domain.expiredText()
    let first = try door.verify([text, "--json"])
    #expect(
      first.output == """
        {"advisories":["refresh-due"],"authentic":true,"clockEarliest":"2026-01-11T00:00:00Z",\
        "clockLatest":"2026-01-11T00:00:00Z","decidingTime":"2026-01-10T12:00:00Z",\
        "domain":"\(door.domain.digest)","input":"argument 1","issuer":"Testland Health","number":20,\
        "outcome":"rejected","profile":"access","reason":"expired","remedy":"issuer",\
        "sentence":"This pass has expired. Ask the issuer for a new pass.",\
        "supportCode":"20-\(door.domain.digest.hex.prefix(8))-1-1-1.0.0",\
        "validFrom":"2026-01-10T00:00:00Z","validUntil":"2026-01-10T12:00:00Z"}

        """)
    #expect(try door.verify([text, "--json"]).output == first.output)
  }

  @Test("a list that is due for refresh is said once, and no more where it is not due")
  func refreshDue() throws {
    let texts = try [door.domain.passText(), door.domain.passText()]
    let due = try door.verify(texts)
    let says = "The trust list of domain \(door.domain.digest) was due for refresh at 2026-01-08T00:00:00Z.\n"
    #expect(due.errors == says)
    #expect(due.status == 0)
    let fresh = try door.folder("fresh", of: door.domain.state { $0.refreshAfter = $0.expiresAt })
    #expect(try door.verify(texts, states: [fresh]).errors.isEmpty)
  }

  @Test("without --at the system's clock counts, give or take a minute")
  func systemClock() throws {
    let before = UnixTime(Int64(Date().timeIntervalSince1970.rounded(.down)))
    let result = try Tool.run([
      "verify", door.domain.passText(), "--state", door.folder(of: door.domain.state()), "--accept", "access", "--json",
    ])
    let after = UnixTime(Int64(Date().timeIntervalSince1970.rounded(.down)))
    let report = try JSONDecoder().decode(TestDoor.Report.self, from: Data(result.output.utf8))
    let earliest = try Date(#require(report.clockEarliest), strategy: .iso8601).timeIntervalSince1970
    let latest = try Date(#require(report.clockLatest), strategy: .iso8601).timeIntervalSince1970
    #expect(latest - earliest == 120)
    #expect(before.seconds...after.seconds ~= Int64(earliest) + 60)
  }

  @Test("the clock's error widens the reading to both sides")
  func clockError() throws {
    let text = try door.domain.passText { $0.lifetime = UInt32(TestDomain.day) + 30 }
    let time = ["--at", "2026-01-11T00:00:00Z"]
    #expect(try door.reports([text, "--clock-error", "29s"] + time).map(\.outcome) == ["accepted"])
    let uncertain = try door.reports([text, "--clock-error", "30"] + time)
    #expect(uncertain.map(\.reason) == ["clock-uncertain"])
    #expect(uncertain.map(\.decidingTime) == ["2026-01-11T00:00:30Z"])
  }

  @Test("a small device's limit gives undecided")
  func sizeLimit() throws {
    let text = try door.domain.passText {
      $0.claims = [
        Claim(.familyName, text: String(repeating: "가", count: 50))!,
        Claim(.givenName, text: String(repeating: "나", count: 50))!,
      ]
    }
    #expect(try door.reports([text]).map(\.outcome) == ["accepted"])
    #expect(try door.reports([text, "--size-limit", "256"]).map(\.reason) == ["device-limit"])
  }
}
