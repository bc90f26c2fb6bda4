import MapaeFormat
import TestSupport
import Testing

/// Deltas between lists of random sets.
@Suite("Status delta: from one list to a newer one, seed 1636")
struct StatusDeltaTests {
  private static let seed: UInt64 = 1636

  private func list(
    _ serials: some Sequence<UInt32>, number: UInt32, from firstLive: UInt32 = 0,
    _ change: (inout StatusListFields) -> Void = { _ in }
  ) throws -> StatusList {
    var fields = Samples.statusFields()
    fields.number = number
    fields.firstLive = firstLive
    fields.revoked = serials.filter { $0 >= firstLive }.sorted()
    change(&fields)
    return try StatusList(decoding: fields.encoded() + Samples.zeros(63) + [UInt8(number % 256)])
  }

  private func error(from base: StatusList, to list: StatusList) -> StatusDeltaError? {
    do throws(StatusDeltaError) {
      _ = try StatusDelta(from: base, to: list)
      return nil
    } catch { return error }
  }

  @Test("a delta makes the newer list to the byte, whatever was added or has ended", arguments: SerialShape.allCases)
  func making(shape: SerialShape) throws {
    var generator = SeededGenerator(seed: StatusDeltaTests.seed &+ UInt64(shape.rawValue))
    for round in 0..<20 {
      let (all, firstLive) = shape.draw(&generator)
      let before = all.filter { _ in generator.next() % 8 > 0 }
      // What has ended: nothing, some, or all that the base has.
      let ends = [firstLive, all.randomElement(using: &generator) ?? firstLive, .max]
      let live = ends.randomElement(using: &generator)!
      let base = try list(before, number: 3, from: firstLive)
      let newer = try list(all, number: 9, from: live)
      let delta = try StatusDelta(from: base, to: newer)
      #expect(delta.head == newer.head && delta.baseNumber == 3, "\(shape), round \(round)")
      #expect(Array(delta.added) == all.filter { $0 >= live && !base.revoked.contains($0) })
      let read = try StatusDelta(decoding: delta.bytes)
      #expect(try read.list(from: base).bytes == newer.bytes, "\(shape), round \(round)")
    }
  }

  @Test("one serial more in a country's list: a delta of 115 bytes")
  func size() throws {
    var generator = SeededGenerator(seed: StatusDeltaTests.seed)
    let serials = generator.serials(below: 1_000_000, share: 0.01)
    let base = try list(serials, number: 1)
    let newer = try list(Set(serials).union([500_000]), number: 2)
    let delta = try StatusDelta(from: base, to: newer)
    #expect(delta.bytes.count == 27 + 4 + 12 + 8 + 64 && base.bytes.count > 10_000)
    // A list that says the same anew: nothing is added.
    let again = try StatusDelta(from: newer, to: list(newer.revoked, number: 3))
    #expect(again.added.count == 0 && again.bytes.count == 99)
  }

  @Test("STATUS-35: a serial that the base has makes no list; one that has ended may be below first live alone")
  func already() throws {
    let base = try list([5, 9], number: 1)
    func made(_ added: [UInt32], from firstLive: UInt32 = 0) throws -> [UInt32]? {
      let delta = try StatusDelta(decoding: Samples.statusDelta(added, from: firstLive))
      return (try? delta.list(from: base)).map { Array($0.revoked) }
    }
    #expect(try made([4, 7, 10]) == [4, 5, 7, 9, 10])
    #expect(try made([]) == [5, 9])
    #expect(try made([10], from: 6) == [9, 10])
    #expect(try made([10], from: 10) == [10])
    for added in [[5], [9], [4, 9], [5, 9]] as [[UInt32]] { #expect(try made(added) == nil) }
    #expect(try made([9], from: 9) == nil)
    #expect(try made([10], from: 9) == [9, 10], "first live itself is live")
  }

  @Test("the list that is made has at most so many bytes: writing stops there")
  func limit() throws {
    var generator = SeededGenerator(seed: StatusDeltaTests.seed)
    for share in [0.001, 0.1] {
      let serials = generator.serials(below: 100_000, share: share)
      let (base, newer) = (try list(serials.dropLast(5), number: 1), try list(serials, number: 2))
      let delta = try StatusDelta(from: base, to: newer)
      let size = newer.bytes.count
      #expect(try delta.list(from: base, limit: size).bytes == newer.bytes)
      for less in [1, 2, 9, size - 100] {
        let error = MapaeFormatTests.error { () throws(FormatError) in
          try delta.list(from: base, limit: size - less)
        }
        #expect(error?.code == .tooLarge, "\(less) fewer")
      }
    }
  }

  @Test("there is no delta to a list that takes something back, is older, or is of another domain or generation")
  func none() throws {
    let base = try list([5, 9], number: 4, from: 3)
    #expect(try error(from: base, to: list([5, 9], number: 5, from: 3)) == nil)
    #expect(try error(from: base, to: list([5, 9], number: 5, from: 3) { $0.keyNumber = 8 }) == nil, "a newer key")
    for lacking in [[], [5], [9], [5, 8]] as [[UInt32]] {
      #expect(try error(from: base, to: list(lacking, number: 5, from: 3)) == .notContained)
    }
    #expect(try error(from: base, to: list([9], number: 5, from: 6)) == nil, "5 has ended")
    #expect(try error(from: base, to: list([5, 9], number: 5, from: 2)) == .notContained, "first live falls")
    for number in [1, 4] as [UInt32] {
      #expect(try error(from: base, to: list([5, 9], number: number, from: 3)) == .notNewer)
    }
    let other = DomainTag(rawValue: 7)
    #expect(try error(from: base, to: list([5, 9], number: 5, from: 3) { $0.domainTag = other }) == .unrelated)
    #expect(try error(from: base, to: list([5, 9], number: 5, from: 3) { $0.generation = 1 }) == .unrelated)
  }
}
