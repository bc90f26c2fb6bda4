import Mapae

/// Chapter Verification, "Steps".
extension Model {
  func judge(_ pass: World.Pass, at door: Door) -> Verdict {
    if pass.isOfLaterVersion, !door.knowledge.contains(.version) {
      return stop(.unsupportedVersion, removed == .unsupportedVersion ? .rejected : .undecided)  // Step 1.
    }
    if pass.isLarge, !door.knowledge.contains(.memory) {
      return stop(.deviceLimit, removed == .deviceLimit ? .rejected : .undecided)  // Step 2.
    }
    if pass.isMalformed { return stop(.malformed, .rejected) }  // Step 3.
    let own: World.List
    switch door.own {
    case .nothing: return stop(.unknownDomain, removed == .unknownDomain ? .rejected : .undecided)  // Step 4.
    case .noList:
      guard removed != .keyNotYetKnown else { return stop(.keyWithdrawn, .rejected) }
      return stop(.keyNotYetKnown, .undecided)
    case .list(let list): own = list
    }
    if pass.keyNumber >= own.nextKey, removed != .keyNotYetKnown {
      return stop(.keyNotYetKnown, .undecided)  // Step 5.
    }
    guard let key = own.key(pass.keyNumber) else { return stop(.keyWithdrawn, .rejected) }  // Step 6.
    guard key.publicKey == pass.signer else { return stop(.badSignature, .rejected) }  // Step 7.

    var facts = Findings.none
    lookAtPass(pass, door, &facts)
    lookAtShowing(pass, door, &facts)
    let status = held(door.statusLists, of: key.issuer, under: own)
    let seconds = instants(door.reading, under: own, status, pass, &facts)
    if let seconds {
      lookAtTimes(of: pass, key, seconds, &facts)
      lookAtRules(of: own, pass, door, seconds, &facts)
    }
    if let issuer = own.issuer(key.issuer) {
      lookAtKey(key, issuer, pass, &facts)
      lookAtStatus(status, issuer, pass, seconds, &facts)
    }
    if let home = door.home, pass.profile != .custom {
      if case .list(let list) = home {
        if let seconds = instants(door.reading, under: list, nil, pass, &facts) {
          lookAtRules(of: list, pass, door, seconds, &facts)
        }
      } else {
        facts.insert(.homeListMissing)
      }
    }
    return decide(facts)
  }

  private func stop(_ reason: Reason, _ outcome: Outcome) -> Verdict {
    Verdict(outcome: outcome, reason: reason, isAuthentic: false)
  }

  private func lookAtKey(
    _ key: World.Key, _ issuer: World.Issuer, _ pass: World.Pass, _ facts: inout Findings
  ) {
    if key.isCompromised { facts.insert(.compromised) }
    if key.signsStatus || !issuer.profiles.contains(pass.profile) { facts.insert(.notForThis) }
  }

  /// Steps 11, 12, 30 and 31.
  private func lookAtStatus(
    _ status: World.StatusList?, _ issuer: World.Issuer, _ pass: World.Pass, _ seconds: Instants?,
    _ facts: inout Findings
  ) {
    if let status {
      if status.revoked.contains(pass.serial) { facts.insert(.revoked) }
      if pass.serial < status.firstLive { facts.insert(.ended) }
    }
    guard issuer.demand > 0 else { return }
    guard let status, status.number >= issuer.demand else { return facts.insert(.statusMissing) }
    guard let seconds else { return }
    let expired = Instants.from(status.expiresAt)
    if seconds.isInside(expired) {
      facts.insert(.statusExpired)
    } else if seconds.touches(expired) {
      facts.insert(.uncertain)
    }
  }

  private func lookAtPass(_ pass: World.Pass, _ door: Door, _ facts: inout Findings) {
    if !door.isInScope { facts.insert(.notInScope) }
    if pass.date == .broken { facts.insert(.invalidClaims) }
    if pass.profile == .future, !door.knowledge.contains(.profiles) { facts.insert(.unknownProfile) }
    // Only a scope says which private claims the caller understands.
    let knowsPrivate = door.isInScope && door.knowledge.contains(.privateClaims)
    if pass.hasFutureClaim && !door.knowledge.contains(.claims) || pass.hasPrivateClaim && !knowsPrivate {
      facts.insert(.unknownClaim)
    }
  }

  /// Steps 14 and 27 to 29.
  private func lookAtShowing(_ pass: World.Pass, _ door: Door, _ facts: inout Findings) {
    guard let code = pass.code else {
      if pass.holderKey != nil, !door.asks.allowsBare { facts.insert(.bare) }
      return
    }
    if pass.holderKey != code.signer { facts.insert(.badProof) }
    let latest = door.reading.latest
    if let challenge = door.asks.challenge {
      if code.challenge != challenge { facts.insert(.wrongChallenge) }
    } else if code.presentedAt > latest || code.presentedAt <= latest - door.asks.greatestAge {
      facts.insert(.stale)
    }
  }

  /// Steps 12, 20 and 25.
  private func lookAtTimes(of pass: World.Pass, _ key: World.Key, _ seconds: Instants, _ facts: inout Findings) {
    for end in [pass.validUntil, key.acceptUntil] {
      let over = Instants.from(end)
      if isRefuted(over, seconds) { facts.insert(.ended) } else if seconds.touches(over) { facts.insert(.uncertain) }
    }
    let notBegun = Instants.before(pass.validFrom)
    if seconds.isInside(notBegun) {
      facts.insert(.notBegun)
    } else if seconds.touches(notBegun) {
      facts.insert(.uncertain)
    }
  }

  /// Whether a condition that fails at some instants is refuted: it fails at every second of the reading.
  private func isRefuted(_ failing: Instants, _ seconds: Instants) -> Bool {
    removed == .wholeInterval ? seconds.touches(failing) : seconds.isInside(failing)
  }

  /// The reading raised to the floor (TIME-2); `nil` where no condition on time is decided (TIME-3, TIME-4, STATUS-28).
  private func instants(
    _ reading: Reading, under list: World.List, _ status: World.StatusList?, _ pass: World.Pass,
    _ facts: inout Findings
  ) -> Instants? {
    let listed = max(list.issuedAt, status?.issuedAt ?? 0)
    var isDecided = true
    if reading.latest < listed, removed != .clockBehind {
      facts.insert(.clockBehind)
      isDecided = false
    }
    if reading.latest < pass.issuedAt, removed != .passFromFuture {
      facts.insert(.passFromFuture)
      isDecided = false
    }
    guard isDecided else { return nil }
    var floor = max(listed, pass.issuedAt)
    if removed == .deviceTime, let code = pass.code { floor = max(floor, code.presentedAt) }
    let raised = reading.instants.and(.from(floor))
    return removed == .floor || raised.isEmpty ? reading.instants : raised
  }

  /// Steps 15, 20, 21, 23, 24 and 26, for one list.
  private func lookAtRules(
    of list: World.List, _ pass: World.Pass, _ door: Door, _ seconds: Instants, _ facts: inout Findings
  ) {
    let expired = Instants.from(list.expiresAt)
    if seconds.isInside(expired) {
      facts.insert(.listExpired)
    } else if seconds.touches(expired) {
      facts.insert(.uncertain)
    }
    for rule in list.rules where rule.profile == pass.profile {
      switch answer(rule, pass, door, seconds) {
      case .kept: break
      case .closed:
        if !seconds.touches(expired) || removed == .unexpiredList { facts.insert(.ruleClosed) }  // RULE-11, RULE-12.
      case .notOpen: facts.insert(.ruleNotOpen)
      case .cannotTell: facts.insert(.uncertain)
      case .tooCoarse: facts.insert(.tooCoarse)
      case .unreadable: facts.insert(.unreadableRule)
      }
    }
  }

  private enum Answer {
    case kept
    case closed
    case notOpen
    case cannotTell
    case tooCoarse
    case unreadable
  }

  /// Chapter Expiry rules and time, "How a rule is judged".
  private func answer(_ rule: World.Rule, _ pass: World.Pass, _ door: Door, _ seconds: Instants) -> Answer {
    let inForce = Instants.from(rule.from).and(.before(rule.until))
    guard seconds.touches(inForce) else { return .kept }
    if rule.isOfFutureKind, !door.knowledge.contains(.ruleKinds) { return .unreadable }
    switch rule.condition {
    case .unreadable: return .unreadable
    case .countBelow(let limit): if let count = pass.count, count >= limit { return .kept }  // RULE-7, RULE-8.
    case nil: break
    }
    guard let anchor = anchor(of: rule, pass) else { return .unreadable }
    let first = answer(rule, inForce, from: anchor.lowerBound, seconds)
    let last = answer(rule, inForce, from: anchor.upperBound, seconds)
    if first == last { return first }
    if removed == .dateTooCoarse, first == .closed || last == .closed { return .closed }
    return .tooCoarse
  }

  private func answer(_ rule: World.Rule, _ inForce: Instants, from anchor: Int, _ seconds: Instants) -> Answer {
    let closed = inForce.and(.from(anchor + rule.closes))
    let notOpen = inForce.and(.before(anchor + rule.opens))
    if isRefuted(closed, seconds) { return .closed }
    if seconds.isInside(notOpen) { return .notOpen }
    return seconds.touches(closed) || seconds.touches(notOpen) ? .cannotTell : .kept
  }

  /// The instants of the anchor's first and last day, or the one instant that it is.
  private func anchor(of rule: World.Rule, _ pass: World.Pass) -> ClosedRange<Int>? {
    switch rule.anchor {
    case .issuedAt: return pass.issuedAt...pass.issuedAt
    case .validFrom: return pass.validFrom...pass.validFrom
    case .date:
      guard let days = pass.date?.days else { return nil }
      return 4 * days.lowerBound - rule.offset...4 * days.upperBound - rule.offset
    case .absent, .unknown: return nil
    }
  }
}
