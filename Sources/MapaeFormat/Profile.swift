/// What kind of pass a pass is. Named profiles are constants made from the registry.
public struct Profile: RawRepresentable, Hashable, Comparable, Sendable {
  public let rawValue: UInt16

  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Whether the number means what the domain says.
  public var isPrivate: Bool { rawValue >= 0xf000 }

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Profile: CustomStringConvertible {
  public var description: String { Registry.name(of: self) ?? String(rawValue) }
}
