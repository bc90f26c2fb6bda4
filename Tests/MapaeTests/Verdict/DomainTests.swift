import Mapae
import TestSupport
import Testing

@Suite("Several domains, home domains and scopes")
struct DomainTests {
  private let home = TestDomain(seed: 6)
  private let now = ClockReading(TestDomain.now)

  private func closed(_ profile: Profile = .access) throws -> ExpiryRule {
    try ExpiryRule(
      profile: profile, inForceFrom: UnixTime(0), window: .init(anchor: .issuedAt, opensAfter: 0, closesAfter: 1))
  }

  private func atHome(
    _ change: (inout TrustListFields) -> Void = { _ in }
  ) throws -> Scenario {
    var scenario = Scenario()
    scenario.policy = Policy(accepting: scenario.policy.scopes, home: home.digest)
    scenario.otherStates = [try home.state(change)]
    return scenario
  }

  @Test("VERIFY-19: a home domain that is held, that is not, that has no list")
  func homeHeld() throws {
    var scenario = try atHome()
    #expect(try scenario.verdict().reason == nil)
    scenario.otherStates = []
    #expect(try scenario.verdict().reason == .homeListMissing)
    var empty = TrustState(anchor: home.anchor)
    scenario.otherStates = [empty]
    #expect(try scenario.verdict().reason == .homeListMissing)
    try empty.load(TrustBundle.encode([home.record.bytes]))
    scenario.otherStates = [empty]
    #expect(try scenario.verdict().reason == .homeListMissing)
    #expect(try scenario.verdict().isAuthentic)
  }

  @Test("RULE-16: the home domain's rules are added to the own ones, its keys and scopes are not")
  func homeRules() throws {
    var rule = try atHome { $0.rules = [try! closed()] }
    #expect(try rule.verdict().reason == .ruleExpired)
    rule.pass.profile = .vaccination
    rule.pass.claims = [
      Claim(ClaimTag.Vaccination.disease, integer: 1)!,
      Claim(ClaimTag.Vaccination.doseDate, date: CalendarDate(year: 2025)!)!,
    ]
    #expect(try rule.verdict().reason == nil, "a rule for another profile")
    // A pass of the home domain itself is judged once, and not accepted without a scope.
    let own = Scenario(home)
    let verifier = Verifier(states: [try own.state()], policy: Policy(accepting: [], home: home.digest))
    #expect(verifier.judge(try own.signedPass(), at: now).reason == .notAcceptedHere)
  }

  @Test("a home domain that is the pass's own is judged once, and is not missing")
  func ownHome() throws {
    var scenario = Scenario()
    scenario.policy.home = scenario.domain.digest
    #expect(try scenario.verdict().reason == nil)
    try scenario.addRule(.init(anchor: .issuedAt, opensAfter: 0, closesAfter: 1))
    #expect(try scenario.verdict().reason == .ruleExpired)
  }

  @Test("RULE-5, RULE-16: a private profile means nothing to a home domain's rules, held or not")
  func privateProfile() throws {
    let profile = Profile(rawValue: 0xf000)
    for isHeld in [true, false] {
      var scenario = try atHome { $0.rules = [try! closed(profile)] }
      if !isHeld { scenario.otherStates = [] }
      scenario.pass.profile = profile
      scenario.list.issuers[0].profiles = [profile]
      scenario.policy.scopes = [.init(scenario.domain.digest, profile)]
      #expect(try scenario.verdict().reason == nil)
      scenario.list.rules = [try closed(profile)]
      #expect(try scenario.verdict().reason == .ruleExpired, "its own domain's rules hold")
    }
  }

  @Test("a clock behind for the home list alone leaves the own conditions")
  func behindAtHome() throws {
    var scenario = try atHome {
      $0.issuedAt = TestDomain.now + 1
      $0.refreshAfter = $0.expiresAt
      $0.rules = [try! closed()]
    }
    #expect(try scenario.verdict().reason == .clockBehind, "and the home rule does not reject")
    scenario.pass.lifetime = 1
    #expect(try scenario.verdict().reason == .expired)
    scenario = try atHome { $0.rules = [try! closed()] }
    scenario.dateList(TestDomain.now + 1)
    scenario.pass.lifetime = 1
    #expect(try scenario.verdict().reason == .ruleExpired, "behind for the own list alone leaves the home rule")
    scenario.pass.issuedAt = TestDomain.now + 1
    #expect(try scenario.verdict().reason == .clockBehind, "before the pass's issue nothing on time is decided")
  }

  @Test("RULE-12: an expired home list does not reject")
  func expiredHome() throws {
    let scenario = try atHome {
      $0.expiresAt = TestDomain.now
      $0.rules = [try! closed()]
    }
    #expect(try scenario.verdict().reason == .trustListExpired)
  }

  @Test("VERIFY-14: scopes are pairs of domain and profile")
  func scopes() throws {
    var scenario = Scenario()
    for (scope, reason) in [
      (Policy.Scope(scenario.domain.digest, .access), nil),
      (.init(scenario.domain.digest, .vaccination), .notAcceptedHere),
      (.init(home.digest, .access), .notAcceptedHere),
    ] as [(Policy.Scope, Reason?)] {
      scenario.policy.scopes = [scope]
      #expect(try scenario.verdict().reason == reason)
    }
  }

  /// Two states of one domain, anchored at record 1 and at record 2, have one tag, as two domains may by chance.
  @Test("VERIFY-22: of several states with the pass's tag each is tried, in any order")
  func equalTags() throws {
    let scenario = Scenario()
    let domain = scenario.domain
    let second = try TestDomain.sign(domain.successor(), by: domain.roots.prefix(2), after: domain.record)
    let later = Anchor(domain: domain.digest, record: second.digest)
    func newer(_ change: (inout TrustListFields) -> Void = { _ in }) throws -> TrustState {
      var state = TrustState(anchor: later)
      try state.load(TrustBundle.encode([second.bytes, domain.successorList(change)]))
      return state
    }
    let empty = TrustState(anchor: later)
    let first = try scenario.state()
    let good = try scenario.signedPass()
    var bad = good
    bad[40] ^= 1
    func expect(_ states: [TrustState], _ pass: [UInt8], _ reason: Reason?) {
      for states in [states, states.reversed()] {
        #expect(Verifier(states: states, policy: scenario.policy).judge(pass, at: now).reason == reason)
      }
    }
    expect([first, empty], good, nil)
    expect([first, try newer { $0.issuers = [] }], good, nil)
    expect([first, empty], bad, .keyNotYetKnown)
    expect(
      [
        first,
        try newer {
          $0.nextKeyNumber = 0
          $0.issuers = []
        },
      ], bad, .keyNotYetKnown)
    expect([first, try newer { $0.issuers = [] }], bad, .keyWithdrawn)
    expect([first, try newer()], bad, .badSignature)
    expect([empty, try newer { $0.issuers = [] }], good, .keyNotYetKnown)
    expect([first, try newer { $0.issuers[0].keys[0].publicKey = TestKey(800).publicKey }], good, nil)
    // A stranger's domain of another tag is not asked.
    expect([first, try home.state()], good, nil)
    expect([try home.state()], good, .unknownDomain)
  }

  @Test("LOAD-2: loading another domain's poster adds no domain to a door")
  func forgedPoster() throws {
    var scenario = Scenario()
    var state = try scenario.state()
    let forger = Scenario(home)
    #expect(throws: LoadError.self) {
      try state.load(TrustBundle.encode([home.record.bytes, forger.signedList()]))
    }
    scenario.otherStates = []
    let verdict = Verifier(states: [state], policy: scenario.policy).judge(try forger.signedPass(), at: now)
    #expect(verdict.reason == .unknownDomain)
  }
}
