/// A set of serials as the ranges that people write: `[least, greatest]`, ascending and apart.
struct SerialRanges: Equatable {
  private(set) var ranges: [ClosedRange<UInt32>] = []

  /// How many serials there are.
  var count: UInt64 { ranges.reduce(0) { $0 + UInt64($1.upperBound - $1.lowerBound) + 1 } }

  /// Every serial, ascending.
  var serials: [UInt32] { ranges.flatMap { Array($0) } }

  /// Adds serials of ranges in any order. Linear but for sorting.
  mutating func insert(_ added: [ClosedRange<UInt32>]) {
    var joined: [ClosedRange<UInt32>] = []
    for range in (ranges + added).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = joined.last, UInt64(range.lowerBound) <= UInt64(last.upperBound) + 1 {
        joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        joined.append(range)
      }
    }
    ranges = joined
  }

  /// Whether a serial is one of them: a binary search.
  func contains(_ serial: UInt32) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < serial { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(serial)
  }

  mutating func remove(below serial: UInt32) {
    ranges = ranges.compactMap { range in
      range.upperBound < serial ? nil : max(range.lowerBound, serial)...range.upperBound
    }
  }
}

extension SerialRanges {
  /// A serial such as `73400`, or a range with both ends such as `73400-73499`.
  static func range(_ text: some StringProtocol) -> ClosedRange<UInt32>? {
    let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map { serial($0) }
    guard let least = ends[0], let greatest = ends[ends.count - 1], least <= greatest else { return nil }
    return least...greatest
  }

  private static func serial(_ digits: some StringProtocol) -> UInt32? {
    digits.allSatisfy { $0.isASCII && $0.isNumber } ? UInt32(digits) : nil
  }
}

extension SerialRanges: Codable {
  init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    var from: UInt64 = 0
    while !container.isAtEnd {
      let ends = try container.decode([UInt32].self)
      guard ends.count == 2, from <= UInt64(ends[0]), ends[0] <= ends[1] else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "ranges are ascending and apart")
      }
      from = UInt64(ends[1]) + 2
      ranges.append(ends[0]...ends[1])
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for range in ranges { try container.encode([range.lowerBound, range.upperBound]) }
  }
}
