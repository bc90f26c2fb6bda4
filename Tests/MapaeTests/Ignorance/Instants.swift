/// A set of the instants 0 to 63 of a small world: a bit for each.
///
/// The specification defines its conditions second by second ("holds at every second", "fails at every second"). Over
/// sets of instants these words can be written down as they stand, without the library's arithmetic of intervals.
struct Instants: Hashable, Sendable {
  private var bits: UInt64

  private init(bits: UInt64) { self.bits = bits }

  /// All instants that are not before `instant`.
  static func from(_ instant: Int) -> Instants {
    if instant <= 0 { return Instants(bits: .max) }
    return Instants(bits: instant > 63 ? 0 : .max << UInt64(instant))
  }

  /// All instants before `instant`.
  static func before(_ instant: Int) -> Instants { Instants(bits: ~from(instant).bits) }

  var isEmpty: Bool { bits == 0 }

  func and(_ other: Instants) -> Instants { Instants(bits: bits & other.bits) }

  /// Whether some instant is in both.
  func touches(_ other: Instants) -> Bool { bits & other.bits != 0 }

  /// Whether every instant of this set is in the other one.
  func isInside(_ other: Instants) -> Bool { bits & ~other.bits == 0 }
}
