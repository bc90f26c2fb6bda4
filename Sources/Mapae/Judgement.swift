/// Steps 8 to 31 of a pass whose signature is good.
///
/// Reasons are numbered in the order of the steps, rejections before what cannot be told. So every check notes what it
/// finds, in any order, and the lowest number decides (VERIFY-1).
struct Judgement {
  private let pass: UnverifiedPass
  /// What the pass was shown in; `nil` where it was shown bare.
  private let presentation: UnverifiedPresentation?
  private let verifier: Verifier
  private let stateIndex: Int
  private let keyIndex: Int
  private let clock: ClockReading

  private var reason: Reason?
  private var edge: UnixTime?
  private var advisories: Advisories = []
  private var isAuthentic = true

  init(
    _ pass: UnverifiedPass, _ presentation: UnverifiedPresentation?, _ verifier: Verifier, stateIndex: Int,
    keyIndex: Int, _ clock: ClockReading
  ) {
    self.pass = pass
    self.presentation = presentation
    self.verifier = verifier
    self.stateIndex = stateIndex
    self.keyIndex = keyIndex
    self.clock = clock
  }

  mutating func verdict() -> Verdict {
    guard let held = verifier.states[stateIndex].held else { return Verdict(stoppedBy: .keyNotYetKnown) }
    let entry = held.keys[keyIndex]
    let issuer = held.list.fields.issuers[entry.issuer]
    let status = held.statusLists[entry.issuer]
    judgeKey(entry.key, issuer.profiles)
    judgeScope()
    judgeShowing()
    let reading = reading(under: held.list, status)
    if let reading { judgeOwnTimes(held.list, entry.key, reading) }
    judgeHome()
    if let status { judgeSerial(status) }
    judgeStatus(status, demand: issuer.statusDemand, reading)
    return verdict(issuer)
  }

  /// Notes a finding; the lowest number stays.
  private mutating func note(_ found: Reason, edge instant: UnixTime? = nil) {
    if let reason, reason.rawValue <= found.rawValue { return }
    reason = found
    edge = instant
  }

  private mutating func note(_ answer: Answer, refuted: Reason, edge: UnixTime) {
    switch answer {
    case .proven: break
    case .refuted: note(refuted, edge: edge)
    case .cannotTell: note(.clockUncertain, edge: edge)  // TIME-5.
    }
  }

  /// Steps 8 and 9 (VERIFY-11 to VERIFY-13). A thief signs what he likes, so nothing of the pass is its issuer's word.
  private mutating func judgeKey(_ key: TrustListFields.Key, _ profiles: [Profile]) {
    if key.isCompromised { note(.keyCompromised) }
    if key.usage != .passes || !profiles.contains(pass.profile) { note(.keyNotForThis) }
    isAuthentic = reason == nil
  }

  /// Steps 10 and 16 (VERIFY-14, VERIFY-17).
  private mutating func judgeScope() {
    let scope = verifier.policy.scope(verifier.states[stateIndex].anchor.domain, pass.profile)
    if scope == nil { note(.notAcceptedHere) }
    if !Registry.understands(pass.profile) { note(.unsupportedProfile) }
    judgeClaims(privateTags: scope?.privateTags ?? .init())
  }

  /// Steps 13 and 17 (CLAIM-4 to CLAIM-9, VERIFY-26).
  private mutating func judgeClaims(privateTags: ClaimTagSet) {
    let findings = ClaimFindings(pass.unverifiedClaims, profile: pass.profile, privateTags: privateTags)
    if findings.invalid != nil || findings.lacksRequired { note(.invalidClaims) }
    if findings.unsupported != nil { note(.unsupportedClaim) }
    if findings.hasIgnored { advisories.insert(.unknownClaimIgnored) }
  }

  /// Steps 14 and 27 to 29 (PRESENT-4 to PRESENT-8). A device's clock proves nothing, so the time that a presentation
  /// states raises no floor (PRESENT-9).
  private mutating func judgeShowing() {
    guard let presentation else {
      // A pass for paper names no holder key, so there is nobody to prove anything.
      if pass.unverifiedClaims[.holderKey] != nil, !verifier.policy.allowsBare { note(.presentationNeeded) }
      return
    }
    if !presentation.isProven(in: verifier.states[stateIndex].anchor.domain) { note(.badHolderProof) }
    switch verifier.policy.freshness.answer(presentation.presentedAt, presentation.challenge, at: clock) {
    case .fresh: break
    case .wrongChallenge: note(.wrongChallenge)
    case .stale(let edge): note(.presentationStale, edge: edge)
    }
  }

  /// Steps 12, 15, 20, 21 and 23 to 26 of the pass's own domain (VERIFY-15, VERIFY-16, VERIFY-20, RULE-5).
  private mutating func judgeOwnTimes(_ list: TrustList, _ key: TrustListFields.Key, _ reading: ClockReading) {
    note(reading.isBefore(pass.validUntil), refuted: .expired, edge: pass.validUntil)
    note(reading.isBefore(key.acceptUntil), refuted: .expired, edge: key.acceptUntil)
    note(reading.isFrom(pass.validFrom), refuted: .notYetValid, edge: pass.validFrom)
    judgeRules(of: list, reading)
  }

  /// Steps 11 and 12 by the issuer's status list (STATUS-25, STATUS-26). A revocation does not end with its list.
  private mutating func judgeSerial(_ status: StatusList) {
    if status.revoked.contains(pass.serial) { note(.revoked) }
    if pass.serial < status.firstLive { note(.expired, edge: status.issuedAt) }
  }

  /// Steps 20, 30 and 31 (VERIFY-21, STATUS-27). Where no status list is demanded, none must be there or be fresh.
  private mutating func judgeStatus(_ status: StatusList?, demand: UInt32, _ reading: ClockReading?) {
    guard demand > 0 else { return }
    guard let status, status.number >= demand else { return note(.statusListMissing) }
    guard let reading else { return }
    note(reading.isBefore(status.expiresAt), refuted: .statusListExpired, edge: status.expiresAt)
  }

  /// Steps 15, 18 to 24 and 26 of a home domain (RULE-16, VERIFY-19). The pass's own is judged already, and a private
  /// profile means something else in each domain.
  private mutating func judgeHome() {
    guard let home = verifier.policy.home, home != verifier.states[stateIndex].anchor.domain, !pass.profile.isPrivate
    else { return }
    guard let index = verifier.states.firstIndex(where: { $0.anchor.domain == home }),
      let held = verifier.states[index].held
    else { return note(.homeListMissing) }
    guard let reading = reading(under: held.list) else { return }
    judgeRules(of: held.list, reading)
  }

  /// Steps 18 and 19: the clock reading raised to the floor; `nil` where the clock is behind, so that no condition on
  /// time can be decided (TIME-2 to TIME-4, STATUS-28).
  private mutating func reading(under list: TrustList, _ status: StatusList? = nil) -> ClockReading? {
    if clock.latest >= list.fields.refreshAfter { advisories.insert(.refreshDue) }  // VERIFY-25.
    if clock.latest < list.fields.issuedAt { note(.clockBehind, edge: list.fields.issuedAt) }
    if let status, clock.latest < status.issuedAt { note(.clockBehind, edge: status.issuedAt) }
    if clock.latest < pass.issuedAt { note(.passFromFuture, edge: pass.issuedAt) }
    return clock.raised(to: max(list.fields.issuedAt, status?.issuedAt ?? pass.issuedAt, pass.issuedAt))
  }

  /// The list's own expiry (VERIFY-18) and its rules (RULE-3). A rule adds a finding or none, so that it never makes a
  /// pass valid (RULE-4).
  private mutating func judgeRules(of list: TrustList, _ reading: ClockReading) {
    let unexpired = reading.isBefore(list.fields.expiresAt)
    note(unexpired, refuted: .trustListExpired, edge: list.fields.expiresAt)
    for index in list.fields.rules.indices where list.fields.rules[index].profile == pass.profile {
      let answer = list.fields.rules[index].answer(for: pass, at: reading)
      switch answer {
      case .kept: break
      case .closed(let edge): if unexpired == .proven { note(.ruleExpired, edge: edge) }  // RULE-11, RULE-12.
      case .notOpen(let edge): note(.ruleNotYetOpen, edge: edge)  // RULE-13.
      case .cannotTell(let edge): note(.clockUncertain, edge: edge)
      case .tooCoarse: note(.dateTooCoarse)  // RULE-14.
      case .unreadable: note(.unsupportedRule)  // RULE-10.
      }
    }
  }

  private func verdict(_ issuer: TrustListFields.Issuer) -> Verdict {
    let verified = VerifiedPass(
      fields: pass, domain: verifier.states[stateIndex].anchor.domain, issuer: issuer.id, issuerName: issuer.name)
    guard let reason else { return .accepted(Acceptance(pass: verified, advisories: advisories)) }
    let finding = Finding(
      reason: reason, authenticity: isAuthentic ? .authentic(verified) : .unproven, edge: edge, format: nil,
      advisories: isAuthentic ? advisories : [])
    return reason.isRejection ? .rejected(finding) : .undecided(finding)
  }
}
