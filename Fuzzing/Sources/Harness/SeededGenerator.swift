/// SplitMix64: choices that a seed repeats.
public struct SeededGenerator {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  /// 0 to `limit` − 1.
  ///
  /// - Precondition: `limit` is above 0.
  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

  mutating func once(in count: Int) -> Bool { below(count) == 0 }

  mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) } }

  mutating func shuffle<Item>(_ items: inout [Item]) {
    for index in items.indices.reversed() { items.swapAt(index, below(index + 1)) }
  }

  /// - Precondition: there is one.
  mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }
}
