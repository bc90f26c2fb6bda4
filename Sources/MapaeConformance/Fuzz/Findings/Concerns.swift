/// The requirements that an answer concerns, where no fault was chosen that names its own.
enum Concerns {
  static func of(_ answer: Answer) -> [String] {
    switch answer {
    case .verdict(let judgement): judgement.reason.map { ids($0) } ?? ["VERIFY-4"]
    case .refused(let refusal, _): ids("load " + refusal)
    case .loaded(_, let refused): refused.first.map { ids($0.refusal) } ?? ["LOAD-4"]
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

  private static func ids(_ name: String) -> [String] { table[name] ?? ["VERIFY-1"] }

  /// By reason, by refusal of a status list, and by refusal of a load.
  private static let table: [String: [String]] = [
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
    "status-malformed": ["STATUS-1", "STATUS-2", "STATUS-3"], "status-foreign-domain": ["STATUS-10"],
    "status-key-not-yet-known": ["STATUS-11"], "status-key-withdrawn": ["STATUS-12"],
    "status-bad-signature": ["STATUS-16"], "status-key-compromised": ["STATUS-17"],
    "status-key-not-for-this": ["STATUS-18"], "status-other-generation": ["STATUS-13"],
    "status-too-long": ["STATUS-19"], "status-rollback": ["STATUS-14"], "status-conflict": ["STATUS-15"],
    "status-first-live": ["STATUS-20"], "status-not-contained": ["STATUS-21"], "status-no-room": ["STATUS-22"],
    "status-base-missing": ["STATUS-34"],
    "load unsupported-version": ["TRUST-20", "LOAD-18"], "load malformed": ["TRUST-19", "TRUST-9", "TRUST-1"],
    "load foreign-domain": ["LOAD-5"], "load anchor-missing": ["LOAD-6"], "load record-conflict": ["LOAD-7"],
    "load record-gap": ["LOAD-8"], "load bad-key": ["LOAD-9", "SIG-1"],
    "load bad-signature": ["TRUST-3", "TRUST-4", "TRUST-5", "TRUST-12"], "load wrong-authority": ["LOAD-11"],
    "load list-missing": ["LOAD-10"], "load list-too-long": ["LOAD-14"], "load rollback": ["LOAD-12"],
    "load list-conflict": ["LOAD-13"], "load tie-dates": ["TIE-1"], "load tie-next-key": ["TIE-2"],
    "load tie-key-entered": ["TIE-3"], "load tie-key-changed": ["TIE-4"], "load tie-widened": ["TIE-5"],
    "load tie-status": ["TIE-6"], "load tie-key-left": ["TIE-7"], "load tie-rule": ["TIE-8"],
  ]
}
