internal import Mapae

/// What the harness signed, so that whatever is believed can be asked for its signature.
struct Ledger {
  private struct Entry: Hashable {
    let kind: ObjectKind
    /// The digest that the signature covers.
    let domain: Digest
    let signedBytes: ArraySlice<UInt8>
    let key: PublicKey
  }

  private var entries: Set<Entry> = []

  /// Signs as BASE-5 says and notes it. Label and digest are put together here, and not by the library.
  mutating func sign(_ kind: ObjectKind, _ domain: Digest, _ signedBytes: [UInt8], by key: TestKey) -> [UInt8] {
    entries.insert(Entry(kind: kind, domain: domain, signedBytes: signedBytes[...], key: key.publicKey))
    return key.sign(Ledger.label(kind) + domain.bytes + signedBytes)
  }

  func has(_ kind: ObjectKind, _ domain: Digest, _ signedBytes: ArraySlice<UInt8>, by key: PublicKey) -> Bool {
    entries.contains(Entry(kind: kind, domain: domain, signedBytes: signedBytes, key: key))
  }

  /// Whether at least the threshold of a set of keys signed.
  func has(
    _ kind: ObjectKind, _ domain: Digest, _ signedBytes: ArraySlice<UInt8>, by keys: AuthorityRecord.Keys
  ) -> Bool {
    Set(keys.keys).count { has(kind, domain, signedBytes, by: $0) } >= keys.threshold
  }

  private static func label(_ kind: ObjectKind) -> [UInt8] {
    let text =
      switch kind {
      case .pass: "mapae1 pass"
      case .presentation: "mapae1 present"
      case .authorityRecord: "mapae1 authority"
      case .trustList: "mapae1 trust"
      case .statusList: "mapae1 status"
      case .passRequest: "mapae1 request"
      case .trustBundle, .statusDelta: ""
      }
    return Array(text.utf8) + Array(repeating: 0, count: 16 - text.utf8.count)
  }
}
