/// Where two byte strings differ.
struct ByteComparison {
  /// In order; those of one string stand for those of the other.
  let ranges: [(left: Range<Int>, right: Range<Int>)]

  /// Equal bytes between two differences that are so near are shown with them.
  private static let gap = 4

  init(_ left: [UInt8], _ right: [UInt8]) {
    guard left.count == right.count else {
      let shorter = min(left.count, right.count)
      let prefix = zip(left, right).prefix { $0 == $1 }.count
      let suffix = min(zip(left.reversed(), right.reversed()).prefix { $0 == $1 }.count, shorter - prefix)
      ranges = [(prefix..<left.count - suffix, prefix..<right.count - suffix)]
      return
    }
    var found: [Range<Int>] = []
    for index in left.indices where left[index] != right[index] {
      if let last = found.last, index - last.upperBound < ByteComparison.gap {
        found[found.count - 1] = last.lowerBound..<index + 1
      } else {
        found.append(index..<index + 1)
      }
    }
    ranges = found.map { ($0, $0) }
  }
}
