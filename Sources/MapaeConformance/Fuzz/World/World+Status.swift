import Mapae

/// What issuers say of single passes: status lists and deltas.
extension World {
  /// Parts of a bundle: the next status lists of some issuers of a list, each whole, as a delta, or both.
  mutating func statusParts(_ house: House, _ list: LooseList, isHonest: Bool) -> [[UInt8]] {
    let held = held(house.index)
    var parts: [[UInt8]] = []
    for issuer in list.issuers where !choices.once(in: 4) {
      let before = held.statusLists.first { status in issuer.keys.contains { $0.number == status.keyNumber } }
      guard var status = nextStatus(house, list, issuer, after: before) else { continue }
      if !isHonest { choices.spoil(&status, once: 4, LooseStatus.faults) }
      let whole = sign(status, house, list, isHonest: isHonest)
      guard let before, choices.once(in: 2) else {
        parts.append(whole)
        continue
      }
      let delta = delta(status, from: before, whole, isHonest: isHonest)
      switch choices.weighted([6, 1, 1, 1]) {
      case 0: parts.append(delta)
      case 1: parts += [delta, whole]
      case 2: parts += [whole, delta]
      default: parts += [delta, delta]
      }
    }
    return parts
  }

  /// The list that follows the one held of an issuer, or a first one; `nil` where the issuer has no keys.
  private mutating func nextStatus(
    _ house: House, _ list: LooseList, _ issuer: LooseList.Issuer, after before: StatusList?
  ) -> LooseStatus? {
    let good = issuer.keys.filter { $0.isForStatus && $0.isGood }
    guard let plain = good.first ?? issuer.keys.first else { return nil }
    let key = choices.mostly(plain, once: 8, issuer.keys)
    var status: LooseStatus
    if let before {
      status = LooseStatus(before)
      status.number &+= choices.mostly(1, once: 5, [0, 2])
      status.issuedAt += choices.any([1, 0]) * Time.day
      // Serials end, and others are revoked.
      let firstLive = max(status.serials.firstLive, choices.mostly(0, once: 3, [3, 5, 6, 256]))
      let revoked = Set(status.serials.serials.filter { $0 >= firstLive } + Serials.revoked(from: firstLive, &choices))
      status.serials = LooseSerials(revoked.sorted(), firstLive: firstLive)
    } else {
      let firstLive = choices.mostly(UInt32(0), once: 3, [3, 5, 1, 6])
      status = LooseStatus(
        tag: house.domain.domainTag.rawValue, keyNumber: 0, generation: 0,
        number: choices.mostly(max(1, issuer.demand), once: 3, [1, 2, 3, 5]),
        from: list.issuedAt, until: 0,
        serials: LooseSerials(Serials.revoked(from: firstLive, &choices), firstLive: firstLive))
    }
    (status.nextKeyNumber, status.goneNumbers) = (list.nextKeyNumber, list.goneNumbers)
    status.keyEnds = key.acceptUntil
    (status.keyNumber, status.generation) = (key.number, issuer.generation)
    status.issuedAt = Time.encodable(status.issuedAt)
    status.expiresAt = Time.encodable(status.issuedAt + choices.mostly(20, once: 4, [1, 2, 400, 5]) * Time.day)
    status.expiresAt = max(min(status.expiresAt, key.acceptUntil), status.issuedAt + 1)
    return status
  }

  private mutating func sign(_ status: LooseStatus, _ house: House, _ list: LooseList, isHonest: Bool) -> [UInt8] {
    var signed = status.signedBytes
    if !isHonest { Damage.apply(&signed, once: 20, &choices) }
    let named = list.keys.first { $0.key.number == status.keyNumber }.flatMap { Keyring.key($0.key.publicKey) }
    return signed
      + Sealing.make(
        .statusList, house.domain.bytes, signed, by: named ?? Keyring.issuerKey(1, of: house.index),
        others: house.strangers, once: isHonest ? .max : 14, &choices)
  }

  /// What makes the list of the held one; its signature is the list's.
  private mutating func delta(
    _ status: LooseStatus, from before: StatusList, _ whole: [UInt8], isHonest: Bool
  ) -> [UInt8] {
    var delta = status
    delta.firstByte = 0x18
    delta.base = before.number
    let known = Set(before.revoked)
    delta.serials = LooseSerials(
      status.serials.serials.filter { !known.contains($0) }, firstLive: status.serials.firstLive)
    if !isHonest { choices.spoil(&delta, once: 2, LooseStatus.deltaFaults) }
    var signed = delta.signedBytes
    if !isHonest { Damage.apply(&signed, once: 20, &choices) }
    if !isHonest, choices.fault("STATUS-36", once: 20) { return signed + Array(repeating: 0, count: Signature.size) }
    return signed + whole.suffix(Signature.size)
  }
}
