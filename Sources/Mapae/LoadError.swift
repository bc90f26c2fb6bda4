/// Why a bundle was not taken; the state is as it was (LOAD-4).
public struct LoadError: Error, Hashable, Sendable {
  public let refusal: Refusal
  /// Where the bundle or its text is broken, for `malformed` and `unsupported-version`.
  public let format: FormatError?

  init(_ refusal: Refusal) {
    self.refusal = refusal
    format = nil
  }

  init(_ error: FormatError) {
    refusal = error.code == .unsupportedVersion ? .unsupportedVersion : .malformed
    format = error
  }
}

extension LoadError: CustomStringConvertible {
  public var description: String { refusal.name + (format.map { ": \($0)" } ?? "") }
}

/// What a load took.
public struct LoadReport: Hashable, Sendable {
  /// How many authority records were added.
  public var recordsAdded = 0
  /// Whether a trust list was taken that was not held before.
  public var listTaken = false
  /// How many status lists were taken that were not held before, those that deltas made among them.
  public var statusListsTaken = 0
  /// How many status lists were dropped, since the trust list that was taken no longer supports them.
  public var statusListsDropped = 0
  /// The status lists and deltas that were refused, each alone, in the order of the bundle.
  public var refusedParts: [RefusedPart] = []
  /// Why they were.
  public var refusedStatusLists: [Refusal] { refusedParts.map(\.refusal) }

  public struct RefusedPart: Hashable, Sendable {
    /// Counted among the bundle's status lists and deltas, from 1.
    public let number: Int
    public let refusal: Refusal
  }
}
