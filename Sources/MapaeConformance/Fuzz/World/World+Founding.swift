import Mapae

/// How domains begin: their records.
extension World {
  /// Two nonces whose first records have one domain tag, where both are plain (VERIFY-22).
  static let twins: [UInt64] = [23_270, 55_241]

  mutating func found(_ index: Int, isTwin: Bool) -> House {
    var nonce: [UInt8] = Array(repeating: UInt8(index), count: 24)
    let isOneOfTwins = isTwin && index < 2
    nonce.append(isOneOfTwins ? World.twins[index] : UInt64(index), width: 8)
    var first = LooseRecord(
      number: 1, origin: nonce, issuedAt: Time.epochs[0], listsUntil: Time.epochs[0] + 1_000 * Time.day,
      roots: LooseKeys([Keyring.root(0, of: index)], threshold: 1),
      lists: LooseKeys([Keyring.listKey(0, of: index)], threshold: 1))
    if !isOneOfTwins {
      first.issuedAt = epoch
      first.listsUntil = Time.encodable(epoch + choices.mostly(1_000, once: 4, [30, 400, 20]) * Time.day)
      first.roots = keys(Keyring.root, of: index, from: 0)
      first.lists = keys(Keyring.listKey, of: index, from: 0)
    }
    let digest = Digest(sha256Of: first.signedBytes.span)
    let bytes = sign(first, nil, House(index: index, anchor: Anchor(domain: digest), records: []), isHonest: true)
    var house = House(
      index: index, anchor: Anchor(domain: digest), records: [House.Record(fields: first, bytes: bytes)])
    let later = choices.mostly(0, once: 4, [1, 2])
    for _ in 0..<later {
      let next = successor(of: house)
      house.records.append(
        House.Record(fields: next, bytes: sign(next, house.records.last?.fields, house, isHonest: true)))
    }
    guard later > 0, choices.once(in: 2), let last = house.records.last else { return house }
    return House(index: index, anchor: Anchor(domain: digest, record: last.digest), records: house.records)
  }

  /// 1 to 3 keys, and rarely as many as there may be; and how many of them must sign.
  private mutating func keys(_ key: (Int, Int) -> Key, of index: Int, from start: Int) -> LooseKeys {
    let count = choices.mostly(1, once: 2, [2, 3, 3, 2, 3, 2, 3, 16])
    let threshold = count == 1 ? 1 : choices.any([2, 1, count])
    return LooseKeys((0..<count).map { key(start + $0, index) }, threshold: threshold)
  }

  /// The record that follows: new list keys, and often other roots.
  mutating func successor(of house: House) -> LooseRecord {
    let last = house.records[house.records.count - 1].fields
    var next = last
    next.number = last.number &+ 1
    next.origin = house.domain.bytes
    next.issuedAt = Time.encodable(last.issuedAt + choices.any([1, 0]) * Time.day)
    next.listsUntil = max(next.issuedAt + 1, last.listsUntil)
    let start = Int(next.number)
    next.lists = keys(Keyring.listKey, of: house.index, from: start)
    if choices.once(in: 2) { next.roots = keys(Keyring.root, of: house.index, from: choices.any([start, 0])) }
    return next
  }

  /// The record with its signatures. What its own roots sign covers no domain where it makes one.
  mutating func sign(_ record: LooseRecord, _ before: LooseRecord?, _ house: House, isHonest: Bool) -> [UInt8] {
    var signed = record.signedBytes
    if !isHonest { Damage.apply(&signed, once: 30, &choices) }
    let domain = record.number == 1 ? Array(repeating: UInt8(0), count: 32) : house.domain.bytes
    var bytes = signed
    let strangers = house.strangers + record.lists.keys.compactMap(Keyring.key)
    if let before {
      var others = strangers + record.roots.keys.compactMap(Keyring.key)
      others += before.lists.keys.compactMap(Keyring.key)
      let keys = isHonest || !choices.fault("TRUST-4", once: 6) ? before.roots : wrongRoots(record, before)
      bytes += group(keys, domain, signed, .authorityRecord, others, isHonest: isHonest)
    } else if isHonest || !choices.fault("TRUST-1", once: 30) {
      bytes += [0, 0]
    } else {
      bytes += [0, 1] + Array(repeating: 0, count: Signature.size)
    }
    return bytes + group(record.roots, domain, signed, .authorityRecord, strangers, isHonest: isHonest)
  }

  /// Keys that may not sign for those before: their list keys, the new roots, one alone, or as many as the new ones need.
  private mutating func wrongRoots(_ record: LooseRecord, _ before: LooseRecord) -> LooseKeys {
    var keys = choices.any([before.lists, record.roots, before.roots, before.roots])
    keys.threshold = choices.any([before.roots.threshold, record.roots.threshold, 1])
    return keys
  }

  /// The signatures of a set of keys.
  mutating func group(
    _ keys: LooseKeys, _ domain: [UInt8], _ signed: [UInt8], _ kind: ObjectKind, _ others: [Key], isHonest: Bool
  ) -> [UInt8] {
    var group = LooseGroup(signers: keys.signers(&choices), keys: keys, others: others)
    if !isHonest { choices.spoil(&group, once: 6, LooseGroup.faults) }
    return group.bytes(kind, domain, signed, once: isHonest ? .max : 20, &choices)
  }
}
