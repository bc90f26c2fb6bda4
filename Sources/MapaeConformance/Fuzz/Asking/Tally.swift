import Mapae

/// What a run has asked so far: how often each verdict and each refusal was right.
struct Tally: Encodable {
  private(set) var questions = 0
  private(set) var verdicts = 0
  private(set) var accepted = 0
  private(set) var authenticNotAccepted = 0
  private(set) var loads = 0
  private(set) var loaded = 0
  private(set) var reasons: [String: Int] = [:]
  private(set) var refusals: [String: Int] = [:]

  init() {
    for reason in Reason.allCases { reasons[reason.name] = 0 }
    // The library takes status lists, so it never says that it takes none.
    for refusal in Refusal.allCases where refusal != .statusUnsupported { refusals["load-" + refusal.name] = 0 }
  }

  mutating func count(_ steps: [VectorCase.Step]) {
    for step in steps {
      questions += 1
      switch step.expected {
      case .verdict(let judgement):
        verdicts += 1
        if judgement.outcome == .accepted {
          accepted += 1
        } else if judgement.isAfterSignature {
          authenticNotAccepted += 1
        }
        if let reason = judgement.reason { reasons[reason, default: 0] += 1 }
      case .loaded(_, let refused):
        loads += 1
        loaded += 1
        // Once for a bundle: it may have 65,536 parts that are refused alike.
        for name in Set(refused.map(\.refusal)) { refusals["load-" + name, default: 0] += 1 }
      case .refused(let refusal, _):
        loads += 1
        refusals["load-" + refusal, default: 0] += 1
      case .nothing: loads += 1
      case .hello, .opened, .dropped, .error: break
      }
    }
  }

  /// Of a thousand questions, loads among them.
  var acceptedShare: Int { questions == 0 ? 0 : accepted * 1_000 / questions }
  var failingShare: Int { questions == 0 ? 0 : authenticNotAccepted * 1_000 / questions }

  /// The verdict's reasons and the refusals that were met less often than once in a thousand questions.
  var rare: [(name: String, count: Int)] {
    (reasons.map { ($0.key, $0.value) } + refusals.map { ($0.key, $0.value) })
      .filter { $0.1 * 1_000 < questions }.sorted { $0.0 < $1.0 }
  }
}

extension Answer.Judgement {
  /// Whether it failed in a step behind the signature (VERIFY-10).
  fileprivate var isAfterSignature: Bool {
    let before = [
      "unsupported-version", "device-limit", "malformed", "unknown-domain", "key-not-yet-known", "key-withdrawn",
      "bad-signature",
    ]
    return reason.map { !before.contains($0) } ?? false
  }
}
