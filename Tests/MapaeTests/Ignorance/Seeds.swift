import Foundation

/// How many worlds to draw, and from which seed.
enum Seeds {
  /// The first seed: `MAPAE_SEED` where it is set.
  static let first = number("MAPAE_SEED") ?? 20_211_213

  /// How many accepting worlds to look at: `MAPAE_WORLDS` where it is set.
  static let worlds = Int(number("MAPAE_WORLDS") ?? 100_000)

  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
  }
}
