import CMeasure
import CZlib
import Foundation
import Mapae

/// Status lists of random sets: what they take beside the least that any exact code needs, beside other ways to say the
/// same, and how long a look-up takes.
func measureStatusLists(_ domain: MeasuredDomain, _ report: inout Report) throws {
  try measureEntropy(domain, &report)
  try measureOthers(domain, &report)
  try measureLookUp(domain, &report)
  try measureCountry(domain, &report)
}

/// A set of serials below a bound, each revoked by itself with a probability, from a fixed seed.
struct RevokedSet {
  let range: Int
  let serials: [UInt32]

  init(below range: Int, share: Double, seed: UInt64 = 1) {
    self.range = range
    var mixer = Mixer(state: seed)
    var serials: [UInt32] = []
    var position = -1.0
    while true {
      let chance = Double(mixer.next() >> 11 | 1) / Double(UInt64(1) << 53)
      position += 1 + (log(chance) / log(1 - share)).rounded(.down)
      guard position < Double(range) else { break }
      serials.append(UInt32(position))
    }
    self.serials = serials
  }

  /// The least bytes of an exact code, on average: log2 of how many sets of so many serials the range has.
  var entropy: Double {
    let (all, count) = (Double(range), Double(serials.count))
    let orders = lgamma(count + 1) + lgamma(all - count + 1)
    return (lgamma(all + 1) - orders) / (8 * log(2))
  }

  func list(_ domain: MeasuredDomain) throws -> StatusList { try domain.statusList(serials) }
}

extension StatusList {
  /// The revoked serials with their index: all but header and signature.
  fileprivate var payload: Int { bytes.count - 27 - Signature.size }
}

/// SplitMix64.
struct Mixer {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    return Mixer.mix(state)
  }

  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = (value ^ value >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }
}

private func measureEntropy(_ domain: MeasuredDomain, _ report: inout Report) throws {
  let group = "Status list: revoked serials with their index; the limit is 1.1 times the entropy bound and 64 bytes"
  for exponent in 4...8 {
    for share in [0.0001, 0.001, 0.01, 0.1] {
      let set = RevokedSet(below: Int(pow(10, Double(exponent))), share: share)
      let size = try set.list(domain).payload
      report.add(
        group, "10^\(exponent) serials, \(String(format: "%g", share * 100)) % revoked: \(set.serials.count)", size,
        "bytes", limit: Int(1.1 * set.entropy + 64))
    }
  }
}

private func measureOthers(_ domain: MeasuredDomain, _ report: inout Report) throws {
  for (exponent, share) in [(5, 0.001), (6, 0.01), (7, 0.01), (6, 0.1)] {
    let set = RevokedSet(below: Int(pow(10, Double(exponent))), share: share)
    let group =
      "The same set in other ways, bytes: 10^\(exponent) serials, \(String(format: "%g", share * 100)) % revoked"
    report.add(group, "entropy bound", String(format: "%.0f", set.entropy))
    report.add(group, "status list", "\(try set.list(domain).payload)")
    report.add(group, "bit string, zlib level 9 (unpacked as a whole)", "\(try set.compressedBits())")
    let filter = BloomFilter(set.serials, falsePositives: 0.001, level: 0)
    let wrong = set.live.filter { filter.contains($0) }.count
    report.add(group, "Bloom filter of 0.1 %, \(wrong) valid passes turned away", "\(filter.size)")
    report.add(group, "cascade of Bloom filters (exact, for serials that were issued)", "\(set.cascade())")
  }
}

private func measureLookUp(_ domain: MeasuredDomain, _ report: inout Report) throws {
  let list = try RevokedSet(below: 100_000_000, share: 0.01).list(domain)
  var mixer = Mixer(state: 7)
  let probes = (0..<100_000).map { _ in UInt32(mixer.next() % 100_000_000) }
  var times: [UInt64] = []
  var found = 0
  // Short batches: most of them are not interrupted, so their median is that of a quiet machine.
  let batch = 50
  for start in stride(from: 0, to: probes.count, by: batch) {
    let began = measure_now()
    for serial in probes[start..<start + batch] where list.revoked.contains(serial) { found += 1 }
    times.append(measure_now() - began)
  }
  guard found > 0 else { throw WrongAnswer() }
  let mean = Double(times.sorted()[times.count / 2]) / Double(batch) / 1_000
  report.add(
    "Status list: a look-up among 10^8 serials with 1 % revoked; reported, not judged", "in random order, µs",
    ratio: mean, limit: 1, String(format: "%.2f µs", mean))
  let start = measure_now()
  guard try StatusList(decoding: list.bytes).revoked.count > 0 else { throw WrongAnswer() }
  report.add(
    "Status list: a look-up among 10^8 serials with 1 % revoked; reported, not judged",
    "checked at load, \(list.bytes.count) bytes, ms", String(format: "%.0f", Double(measure_now() - start) / 1e6))
  try measureDelta(domain, list, &report)
}

/// The load of a delta that adds one serial in 270 to make a list.
private func measureDelta(_ domain: MeasuredDomain, _ list: StatusList, _ report: inout Report) throws {
  let earlier = list.revoked.enumerated().filter { !$0.offset.isMultiple(of: 270) }.map(\.element)
  var state = try domain.stateHolding { $0.revoked = earlier }
  let newer = try domain.statusList(Array(list.revoked)) { $0.number = 2 }
  let delta = try StatusDelta(from: state.statusLists[0], to: newer)
  let bundle = TrustBundle.encode([delta.bytes])
  let start = measure_now()
  let taken = try state.load(bundle).statusListsTaken
  let time = Double(measure_now() - start) / 1e6
  guard taken == 1, state.statusLists.first?.bytes == newer.bytes else { throw WrongAnswer() }
  report.add(
    "Status list: a look-up among 10^8 serials with 1 % revoked; reported, not judged",
    "loaded as a delta of \(delta.bytes.count) bytes, ms", String(format: "%.0f", time))
}

/// 44,000,000 passes of 20 issuers, one in a hundred revoked, over 270 days (chapter Operations).
private func measureCountry(_ domain: MeasuredDomain, _ report: inout Report) throws {
  let group = "Status lists of a country: 20 issuers with 2,200,000 live serials each, 1 % revoked"
  var whole = 0
  var deltas = 0
  for issuer in 0..<20 as Range<UInt64> {
    let set = RevokedSet(below: 2_200_000, share: 0.01, seed: 100 + issuer)
    // Of what is revoked one in 270 was added on the last day.
    let earlier = set.serials.enumerated().filter { !$0.offset.isMultiple(of: 270) }.map(\.element)
    let list = try domain.statusList(set.serials) { $0.number = 2 }
    whole += list.bytes.count
    deltas += try StatusDelta(from: domain.statusList(earlier), to: list).bytes.count
  }
  report.add(group, "all lists, whole, a door and day", "\(whole)")
  report.add(group, "their deltas, a door and day", "\(deltas)")
  report.add(group, "factor", "\(whole / deltas)")
}

extension RevokedSet {
  fileprivate var live: [UInt32] {
    var revoked = serials[...]
    return (0..<UInt32(range)).filter { serial in
      guard revoked.first == serial else { return true }
      revoked.removeFirst()
      return false
    }
  }

  fileprivate func compressedBits() throws -> Int {
    var bits = [UInt8](repeating: 0, count: (range + 7) / 8)
    for serial in serials { bits[Int(serial / 8)] |= 0x80 >> (serial % 8) }
    var size = compressBound(UInt(bits.count))
    var output = [UInt8](repeating: 0, count: Int(size))
    guard compress2(&output, &size, bits, UInt(bits.count), 9) == Z_OK else { throw WrongAnswer() }
    return Int(size)
  }

  /// The bytes of a cascade as CRLite has them: each filter holds the false positives of the one before it. The first has
  /// the rate of false positives that makes the whole smallest, the others one half.
  fileprivate func cascade() -> Int {
    var (included, excluded) = (serials, live)
    var size = 0
    var level: UInt64 = 1
    while !included.isEmpty {
      let rate = level == 1 ? min(0.5, Double(included.count) * 2.0.squareRoot() / (2 * Double(excluded.count))) : 0.5
      let filter = BloomFilter(included, falsePositives: rate, level: level)
      size += filter.size
      (included, excluded) = (excluded.filter { filter.contains($0) }, included)
      level += 1
    }
    return size
  }
}

/// A Bloom filter of the least size for a rate of false positives.
private struct BloomFilter {
  private var words: [UInt64]
  private let bits: UInt64
  private let hashes: Int
  private let level: UInt64

  var size: Int { Int(bits + 7) / 8 }

  init(_ serials: [UInt32], falsePositives rate: Double, level: UInt64) {
    self.level = level
    bits = max(8, UInt64((Double(serials.count) * -log(rate) / (log(2) * log(2))).rounded(.up)))
    hashes = max(1, Int((-log(rate) / log(2)).rounded()))
    words = Array(repeating: 0, count: Int(bits / 64) + 1)
    for serial in serials { for bit in places(of: serial) { words[Int(bit / 64)] |= 1 << (bit % 64) } }
  }

  func contains(_ serial: UInt32) -> Bool {
    let (first, step) = pair(serial)
    for index in 0..<UInt64(hashes) {
      let bit = (first &+ index &* step) % bits
      if words[Int(bit / 64)] >> (bit % 64) & 1 == 0 { return false }
    }
    return true
  }

  private func places(of serial: UInt32) -> [UInt64] {
    let (first, step) = pair(serial)
    return (0..<UInt64(hashes)).map { (first &+ $0 &* step) % bits }
  }

  private func pair(_ serial: UInt32) -> (UInt64, UInt64) {
    let first = Mixer.mix(UInt64(serial) | level << 32)
    return (first >> 1, Mixer.mix(first) >> 1 | 1)
  }
}
