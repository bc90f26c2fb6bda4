/// What one verifier knows when it judges: what it holds, what it has learnt, and the time as far as it can tell.
struct Door: Sendable {
  var own: Holding
  /// `nil` where the policy names no home domain, or names the pass's own.
  var home: Holding?
  /// The status lists of the pass's own domain that were brought to it, one after the other.
  var statusLists: [World.StatusList] = []
  var reading: Reading
  var knowledge: Knowledge = .everything
  /// Whether the policy accepts the pass's domain and profile.
  var isInScope = true
  var asks = World.Asks()

  /// What is held of a domain.
  enum Holding: Sendable {
    case nothing
    /// A state that has no list.
    case noList
    case list(World.List)
  }
}

/// A clock reading: [earliest, latest] of a world's instants.
struct Reading: Hashable, Sendable {
  var earliest: Int
  var latest: Int

  var instants: Instants { .from(earliest).and(.before(latest + 1)) }
}

/// What a verifier has learnt beyond version 1 as it is, and what it can hold.
struct Knowledge: Hashable, Sendable {
  private var bits: Int

  /// Versions that come later.
  static let version = Knowledge(bits: 1)
  /// Memory for the largest passes.
  static let memory = Knowledge(bits: 2)
  /// Claims that come later.
  static let claims = Knowledge(bits: 4)
  /// The domain's claims for private use.
  static let privateClaims = Knowledge(bits: 8)
  static let profiles = Knowledge(bits: 16)
  static let ruleKinds = Knowledge(bits: 32)

  static let everything = Knowledge(bits: 63)

  private init(bits: Int) { self.bits = bits }

  /// Anything from nothing to everything.
  init(_ draw: inout Draw) { bits = draw.below(64) }

  func contains(_ item: Knowledge) -> Bool { bits & item.bits != 0 }

  mutating func remove(_ item: Knowledge) { bits &= ~item.bits }

  /// As much of it as a verifier of version 1 can know.
  var ofVersion1: Knowledge { Knowledge(bits: bits & (Knowledge.memory.bits | Knowledge.privateClaims.bits)) }
}
