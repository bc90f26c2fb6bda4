/// An instant in whole seconds since 1970-01-01T00:00:00Z, without leap seconds.
///
/// In an object it is 0 to 2⁴⁰ − 1; what the rules compute from it may be negative or larger, and is exact (BASE-4).
public struct UnixTime: Hashable, Comparable, Sendable {
  public let seconds: Int64

  public init(_ seconds: Int64) { self.seconds = seconds }

  /// The last instant that an object can state: 2⁴⁰ − 1. As a rule's *in force until* it means "until further notice".
  public static let last = UnixTime(1 << 40 - 1)

  /// Whether five bytes can hold it.
  public var isEncodable: Bool { seconds >= 0 && seconds <= UnixTime.last.seconds }

  public static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }

  /// The time `seconds` later. What an object can state never comes near the ends of 64 bits (BASE-4); a caller's own
  /// time that does stays at the end.
  public static func + (time: Self, seconds: Int64) -> Self {
    let (sum, isOverflow) = time.seconds.addingReportingOverflow(seconds)
    return UnixTime(isOverflow ? (seconds > 0 ? .max : .min) : sum)
  }
}
