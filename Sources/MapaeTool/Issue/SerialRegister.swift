/// Which serials an issuer may still use (PASS-4).
///
/// A serial is *reserved* when a process gets it for itself alone. It is on disk as reserved before the process uses it,
/// so a process that dies takes its block with it and nobody uses a serial twice.
struct SerialRegister: Codable, Equatable {
  /// Rises with each change, so that of two copies the older one is known.
  private(set) var generation: UInt64 = 1
  /// The least and the greatest serial that this folder may give out.
  let first: UInt32
  let last: UInt32
  /// No serial from here on was ever reserved; above `last` where all were.
  private(set) var next: UInt64
  /// Reserved once and handed back unused: as `[least, greatest]`, ascending and apart, all below `next`.
  private(set) var free: [[UInt32]] = []

  /// - Precondition: `first` is not above `last`.
  init(first: UInt32, last: UInt32) {
    self.first = first
    self.last = last
    next = UInt64(first)
  }

  /// How many serials were used or lost.
  var spent: UInt64 { next - UInt64(first) - returned }
  /// How many serials were handed back and wait for the next block.
  var returned: UInt64 { free.reduce(0) { $0 + UInt64($1[1] - $1[0]) + 1 } }

  /// Whether it is one that the functions here can have made.
  var isSound: Bool {
    guard generation <= Witness.greatestGeneration, first <= last, next >= UInt64(first), next <= UInt64(last) + 1
    else { return false }
    var from = UInt64(first)
    for range in free {
      guard range.count == 2, from <= UInt64(range[0]), range[0] <= range[1], UInt64(range[1]) < next else {
        return false
      }
      from = UInt64(range[1]) + 2
    }
    return true
  }

  /// Takes a block out of the register: the serials handed back, lowest first, then new ones.
  ///
  /// Each block is full again, also where every process issues one pass only. So each serial is drawn from as many as
  /// the block holds (PRIV-5).
  ///
  /// - Returns: `count` serials, or as many as are left, or none.
  mutating func reserve(_ count: Int) -> [UInt32] {
    var block: [UInt32] = []
    while block.count < count, let range = free.first {
      let taken = min(UInt64(count - block.count), UInt64(range[1] - range[0]) + 1)
      block += (0..<taken).map { range[0] + UInt32($0) }
      if range[0] + UInt32(taken - 1) == range[1] {
        free.removeFirst()
      } else {
        free[0][0] += UInt32(taken)
      }
    }
    let end = min(next + UInt64(count - block.count), UInt64(last) + 1)
    block += (next..<end).map { UInt32($0) }
    next = end
    generation += 1
    return block
  }

  /// Takes back what a process reserved and did not use.
  mutating func giveBack(_ serials: [UInt32]) {
    var ranges: [[UInt32]] = []
    for range in (free + serials.map { [$0, $0] }).sorted(by: { $0[0] < $1[0] }) {
      if let end = ranges.last?[1], UInt64(end) + 1 == UInt64(range[0]) {
        ranges[ranges.count - 1][1] = range[1]
      } else {
        ranges.append(range)
      }
    }
    free = ranges
    generation += 1
  }

  /// Goes on above all serials that may have been used, with a generation above those of all copies.
  mutating func skip(to serial: UInt64, above generation: UInt64) {
    next = max(next, min(serial, UInt64(last) + 1))
    free = []
    self.generation = max(self.generation, generation) + 1
  }
}
