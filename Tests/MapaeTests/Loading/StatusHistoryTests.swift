import Foundation
import Mapae
import TestSupport
import Testing

/// An issuer's honest lists, and doors that skip some and bring others whole or as deltas.
@Suite("Loading: a history of status lists")
struct StatusHistoryTests {
  let desk = StatusDesk()

  /// Honest lists: serials are added, *first live* rises, numbers are left out (STATUS-5, STATUS-6, STATUS-8).
  private func history(_ generator: inout SeededGenerator) throws -> [[UInt8]] {
    var revoked: Set<UInt32> = []
    var (number, firstLive): (UInt32, UInt32) = (0, 0)
    return try (0..<6).map { _ in
      number += UInt32.random(in: 1...3, using: &generator)
      firstLive += UInt32.random(in: 0...1, using: &generator) * UInt32.random(in: 0...300, using: &generator)
      for _ in 0..<Int.random(in: 0...30, using: &generator) {
        revoked.insert(firstLive + UInt32.random(in: 0...2_000, using: &generator))
      }
      return try desk.list(revoked.filter { $0 >= firstLive }.sorted()) {
        $0.number = number
        $0.keyNumber = UInt32.random(in: 8...9, using: &generator)
        $0.firstLive = firstLive
      }
    }
  }

  @Test("D2: whatever honest lists a door skipped, the next one loads, as a delta as it does whole")
  func skipping() throws {
    let seed =
      ProcessInfo.processInfo.environment["MAPAE_SEED"].flatMap(UInt64.init) ?? .random(in: .min ... .max)
    print("seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    for round in 0..<60 {
      let lists = try history(&generator)
      var (byDelta, whole) = (try desk.domain.state(), try desk.domain.state())
      var held: [UInt8]?
      for list in lists where generator.next() % 2 == 0 {
        let delta = try held.map { try StatusDelta(from: StatusList(decoding: $0), to: StatusList(decoding: list)) }
        let reports = (
          try byDelta.load(TrustBundle.encode([delta?.bytes ?? list])), try whole.load(TrustBundle.encode([list]))
        )
        #expect(reports.0 == reports.1 && reports.0.statusListsTaken == 1, "seed \(seed), round \(round)")
        #expect(byDelta.bytes == whole.bytes, "seed \(seed), round \(round)")
        held = list
      }
    }
  }

  @Test("a bundle with a delta from each earlier list brings every door to the newest, and lacks nothing anywhere")
  func everyBase() throws {
    var generator = SeededGenerator(seed: 1649)
    let lists = try history(&generator)
    let newest = try StatusList(decoding: lists[5])
    let deltas = try lists.dropLast().map { try StatusDelta(from: StatusList(decoding: $0), to: newest).bytes }
    for (index, list) in lists.enumerated() {
      var state = try desk.domain.state()
      try state.load(TrustBundle.encode([list]))
      let report = try state.load(TrustBundle.encode(deltas))
      #expect(state.statusLists.map(\.bytes) == [newest.bytes], "from list \(index)")
      #expect(report.statusListsTaken == (index < 5 ? 1 : 0) && report.refusedStatusLists.isEmpty)
    }
  }
}
