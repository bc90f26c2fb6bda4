import Mapae

/// What steps 8 to 31 found, in no order.
///
/// A set by hand: a million judgements go through it in a debug build, where `OptionSet` is slow.
struct Findings: Sendable {
  private var bits = 0

  static let none = Findings(bits: 0)

  static let compromised = Findings(bits: 1 << 0)
  static let notForThis = Findings(bits: 1 << 1)
  static let notInScope = Findings(bits: 1 << 2)
  static let ended = Findings(bits: 1 << 3)
  static let invalidClaims = Findings(bits: 1 << 4)
  static let ruleClosed = Findings(bits: 1 << 5)
  static let unknownProfile = Findings(bits: 1 << 6)
  static let unknownClaim = Findings(bits: 1 << 7)
  static let clockBehind = Findings(bits: 1 << 8)
  static let passFromFuture = Findings(bits: 1 << 9)
  static let uncertain = Findings(bits: 1 << 10)
  static let listExpired = Findings(bits: 1 << 11)
  static let homeListMissing = Findings(bits: 1 << 12)
  static let unreadableRule = Findings(bits: 1 << 13)
  static let tooCoarse = Findings(bits: 1 << 14)
  static let notBegun = Findings(bits: 1 << 15)
  static let ruleNotOpen = Findings(bits: 1 << 16)
  static let badProof = Findings(bits: 1 << 17)
  static let bare = Findings(bits: 1 << 18)
  static let wrongChallenge = Findings(bits: 1 << 19)
  static let stale = Findings(bits: 1 << 20)
  static let revoked = Findings(bits: 1 << 21)
  static let statusMissing = Findings(bits: 1 << 22)
  static let statusExpired = Findings(bits: 1 << 23)

  private init(bits: Int) { self.bits = bits }

  mutating func insert(_ finding: Findings) { bits |= finding.bits }

  func contains(_ finding: Findings) -> Bool { bits & finding.bits != 0 }
}

/// The order of steps 8 to 31.
extension Model {
  func decide(_ facts: Findings) -> Verdict {
    let found =
      removed == .rejectionsFirst ? doubt(facts) ?? rejection(facts) : rejection(facts) ?? doubt(facts)
    let isAuthentic = !facts.contains(.compromised) && !facts.contains(.notForThis)
    return Verdict(outcome: found?.outcome ?? .accepted, reason: found?.reason, isAuthentic: isAuthentic)
  }

  private typealias Found = (outcome: Outcome, reason: Reason)

  private func rejection(_ facts: Findings) -> Found? {
    if facts.contains(.compromised) { return (.rejected, .keyCompromised) }
    if facts.contains(.notForThis) { return (.rejected, .keyNotForThis) }
    if facts.contains(.notInScope) { return (.rejected, .notAcceptedHere) }
    if facts.contains(.revoked) { return (.rejected, .revoked) }
    if facts.contains(.ended) { return (.rejected, .expired) }
    if facts.contains(.invalidClaims) { return (.rejected, .invalidClaims) }
    if facts.contains(.badProof) { return (.rejected, .badHolderProof) }
    if facts.contains(.ruleClosed) { return (.rejected, .ruleExpired) }
    return nil
  }

  private func doubt(_ facts: Findings) -> Found? {
    if facts.contains(.unknownProfile) { return undecided(.unsupportedProfile, unless: .unsupportedProfile) }
    if facts.contains(.unknownClaim) { return undecided(.unsupportedClaim, unless: .unsupportedClaim) }
    if facts.contains(.clockBehind) { return (.undecided, .clockBehind) }
    if facts.contains(.passFromFuture) { return (.undecided, .passFromFuture) }
    if facts.contains(.uncertain) { return (.undecided, .clockUncertain) }
    if facts.contains(.listExpired) { return undecided(.trustListExpired, unless: .trustListExpired) }
    if facts.contains(.homeListMissing) { return undecided(.homeListMissing, unless: .homeListMissing) }
    if facts.contains(.unreadableRule) { return undecided(.unsupportedRule, unless: .unsupportedRule) }
    if facts.contains(.tooCoarse) { return (.undecided, .dateTooCoarse) }
    if facts.contains(.notBegun) { return (.undecided, .notYetValid) }
    if facts.contains(.ruleNotOpen) { return (.undecided, .ruleNotYetOpen) }
    if facts.contains(.bare) { return undecided(.presentationNeeded, unless: .presentationNeeded) }
    if facts.contains(.wrongChallenge) { return undecided(.wrongChallenge, unless: .wrongChallenge) }
    if facts.contains(.stale) { return undecided(.presentationStale, unless: .presentationStale) }
    if facts.contains(.statusMissing) { return undecided(.statusListMissing, unless: .statusListMissing) }
    if facts.contains(.statusExpired) { return undecided(.statusListExpired, unless: .statusListExpired) }
    return nil
  }

  /// Without the rule, what cannot be told is taken for bad.
  private func undecided(_ reason: Reason, unless rule: RemovedRule) -> Found {
    (removed == rule ? .rejected : .undecided, reason)
  }
}
