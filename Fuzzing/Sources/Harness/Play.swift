internal import Mapae

/// A script played to its end: each domain's bundles and the state that they lead to, and what is asked.
struct Play {
  private(set) var workshop = Workshop()
  private(set) var stages = Array(repeating: Stage(), count: 4)
  /// The last pass or presentation.
  private(set) var shown: [UInt8] = []
  private(set) var question = Question([])

  /// What a door did with a domain.
  struct Stage {
    /// Each bundle that was loaded, refused or not.
    var bundles: [[UInt8]] = []
    /// What each of them led to.
    var states: [TrustState] = []
    /// `nil` where the script loads nothing.
    var state: TrustState? { states.last }
    fileprivate var pending: [[UInt8]] = []
  }

  /// How a bundle is loaded: a state, a bundle, what was signed; gives the state behind it.
  typealias Load = (TrustState, [UInt8], Ledger) throws(Violation) -> TrustState

  /// Plays all parts.
  init(_ script: Script, _ load: Load) throws(Violation) {
    for part in script.parts {
      switch part.role {
      case .object, .delta: make(part)
      case .load: try self.load(part.domain, load)
      case .question: question = Question(part.content)
      }
    }
  }

  var ledger: Ledger { workshop.ledger }
  /// The states of the domains that the script speaks of, in the order of their numbers; of one domain there is one.
  var states: [TrustState] {
    stages.compactMap(\.state).reduce(into: []) { states, state in
      if !states.contains(where: { $0.anchor.domain == state.anchor.domain }) { states.append(state) }
    }
  }

  func digest(_ domain: Int) -> Digest { workshop.domains[domain].digest }

  private mutating func make(_ part: Script.Part) {
    let object = workshop.object(part)
    switch object.first {
    case ObjectKind.pass.firstByte, ObjectKind.presentation.firstByte: shown = object
    default: stages[part.domain].pending.append(object)
    }
  }

  private mutating func load(_ domain: Int, _ load: Load) throws(Violation) {
    guard let anchor = workshop.domains[domain].anchor else { return }
    let bundle = TrustBundle.encode(stages[domain].pending)
    stages[domain].pending = []
    stages[domain].bundles.append(bundle)
    stages[domain].states.append(
      try load(stages[domain].state ?? TrustState(anchor: anchor), bundle, workshop.ledger))
  }
}
