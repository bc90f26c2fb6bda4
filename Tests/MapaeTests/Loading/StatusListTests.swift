import EdgeSigning
import Mapae
import TestSupport
import Testing

/// Step 12 of loading (chapter Status lists, "Loading a status list").
@Suite("Loading: status lists")
struct StatusListTests {
  let desk = StatusDesk()

  private func held(_ change: (inout TrustListFields) -> Void = { _ in }) throws -> TrustState {
    try desk.domain.state(change)
  }

  /// The refusal of one status list; `nil` where it is taken, or held already. A refused one changes nothing.
  private func refusal(
    of list: [UInt8], by state: TrustState, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Refusal? {
    var next = state
    let report = try next.load(TrustBundle.encode([list]))
    let isRefused = !report.refusedStatusLists.isEmpty
    #expect(report.statusListsTaken + report.refusedStatusLists.count <= 1, sourceLocation: sourceLocation)
    #expect((next.bytes != state.bytes) == (report.statusListsTaken == 1), sourceLocation: sourceLocation)
    #expect(!isRefused || next.bytes == state.bytes, "STATUS, LOAD-19", sourceLocation: sourceLocation)
    return report.refusedStatusLists.first
  }

  private func state(holding list: [UInt8], _ change: (inout TrustListFields) -> Void = { _ in }) throws -> TrustState {
    var state = try held(change)
    let report = try state.load(TrustBundle.encode([list]))
    #expect(report.statusListsTaken == 1 && report.refusedStatusLists.isEmpty)
    return state
  }

  @Test("a list is taken, kept in the state's bytes, and taken again from them")
  func kept() throws {
    let state = try state(holding: desk.list([3, 5]))
    #expect(state.statusLists.map { Array($0.revoked) } == [[3, 5]])
    var again = TrustState(anchor: desk.domain.anchor)
    let report = try again.load(#require(state.bytes))
    #expect(report.statusListsTaken == 1 && again.bytes == state.bytes)
    #expect(try again.load(#require(state.bytes)).statusListsTaken == 0, "it is held already")
  }

  @Test("STATUS-1 to STATUS-3: a list that is not well-formed")
  func malformed() throws {
    let state = try held()
    var bytes = try desk.list([3, 5])
    bytes[30] = 1
    for list in [[0x15], [0x15, 1, 2, 3], bytes] { #expect(try refusal(of: list, by: state) == .statusMalformed) }
  }

  @Test("STATUS-10: another domain's list")
  func foreign() throws {
    let stranger = StatusDesk(seed: 2)
    #expect(try refusal(of: stranger.list([3]), by: held()) == .statusForeignDomain)
    let forged = try desk.list { $0.domainTag = stranger.domain.digest.domainTag }
    #expect(try refusal(of: forged, by: held()) == .statusForeignDomain)
  }

  @Test("STATUS-11: who signed cannot be told without a trust list, or with one that is older than the key")
  func notYetKnown() throws {
    let list = try desk.list([3])
    #expect(try refusal(of: list, by: TrustState(anchor: desk.domain.anchor)) == .statusKeyNotYetKnown)
    var older = try held {
      $0.nextKeyNumber = 8
      $0.issuers[0].keys.removeLast(2)
      $0.issuers[1].keys = []
    }
    #expect(try refusal(of: list, by: older) == .statusKeyNotYetKnown)
    // The newer trust list beside it is all that it lacks.
    let newer = try desk.domain.list { $0.number = 2 }.bytes
    let report = try older.load(TrustBundle.encode([newer, list]))
    #expect(report.statusListsTaken == 1 && older.statusLists.count == 1)
    #expect(try refusal(of: desk.list { $0.keyNumber = 12 }, by: held()) == .statusKeyNotYetKnown)
  }

  @Test("STATUS-12: a key that is gone")
  func withdrawn() throws {
    #expect(try refusal(of: desk.list { $0.keyNumber = 11 }, by: held()) == .statusKeyWithdrawn)
    let without = try held { $0.issuers[0].keys.remove(at: 1) }
    #expect(try refusal(of: desk.list([3]), by: without) == .statusKeyWithdrawn)
  }

  @Test("STATUS-13: another generation, lower or higher")
  func generation() throws {
    let second = try held {
      $0.issuers[0].statusGeneration = 1
      $0.issuers[0].statusDemand = 1
    }
    for generation in [0, 2, 255] as [UInt8] {
      #expect(try refusal(of: desk.list { $0.generation = generation }, by: second) == .statusOtherGeneration)
    }
    #expect(try refusal(of: desk.list { $0.generation = 1 }, by: second) == nil)
  }

  @Test("STATUS-14, STATUS-15: an older list, and the same number with other bytes or the same ones")
  func numbers() throws {
    let state = try state(holding: desk.list([3]) { $0.number = 5 })
    for number in [1, 4] as [UInt32] {
      #expect(try refusal(of: desk.list([3, 4]) { $0.number = number }, by: state) == .statusRollback)
    }
    #expect(try refusal(of: desk.list([3, 4]) { $0.number = 5 }, by: state) == .statusConflict)
    #expect(try refusal(of: desk.list([3]) { $0.number = 5 }, by: state) == nil)
    var unsigned = try desk.list([3]) { $0.number = 5 }
    unsigned[unsigned.count - 1] ^= 1
    #expect(try refusal(of: unsigned, by: state) == nil, "it is held already; the held bytes stay")
    for number in [6, .max] as [UInt32] {
      #expect(try refusal(of: desk.list([3, 4]) { $0.number = number }, by: state) == nil)
    }
  }

  @Test("STATUS-16: signed by another key, for another domain, as another kind, or not at all")
  func signature() throws {
    let state = try held()
    for signer in [desk.key(9), desk.key(10), desk.domain.listKey, desk.domain.passKey] {
      #expect(try refusal(of: desk.list([3], by: signer), by: state) == .statusBadSignature)
    }
    let signedBytes = try desk.fields([3]).encoded()
    for (kind, domain) in [
      (ObjectKind.pass, desk.domain.digest), (.trustList, desk.domain.digest), (.statusList, .zero),
    ] {
      let signature = RawSigning.signature(kind, domain, signedBytes, by: desk.key(8))
      #expect(try refusal(of: signedBytes + signature, by: state) == .statusBadSignature, "BASE-5")
    }
    let good = try desk.list([3])
    #expect(try refusal(of: good, by: state) == nil)
    for bit in 0..<good.count * 8 {
      var flipped = good
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      var next = state
      let report = try? next.load(TrustBundle.encode([flipped]))
      #expect(report?.statusListsTaken ?? 0 == 0, "bit \(bit)")
    }
  }

  @Test("STATUS-17, STATUS-18, STATUS-19: a compromised key, a key for passes, a list that outlives its key")
  func keys() throws {
    let stolen = try held {
      $0.issuers[0].keys[1].isCompromised = true
      $0.issuers[0].statusDemand = 1
    }
    #expect(try refusal(of: desk.list([3]), by: stolen) == .statusKeyCompromised)
    #expect(try refusal(of: desk.list([3]) { $0.keyNumber = 9 }, by: stolen) == nil)
    #expect(try refusal(of: desk.list([3]) { $0.keyNumber = 7 }, by: held()) == .statusKeyNotForThis)
    let end = TestDomain.start + 20 * TestDomain.day
    #expect(try refusal(of: desk.list([3]), by: held { $0.issuers[0].keys[1].acceptUntil = end }) == nil)
    let short = try held { $0.issuers[0].keys[1].acceptUntil = end + -1 }
    #expect(try refusal(of: desk.list([3]), by: short) == .statusTooLong)
  }

  @Test("STATUS-20, STATUS-21: first live lower, a serial missing")
  func ties() throws {
    let held = try state(
      holding: desk.list([3, 50, 70]) {
        $0.issuedAt = TestDomain.start + 10
        $0.firstLive = 2
      })
    func next(_ revoked: [UInt32], _ change: (inout StatusListFields) -> Void = { _ in }) throws -> Refusal? {
      let list = try desk.list(revoked) {
        $0.number = 2
        $0.issuedAt = TestDomain.start + 10
        $0.firstLive = 2
        change(&$0)
      }
      return try refusal(of: list, by: held)
    }
    #expect(try next([3, 50, 70]) == nil)
    #expect(try next([2, 3, 50, 60, 70, 80]) == nil)
    #expect(try next([3, 50, 70]) { $0.issuedAt = TestDomain.start + 9 } == nil, "a date proves nothing here")
    #expect(try next([3, 50, 70]) { $0.firstLive = 1 } == .statusFirstLive)
    for lacking in [[50, 70], [3, 70], [3, 50], []] as [[UInt32]] {
      #expect(try next(lacking) == .statusNotContained)
    }
    #expect(try next([50, 70]) { $0.firstLive = 4 } == nil, "3 has ended")
    #expect(try next([50, 70]) { $0.firstLive = 50 } == nil)
    #expect(try next([70]) { $0.firstLive = 50 } == .statusNotContained, "first live itself is live")
    #expect(try next([]) { $0.firstLive = 71 } == nil)
    #expect(try next([3, 50, 70]) { $0.keyNumber = 9 } == nil, "another key of the same issuer")
    #expect(try next([]) { $0.keyNumber = 10 } == nil, "another issuer")
  }

  @Test("the first of two faults in the order of the steps is told")
  func order() throws {
    let state = try state(holding: desk.list([3]) { $0.number = 5 }) {
      $0.issuers[0].keys[2].acceptUntil = TestDomain.start + 19 * TestDomain.day
    }
    let stranger = desk.domain.listKey
    #expect(
      try refusal(
        of: desk.list {
          $0.keyNumber = 11
          $0.generation = 1
        }, by: state) == .statusKeyWithdrawn)
    #expect(try refusal(of: desk.list { $0.generation = 1 }, by: state) == .statusOtherGeneration, "before its number")
    #expect(try refusal(of: desk.list(by: stranger), by: state) == .statusRollback, "before its signature")
    #expect(try refusal(of: desk.list(by: stranger) { $0.number = 5 }, by: state) == .statusConflict)
    let unsigned = try desk.list(by: stranger) {
      $0.keyNumber = 9
      $0.number = 6
    }
    #expect(try refusal(of: unsigned, by: state) == .statusBadSignature, "before what is said of its key")
    let long = try desk.list {
      $0.keyNumber = 9
      $0.number = 6
    }
    #expect(try refusal(of: long, by: state) == .statusTooLong, "before what it lacks")
  }

  @Test("LOAD-19: each list alone, and one issuer's has nothing to do with another's")
  func alone() throws {
    var state = try state(holding: desk.list([3]))
    let other = try desk.list([9]) { $0.keyNumber = 10 }
    let report = try state.load(
      TrustBundle.encode([[0x15], desk.list([4]) { $0.number = 2 }, other, desk.list([3, 4]) { $0.number = 2 }]))
    #expect(report.refusedStatusLists == [.statusMalformed, .statusNotContained])
    #expect(report.statusListsTaken == 2)
    #expect(state.statusLists.map { Array($0.revoked) } == [[3, 4], [9]])
    // Of an issuer with a lower id, loaded later: the order in the state's bytes is that of the issuers.
    var reversed = try held()
    try reversed.load(TrustBundle.encode([other]))
    try reversed.load(TrustBundle.encode([desk.list([3, 4]) { $0.number = 2 }]))
    #expect(reversed.bytes == state.bytes)
  }

  @Test("STATUS-23: a trust list that is taken drops the lists that it does not support, and keeps the others")
  func dropping() throws {
    let changes: [(Bool, (inout TrustListFields) -> Void)] = [
      (true, { _ in }),
      (true, { $0.issuers[0].statusDemand = 9 }),
      (
        true,
        {
          $0.issuers[0].keys[2].isCompromised = true
          $0.issuers[0].statusDemand = 1
        }
      ),
      (true, { $0.issuers.insert(.init(id: 0, name: "Testland Rail", profiles: [], keys: []), at: 0) }),
      (
        false,
        {
          $0.issuers[0].keys[1].isCompromised = true
          $0.issuers[0].statusDemand = 2
        }
      ),
      (
        false,
        {
          $0.issuers[0].statusGeneration = 1
          $0.issuers[0].statusDemand = 2
        }
      ),
      (false, { $0.issuers[0].keys[1].acceptUntil = TestDomain.start + 20 * TestDomain.day + -1 }),
    ]
    for (index, (isKept, change)) in changes.enumerated() {
      var state = try state(holding: desk.list([3]))
      let list = try desk.domain.list {
        $0.number = 2
        change(&$0)
      }
      let report = try state.load(TrustBundle.encode([list.bytes]))
      #expect(report.listTaken && report.statusListsDropped == (isKept ? 0 : 1), "change \(index)")
      #expect(state.statusLists.count == (isKept ? 1 : 0), "change \(index)")
      var again = TrustState(anchor: desk.domain.anchor)
      try again.load(#require(state.bytes))
      #expect(again.bytes == state.bytes, "change \(index)")
    }
  }

  @Test("STATUS-23: under a new authority number, where no tie holds, a key that changed hands or is gone")
  func droppingAcross() throws {
    let second = try TestDomain.sign(
      desk.domain.successor(), by: desk.domain.roots.prefix(2), after: desk.domain.record)
    let changes: [(Bool, (inout TrustListFields) -> Void)] = [
      (true, { _ in }),
      (false, { $0.issuers[0].keys[1].publicKey = TestKey(4_000).publicKey }),
      (false, { $0.issuers[0].keys[1].usage = .passes }),
      (false, { $0.issuers[0].keys.remove(at: 1) }),
      (false, { $0.issuers[0].id = 0 }),
    ]
    for (index, (isKept, change)) in changes.enumerated() {
      var state = try state(holding: desk.list([3]))
      try state.load(TrustBundle.encode([second.bytes, desk.domain.successorList(change)]))
      #expect(state.statusLists.count == (isKept ? 1 : 0), "change \(index)")
    }
  }

  @Test("recovery: a thief's list is dropped, and the new generation's first list is tied to nothing of his")
  func recovery() throws {
    var state = try state(holding: desk.list([3]))
    let thief = try desk.list(Array(0..<100)) {
      $0.number = .max
      $0.firstLive = 0
    }
    try state.load(TrustBundle.encode([thief]))
    #expect(state.statusLists.first?.revoked.count == 100)
    let cure = try desk.domain.list {
      $0.number = 2
      $0.issuers[0].keys[1].isCompromised = true
      $0.issuers[0].statusGeneration = 1
      $0.issuers[0].statusDemand = 1
    }
    let first = try desk.list([3, 4]) {
      $0.keyNumber = 9
      $0.generation = 1
    }
    let report = try state.load(TrustBundle.encode([cure.bytes, first]))
    #expect(report.statusListsDropped == 1 && report.statusListsTaken == 1)
    #expect(state.statusLists.map { Array($0.revoked) } == [[3, 4]])
    #expect(try refusal(of: thief, by: state) == .statusOtherGeneration)
  }

  @Test("STATUS-22: the lists of a state take so many bytes and no more, and are so many, and one may be replaced")
  func room() throws {
    #expect(StatusRoom.greatest.size == 50_331_648 && StatusRoom.greatest.count == 65_280)
    let (one, other) = (try desk.list([3]), try desk.list([9]) { $0.keyNumber = 10 })
    let longer = try desk.list([3, 9]) { $0.number = 2 }
    var state = try held()
    state.statusRoom = StatusRoom(size: one.count + 4 + other.count + 4, count: 2)
    try state.load(TrustBundle.encode([one]))
    #expect(try refusal(of: other, by: state) == nil)
    #expect(try refusal(of: longer, by: state) == nil)
    for room in [StatusRoom(size: one.count + 4 + other.count + 3, count: 2), StatusRoom(size: 1_000, count: 1)] {
      state.statusRoom = room
      #expect(try refusal(of: other, by: state) == .statusNoRoom)
      #expect(try refusal(of: longer, by: state) == nil, "in the place of the other")
    }
    state.statusRoom = StatusRoom(size: longer.count + 3, count: 1)
    #expect(try refusal(of: longer, by: state) == .statusNoRoom)
  }

  @Test("a draft is sealed by a status key, and what it gives is loaded")
  func drafting() throws {
    let draft = try StatusListDraft(desk.fields([3]), domain: desk.domain.digest)
    let key = desk.key(8)
    let list = try draft.sealed(with: key.sign(draft.bytesToSign), by: key.publicKey)
    #expect(try list.bytes == desk.list([3]))
    func error(_ body: () throws -> Void) -> DraftError? {
      do {
        try body()
        return nil
      } catch { return error as? DraftError }
    }
    let other = desk.key(9).publicKey
    #expect(error { _ = try draft.sealed(with: key.sign(draft.bytesToSign), by: other) } == .badSignature(other))
    #expect(error { _ = try draft.sealed(with: [], by: other) } == .badSignature(other))
    let weak = PublicKey(EdgeEncodings.torsion[1].encoding)!
    #expect(error { _ = try draft.sealed(with: [], by: weak) } == .badKey(weak))
    #expect(
      error { _ = try StatusListDraft(desk.fields([3, 3]), domain: desk.domain.digest) }
        == .format(FormatError(.outOfOrder, at: 27)))
  }
}
