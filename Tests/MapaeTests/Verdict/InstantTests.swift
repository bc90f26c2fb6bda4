import Mapae
import TestSupport
import Testing

/// VERIFY-28: which instant a verdict names where several could decide (chapter Verification, "The instant that
/// decides"). That each names its own edge is tested with the edges.
@Suite("VERIFY-28: the instant that decides, of several")
struct InstantTests {
  private static let now = TestDomain.now
  private static let issuedAt = TestDomain.start + 9 * TestDomain.day
  private static let home = TestDomain(seed: 6)

  /// A rule counted from the pass's issue a day ago; it opens and closes so many seconds after `now`.
  private static func rule(
    opens: Int64 = -TestDomain.day, closes: Int64, from: UnixTime = UnixTime(0), until: UnixTime = .last
  ) throws -> ExpiryRule {
    try ExpiryRule(
      profile: .access, inForceFrom: from, inForceUntil: until,
      window: .init(
        anchor: .issuedAt, opensAfter: UInt32(TestDomain.day + opens), closesAfter: UInt32(TestDomain.day + closes)))
  }

  /// Judged from three seconds before `now` to three behind, unless it is said otherwise.
  private func finding(
    before: Int64 = 3, behind: Int64 = 3, home rules: [ExpiryRule]? = nil, homeExpires: UnixTime? = nil,
    homeIssued: UnixTime? = nil, _ change: (inout Scenario) throws -> Void
  ) throws -> Finding {
    var scenario = Scenario()
    if let rules {
      scenario.policy = Policy(accepting: scenario.policy.scopes, home: Self.home.digest)
      scenario.otherStates = [
        try Self.home.state {
          $0.rules = rules
          $0.expiresAt = homeExpires ?? $0.expiresAt
          $0.issuedAt = homeIssued ?? $0.issuedAt
          $0.refreshAfter = $0.expiresAt
        }
      ]
    }
    scenario.clock = try #require(ClockReading(earliest: Self.now + -before, latest: Self.now + behind))
    try change(&scenario)
    return try #require(scenario.verdict().finding)
  }

  @Test("expired: the pass's end before the key's accept until")
  func expired() throws {
    let both = try finding {
      $0.pass.lifetime = UInt32(TestDomain.day - 10)
      $0.list.issuers[0].keys[0].acceptUntil = Self.now + -20
    }
    #expect(both.reason == .expired && both.edge == Self.now + -10)
    let key = try finding { $0.list.issuers[0].keys[0].acceptUntil = Self.now + -20 }
    #expect(key.reason == .expired && key.edge == Self.now + -20)
    let uncertainEnd = try finding {
      $0.pass.lifetime = UInt32(TestDomain.day + 1)
      $0.list.issuers[0].keys[0].acceptUntil = Self.now + -20
    }
    #expect(uncertainEnd.reason == .expired && uncertainEnd.edge == Self.now + -20)
  }

  @Test("clock-behind: the own list's issue before the home list's")
  func clockBehind() throws {
    for (own, home, named) in [(10, 20, 10), (20, 10, 20), (0, 10, 10)] as [(Int64, Int64, Int64)] {
      let found = try finding(home: [], homeIssued: Self.now + home) { $0.dateList(Self.now + own) }
      #expect(found.reason == .clockBehind && found.edge == Self.now + named)
    }
  }

  @Test("trust-list-expired: the own list's end before the home list's")
  func listExpired() throws {
    for (own, home, named) in [(-10, -20, -10), (-20, -10, -20), (100, -10, -10)] as [(Int64, Int64, Int64)] {
      let found = try finding(home: [], homeExpires: Self.now + home) {
        $0.dateList($0.list.issuedAt, until: Self.now + own)
      }
      #expect(found.reason == .trustListExpired && found.edge == Self.now + named)
    }
  }

  @Test("rules: the first in the list's order, the own list before the home list; in force bounds the instant")
  func rules() throws {
    // Rules are ordered as bytes: by in force from, then in force until.
    let early = try Self.rule(closes: -10, from: UnixTime(1))
    let late = try Self.rule(closes: -20, from: UnixTime(2))
    let two = try finding(home: [try Self.rule(closes: -30)]) { $0.list.rules = [late, early] }
    #expect(two.reason == .ruleExpired && two.edge == Self.now + -10)
    let atHome = try finding(home: [try Self.rule(closes: -30)]) { _ in }
    #expect(atHome.reason == .ruleExpired && atHome.edge == Self.now + -30)
    let since = try finding { $0.list.rules = [try Self.rule(closes: -20, from: Self.now + -5)] }
    #expect(since.reason == .ruleExpired && since.edge == Self.now + -5)
    let waiting = try finding(home: [try Self.rule(opens: 20, closes: 60)]) {
      $0.list.rules = [try Self.rule(opens: 50, closes: 60), try Self.rule(opens: 40, closes: 60, from: UnixTime(1))]
    }
    #expect(waiting.reason == .ruleNotYetOpen && waiting.edge == Self.now + 50)
    let until = try finding { $0.list.rules = [try Self.rule(opens: 50, closes: 60, until: Self.now + 30)] }
    #expect(until.reason == .ruleNotYetOpen && until.edge == Self.now + 30)
  }

  @Test("a coarse date: the instant of its last day")
  func coarse() throws {
    var claims = Scenario().pass.claims
    claims.append(Claim(.birthDate, date: CalendarDate(year: 2025)!)!)
    let lastDay = TestDomain.start + -TestDomain.day
    let found = try finding {
      $0.pass.claims = claims
      try $0.addRule(.init(anchor: .date(.birthDate), opensAfter: 0, closesAfter: UInt32(TestDomain.day)))
    }
    #expect(found.reason == .ruleExpired && found.edge == lastDay + TestDomain.day)
    let waiting = try finding {
      $0.pass.claims = claims
      try $0.addRule(.init(anchor: .date(.birthDate), opensAfter: UInt32(400 * TestDomain.day), closesAfter: .max))
    }
    #expect(waiting.reason == .ruleNotYetOpen && waiting.edge == lastDay + 400 * TestDomain.day)
  }

  @Test("clock-uncertain: end, accept until, start, own list, own rules, home list, home rules")
  func uncertain() throws {
    let homeRule = try Self.rule(closes: -2)
    var scenario = Scenario()
    // Each change puts a condition before the one that was named.
    let changes: [(Int64, (inout Scenario) throws -> Void)] = [
      (-1, { $0.list.rules = [try Self.rule(closes: -1)] }),
      (1, { $0.dateList($0.list.issuedAt, until: Self.now + 1) }),
      (0, { $0.pass.validFromDelay = UInt32(TestDomain.day) }),
      (2, { $0.list.issuers[0].keys[0].acceptUntil = Self.now + 2 }),
      (3, { $0.pass.lifetime = 3 }),
    ]
    for (named, change) in changes {
      try change(&scenario)
      let found = try finding(home: [homeRule], homeExpires: Self.now + 2) {
        $0.list = scenario.list
        $0.pass = scenario.pass
      }
      #expect(found.reason == .clockUncertain && found.edge == Self.now + named, "\(named)")
    }
    let homeList = try finding(home: [homeRule], homeExpires: Self.now + 2) { _ in }
    #expect(homeList.reason == .clockUncertain && homeList.edge == Self.now + 2)
    let home = try finding(home: [homeRule]) { _ in }
    #expect(home.reason == .clockUncertain && home.edge == Self.now + -2)
  }

  @Test("a rule astride: where it is ever closed before where it is not yet open, its first second before its end")
  func astride() throws {
    let cases: [(ExpiryRule, Int64)] = [
      (try Self.rule(opens: -1, closes: 1), 1),
      (try Self.rule(opens: 1, closes: 60), 1),
      (try Self.rule(closes: -20, until: Self.now + 1), 1),
      (try Self.rule(closes: -20, from: Self.now + -1, until: Self.now + 1), -1),
      (try Self.rule(opens: 20, closes: 60, from: Self.now + -1), -1),
      (try Self.rule(opens: 20, closes: 60, until: Self.now + 2), 2),
    ]
    for (rule, named) in cases {
      let found = try finding { $0.list.rules = [rule] }
      #expect(found.reason == .clockUncertain && found.edge == Self.now + named, "\(rule)")
    }
  }
}
