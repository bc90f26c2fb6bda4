public import Mapae

/// A domain with one authority and one issuer, whose parts a test changes before it signs them.
public struct TestDomain: Sendable {
  let seed: UInt64
  public let roots: [TestKey]
  public let listKey: TestKey
  public let passKey: TestKey
  public let record: AuthorityRecord
  /// The list that ``list(_:)`` begins from.
  public var fields: TrustListFields

  /// When record and list were issued: 2026-01-01T00:00:00Z.
  public static let start = UnixTime(1_767_225_600)
  public static let day: Int64 = 86_400

  public var digest: Digest { record.digest }
  public var anchor: Anchor { Anchor(domain: digest) }

  /// - Parameter seed: domains of different seeds share no key.
  public init(seed: UInt64 = 1, listsUntil: UnixTime = start + 1_000 * day) {
    self.seed = seed
    roots = (0..<3).map { TestKey(seed * 100 + $0) }
    listKey = TestKey(seed * 100 + 10)
    passKey = TestKey(seed * 100 + 20)
    var generator = SeededGenerator(seed: seed)
    let fields = AuthorityRecordFields(
      number: 1, origin: .nonce(Nonce(generator.bytes(32))!), issuedAt: TestDomain.start,
      listsUntil: listsUntil,
      roots: .init(keys: roots.map(\.publicKey), threshold: 2),
      lists: .init(keys: [listKey.publicKey], threshold: 1))
    record = try! TestDomain.sign(fields, by: roots.prefix(2))
    self.fields = TrustListFields(
      domain: record.digest, authorityNumber: 1, number: 1, nextKeyNumber: 8, issuedAt: TestDomain.start,
      refreshAfter: TestDomain.start + 7 * TestDomain.day, expiresAt: TestDomain.start + 30 * TestDomain.day,
      issuers: [
        .init(
          id: 1, name: "Testland Health", profiles: [.access, .vaccination],
          keys: [
            .init(number: 7, publicKey: passKey.publicKey, acceptUntil: TestDomain.start + 800 * TestDomain.day)
          ])
      ], rules: [])
  }

  /// Signs a record with test keys; `previous` for all but the first.
  public static func sign(
    _ fields: AuthorityRecordFields, by keys: some Sequence<TestKey>, after previous: AuthorityRecord? = nil
  ) throws -> AuthorityRecord {
    let draft = try AuthorityRecordDraft(fields)
    let signatures = Dictionary(
      keys.map { ($0.publicKey, $0.sign(draft.bytesToSign)) }, uniquingKeysWith: { first, _ in first })
    return try draft.sealed(with: signatures, after: previous)
  }

  /// The list of ``fields`` after a change, signed by the list key.
  public func list(_ change: (inout TrustListFields) -> Void = { _ in }) throws -> TrustList {
    var fields = fields
    change(&fields)
    let draft = try TrustListDraft(fields)
    return try draft.sealed(with: [listKey.publicKey: listKey.sign(draft.bytesToSign)], under: record)
  }

  /// A bundle of exactly so many bytes: the record and a list, of which a second issuer has many keys.
  ///
  /// - Precondition: `size` is 1,000 or more.
  public func bundle(ofSize size: Int) throws -> [UInt8] {
    func bundle(_ keyCount: Int, name: String) throws -> [UInt8] {
      let keys = (0..<keyCount).map { index in
        TrustListFields.Key(
          number: UInt32(100 + index), publicKey: TestKey(1_000_000 + UInt64(index)).publicKey,
          acceptUntil: TestDomain.start + 800 * TestDomain.day)
      }
      let list = try list {
        $0.nextKeyNumber = UInt32(100 + keyCount)
        $0.issuers.append(.init(id: 2, name: name, profiles: [.access], keys: keys))
      }
      return TrustBundle.encode([record.bytes, list.bytes])
    }
    // A key has 41 bytes, so the name makes up for what is left over.
    let rest = size - (try bundle(0, name: "N").count)
    let (keyCount, excess) = rest.quotientAndRemainder(dividingBy: 41)
    let bytes = try bundle(keyCount, name: String(repeating: "N", count: 1 + excess))
    precondition(bytes.count == size)
    return bytes
  }

  /// A state that holds the record and the list after a change.
  public func state(_ change: (inout TrustListFields) -> Void = { _ in }) throws -> TrustState {
    var state = TrustState(anchor: anchor)
    try state.load(TrustBundle.encode([record.bytes, list(change).bytes]))
    return state
  }

  /// An access pass of key 7, a day old at ``now``, valid for 100 days, after a change.
  public func pass(
    by key: TestKey? = nil, _ change: (inout PassFields) -> Void = { _ in }
  ) throws -> [UInt8] {
    var fields = PassFields(
      domainTag: digest.domainTag, keyNumber: 7, profile: .access, serial: 1,
      issuedAt: TestDomain.start + 9 * TestDomain.day, lifetime: UInt32(100 * TestDomain.day), claims: [])
    change(&fields)
    let signer = key ?? passKey
    let draft = try PassDraft(fields, domain: digest)
    return try draft.sealed(with: signer.sign(draft.bytesToSign), by: signer.publicKey).bytes
  }

  /// Ten days after ``start``.
  public static let now = start + 10 * day

  /// A verifier that accepts the domain's access and vaccination passes.
  public func verifier(_ change: (inout TrustListFields) -> Void = { _ in }) throws -> Verifier {
    Verifier(states: [try state(change)], policy: policy)
  }

  public var policy: Policy { Policy(accepting: [.init(digest, .access), .init(digest, .vaccination)]) }
}
