public import Mapae

/// A test domain whose issuer has two status keys, 8 and 9, and which has a second issuer, with status key 10.
public struct StatusDesk: Sendable {
  public var domain: TestDomain

  public init(seed: UInt64 = 1) {
    domain = TestDomain(seed: seed)
    let acceptUntil = TestDomain.start + 800 * TestDomain.day
    let keys = (8...10).map { number in
      TrustListFields.Key(
        number: UInt32(number), publicKey: StatusDesk.key(number, of: seed).publicKey, usage: .statusLists,
        acceptUntil: acceptUntil)
    }
    domain.fields.nextKeyNumber = 12
    domain.fields.issuers[0].keys += keys.prefix(2)
    domain.fields.issuers.append(
      .init(id: 2, name: "Testland Harbour", profiles: [.access], keys: Array(keys.suffix(1))))
  }

  private static func key(_ number: Int, of seed: UInt64) -> TestKey { TestKey(seed * 100 + 40 + UInt64(number)) }

  /// The key that signs lists of a key number.
  public func key(_ number: UInt32) -> TestKey {
    number == 7 ? domain.passKey : StatusDesk.key(Int(number), of: domain.seed)
  }

  /// A list of key 8, number 1, issued at the domain's start for 20 days, after a change.
  public func fields(
    _ revoked: [UInt32] = [], _ change: (inout StatusListFields) -> Void = { _ in }
  ) -> StatusListFields {
    var fields = StatusListFields(
      domainTag: domain.digest.domainTag, keyNumber: 8, generation: 0, number: 1, issuedAt: TestDomain.start,
      expiresAt: TestDomain.start + 20 * TestDomain.day, firstLive: 0, revoked: revoked)
    change(&fields)
    return fields
  }

  /// The list, signed by the key that it names or by another, without a draft's checks.
  public func list(
    _ revoked: [UInt32] = [], by signer: TestKey? = nil, _ change: (inout StatusListFields) -> Void = { _ in }
  ) throws -> [UInt8] {
    let fields = fields(revoked, change)
    let signedBytes = try fields.encoded()
    return signedBytes
      + RawSigning.signature(.statusList, domain.digest, signedBytes, by: signer ?? key(fields.keyNumber))
  }
}
