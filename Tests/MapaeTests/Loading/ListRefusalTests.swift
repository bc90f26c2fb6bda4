import EdgeSigning
import Mapae
import TestSupport
import Testing

@Suite("Loading: trust lists")
struct ListRefusalTests {
  let domain = TestDomain()
  let stranger = TestDomain(seed: 2)
  var empty: TrustState { TrustState(anchor: domain.anchor) }

  /// A state of record 1 and list 5.
  private func held() throws -> TrustState { try domain.state { $0.number = 5 } }

  private func second() throws -> [UInt8] {
    try TestDomain.sign(domain.successor(), by: domain.roots.prefix(2), after: domain.record).bytes
  }

  @Test("LOAD-5: another domain's list, signed by this one's keys or not")
  func foreign() throws {
    #expect(refusal(of: [try stranger.list().bytes], into: try held()) == .foreignDomain)
    #expect(refusal(of: [try domain.rawList { $0.domain = stranger.digest }], into: try held()) == .foreignDomain)
    let twoDomains = [domain.record.bytes, try stranger.list().bytes]
    #expect(refusal(of: twoDomains, into: empty) == .foreignDomain)
  }

  @Test("TRUST-12: too few, too many, wrong and unknown signers")
  func signers() throws {
    let state = try held()
    let signed = try domain.fields.encoded(number: 6)
    for keys in [
      [0: domain.roots[0]], [0: TestKey(4)], [1: domain.listKey], [15: domain.listKey],
      [0: domain.listKey, 1: domain.listKey], [0: stranger.listKey],
    ] {
      #expect(refusal(of: [RawSigning.list(signed, domain.digest, by: keys)], into: state) == .badSignature)
    }
    #expect(refusal(of: [RawSigning.list(signed, domain.digest, by: [0: domain.listKey])], into: state) == nil)
    #expect(
      refusal(of: [RawSigning.list(signed, stranger.digest, by: [0: domain.listKey])], into: state) == .badSignature)
    let asRecord = signed + RawSigning.group(.authorityRecord, domain.digest, signed, by: [0: domain.listKey])
    #expect(refusal(of: [asRecord], into: state) == .badSignature, "BASE-5: a record's label")
  }

  @Test(
    "TRUST-12: of three list keys with a threshold of two, each pair signs, and nobody else",
    arguments: [
      ([0, 1], true), ([0, 2], true), ([1, 2], true), ([0], false), ([2], false), ([0, 1, 2], false),
    ])
  func thresholds(signers: [Int], isGood: Bool) throws {
    let bundle = [domain.record.bytes, try second(), try domain.successorList(by: signers)]
    #expect(refusal(of: bundle, into: empty) == (isGood ? nil : .badSignature))
  }

  @Test("LOAD-11: a list under another record than the last")
  func wrongAuthority() throws {
    #expect(refusal(of: [domain.record.bytes, try domain.successorList()], into: empty) == .wrongAuthority)
    #expect(refusal(of: [domain.record.bytes, try second(), try domain.list().bytes], into: empty) == .wrongAuthority)
    #expect(refusal(of: [try second(), try domain.list { $0.number = 6 }.bytes], into: try held()) == .wrongAuthority)
    let held = try held()
    #expect(
      refusal(of: [try second(), try #require(held.list).bytes], into: held) == .wrongAuthority,
      "the very list that the state holds")
  }

  @Test("LOAD-10: a new record without a list, where one is held")
  func listMissing() throws {
    #expect(refusal(of: [try second()], into: try held()) == .listMissing)
    #expect(refusal(of: [domain.record.bytes], into: try held()) == nil, "a held record adds nothing")
    #expect(refusal(of: [try second(), try domain.successorList()], into: try held()) == nil)
  }

  @Test("LOAD-12: an older list, even with a new record's number lower")
  func rollback() throws {
    for number in [1, 4] as [UInt32] {
      #expect(refusal(of: [try domain.list { $0.number = number }.bytes], into: try held()) == .rollback)
    }
    #expect(refusal(of: [try domain.list { $0.number = 6 }.bytes], into: try held()) == nil)
    #expect(refusal(of: [try domain.list { $0.number = .max }.bytes], into: try held()) == nil)
    var rotated = try held()
    try rotated.load(TrustBundle.encode([second(), domain.successorList { $0.number = 1 }]))
    #expect(rotated.list?.fields.number == 1, "a list number may begin anew under a later record")
    #expect(refusal(of: [try domain.list { $0.number = 6 }.bytes], into: rotated) == .wrongAuthority)
  }

  @Test("LOAD-13: the same number with other signed bytes")
  func conflict() throws {
    let other = try domain.list {
      $0.number = 5
      $0.refreshAfter = $0.refreshAfter + 1
    }
    #expect(refusal(of: [other.bytes], into: try held()) == .listConflict)
    #expect(refusal(of: [try domain.list { $0.number = 5 }.bytes], into: try held()) == nil)
  }

  @Test("the same list with other signers is held already: the held bytes stay")
  func otherSigners() throws {
    var state = empty
    try state.load(TrustBundle.encode([domain.record.bytes, second(), domain.successorList(by: [0, 1])]))
    let before = state.bytes
    var unsigned = try domain.successorList(by: [1, 2])
    unsigned[unsigned.count - 1] ^= 1
    for list in [try domain.successorList(by: [1, 2]), unsigned] {
      let report = try state.load(TrustBundle.encode([list]))
      #expect(!report.listTaken && report.recordsAdded == 0)
      #expect(state.bytes == before)
    }
  }

  @Test("LOAD-14: a list that outlives its record by a second")
  func tooLong() throws {
    let short = TestDomain(seed: 3, listsUntil: TestDomain.start + 30 * TestDomain.day)
    let state = TrustState(anchor: short.anchor)
    #expect(refusal(of: [short.record.bytes, try short.list().bytes], into: state) == nil)
    let longer = try short.list { $0.expiresAt = $0.expiresAt + 1 }.bytes
    #expect(refusal(of: [short.record.bytes, longer], into: state) == .listTooLong)
  }

  @Test("a list of 400 days loads, at the last times that there are, with 2²⁴ as next key number")
  func greatest() throws {
    let domain = TestDomain(seed: 4, listsUntil: .last)
    let state = TrustState(anchor: domain.anchor)
    let list = try domain.list {
      $0.issuedAt = UnixTime(UnixTime.last.seconds - TrustList.greatestLifetime)
      $0.refreshAfter = .last
      $0.expiresAt = .last
      $0.nextKeyNumber = 1 << 24
      $0.issuers[0].keys[0].number = 0xff_ffff
    }
    #expect(refusal(of: [domain.record.bytes, list.bytes], into: state) == nil)
  }

  @Test("the first of two faults in the steps' order is told: LOAD-17")
  func order() throws {
    let state = try held()
    var unsigned = try domain.list { $0.number = 4 }.bytes
    unsigned[unsigned.count - 1] ^= 1
    #expect(refusal(of: [unsigned], into: state) == .rollback, "before its signature")
    var conflicting = try domain.list {
      $0.number = 5
      $0.refreshAfter = $0.refreshAfter + 1
    }.bytes
    conflicting[conflicting.count - 1] ^= 1
    #expect(refusal(of: [conflicting], into: state) == .listConflict, "before its signature")
    let weak = PublicKey(EdgeEncodings.torsion[1].encoding)!
    let short = TestDomain(seed: 3, listsUntil: TestDomain.start + 30 * TestDomain.day)
    let both = try short.rawList {
      $0.expiresAt = $0.expiresAt + 1
      $0.issuers[0].keys[0].publicKey = weak
    }
    #expect(refusal(of: [short.record.bytes, both], into: TrustState(anchor: short.anchor)) == .listTooLong)
    let weakAndTied = try domain.rawList {
      $0.number = 6
      $0.nextKeyNumber = 9
      $0.issuers[0].keys[0].publicKey = weak
    }
    #expect(refusal(of: [weakAndTied], into: state) == .badKey, "before the ties")
    let late = try domain.list {
      $0.authorityNumber = 1
      $0.number = 4
    }.bytes
    #expect(refusal(of: [try second(), late], into: state) == .wrongAuthority, "before rollback")
  }

  @Test("LOAD-19: a status list is refused alone, and the other parts are taken")
  func statusLists() throws {
    var state = empty
    let report = try state.load(
      TrustBundle.encode([domain.record.bytes, domain.list().bytes, [0x15], [0x15, 1, 2, 3]]))
    #expect(report.refusedStatusLists == [.statusMalformed, .statusMalformed])
    #expect(report.recordsAdded == 1 && report.listTaken)
    #expect(state.bytes == TrustBundle.encode([domain.record.bytes, try domain.list().bytes]))
    let alone = try state.load(TrustBundle.encode([[0x15]]))
    #expect(alone.refusedStatusLists.count == 1 && !alone.listTaken)
    var fresh = empty
    try fresh.load(TrustBundle.encode([[0x15]]))
    #expect(fresh.bytes == nil)
  }

  @Test("LOAD-18, TEXT-8: a poster's text loads as it is, or is refused by the name of its fault")
  func text() throws {
    let poster = MapaeText.encode(TrustBundle.encode([domain.record.bytes, try domain.list().bytes]))
    #expect(refusal(ofText: poster, into: empty) == nil)
    let faults: [(String, Refusal)] = [
      ("", .unsupportedVersion), (" " + poster, .unsupportedVersion), (poster.lowercased(), .unsupportedVersion),
      (poster + "\n", .malformed), ("MP1:", .malformed), ("MP1:0", .malformed), ("MP1:a00", .malformed),
      ("MP1::::", .malformed), (MapaeText.encode([0x26]), .unsupportedVersion),
      (MapaeText.encode([0x26]) + "a00", .malformed), (MapaeText.encode(try domain.pass()), .malformed),
    ]
    for (text, refusal) in faults {
      #expect(MapaeTests.refusal(ofText: text, into: empty) == refusal, "\(text)")
    }
  }

  @Test("bytes that are no bundle of this version are told apart")
  func noBundle() throws {
    #expect(refusal(of: [] as [UInt8], into: empty) == .malformed)
    #expect(refusal(of: [0x16] as [UInt8], into: empty) == .malformed)
    #expect(refusal(of: [0x26] as [UInt8], into: empty) == .unsupportedVersion)
    #expect(refusal(of: domain.record.bytes, into: empty) == .malformed)
    #expect(refusal(of: try domain.pass(), into: empty) == .malformed)
  }
}

extension TrustListFields {
  fileprivate func encoded(number: UInt32) throws -> [UInt8] {
    var fields = self
    fields.number = number
    return try fields.encoded()
  }
}
