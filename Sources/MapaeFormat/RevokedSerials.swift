/// Revoked serials as they stand in the bytes of a status list (chapter Status lists, "Revoked serials"). Reading them
/// copies no bytes, and a look-up allocates nothing.
///
/// The gaps between serials are Golomb–Rice codes in blocks. An index of the blocks' first serials lets a look-up read
/// one block, and a small device one page of it.
public struct RevokedSerials: Sendable {
  /// How many serials are revoked.
  public let count: Int
  private let bytes: [UInt8]
  private let last: UInt32
  private let lowBits: Int
  /// Offset of the first index entry.
  private let index: Int
  private let blockCount: Int
  /// Offset of the first block.
  private var blocks: Int { index + RevokedSerials.entrySize * blockCount }

  /// The most serials of a block.
  static let greatestBlock = 256
  /// A gap with this quotient or a greater one begins a new block. So a code has at most 24 + 31 bits, and a word that is
  /// filled byte by byte holds it whole: there is no unary run to follow, however hostile the bytes.
  static let greatestQuotient: UInt64 = 24
  static let entrySize = 8

  /// How many low bits of a gap are written as they are: the width of the mean gap, rounded down.
  static func lowBits(of count: Int, in span: UInt64) -> Int {
    63 - (span / UInt64(count)).leadingZeroBitCount
  }

  /// Whether a serial is revoked: a binary search in the index, then at most one block.
  public func contains(_ serial: UInt32) -> Bool {
    guard count > 0, serial <= last else { return false }
    var low = 0
    var high = blockCount
    while low < high {
      let middle = (low + high) / 2
      if first(of: middle) <= serial { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return false }
    var block = reader(of: low - 1)
    let span = bytes.span
    while block.serial < serial, block.advance(span) {}
    return block.serial == serial
  }

  fileprivate func first(of block: Int) -> UInt32 {
    let entry = index + RevokedSerials.entrySize * block
    return UInt32(truncatingIfNeeded: bytes.span.bigEndian(entry..<entry + 4))
  }

  /// Where a block's codes end, in bytes from the first block.
  private func end(of block: Int) -> Int {
    let entry = index + RevokedSerials.entrySize * block
    return Int(truncatingIfNeeded: bytes.span.bigEndian(entry + 4..<entry + 8))
  }

  fileprivate func reader(of block: Int) -> BlockReader {
    BlockReader(
      from: blocks + (block == 0 ? 0 : end(of: block - 1)), to: blocks + end(of: block), first: first(of: block),
      lowBits: lowBits)
  }
}

extension RevokedSerials {
  /// Checks the serials that fill a range of a status list (STATUS-2, STATUS-3): every count, and that there is no other
  /// way to write them.
  init(_ bytes: [UInt8], _ range: Range<Int>, from firstLive: UInt32) throws(FormatError) {
    let span = bytes.span
    var reader = ByteReader(from: range.lowerBound, to: range.upperBound)
    self.bytes = bytes
    let count = try reader.u32(span)
    // Every serial costs a bit at least, so a count that lies is seen before anything is added up.
    guard UInt64(count) <= 8 * UInt64(reader.remaining) else { throw FormatError(.outOfRange, at: range.lowerBound) }
    self.count = Int(count)
    guard count > 0 else {
      (last, lowBits, index, blockCount) = (firstLive, 0, reader.offset, 0)
      try reader.finish()
      return
    }
    last = try reader.u32(span)
    guard last >= firstLive, last - firstLive >= count - 1 else {
      throw FormatError(.outOfRange, at: reader.offset - 4)
    }
    lowBits = RevokedSerials.lowBits(of: self.count, in: UInt64(last - firstLive) + 1)
    let blockCount = try reader.u32(span)
    guard blockCount > 0, blockCount <= count else { throw FormatError(.outOfRange, at: reader.offset - 4) }
    self.blockCount = Int(blockCount)
    index = reader.offset
    _ = try reader.skip(RevokedSerials.entrySize * self.blockCount)
    try check(blocksOf: reader.remaining, from: firstLive)
  }

  private func check(blocksOf size: Int, from firstLive: UInt32) throws(FormatError) {
    let span = bytes.span
    var (total, start, previous) = (0, 0, (serial: UInt32(0), isFull: true))
    for block in 0..<blockCount {
      let entry = index + RevokedSerials.entrySize * block
      let (first, end) = (first(of: block), end(of: block))
      guard block == 0 ? first >= firstLive : first > previous.serial else { throw FormatError(.outOfOrder, at: entry) }
      guard previous.isFull || UInt64(first - previous.serial - 1) >> UInt64(lowBits) >= Self.greatestQuotient else {
        throw FormatError(.outOfRange, at: entry)
      }
      guard end >= start, end <= size else { throw FormatError(.outOfRange, at: entry + 4) }
      var reader = BlockReader(from: blocks + start, to: blocks + end, first: first, lowBits: lowBits)
      var members = 1
      while reader.advance(span) {
        members += 1
        guard members <= RevokedSerials.greatestBlock, reader.serial <= last else {
          throw FormatError(.outOfRange, at: blocks + start)
        }
      }
      guard reader.isFinished(span), first <= last else { throw FormatError(.outOfRange, at: blocks + start) }
      total += members
      start = end
      previous = (reader.serial, members == RevokedSerials.greatestBlock)
    }
    guard start == size else { throw FormatError(.trailingBytes, at: blocks + start) }
    guard total == count, previous.serial == last else { throw FormatError(.outOfRange, at: index - 12) }
  }
}

extension RevokedSerials: Sequence {
  /// The serials, ascending.
  public func makeIterator() -> Iterator { Iterator(serials: self) }

  public struct Iterator: IteratorProtocol, Sendable {
    private let serials: RevokedSerials
    private var nextBlock = 0
    private var block: BlockReader?

    init(serials: RevokedSerials) { self.serials = serials }

    public mutating func next() -> UInt32? {
      let bytes = serials.bytes
      if block?.advance(bytes.span) != true {
        guard nextBlock < serials.blockCount else { return nil }
        block = serials.reader(of: nextBlock)
        nextBlock += 1
      }
      return block?.serial
    }
  }

  /// Whether every serial that is not below `first` is in `other` too. Linear in both; nothing is unpacked.
  package func isContained(in other: RevokedSerials, from first: UInt32) -> Bool {
    var others = other.makeIterator()
    var candidate = others.next()
    for serial in self where serial >= first {
      while let other = candidate, other < serial { candidate = others.next() }
      guard candidate == serial else { return false }
    }
    return true
  }

  /// The serials that are not in `other`, ascending. Linear in both.
  func subtracting(_ other: RevokedSerials) -> [UInt32] {
    var others = other.makeIterator()
    var candidate = others.next()
    return filter { serial in
      while let other = candidate, other < serial { candidate = others.next() }
      return candidate != serial
    }
  }
}

/// Goes through the serials of one block.
struct BlockReader: Sendable {
  /// The serial that it stands at.
  private(set) var serial: UInt32
  private let lowBits: Int
  /// The next bit and the first one behind the block, from the first bit of the list on.
  private var bit: Int
  private let end: Int

  init(from offset: Int, to end: Int, first: UInt32, lowBits: Int) {
    bit = 8 * offset
    self.end = 8 * end
    self.lowBits = lowBits
    serial = first
  }

  /// Goes to the next serial; false where no whole code is left, or one that passes the greatest serial.
  mutating func advance(_ bytes: Span<UInt8>) -> Bool {
    // A code has at most 55 bits, and the first byte holds one of them at least. Behind a block stand the signature's 64
    // bytes, so eight are there; what of them is not the block's is not looked at.
    let word = bytes.word(at: bit >> 3) << UInt64(bit & 7)
    let zeros = word.leadingZeroBitCount
    let size = zeros + 1 + lowBits
    guard zeros < RevokedSerials.greatestQuotient, size <= end - bit else { return false }
    let low = (word << UInt64(zeros + 1)) >> UInt64(64 - lowBits)
    let gap = UInt64(zeros) << UInt64(lowBits) | low
    guard let next = UInt32(exactly: UInt64(serial) + gap + 1) else { return false }
    serial = next
    bit += size
    return true
  }

  /// Whether nothing is left but zero bits that fill up the last byte.
  func isFinished(_ bytes: Span<UInt8>) -> Bool {
    let left = end - bit
    return left < 8 && (bytes.word(at: bit >> 3) << UInt64(bit & 7)).leadingZeroBitCount >= left
  }
}

extension Span<UInt8> {
  /// The big-endian unsigned integer in the eight bytes from an offset on.
  fileprivate func word(at offset: Int) -> UInt64 {
    let bytes = extracting(offset..<offset + 8)
    var word: UInt64 = 0
    for index in 0..<8 { word = word << 8 | UInt64(bytes[index]) }
    return word
  }
}
