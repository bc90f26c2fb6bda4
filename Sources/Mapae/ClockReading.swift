/// What the caller knows of the time: an interval of whole seconds, both ends included (TIME-1). Nothing that is judged
/// sets it (SEC-7).
public struct ClockReading: Hashable, Sendable {
  public let earliest: UnixTime
  public let latest: UnixTime

  /// `nil` where `earliest` is above `latest`.
  public init?(earliest: UnixTime, latest: UnixTime) {
    guard earliest <= latest else { return nil }
    self.earliest = earliest
    self.latest = latest
  }

  /// An exact reading.
  public init(_ time: UnixTime) {
    earliest = time
    latest = time
  }

  /// A time and how far it may be wrong, in seconds, on either side. The magnitude of `error` counts.
  public init(_ time: UnixTime, error: UInt32) {
    earliest = time + -Int64(error)
    latest = time + Int64(error)
  }

  /// The reading with *earliest* raised to `floor`; `nil` where *latest* lies below it (TIME-2).
  func raised(to floor: UnixTime) -> ClockReading? {
    ClockReading(earliest: max(earliest, floor), latest: latest)
  }

  /// Whether `t < end` holds over the whole interval, fails over the whole, or cannot be told.
  func isBefore(_ end: UnixTime) -> Answer {
    if latest < end { .proven } else if earliest >= end { .refuted } else { .cannotTell }
  }

  /// Whether `t ≥ start` holds over the whole interval, fails over the whole, or cannot be told.
  func isFrom(_ start: UnixTime) -> Answer {
    if earliest >= start { .proven } else if latest < start { .refuted } else { .cannotTell }
  }

  /// Whether every second of the interval is in the half-open interval.
  func isInside(_ interval: Range<UnixTime>) -> Bool {
    earliest >= interval.lowerBound && latest < interval.upperBound
  }

  /// Whether some second of the interval is in the half-open interval.
  func touches(_ interval: Range<UnixTime>) -> Bool {
    !interval.isEmpty && latest >= interval.lowerBound && earliest < interval.upperBound
  }

  /// The first edge of the interval that falls into the reading, where it touches the interval and is not inside.
  func edge(of interval: Range<UnixTime>) -> UnixTime {
    earliest < interval.lowerBound ? interval.lowerBound : interval.upperBound
  }
}

/// The answer of one check.
enum Answer {
  case proven
  case refuted
  case cannotTell
}
