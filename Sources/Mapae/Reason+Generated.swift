// swift-format-ignore-file
// Generated from spec/registry by spec/registry/generate.py; edit the registry.

/// Why a pass is undecided or rejected, in the order of the steps: the lowest number that applies decides.
@nonexhaustive
public enum Reason: UInt8, Hashable, Sendable, CaseIterable {
  /// Step 1: undecided. This code is not one that this door can read. Update the door's software, or show a Mapae pass.
  case unsupportedVersion = 1
  /// Step 2: undecided. This pass is larger than this device can hold. Check it with another device.
  case deviceLimit = 2
  /// Step 3: rejected. This is not a whole pass. Scan it again, or show the original.
  case malformed = 3
  /// Step 4: undecided. This door does not hold the trust list that this pass belongs to.
  case unknownDomain = 4
  /// Step 5: undecided. This door's trust list may be older than this pass. Refresh the list and check again.
  case keyNotYetKnown = 5
  /// Step 6: rejected. The key that this pass names is no longer in use. Ask the issuer for a new pass.
  case keyWithdrawn = 6
  /// Step 7: rejected. This pass was not signed by the issuer that it names, or it was altered. Show the original.
  case badSignature = 7
  /// Step 8: rejected. The key that signed this pass was stolen. Ask the issuer for a new pass.
  case keyCompromised = 16
  /// Step 9: rejected. This issuer may not issue passes of this kind.
  case keyNotForThis = 17
  /// Step 10: rejected. This door does not accept passes of this kind. Show another pass.
  case notAcceptedHere = 18
  /// Step 11: rejected. This pass was revoked. Ask the issuer.
  case revoked = 19
  /// Step 12: rejected. This pass has expired. Ask the issuer for a new pass.
  case expired = 20
  /// Step 13: rejected. The issuer made an error in this pass. Ask the issuer for a new pass.
  case invalidClaims = 21
  /// Step 14: rejected. This code was not made by the phone that this pass belongs to. Show the pass on its own phone.
  case badHolderProof = 22
  /// Step 15: rejected. By the rules in force this pass no longer counts. A newer pass is needed.
  case ruleExpired = 23
  /// Step 16: undecided. This door has not learnt this kind of pass. Update the door's software.
  case unsupportedProfile = 32
  /// Step 17: undecided. This pass states something that this door has not learnt. Update the door's software.
  case unsupportedClaim = 33
  /// Step 18: undecided. This door's clock is behind. Set the clock and check again.
  case clockBehind = 34
  /// Step 19: undecided. By this door's clock this pass has not been issued yet. Check the clock.
  case passFromFuture = 35
  /// Step 20: undecided. This door's clock is not exact enough to tell. Set the clock, or check again later.
  case clockUncertain = 36
  /// Step 21: undecided. This door's trust list is out of date. Refresh the list and check again.
  case trustListExpired = 37
  /// Step 22: undecided. This door does not hold the trust list with its own country's rules. Load the list and check again.
  case homeListMissing = 38
  /// Step 23: undecided. A rule applies that this door cannot read for this pass. Update the door's software, or ask for help.
  case unsupportedRule = 39
  /// Step 24: undecided. A date in this pass is not exact enough for the rule. Ask the issuer for a pass with the full date.
  case dateTooCoarse = 40
  /// Step 25: undecided. This pass is not valid yet. Come back when it is.
  case notYetValid = 41
  /// Step 26: undecided. By the rules in force this pass does not count yet. Come back when it does.
  case ruleNotYetOpen = 42
  /// Step 27: undecided. This pass must be shown as a fresh code by its own phone.
  case presentationNeeded = 43
  /// Step 28: undecided. This code answers another door's question. Scan this door's code and show a fresh one.
  case wrongChallenge = 44
  /// Step 29: undecided. This code is not fresh. Show a fresh one.
  case presentationStale = 45
  /// Step 30: undecided. This door does not hold the issuer's list of revoked passes. Load the list and check again.
  case statusListMissing = 46
  /// Step 31: undecided. This door's list of revoked passes is out of date. Refresh the list and check again.
  case statusListExpired = 47
}

extension Reason {
  /// The stable name.
  public var name: String {
    switch self {
    case .unsupportedVersion: "unsupported-version"
    case .deviceLimit: "device-limit"
    case .malformed: "malformed"
    case .unknownDomain: "unknown-domain"
    case .keyNotYetKnown: "key-not-yet-known"
    case .keyWithdrawn: "key-withdrawn"
    case .badSignature: "bad-signature"
    case .keyCompromised: "key-compromised"
    case .keyNotForThis: "key-not-for-this"
    case .notAcceptedHere: "not-accepted-here"
    case .revoked: "revoked"
    case .expired: "expired"
    case .invalidClaims: "invalid-claims"
    case .badHolderProof: "bad-holder-proof"
    case .ruleExpired: "rule-expired"
    case .unsupportedProfile: "unsupported-profile"
    case .unsupportedClaim: "unsupported-claim"
    case .clockBehind: "clock-behind"
    case .passFromFuture: "pass-from-future"
    case .clockUncertain: "clock-uncertain"
    case .trustListExpired: "trust-list-expired"
    case .homeListMissing: "home-list-missing"
    case .unsupportedRule: "unsupported-rule"
    case .dateTooCoarse: "date-too-coarse"
    case .notYetValid: "not-yet-valid"
    case .ruleNotYetOpen: "rule-not-yet-open"
    case .presentationNeeded: "presentation-needed"
    case .wrongChallenge: "wrong-challenge"
    case .presentationStale: "presentation-stale"
    case .statusListMissing: "status-list-missing"
    case .statusListExpired: "status-list-expired"
    }
  }

  /// Whether something is proven bad; otherwise it cannot be told.
  public var isRejection: Bool {
    switch self {
    case .malformed,
      .keyWithdrawn,
      .badSignature,
      .keyCompromised,
      .keyNotForThis,
      .notAcceptedHere,
      .revoked,
      .expired,
      .invalidClaims,
      .badHolderProof,
      .ruleExpired: true
    default: false
    }
  }

  /// Who can mend it.
  public var mendedBy: Mender {
    switch self {
    case .malformed,
      .badSignature,
      .notAcceptedHere,
      .badHolderProof,
      .notYetValid,
      .ruleNotYetOpen,
      .presentationNeeded,
      .wrongChallenge,
      .presentationStale: .holder
    case .unsupportedVersion,
      .deviceLimit,
      .unknownDomain,
      .keyNotYetKnown,
      .unsupportedProfile,
      .unsupportedClaim,
      .clockBehind,
      .passFromFuture,
      .clockUncertain,
      .trustListExpired,
      .homeListMissing,
      .unsupportedRule,
      .statusListMissing,
      .statusListExpired: .door
    case .keyWithdrawn,
      .keyCompromised,
      .keyNotForThis,
      .revoked,
      .expired,
      .invalidClaims,
      .ruleExpired,
      .dateTooCoarse: .issuer
    }
  }

  var english: String {
    switch self {
    case .unsupportedVersion:
      "This code is not one that this door can read. Update the door's software, or show a Mapae pass."
    case .deviceLimit:
      "This pass is larger than this device can hold. Check it with another device."
    case .malformed:
      "This is not a whole pass. Scan it again, or show the original."
    case .unknownDomain:
      "This door does not hold the trust list that this pass belongs to."
    case .keyNotYetKnown:
      "This door's trust list may be older than this pass. Refresh the list and check again."
    case .keyWithdrawn:
      "The key that this pass names is no longer in use. Ask the issuer for a new pass."
    case .badSignature:
      "This pass was not signed by the issuer that it names, or it was altered. Show the original."
    case .keyCompromised:
      "The key that signed this pass was stolen. Ask the issuer for a new pass."
    case .keyNotForThis:
      "This issuer may not issue passes of this kind."
    case .notAcceptedHere:
      "This door does not accept passes of this kind. Show another pass."
    case .revoked:
      "This pass was revoked. Ask the issuer."
    case .expired:
      "This pass has expired. Ask the issuer for a new pass."
    case .invalidClaims:
      "The issuer made an error in this pass. Ask the issuer for a new pass."
    case .badHolderProof:
      "This code was not made by the phone that this pass belongs to. Show the pass on its own phone."
    case .ruleExpired:
      "By the rules in force this pass no longer counts. A newer pass is needed."
    case .unsupportedProfile:
      "This door has not learnt this kind of pass. Update the door's software."
    case .unsupportedClaim:
      "This pass states something that this door has not learnt. Update the door's software."
    case .clockBehind:
      "This door's clock is behind. Set the clock and check again."
    case .passFromFuture:
      "By this door's clock this pass has not been issued yet. Check the clock."
    case .clockUncertain:
      "This door's clock is not exact enough to tell. Set the clock, or check again later."
    case .trustListExpired:
      "This door's trust list is out of date. Refresh the list and check again."
    case .homeListMissing:
      "This door does not hold the trust list with its own country's rules. Load the list and check again."
    case .unsupportedRule:
      "A rule applies that this door cannot read for this pass. Update the door's software, or ask for help."
    case .dateTooCoarse:
      "A date in this pass is not exact enough for the rule. Ask the issuer for a pass with the full date."
    case .notYetValid:
      "This pass is not valid yet. Come back when it is."
    case .ruleNotYetOpen:
      "By the rules in force this pass does not count yet. Come back when it does."
    case .presentationNeeded:
      "This pass must be shown as a fresh code by its own phone."
    case .wrongChallenge:
      "This code answers another door's question. Scan this door's code and show a fresh one."
    case .presentationStale:
      "This code is not fresh. Show a fresh one."
    case .statusListMissing:
      "This door does not hold the issuer's list of revoked passes. Load the list and check again."
    case .statusListExpired:
      "This door's list of revoked passes is out of date. Refresh the list and check again."
    }
  }

  var korean: String {
    switch self {
    case .unsupportedVersion:
      "이 출입구에서 읽을 수 없는 코드입니다. 출입구의 소프트웨어를 업데이트하거나 마패 패스를 보여 주세요."
    case .deviceLimit:
      "이 기기가 다룰 수 있는 크기를 넘는 패스입니다. 다른 기기로 확인해 주세요."
    case .malformed:
      "온전한 패스가 아닙니다. 다시 스캔하거나 원본을 보여 주세요."
    case .unknownDomain:
      "이 출입구에는 이 패스가 속한 신뢰 목록이 없습니다."
    case .keyNotYetKnown:
      "출입구의 신뢰 목록이 이 패스보다 오래되었을 수 있습니다. 목록을 갱신한 뒤 다시 확인해 주세요."
    case .keyWithdrawn:
      "이 패스에 쓰인 키는 더 이상 사용되지 않습니다. 발급 기관에서 새 패스를 받으세요."
    case .badSignature:
      "표시된 발급 기관이 서명하지 않았거나 변경된 패스입니다. 원본을 보여 주세요."
    case .keyCompromised:
      "이 패스에 서명한 키가 유출되었습니다. 발급 기관에서 새 패스를 받으세요."
    case .keyNotForThis:
      "이 발급 기관은 이 종류의 패스를 발급할 수 없습니다."
    case .notAcceptedHere:
      "이 출입구에서는 이 종류의 패스를 받지 않습니다. 다른 패스를 보여 주세요."
    case .revoked:
      "취소된 패스입니다. 발급 기관에 문의하세요."
    case .expired:
      "유효 기간이 지난 패스입니다. 발급 기관에서 새 패스를 받으세요."
    case .invalidClaims:
      "발급 기관이 잘못 만든 패스입니다. 발급 기관에서 새 패스를 받으세요."
    case .badHolderProof:
      "패스 주인의 휴대전화에서 만든 코드가 아닙니다. 본인의 휴대전화로 보여 주세요."
    case .ruleExpired:
      "현재 규정상 더 이상 인정되지 않는 패스입니다. 새로운 패스가 필요합니다."
    case .unsupportedProfile:
      "출입구가 아직 알지 못하는 종류의 패스입니다. 출입구의 소프트웨어를 업데이트해 주세요."
    case .unsupportedClaim:
      "출입구가 아직 알지 못하는 내용이 들어 있는 패스입니다. 출입구의 소프트웨어를 업데이트해 주세요."
    case .clockBehind:
      "출입구의 시계가 늦습니다. 시계를 맞춘 뒤 다시 확인해 주세요."
    case .passFromFuture:
      "출입구의 시계로는 아직 발급되지 않은 패스입니다. 시계를 확인해 주세요."
    case .clockUncertain:
      "출입구의 시계가 정확하지 않아 판단할 수 없습니다. 시계를 맞추거나 잠시 뒤 다시 확인해 주세요."
    case .trustListExpired:
      "출입구의 신뢰 목록이 만료되었습니다. 목록을 갱신한 뒤 다시 확인해 주세요."
    case .homeListMissing:
      "출입구에 자국의 규정이 담긴 신뢰 목록이 없습니다. 목록을 불러온 뒤 다시 확인해 주세요."
    case .unsupportedRule:
      "이 패스에 적용할 규정을 출입구가 읽을 수 없습니다. 소프트웨어를 업데이트하거나 도움을 요청하세요."
    case .dateTooCoarse:
      "패스에 적힌 날짜가 규정을 판단하기에 충분히 정확하지 않습니다. 발급 기관에서 전체 날짜가 적힌 패스를 받으세요."
    case .notYetValid:
      "아직 유효 기간이 시작되지 않은 패스입니다. 시작된 뒤에 보여 주세요."
    case .ruleNotYetOpen:
      "현재 규정상 아직 인정되지 않는 패스입니다. 인정되는 날부터 보여 주세요."
    case .presentationNeeded:
      "본인의 휴대전화에서 새로 만든 코드로 보여 주어야 하는 패스입니다."
    case .wrongChallenge:
      "다른 출입구의 질문에 답한 코드입니다. 이 출입구의 코드를 스캔한 뒤 새 코드를 보여 주세요."
    case .presentationStale:
      "방금 만든 코드가 아닙니다. 새 코드를 보여 주세요."
    case .statusListMissing:
      "출입구에 발급 기관의 취소 목록이 없습니다. 목록을 불러온 뒤 다시 확인해 주세요."
    case .statusListExpired:
      "출입구의 취소 목록이 만료되었습니다. 목록을 갱신한 뒤 다시 확인해 주세요."
    }
  }
}

/// What a door should know beside an authentic verdict.
public struct Advisories: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A newer trust list is due. Refresh when there is a network.
  public static let refreshDue = Advisories(rawValue: 1 << 0)
  /// This pass states something more that this door does not know and may ignore.
  public static let unknownClaimIgnored = Advisories(rawValue: 1 << 1)

  /// The stable names of those that are set.
  public var names: [String] {
    var names: [String] = []
    if contains(.refreshDue) { names.append("refresh-due") }
    if contains(.unknownClaimIgnored) { names.append("unknown-claim-ignored") }
    return names
  }
}

/// Why a bundle was not taken.
@nonexhaustive
public enum Refusal: UInt8, Hashable, Sendable, CaseIterable {
  /// The bundle is of a version that this software does not know.
  case unsupportedVersion = 1
  /// The bundle is not well-formed.
  case malformed = 2
  /// The bundle belongs to another domain than the one that this state is anchored in.
  case foreignDomain = 3
  /// The bundle does not hold the authority record that the anchor names.
  case anchorMissing = 4
  /// An authority record differs from the one already held under the same number.
  case recordConflict = 5
  /// An authority record is missing between the last one held and the next one in the bundle.
  case recordGap = 6
  /// A public key in the bundle is not a point of prime order in its one encoding.
  case badKey = 7
  /// A record or list is not signed by as many of the right keys as its threshold asks.
  case badSignature = 8
  /// The trust list names another authority record than the last one.
  case wrongAuthority = 9
  /// The bundle brings a new authority record without the trust list that belongs to it.
  case listMissing = 10
  /// The trust list expires later than its authority record allows.
  case listTooLong = 11
  /// The trust list is older than the one held.
  case rollback = 12
  /// The trust list differs from the one held under the same number.
  case listConflict = 13
  /// The trust list was issued or expires earlier than the list before it.
  case tieDates = 14
  /// The trust list's next key number is lower than the one before it.
  case tieNextKey = 15
  /// A key entered the trust list below the next key number of the list before it.
  case tieKeyEntered = 16
  /// A key's issuer, usage or public key changed.
  case tieKeyChanged = 17
  /// An issuer's profiles, or a key's accept-until or state, became wider.
  case tieWidened = 18
  /// An issuer's status generation or demand fell.
  case tieStatus = 19
  /// A key left the trust list before its accept-until.
  case tieKeyLeft = 20
  /// A rule that the list before states for its own lifetime is missing or relaxed.
  case tieRule = 21
  /// Status lists, or deltas of them, are not supported by this software; the other parts were taken.
  case statusUnsupported = 32
  /// The status list or delta is not well-formed.
  case statusMalformed = 33
  /// The status list belongs to another domain.
  case statusForeignDomain = 34
  /// It cannot be told who signed the status list: the trust list held is older than its key. Load a newer trust list, then this status list again.
  case statusKeyNotYetKnown = 35
  /// The key that signed the status list is no longer in the trust list.
  case statusKeyWithdrawn = 36
  /// The status list is not signed by the key that it names.
  case statusBadSignature = 37
  /// The status list is signed by a key that was stolen.
  case statusKeyCompromised = 38
  /// The status list is signed by a key that is not for status lists.
  case statusKeyNotForThis = 39
  /// The status list is of another generation than the trust list names for its issuer.
  case statusOtherGeneration = 40
  /// The status list expires later than its key is accepted.
  case statusTooLong = 41
  /// The status list is older than the one held.
  case statusRollback = 42
  /// The status list differs from the one held under the same number.
  case statusConflict = 43
  /// The status list's first live serial is lower than that of the list before it.
  case statusFirstLive = 44
  /// The status list lacks a revoked serial of the list before it.
  case statusNotContained = 45
  /// The state has no room for the status list.
  case statusNoRoom = 46
  /// The status list to which the delta adds is not held. Load the whole status list.
  case statusBaseMissing = 47
}

extension Refusal {
  /// The stable name.
  public var name: String {
    switch self {
    case .unsupportedVersion: "unsupported-version"
    case .malformed: "malformed"
    case .foreignDomain: "foreign-domain"
    case .anchorMissing: "anchor-missing"
    case .recordConflict: "record-conflict"
    case .recordGap: "record-gap"
    case .badKey: "bad-key"
    case .badSignature: "bad-signature"
    case .wrongAuthority: "wrong-authority"
    case .listMissing: "list-missing"
    case .listTooLong: "list-too-long"
    case .rollback: "rollback"
    case .listConflict: "list-conflict"
    case .tieDates: "tie-dates"
    case .tieNextKey: "tie-next-key"
    case .tieKeyEntered: "tie-key-entered"
    case .tieKeyChanged: "tie-key-changed"
    case .tieWidened: "tie-widened"
    case .tieStatus: "tie-status"
    case .tieKeyLeft: "tie-key-left"
    case .tieRule: "tie-rule"
    case .statusUnsupported: "status-unsupported"
    case .statusMalformed: "status-malformed"
    case .statusForeignDomain: "status-foreign-domain"
    case .statusKeyNotYetKnown: "status-key-not-yet-known"
    case .statusKeyWithdrawn: "status-key-withdrawn"
    case .statusBadSignature: "status-bad-signature"
    case .statusKeyCompromised: "status-key-compromised"
    case .statusKeyNotForThis: "status-key-not-for-this"
    case .statusOtherGeneration: "status-other-generation"
    case .statusTooLong: "status-too-long"
    case .statusRollback: "status-rollback"
    case .statusConflict: "status-conflict"
    case .statusFirstLive: "status-first-live"
    case .statusNotContained: "status-not-contained"
    case .statusNoRoom: "status-no-room"
    case .statusBaseMissing: "status-base-missing"
    }
  }

  /// One plain sentence.
  public var sentence: String {
    switch self {
    case .unsupportedVersion:
      "The bundle is of a version that this software does not know."
    case .malformed:
      "The bundle is not well-formed."
    case .foreignDomain:
      "The bundle belongs to another domain than the one that this state is anchored in."
    case .anchorMissing:
      "The bundle does not hold the authority record that the anchor names."
    case .recordConflict:
      "An authority record differs from the one already held under the same number."
    case .recordGap:
      "An authority record is missing between the last one held and the next one in the bundle."
    case .badKey:
      "A public key in the bundle is not a point of prime order in its one encoding."
    case .badSignature:
      "A record or list is not signed by as many of the right keys as its threshold asks."
    case .wrongAuthority:
      "The trust list names another authority record than the last one."
    case .listMissing:
      "The bundle brings a new authority record without the trust list that belongs to it."
    case .listTooLong:
      "The trust list expires later than its authority record allows."
    case .rollback:
      "The trust list is older than the one held."
    case .listConflict:
      "The trust list differs from the one held under the same number."
    case .tieDates:
      "The trust list was issued or expires earlier than the list before it."
    case .tieNextKey:
      "The trust list's next key number is lower than the one before it."
    case .tieKeyEntered:
      "A key entered the trust list below the next key number of the list before it."
    case .tieKeyChanged:
      "A key's issuer, usage or public key changed."
    case .tieWidened:
      "An issuer's profiles, or a key's accept-until or state, became wider."
    case .tieStatus:
      "An issuer's status generation or demand fell."
    case .tieKeyLeft:
      "A key left the trust list before its accept-until."
    case .tieRule:
      "A rule that the list before states for its own lifetime is missing or relaxed."
    case .statusUnsupported:
      "Status lists, or deltas of them, are not supported by this software; the other parts were taken."
    case .statusMalformed:
      "The status list or delta is not well-formed."
    case .statusForeignDomain:
      "The status list belongs to another domain."
    case .statusKeyNotYetKnown:
      "It cannot be told who signed the status list: the trust list held is older than its key. Load a newer trust list, then this status list again."
    case .statusKeyWithdrawn:
      "The key that signed the status list is no longer in the trust list."
    case .statusBadSignature:
      "The status list is not signed by the key that it names."
    case .statusKeyCompromised:
      "The status list is signed by a key that was stolen."
    case .statusKeyNotForThis:
      "The status list is signed by a key that is not for status lists."
    case .statusOtherGeneration:
      "The status list is of another generation than the trust list names for its issuer."
    case .statusTooLong:
      "The status list expires later than its key is accepted."
    case .statusRollback:
      "The status list is older than the one held."
    case .statusConflict:
      "The status list differs from the one held under the same number."
    case .statusFirstLive:
      "The status list's first live serial is lower than that of the list before it."
    case .statusNotContained:
      "The status list lacks a revoked serial of the list before it."
    case .statusNoRoom:
      "The state has no room for the status list."
    case .statusBaseMissing:
      "The status list to which the delta adds is not held. Load the whole status list."
    }
  }
}
