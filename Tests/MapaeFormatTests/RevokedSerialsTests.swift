import Foundation
import MapaeFormat
import TestSupport
import Testing

/// Sets of serials of many shapes, against a plain set and against the chapter's words written down as text of bits.
@Suite("Revoked serials, seed 1592")
struct RevokedSerialsTests {
  private static let seed: UInt64 = 1592

  @Test(
    "what is encoded decodes to the same set, in order, and only members are found", arguments: SerialShape.allCases)
  func membership(shape: SerialShape) throws {
    var generator = SeededGenerator(seed: RevokedSerialsTests.seed &+ UInt64(shape.rawValue))
    for round in 0..<40 {
      let (serials, firstLive) = shape.draw(&generator)
      let members = Set(serials)
      let list = try StatusList(decoding: Samples.statusList(serials, from: firstLive))
      #expect(Array(list.revoked) == serials, "\(shape), round \(round)")
      #expect(list.revoked.count == serials.count)
      let neighbours = serials.flatMap { [$0, $0 &- 1, $0 &+ 1] }
      let probes =
        neighbours + [0, .max, firstLive] + (0..<200).map { _ in UInt32.random(in: 0 ... .max, using: &generator) }
      for serial in probes where list.revoked.contains(serial) != members.contains(serial) {
        Issue.record("\(shape), round \(round): \(serial) among \(serials.count) serials")
        return
      }
    }
  }

  @Test("the bytes are those of the chapter", arguments: SerialShape.allCases)
  func bytes(shape: SerialShape) throws {
    var generator = SeededGenerator(seed: RevokedSerialsTests.seed &+ UInt64(shape.rawValue))
    for round in 0..<10 {
      let (serials, firstLive) = shape.draw(&generator)
      let list = Samples.statusList(serials, from: firstLive)
      #expect(Array(list[27..<list.count - 64]) == ReferenceSerials.encode(serials, firstLive), "\(shape), \(round)")
    }
  }

  @Test("STATUS-2, STATUS-3: whatever bits are flipped, the bytes are refused or the one encoding of another set")
  func oneEncoding() throws {
    var generator = SeededGenerator(seed: RevokedSerialsTests.seed)
    for shape in SerialShape.allCases {
      var (serials, firstLive) = shape.draw(&generator)
      serials = Array(serials.prefix(300))
      let bytes = Samples.statusList(serials, from: firstLive)
      for bit in 27 * 8..<(bytes.count - 64) * 8 {
        var flipped = bytes
        flipped[bit / 8] ^= 1 << UInt8(bit % 8)
        guard let list = try? StatusList(decoding: flipped) else { continue }
        let others = Array(list.revoked)
        #expect(others != serials, "\(shape), bit \(bit): two encodings of one set")
        #expect(Samples.statusList(others, from: list.firstLive) == flipped, "\(shape), bit \(bit)")
      }
    }
  }

  @Test("STATUS-2: noise in the place of index and blocks is refused, or the one encoding of its set")
  func noise() throws {
    var generator = SeededGenerator(seed: RevokedSerialsTests.seed)
    for _ in 0..<2_000 {
      let (serials, firstLive) = SerialShape.few.draw(&generator)
      var bytes = Samples.statusList(serials, from: firstLive)
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: 27..<bytes.count - 64, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      guard let list = try? StatusList(decoding: bytes) else { continue }
      #expect(Samples.statusList(Array(list.revoked), from: list.firstLive) == bytes)
    }
  }

  @Test("a later set contains an earlier one, or not, as plain sets say")
  func containment() throws {
    var generator = SeededGenerator(seed: RevokedSerialsTests.seed)
    var contained = 0
    for round in 0..<400 {
      let (serials, firstLive) = SerialShape.few.draw(&generator)
      var later = Set(serials.map { $0 == .max ? $0 : $0 + UInt32(generator.next() % 40 == 0 ? 1 : 0) })
      later.formUnion((0..<3).map { _ in UInt32.random(in: firstLive ... .max, using: &generator) })
      let from = serials.randomElement(using: &generator) ?? firstLive
      let raised = generator.next() % 2 == 0 ? from : firstLive
      let kept = later.filter { $0 >= raised }.sorted()
      let (old, new) = (
        try StatusList(decoding: Samples.statusList(serials, from: firstLive)),
        try StatusList(decoding: Samples.statusList(kept, from: raised))
      )
      let expected = Set(serials.filter { $0 >= raised }).isSubset(of: kept)
      contained += expected ? 1 : 0
      #expect(old.revoked.isContained(in: new.revoked, from: raised) == expected, "round \(round)")
    }
    #expect(contained > 50 && contained < 350)
  }

  @Test("at most 1.1 times the entropy bound and 64 bytes, from 0.01 % to 10 % revoked", arguments: [4, 5, 6])
  func size(exponent: Int) throws {
    var generator = SeededGenerator(seed: RevokedSerialsTests.seed)
    let range = pow(10.0, Double(exponent))
    for share in [0.0001, 0.001, 0.01, 0.03, 0.1] {
      let serials = generator.serials(below: UInt32(range), share: share)
      let size = Samples.statusList(serials, from: 0).count - 27 - 64
      let bound = entropyBound(Double(serials.count), of: range)
      #expect(Double(size) <= 1.1 * bound + 64, "\(serials.count) of 10^\(exponent): \(size) bytes, bound \(bound)")
    }
  }
}

/// The bytes that any exact code needs on average for a set of so many serials of a range: log2 of how many such sets
/// there are.
private func entropyBound(_ count: Double, of range: Double) -> Double {
  let all: Double = lgamma(range + 1)
  let orders: Double = lgamma(count + 1) + lgamma(range - count + 1)
  return (all - orders) / (8 * log(2))
}

/// The shapes in which serials are revoked: by chance, and by whoever wants to break the encoding.
enum SerialShape: Int, CaseIterable, Sendable {
  case few
  case even
  /// Every serial of a range: gaps of 0.
  case all
  /// A stolen block far from everything else: gaps beyond any quotient.
  case clusters
  /// Exactly as many as fill blocks, and one fewer or more.
  case blocks
  /// Gaps of quotient 23 and 24, on either side of a cut.
  case cuts
  /// 0 and 2³² − 1.
  case ends

  /// Serials ascending, and a *first live* not above them.
  func draw(_ generator: inout SeededGenerator) -> (serials: [UInt32], firstLive: UInt32) {
    let start = UInt32.random(in: 0...1 << 30, using: &generator)
    func some(_ count: Int, below bound: UInt32) -> [UInt32] {
      Set((0..<count).map { _ in start + UInt32.random(in: 0..<bound, using: &generator) }).sorted()
    }
    let serials: [UInt32]
    switch self {
    case .few: serials = some(Int.random(in: 0...20, using: &generator), below: 1 << 30)
    case .even: serials = some(1_500, below: UInt32.random(in: 2_000...1 << 30, using: &generator))
    case .all: serials = Array(start..<start + UInt32.random(in: 1...1_000, using: &generator))
    case .clusters: serials = Set(some(300, below: 600) + some(3, below: 1 << 31)).sorted()
    case .blocks: serials = Array(some(900, below: 90_000).prefix(255 + Int(generator.next() % 3) + 256))
    case .cuts:
      var serial = start
      serials = (0..<400).map { _ in
        serial += [1, 1, 2, 3, 95, 96, 97, 98, 191, 192, 193].randomElement(using: &generator)!
        return serial
      }
    case .ends: serials = Set([0, .max] + some(2, below: 5)).sorted()
    }
    let room = serials.first ?? start
    return (serials, generator.next() % 3 == 0 ? room : UInt32.random(in: 0...room, using: &generator))
  }
}

extension SeededGenerator {
  /// Serials of which each is revoked by itself with a probability.
  mutating func serials(below bound: UInt32, share: Double) -> [UInt32] {
    var serials: [UInt32] = []
    var position = 0.0
    while true {
      position +=
        1 + (log(Double.random(in: Double.leastNonzeroMagnitude..<1, using: &self)) / log(1 - share)).rounded(.down)
      guard position <= Double(bound) else { return serials }
      serials.append(UInt32(position) - 1)
    }
  }
}

/// The chapter's encoding, bit by bit as text.
enum ReferenceSerials {
  static func encode(_ serials: [UInt32], _ firstLive: UInt32) -> [UInt8] {
    guard let last = serials.last else { return [0, 0, 0, 0] }
    let width = Int(log2((Double(last) - Double(firstLive) + 1) / Double(serials.count)))
    var blocks: [(first: UInt32, count: Int, bits: String)] = []
    for (index, serial) in serials.enumerated() {
      let gap = index == 0 ? 0 : Int(serial) - Int(serials[index - 1]) - 1
      if index == 0 || blocks[blocks.count - 1].count == 256 || gap >= 24 << width {
        blocks.append((serial, 1, ""))
        continue
      }
      let low = String(gap % (1 << width), radix: 2)
      blocks[blocks.count - 1].count += 1
      blocks[blocks.count - 1].bits += String(repeating: "0", count: gap >> width) + "1"
      if width > 0 { blocks[blocks.count - 1].bits += String(repeating: "0", count: width - low.count) + low }
    }
    var (index, bytes) = ([UInt8](), [UInt8]())
    for block in blocks {
      var bits = block.bits
      while bits.count % 8 != 0 { bits += "0" }
      let digits = Array(bits)
      bytes += stride(from: 0, to: digits.count, by: 8).map { UInt8(String(digits[$0..<$0 + 8]), radix: 2)! }
      index += word(block.first) + word(UInt32(bytes.count))
    }
    return word(UInt32(serials.count)) + word(last) + word(UInt32(blocks.count)) + index + bytes
  }

  private static func word(_ value: UInt32) -> [UInt8] {
    [UInt8(value >> 24), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
  }
}
