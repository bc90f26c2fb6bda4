import MapaeFormat
import TestSupport
import Testing

/// A status list as a device with little memory reads it: the chapter's steps of "Looking up", over pages that are
/// fetched one by one and counted.
private struct PagedList {
  private let flash: [UInt8]
  private(set) var bytesRead = 0

  init(_ list: [UInt8]) { flash = list }

  private mutating func read(_ offset: Int, _ count: Int) -> [UInt8] {
    bytesRead += count
    return Array(flash[offset..<offset + count])
  }

  private mutating func u32(_ offset: Int) -> UInt32 { read(offset, 4).reduce(0) { $0 << 8 | UInt32($1) } }

  mutating func contains(_ serial: UInt32) -> Bool {
    let firstLive = u32(23)
    let count = u32(27)
    guard count > 0 else { return false }
    let (greatest, blocks) = (u32(31), Int(u32(35)))
    guard serial <= greatest else { return false }
    var (low, high) = (0, blocks)
    while low < high {
      let middle = (low + high) / 2
      if u32(39 + 8 * middle) <= serial { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return false }
    let start = low == 1 ? 0 : Int(u32(39 + 8 * (low - 2) + 4))
    let end = Int(u32(39 + 8 * (low - 1) + 4))
    var reached = UInt64(u32(39 + 8 * (low - 1)))
    let width = 63 - ((UInt64(greatest - firstLive) + 1) / UInt64(count)).leadingZeroBitCount
    let block = read(39 + 8 * blocks + start, end - start)
    let bits = block.flatMap { byte in (0..<8).map { byte >> UInt8(7 - $0) & 1 } }
    var bit = 0
    while reached < serial, let one = bits[bit...].firstIndex(of: 1), one + width < bits.count {
      let low = bits[one + 1..<one + 1 + width].reduce(UInt64(0)) { $0 << 1 | UInt64($1) }
      reached += UInt64(one - bit) << UInt64(width) | low
      reached += 1
      bit = one + 1 + width
    }
    return reached == serial
  }
}

@Suite("Looking up page by page, seed 6")
struct PagedLookUpTests {
  @Test(
    "a device reads the counts, log2 of the blocks and one block, and says the same", arguments: SerialShape.allCases)
  func pages(shape: SerialShape) throws {
    var generator = SeededGenerator(seed: 6 &+ UInt64(shape.rawValue))
    for _ in 0..<4 {
      let (serials, firstLive) = shape.draw(&generator)
      let bytes = Samples.statusList(serials, from: firstLive)
      let list = try StatusList(decoding: bytes)
      let blocks = serials.isEmpty ? 0 : bytes[35..<39].reduce(0) { $0 << 8 | Int($1) }
      let steps = Int.bitWidth - blocks.leadingZeroBitCount
      for serial in serials.prefix(60).flatMap({ [$0, $0 &+ 1] }) + [firstLive, .max] {
        var device = PagedList(bytes)
        #expect(device.contains(serial) == list.revoked.contains(serial), "\(shape): \(serial)")
        #expect(device.bytesRead <= 16 + 4 * steps + 12 + 1_754, "\(shape): \(device.bytesRead) bytes")
      }
    }
  }

  @Test("of 1 % of a million serials a look-up reads less than 400 bytes")
  func dense() throws {
    var generator = SeededGenerator(seed: 6)
    let serials = Set((0..<10_000).map { _ in UInt32.random(in: 0..<1_000_000, using: &generator) }).sorted()
    let bytes = Samples.statusList(serials)
    for serial in serials.prefix(200) {
      var device = PagedList(bytes)
      let isFound = device.contains(serial)
      #expect(isFound && device.bytesRead < 400, "\(device.bytesRead) bytes")
    }
  }
}
