import Mapae

/// One way through a judgement, with the verdict that it must end in.
struct VerdictPath {
  let name: String
  let verifier: Verifier
  let input: [UInt8]
  let clock: ClockReading
  /// `nil` for accepted.
  let reason: Reason?

  /// - Parameter clock: days after the domain's start; both ends where the reading is not exact.
  init(
    _ name: String, _ reason: Reason?, _ verifier: Verifier, _ input: [UInt8], days: ClosedRange<Int64> = 10...10
  ) {
    self.name = name
    self.verifier = verifier
    self.input = input
    self.reason = reason
    let (earliest, latest) = (days.lowerBound * MeasuredDomain.day, days.upperBound * MeasuredDomain.day)
    clock = ClockReading(earliest: MeasuredDomain.start + earliest, latest: MeasuredDomain.start + latest)!
  }

  /// Every reason and acceptance, by at least one path each.
  static func all(_ domain: MeasuredDomain) throws -> [VerdictPath] {
    let paths =
      try accepted(domain) + form(domain) + key(domain) + claims(domain) + presentations(domain) + times(domain)
      + rules(domain) + home(domain) + status(domain)
    let missing = Set(Reason.allCases).subtracting(paths.compactMap(\.reason))
    guard missing.isEmpty else { throw NoPath(reasons: missing) }
    return paths
  }

  struct NoPath: Error {
    let reasons: Set<Reason>
  }

  private static func accepted(_ domain: MeasuredDomain) throws -> [VerdictPath] {
    let privateTag = ClaimTag(rawValue: 0x0c)
    return [
      .init("access pass without claims", nil, try domain.verifier(), try domain.pass()),
      .init(
        "vaccination pass under two rules", nil, try domain.verifier { $0.rules = try rules(closing: [100, 181]) },
        try domain.vaccination()),
      .init(
        "vaccination pass with a claim to ignore", nil, try domain.verifier(),
        try domain.vaccination { $0.claims.append(Claim(ClaimTag(rawValue: 0x85), integer: 1)!) }),
      .init(
        "private claim that the policy names", nil,
        try domain.verifier(accepting: [.init(domain.digest, .access, privateTags: ClaimTagSet([privateTag]))]),
        try domain.pass { $0.claims = [Claim(privateTag, integer: 1)!] }),
      .init("greatest pass", nil, try domain.verifier(), try domain.greatestPass()),
      .init(
        "the second of two states with one tag", nil,
        try domain.verifier(otherStates: [TrustState(anchor: domain.twinAnchor)]), try domain.pass()),
    ]
  }

  /// Steps 1 to 4.
  private static func form(_ domain: MeasuredDomain) throws -> [VerdictPath] {
    let verifier = try domain.verifier()
    let pass = try domain.vaccination()
    var small = verifier
    small.policy = Policy(accepting: small.policy.scopes, sizeLimit: 256)
    let large = try domain.pass {
      $0.claims = [Claim(ClaimTag(rawValue: 0xec), bytes: Array(repeating: 1, count: 255))!]
    }
    return [
      .init("no byte", .malformed, verifier, []),
      .init("version 2", .unsupportedVersion, verifier, [0x21] + pass.dropFirst()),
      .init("kind 9", .unsupportedVersion, verifier, [0x19] + pass.dropFirst()),
      .init("larger than the device", .deviceLimit, small, large),
      .init("a trust list", .malformed, verifier, try domain.list().bytes),
      .init("truncated", .malformed, verifier, Array(pass.dropLast())),
      .init("90 bytes", .malformed, verifier, Array(pass.prefix(90))),
      .init("1,025 bytes", .malformed, verifier, pass + Array(repeating: 0, count: 1_025 - pass.count)),
      .init("lifetime 0", .malformed, verifier, pass.with([0, 0, 0, 0], at: 23)),
      .init("tags out of order", .malformed, verifier, pass.with([0xff], at: 27)),
      .init("foreign pass", .unknownDomain, verifier, pass.with([1, 2, 3, 4], at: 1)),
    ]
  }

  /// Steps 5 to 10 and 16.
  private static func key(_ domain: MeasuredDomain) throws -> [VerdictPath] {
    let verifier = try domain.verifier()
    let pass = try domain.pass()
    let bare = Verifier(states: [TrustState(anchor: Anchor(domain: domain.digest))], policy: verifier.policy)
    let strange = Profile(rawValue: 9)
    return [
      .init("no list held", .keyNotYetKnown, bare, pass),
      .init("key not allotted", .keyNotYetKnown, verifier, try domain.pass { $0.keyNumber = 3 }),
      .init("key gone", .keyWithdrawn, try domain.verifier { $0.issuers[0].keys.removeFirst() }, pass),
      .init("another key signed", .badSignature, verifier, pass.with([0, 0, 1], at: 5)),
      .init("S above L", .badSignature, verifier, pass.with([0xff], at: pass.count - 1)),
      .init(
        "key compromised", .keyCompromised, try domain.verifier { $0.issuers[0].keys[0].isCompromised = true }, pass),
      .init(
        "status key", .keyNotForThis, try domain.verifier { $0.issuers[0].keys[0].usage = .statusLists }, pass),
      .init("profile not the issuer's", .keyNotForThis, verifier, try domain.pass { $0.profile = .ticket }),
      .init(
        "profile not the door's", .notAcceptedHere,
        try domain.verifier { $0.issuers[0].profiles = [.access, .vaccination, .test] },
        try domain.pass { $0.profile = .test }),
      .init(
        "profile not learnt", .unsupportedProfile,
        try domain.verifier(accepting: [.init(domain.digest, strange)]) {
          $0.issuers[0].profiles = [.access, strange]
        },
        try domain.pass { $0.profile = strange }),
      .init(
        "status list demanded", .statusListMissing, try domain.verifier { $0.issuers[0].statusDemand = 1 }, pass),
    ]
  }

  /// Steps 13 and 17.
  private static func claims(_ domain: MeasuredDomain) throws -> [VerdictPath] {
    let verifier = try domain.verifier()
    func vaccination(_ more: Claim?...) throws -> [UInt8] {
      try domain.vaccination { fields in
        fields.claims.removeAll { claim in more.contains { $0?.tag == claim.tag } }
        fields.claims += more.compactMap { $0 }
      }
    }
    return [
      .init("required claims absent", .invalidClaims, verifier, try domain.pass { $0.profile = .vaccination }),
      .init(
        "code beside its escape", .invalidClaims, verifier,
        try vaccination(Claim(ClaimTag.Vaccination.diseaseText, text: "x"))),
      .init(
        "text that is no UTF-8", .invalidClaims, verifier,
        try vaccination(Claim(.issuerName, bytes: [0x41, 0xc0, 0x80]))),
      .init(
        "text with a forbidden code point", .invalidClaims, verifier,
        try vaccination(Claim(.issuerName, text: "\u{202e}x"))),
      .init(
        "text too long", .invalidClaims, verifier,
        try vaccination(Claim(.documentId, bytes: .init(repeating: 65, count: 81)))),
      .init("name not in ICAO letters", .invalidClaims, verifier, try vaccination(Claim(.familyNameLatin, text: "a"))),
      .init(
        "impossible date", .invalidClaims, verifier,
        try domain.pass { $0.claims = [Claim(.birthDate, bytes: [0xff, 0xff, 0xff])!] }),
      .init(
        "holder key of 31 bytes", .invalidClaims, verifier,
        try vaccination(Claim(.holderKey, bytes: Array(repeating: 1, count: 31)))),
      .init(
        "claim not learnt", .unsupportedClaim, verifier, try vaccination(Claim(ClaimTag(rawValue: 0x05), integer: 1))),
    ]
  }

  /// Presentations: their form, and steps 14 and 27 to 29.
  private static func presentations(_ domain: MeasuredDomain) throws -> [VerdictPath] {
    let verifier = try domain.verifier()
    let pass = try domain.vaccination { $0.claims.append(try MeasuredDomain.holderClaim) }
    let presentation = try domain.presentation(of: pass)
    let challenge = Challenge(Array(repeating: 7, count: 32))!
    var (asking, bare, small) = (verifier, verifier, verifier)
    asking.policy.freshness.challenge = challenge
    bare.policy.allowsBare = true
    small.policy = Policy(accepting: small.policy.scopes, sizeLimit: 256)
    let greatest = try domain.presentation(of: domain.greatestPass(isBound: true), challenge: challenge)
    return [
      .init("presentation", nil, verifier, presentation),
      .init("greatest presentation, with its challenge", nil, asking, greatest),
      .init("bound pass, allowed bare", nil, bare, pass),
      .init("presentation larger than the device", .deviceLimit, small, greatest),
      .init("161 bytes of a presentation", .malformed, verifier, Array(presentation.prefix(161))),
      .init("challenge of 33 bytes", .malformed, verifier, presentation.with([33], at: 6)),
      .init("presentation of a presentation", .malformed, verifier, try domain.presentation(of: presentation)),
      .init("another byte in the presented pass", .badSignature, verifier, presentation.with([2], at: 7 + 13)),
      .init("presented by another key", .badHolderProof, verifier, try domain.presentation(of: pass, by: 6)),
      .init("presented pass on paper", .badHolderProof, verifier, try domain.presentation(of: domain.vaccination())),
      .init(
        "holder key of small order", .badHolderProof, verifier,
        try domain.presentation(
          of: domain.pass { $0.claims = [Claim(.holderKey, bytes: Array(repeating: 0, count: 32))!] })),
      .init("bound pass, shown bare", .presentationNeeded, verifier, pass),
      .init("another challenge", .wrongChallenge, asking, presentation),
      .init("code of a minute ago", .presentationStale, verifier, try domain.presentation(of: pass, age: 60)),
      .init("code of the future", .presentationStale, verifier, try domain.presentation(of: pass, age: -1)),
    ]
  }

  /// Steps 12, 18 to 21 and 25.
  private static func times(_ domain: MeasuredDomain) throws -> [VerdictPath] {
    let verifier = try domain.verifier()
    let pass = try domain.pass()
    let longList = try domain.verifier { $0.expiresAt = MeasuredDomain.start + 400 * MeasuredDomain.day }
    return [
      .init("pass ended", .expired, longList, pass, days: 200...200),
      .init(
        "key no longer accepted", .expired,
        try domain.verifier { $0.issuers[0].keys[0].acceptUntil = MeasuredDomain.start + 5 * MeasuredDomain.day }, pass),
      .init("clock behind the list", .clockBehind, verifier, pass, days: -1 ... -1),
      .init("clock behind the pass", .passFromFuture, verifier, pass, days: 5...5),
      .init("clock across the pass's end", .clockUncertain, longList, pass, days: 100...120),
      .init("list out of date", .trustListExpired, verifier, pass, days: 40...40),
      .init(
        "not yet valid", .notYetValid, verifier,
        try domain.pass { $0.validFromDelay = UInt32(5 * MeasuredDomain.day) }),
    ]
  }

  /// Steps 15, 23, 24 and 26.
  private static func rules(_ domain: MeasuredDomain) throws -> [VerdictPath] {
    func path(
      _ name: String, _ reason: Reason, _ rules: [ExpiryRule], date: CalendarDate? = nil,
      days: ClosedRange<Int64> = 10...10
    ) throws -> VerdictPath {
      .init(
        name, reason, try domain.verifier { $0.rules = rules }, try domain.vaccination(doseDate: date), days: days)
    }
    let absent = try ExpiryRule(
      profile: .vaccination, inForceFrom: MeasuredDomain.start,
      window: .init(anchor: .date(ClaimTag(rawValue: 0x4c)), opensAfter: 0, closesAfter: 1))
    return [
      try path("rule closed", .ruleExpired, rules(closing: [60])),
      try path("rule closed, the last of ten", .ruleExpired, rules(closing: [60] + (101...109))),
      try path("rule not open", .ruleNotYetOpen, rules(opening: 90, closing: [100])),
      try path("clock across the rule's edge", .clockUncertain, rules(closing: [75]), days: 0...20),
      try path("rule without its anchor", .unsupportedRule, [absent]),
      try path(
        "month across the rule's edge", .dateTooCoarse, rules(closing: [60]), date: CalendarDate(year: 2025, month: 11)),
      try path("year across the rule's edge", .dateTooCoarse, rules(closing: [60]), date: CalendarDate(year: 2025)),
    ]
  }

  /// Steps 15 and 22 with a home domain.
  private static func home(_ domain: MeasuredDomain) throws -> [VerdictPath] {
    let home = try MeasuredDomain(seed: 2)
    func verifier(_ change: (inout TrustListFields) throws -> Void) throws -> Verifier {
      var verifier = try domain.verifier(otherStates: [try home.state(change)])
      verifier.policy.home = home.digest
      return verifier
    }
    var homeless = try domain.verifier()
    homeless.policy.home = home.digest
    let pass = try domain.vaccination()
    return [
      .init("home list not held", .homeListMissing, homeless, pass),
      .init("home rules kept", nil, try verifier { $0.rules = try rules(closing: [100]) }, pass),
      .init("home rule closed", .ruleExpired, try verifier { $0.rules = try rules(closing: [60]) }, pass),
      .init(
        "home list out of date", .trustListExpired,
        try verifier { $0.expiresAt = MeasuredDomain.start + 8 * MeasuredDomain.day }, pass),
    ]
  }

  /// Steps 11, 12, 30 and 31.
  private static func status(_ domain: MeasuredDomain) throws -> [VerdictPath] {
    func path(
      _ name: String, _ reason: Reason?, serial: UInt32, _ change: (inout StatusListFields) -> Void
    ) throws -> VerdictPath {
      var verifier = try domain.verifier()
      verifier.states = [try domain.stateHolding(statusList: change)]
      return .init(name, reason, verifier, try domain.pass { $0.serial = serial })
    }
    let serials = (0..<100_000 as Range<UInt32>).map { $0 * 97 }
    return [
      try path("not among 100,000 revoked", nil, serial: 97 * 50_000 + 1) { $0.revoked = serials },
      try path("among 100,000 revoked", .revoked, serial: 97 * 50_255) { $0.revoked = serials },
      try path("below first live", .expired, serial: 1) { $0.firstLive = 2 },
      try path("status list out of date", .statusListExpired, serial: 1) {
        $0.expiresAt = MeasuredDomain.start + MeasuredDomain.day
      },
    ]
  }

  /// Rules that open and close so many days after the last dose.
  static func rules(opening: UInt32 = 0, closing days: [UInt32]) throws -> [ExpiryRule] {
    let rules = try days.map { days in
      try ExpiryRule(
        profile: .vaccination, inForceFrom: MeasuredDomain.start,
        window: .init(
          anchor: .date(ClaimTag.Vaccination.doseDate), opensAfter: opening * 86_400, closesAfter: days * 86_400,
          utcOffset: 36, condition: .init(ClaimTag.Vaccination.doseNumber, below: 3)))
    }
    return rules
  }
}

extension [UInt8] {
  /// The bytes with others in their place.
  fileprivate func with(_ bytes: [UInt8], at offset: Int) -> [UInt8] {
    self[..<offset] + bytes + self[(offset + bytes.count)...]
  }
}
