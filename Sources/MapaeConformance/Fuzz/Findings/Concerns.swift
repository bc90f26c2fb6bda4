/// The requirements that an answer concerns, where no fault was chosen that names its own.
enum Concerns {
  static func of(_ answer: Answer) -> [String] {
    switch answer {
    case .verdict(let judgement): judgement.reason.flatMap { reasons[$0] } ?? ["VERIFY-1"]
    case .refused(let refusal, _): refusals[refusal] ?? []
    case .loaded(_, let refused): refused.first.flatMap { refusals[$0.refusal] } ?? ["LOAD-4"]
    case .nothing: ["POSTER-5"]
    case .hello, .opened, .dropped, .error: ["CONF-1"]
    }
  }

  static func of(_ fault: Fault.Kind) -> [String] {
    switch fault {
    case .ended, .garbage, .answeredTwice, .notAsked, .givenUp: ["SEC-5", "CONF-1"]
    case .late: ["CONF-1", "CONF-4"]
    case .doesNotEnd: ["CONF-5"]
    case .lineTooLong: ["CONF-3"]
    case .outOfOrder: ["CONF-2"]
    }
  }

  static let reasons: [String: [String]] = [
    "unsupported-version": ["VERIFY-5", "TEXT-1"], "device-limit": ["VERIFY-6"], "malformed": ["PASS-1", "BASE-2"],
    "unknown-domain": ["VERIFY-7"], "key-not-yet-known": ["VERIFY-8"], "key-withdrawn": ["VERIFY-9"],
    "bad-signature": ["VERIFY-10"], "key-compromised": ["VERIFY-11"], "key-not-for-this": ["VERIFY-12", "VERIFY-13"],
    "not-accepted-here": ["VERIFY-14"], "revoked": ["STATUS-25"], "expired": ["VERIFY-15", "VERIFY-16", "STATUS-26"],
    "invalid-claims": ["CLAIM-6", "CLAIM-7", "CLAIM-8"], "bad-holder-proof": ["PRESENT-4", "PRESENT-5"],
    "rule-expired": ["RULE-11"], "unsupported-profile": ["VERIFY-17"], "unsupported-claim": ["CLAIM-4"],
    "clock-behind": ["TIME-3"], "pass-from-future": ["TIME-4"], "clock-uncertain": ["TIME-5"],
    "trust-list-expired": ["VERIFY-18"], "home-list-missing": ["VERIFY-19"], "unsupported-rule": ["RULE-10"],
    "date-too-coarse": ["RULE-14"], "not-yet-valid": ["VERIFY-20"], "rule-not-yet-open": ["RULE-13"],
    "presentation-needed": ["PRESENT-6"], "wrong-challenge": ["PRESENT-7"], "presentation-stale": ["PRESENT-8"],
    "status-list-missing": ["VERIFY-21"], "status-list-expired": ["STATUS-27"],
  ]

  static let refusals: [String: [String]] = [
    "status-malformed": ["STATUS-1", "STATUS-2", "STATUS-3"], "status-foreign-domain": ["STATUS-10"],
    "status-key-not-yet-known": ["STATUS-11"], "status-key-withdrawn": ["STATUS-12"],
    "status-bad-signature": ["STATUS-16"], "status-key-compromised": ["STATUS-17"],
    "status-key-not-for-this": ["STATUS-18"], "status-other-generation": ["STATUS-13"],
    "status-too-long": ["STATUS-19"], "status-rollback": ["STATUS-14"], "status-conflict": ["STATUS-15"],
    "status-first-live": ["STATUS-20"], "status-not-contained": ["STATUS-21"], "status-no-room": ["STATUS-22"],
    "status-base-missing": ["STATUS-34"], "status-unsupported": ["STATUS-24", "STATUS-37"],
    "unsupported-version": ["TRUST-20", "LOAD-18"], "malformed": ["TRUST-19", "TRUST-9", "TRUST-1"],
    "foreign-domain": ["LOAD-5"], "anchor-missing": ["LOAD-6"], "record-conflict": ["LOAD-7"],
    "record-gap": ["LOAD-8"], "bad-key": ["LOAD-9", "SIG-1"],
    "bad-signature": ["TRUST-3", "TRUST-4", "TRUST-5", "TRUST-12"], "wrong-authority": ["LOAD-11"],
    "list-missing": ["LOAD-10"], "list-too-long": ["LOAD-14"], "rollback": ["LOAD-12"],
    "list-conflict": ["LOAD-13"], "tie-dates": ["TIE-1"], "tie-next-key": ["TIE-2"],
    "tie-key-entered": ["TIE-3"], "tie-key-changed": ["TIE-4"], "tie-widened": ["TIE-5"],
    "tie-status": ["TIE-6"], "tie-key-left": ["TIE-7"], "tie-rule": ["TIE-8"],
  ]
}
