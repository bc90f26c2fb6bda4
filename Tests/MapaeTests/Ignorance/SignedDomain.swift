import Mapae
import TestSupport

/// A domain of a small world as real bytes.
struct SignedDomain {
  let domain: World.Domain
  let nonce: UInt8
  let digest: Digest

  /// - Parameter nonce: makes domains of one world differ.
  init(_ domain: World.Domain, nonce: UInt8) throws {
    self.domain = domain
    self.nonce = nonce
    let first = Bundle.SignedRecord(record: domain.records[0])
    digest = try AuthorityRecord(decoding: SignedDomain.bytes(of: first, nonce, .zero)).digest
  }

  func anchor(at record: World.Record) throws -> Anchor {
    let bytes = try SignedDomain.bytes(of: .init(record: record), nonce, digest)
    return Anchor(domain: digest, record: try AuthorityRecord(decoding: bytes).digest)
  }

  func bytes(of bundle: Bundle) throws -> [UInt8] {
    var parts: [[UInt8]] = []
    for record in bundle.records { parts.append(try SignedDomain.bytes(of: record, nonce, digest)) }
    if let list = bundle.list { parts.append(try bytes(of: list)) }
    for list in bundle.statusLists { parts.append(try bytes(of: list)) }
    var bytes = TrustBundle.encode(parts)
    if bundle.isOfLaterVersion { bytes[0] = 0x26 }
    return bundle.isMalformed && !parts.isEmpty ? Array(bytes.dropLast()) : bytes
  }

  private static let root = SignedKeys.all[99]
  private static let stranger = SignedKeys.all[98]

  private static func bytes(of signed: Bundle.SignedRecord, _ nonce: UInt8, _ digest: Digest) throws -> [UInt8] {
    let record = signed.record
    let origin = Array(repeating: signed.isForeign ? 255 : nonce, count: 32)
    let isFirst = record.number == 1
    let fields = AuthorityRecordFields(
      number: UInt8(record.number),
      origin: isFirst ? .nonce(Nonce(origin)!) : .domain(signed.isForeign ? Digest(origin)! : digest),
      issuedAt: UnixTime(instant: record.issuedAt), listsUntil: UnixTime(instant: record.listsUntil),
      roots: .init(keys: [root.publicKey], threshold: 1),
      lists: .init(keys: [SignedKeys.publicKey(record.listKey)], threshold: 1))
    return try RawSigning.record(
      fields.encoded(), isFirst ? .zero : digest,
      previous: isFirst ? [:] : [0: signed.isSignedByPrevious ? root : stranger],
      own: [0: signed.isSignedByItself ? root : stranger])
  }

  private func bytes(of signed: Bundle.SignedStatus) throws -> [UInt8] {
    let list = signed.list
    let fields = StatusListFields(
      domainTag: signed.isForeign ? DomainTag(rawValue: ~digest.domainTag.rawValue) : digest.domainTag,
      keyNumber: UInt32(list.key), generation: UInt8(list.generation), number: UInt32(list.number),
      issuedAt: UnixTime(instant: list.issuedAt), expiresAt: UnixTime(instant: list.expiresAt),
      firstLive: UInt32(list.firstLive), revoked: list.revoked.members.map(UInt32.init))
    let signedBytes = try fields.encoded()
    let signer = signed.isSigned ? SignedKeys.all[list.signer] : SignedDomain.stranger
    let bytes = signedBytes + RawSigning.signature(.statusList, digest, signedBytes, by: signer)
    return signed.isMalformed ? Array(bytes.dropLast()) : bytes
  }

  private func bytes(of signed: Bundle.SignedList) throws -> [UInt8] {
    let list = signed.list
    var fields = TrustListFields(
      domain: signed.isForeign ? Digest(Array(repeating: 255, count: 32))! : digest,
      authorityNumber: UInt8(list.authority), number: UInt32(list.number), nextKeyNumber: UInt32(list.nextKey),
      issuedAt: UnixTime(instant: list.issuedAt), refreshAfter: UnixTime(instant: list.refreshAfter),
      expiresAt: UnixTime(instant: list.expiresAt), issuers: [], rules: [])
    fields.issuers = list.issuers.map { issuer in
      TrustListFields.Issuer(
        id: UInt16(issuer.id), name: "Testland Health",
        profiles: World.Profile.allCases.filter(issuer.profiles.contains).map(Profile.init),
        statusGeneration: UInt8(issuer.generation), statusDemand: UInt32(issuer.demand),
        keys: list.keys.filter { $0.issuer == issuer.id }.map(TrustListFields.Key.init))
    }
    // The rules' bytes are the tests' own: no interface makes a rule of a kind that comes later.
    let rules = list.rules.map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) }
    var signedBytes = try fields.encoded()
    signedBytes[signedBytes.count - 1] = UInt8(rules.count)
    for rule in rules { signedBytes += rule }
    let signer = domain.records.first { $0.number == list.authority }.map { SignedKeys.all[$0.listKey] }
    return RawSigning.list(
      signedBytes, digest, by: [0: signed.isSigned ? signer ?? SignedDomain.stranger : SignedDomain.stranger])
  }
}

extension TrustListFields.Key {
  fileprivate init(_ key: World.Key) {
    self.init(
      number: UInt32(key.number), publicKey: SignedKeys.publicKey(key.publicKey),
      usage: key.signsStatus ? .statusLists : .passes, isCompromised: key.isCompromised,
      acceptUntil: UnixTime(instant: key.acceptUntil))
  }
}

extension World.Rule {
  /// Chapter Expiry rules and time, "Expiry rules".
  fileprivate var bytes: [UInt8] {
    var bytes: [UInt8] = [isOfFutureKind ? 2 : 1]
    append(Int64(Profile(profile).rawValue), 2, &bytes)
    append(UnixTime(instant: from).seconds, 5, &bytes)
    append(UnixTime(instant: until).seconds, 5, &bytes)
    switch anchor {
    case .issuedAt: bytes.append(0)
    case .validFrom: bytes.append(1)
    case .date: bytes.append(WorldClaim.date.rawValue)
    case .absent: bytes.append(WorldClaim.date.rawValue + 1)
    case .unknown: bytes.append(2)
    }
    append(Int64(opens) * UnixTime.perInstant, 4, &bytes)
    append(Int64(closes) * UnixTime.perInstant, 4, &bytes)
    bytes.append(UInt8(64 + 24 * offset))
    switch condition {
    case .countBelow(let limit): bytes += [WorldClaim.count.rawValue, 0, 0, UInt8(limit)]
    case .unreadable: bytes += [ClaimTag.familyName.rawValue, 0, 0, 1]
    case nil: break
    }
    return [UInt8(bytes.count)] + bytes
  }

  private func append(_ value: Int64, _ width: Int, _ bytes: inout [UInt8]) {
    for byte in (0..<width).reversed() { bytes.append(UInt8(truncatingIfNeeded: value >> Int64(8 * byte))) }
  }
}
