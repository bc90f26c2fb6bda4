import Foundation
import Mapae
import TestSupport
import Testing

@Suite("What mapae verify shows of a pass, and to whom")
struct VerifyPrivacyTests {
  let door: TestDoor

  init() throws { door = try TestDoor() }

  private static let claims = [
    Claim(.familyName, text: "홍")!, Claim(.givenName, text: "Ζωή \"x\"")!, Claim(.familyNameLatin, text: "HONG")!,
    Claim(.birthDate, date: CalendarDate(year: 1964, month: 1)!),
    Claim(ClaimTag.Vaccination.doseNumber, integer: 3)!, Claim(ClaimTag.Vaccination.seriesDoses, integer: 2)!,
    Claim(ClaimTag.Vaccination.country, bytes: Array("XX".utf8))!,
    Claim(ClaimTag.Vaccination.product, integer: 1)!, Claim(ClaimTag.Vaccination.disease, integer: 250)!,
    Claim(ClaimTag.Vaccination.doseDate, date: CalendarDate(year: 2026, month: 1, day: 2)!),
  ].compactMap { $0 }

  private func text(lifetime: Int64 = 100 * TestDomain.day) throws -> String {
    try door.domain.passText {
      $0.profile = .vaccination
      $0.lifetime = UInt32(lifetime)
      $0.claims = VerifyPrivacyTests.claims
    }
  }

  private let every = [
    "family-name", "given-name", "family-name-latin", "birth-date", "dose-number", "series-doses", "country", "product",
    "disease", "dose-date",
  ].flatMap { ["--show", $0] }

  @Test("no claim, no serial and nothing of the text is printed unless it is asked for (PRIV-9)")
  func nothingUnasked() throws {
    let text = try text()
    for options in [[], ["--json"], ["--support-code"]] {
      let result = try door.verify([text] + options, accept: ["vaccination"])
      #expect(result.status == 0)
      for secret in ["홍", "Ζωή", "HONG", "1964", "EU/1/20/1528", "claims", "serial", String(text.prefix(20))] {
        #expect(!(result.output + result.errors).contains(secret), "\(options) tells \(secret)")
      }
    }
  }

  @Test("claims that are asked for come back exactly, coded ones as `mapae issue` takes them")
  func claims() throws {
    let expected: [String: TestDoor.Value] = [
      "family-name": .text("홍"), "given-name": .text("Ζωή \"x\""), "family-name-latin": .text("HONG"),
      "birth-date": .text("1964-01"), "dose-number": .number(3), "series-doses": .number(2), "country": .text("XX"),
      "product": .text("EU/1/20/1528"), "disease": .number(250), "dose-date": .text("2026-01-02"),
    ]
    #expect(try door.reports([text()] + every, accept: ["vaccination"]).map(\.claims) == [expected])
    let some = try door.reports([text(), "--show", "given-name", "--show", "area"], accept: ["vaccination"])
    #expect(some.map(\.claims) == [["given-name": .text("Ζωή \"x\"")]])
    let words = try door.verify([text(), "--show", "given-name", "--show", "birth-date"], accept: ["vaccination"])
    #expect(words.output.contains("\n  birth-date: 1964-01\n  given-name: Ζωή \"x\"\n"))
  }

  @Test("of passes that are not accepted no claim is shown (VERIFY-24)")
  func notAccepted() throws {
    var forged = try #require(try? MapaeText.decode(text()))
    forged[forged.count - 1] ^= 1
    let inputs = [try text(lifetime: 1), try door.file("forged", forged)]
    let result = try door.verify(inputs + every + ["--json"], accept: ["vaccination"])
    #expect(result.status == 10)
    #expect(result.output.split(separator: "\n").count == 2)
    #expect(!result.output.contains("홍"))
    #expect(!result.output.contains("claims"))
  }

  @Test("verifying a picture and a text opens no socket")
  func noNetwork() throws {
    let picture = try door.picture("pass.png", of: text())
    let state = try door.folder(of: door.domain.state())
    let log = door.path("strace")
    let tracer = Process()
    tracer.executableURL = URL(fileURLWithPath: "/usr/bin/strace")
    tracer.arguments =
      ["-f", "-o", log, "-e", "trace=network,openat", Tool.executable.path]
      + ["verify", picture, try text(), "--state", state, "--accept", "vaccination", "--at", "1768089600"]
    // The search for leaks traces the process too, and only one may.
    tracer.environment = ProcessInfo.processInfo.environment.merging(["ASAN_OPTIONS": "detect_leaks=0"]) { $1 }
    tracer.standardOutput = FileHandle.nullDevice
    tracer.standardError = FileHandle.nullDevice
    try tracer.run()
    tracer.waitUntilExit()
    #expect(tracer.terminationStatus == 0)
    let calls = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n")
    #expect(calls.contains { $0.contains("openat(") && $0.contains("state.mapae") }, "strace saw nothing")
    #expect(calls.filter { !$0.contains("openat(") && !$0.contains("+++") && !$0.contains("---") }.isEmpty)
  }
}
