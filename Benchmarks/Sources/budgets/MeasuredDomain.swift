import Mapae

/// An authority and its issuer, with keys made from small numbers, so that every run measures the same bytes.
struct MeasuredDomain {
  let record: AuthorityRecord
  /// What lists begin from: issuer 1 with the passes of key 0, in force from ``start`` on.
  let fields: TrustListFields
  private let seed: UInt8

  static let start = UnixTime(1_767_225_600)
  static let day: Int64 = 86_400
  static let now = start + 10 * day

  var digest: Digest { record.digest }

  /// - Parameter seed: 0 to 9; domains of different seeds share no key.
  init(seed: UInt8 = 0) throws {
    self.seed = seed * 20
    let roots = try (0..<3).map { try MeasuredDomain.key($0 + seed * 20).publicKey }
    let listKey = try MeasuredDomain.key(3 + seed * 20)
    let nonce = Nonce([UInt8](repeating: seed, count: 32))!
    record = try MeasuredDomain.sign(
      AuthorityRecordFields(
        number: 1, origin: .nonce(nonce), issuedAt: MeasuredDomain.start,
        listsUntil: MeasuredDomain.start + 1_000 * MeasuredDomain.day, roots: .init(keys: roots, threshold: 2),
        lists: .init(keys: [listKey.publicKey], threshold: 1)),
      by: [seed * 20, 1 + seed * 20])
    fields = TrustListFields(
      domain: record.digest, authorityNumber: 1, number: 1, nextKeyNumber: 3, issuedAt: MeasuredDomain.start,
      refreshAfter: MeasuredDomain.start + 7 * MeasuredDomain.day,
      expiresAt: MeasuredDomain.start + 30 * MeasuredDomain.day,
      issuers: [
        .init(
          id: 1, name: "Ministry of Health, Testland", profiles: [.access, .vaccination],
          keys: try (0..<3).map { number in
            .init(
              number: UInt32(number), publicKey: try MeasuredDomain.key(10 + UInt8(number) + seed * 20).publicKey,
              acceptUntil: MeasuredDomain.start + 800 * MeasuredDomain.day)
          })
      ], rules: [])
  }

  static func key(_ seed: UInt8) throws -> SigningKey {
    guard let key = SigningKey(seed: [UInt8](repeating: seed, count: 32)) else { throw NoGuardedMemory() }
    return key
  }

  /// Signs a record with keys of these seeds; `previous` for all but the first.
  static func sign(
    _ fields: AuthorityRecordFields, by seeds: [UInt8], after previous: AuthorityRecord? = nil
  ) throws -> AuthorityRecord {
    let draft = try AuthorityRecordDraft(fields)
    var signatures: [PublicKey: [UInt8]] = [:]
    for seed in seeds {
      let key = try MeasuredDomain.key(seed)
      signatures[key.publicKey] = key.sign(draft.bytesToSign)
    }
    return try draft.sealed(with: signatures, after: previous)
  }

  /// The list of ``fields`` after a change.
  func list(
    under record: AuthorityRecord? = nil, listKeySeed: UInt8? = nil,
    _ change: (inout TrustListFields) throws -> Void = { _ in }
  ) throws -> TrustList {
    var fields = fields
    try change(&fields)
    let draft = try TrustListDraft(fields)
    let listKey = try MeasuredDomain.key(listKeySeed ?? 3 + seed)
    return try draft.sealed(
      with: [listKey.publicKey: listKey.sign(draft.bytesToSign)], under: record ?? self.record)
  }

  /// A state that holds the record and the list after a change.
  func state(_ change: (inout TrustListFields) throws -> Void = { _ in }) throws -> TrustState {
    var state = TrustState(anchor: Anchor(domain: digest))
    try state.load(TrustBundle.encode([record.bytes, list(change).bytes]))
    return state
  }

  /// A state that holds the record, a list that demands a status list of key 2, and that list after a change.
  func stateHolding(statusList change: (inout StatusListFields) -> Void) throws -> TrustState {
    var state = try state {
      $0.issuers[0].keys[2].usage = .statusLists
      $0.issuers[0].statusDemand = 1
    }
    let list = try statusList([], change)
    let report = try state.load(TrustBundle.encode([list.bytes]))
    guard report.statusListsTaken == 1 else { throw NotLoaded() }
    return state
  }

  /// A status list of key 2 after a change, number 1 from ``start`` for 20 days.
  func statusList(_ revoked: [UInt32], _ change: (inout StatusListFields) -> Void = { _ in }) throws -> StatusList {
    var fields = StatusListFields(
      keyNumber: 2, generation: 0, number: 1, issuedAt: MeasuredDomain.start,
      expiresAt: MeasuredDomain.start + 20 * MeasuredDomain.day, firstLive: 0, revoked: revoked)
    change(&fields)
    let draft = try StatusListDraft(fields, domain: digest)
    let key = self.fields.issuers[0].keys[2].publicKey
    return try draft.sealed(with: try signature(draft.bytesToSign, by: 2), by: key)
  }

  /// A pass of key 0 after a change, a day old at ``now``, valid for 100 days; also one that no honest issuer would sign.
  func pass(_ change: (inout PassFields) throws -> Void = { _ in }) throws -> [UInt8] {
    var fields = PassFields(
      domainTag: digest.domainTag, keyNumber: 0, profile: .access, serial: 1,
      issuedAt: MeasuredDomain.start + 9 * MeasuredDomain.day, lifetime: UInt32(100 * MeasuredDomain.day), claims: [])
    try change(&fields)
    let signedBytes = try fields.encoded()
    return signedBytes + (try signature(message(signedBytes), by: UInt8(fields.keyNumber & 3)))
  }

  /// The signature of one of the issuer's keys.
  func signature(_ message: [UInt8], by number: UInt8 = 0) throws -> [UInt8] {
    try MeasuredDomain.key(10 + number + seed).sign(message)
  }

  /// What a pass's signature covers (BASE-5).
  func message(_ signedBytes: [UInt8]) -> [UInt8] {
    Array(ObjectKind.pass.signatureLabel!.description.utf8) + digest.bytes + signedBytes
  }
}

struct NoGuardedMemory: Error {}
