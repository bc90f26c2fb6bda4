import Foundation
import Mapae
import TestSupport
import Testing

@Suite("mapae request, and passes bound by requests")
struct RequestTests {
  private let desk: IssuerDesk
  private let key: String
  private let publicKey: PublicKey

  private static let plain = ["--profile", "access", "--lifetime", "1d"]
  private static let challenge = "00112233445566778899aabbccddeeff"

  init() throws {
    let desk = try IssuerDesk()
    let file = (desk.scratch / "holder.key").path
    let made = try Tool.run(["key", "new", file])
    let printed = made.output.trimmingCharacters(in: .whitespacesAndNewlines)
    (self.desk, key, publicKey) = (desk, file, try #require(PublicKey(hex: printed)))
  }

  /// The text of a new request.
  private func request(_ arguments: [String] = [], in domain: Digest? = nil) throws -> String {
    let result = try Tool.run(
      ["request", "new", "--key", key, "--domain", "\(domain ?? desk.domain.digest)"] + arguments)
    try #require(result.status == 0, "\(result.errors)")
    return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func check(_ request: String, _ arguments: [String] = []) throws -> Tool.Result {
    try Tool.run(["request", "check", request, "--domain", "\(desk.domain.digest)"] + arguments)
  }

  private func ago(_ seconds: Int64) -> [String] { ["--at", "\(IssueTests.now.seconds - seconds)"] }

  @Test("a request proves its key, as text, file and JSON")
  func proven() throws {
    let text = try request()
    let file = desk.scratch / "request.txt"
    try Data("\(text)\n".utf8).write(to: file)
    for source in [text, file.path] { #expect(try check(source).output == "\(publicKey)\n") }
    #expect(try check(text, ["--json"]).output == "{\"holderKey\":\"\(publicKey)\"}\n")
  }

  @Test("an old request, one for another domain, with another challenge, changed, or no request at all")
  func refused() throws {
    let answer = try request(["--challenge", Self.challenge] + ago(86_400))
    #expect(try check(answer, ["--challenge", Self.challenge]).status == 0)
    var bytes = try MapaeText.decode(request())
    bytes[2] ^= 1
    for (request, arguments, words) in [
      (try request(ago(7_200)), [], "is older than 10m"), (try request(ago(-3_600)), [], "from the future"),
      (try request(in: .zero), [], "not signed by its holder key"), (answer, [], "is older than"),
      (answer, ["--challenge", "00"], "does not answer the challenge"),
      (try request(), ["--challenge", "00"], "does not answer the challenge"),
      (MapaeText.encode(bytes), ["--max-age", "10d"], "not signed by its holder key"),
      (try desk.domain.passText(), [], "no pass request"),
    ] {
      let result = try check(request, arguments)
      #expect(
        result.status == 1 && result.output.isEmpty && result.errors.contains(words), "\(words): \(result.errors)")
    }
    #expect(try check(request(ago(7_200)), ["--max-age", "3h"]).status == 0)
    #expect(try check(request(), ["--max-age", "60000d"]).status == 64)
  }

  @Test("PRESENT-21: a record with a request becomes a pass that only the holder's key presents")
  func bound() throws {
    let record = try "{\"family-name\": \"Example\", \"request\": \"\(request())\"}"
    let issued = try desk.issue(record, Self.plain)
    #expect(issued.status == 0, "\(issued.errors)")
    let pass = try #require(try IssuerDesk.passes(issued.output).first)
    #expect(pass.unverifiedClaims[.holderKey].map { Array($0.value) } == publicKey.bytes)

    try Data(issued.output.utf8).write(to: desk.scratch / "pass.txt")
    let shown = try Tool.run([
      "present", (desk.scratch / "pass.txt").path, "--key", key, "--domain", "\(desk.domain.digest)", "--text",
    ])
    try #require(shown.status == 0, "\(shown.errors)")
    var state = TrustState(anchor: desk.domain.anchor)
    try state.load([UInt8](try Data(contentsOf: desk.scratch / "bundle.mapae")))
    let door = Verifier(states: [state], policy: desk.domain.policy)
    let clock = ClockReading(UnixTime(Int64(Date().timeIntervalSince1970)))
    let code = shown.output.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(door.judge(text: code, at: clock).outcome == "accepted")
    #expect(door.judge(pass.bytes, at: clock).reason == .presentationNeeded)
  }

  @Test("at a desk the request's picture, file or text binds the pass of the one record")
  func besideTheRecord() throws {
    let answer = try request(["--challenge", Self.challenge] + ago(86_400))
    let picture = (desk.scratch / "request.png").path
    #expect(try Tool.run(["qr", answer, "--out", picture]).status == 0)
    let asked = ["--request-challenge", Self.challenge]
    for source in [answer, picture] {
      let issued = try desk.issue("{\"family-name\": \"Example\"}", Self.plain + ["--request", source] + asked)
      #expect(issued.status == 0, "\(issued.errors)")
      let pass = try #require(try IssuerDesk.passes(issued.output).first)
      #expect(pass.unverifiedHolderKey == publicKey)
    }
    let out = (desk.scratch / "out.txt").path
    for (record, arguments, words) in [
      ("{}", ["--request", answer], "is older than 10m"),
      ("{}", ["--request", answer, "--request-challenge", "00"], "does not answer the challenge"),
      ("{}", ["--request", try request(in: .zero)], "not signed by its holder key"),
      ("{}", ["--request", try desk.domain.passText()], "is no pass request"),
      ("{}", ["--request", "nowhere"], "nowhere"),
      ("{}\n{}", ["--request", try request()], "line 2 has another record"),
      ("{\"request\": \"\(answer)\"}", ["--request", answer] + asked, "two requests"),
      ("{\"request-challenge\": \"00\"}", ["--request", answer] + asked, "stands without a request"),
      ("{\"holder-key\": \"\(publicKey)\"}", ["--request", answer] + asked, "two fields say what holder-key is"),
    ] {
      let result = try desk.issue(record, Self.plain + arguments + ["--out", out])
      #expect(result.status == 1 && result.errors.contains(words), "\(words): \(result.errors)")
      #expect(try IssuerDesk.passes((try? String(contentsOfFile: out, encoding: .utf8)) ?? "").isEmpty, "\(words)")
      try? FileManager.default.removeItem(atPath: out)
    }
    #expect(try desk.issue("{}", Self.plain + asked).status == 64)
    #expect(try desk.issue("{}", Self.plain + ["--request", "-"]).status == 64)
    #expect(try desk.issue("{}", Self.plain + ["--request", answer, "--request-age", "2d"]).status == 0)
  }

  @Test("PRESENT-22: with a challenge the request must answer it; without, its age counts")
  func challenges() throws {
    let answer = try request(["--challenge", Self.challenge] + ago(86_400))
    func record(_ more: String) -> String { "{\"request\": \"\(answer)\"\(more)}" }
    #expect(try desk.issue(record(", \"request-challenge\": \"\(Self.challenge)\""), Self.plain).status == 0)
    #expect(try desk.issue(record(""), Self.plain + ["--request-age", "2d"]).status == 0)
    #expect(try desk.issue(record(""), Self.plain + ["--request-age", "60000d"]).status == 64)
    for (text, words) in [
      (record(""), "is older than 10m"), (record(", \"request-challenge\": \"00\""), "does not answer the challenge"),
      (record(", \"request-challenge\": \"\""), "is older than 10m"),
      (record(", \"request-challenge\": \"0\""), "1 to 32 bytes in hexadecimal digits"),
      (record(", \"request-challenge\": 7"), "1 to 32 bytes in hexadecimal digits"),
      ("{\"request-challenge\": \"00\"}", "stands without a request"), ("{\"request\": 1}", "text of a pass request"),
      ("{\"request\": \"MP1:0\"}", "text of a pass request"), ("{\"request\": \"MP1:0000\"}", "text of a pass request"),
      ("{\"request\": \"\(try desk.domain.passText())\"}", "is no pass request"),
      (
        record(", \"request-challenge\": \"\(Self.challenge)\", \"holder-key\": \"\(publicKey)\""),
        "two fields say what holder-key is"
      ),
    ] {
      let result = try desk.issue(text, Self.plain)
      #expect(
        result.status == 1 && result.output.isEmpty && result.errors.contains(words), "\(words): \(result.errors)")
    }
  }
}
