import Foundation
import Mapae
import TestSupport
import Testing

@Suite("What an issuer may sign")
struct IssueTests {
  static let now = UnixTime(Int64(Date().timeIntervalSince1970))

  @Test("a record becomes a pass that a door accepts")
  func accepted() throws {
    let desk = try IssuerDesk()
    let result = try desk.issue(#"{"family-name": "홍", "given-name": "길동", "area": "north gate"}"#)
    #expect(result.errors == "")
    #expect(result.status == 0)
    let pass = try #require(try IssuerDesk.passes(result.output).first)
    #expect(pass.keyNumber == 7)
    #expect(pass.domainTag == desk.domain.digest.domainTag, "PASS-8")
    var state = TrustState(anchor: desk.domain.anchor)
    try state.load([UInt8](try Data(contentsOf: desk.scratch / "bundle.mapae")))
    let door = Verifier(states: [state], policy: desk.domain.policy)
    let verdict = door.judge(pass.bytes, at: ClockReading(UnixTime(Int64(Date().timeIntervalSince1970))))
    guard case .accepted = verdict else {
      Issue.record("\(verdict)")
      return
    }
  }

  @Test("--json says line, serial, times and size")
  func json() throws {
    struct Line: Decodable {
      let line: Int
      let serial: UInt32
      let profile: String
      let issuedAt, validFrom, validUntil: String
      let bytes: Int
      let text: String
    }
    let desk = try IssuerDesk()
    let result = try desk.issue("\n{}\n", ["--profile", "access", "--lifetime", "1d", "--json"])
    let line = try JSONDecoder().decode(Line.self, from: Data(result.output.utf8))
    let pass = try UnverifiedPass(decoding: MapaeText.decode(line.text))
    #expect((line.line, line.serial, line.profile, line.bytes) == (2, pass.serial, "access", pass.bytes.count))
    let style = Date.ISO8601FormatStyle()
    let times = try [line.issuedAt, line.validFrom, line.validUntil].map {
      Int64(try style.parse($0).timeIntervalSince1970)
    }
    #expect(times == [pass.issuedAt, pass.validFrom, pass.validUntil].map(\.seconds))
  }

  // MARK: Times

  @Test("issued at is rounded down to the hour, or to the step that was asked for (PRIV-6)")
  func rounded() throws {
    let desk = try IssuerDesk()
    for (step, seconds) in [(nil, 3_600), ("1d", 86_400), ("1s", 1)] as [(String?, Int64)] {
      let before = Int64(Date().timeIntervalSince1970)
      let result = try desk.issue(
        "{}", ["--profile", "access", "--lifetime", "2d"] + (step.map { ["--round-to", $0] } ?? []))
      let after = Int64(Date().timeIntervalSince1970)
      let pass = try #require(try IssuerDesk.passes(result.output).first)
      #expect((before - before % seconds...after - after % seconds).contains(pass.issuedAt.seconds))
      #expect(pass.validFrom == pass.issuedAt)
      #expect(pass.validUntil == pass.validFrom + 172_800)
    }
  }

  @Test("a pass that is valid from a moment in the past is issued in the hour before it, not later")
  func past() throws {
    let desk = try IssuerDesk()
    let sample = IssueTests.now + -100_000
    let result = try desk.issue(
      "{\"disease\":1,\"result\":1,\"valid-from\":\(sample.seconds)}", ["--profile", "test", "--lifetime", "3d"])
    let pass = try #require(try IssuerDesk.passes(result.output).first)
    #expect(pass.validFrom == sample)
    #expect(pass.issuedAt.seconds == sample.seconds - sample.seconds % 3_600)
  }

  @Test("--at is when the passes are issued: what had not ended by then is made, and nothing of the future (PASS-5)")
  func at() throws {
    let desk = try IssuerDesk()
    let then = IssueTests.now + -100_000
    let arguments = { (time: UnixTime, end: UnixTime) in
      ["--profile", "access", "--at", "\(time.seconds)", "--valid-until", "\(end.seconds)"]
    }
    let pass = try #require(try IssuerDesk.passes(desk.issue("{}", arguments(then, then + 1)).output).first)
    #expect(pass.issuedAt.seconds == then.seconds - then.seconds % 3_600 && pass.validUntil == then + 1)
    #expect(try desk.issue("{}", arguments(then, then)).errors.contains("has ended already"))
    let stated = "{\"issued-at\": \((then + 1).seconds)}"
    #expect(try desk.issue(stated, arguments(then, then + 10)).errors.contains("future (PASS-5)"))
    let tomorrow = IssueTests.now + 86_400
    #expect(try desk.issue("{}", arguments(tomorrow, tomorrow + 10)).status == 64)
  }

  @Test("times of a record go before those of the command, and may be texts or numbers")
  func stated() throws {
    let desk = try IssuerDesk()
    let (start, end) = (IssueTests.now + 500, IssueTests.now + 900)
    let result = try desk.issue(
      """
      {"valid-from":\(start.seconds),"valid-until":"\(end.seconds)"}
      {"issued-at":"2026-01-02T03:04:05Z"}
      """,
      ["--profile", "access", "--valid-from", "\(start.seconds - 100)", "--valid-until", "\(start.seconds + 100_000)"])
    #expect(result.errors == "")
    let passes = try IssuerDesk.passes(result.output)
    #expect(passes.map(\.validFrom) == [start, start + -100])
    #expect(passes.map(\.validUntil) == [end, start + 100_000])
    #expect(passes.last?.issuedAt.seconds == 1_767_323_045)
  }

  /// The times of a record, and what is said of it; times count from now.
  struct Times: Sendable, CustomTestStringConvertible {
    let json: String
    let reason: String
    var testDescription: String { reason }
  }

  @Test(
    "impossible times are refused",
    arguments: [
      Times(json: #""issued-at":\#(now.seconds + 3_600)"#, reason: "future (PASS-5)"),
      Times(json: #""issued-at":\#(now.seconds),"valid-from":\#(now.seconds - 1)"#, reason: "valid-from must lie"),
      Times(json: #""valid-from":\#(now.seconds + 1 << 33)"#, reason: "valid-from must lie"),
      Times(json: #""valid-until":\#(now.seconds - 10)"#, reason: "has ended already"),
      Times(
        json: #""valid-from":\#(now.seconds + 86_400),"valid-until":\#(now.seconds + 86_400)"#,
        reason: "valid-until must lie"),
      Times(json: #""valid-until":\#(now.seconds + 1 << 33)"#, reason: "valid-until must lie"),
      Times(json: #""valid-until":1099511627776"#, reason: "valid-until must be a time"),
      Times(json: #""valid-until":-1"#, reason: "valid-until must be a time"),
      Times(json: #""valid-until":"tomorrow""#, reason: "valid-until must be a time"),
      Times(json: #""valid-until":"2027-02-30T00:00:00Z""#, reason: "valid-until must be a time"),
      Times(json: #""valid-until":true"#, reason: "valid-until must be a time"),
      Times(json: #""valid-until":1e12"#, reason: "valid-until must be a time"),
      Times(json: #""area":"x""#, reason: "nothing says when the pass ends"),
      Times(json: #""profile":"nonsense","valid-until":1"#, reason: "no profile of the registry"),
      Times(json: #""profile":5,"valid-until":1"#, reason: "no profile of the registry"),
      Times(json: #""profile":true,"valid-until":1"#, reason: "profile must be"),
    ])
  func impossible(times: Times) throws {
    let desk = try IssuerDesk()
    let result = try desk.issue("{\(times.json)}", ["--profile", "access"])
    #expect(result.status == 1)
    #expect(result.output == "")
    #expect(result.errors.contains(times.reason), "\(result.errors)")
  }

  @Test("a record without a profile needs one from the command")
  func profile() throws {
    let desk = try IssuerDesk()
    #expect(try desk.issue("{}", ["--lifetime", "1d"]).errors.contains("names no profile"))
    let own = try desk.issue(#"{"profile":"ticket","event":"Play"}"#, ["--lifetime", "1d", "--profile", "access"])
    #expect(try IssuerDesk.passes(own.output).map(\.profile) == [.ticket])
  }

  // MARK: The trust list

  @Test("a key that is not listed, of another issuer, for status lists, compromised or too old signs nothing (PASS-6)")
  func keys() throws {
    let key = try IssuerDesk().publicKey
    let changes: [(String, @Sendable (inout TrustListFields) -> Void)] = [
      ("does not list the key", { $0.issuers[0].keys[0].publicKey = key }),
      (
        "belongs to issuer 2",
        {
          var second = $0.issuers[0]
          second.id = 2
          $0.issuers[0].keys = []
          $0.issuers.append(second)
        }
      ),
      ("not one that signs passes", { $0.issuers[0].keys[0].usage = .statusLists }),
      ("is compromised", { $0.issuers[0].keys[0].isCompromised = true }),
      ("is accepted since", { $0.issuers[0].keys[0].acceptUntil = UnixTime(1_767_225_600) }),
    ]
    for (reason, change) in changes {
      let desk = try IssuerDesk(new: ["--id", "1"], list: change)
      let result = try desk.issue("{}")
      #expect(result.status == 1)
      #expect(result.output == "")
      #expect(result.errors.contains(reason), "\(result.errors)")
      #expect(try desk.show().spent == 0)
    }
  }

  @Test("a pass of another profile, or one that outlives its key, is refused (PASS-6, PASS-7)")
  func duties() throws {
    let until = IssueTests.now + 500_000
    let desk = try IssuerDesk { fields in
      fields.issuers[0].profiles = [.access]
      fields.issuers[0].keys[0].acceptUntil = until
    }
    let result = try desk.issue(
      """
      {"valid-until":\(until.seconds)}
      {"valid-until":\(until.seconds + 1)}
      {"profile":"ticket","event":"Play"}
      """)
    #expect(try IssuerDesk.passes(result.output).map(\.validUntil) == [until])
    #expect(result.errors.contains("line 2: the pass would end at"))
    #expect(result.errors.contains("line 3: the trust list does not let Testland Health issue passes of ticket"))
  }

  @Test("a list that has expired is said to be old, and passes are made")
  func expiredList() throws {
    let desk = try IssuerDesk {
      $0.expiresAt = $0.issuedAt + 3_600
      $0.refreshAfter = $0.issuedAt
    }
    let result = try desk.issue("{}")
    #expect(result.status == 0)
    #expect(result.errors.contains("warning: the trust list"))
  }

  @Test("a newer list, loaded into the folder, counts from the next run on")
  func newerList() throws {
    let desk = try IssuerDesk()
    _ = try desk.serials(1)
    // The state's file is a bundle; `mapae trust load` would write the same.
    try desk.writeBundle("desk/trust/state.mapae") { fields in
      fields.number += 1
      fields.issuers[0].keys[0].isCompromised = true
    }
    #expect(try desk.issue("{}").errors.contains("is compromised"))
  }

  // MARK: Usage

  @Test(
    "a command that is written wrongly",
    arguments: [
      ["--lifetime", "0s"], ["--lifetime", "1d", "--valid-until", "2099-01-01T00:00:00Z"], ["--lifetime", "x"],
      ["--profile", "nonsense"], ["--round-to", "0"], ["--skip", "-1"], ["--block", "0"], ["--block", "65537"],
      ["--valid-until", "soon"],
    ])
  func usage(arguments: [String]) throws {
    let desk = try IssuerDesk()
    let result = try desk.issue("{}", arguments)
    #expect(result.status == 64)
    #expect(result.output == "")
  }
}
