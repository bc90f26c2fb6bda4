import Mapae

/// An authority record as its bytes are written, whatever they say.
struct LooseRecord: Sendable {
  var firstByte: UInt8 = 0x13
  var number: UInt8
  /// The nonce of record 1, the domain digest of all others.
  var origin: [UInt8]
  var issuedAt: Int64
  var listsUntil: Int64
  var roots: LooseKeys
  var lists: LooseKeys

  var signedBytes: [UInt8] {
    var bytes = [firstByte, number] + origin
    bytes.append(issuedAt, width: 5)
    bytes.append(listsUntil, width: 5)
    return bytes + roots.bytes + lists.bytes
  }
}

/// Public keys and how many of them must sign.
struct LooseKeys: Sendable {
  var keys: [[UInt8]]
  var threshold: UInt8

  var bytes: [UInt8] { [UInt8(truncatingIfNeeded: keys.count)] + keys.flatMap { $0 } + [threshold] }

  init(_ keys: [Key], threshold: Int) {
    self.keys = keys.map(\.publicKey.bytes)
    self.threshold = UInt8(truncatingIfNeeded: threshold)
  }

  init(_ keys: AuthorityRecord.Keys) {
    self.keys = keys.keys.map(\.bytes)
    threshold = UInt8(truncatingIfNeeded: keys.threshold)
  }

  /// So many as the threshold asks, from any key on.
  func signers(_ choices: inout Choices) -> [LooseGroup.Signer] {
    guard !keys.isEmpty else { return [] }
    let start = choices.once(in: 3) ? choices.below(keys.count) : 0
    return (0..<min(Int(threshold), keys.count)).map { (start + $0) % keys.count }.sorted()
      .map { LooseGroup.Signer(bit: $0, key: Keyring.key(keys[$0])) }
  }
}

extension LooseRecord {
  static let faults: [Twist<LooseRecord>] = [
    Twist("TRUST-1") { record, _ in record.number = 0 },
    Twist("TRUST-1") { record, _ in record.listsUntil = record.issuedAt },
    Twist("TRUST-1") { record, choices in record.listsUntil = record.issuedAt - Int64(1 + choices.below(9)) },
    Twist("TRUST-1 SEC-1") { record, choices in
      record.change(&choices) { keys, add, _ in while keys.keys.count < 17 { add(&keys) } }
    },
    Twist("TRUST-1") { record, choices in
      record.change(&choices) { keys, add, _ in while keys.keys.count < 16 { add(&keys) } }
    },
    Twist("TRUST-1") { record, choices in record.change(&choices) { keys, _, _ in keys.threshold = 0 } },
    Twist("TRUST-1") { record, choices in
      record.change(&choices) { keys, _, _ in keys.threshold = UInt8(truncatingIfNeeded: keys.keys.count + 1) }
    },
    Twist("TRUST-1") { record, choices in record.change(&choices) { keys, _, _ in keys.keys = [] } },
    Twist("TRUST-2") { record, choices in
      record.change(&choices) { keys, _, _ in if let first = keys.keys.first { keys.keys.append(first) } }
    },
    Twist("TRUST-2") { record, _ in
      if let root = record.roots.keys.last { record.lists.keys = record.lists.keys.dropLast() + [root] }
    },
    Twist("SIG-1 LOAD-9") { record, choices in
      record.change(&choices) { keys, _, choices in keys.keys.append(BadKeys.any(&choices)) }
    },
    Twist("SIG-1 LOAD-9") { record, choices in
      record.change(&choices) { keys, _, choices in
        if !keys.keys.isEmpty { keys.keys[keys.keys.count - 1] = BadKeys.any(&choices) }
      }
    },
    Twist("LOAD-5") { record, choices in record.origin[choices.any([31, 0, 5])] ^= 1 },
    Twist("LOAD-8", weight: 12) { record, choices in record.number &+= choices.any([1, 2, 255]) },
    Twist("VERIFY-5 TRUST-20") { record, _ in record.firstByte = 0x23 },
  ]

  /// Changes one of the two sets of keys.
  private mutating func change(
    _ choices: inout Choices,
    _ body: (_ keys: inout LooseKeys, _ add: (inout LooseKeys) -> Void, _ choices: inout Choices) -> Void
  ) {
    let isRoots = choices.once(in: 2)
    let used = Set(roots.keys + lists.keys)
    var fresh = (0..<3).flatMap { domain in
      (0..<18).map { isRoots ? Keyring.root($0, of: domain) : Keyring.listKey($0, of: domain) }
    }
    .map(\.publicKey.bytes).filter { !used.contains($0) }
    let add: (inout LooseKeys) -> Void = { $0.keys.append(fresh.removeFirst()) }
    if isRoots { body(&roots, add, &choices) } else { body(&lists, add, &choices) }
  }
}

/// The signatures of a set of keys, as their bytes are written.
struct LooseGroup: Sendable {
  struct Signer: Sendable {
    var bit: Int
    var key: Key?
  }

  var signers: [Signer]
  /// The keys of the set, all of them.
  let keys: LooseKeys
  /// Keys that may not sign here.
  let others: [Key]

  static let faults: [Twist<LooseGroup>] = [
    // More than the threshold, and fewer.
    Twist("TRUST-3 TRUST-4 TRUST-12") { group, _ in
      let used = group.signers.map(\.bit)
      if let bit = group.keys.keys.indices.first(where: { !used.contains($0) }) {
        group.signers.append(Signer(bit: bit, key: Keyring.key(group.keys.keys[bit])))
        group.signers.sort { $0.bit < $1.bit }
      }
    },
    Twist("TRUST-3 TRUST-4 TRUST-12") { group, _ in if group.signers.count > 1 { group.signers.removeLast() } },
    Twist("TRUST-3 TRUST-4 TRUST-12", weight: 2) { group, _ in group.signers = Array(group.signers.prefix(1)) },
    Twist("TRUST-9 TRUST-1") { group, _ in group.signers = [] },
    Twist("TRUST-12") { group, choices in
      guard group.signers.count > 1 else { return group.shift() }
      group.signers.swapAt(0, 1)
      (group.signers[0].bit, group.signers[1].bit) = (group.signers[1].bit, group.signers[0].bit)
    },
    Twist("TRUST-12") { group, _ in group.shift() },
    Twist("TRUST-1 TRUST-9") { group, _ in group.signers.append(Signer(bit: 15, key: group.others.first)) },
    Twist("TRUST-4 TRUST-5 TRUST-12") { group, choices in
      guard !group.others.isEmpty, !group.signers.isEmpty else { return }
      let first = choices.below(group.others.count)
      for index in group.signers.indices {
        group.signers[index].key = group.others[(first + index) % group.others.count]
      }
    },
    Twist("TRUST-5 TRUST-12") { group, _ in if let last = group.signers.indices.last { group.signers[last].key = nil }
    },
    Twist("TRUST-5 TRUST-12") { group, _ in for index in group.signers.indices { group.signers[index].key = nil } },
  ]

  /// The bit of another key than of the one that signs.
  private mutating func shift() {
    guard !signers.isEmpty, keys.keys.count > 1 else { return }
    signers[signers.count - 1].bit = (signers[signers.count - 1].bit + 1) % keys.keys.count
  }

  /// The signer bits, then the signatures.
  func bytes(_ kind: ObjectKind, _ domain: [UInt8], _ signed: [UInt8], once count: Int, _ choices: inout Choices)
    -> [UInt8]
  {
    var bits: UInt16 = 0
    var signatures: [UInt8] = []
    for signer in signers {
      bits |= 1 << UInt16(signer.bit)
      signatures += Sealing.make(kind, domain, signed, by: signer.key, others: others, once: count, &choices)
    }
    return [UInt8(bits >> 8), UInt8(truncatingIfNeeded: bits)] + signatures
  }
}
