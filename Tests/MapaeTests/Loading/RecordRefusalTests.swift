import EdgeSigning
import Mapae
import TestSupport
import Testing

@Suite("Loading: authority records")
struct RecordRefusalTests {
  let domain = TestDomain()
  let stranger = TestDomain(seed: 2)
  var empty: TrustState { TrustState(anchor: domain.anchor) }

  /// Record 2 as roots 0 and 1 of both records sign it.
  private func second(
    previous: [Int] = [0, 1], own: [Int] = [0, 1], _ change: (inout AuthorityRecordFields) -> Void = { _ in }
  ) throws -> [UInt8] {
    let fields = domain.successor(change)
    func keys(_ indices: [Int]) -> [Int: TestKey] {
      Dictionary(uniqueKeysWithValues: indices.map { ($0, domain.roots[min($0, 2)]) })
    }
    return try RawSigning.record(fields.encoded(), domain.digest, previous: keys(previous), own: keys(own))
  }

  private func held() throws -> TrustState {
    var state = empty
    try state.load(TrustBundle.encode([domain.record.bytes]))
    return state
  }

  @Test("a good chain loads, from empty and from the first record held")
  func good() throws {
    #expect(refusal(of: [domain.record.bytes, try second()], into: empty) == nil)
    #expect(refusal(of: [try second()], into: try held()) == nil)
    #expect(refusal(of: [domain.record.bytes, try second(), try domain.successorList()], into: empty) == nil)
  }

  @Test("LOAD-5: a forged first record, whoever signed it, is another domain's")
  func forgedFirst() throws {
    #expect(refusal(of: [stranger.record.bytes], into: empty) == .foreignDomain)
    #expect(refusal(of: [stranger.record.bytes], into: try held()) == .foreignDomain)
    var fields = try AuthorityRecord(decoding: domain.record.bytes).fields
    fields.listsUntil = .last
    let forged = try RawSigning.record(
      fields.encoded(), .zero, own: [0: domain.roots[0], 1: domain.roots[1]])
    #expect(refusal(of: [forged], into: empty) == .foreignDomain)
    #expect(refusal(of: [forged], into: try held()) == .foreignDomain)
  }

  @Test("LOAD-5: a later record that names another domain's digest")
  func foreignSecond() throws {
    let foreign = try second { $0.origin = .domain(stranger.digest) }
    #expect(refusal(of: [domain.record.bytes, foreign], into: empty) == .foreignDomain)
    #expect(refusal(of: [foreign], into: try held()) == .foreignDomain)
  }

  @Test("LOAD-6: the record that the anchor names is not there")
  func anchorMissing() throws {
    #expect(refusal(of: [try second()], into: empty) == .anchorMissing)
    #expect(refusal(of: [try domain.list().bytes], into: empty) == .anchorMissing)
    let later = TrustState(
      anchor: Anchor(domain: domain.digest, record: try AuthorityRecord(decoding: second()).digest))
    #expect(refusal(of: [domain.record.bytes], into: later) == .anchorMissing)
    let forged = try second { $0.lists = .init(keys: [TestKey(666).publicKey], threshold: 1) }
    #expect(refusal(of: [domain.record.bytes, forged], into: later) == .anchorMissing)
    #expect(refusal(of: [try second()], into: later) == nil)
  }

  @Test("LOAD-1, LOAD-5: another domain's anchor takes nothing of this domain")
  func foreignAnchor() throws {
    let foreign = TrustState(anchor: stranger.anchor)
    #expect(refusal(of: [domain.record.bytes, try domain.list().bytes], into: foreign) == .foreignDomain)
    let mixed = TrustState(anchor: Anchor(domain: domain.digest, record: stranger.digest))
    #expect(refusal(of: [domain.record.bytes], into: mixed) == .anchorMissing)
    #expect(refusal(of: [stranger.record.bytes], into: mixed) == .foreignDomain)
  }

  @Test("LOAD-15: records before the anchor's are passed over, whatever signed them, and not kept")
  func beforeAnchor() throws {
    let second = try second()
    var state = TrustState(anchor: Anchor(domain: domain.digest, record: try AuthorityRecord(decoding: second).digest))
    var unsigned = domain.record.bytes
    unsigned[unsigned.count - 1] ^= 1
    try state.load(TrustBundle.encode([unsigned, second, domain.successorList()]))
    #expect(state.records.map(\.number) == [2] && state.list != nil)
    #expect(refusal(of: [unsigned], into: state) == nil)
    #expect(refusal(of: [second], into: state) == nil)
    var reloaded = TrustState(anchor: state.anchor)
    try reloaded.load(try #require(state.bytes))
    #expect(reloaded.bytes == state.bytes)
  }

  @Test("a record after lost roots is taken only by a door that is anchored at it")
  func lostRoots() throws {
    let (new, fields) = ((0..<2).map { TestKey(900 + $0) }, domain.successor())
    var lost = fields
    lost.roots = .init(keys: new.map(\.publicKey), threshold: 1)
    let record = try TestDomain.sign(lost, by: new)
    #expect(refusal(of: [domain.record.bytes, record.bytes], into: empty) == .badSignature)
    let later = TrustState(anchor: Anchor(domain: domain.digest, record: record.digest))
    #expect(refusal(of: [domain.record.bytes, record.bytes], into: later) == nil)
  }

  @Test("LOAD-7: another record under a held number")
  func conflict() throws {
    var state = empty
    try state.load(TrustBundle.encode([domain.record.bytes, second()]))
    let other = try second { $0.issuedAt = $0.issuedAt + 1 }
    #expect(refusal(of: [other], into: state) == .recordConflict)
    #expect(refusal(of: [domain.record.bytes, other], into: state) == .recordConflict)
    #expect(
      refusal(of: [try second(previous: [1, 2], own: [0, 2])], into: state) == nil, "other signers are no conflict")
  }

  @Test("LOAD-8: a record is missing between", arguments: [3, 4, 255] as [UInt8])
  func gap(number: UInt8) throws {
    let keys = [0: domain.roots[0], 1: domain.roots[1]]
    let record = try RawSigning.record(
      domain.successor(number: number).encoded(), domain.digest, previous: keys, own: keys)
    #expect(refusal(of: [record], into: try held()) == .recordGap)
    #expect(refusal(of: [domain.record.bytes, record], into: empty) == .recordGap)
  }

  @Test("TRUST-3, TRUST-5: too few, too many and wrong own signers")
  func ownSigners() throws {
    for own in [[], [0], [0, 1, 2]] {
      #expect(refusal(of: [try second(own: own)], into: try held()) == .badSignature, "own \(own)")
    }
    let fields = try AuthorityRecord(decoding: domain.record.bytes).fields
    let roots = domain.roots
    for own in [
      [:], [0: roots[0]], [0: roots[0], 1: roots[1], 2: roots[2]], [0: roots[1], 1: roots[0]],
      [0: roots[0], 1: domain.listKey],
    ] {
      #expect(refusal(of: [RawSigning.record(try fields.encoded(), .zero, own: own)], into: empty) == .badSignature)
    }
  }

  @Test("TRUST-4: too few, too many and wrong previous signers, also a bit beyond the roots")
  func previousSigners() throws {
    for previous in [[0], [0, 1, 2], [0, 3], [0, 15]] {
      #expect(refusal(of: [try second(previous: previous)], into: try held()) == .badSignature, "previous \(previous)")
    }
    let fields = domain.successor()
    let (roots, own) = (domain.roots, [0: domain.roots[0], 1: domain.roots[1]])
    for previous in [[0: roots[1], 1: roots[0]], [0: roots[0], 1: TestKey(5)]] {
      let record = try RawSigning.record(fields.encoded(), domain.digest, previous: previous, own: own)
      #expect(refusal(of: [record], into: try held()) == .badSignature)
    }
  }

  @Test("BASE-5: a record signed with another label, or over another domain's digest")
  func labels() throws {
    let signed = try domain.successor().encoded()
    let keys = [0: domain.roots[0], 1: domain.roots[1]]
    for (kind, digest) in [
      (ObjectKind.trustList, domain.digest), (.authorityRecord, stranger.digest), (.authorityRecord, .zero),
    ] {
      let group = RawSigning.group(kind, digest, signed, by: keys)
      let good = RawSigning.group(.authorityRecord, domain.digest, signed, by: keys)
      #expect(refusal(of: [signed + group + good], into: try held()) == .badSignature)
      #expect(refusal(of: [signed + good + group], into: try held()) == .badSignature)
    }
    let first = try AuthorityRecord(decoding: domain.record.bytes)
    let signedFirst = Array(first.bytes[..<first.signedLength])
    #expect(
      refusal(of: [RawSigning.record(signedFirst, domain.digest, own: keys)], into: empty) == .badSignature,
      "record 1 is signed over zero bytes, not over its own digest")
  }

  @Test("LOAD-9: a root or list key of small or mixed order, or not canonical", arguments: 0..<7)
  func badKeys(index: Int) throws {
    let prime = ReferencePoint(lenient: TestKey(8).publicKey.bytes)!
    let bad = [
      EdgeEncodings.torsion[0].encoding, EdgeEncodings.torsion[1].encoding, EdgeEncodings.torsion[4].encoding,
      (prime + EdgeEncodings.torsion[4]).encoding, (prime + EdgeEncodings.torsion[1]).encoding, EdgeEncodings.largeY[3],
      EdgeEncodings.offCurve(1)[0],
    ][index]
    let key = PublicKey(bad)!
    let asRoot = try second { $0.roots = .init(keys: $0.roots.keys.prefix(2) + [key], threshold: 2) }
    let asListKey = try second { $0.lists = .init(keys: $0.lists.keys + [key], threshold: 2) }
    for record in [asRoot, asListKey] {
      #expect(refusal(of: [record], into: try held()) == .badKey)
      let anchored = TrustState(
        anchor: Anchor(domain: domain.digest, record: try AuthorityRecord(decoding: record).digest))
      #expect(refusal(of: [record], into: anchored) == .badKey, "at the anchor itself too")
    }
    #expect(refusal(of: [try domain.rawList { $0.issuers[0].keys[0].publicKey = key }], into: try held()) == .badKey)
    #expect(throws: DraftError.badKey(key)) {
      try AuthorityRecordDraft(domain.successor { $0.lists = .init(keys: [key], threshold: 1) })
    }
    #expect(throws: DraftError.badKey(key)) {
      var fields = domain.fields
      fields.issuers[0].keys[0].publicKey = key
      _ = try TrustListDraft(fields)
    }
  }

  @Test("the most keys and signatures: 16 roots and 16 list keys, all of whom sign")
  func sixteen() throws {
    let roots = (0..<16).map { TestKey(10_000 + $0) }
    let lists = (0..<16).map { TestKey(20_000 + $0) }
    let fields = AuthorityRecordFields(
      number: 1, origin: .nonce(.random()), issuedAt: UnixTime(0), listsUntil: .last,
      roots: .init(keys: roots.map(\.publicKey), threshold: 16),
      lists: .init(keys: lists.map(\.publicKey), threshold: 16))
    let record = try TestDomain.sign(fields, by: roots)
    var list = domain.fields
    list.domain = record.digest
    let signed = try RawSigning.list(
      list.encoded(), record.digest, by: Dictionary(uniqueKeysWithValues: lists.enumerated().map { ($0, $1) }))
    let state = TrustState(anchor: Anchor(domain: record.digest))
    #expect(refusal(of: [record.bytes, signed], into: state) == nil)
    let fewer = try RawSigning.list(
      list.encoded(), record.digest,
      by: Dictionary(uniqueKeysWithValues: lists.dropLast().enumerated().map { ($0, $1) }))
    #expect(refusal(of: [record.bytes, fewer], into: state) == .badSignature)
  }
}

extension AuthorityRecord {
  /// What the record states, to be changed and stated anew.
  var fields: AuthorityRecordFields {
    AuthorityRecordFields(
      number: number, origin: origin, issuedAt: issuedAt, listsUntil: listsUntil, roots: roots, lists: lists)
  }
}
