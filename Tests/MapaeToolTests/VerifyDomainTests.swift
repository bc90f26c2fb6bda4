import Foundation
import Mapae
import TestSupport
import Testing

@Suite("mapae verify with several domains")
struct VerifyDomainTests {
  let door: TestDoor
  /// A domain whose digest begins with other digits.
  let abroad = TestDomain(seed: 2)

  init() throws { door = try TestDoor() }

  private func states() throws -> [String] {
    try [door.folder(of: door.domain.state()), door.folder("abroad", of: abroad.state())]
  }

  @Test("a pass of a domain that is not held is undecided, and not authentic")
  func foreign() throws {
    let reports = try door.reports([abroad.passText()])
    #expect(reports.map(\.outcome) == ["undecided"])
    #expect(reports.map(\.reason) == ["unknown-domain"])
    #expect(reports.map(\.authentic) == [false])
    #expect(reports.map(\.supportCode) == ["4---0-0-1.0.0"])
  }

  @Test("a profile alone is accepted of every held domain; with a domain, of that one")
  func scopes() throws {
    let texts = try [door.domain.passText(), abroad.passText()]
    let states = try states()
    #expect(try door.reports(texts, states: states).map(\.outcome) == ["accepted", "accepted"])
    for prefix in [door.domain.digest.hex, String(door.domain.digest.hex.prefix(8)).uppercased()] {
      let reports = try door.reports(texts, accept: ["\(prefix):access"], states: states)
      #expect(reports.map(\.outcome) == ["accepted", "rejected"])
      #expect(reports.map(\.reason) == [nil, "not-accepted-here"])
    }
    let both = ["\(door.domain.digest):access", "\(abroad.digest):access"]
    #expect(try door.reports(texts, accept: both, states: states).map(\.outcome) == ["accepted", "accepted"])
    let others = try door.reports(texts, accept: ["vaccination", "61440"], states: states)
    #expect(others.map(\.reason) == ["not-accepted-here", "not-accepted-here"])
  }

  @Test("digits that several held domains begin with name none")
  func ambiguous() throws {
    var seed: UInt64 = 3
    while TestDomain(seed: seed).digest.hex.first != door.domain.digest.hex.first { seed += 1 }
    let twin = TestDomain(seed: seed)
    let states = try [door.folder(of: door.domain.state()), door.folder("twin", of: twin.state())]
    let prefix = String(door.domain.digest.hex.prefix(1))
    let result = try door.verify([twin.passText()], accept: ["\(prefix):access"], states: states)
    #expect(result.status == 64)
    #expect(result.errors.contains("Several held domains' digests begin with \(prefix)."))
  }

  @Test("the home domain's rules count for a foreign pass, and only where a home is named")
  func home() throws {
    // At home an access pass counts for one day after its issue.
    let window = ExpiryRule.Window(anchor: .issuedAt, opensAfter: 0, closesAfter: UInt32(TestDomain.day))
    let rule = try ExpiryRule(profile: .access, inForceFrom: UnixTime(0), inForceUntil: .last, window: window)
    let states = try [
      door.folder(of: door.domain.state { $0.rules = [rule] }), door.folder("abroad", of: abroad.state()),
    ]
    let text = try abroad.passText()
    #expect(try door.reports([text], states: states).map(\.outcome) == ["accepted"])
    for home in [door.domain.digest.hex, String(door.domain.digest.hex.prefix(8))] {
      #expect(try door.reports([text, "--home", home], states: states).map(\.reason) == ["rule-expired"])
    }
    let missing = TestDomain(seed: 9).digest.hex
    #expect(try door.reports([text, "--home", missing], states: states).map(\.reason) == ["home-list-missing"])
  }
}
