import TestSupport

/// Random choices from a seed.
struct Draw {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// 0 to `bound` − 1.
  mutating func below(_ bound: Int) -> Int { Int(truncatingIfNeeded: generator.next() >> 33) % bound }

  /// True once in `count` times.
  mutating func once(in count: Int) -> Bool { below(count) == 0 }

  mutating func pick(_ items: [Int]) -> Int { items[below(items.count)] }

  /// One of the items that are at least `least`; `least` where there is none.
  mutating func pick(_ items: [Int], from least: Int) -> Int {
    for _ in 0..<4 {
      let item = pick(items)
      if item >= least { return item }
    }
    return least
  }

  mutating func profile() -> World.Profile { World.Profile(rawValue: below(3)) ?? .known }
}
