/// Bytes as they are, or how to make them: a set of vectors holds inputs of many megabytes, of which few are needed at
/// one time.
struct LongBytes: Hashable, Sendable {
  enum Piece: Hashable, Sendable {
    case bytes([UInt8])
    /// These one behind the other, so many times.
    case times(Int, [Item])
  }

  enum Item: Hashable, Sendable {
    case bytes([UInt8])
    /// A number, most significant byte first, which is higher by `step` each time.
    case number(first: Int, step: Int, size: Int)

    fileprivate var count: Int {
      switch self {
      case .bytes(let bytes): bytes.count
      case .number(_, _, let size): size
      }
    }
  }

  let count: Int
  private let pieces: [Piece]

  /// Half the characters of the longest line.
  static let greatestCount = 134_217_728

  init(_ bytes: [UInt8]) { (pieces, count) = ([.bytes(bytes)], bytes.count) }

  /// `nil` where they would be too many, or a number has no room in its bytes.
  init?(_ pieces: [Piece]) {
    var count = 0
    for piece in pieces {
      guard let more = piece.count, more <= LongBytes.greatestCount - count else { return nil }
      count += more
    }
    (self.pieces, self.count) = (pieces, count)
  }

  /// All of them, made anew at each call.
  var bytes: [UInt8] {
    if pieces.count == 1, case .bytes(let bytes) = pieces[0] { return bytes }
    var made: [UInt8] = []
    made.reserveCapacity(count)
    for piece in pieces { piece.append(to: &made) }
    return made
  }
}

extension LongBytes.Piece {
  /// `nil` where it is no count, or a number has no room.
  fileprivate var count: Int? {
    switch self {
    case .bytes(let bytes): return bytes.count
    case .times(let times, let items):
      guard times >= 1, items.allSatisfy({ $0.hasRoom(times) }) else { return nil }
      let (count, isTooMuch) = times.multipliedReportingOverflow(by: items.reduce(0) { $0 + $1.count })
      return isTooMuch ? nil : count
    }
  }

  fileprivate func append(to made: inout [UInt8]) {
    switch self {
    case .bytes(let bytes): made += bytes
    case .times(let times, let items):
      for turn in 0..<times {
        for item in items { item.append(to: &made, turn: turn) }
      }
    }
  }
}

extension LongBytes.Item {
  /// Whether the last of so many numbers still has room in its bytes.
  fileprivate func hasRoom(_ times: Int) -> Bool {
    guard case .number(let first, let step, let size) = self else { return true }
    guard 1...8 ~= size, first >= 0, step >= 0 else { return false }
    let (rise, isTooHigh) = step.multipliedReportingOverflow(by: times - 1)
    let (last, isAbove) = first.addingReportingOverflow(rise)
    return !isTooHigh && !isAbove && (size == 8 || last >> (8 * size) == 0)
  }

  fileprivate func append(to made: inout [UInt8], turn: Int) {
    switch self {
    case .bytes(let bytes): made += bytes
    case .number(let first, let step, let size):
      let number = first + turn * step
      for place in (0..<size).reversed() { made.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
    }
  }
}
