import Mapae
import TestSupport

/// The real keys behind the numbers of a small world.
enum SignedKeys {
  /// By the number that a world has for a public key.
  static let all = (0..<100).map { TestKey(50_000 + $0) }

  static func publicKey(_ number: Int) -> PublicKey { number == World.Key.unvettable ? .zero : all[number].publicKey }
}

extension UnixTime {
  /// The instant of a world: 2026-01-11T00:00:00Z and six hours for each.
  init(instant: Int) {
    self = instant == World.forever ? .last : UnixTime(1_768_089_600) + Int64(instant) * UnixTime.perInstant
  }

  /// Six hours in seconds.
  static let perInstant: Int64 = 21_600
}

extension Profile {
  init(_ profile: World.Profile) {
    self =
      switch profile {
      case .known: .access
      case .future: Profile(rawValue: 9)
      case .custom: Profile(rawValue: 0xf001)
      }
  }
}

extension World {
  /// The bytes of a challenge.
  static func challenge(_ number: Int) -> [UInt8] { Array(repeating: UInt8(number), count: 16) }
}

/// The claims of small worlds.
enum WorldClaim {
  /// Read as a date, in the registry for every profile.
  static let date = ClaimTag.birthDate
  /// Read as an integer; ignorable, and in no registry yet.
  static let count = ClaimTag(rawValue: 0x81)
  /// In no registry yet, and not ignorable.
  static let future = ClaimTag(rawValue: 0x05)
  /// For private use, and not ignorable.
  static let custom = ClaimTag(rawValue: 0x0c)
  /// Ignorable, and in no registry yet: makes a pass large.
  static let filler = ClaimTag(rawValue: 0xe5)
}
