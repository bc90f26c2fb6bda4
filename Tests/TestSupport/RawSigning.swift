public import Mapae

/// Signatures put together by hand, so that a test can sign what no draft lets through.
public enum RawSigning {
  /// A signature over label, domain digest and signed bytes (BASE-5).
  public static func signature(
    _ kind: ObjectKind, _ domain: Digest, _ signedBytes: [UInt8], by key: TestKey
  ) -> [UInt8] {
    let label = Array((kind.signatureLabel ?? "").description.utf8)
    return key.sign(label + domain.bytes + signedBytes)
  }

  /// Signer bits and signatures of keys by their index.
  public static func group(
    _ kind: ObjectKind, _ domain: Digest, _ signedBytes: [UInt8], by keys: [Int: TestKey]
  ) -> [UInt8] {
    let signers = keys.keys.reduce(UInt16(0)) { $0 | 1 << UInt16($1) }
    return keys.sorted { $0.key < $1.key }.reduce([UInt8(signers >> 8), UInt8(signers & 255)]) {
      $0 + signature(kind, domain, signedBytes, by: $1.value)
    }
  }

  /// A record of these signed bytes; `domain` is what its signatures cover.
  public static func record(
    _ signedBytes: [UInt8], _ domain: Digest, previous: [Int: TestKey] = [:], own: [Int: TestKey]
  ) -> [UInt8] {
    signedBytes + group(.authorityRecord, domain, signedBytes, by: previous)
      + group(.authorityRecord, domain, signedBytes, by: own)
  }

  /// A list of these signed bytes.
  public static func list(_ signedBytes: [UInt8], _ domain: Digest, by keys: [Int: TestKey]) -> [UInt8] {
    signedBytes + group(.trustList, domain, signedBytes, by: keys)
  }

  /// A presentation of any bytes in the place of the pass.
  public static func presentation(
    of pass: [UInt8], at time: UnixTime, challenge: [UInt8] = [], _ domain: Digest, by key: TestKey
  ) -> [UInt8] {
    let signed = proofHead(.presentation, time, challenge) + pass
    return signed + signature(.presentation, domain, signed, by: key)
  }

  /// A pass request for a key, signed by any key.
  public static func request(
    for holderKey: PublicKey, at time: UnixTime, challenge: [UInt8] = [], _ domain: Digest, by key: TestKey
  ) -> [UInt8] {
    let signed = proofHead(.passRequest, time, challenge) + holderKey.bytes
    return signed + signature(.passRequest, domain, signed, by: key)
  }

  /// First byte, time, challenge length and challenge.
  private static func proofHead(_ kind: ObjectKind, _ time: UnixTime, _ challenge: [UInt8]) -> [UInt8] {
    let seconds = stride(from: 32, through: 0, by: -8).map { UInt8(truncatingIfNeeded: time.seconds >> Int64($0)) }
    return [kind.firstByte] + seconds + [UInt8(challenge.count)] + challenge
  }

  /// A pass of these signed bytes.
  public static func pass(_ signedBytes: [UInt8], _ domain: Digest, by key: TestKey) -> [UInt8] {
    signedBytes + signature(.pass, domain, signedBytes, by: key)
  }
}

extension TestDomain {
  /// The fields of the record that follows the first: the same roots, new list keys, after a change.
  public func successor(
    number: UInt8 = 2, _ change: (inout AuthorityRecordFields) -> Void = { _ in }
  ) -> AuthorityRecordFields {
    var fields = AuthorityRecordFields(
      number: number, origin: .domain(digest), issuedAt: TestDomain.start + TestDomain.day,
      listsUntil: TestDomain.start + 1_000 * TestDomain.day, roots: record.roots,
      lists: .init(keys: successorListKeys.map(\.publicKey), threshold: 2))
    change(&fields)
    return fields
  }

  /// The three list keys of ``successor(number:_:)``, of which two sign.
  public var successorListKeys: [TestKey] { (0..<3).map { TestKey(seed * 100 + 30 + $0) } }

  /// The list after a change, without a draft's checks, by the first record's list key.
  public func rawList(_ change: (inout TrustListFields) -> Void) throws -> [UInt8] {
    var fields = fields
    change(&fields)
    return try RawSigning.list(fields.encoded(), digest, by: [0: listKey])
  }

  /// A list under ``successor(number:_:)``, signed by the keys of these indices.
  public func successorList(
    by indices: [Int] = [0, 1], _ change: (inout TrustListFields) -> Void = { _ in }
  ) throws -> [UInt8] {
    var fields = fields
    fields.authorityNumber = 2
    change(&fields)
    let keys = successorListKeys
    return try RawSigning.list(
      fields.encoded(), digest, by: Dictionary(uniqueKeysWithValues: indices.map { ($0, keys[$0]) }))
  }
}
