import Mapae
import TestSupport
import Testing

/// One fault of an otherwise accepted pass, made so that it can stand beside the others.
struct PassFault: Sendable, CustomTestStringConvertible {
  let reason: Reason
  let change: @Sendable (inout Scenario) throws -> Void

  var testDescription: String { reason.name }

  static let now = TestDomain.now

  private static func window(
    _ anchor: ExpiryRule.Anchor, opens: UInt32 = 0, closes: UInt32 = .max
  ) -> ExpiryRule.Window { .init(anchor: anchor, opensAfter: opens, closesAfter: closes) }

  private static let unknown = Profile(rawValue: 9)

  /// For each reason behind the signature that version 1 can give, in the order of the steps.
  ///
  /// The profile that nobody knows comes first: rules are for the profile that the pass has when they are added.
  static let all: [PassFault] = [
    PassFault(reason: .keyCompromised) { $0.list.issuers[0].keys[0].isCompromised = true },
    PassFault(reason: .keyNotForThis) { $0.list.issuers[0].profiles = [] },
    PassFault(reason: .notAcceptedHere) { $0.policy.scopes = [] },
    PassFault(reason: .revoked) { $0.holdStatus { $0.revoked = [1] } },
    PassFault(reason: .expired) { $0.list.issuers[0].keys[0].acceptUntil = TestDomain.start },
    PassFault(reason: .invalidClaims) { $0.pass.claims.append(Claim(.familyNameLatin, text: "<")!) },
    PassFault(reason: .badHolderProof) {
      $0.bind()
      $0.code?.key = TestKey(301)
    },
    PassFault(reason: .ruleExpired) { try $0.addRule(window(.issuedAt, closes: 1)) },
    PassFault(reason: .unsupportedProfile) {
      $0.pass.profile = unknown
      $0.policy.scopes = $0.policy.scopes.isEmpty ? [] : [.init($0.domain.digest, unknown)]
      $0.list.issuers[0].profiles = $0.list.issuers[0].profiles.isEmpty ? [] : [unknown]
    },
    PassFault(reason: .unsupportedClaim) {
      $0.pass.claims.append(Claim(ClaimTag(rawValue: 0x05), integer: 1)!)
    },
    PassFault(reason: .clockBehind) { $0.dateList(now + 2) },
    PassFault(reason: .passFromFuture) { $0.pass.issuedAt = now + 2 },
    PassFault(reason: .clockUncertain) {
      $0.clock = ClockReading(earliest: now, latest: now + 1)!
      try $0.addRule(window(.unknown(5)), from: UnixTime(0), until: UnixTime(1))
      try $0.addRule(window(.issuedAt, closes: 2), from: now + 1)
    },
    PassFault(reason: .trustListExpired) {
      // A list that is dated in the future and expired by now cannot be: it expires a second after.
      $0.dateList($0.list.issuedAt, until: max(now, $0.list.issuedAt + 1))
    },
    PassFault(reason: .homeListMissing) { $0.policy.home = .zero },
    PassFault(reason: .unsupportedRule) { try $0.addRule(window(.unknown(2))) },
    PassFault(reason: .dateTooCoarse) {
      $0.pass.claims.append(Claim(.birthDate, date: CalendarDate(year: 2025)!)!)
      try $0.addRule(window(.date(.birthDate), opens: 100 * 86_400))
    },
    PassFault(reason: .notYetValid) { $0.pass.validFromDelay = UInt32(10 * TestDomain.day) },
    PassFault(reason: .ruleNotYetOpen) { try $0.addRule(window(.issuedAt, opens: .max - 1)) },
    PassFault(reason: .presentationNeeded) {
      $0.bind()
      $0.code = nil
    },
    PassFault(reason: .wrongChallenge) {
      $0.bind()
      $0.policy.freshness.challenge = Challenge([1, 2, 3])
    },
    PassFault(reason: .presentationStale) {
      $0.bind()
      $0.code?.time = now + -60
    },
    PassFault(reason: .statusListMissing) { $0.list.issuers[0].statusDemand = 9 },
    PassFault(reason: .statusListExpired) {
      $0.holdStatus { $0.expiresAt = TestDomain.start + 1 }
      $0.list.issuers[0].statusDemand = max(1, $0.list.issuers[0].statusDemand)
    },
  ]

  /// What the first of two cannot be told beside the second, and why.
  static func excludes(_ first: Reason, _ second: Reason) -> Bool {
    switch second {
    // A clock that is behind takes away the conditions on time, also what they would reject.
    case .clockBehind, .passFromFuture: [.expired, .ruleExpired].contains(first)
    // RULE-12: an expired list rejects by no rule.
    case .trustListExpired: first == .ruleExpired
    // A bare pass has no proof that could be bad.
    case .presentationNeeded: first == .badHolderProof
    default: false
    }
  }
}

@Suite("VERIFY-1: every reason, and the order of reasons")
struct ReasonOrderTests {
  @Test("each fault alone gives its reason, and is authentic from step 10 on", arguments: PassFault.all)
  func alone(fault: PassFault) throws {
    var scenario = Scenario()
    #expect(try scenario.verdict().outcome == "accepted")
    try fault.change(&scenario)
    let verdict = try scenario.verdict()
    #expect(verdict.reason == fault.reason)
    #expect(verdict.outcome == (fault.reason.isRejection ? "rejected" : "undecided"))
    #expect(verdict.isAuthentic == (fault.reason.rawValue >= Reason.notAcceptedHere.rawValue), "VERIFY-23")
    #expect(verdict.advisories.isEmpty || verdict.isAuthentic)
  }

  @Test("of two faults the lower number is told, whichever is looked at first", arguments: PassFault.all)
  func pairs(first: PassFault) throws {
    for second in PassFault.all where second.reason.rawValue > first.reason.rawValue {
      var scenario = Scenario()
      // The unknown profile is set before a rule is made for the pass's profile.
      let isProfile = second.reason == .unsupportedProfile
      try (isProfile ? second : first).change(&scenario)
      try (isProfile ? first : second).change(&scenario)
      let expected = PassFault.excludes(first.reason, second.reason) ? second.reason : first.reason
      #expect(try scenario.verdict().reason == expected, "\(first.reason.name) with \(second.reason.name)")
    }
  }

  @Test("the faults and the first seven steps are all reasons")
  func complete() {
    let stops = StopTests.reasons
    #expect((stops + PassFault.all.map(\.reason)).sorted { $0.rawValue < $1.rawValue } == Reason.allCases)
    #expect(PassFault.all.map(\.reason.rawValue) == PassFault.all.map(\.reason.rawValue).sorted())
  }

  @Test("every reason has its sentence in both languages, a mender and a name", arguments: Reason.allCases)
  func sentences(reason: Reason) {
    for language in Language.allCases { #expect(!reason.sentence(in: language).isEmpty) }
    #expect(reason.sentence(in: .english) != reason.sentence(in: .korean))
    #expect(Mender(rawValue: reason.mendedBy.rawValue) == reason.mendedBy && !reason.name.isEmpty)
  }
}
