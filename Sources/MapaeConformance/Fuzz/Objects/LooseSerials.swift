import Mapae

/// Revoked serials as their bytes are written, whatever they say (chapter Status lists, "Revoked serials").
struct LooseSerials: Sendable {
  /// Ascending where they are honest.
  var serials: [UInt32]
  var firstLive: UInt32
  var count: UInt32?
  var greatest: UInt32?
  /// The greatest count of serials in a block, and the quotient of a gap that begins another one.
  var blockLimit = 256
  var quotientLimit: UInt64 = 24
  /// Where a block begins that need not.
  var cutBefore: Int?
  /// Zero bytes behind the codes of the last block, and how many of its bytes are missing.
  var spareBytes = 0
  var missingBytes = 0
  /// What is added to the first serial of the last block.
  var firstSerialError: UInt32 = 0
  /// Behind the last block.
  var rest: [UInt8] = []

  init(_ serials: [UInt32], firstLive: UInt32) { (self.serials, self.firstLive) = (serials, firstLive) }

  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(count ?? UInt32(serials.count), width: 4)
    guard let last = serials.last else { return bytes + rest }
    bytes.append(greatest ?? last, width: 4)
    let blocks = blocks
    bytes.append(blocks.count, width: 4)
    var codes: [UInt8] = []
    for (index, block) in blocks.enumerated() {
      codes += self.codes(of: block)
      let isLast = index == blocks.count - 1
      if isLast {
        codes = codes.dropLast(missingBytes) + Array(repeating: 0, count: spareBytes)
      }
      bytes.append((block.first ?? 0) &+ (isLast ? firstSerialError : 0), width: 4)
      bytes.append(codes.count, width: 4)
    }
    return bytes + codes + rest
  }

  /// Honest serials that take so many bytes, from 0 on: each is 100 above the one before it, so that its code is a byte.
  static func regular(size: Int) -> [UInt8] {
    let (blockSize, gapCode) = (256, UInt8(0b01_100011))
    let (full, rest) = (size - 12).quotientAndRemainder(dividingBy: 8 + blockSize - 1)
    precondition(rest == 0 || rest >= 8, "no serials take so many bytes")
    let blocks = full + (rest > 0 ? 1 : 0)
    let codes = full * (blockSize - 1) + max(0, rest - 8)
    let count = codes + blocks
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    for field in [count, (count - 1) * 100, blocks] { bytes.append(field, width: 4) }
    for block in 0..<blocks {
      bytes.append(block * blockSize * 100, width: 4)
      bytes.append(min(codes, (block + 1) * (blockSize - 1)), width: 4)
    }
    return bytes + Array(repeating: gapCode, count: codes)
  }

  /// How many low bits of a gap are written as they are.
  private var lowBits: UInt64 {
    let span = UInt64((serials.last ?? 0) &- firstLive) + 1
    return UInt64(63 - max(1, span / UInt64(serials.count)).leadingZeroBitCount)
  }

  private var blocks: [[UInt32]] {
    var blocks: [[UInt32]] = []
    for (index, serial) in serials.enumerated() {
      if let block = blocks.last, let last = block.last, block.count < blockLimit, index != cutBefore,
        UInt64(serial &- last &- 1) >> lowBits < quotientLimit
      {
        blocks[blocks.count - 1].append(serial)
      } else {
        blocks.append([serial])
      }
    }
    return blocks
  }

  private func codes(of block: [UInt32]) -> [UInt8] {
    var bits: [Bool] = []
    for (before, serial) in zip(block, block.dropFirst()) {
      let gap = UInt64(serial &- before &- 1)
      bits += Array(repeating: false, count: Int(min(gap >> lowBits, 64))) + [true]
      for bit in stride(from: lowBits, to: 0, by: -1) { bits.append(gap >> (bit - 1) & 1 == 1) }
    }
    return stride(from: 0, to: bits.count, by: 8).map { start in
      (0..<8).reduce(UInt8(0)) { $0 << 1 | (start + $1 < bits.count && bits[start + $1] ? 1 : 0) }
    }
  }

  static let faults: [Twist<LooseSerials>] = [
    Twist("STATUS-2") { serials, choices in serials.count = UInt32(serials.serials.count) &+ choices.any([1, .max, 2])
    },
    Twist("STATUS-2") { serials, choices in serials.greatest = (serials.serials.last ?? 0) &+ choices.any([1, .max, 2])
    },
    Twist("STATUS-2") { serials, choices in
      // The first serial of the last block is not above the serials before.
      let count = serials.serials.count
      guard count > 1 else { return }
      serials.cutBefore = count - 1
      serials.firstSerialError = choices.any([serials.serials[count - 2] &- serials.serials[count - 1], .max, 1])
    },
    Twist("STATUS-2") { serials, choices in
      guard serials.firstLive > 0 else { return }
      serials.serials.insert(serials.firstLive - 1, at: 0)
    },
    Twist("STATUS-2") { serials, choices in
      serials.serials.insert(0, at: 0)
      if choices.once(in: 2) { serials.firstLive &+= 3 }
    },
    Twist("STATUS-3") { serials, choices in
      if serials.serials.count > 1 { serials.cutBefore = 1 + choices.below(serials.serials.count - 1) }
    },
    Twist("STATUS-3") { serials, choices in serials.quotientLimit = choices.any([25, 64, 40]) },
    Twist("STATUS-3") { serials, _ in
      // A gap of just the quotient that begins a block.
      let low = serials.firstLive &+ 1_000
      serials.serials = (0..<40).map { low &+ $0 }
      serials.serials.append(low &+ 39 &+ 24 << serials.lowBitsAfter(24) &+ 1)
      serials.quotientLimit = 25
    },
    Twist("STATUS-3") { serials, _ in
      serials.serials = (0..<257).map { serials.firstLive &+ 3 &+ $0 }
      serials.blockLimit = 257
    },
    Twist("STATUS-3") { serials, _ in serials.spareBytes = 1 },
    Twist("STATUS-3", weight: 2) { serials, _ in serials.missingBytes = 1 },
    Twist("STATUS-1") { serials, choices in serials.rest = choices.any([[0], [1, 2, 3, 4]]) },
    Twist("STATUS-2 SEC-3") { serials, _ in serials.count = .max },
  ]

  private func lowBitsAfter(_ quotient: UInt64) -> UInt32 {
    // The width of the mean gap once the last serial stands at that quotient.
    (0..<20).first { low in
      let span = UInt64((serials.last ?? 0) &- firstLive) + quotient << UInt64(low) + 2
      return UInt32(63 - max(1, span / UInt64(serials.count + 1)).leadingZeroBitCount) == low
    } ?? 0
  }
}
