/// How a rule stands over a clock reading (chapter Expiry rules and time, "How a rule is judged").
enum RuleAnswer: Hashable {
  /// It fails at no second.
  case kept
  /// It is closed at every second; since when.
  case closed(UnixTime)
  /// It is not yet open at every second; until when.
  case notOpen(UnixTime)
  /// Some seconds, but not all; the nearest edge.
  case cannotTell(UnixTime)
  /// The first and the last day of a coarse date give different answers.
  case tooCoarse
  /// A kind, condition or anchor that cannot be read.
  case unreadable
}

extension ExpiryRule {
  func answer(for pass: UnverifiedPass, at reading: ClockReading) -> RuleAnswer {
    guard reading.touches(inForceFrom..<inForceUntil) else { return .kept }
    guard let window else { return .unreadable }  // RULE-6.
    if let condition = window.condition {
      guard condition.tag.size != .prefixed else { return .unreadable }  // RULE-6.
      // RULE-7: a pass that does not state the claim has not shown that it is exempt. RULE-8: one that does is exempt,
      // whatever the anchor.
      if let value = pass.unverifiedClaims[condition.tag]?.integer, value >= condition.limit { return .kept }
    }
    guard let instants = window.anchorInstants(of: pass) else { return .unreadable }  // RULE-9.
    let first = answer(window, from: instants.lowerBound, at: reading)
    guard instants.lowerBound != instants.upperBound else { return first }
    let last = answer(window, from: instants.upperBound, at: reading)
    return first.isSame(as: last) ? last : .tooCoarse
  }

  private func answer(_ window: Window, from anchor: UnixTime, at reading: ClockReading) -> RuleAnswer {
    let opens = anchor + Int64(window.opensAfter)
    let closes = anchor + Int64(window.closesAfter)
    let closed = max(inForceFrom, min(closes, inForceUntil))..<inForceUntil
    let notOpen = inForceFrom..<max(inForceFrom, min(opens, inForceUntil))
    if reading.isInside(closed) { return .closed(closed.lowerBound) }
    if reading.isInside(notOpen) { return .notOpen(notOpen.upperBound) }
    if reading.touches(closed) { return .cannotTell(reading.edge(of: closed)) }
    if reading.touches(notOpen) { return .cannotTell(reading.edge(of: notOpen)) }
    return .kept
  }
}

extension ExpiryRule.Window {
  /// The instant of the anchor: for a coarse date the local midnights of its first and last day; `nil` where the pass
  /// does not have it.
  fileprivate func anchorInstants(of pass: UnverifiedPass) -> ClosedRange<UnixTime>? {
    switch anchor {
    case .issuedAt: return pass.issuedAt...pass.issuedAt
    case .validFrom: return pass.validFrom...pass.validFrom
    case .date(let tag):
      guard let days = pass.unverifiedClaims[tag]?.date?.days else { return nil }
      return midnight(days.lowerBound)...midnight(days.upperBound)
    case .unknown: return nil
    }
  }

  private func midnight(_ day: Int64) -> UnixTime { UnixTime(86_400 * day - 900 * Int64(utcOffset)) }
}

extension RuleAnswer {
  fileprivate func isSame(as other: RuleAnswer) -> Bool {
    switch (self, other) {
    case (.kept, .kept), (.closed, .closed), (.notOpen, .notOpen), (.cannotTell, .cannotTell): true
    default: false
    }
  }
}
