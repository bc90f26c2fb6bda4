import Foundation

/// How many worlds to draw, and from which seed.
enum Seeds {
  /// The seed of the first world: `MAPAE_SEED` where it is set. The next world's is one more, so the seed that a breach
  /// prints begins with that world.
  static let first = number("MAPAE_SEED") ?? 20_211_213

  /// How many accepting worlds to look at: `MAPAE_WORLDS` where it is set, at least 1,000, so that there is always
  /// something to count.
  static let worlds = max(1_000, Int(clamping: number("MAPAE_WORLDS") ?? 100_000))

  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
  }
}
