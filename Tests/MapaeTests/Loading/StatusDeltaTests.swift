import Mapae
import TestSupport
import Testing

/// Deltas in step 12 of loading (chapter Status lists, "Deltas").
@Suite("Loading: status deltas")
struct StatusDeltaTests {
  let desk = StatusDesk()

  /// The lists of the tests: number 1, then 2 with 7 added, then 5 with 4 and 90 added and below 5 all ended.
  private func list(_ number: UInt32) throws -> [UInt8] {
    switch number {
    case 1: try desk.list([3, 50])
    case 2: try desk.list([3, 7, 50]) { $0.number = 2 }
    default:
      try desk.list([7, 50, 90]) {
        $0.number = 5
        $0.issuedAt = TestDomain.start + TestDomain.day
        $0.firstLive = 5
      }
    }
  }

  private func delta(_ from: UInt32, _ to: UInt32) throws -> [UInt8] {
    try delta(from: list(from), to: list(to))
  }

  private func delta(from base: [UInt8], to list: [UInt8]) throws -> [UInt8] {
    try StatusDelta(from: StatusList(decoding: base), to: StatusList(decoding: list)).bytes
  }

  private func holding(_ lists: [UInt8]..., change: (inout TrustListFields) -> Void = { _ in }) throws -> TrustState {
    var state = try desk.domain.state(change)
    let report = try state.load(TrustBundle.encode(lists))
    #expect(report.statusListsTaken == lists.count)
    return state
  }

  /// The refusal of one part; `nil` where it is taken, or held already. A refused one changes nothing.
  private func refusal(
    of part: [UInt8], by state: TrustState, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Refusal? {
    var next = state
    let report = try next.load(TrustBundle.encode([part]))
    #expect(report.statusListsTaken + report.refusedStatusLists.count <= 1, sourceLocation: sourceLocation)
    #expect((next.bytes != state.bytes) == (report.statusListsTaken == 1), sourceLocation: sourceLocation)
    return report.refusedStatusLists.first
  }

  @Test("STATUS-36: a list that came as a delta is the list that came whole, to the byte")
  func whole() throws {
    for (from, to) in [(1, 2), (1, 5), (2, 5)] as [(UInt32, UInt32)] {
      var state = try holding(list(from))
      let report = try state.load(TrustBundle.encode([delta(from, to)]))
      #expect(report.statusListsTaken == 1 && report.refusedStatusLists.isEmpty)
      #expect(try state.statusLists.map(\.bytes) == [list(to)])
      var other = try holding(list(from))
      try other.load(TrustBundle.encode([list(to)]))
      #expect(state.bytes == other.bytes, "a state keeps the list and not the delta")
    }
  }

  @Test("what a delta brings is judged by: a serial that it adds is revoked")
  func judged() throws {
    let pass = try desk.domain.pass { $0.serial = 7 }
    func reason(_ state: TrustState) -> Reason? {
      let policy = Policy(accepting: [.init(desk.domain.digest, .access)])
      return Verifier(states: [state], policy: policy).judge(pass, at: ClockReading(TestDomain.now)).reason
    }
    var state = try holding(list(1))
    #expect(reason(state) == nil)
    try state.load(TrustBundle.encode([delta(1, 2)]))
    #expect(reason(state) == .revoked)
  }

  @Test("STATUS-30, STATUS-31: a delta that is not well-formed")
  func malformed() throws {
    let state = try holding(list(1))
    var serials = try delta(1, 2)
    serials[34] = 2
    for bytes in [[0x18], [0x18, 1, 2], serials, try delta(1, 2) + [0]] {
      #expect(try refusal(of: bytes, by: state) == .statusMalformed)
    }
  }

  @Test("STATUS-32: what the head says is refused as it is of a list, without a look at the base")
  func heads() throws {
    let state = try holding(list(2))
    func head(_ change: (inout StatusListFields) -> Void) throws -> [UInt8] {
      // Made from a list with the same change, so that only the door's state is against it.
      let base = try desk.list([3]) { change(&$0) }
      let list = try desk.list([3, 7]) {
        change(&$0)
        $0.number += 1
      }
      return try delta(from: base, to: list)
    }
    let stranger = StatusDesk(seed: 2).domain.digest.domainTag
    #expect(try refusal(of: head { $0.domainTag = stranger }, by: state) == .statusForeignDomain)
    #expect(try refusal(of: head { $0.keyNumber = 12 }, by: state) == .statusKeyNotYetKnown)
    #expect(try refusal(of: delta(1, 2), by: TrustState(anchor: desk.domain.anchor)) == .statusKeyNotYetKnown)
    #expect(try refusal(of: head { $0.keyNumber = 11 }, by: state) == .statusKeyWithdrawn)
    #expect(try refusal(of: head { $0.generation = 1 }, by: state) == .statusOtherGeneration)
    #expect(try refusal(of: delta(1, 2), by: holding(list(5))) == .statusRollback, "before its base is missed")
  }

  @Test("STATUS-33: a delta to the list that is held already changes nothing, and one that differs is a conflict")
  func again() throws {
    let state = try holding(list(2))
    #expect(try refusal(of: delta(1, 2), by: state) == nil)
    var unsigned = try delta(1, 2)
    unsigned[unsigned.count - 1] ^= 1
    #expect(try refusal(of: unsigned, by: state) == nil, "the held bytes stay")
    let base = try list(1)
    let others: [[UInt8]] = [
      try desk.list([3, 8, 50]) { $0.number = 2 },
      try desk.list([3, 7, 50, 60]) { $0.number = 2 },
      try desk.list([3, 7, 50]) {
        $0.number = 2
        $0.issuedAt = TestDomain.start + 1
      },
      try desk.list([3, 7, 50]) {
        $0.number = 2
        $0.firstLive = 1
      },
      try desk.list([3, 7, 50]) {
        $0.number = 2
        $0.keyNumber = 9
      },
    ]
    for other in others { #expect(try refusal(of: delta(from: base, to: other), by: state) == .statusConflict) }
  }

  @Test("STATUS-34: no list of the issuer is held, or one of another number")
  func baseMissing() throws {
    #expect(try refusal(of: delta(1, 2), by: desk.domain.state()) == .statusBaseMissing)
    #expect(try refusal(of: delta(2, 5), by: holding(list(1))) == .statusBaseMissing)
    let other = try desk.list([3, 50]) { $0.keyNumber = 10 }
    #expect(try refusal(of: delta(1, 2), by: holding(other)) == .statusBaseMissing, "another issuer's list")
    // Under a new generation the list of the old one is dropped, so no delta leads across.
    var state = try holding(list(1))
    let next = try desk.domain.list {
      $0.number = 2
      $0.issuers[0].statusGeneration = 1
      $0.issuers[0].statusDemand = 1
    }
    try state.load(TrustBundle.encode([next.bytes]))
    let lists = try (1...2 as ClosedRange<UInt32>).map { number in
      try desk.list([3, 50]) {
        $0.number = number
        $0.generation = 1
      }
    }
    #expect(try refusal(of: delta(1, 2), by: state) == .statusOtherGeneration)
    #expect(try refusal(of: delta(from: lists[0], to: lists[1]), by: state) == .statusBaseMissing)
  }

  @Test("STATUS-34, step 4: a load puts one list together for each issuer, and says what is lacking at its end")
  func once() throws {
    let state = try holding(list(1), desk.list([3, 50]) { $0.keyNumber = 10 })
    let good = try delta(1, 2)
    var forged = good
    forged[forged.count - 1] ^= 1
    let another = try delta(
      from: desk.list([3, 50]) { $0.keyNumber = 10 },
      to: desk.list([3, 50]) {
        $0.keyNumber = 10
        $0.number = 2
      })
    func load(_ parts: [[UInt8]]) throws -> (taken: Int, refused: [Refusal]) {
      var next = state
      let report = try next.load(TrustBundle.encode(parts))
      return (report.statusListsTaken, report.refusedStatusLists)
    }
    var next = state
    let parts = [try delta(1, 2), forged, [0x18], try delta(2, 5), another]
    #expect(try next.load(TrustBundle.encode(parts)).refusedParts.map(\.number) == [3, 4])
    #expect(try load([forged, good, another]) == (1, [.statusBadSignature, .statusBaseMissing]))
    #expect(try load([forged, list(2)]) == (1, [.statusBadSignature]), "the whole list is no delta")
    #expect(try load([delta(2, 5), good]) == (1, [.statusBaseMissing]), "without its base it was not put together")
    #expect(try load([good, delta(2, 5)]) == (1, [.statusBaseMissing]), "one on top of another")
    #expect(try load([good, good]) == (1, []), "held already")
    #expect(try load([list(2), delta(2, 5)]) == (2, []), "on top of a list that came whole")
    for deltas in [[try delta(2, 5), try delta(1, 5)], [try delta(1, 5), try delta(2, 5)]] {
      #expect(try load(deltas + [another]) == (2, []), "deltas of several bases to one list")
    }
    #expect(try load([delta(2, 5), list(5)]) == (1, []), "the whole list behind a delta without its base")
    #expect(try load([delta(2, 5), list(2)]) == (1, [.statusBaseMissing]), "the base behind it")
    #expect(try load([delta(2, 5), forged, another]) == (1, [.statusBaseMissing, .statusBadSignature]))
  }

  @Test("STATUS-35: a delta that adds what the base has")
  func already() throws {
    var bytes = try delta(1, 2)
    // The one serial that it adds stands as the greatest and as the first of its block.
    for place in [38, 46] { bytes[place] = 50 }
    #expect(try refusal(of: bytes, by: holding(list(1))) == .statusMalformed)
    for place in [38, 46] { bytes[place] = 51 }
    #expect(try refusal(of: bytes, by: holding(list(1))) == .statusBadSignature)
  }

  @Test("STATUS-36: the list that is made is refused as the same bytes would be")
  func made() throws {
    let base = try list(1)
    let newer = try desk.list([3, 7, 50]) {
      $0.number = 2
      $0.keyNumber = 9
    }
    let delta = try delta(from: base, to: newer)
    func both(_ sourceLocation: SourceLocation = #_sourceLocation, _ change: (inout TrustListFields) -> Void) throws
      -> Refusal?
    {
      let state = try holding(base, change: change)
      let refusal = try refusal(of: delta, by: state)
      #expect(try refusal == self.refusal(of: newer, by: state), sourceLocation: sourceLocation)
      return refusal
    }
    #expect(try both { _ in } == nil)
    #expect(
      try both {
        $0.issuers[0].keys[2].isCompromised = true
        $0.issuers[0].statusDemand = 1
      } == .statusKeyCompromised)
    #expect(try both { $0.issuers[0].keys[2].usage = .passes } == .statusKeyNotForThis)
    #expect(try both { $0.issuers[0].keys[2].acceptUntil = TestDomain.start } == .statusTooLong)
    var state = try holding(base)
    state.statusRoom = StatusRoom(size: newer.count + 3, count: 2)
    #expect(try refusal(of: delta, by: state) == .statusNoRoom)
    // First live that falls: the tool makes no such delta, and a door does not take the list.
    let raised = try desk.list([50]) { $0.firstLive = 40 }
    let fallen = try desk.list([50, 70]) { $0.number = 2 }
    var bytes: [UInt8] = [0x18] + fallen[1..<27] + [0, 0, 0, 1]
    bytes += try desk.list([70])[27...].dropLast(64) + fallen.suffix(64)
    #expect(try refusal(of: bytes, by: holding(raised)) == .statusFirstLive)
    #expect(try refusal(of: fallen, by: holding(raised)) == .statusFirstLive)
  }

  @Test("STATUS-1: a list that would be made larger than lists may be")
  func size() throws {
    var state = try holding(list(1))
    state.statusRoom.listSize = try list(2).count - 1
    #expect(try refusal(of: delta(1, 2), by: state) == .statusMalformed)
    state.statusRoom.listSize += 1
    #expect(try refusal(of: delta(1, 2), by: state) == nil)
    #expect(StatusRoom.greatest.listSize == 16_777_216)
  }

  @Test("LOAD-19: every truncation and every bit flipped is refused, and nothing but the signed list is ever held")
  func broken() throws {
    let state = try holding(list(1))
    for good in [try delta(1, 2), try delta(1, 5)] {
      for count in 1..<good.count {
        #expect(try refusal(of: Array(good[..<count]), by: state) == .statusMalformed, "\(count) bytes")
      }
      for bit in 8..<good.count * 8 {
        var bytes = good
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        #expect(try refusal(of: bytes, by: state) != nil, "bit \(bit)")
      }
      #expect(try refusal(of: good, by: state) == nil)
    }
  }
}
