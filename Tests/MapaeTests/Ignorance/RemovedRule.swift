/// The rules that the argument for D2 leans on. Each can be taken out of the ``Model``, and then authorities and issuers
/// need not keep it either. The raw value is how its row in the table of chapter Rationale, "The property test", begins.
enum RemovedRule: String, CaseIterable, Sendable {
  case tieIssuedAt = "tie 1, *issued at*"
  case tieExpiresAt = "tie 1, *expires at*"
  case tieNextKey = "tie 2"
  case tieKeyEntered = "tie 3"
  case tieKeyChanged = "tie 4"
  case tieWidened = "tie 5"
  case tieStatus = "tie 6"
  /// With it goes TIE-11, which asks for more of the same.
  case tieKeyLeft = "tie 7"
  case tieRule = "tie 8"
  case tiesAcross = "ties across authority numbers (TIE-10)"
  case firstAcceptUntil = "TIE-11"
  case issuerReturned = "TIE-12"
  case statusContained = "no revocation is taken back (STATUS-6, STATUS-21)"
  case statusFirstLive = "*first live* never falls (STATUS-8, STATUS-20)"
  case firstLiveEnded = "below *first live* all have ended (STATUS-7)"
  case statusSupported = "the newest status list is supported (STATUS-29)"
  case truthfulDates = "nothing is dated later than true time (PASS-5, TRUST-14)"
  case unsupportedVersion = "`unsupported-version` (VERIFY-5)"
  case deviceLimit = "`device-limit` (VERIFY-6)"
  case unknownDomain = "`unknown-domain` (VERIFY-7)"
  case keyNotYetKnown = "`key-not-yet-known` before `key-withdrawn` (VERIFY-8)"
  case rejectionsFirst = "rejections before what cannot be told (VERIFY-1)"
  case unexpiredList = "`rule-expired` only under an unexpired list (RULE-12)"
  case unsupportedProfile = "`unsupported-profile` (VERIFY-17)"
  case unsupportedClaim = "`unsupported-claim` (CLAIM-4)"
  case clockBehind = "`clock-behind` (TIME-3)"
  case passFromFuture = "`pass-from-future` (TIME-4)"
  case floor = "the floor (TIME-2)"
  case wholeInterval = "proven over the whole interval (TIME-5)"
  case trustListExpired = "`trust-list-expired` (VERIFY-18)"
  case homeListMissing = "`home-list-missing` (VERIFY-19)"
  case unsupportedRule = "`unsupported-rule` (RULE-10)"
  case dateTooCoarse = "`date-too-coarse` (RULE-14)"
  case presentationNeeded = "`presentation-needed` (PRESENT-6)"
  case wrongChallenge = "`wrong-challenge` (PRESENT-7)"
  case presentationStale = "`presentation-stale` (PRESENT-8)"
  case deviceTime = "a device's time raises no floor (PRESENT-9)"
  case statusListMissing = "`status-list-missing` (VERIFY-21)"
  case statusListExpired = "`status-list-expired` (STATUS-27)"

  /// The property that no longer holds without the rule.
  var breaches: Property {
    switch self {
    case .tieIssuedAt, .firstAcceptUntil, .issuerReturned: .nobodyCutOff
    case .tieStatus: .demandsStay
    case .tieKeyLeft, .truthfulDates, .firstLiveEnded: .overMeansOver
    case .clockBehind, .passFromFuture: .steadyClock
    case .statusFirstLive: .revocationsStay
    case .floor, .rejectionsFirst: .provenBadIsRejected
    default: .noFalseNo
    }
  }
}

/// What always holds while every rule is in place.
enum Property: String, CaseIterable, Sendable {
  /// D2: what is accepted with all facts known is not rejected for lack of some.
  case noFalseNo = "no false no"
  /// A narrower clock reading turns neither accepted into rejected nor rejected into accepted.
  case steadyClock = "steady clock"
  /// Whatever honest lists a door skipped, it loads the next one.
  case nobodyCutOff = "nobody is cut off"
  /// Of an honest issuer's pass `key-withdrawn` is said only when it has ended, and `expired` only when it, or the time
  /// for which its key is accepted, has.
  case overMeansOver = "over means over"
  /// What one list leaves undecided for want of a status list, no later one accepts.
  case demandsStay = "demands stay"
  /// What a held status list rejects, no later one of its generation frees, whoever signed it.
  case revocationsStay = "revocations stay"
  /// What a door can prove bad it rejects, whatever else it does not know.
  case provenBadIsRejected = "what is proven bad is rejected"
}
