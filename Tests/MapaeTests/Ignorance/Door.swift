/// What one verifier knows when it judges: what it holds, what it has learnt, and the time as far as it can tell.
struct Door: Sendable {
  var own: Holding
  /// `nil` where the policy names no home domain, or names the pass's own.
  var home: Holding?
  var reading: Reading
  var knowledge: Knowledge = .everything
  /// Whether the policy accepts the pass's domain and profile.
  var isInScope = true

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
struct Knowledge: OptionSet, Hashable, Sendable {
  let rawValue: Int

  /// Versions that come later.
  static let version = Knowledge(rawValue: 1)
  /// Memory for the largest passes.
  static let memory = Knowledge(rawValue: 2)
  /// Claims that come later.
  static let claims = Knowledge(rawValue: 4)
  /// The domain's claims for private use.
  static let privateClaims = Knowledge(rawValue: 8)
  static let profiles = Knowledge(rawValue: 16)
  static let ruleKinds = Knowledge(rawValue: 32)

  static let everything = Knowledge(rawValue: 63)
  /// What the library knows with the greatest size limit and all private tags in its policy.
  static let version1: Knowledge = [.memory, .privateClaims]
}
