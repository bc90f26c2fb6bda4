import Mapae
import TestSupport
import Testing

@Suite("Expiry rules: dates, offsets, conditions and anchors")
struct RuleEdgeTests {
  private let now = TestDomain.now
  private let day: Int64 = TestDomain.day

  private func midnight(_ year: Int, _ month: Int, _ day: Int, quarters: Int64 = 0) throws -> UnixTime {
    UnixTime(try #require(CalendarDate(year: year, month: month, day: day)).days.lowerBound * 86_400 - 900 * quarters)
  }

  /// A vaccination pass with a dose of this date, under a rule anchored at it.
  private func dose(
    _ date: CalendarDate, opens: UInt32 = 0, closes: UInt32 = .max, quarters: Int = 0, from: UnixTime = UnixTime(0),
    extra: [Claim?] = [], condition: ExpiryRule.Condition? = nil
  ) throws -> Scenario {
    var scenario = Scenario()
    scenario.pass.profile = .vaccination
    scenario.pass.claims = try
      ([
        Claim(ClaimTag.Vaccination.disease, integer: 1), Claim(ClaimTag.Vaccination.doseDate, date: date),
      ] + extra).map { try #require($0) }
    try scenario.addRule(
      .init(
        anchor: .date(ClaimTag.Vaccination.doseDate), opensAfter: opens, closesAfter: closes, utcOffset: quarters,
        condition: condition), from: from)
    return scenario
  }

  private func expect(_ scenario: Scenario, _ moments: [(UnixTime, Reason?)]) throws {
    let verifier = Verifier(states: [try scenario.state()] + scenario.otherStates, policy: scenario.policy)
    let pass = try scenario.signedPass()
    for (moment, reason) in moments {
      #expect(verifier.judge(pass, at: ClockReading(moment)).reason == reason, "at \(moment.seconds)")
    }
  }

  /// On 2026-03-29 the clocks of Berlin go from +1 to +2 at 01:00 UTC: that civil day has 23 hours. The rule's has 24.
  @Test("a daylight-saving change moves nothing: the rule's offset is fixed")
  func daylightSaving() throws {
    var scenario = try dose(
      CalendarDate(year: 2026, month: 3, day: 29)!, opens: 0, closes: 86_400, quarters: 4)
    scenario.list.expiresAt = TestDomain.start + 200 * day
    scenario.pass.lifetime = UInt32(300 * day)
    let opens = try midnight(2026, 3, 28) + 23 * 3_600
    let closes = try midnight(2026, 3, 29) + 23 * 3_600
    try expect(
      scenario,
      [(opens + -1, .ruleNotYetOpen), (opens, nil), (closes + -3_600, nil), (closes + -1, nil), (closes, .ruleExpired)])
  }

  @Test("the chapter's example: a dose of 2021-08-01 under the Korean rule of January 2022")
  func example() throws {
    var scenario = try dose(
      CalendarDate(year: 2021, month: 8, day: 1)!, opens: UInt32(14 * day), closes: UInt32(181 * day), quarters: 36,
      from: UnixTime(1_641_135_600), extra: [Claim(ClaimTag.Vaccination.doseNumber, integer: 2)],
      condition: .init(ClaimTag.Vaccination.doseNumber, below: 3))
    let issuedAt = UnixTime(1_630_000_000)
    scenario.dateList(issuedAt, until: issuedAt + TrustList.greatestLifetime)
    scenario.pass.issuedAt = UnixTime(1_628_000_000)
    scenario.pass.lifetime = UInt32(500 * day)
    #expect(try midnight(2022, 1, 3, quarters: 36) == UnixTime(1_641_135_600))
    let closes = try midnight(2022, 1, 29, quarters: 36)
    try expect(scenario, [(closes + -1, nil), (closes, .ruleExpired), (scenario.list.expiresAt, .trustListExpired)])
    scenario.pass.claims[2] = try #require(Claim(ClaimTag.Vaccination.doseNumber, integer: 3))
    try expect(scenario, [(closes, nil)])
    scenario.pass.claims.remove(at: 2)
    try expect(scenario, [(closes, .ruleExpired)])
    scenario.pass.claims[1] = try #require(
      Claim(ClaimTag.Vaccination.doseDate, date: CalendarDate(year: 2022, month: 1, day: 10)!))
    let opens = try midnight(2022, 1, 24, quarters: 36)
    try expect(scenario, [(opens + -1, .ruleNotYetOpen), (opens, nil)])
  }

  @Test("RULE-14: a year and a month are read as their first and their last day, to the second")
  func coarse() throws {
    let day = self.day
    for (date, first, last) in [
      (CalendarDate(year: 2025)!, try midnight(2025, 1, 1), try midnight(2025, 12, 31)),
      (CalendarDate(year: 2025, month: 12)!, try midnight(2025, 12, 1), try midnight(2025, 12, 31)),
      (CalendarDate(year: 2024, month: 2)!, try midnight(2024, 2, 1), try midnight(2024, 2, 29)),
    ] {
      // Both edges behind the list's issue: the window is as long as the way from the first day to it, and more.
      let length = TestDomain.start.seconds + 9 * day - first.seconds + 3_600
      var opening = try dose(date, opens: UInt32(length))
      var closing = try dose(date, closes: UInt32(length))
      let expiry = TestDomain.start + 399 * day
      (opening.list.expiresAt, closing.list.expiresAt) = (expiry, expiry)
      (opening.pass.lifetime, closing.pass.lifetime) = (UInt32(390 * day), UInt32(390 * day))
      let (near, far) = (first + length, last + length)
      #expect(near < far)
      try expect(
        opening,
        [(near + -1, .ruleNotYetOpen), (near, .dateTooCoarse), (far + -1, .dateTooCoarse), (far, nil)])
      try expect(
        closing, [(near + -1, nil), (near, .dateTooCoarse), (far + -1, .dateTooCoarse), (far, .ruleExpired)])
      closing.clock = try #require(ClockReading(earliest: near + -1, latest: far))
      #expect(try closing.verdict().reason == .clockUncertain, "both readings cannot be told")
      closing.clock = try #require(ClockReading(earliest: near + -1, latest: near))
      #expect(try closing.verdict().reason == .dateTooCoarse, "one cannot be told, one is kept")
    }
  }

  @Test("dates before 1970, from year 1 on, are exact and far: closed for every window there is")
  func farDates() throws {
    for date in [CalendarDate(year: 1)!, CalendarDate(year: 1, month: 1, day: 1)!, CalendarDate(year: 1_800)!] {
      for quarters in [-48, 56] {
        try expect(try dose(date, closes: .max, quarters: quarters), [(now, .ruleExpired)])
      }
    }
    for date in [CalendarDate(year: 9_999)!, CalendarDate(year: 9_999, month: 12, day: 31)!] {
      try expect(try dose(date), [(now, .ruleNotYetOpen)])
    }
    // 136 years: the last second of the widest window.
    let far = try midnight(1963, 1, 1, quarters: 56)
    #expect(far.seconds < 0)
    try expect(
      try dose(CalendarDate(year: 1963, month: 1, day: 1)!, closes: UInt32(now.seconds - far.seconds), quarters: 56),
      [(now + -1, nil), (now, .ruleExpired)])
  }

  @Test(
    "RULE-9: an anchor that the pass lacks, that is no date, or that means nothing",
    arguments: [
      (0x50, nil, .ruleExpired), (0x40, nil, .unsupportedRule), (0x02, nil, .unsupportedRule),
      (0x3f, nil, .unsupportedRule), (0x60, nil, .unsupportedRule), (0x5c, 0x00_0000, .unsupportedRule),
      (0x5c, 2025 << 9 | 2 << 5 | 29, .unsupportedRule), (0x5c, 0x80_0000 | 2025 << 9, .unsupportedRule),
      (0x5c, 2025 << 9 | 2 << 5 | 28, .ruleExpired), (0xdc, 2025 << 9 | 2 << 5 | 28, .ruleExpired),
      (0x5c, 2025 << 9, .ruleExpired),
    ] as [(UInt8, UInt32?, Reason)])
  func anchors(byte: UInt8, value: UInt32?, reason: Reason) throws {
    let tag = ClaimTag(rawValue: byte)
    var scenario = try dose(CalendarDate(year: 2025, month: 1, day: 1)!)
    scenario.list.rules = []
    if let value { scenario.pass.claims.append(try #require(Claim(tag, integer: value))) }
    scenario.policy = Policy(accepting: [.init(scenario.domain.digest, .vaccination, privateTags: .init([tag]))])
    let anchor: ExpiryRule.Anchor = tag.size == .fixed(3) ? .date(tag) : .unknown(byte)
    try scenario.addRule(.init(anchor: anchor, opensAfter: 0, closesAfter: 1))
    try expect(scenario, [(now, reason)])
  }

  @Test(
    "RULE-6 to RULE-8: conditions met, not met, absent, of size class 3, by any fixed size",
    arguments: [
      (0x11, 1, 2, .ruleExpired), (0x11, 2, 2, nil), (0x11, 3, 2, nil), (0x11, nil, 2, .ruleExpired),
      (0x11, 0, 0, nil), (0x11, nil, 0, .ruleExpired), (0x31, 299, 300, .ruleExpired), (0x31, 300, 300, nil),
      (0xdc, 0xff_fffe, 0xff_ffff, .ruleExpired), (0xdc, 0xff_ffff, 0xff_ffff, nil), (0x60, nil, 1, .unsupportedRule),
      (0xe0, nil, 0xff_ffff, .unsupportedRule),
    ] as [(UInt8, UInt32?, UInt32, Reason?)])
  func conditions(byte: UInt8, value: UInt32?, limit: UInt32, reason: Reason?) throws {
    let tag = ClaimTag(rawValue: byte)
    let extra = try value.map { [try #require(Claim(tag, integer: $0))] } ?? []
    let scenario = try dose(
      CalendarDate(year: 2025, month: 1, day: 1)!, closes: 1, extra: extra, condition: .init(tag, below: limit))
    try expect(scenario, [(now, reason)])
    // RULE-8: whatever its anchor, a rule with a condition that is not met changes nothing.
    var unreadable = scenario
    unreadable.list.rules = []
    try unreadable.addRule(
      .init(anchor: .unknown(9), opensAfter: 0, closesAfter: 1, condition: .init(tag, below: limit)))
    try expect(unreadable, [(now, reason == nil ? nil : .unsupportedRule)])
  }

  @Test("RULE-2, RULE-6: a rule of an unknown kind cannot be read while it is in force, for its profile alone")
  func unknownKind() throws {
    let base = Scenario()
    let signed = try base.list.encoded()
    for (profile, from, until, reason) in [
      (UInt8(1), now, now + 1, .unsupportedRule), (1, now + 1, now + 2, nil), (1, now + -1, now, nil),
      (2, now, now + 1, nil),
    ] as [(UInt8, UnixTime, UnixTime, Reason?)] {
      let rule = [13, 2, 0, profile] + five(from) + five(until)
      let list = RawSigning.list(
        signed[..<(signed.count - 1)] + [1] + rule, base.domain.digest, by: [0: base.domain.listKey])
      var state = TrustState(anchor: base.domain.anchor)
      try state.load(TrustBundle.encode([base.domain.record.bytes, list]))
      let verdict = Verifier(states: [state], policy: base.policy).judge(try base.signedPass(), at: ClockReading(now))
      #expect(verdict.reason == reason)
    }
  }

  private func five(_ time: UnixTime) -> [UInt8] {
    stride(from: 32, through: 0, by: -8).map { UInt8(truncatingIfNeeded: time.seconds >> Int64($0)) }
  }

  @Test("RULE-3: of several rules each is judged, and the lowest reason is told")
  func several() throws {
    var scenario = Scenario()
    try scenario.addRule(.init(anchor: .issuedAt, opensAfter: .max - 1, closesAfter: .max))
    #expect(try scenario.verdict().reason == .ruleNotYetOpen)
    try scenario.addRule(.init(anchor: .unknown(7), opensAfter: 0, closesAfter: 1))
    #expect(try scenario.verdict().reason == .unsupportedRule)
    try scenario.addRule(.init(anchor: .issuedAt, opensAfter: 0, closesAfter: 1))
    #expect(try scenario.verdict().reason == .ruleExpired)
  }

  @Test("RULE-4: a rule does not make a pass valid outside its own window")
  func onlyNarrows() throws {
    var scenario = Scenario()
    try scenario.addRule(.init(anchor: .issuedAt, opensAfter: 0, closesAfter: .max))
    scenario.pass.lifetime = 1
    #expect(try scenario.verdict().reason == .expired)
  }

  @Test("a rule for another profile changes nothing")
  func otherProfile() throws {
    var scenario = Scenario()
    scenario.list.rules = [
      try ExpiryRule(
        profile: .vaccination, inForceFrom: UnixTime(0),
        window: .init(anchor: .issuedAt, opensAfter: 0, closesAfter: 1))
    ]
    #expect(try scenario.verdict().reason == nil)
  }
}
