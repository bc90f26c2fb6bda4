import Mapae
import TestSupport
import Testing

/// An instant at which a verdict changes.
struct Edge: Sendable, CustomTestStringConvertible {
  let name: String
  /// The first second of the second verdict.
  let at: UnixTime
  let before: Reason?
  let from: Reason?
  /// Of a reading that holds seconds of both.
  let straddling: Reason?
  /// Whether an exact verdict names the edge too; not so where a rule is closed or not open since or until another one.
  let isNamed: Bool
  let change: @Sendable (inout Scenario) throws -> Void

  init(
    _ name: String, at: UnixTime = TestDomain.now, _ before: Reason?, _ from: Reason?,
    straddling: Reason? = .clockUncertain,
    isNamed: Bool = true, _ change: @escaping @Sendable (inout Scenario) throws -> Void
  ) {
    self.name = name
    self.at = at
    self.before = before
    self.from = from
    self.straddling = straddling
    self.isNamed = isNamed
    self.change = change
  }

  var testDescription: String { name }

  /// Whether the verdicts name the instant itself.
  static let timeless: [Reason?] = [nil, .unsupportedRule, .dateTooCoarse]

  func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
    var scenario = Scenario()
    try change(&scenario)
    let verifier = Verifier(states: [try scenario.state()] + scenario.otherStates, policy: scenario.policy)
    let pass = try scenario.signedPass()
    let readings: [(Int64, Int64, Reason?)] = [
      (-1, -1, before), (0, 0, from), (1, 1, from), (-2, -1, before), (0, 1, from), (-1, 0, straddling),
      (-1, 1, straddling), (-3_600, 3_600, straddling),
    ]
    for (earliest, latest, reason) in readings {
      let clock = try #require(ClockReading(earliest: at + earliest, latest: at + latest))
      let verdict = verifier.judge(pass, at: clock)
      #expect(
        verdict.reason == reason, "reading [\(earliest), \(latest)] around the edge", sourceLocation: sourceLocation)
      guard !Edge.timeless.contains(verdict.reason), isNamed || verdict.reason == .clockUncertain else { continue }
      #expect(verdict.finding?.edge == at, "the instant that decides", sourceLocation: sourceLocation)
    }
  }
}

extension Verdict {
  var finding: Finding? {
    switch self {
    case .accepted: nil
    case .undecided(let finding), .rejected(let finding): finding
    }
  }

  var isAuthentic: Bool { if case .authentic = authenticity { true } else { false } }
}

@Suite("Exact edges: first and last second of every window")
struct WindowEdgeTests {
  static let now = TestDomain.now
  static let day = UInt32(TestDomain.day)
  static let issuedAt = TestDomain.start + 9 * TestDomain.day

  static func window(
    _ anchor: ExpiryRule.Anchor, opens: UInt32 = 0, closes: UInt32 = .max, offset: Int = 0
  ) -> ExpiryRule.Window {
    .init(anchor: anchor, opensAfter: opens, closesAfter: closes, utcOffset: offset)
  }

  static let windows: [Edge] = [
    Edge("the pass begins", .notYetValid, nil) { $0.pass.validFromDelay = day },
    Edge("VERIFY-15: the pass ends", nil, .expired) { $0.pass.lifetime = day },
    Edge("VERIFY-16: the key is accepted", nil, .expired) { $0.list.issuers[0].keys[0].acceptUntil = now },
    Edge("VERIFY-18: the list expires", nil, .trustListExpired) { $0.list.expiresAt = now },
    Edge("TIME-3: the list is issued", .clockBehind, nil, straddling: nil) { $0.dateList(now) },
    Edge("TIME-4: the pass is issued", .passFromFuture, nil, straddling: nil) { $0.pass.issuedAt = now },
  ]

  static let rules: [Edge] = [
    Edge("RULE-11: a closed rule comes into force", nil, .ruleExpired) {
      try $0.addRule(window(.issuedAt, closes: 1), from: now)
    },
    Edge("a closed rule is in force until", .ruleExpired, nil, isNamed: false) {
      try $0.addRule(window(.issuedAt, closes: 1), until: now)
    },
    Edge("RULE-13: a rule that is not open comes into force", nil, .ruleNotYetOpen, isNamed: false) {
      try $0.addRule(window(.issuedAt, opens: .max - 1), from: now)
    },
    Edge("a rule that is not open is in force until", .ruleNotYetOpen, nil) {
      try $0.addRule(window(.issuedAt, opens: .max - 1), until: now)
    },
    Edge("a rule opens", .ruleNotYetOpen, nil) { try $0.addRule(window(.issuedAt, opens: day)) },
    Edge("a rule closes", nil, .ruleExpired) { try $0.addRule(window(.issuedAt, closes: day)) },
    Edge("a rule from valid from opens", .ruleNotYetOpen, nil) {
      $0.pass.validFromDelay = 3_600
      try $0.addRule(window(.validFrom, opens: day - 3_600))
    },
    Edge("a rule from valid from closes", nil, .ruleExpired) {
      $0.pass.validFromDelay = 3_600
      try $0.addRule(window(.validFrom, closes: day - 3_600))
    },
    Edge("a rule from a date opens, at the midnight of +09:00", .ruleNotYetOpen, nil) {
      $0.pass.claims = [Claim(.birthDate, date: CalendarDate(year: 2026, month: 1, day: 10)!)!]
      try $0.addRule(window(.date(.birthDate), opens: 33 * 3_600, offset: 36))
    },
    Edge("a rule from a date closes, at the midnight of −12:00", nil, .ruleExpired) {
      $0.pass.claims = [Claim(.birthDate, date: CalendarDate(year: 2026, month: 1, day: 9)!)!]
      try $0.addRule(window(.date(.birthDate), closes: 36 * 3_600, offset: -48))
    },
    Edge("a rule from a date before 1970 closes, at the midnight of +14:00", nil, .ruleExpired) {
      // 1969-12-31T00:00+14:00 is 136,800 s before 1970.
      $0.pass.claims = [Claim(.birthDate, date: CalendarDate(year: 1969, month: 12, day: 31)!)!]
      try $0.addRule(window(.date(.birthDate), closes: UInt32(now.seconds + 136_800), offset: 56))
    },
    Edge("RULE-10: a rule that cannot be read comes into force", nil, .unsupportedRule, straddling: .unsupportedRule) {
      try $0.addRule(window(.unknown(2)), from: now)
    },
    Edge("RULE-10: a rule that cannot be read is in force until", .unsupportedRule, nil, straddling: .unsupportedRule) {
      try $0.addRule(window(.unknown(2)), until: now)
    },
    Edge("RULE-12: a closed rule under a list that expires", .ruleExpired, .trustListExpired, isNamed: false) {
      $0.list.expiresAt = now
      try $0.addRule(window(.issuedAt, closes: 1))
    },
  ]

  static let home = TestDomain(seed: 6)

  /// The door's home is another domain, with this list.
  static func atHome(
    _ scenario: inout Scenario, _ change: (inout Scenario) throws -> Void
  ) throws {
    var foreign = Scenario(home)
    foreign.pass.profile = scenario.pass.profile
    try change(&foreign)
    scenario.otherStates = [try foreign.state()]
    scenario.policy = Policy(accepting: scenario.policy.scopes, home: home.digest)
  }

  static let homes: [Edge] = [
    Edge("RULE-16: a home rule closes", nil, .ruleExpired) {
      try atHome(&$0) { try $0.addRule(window(.issuedAt, closes: day)) }
    },
    Edge("RULE-16: a home rule opens", .ruleNotYetOpen, nil) {
      try atHome(&$0) { try $0.addRule(window(.issuedAt, opens: day)) }
    },
    Edge("a home rule comes into force", nil, .ruleExpired) {
      try atHome(&$0) { try $0.addRule(window(.issuedAt, closes: 1), from: now) }
    },
    Edge("VERIFY-18: the home list expires", nil, .trustListExpired) { try atHome(&$0) { $0.list.expiresAt = now } },
    Edge("RULE-12: a closed home rule under a home list that expires", .ruleExpired, .trustListExpired, isNamed: false)
    {
      try atHome(&$0) {
        $0.list.expiresAt = now
        try $0.addRule(window(.issuedAt, closes: 1))
      }
    },
    Edge("TIME-3: the home list is issued", .clockBehind, nil, straddling: nil) {
      try atHome(&$0) { $0.dateList(now) }
    },
  ]

  /// A code is judged by *latest* alone, so a reading astride the edge gives what its last second gives.
  static let codes: [Edge] = [
    Edge("PRESENT-8: a code grows stale", nil, .presentationStale, straddling: .presentationStale) {
      $0.bind()
      $0.code?.time = now + -60
    },
    Edge("PRESENT-8: a code of the future", .presentationStale, nil, straddling: nil) {
      $0.bind()
      $0.policy.freshness.greatestAge = 7_200
    },
    Edge("PRESENT-8: a code of a second", at: now + 1, nil, .presentationStale, straddling: .presentationStale) {
      $0.bind()
      $0.policy.freshness.greatestAge = 1
    },
  ]

  @Test("every edge of a code, by latest alone", arguments: codes)
  func code(edge: Edge) throws { try edge.check() }

  @Test("every window, at its edge, a second before and behind, and astride", arguments: windows)
  func window(edge: Edge) throws { try edge.check() }

  @Test("every rule, at its edge, a second before and behind, and astride", arguments: rules)
  func rule(edge: Edge) throws { try edge.check() }

  @Test("every edge of a home domain", arguments: homes)
  func home(edge: Edge) throws { try edge.check() }

  @Test("a pass of one second is accepted in it and in no other")
  func oneSecond() throws {
    var scenario = Scenario()
    scenario.pass.validFromDelay = Self.day
    scenario.pass.lifetime = 1
    for (offset, reason) in [(-1, .notYetValid), (0, nil), (1, .expired)] as [(Int64, Reason?)] {
      scenario.clock = ClockReading(Self.now + offset)
      #expect(try scenario.verdict().reason == reason)
    }
    scenario.clock = ClockReading(Self.now, error: 1)
    #expect(try scenario.verdict().reason == .clockUncertain)
  }

  @Test("TIME-2: a reading that begins before the floor is raised to it")
  func floor() throws {
    var scenario = Scenario()
    // Closed only before the list was issued: seconds below the floor do not count.
    scenario.dateList(Self.now)
    try scenario.addRule(Self.window(.issuedAt, closes: 1), until: Self.now)
    scenario.clock = try #require(ClockReading(earliest: UnixTime(0), latest: Self.now))
    #expect(try scenario.verdict().reason == nil)
    scenario = Scenario()
    scenario.pass.issuedAt = Self.now
    try scenario.addRule(Self.window(.unknown(3)), until: Self.now)
    scenario.clock = try #require(ClockReading(earliest: UnixTime(0), latest: Self.now))
    #expect(try scenario.verdict().reason == nil)
  }

  @Test("VERIFY-25: a refresh is due from the first second of refresh after, by latest alone")
  func refresh() throws {
    for atHome in [false, true] {
      for (offset, isDue) in [(-1, false), (0, true)] as [(Int64, Bool)] {
        var scenario = Scenario()
        scenario.list.refreshAfter = scenario.list.expiresAt
        if atHome {
          try Self.atHome(&scenario) { $0.list.refreshAfter = Self.now }
        } else {
          scenario.list.refreshAfter = Self.now
        }
        scenario.clock = try #require(ClockReading(earliest: Self.now + -100, latest: Self.now + offset))
        let verdict = try scenario.verdict()
        #expect(verdict.outcome == "accepted" && verdict.advisories.contains(.refreshDue) == isDue)
        #expect(verdict.advisories.names == (isDue ? ["refresh-due"] : []))
      }
    }
  }
}
