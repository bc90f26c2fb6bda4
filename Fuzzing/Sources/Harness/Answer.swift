internal import Mapae

/// A verdict as something that can be compared.
struct Answer: Equatable, CustomStringConvertible {
  let outcome: String
  let reason: Reason?
  let isAuthentic: Bool
  let edge: UnixTime?
  let format: FormatError?
  let advisories: Advisories

  init(_ verdict: Verdict) {
    outcome = verdict.outcome
    reason = verdict.reason
    if case .authentic = verdict.authenticity { isAuthentic = true } else { isAuthentic = false }
    switch verdict {
    case .accepted: (edge, format) = (nil, nil)
    case .undecided(let finding), .rejected(let finding): (edge, format) = (finding.edge, finding.format)
    }
    advisories = verdict.advisories
  }

  var isAccepted: Bool { outcome == "accepted" }
  var isRejected: Bool { outcome == "rejected" }
  /// The place of the reason in the order of the steps; behind all where the pass is accepted.
  var step: Int { reason.map { Int($0.rawValue) } ?? Int.max }

  var description: String { outcome + (reason.map { " \($0.name)" } ?? "") }
}
