import Foundation
import Mapae
import TestSupport

/// The domains of the chapter Examples: Northmark, and a record of Southmark, whose passes are foreign there.
struct ExampleDomain: Sendable {
  let firstRecord: AuthorityRecord
  let secondRecord: AuthorityRecord
  let list: TrustList
  let bundle: [UInt8]
  let southmark: Digest
  /// The list after ``list``, which has a status key, two status lists of it, and the delta between these.
  let nextList: TrustList
  let statusList: StatusList
  let nextStatusList: StatusList
  let statusDelta: StatusDelta

  var digest: Digest { firstRecord.digest }

  /// What a door holds that loaded the bundle from the anchor.
  let state: TrustState

  init() throws {
    let roots = ExampleKey.keys(.rootA, .rootB, .rootC)
    let first = AuthorityRecordFields(
      number: 1, origin: .nonce(Nonce(Array("Northmark 2027, an example nonce".utf8))!),
      issuedAt: UnixTime("2027-01-04T09:00:00Z"), listsUntil: UnixTime("2027-12-31T00:00:00Z"),
      roots: .init(keys: roots, threshold: 2), lists: .init(keys: ExampleKey.keys(.list1), threshold: 1))
    firstRecord = try ExampleDomain.sign(first, by: [.rootA, .rootB])

    let second = AuthorityRecordFields(
      number: 2, origin: .domain(firstRecord.digest), issuedAt: UnixTime("2027-02-15T09:00:00Z"),
      listsUntil: UnixTime("2028-12-31T00:00:00Z"),
      roots: .init(keys: ExampleKey.keys(.rootA, .rootB, .rootD), threshold: 2),
      lists: .init(keys: ExampleKey.keys(.list2), threshold: 1))
    secondRecord = try ExampleDomain.sign(second, by: [.rootA, .rootB], after: firstRecord)

    let draft = try TrustListDraft(ExampleDomain.listFields(firstRecord.digest))
    list = try draft.sealed(
      with: [ExampleKey.list2.publicKey: ExampleKey.list2.key.sign(draft.bytesToSign)], under: secondRecord)
    bundle = TrustBundle.encode([firstRecord.bytes, secondRecord.bytes, list.bytes])

    let next = try TrustListDraft(ExampleDomain.nextListFields(after: list.fields))
    nextList = try next.sealed(
      with: [ExampleKey.list2.publicKey: ExampleKey.list2.key.sign(next.bytesToSign)], under: secondRecord)
    let status = StatusListFields(
      keyNumber: 5, generation: 0, number: 1, issuedAt: UnixTime("2027-03-02T06:00:00Z"),
      expiresAt: UnixTime("2027-03-09T06:00:00Z"), firstLive: 3, revoked: [5, 9, 200])
    statusList = try ExampleDomain.sign(status, firstRecord.digest)
    var nextStatus = status
    nextStatus.number = 2
    nextStatus.issuedAt = UnixTime("2027-03-03T06:00:00Z")
    nextStatus.expiresAt = UnixTime("2027-03-10T06:00:00Z")
    nextStatus.firstLive = 6
    nextStatus.revoked = [9, 77, 200]
    nextStatusList = try ExampleDomain.sign(nextStatus, firstRecord.digest)
    statusDelta = try StatusDelta(from: statusList, to: nextStatusList)

    let foreign = AuthorityRecordFields(
      number: 1, origin: .nonce(Nonce(Array("Southmark 2027, an example nonce".utf8))!),
      issuedAt: UnixTime("2027-01-04T09:00:00Z"), listsUntil: UnixTime("2027-12-31T00:00:00Z"),
      roots: .init(keys: ExampleKey.keys(.southmark), threshold: 1),
      lists: .init(keys: ExampleKey.keys(.southmarkList), threshold: 1))
    southmark = try ExampleDomain.sign(foreign, by: [.southmark]).digest

    var state = TrustState(anchor: Anchor(domain: firstRecord.digest))
    try state.load(bundle)
    self.state = state
  }

  private static func sign(
    _ fields: AuthorityRecordFields, by keys: [ExampleKey], after previous: AuthorityRecord? = nil
  ) throws -> AuthorityRecord {
    try TestDomain.sign(fields, by: keys.map(\.key), after: previous)
  }

  private static func sign(_ fields: StatusListFields, _ domain: Digest) throws -> StatusList {
    let draft = try StatusListDraft(fields, domain: domain)
    return try draft.sealed(with: ExampleKey.status.key.sign(draft.bytesToSign), by: ExampleKey.status.publicKey)
  }

  private static func nextListFields(after list: TrustListFields) -> TrustListFields {
    var next = list
    next.number += 1
    next.nextKeyNumber = 6
    next.issuedAt = UnixTime("2027-03-02T00:00:00Z")
    next.expiresAt = UnixTime("2027-03-30T00:00:00Z")
    next.issuers[0].keys.append(
      .init(
        number: 5, publicKey: ExampleKey.status.publicKey, usage: .statusLists,
        acceptUntil: UnixTime("2027-12-27T00:00:00Z")))
    return next
  }

  private static func listFields(_ domain: Digest) throws -> TrustListFields {
    let keys: [TrustListFields.Key] = [
      .init(number: 1, publicKey: ExampleKey.pass1.publicKey, acceptUntil: UnixTime("2027-03-15T00:00:00Z")),
      .init(
        number: 2, publicKey: ExampleKey.pass2.publicKey, isCompromised: true,
        acceptUntil: UnixTime("2027-11-28T00:00:00Z")),
      .init(number: 3, publicKey: ExampleKey.pass3.publicKey, acceptUntil: UnixTime("2027-12-27T00:00:00Z")),
      .init(number: 4, publicKey: ExampleKey.pass4.publicKey, acceptUntil: UnixTime("2028-01-26T00:00:00Z")),
    ]
    let visitors = try ExpiryRule(
      profile: .access, inForceFrom: UnixTime("2027-01-15T00:00:00Z"),
      window: .init(anchor: .validFrom, opensAfter: 0, closesAfter: 90 * 86_400))
    let doses = try ExpiryRule(
      profile: .vaccination, inForceFrom: UnixTime("2027-01-14T23:00:00Z"),
      window: .init(
        anchor: .date(ClaimTag.Vaccination.doseDate), opensAfter: 14 * 86_400, closesAfter: 181 * 86_400,
        utcOffset: 4, condition: .init(ClaimTag.Vaccination.doseNumber, below: 3)))
    return TrustListFields(
      domain: domain, authorityNumber: 2, number: 57, nextKeyNumber: 5, issuedAt: UnixTime("2027-03-01T00:00:00Z"),
      refreshAfter: UnixTime("2027-03-15T00:00:00Z"), expiresAt: UnixTime("2027-03-29T00:00:00Z"),
      issuers: [.init(id: 1, name: "Northmark Health Office", profiles: [.access, .vaccination], keys: keys)],
      rules: [visitors, doses])
  }
}

/// The keys of the chapter, each from a public seed: one byte, 32 times.
enum ExampleKey: UInt8, CaseIterable {
  case rootA = 0x01
  case rootB = 0x02
  case rootC = 0x03
  case rootD = 0x04
  case list1 = 0x11
  case list2 = 0x12
  case pass0 = 0x20
  case pass1 = 0x21
  case pass2 = 0x22
  case pass3 = 0x23
  case pass4 = 0x24
  case pass5 = 0x25
  case status = 0x29
  case southmark = 0x31
  case southmarkList = 0x32
  case southmarkPass = 0x33
  case phone = 0x41
  case otherPhone = 0x42

  var name: String {
    switch self {
    case .rootA: "root-a"
    case .rootB: "root-b"
    case .rootC: "root-c"
    case .rootD: "root-d"
    case .list1: "list-1"
    case .list2: "list-2"
    case .pass0: "issuer key 0"
    case .pass1: "issuer key 1"
    case .pass2: "issuer key 2"
    case .pass3: "issuer key 3"
    case .pass4: "issuer key 4"
    case .pass5: "issuer key 5"
    case .status: "status key 5"
    case .southmark: "Southmark's root"
    case .southmarkList: "Southmark's list key"
    case .southmarkPass: "Southmark's issuer key 0"
    case .phone: "holder key"
    case .otherPhone: "another phone's key"
    }
  }

  var seed: [UInt8] { Array(repeating: rawValue, count: 32) }
  var key: TestKey { TestKey(seed: seed) }
  var publicKey: PublicKey { key.publicKey }

  static func keys(_ keys: ExampleKey...) -> [PublicKey] { keys.map(\.publicKey) }
}

extension UnixTime {
  /// The time of a text such as `2027-03-01T00:00:00Z`.
  init(_ text: String) { self.init(Int64(try! Date(text, strategy: .iso8601).timeIntervalSince1970)) }

  var text: String { Date(timeIntervalSince1970: TimeInterval(seconds)).formatted(.iso8601) }
}
