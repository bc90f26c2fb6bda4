/// A claim's tag: its identity is the whole byte. Named tags are constants made from the registry.
public struct ClaimTag: RawRepresentable, Hashable, Comparable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Whether a verifier that does not understand the claim may go on without it.
  public var isIgnorable: Bool { rawValue & 0x80 != 0 }

  /// How the size of the claim's value is known.
  public var size: Size {
    switch rawValue >> 5 & 3 {
    case 0: .fixed(1)
    case 1: .fixed(2)
    case 2: .fixed(3)
    default: .prefixed
    }
  }

  /// 0 to 31.
  public var number: UInt8 { rawValue & 31 }

  /// Whether the claim means the same in all profiles.
  public var isCommon: Bool { number < 16 }

  /// Whether the claim means what the domain says: a number for private use, or any of a profile for private use.
  public func isPrivate(in profile: Profile) -> Bool { number & 15 >= 12 || profile.isPrivate && !isCommon }

  public enum Size: Hashable, Sendable {
    /// That many bytes: 1, 2 or 3.
    case fixed(Int)
    /// A length byte stands before the value.
    case prefixed

    /// Whether a value can have that many bytes.
    func holds(_ count: Int) -> Bool {
      switch self {
      case .fixed(let size): count == size
      case .prefixed: (1...255).contains(count)
      }
    }
  }

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A set of claim tags that needs no memory of its own.
public struct ClaimTagSet: Hashable, Sendable {
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0
  private var fourth: UInt64 = 0

  public init() {}

  public init(_ tags: some Sequence<ClaimTag>) {
    for tag in tags { insert(tag) }
  }

  public mutating func insert(_ tag: ClaimTag) {
    let bit = ClaimTagSet.bit(tag)
    switch tag.rawValue >> 6 {
    case 0: first |= bit
    case 1: second |= bit
    case 2: third |= bit
    default: fourth |= bit
    }
  }

  public func contains(_ tag: ClaimTag) -> Bool {
    let word =
      switch tag.rawValue >> 6 {
      case 0: first
      case 1: second
      case 2: third
      default: fourth
      }
    return word & ClaimTagSet.bit(tag) != 0
  }

  private static func bit(_ tag: ClaimTag) -> UInt64 { 1 << UInt64(tag.rawValue & 63) }
}
