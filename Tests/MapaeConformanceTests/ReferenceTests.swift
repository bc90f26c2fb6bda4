import Foundation
import Mapae
import TestSupport
import Testing

@testable import MapaeConformance

@Suite("The reference")
struct ReferenceTests {
  /// The answers to requests that begin with id 1, behind the state 0 of the test domain.
  private static func answers(to requests: [String]) throws -> [String] {
    var reference = Reference()
    let lines = ["0 open \(TestDomain().digest)"] + requests
    return try lines.map { try reference.answer(ArraySlice($0.utf8)) }
  }

  @Test("passes and bundles are judged as the library judges them, and each request makes a state")
  func conversation() throws {
    let domain = TestDomain()
    let bundle = try domain.state().bytes ?? []
    let pass = try domain.pass()
    let held = Digest(sha256Of: bundle.span).hex
    let (digest, now) = (domain.digest, TestDomain.now.seconds)
    let answers = try ReferenceTests.answers(to: [
      "1 load 0 bytes \(Hex.encode(bundle))",
      "2 load 0 bytes 26",
      "3 load 1 text \(Hex.encode(MapaeText.encode(bundle).utf8))",
      "4 verify 1,2 \(digest):1 - - - - no \(now) \(now) bytes \(Hex.encode(pass))",
      "5 verify 1 \(digest):1 - - - - no \(now) \(now) bytes \(Hex.encode(pass))",
      "6 verify - - - - - - no \(now) \(now) bytes \(Hex.encode(pass))",
      "7 verify 3 \(digest):1 - - - - no \(now + 200 * TestDomain.day) \(now + 200 * TestDomain.day) text "
        + Hex.encode(MapaeText.encode(pass).utf8),
      "8 drop 1",
      "9 verify 1 \(digest):1 - - - - no \(now) \(now) bytes \(Hex.encode(pass))",
    ])
    let end = (TestDomain.start + 109 * TestDomain.day).seconds
    #expect(
      answers == [
        "0 state e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1 loaded \(held) -",
        "2 refused unsupported-version e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "3 loaded \(held) -",
        "4 error two states are of one domain",
        "5 accepted - authentic refresh-due -",
        "6 undecided unknown-domain not-authentic - -",
        "7 rejected expired authentic refresh-due \(end)",
        "8 dropped",
        "9 error there is no state 1",
      ])
  }

  @Test("a poster is loaded where one whole is among the texts, and nothing where none is")
  func poster() throws {
    let domain = TestDomain()
    let bundle = try domain.bundle(ofSize: 1_500)
    let parts = try Poster.parts(of: bundle).map { Hex.encode($0.text.utf8) }
    let other = try Poster.parts(of: [0x16] + bundle).map { Hex.encode($0.text.utf8) }
    let held = Digest(sha256Of: bundle.span).hex
    let answers = try ReferenceTests.answers(to: [
      "1 poster 0 \(parts[0]),\(parts[2])", "2 poster 0 -",
      "3 poster 0 \(other[0]),\(parts[2]),ff,\(parts[0]),\(parts[1]),\(parts[1])",
      "4 poster 0 \((parts + other).joined(separator: ","))",
    ])
    #expect(
      answers.dropFirst() == [
        "1 nothing e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "2 nothing e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "3 loaded \(held) -",
        "4 error there are 2 whole posters",
      ])
  }

  @Test("status lists that are not taken are named by their numbers")
  func statusLists() throws {
    let bundle = TrustBundle.encode([TestDomain().record.bytes, [0x15], [0x15, 0]])
    let answers = try ReferenceTests.answers(to: ["1 load 0 bytes \(Hex.encode(bundle))"])
    #expect(answers[1].hasSuffix(" 1:status-malformed,2:status-malformed"))
  }

  @Test("the longest answer is that to a bundle of as many status lists as it can have, none of them taken")
  func longestAnswer() throws {
    let bundle = TrustBundle.encode(Array(repeating: [0x15], count: 65_536))
    let answer = try ReferenceTests.answers(to: ["1 load 0 bytes \(Hex.encode(bundle))"])[1]
    #expect(answer.hasSuffix(",65535:status-malformed,65536:status-malformed"))
    let longestName = Refusal.allCases.map(\.name.utf8.count).max() ?? 0
    #expect(65_536 * ("65536:,".utf8.count + longestName) < Session.greatestAnswer && answer.utf8.count > 1 << 20)
  }

  @Test(
    "what is not written as the chapter says is no request",
    arguments: [
      "1 open", "1 open 00", "1 nothing", "1 load 0 bytes", "1 load 0 bytes 1", "1 load 0 bytes 1F", "1 load 0 hex 16",
      "1 load 00 bytes 16", "1 load +0 bytes 16", "1 load 0 bytes 16 16", "1 drop -1", "1 drop 4294967296",
      "1 poster 0 ,", "1 verify - - - - - - maybe 0 0 bytes -", "1 verify - - - - - - no 1 0 bytes -",
      "1 verify - - - - - - no -0 0 bytes -", "1 verify - 00:1 - - - - no 0 0 bytes -", "1 hello 2",
      "1 verify 0, - - - - - no 0 0 bytes -", "1 drop 7",
    ])
  func badRequests(request: String) throws {
    #expect(try ReferenceTests.answers(to: [request])[1].hasPrefix("1 error "))
  }

  @Test(
    "a line without an id to answer to ends the program",
    arguments: ["", " 1 drop 0", "1  drop 0", "1 drop 0 ", "x drop 0", "1\tdrop 0", "01 drop 0"])
  func noRequests(line: String) throws {
    #expect(throws: LineFault.self) { try ReferenceTests.answers(to: [line]) }
  }

  @Test("no more states are kept than are announced")
  func states() throws {
    var reference = Reference()
    for id in 0..<Reference.hello.states {
      #expect(try reference.answer(ArraySlice("\(id) open \(TestDomain().digest)".utf8)).hasPrefix("\(id) state "))
    }
    #expect(
      try reference.answer(ArraySlice("1024 open \(TestDomain().digest)".utf8))
        == "1024 error there are too many states")
  }
}
