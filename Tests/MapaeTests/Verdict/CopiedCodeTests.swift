import Mapae
import TestSupport
import Testing

/// The table "What it stops" of the chapter Presentation, row by row: what whoever has copied a code can do with it, at a
/// door without a challenge and at one with.
@Suite("What a copied code can still do")
struct CopiedCodeTests {
  private static let now = TestDomain.now
  /// Drawn by this door for this showing.
  private static let challenge: [UInt8] = Array(1...16)

  /// What a showing comes to, without a challenge and with one.
  private enum Outcome: Equatable {
    case accepted
    case reason(Reason)
  }

  private func bound() -> Scenario {
    var scenario = Scenario()
    scenario.bind()
    return scenario
  }

  /// A code that the holder's phone makes so many seconds after now.
  private func code(_ offset: Int64 = 0, answering challenge: [UInt8] = []) throws -> [UInt8] {
    var scenario = bound()
    scenario.code?.time = Self.now + offset
    scenario.code?.challenge = challenge
    return try scenario.signedPass()
  }

  /// The outcomes of bytes that are shown so many seconds after now, at both kinds of door.
  private func shown(_ bytes: [UInt8], after seconds: Int64 = 0) throws -> [Outcome] {
    try [nil, Challenge(Self.challenge)].map { challenge in
      var scenario = bound()
      scenario.policy.freshness.challenge = challenge
      let verdict = Verifier(states: [try scenario.state()], policy: scenario.policy)
        .judge(bytes, at: ClockReading(Self.now + seconds))
      return verdict.reason.map(Outcome.reason) ?? .accepted
    }
  }

  private func pass(in code: [UInt8]) -> [UInt8] { Array(code[7..<(code.count - 64)]) }

  @Test("a picture of the bare pass, or the pass cut out of a code")
  func bare() throws {
    #expect(try shown(pass(in: code())) == [.reason(.presentationNeeded), .reason(.presentationNeeded)])
  }

  @Test("a picture of a code, later")
  func later() throws {
    #expect(try shown(code(), after: 60) == [.reason(.presentationStale), .reason(.wrongChallenge)])
  }

  @Test("the same at once at another door: what a minute leaves open, and a challenge closes")
  func atOnce() throws {
    for seconds in [0, 59] as [Int64] {
      #expect(try shown(code(), after: seconds) == [.accepted, .reason(.wrongChallenge)])
    }
    // An answer to the challenge of another door, too.
    let elsewhere = try code(answering: Array(17...32))
    #expect(try shown(elsewhere) == [.accepted, .reason(.wrongChallenge)])
  }

  @Test("the pass wrapped by another key, whatever it answers")
  func rewrapped() throws {
    let domain = Scenario().domain.digest
    for challenge in [[], Self.challenge] {
      let bytes = RawSigning.presentation(
        of: pass(in: try code()), at: Self.now, challenge: challenge, domain, by: TestKey(301))
      #expect(try shown(bytes) == [.reason(.badHolderProof), .reason(.badHolderProof)])
    }
  }

  @Test("a code of another domain, and the signature of a request")
  func otherLabels() throws {
    let scenario = bound()
    let pass = pass(in: try code())
    let foreign = RawSigning.presentation(of: pass, at: Self.now, challenge: Self.challenge, .zero, by: Scenario.holder)
    let signed = Array(try code(answering: Self.challenge).dropLast(64))
    let request =
      signed + RawSigning.signature(.passRequest, scenario.domain.digest, signed, by: Scenario.holder)
    for bytes in [foreign, request] {
      #expect(try shown(bytes) == [.reason(.badHolderProof), .reason(.badHolderProof)])
    }
  }

  @Test("codes that a willing holder makes beforehand, each for its own minute")
  func madeBefore() throws {
    for minute in 1...3 as ClosedRange<Int64> {
      #expect(try shown(code(minute * 60), after: minute * 60 + 30) == [.accepted, .reason(.wrongChallenge)])
    }
  }

  @Test("a live relay, and the phone itself: neither is stopped")
  func relay() throws {
    let relayed = try code(answering: Self.challenge)
    #expect(try shown(relayed) == [.accepted, .accepted])
  }

  @Test("a copied paper pass: it names nobody's key")
  func paper() throws {
    #expect(try shown(Scenario().signedPass()) == [.accepted, .accepted])
  }
}
