internal import Mapae

/// What a mutation draws from: a seeded stream, libFuzzer's mutation of bytes, and the values that an input names.
public struct Draw {
  var generator: SeededGenerator
  /// Gives other bytes, at most so many.
  let mutateBytes: ([UInt8], Int) -> [UInt8]
  /// The instants and the serials of the input: equal values, and those beside them, are where verdicts turn.
  var instants: [UnixTime] = []
  var serials: [UInt32] = []
  /// The profiles of its passes.
  var profiles: [Profile] = []

  public init(seed: UInt64, mutateBytes: @escaping ([UInt8], Int) -> [UInt8]) {
    generator = SeededGenerator(seed: seed)
    self.mutateBytes = mutateBytes
  }

  mutating func below(_ limit: Int) -> Int { generator.below(limit) }
  mutating func once(in count: Int) -> Bool { generator.once(in: count) }

  /// One of the input's instants, or the one that stands here, or one second beside.
  mutating func instant(_ here: UnixTime) -> UnixTime {
    let base = instants.isEmpty || once(in: 3) ? here : generator.pick(instants)
    let moved = base + Int64(below(3) - 1)
    return UnixTime(min(max(once(in: 16) ? moved.seconds + 86_400 : moved.seconds, 0), UnixTime.last.seconds))
  }

  /// Seconds between two of the input's instants, so that a window that is counted from one has its edge at the other.
  mutating func span() -> UInt32 {
    let (start, end) = (instant(UnixTime(0)), instant(UnixTime(0)))
    return UInt32(min(abs(end.seconds - start.seconds), Int64(UInt32.max)))
  }

  mutating func serial(_ here: UInt32) -> UInt32 {
    let base = serials.isEmpty || once(in: 3) ? here : generator.pick(serials)
    return base &+ UInt32(truncatingIfNeeded: below(3) - 1)
  }

  /// A number beside another one, or at the edge of a range of bits.
  mutating func number(_ here: UInt32, bits: UInt32 = 32) -> UInt32 {
    let edge: UInt32 = bits == 32 ? .max : 1 << bits - 1
    switch below(6) {
    case 0: return (here &- 1) & edge
    case 1: return (here &+ 1) & edge
    case 2: return 0
    case 3: return edge
    default: return UInt32(below(8))
    }
  }

  mutating func publicKey() -> PublicKey {
    once(in: 8)
      ? generator.pick(PublicKey.neverTrusted.sorted { $0.hex < $1.hex }) : TestKeys.publicKey(below(TestKeys.count))
  }

  mutating func profile() -> Profile {
    generator.pick(profiles.isEmpty || once(in: 4) ? Question.profiles : profiles)
  }

  /// Changes one of several items, doubles, moves or drops it.
  mutating func rearrange<Item>(_ items: inout [Item]) {
    guard !items.isEmpty else { return }
    let index = below(items.count)
    switch below(4) {
    case 0: items.remove(at: index)
    case 1: items.insert(items[index], at: below(items.count + 1))
    default: items.swapAt(index, below(items.count))
    }
  }
}
