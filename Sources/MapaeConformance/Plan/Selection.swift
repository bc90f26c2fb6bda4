/// Which cases are asked, and in which order.
struct Selection: Codable, Hashable, Sendable {
  /// Of which one must match; none for all cases.
  var filters: [String] = []
  /// By which the order is shuffled.
  var shuffle: UInt64?

  /// The cases of a set that match, and the companions that they need, in the order to ask them.
  func cases(of set: VectorSet) -> [VectorCase] {
    guard !filters.isEmpty else { return ordered(set.cases) }
    let chosen = set.cases.filter { one in filters.contains { one.matches($0) } }
    let companions = Companions(set.cases)
    var wanted = Set(chosen.map(\.id))
    for one in chosen where companions[one.id].allSatisfy({ !wanted.contains($0) }) {
      // Of an accepting case's companions one is enough.
      if let companion = companions[one.id].first { wanted.insert(companion) }
    }
    for id in wanted { if let twin = set[id]?.twin { wanted.insert(twin) } }
    return ordered(set.cases.filter { wanted.contains($0.id) })
  }

  private func ordered(_ cases: [VectorCase]) -> [VectorCase] {
    guard let shuffle else { return cases }
    var order = SeededOrder(seed: shuffle)
    return cases.shuffled(using: &order)
  }
}

extension VectorCase {
  /// Whether a pattern is its id, its group, a requirement or a flag of it. `*` stands for any characters.
  func matches(_ pattern: String) -> Bool {
    ([id, group] + requirements + flags).contains { Pattern(pattern).matches($0) }
  }
}

/// A text in which `*` stands for any characters.
private struct Pattern {
  private let pieces: [Substring]

  init(_ text: String) { pieces = text.split(separator: "*", omittingEmptySubsequences: false) }

  func matches(_ text: String) -> Bool {
    guard let first = pieces.first, let last = pieces.last else { return false }
    guard pieces.count > 1 else { return text == first }
    guard text.hasPrefix(first), text.utf8.count >= first.utf8.count + last.utf8.count, text.hasSuffix(last) else {
      return false
    }
    var rest = text.dropFirst(first.count).dropLast(last.count)
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard let range = rest.firstRange(of: piece) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }
}

/// SplitMix64: an order that a printed seed repeats.
struct SeededOrder: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}
