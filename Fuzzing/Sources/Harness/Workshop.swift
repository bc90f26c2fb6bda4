internal import Mapae

/// Makes signed objects of a script's parts, as its authorities, issuers and holders would, and notes what it signed.
struct Workshop {
  private(set) var ledger = Ledger()
  /// By number; those that a script does not speak of are empty.
  private(set) var domains = Array(repeating: Domain(), count: 4)
  private var lastSignatures: [UInt8] = []

  /// What was made for a domain so far.
  struct Domain {
    var anchor: Anchor?
    /// By their numbers.
    var records: [UInt8: AuthorityRecord] = [:]
    var list: TrustListFields?
    /// The newest of each key.
    var statusLists: [UInt32: StatusList] = [:]

    var digest: Digest { anchor?.domain ?? .zero }
  }

  /// The object of a part, signed as it says.
  mutating func object(_ part: Script.Part) -> [UInt8] {
    guard part.signing != .untouched else { return part.content }
    var signed: [UInt8]
    switch part.content.first.flatMap({ try? ObjectKind(firstByte: $0) }) {
    case .authorityRecord: signed = record(part)
    case .trustList: signed = list(part)
    case .statusList: signed = statusList(part)
    case .pass: signed = pass(part, part.content)
    case .presentation: signed = presentation(part)
    case .trustBundle, .statusDelta, .passRequest, nil: return part.content
    }
    if part.signing == .damaged { signed[min(part.content.count / 2, signed.count - 1)] ^= 1 }
    return signed
  }

  private mutating func record(_ part: Script.Part) -> [UInt8] {
    var content = part.content
    let isFirst = content.count > 1 && content[1] == 1
    if !isFirst, domains[part.domain].anchor != nil { content.write(domains[part.domain].digest.bytes, at: 2) }
    guard let unsigned = try? AuthorityRecord(unsigned: content) else { return content }
    if domains[part.domain].anchor == nil {
      domains[part.domain].anchor = Anchor(domain: unsigned.domain, record: unsigned.digest)
    }
    let domain = isFirst ? .zero : domains[part.domain].digest
    let previous = isFirst ? nil : domains[part.domain].records[unsigned.number - 1]
    var object = content
    // The record that a door is anchored at needs nobody to vouch for it, but has a place for it.
    if !isFirst {
      object += previous.map { group(part, .authorityRecord, domain, content, $0.roots) } ?? placeholder
    } else {
      object += [0, 0]
    }
    object += group(part, .authorityRecord, domain, content, unsigned.roots)
    if let record = try? AuthorityRecord(decoding: object) { domains[part.domain].records[record.number] = record }
    return object
  }

  private let placeholder: [UInt8] = [0, 1] + Array(repeating: 0, count: Signature.size)

  private mutating func list(_ part: Script.Part) -> [UInt8] {
    var content = part.content
    let domain = domains[part.domain]
    content.write(domain.digest.bytes, at: 1)
    let list = try? TrustList(decoding: content + placeholder)
    let authority =
      list.flatMap { domain.records[$0.fields.authorityNumber] } ?? domain.records.min { $0.key < $1.key }?.value
    if let list { domains[part.domain].list = list.fields }
    guard let authority else { return content + placeholder }
    return content + group(part, .trustList, domain.digest, content, authority.lists)
  }

  private mutating func statusList(_ part: Script.Part) -> [UInt8] {
    var content = part.content
    let domain = domains[part.domain]
    content.write(Array(domain.digest.bytes.prefix(4)), at: 1)
    let object = content + signature(part, .statusList, domain.digest, content, signer(content, domain))
    guard let list = try? StatusList(decoding: object) else { return object }
    defer { domains[part.domain].statusLists[list.keyNumber] = list }
    guard part.role == .delta, let base = domain.statusLists[list.keyNumber],
      let delta = try? StatusDelta(from: base, to: list)
    else { return object }
    return delta.bytes
  }

  private mutating func pass(_ part: Script.Part, _ unsigned: [UInt8]) -> [UInt8] {
    var content = unsigned
    let domain = domains[part.domain]
    content.write(Array(domain.digest.bytes.prefix(4)), at: 1)
    return content + signature(part, .pass, domain.digest, content, signer(content, domain))
  }

  private mutating func presentation(_ part: Script.Part) -> [UInt8] {
    let digest = domains[part.domain].digest
    let head = 7 + Int(part.content.count > 6 ? part.content[6] : 0)
    guard part.content.count > head else { return part.content }
    // What is wrong with the signing is wrong with the holder's; the pass inside is proper.
    var inside = part
    inside.signing = .proper
    let pass = pass(inside, Array(part.content[head...]))
    let content = part.content[..<head] + pass
    let key = (try? UnverifiedPass(decoding: pass))?.holderKey.flatMap(TestKeys.key)
    return content + signature(part, .presentation, digest, Array(content), key)
  }

  /// The key whose number stands where passes and status lists have it.
  private func signer(_ content: [UInt8], _ domain: Domain) -> TestKey? {
    guard content.count >= 8 else { return nil }
    let number = content[5..<8].reduce(0) { $0 << 8 | UInt32($1) }
    let key = domain.list?.issuers.lazy.flatMap(\.keys).first { $0.number == number }
    return key.flatMap { TestKeys.key($0.publicKey) }
  }

  /// Signer bits and signatures: the first keys of the set that are test keys, as many as it takes.
  private mutating func group(
    _ part: Script.Part, _ kind: ObjectKind, _ domain: Digest, _ content: [UInt8], _ keys: AuthorityRecord.Keys
  ) -> [UInt8] {
    let wanted = part.signing == .tooFew && keys.threshold > 1 ? keys.threshold - 1 : keys.threshold
    var (signers, signatures): (UInt16, [UInt8]) = (0, [])
    for (index, key) in keys.keys.enumerated() where signers.nonzeroBitCount < wanted {
      guard let key = TestKeys.key(key) else { continue }
      signers |= 1 << UInt16(index)
      signatures += signature(part, kind, domain, content, key)
    }
    return [UInt8(signers >> 8), UInt8(signers & 255)] + signatures
  }

  private mutating func signature(
    _ part: Script.Part, _ kind: ObjectKind, _ domain: Digest, _ content: [UInt8], _ key: TestKey?
  ) -> [UInt8] {
    let key = part.signing == .stranger ? TestKeys.stranger : key ?? TestKeys.stranger
    let signature: [UInt8]
    switch part.signing {
    case .replayed where !lastSignatures.isEmpty: return lastSignatures
    case .foreignDomain:
      let foreign = domains[(part.domain + 1) % domains.count].digest
      signature = ledger.sign(kind, foreign == domain ? .zero : foreign, content, by: key)
    case .foreignKind: signature = ledger.sign(kind == .pass ? .passRequest : .pass, domain, content, by: key)
    default: signature = ledger.sign(kind, domain, content, by: key)
    }
    lastSignatures = signature
    return signature
  }
}

extension AuthorityRecord {
  /// Decodes a record's signed bytes, with zero bytes where its signatures will be.
  fileprivate init(unsigned content: [UInt8]) throws(FormatError) {
    let isFirst = content.count > 1 && content[1] == 1
    let one: [UInt8] = [0, 1] + Array(repeating: 0, count: Signature.size)
    try self.init(decoding: content + (isFirst ? [0, 0] : one) + one)
  }
}

extension UnverifiedPass {
  /// The key that its claim names.
  var holderKey: PublicKey? { unverifiedClaims[.holderKey].flatMap { PublicKey(Array($0.value)) } }
}

extension [UInt8] {
  /// Puts bytes in the place of others, where there are as many.
  mutating func write(_ bytes: [UInt8], at offset: Int) {
    guard offset + bytes.count <= count else { return }
    replaceSubrange(offset..<offset + bytes.count, with: bytes)
  }
}
