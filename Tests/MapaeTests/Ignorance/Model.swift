import Mapae

/// Judging, loading and the ties over small worlds, written from the specification alone. Of the library it uses only
/// the names of reasons and refusals. Any one rule can be taken out.
struct Model: Sendable {
  var removed: RemovedRule?

  struct Verdict: Hashable, Sendable {
    var outcome: Outcome
    var reason: Reason?
    var isAuthentic: Bool
  }

  enum Outcome: Sendable {
    case accepted
    case undecided
    case rejected
  }
}
