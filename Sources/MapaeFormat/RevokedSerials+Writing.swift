extension [UInt8] {
  /// Appends serials in their one encoding. They are gone through twice, and nowhere held as a whole.
  ///
  /// - Parameter limit: the most bytes that there may be then. Writing stops where there are more.
  mutating func append(
    revoked serials: some Sequence<UInt32>, from firstLive: UInt32, limit: Int
  ) throws(FormatError) {
    let start = count
    var (members, last) = (0, firstLive)
    for serial in serials {
      guard members == 0 ? serial >= firstLive : serial > last else { throw FormatError(.outOfOrder, at: start) }
      (members, last) = (members + 1, serial)
    }
    guard let count = UInt32(exactly: members) else { throw FormatError(.tooLarge, at: start) }
    append(count, width: 4)
    guard members > 0 else { return }
    append(last, width: 4)
    var blocks = BlockWriter(lowBits: RevokedSerials.lowBits(of: members, in: UInt64(last - firstLive) + 1))
    for serial in serials {
      blocks.append(serial)
      guard blocks.size <= limit - start - 12 else { throw FormatError(.tooLarge, at: limit) }
    }
    blocks.finish()
    append(blocks.index.count / RevokedSerials.entrySize, width: 4)
    append(contentsOf: blocks.index)
    append(contentsOf: blocks.codes)
  }
}

/// Writes ascending serials as blocks, one behind the other, with their index.
private struct BlockWriter {
  private(set) var index: [UInt8] = []
  private(set) var codes: [UInt8] = []
  private let lowBits: Int
  private var first: UInt32 = 0
  private var last: UInt32 = 0
  /// Of the block that is being written.
  private var members = 0
  /// The last bits, not yet a whole byte.
  private var word: UInt64 = 0
  private var filled = 0

  init(lowBits: Int) { self.lowBits = lowBits }

  /// The bytes of index and codes once the block that is being written is finished.
  var size: Int { index.count + RevokedSerials.entrySize + codes.count + (filled > 0 ? 1 : 0) }

  mutating func append(_ serial: UInt32) {
    if members > 0, let gap = gap(to: serial) {
      write(gap)
      members += 1
    } else {
      if members > 0 { finish() }
      (first, members) = (serial, 1)
    }
    last = serial
  }

  /// The gap before a serial; `nil` where it begins another block.
  private func gap(to serial: UInt32) -> UInt64? {
    let gap = UInt64(serial - last - 1)
    let isOver = members == RevokedSerials.greatestBlock || gap >> UInt64(lowBits) >= RevokedSerials.greatestQuotient
    return isOver ? nil : gap
  }

  private mutating func write(_ gap: UInt64) {
    let zeros = gap >> UInt64(lowBits)
    let low = gap & ((1 << UInt64(lowBits)) - 1)
    word = (word << (zeros + 1) | 1) << UInt64(lowBits) | low
    filled += Int(zeros) + 1 + lowBits
    while filled >= 8 {
      filled -= 8
      codes.append(UInt8(truncatingIfNeeded: word >> UInt64(filled)))
    }
  }

  /// Fills the block's last byte with zero bits and names it in the index.
  mutating func finish() {
    if filled > 0 { codes.append(UInt8(truncatingIfNeeded: word << UInt64(8 - filled))) }
    (word, filled) = (0, 0)
    index.append(first, width: 4)
    index.append(codes.count, width: 4)
  }
}
