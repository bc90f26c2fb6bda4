internal import Mapae

/// A domain with one issuer and its status key, for doors that hold long status lists.
struct StatusDesk {
  private let record: [UInt8]
  private let list: [UInt8]
  private let anchor: Anchor
  private static let start = UnixTime(1_800_000_000)
  private static let end = start + 30_000_000

  init() {
    var ledger = Ledger()
    let fields = AuthorityRecordFields(
      number: 1, origin: .nonce(.zero), issuedAt: StatusDesk.start, listsUntil: StatusDesk.end,
      roots: .init(keys: [StatusDesk.key(0).publicKey], threshold: 1),
      lists: .init(keys: [StatusDesk.key(1).publicKey], threshold: 1))
    let signedRecord = try! fields.encoded()
    record = signedRecord + [0, 0, 0, 1] + ledger.sign(.authorityRecord, .zero, signedRecord, by: StatusDesk.key(0))
    anchor = Anchor(domain: try! AuthorityRecord(decoding: record).digest)
    let issuer = TrustListFields.Issuer(
      id: 1, name: "Office", profiles: [.access],
      keys: [
        .init(number: 0, publicKey: StatusDesk.key(2).publicKey, usage: .statusLists, acceptUntil: StatusDesk.end)
      ])
    let signedList = try! TrustListFields(
      domain: anchor.domain, authorityNumber: 1, number: 1, nextKeyNumber: 1, issuedAt: StatusDesk.start,
      refreshAfter: StatusDesk.end, expiresAt: StatusDesk.end, issuers: [issuer], rules: []
    ).encoded()
    list = signedList + [0, 1] + ledger.sign(.trustList, anchor.domain, signedList, by: StatusDesk.key(1))
  }

  private static func key(_ number: Int) -> TestKey { TestKeys.key(TestKeys.publicKey(number))! }

  /// A door that holds a list with so many revoked serials, all even.
  func state(revoking count: Int) -> TrustState {
    var (state, ledger) = (TrustState(anchor: anchor), Ledger())
    let signed = try! fields((0..<UInt32(count)).map { 2 * $0 }, number: 1).encoded()
    let status = signed + ledger.sign(.statusList, anchor.domain, signed, by: StatusDesk.key(2))
    try! state.load(TrustBundle.encode([record, list, status]))
    return state
  }

  /// So many deltas to that list, each with another serial, and signed by nobody.
  func deltas(_ count: Int) -> [UInt8] {
    let signature: [UInt8] = Array(repeating: 1, count: Signature.size)
    let base = try! StatusList(decoding: fields([], number: 1).encoded() + signature)
    return TrustBundle.encode(
      (0..<UInt32(count)).map { serial in
        let list = try! StatusList(decoding: fields([2 * serial + 1], number: 2).encoded() + signature)
        return try! StatusDelta(from: base, to: list).bytes
      })
  }

  private func fields(_ revoked: [UInt32], number: UInt32) -> StatusListFields {
    StatusListFields(
      domainTag: anchor.domain.domainTag, keyNumber: 0, generation: 0, number: number, issuedAt: StatusDesk.start,
      expiresAt: StatusDesk.start + 1_000, firstLive: 0, revoked: revoked)
  }
}
