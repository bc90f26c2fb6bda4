import Mapae

/// What an authority says from day to day: trust lists.
extension World {
  /// A first list under a record.
  mutating func firstList(_ house: House, under record: LooseRecord) -> LooseList {
    let issuedAt = Time.encodable(record.issuedAt + choices.mostly(0, once: 3, [1, 3]) * Time.day)
    var list = LooseList(
      domain: house.domain.bytes, authorityNumber: record.number, number: choices.mostly(1, once: 3, [2, 7, 0x0102]),
      nextKeyNumber: 8, issuedAt: issuedAt, refreshAfter: issuedAt + 7 * Time.day, expiresAt: issuedAt + 30 * Time.day,
      issuers: [], rules: [])
    var number: UInt32 = 0
    let issuers = 1 + choices.weighted([5, 4, 1])
    for index in 0..<issuers {
      var issuer = LooseList.Issuer(
        id: UInt16(index + 1), name: Texts.good(128, &choices),
        profiles: choices.mostly(
          [1, 2, 3, 4, 0xf000], once: 4, [[1], [2, 3], [1, 4, 258], [1, 2, 5, 0xf000, 0xf001]]), keys: [])
      let count = 2 + choices.weighted([3, 2, 1])
      for place in 0..<count {
        number += choices.mostly(1, once: 5, [2, 5, 0x0100, 0x0102])
        let isForStatus = place == 1 || place > 1 && choices.once(in: 3)
        issuer.keys.append(
          LooseList.IssuerKey(
            number: number - 1, publicKey: Keyring.issuerKey(index * 5 + place, of: house.index).publicKey.bytes,
            flags: isForStatus ? 1 : 0, acceptUntil: acceptUntil(issuedAt, &choices)))
      }
      if choices.once(in: 9) { issuer.demand = choices.any([1, 2, 3, 5]) }
      if choices.once(in: 10) {
        issuer.generation = choices.any([1, 2, 255])
        issuer.demand = max(1, issuer.demand)
      }
      if choices.once(in: 8) {
        let place = choices.below(count)
        issuer.keys[place].flags |= 2
        if issuer.keys[place].isForStatus { issuer.demand = max(1, issuer.demand) }
      }
      list.issuers.append(issuer)
    }
    list.nextKeyNumber = choices.mostly(number, once: 4, [number + 1, number + 9, 1 << 24])
    setTimes(&list)
    addRules(&list)
    return list.within(record)
  }

  private func acceptUntil(_ issuedAt: Int64, _ choices: inout Choices) -> Int64 {
    Time.encodable(issuedAt + choices.mostly(800, once: 8, [1, 2, 5, 20, 30, 400]) * Time.day)
  }

  private mutating func setTimes(_ list: inout LooseList) {
    list.expiresAt = Time.encodable(list.issuedAt + choices.mostly(30, once: 4, [1, 10, 400, 9, 31]) * Time.day)
    list.refreshAfter = min(list.expiresAt, list.issuedAt + choices.mostly(7, once: 4, [0, 400, 1]) * Time.day)
  }

  private mutating func addRules(_ list: inout LooseList) {
    let profiles: [UInt16] = [1, 2, 2, 3, 4, 0xf000, 2]
    for _ in 0..<choices.weighted([7, 3, 3, 2, 1]) {
      let rule = LooseRule.any(for: choices.any(profiles), around: list.issuedAt, &choices)
      if !list.rules.contains(where: { $0.bytes == rule.bytes }) { list.rules.append(rule) }
    }
  }

  /// The list that follows a held one: dated later, with what may change between them.
  mutating func nextList(_ house: House, after held: LooseList, under record: LooseRecord) -> LooseList {
    var list = held
    if record.number != held.authorityNumber {
      list.authorityNumber = record.number
      list.number = choices.any([1, held.number &+ 1, held.number])
    } else {
      list.number = held.number &+ choices.mostly(1, once: 5, [2, 100])
    }
    let later = choices.mostly(Int64(1), once: 3, [0, 2, 5])
    list.issuedAt = Time.encodable(held.issuedAt + later * Time.day)
    list.expiresAt = max(
      held.expiresAt, Time.encodable(held.expiresAt + choices.mostly(later, once: 3, [0]) * Time.day))
    list.expiresAt = max(min(list.expiresAt, list.issuedAt + 34_560_000), list.issuedAt + 1)
    list.refreshAfter = min(list.expiresAt, max(list.issuedAt, list.refreshAfter + later * Time.day))
    leave(&list, held)
    enter(&list, house)
    for index in list.issuers.indices { narrow(&list.issuers[index]) }
    let isChanged = choices.once(in: 3)
    if isChanged {
      list.rules.removeAll { max($0.from, list.issuedAt) >= min($0.until, held.expiresAt) }
    }
    if choices.once(in: 4), list.rules.count < 5 { addRules(&list) }
    if choices.once(in: 4), !list.rules.isEmpty {
      // Kept for longer, or from earlier on, or until what the old list still says.
      let index = choices.below(list.rules.count)
      switch choices.below(3) {
      case 0: list.rules[index].until = UnixTime.last.seconds
      case 1: list.rules[index].from = min(list.rules[index].from, list.issuedAt)
      default: list.rules[index].until = max(list.rules[index].from + 1, min(list.rules[index].until, held.expiresAt))
      }
    }
    list.rules = list.rules.enumerated().filter { index, rule in
      !list.rules[..<index].contains { $0.bytes == rule.bytes }
    }.map(\.element)
    return list.within(record)
  }

  /// Keys whose time is up.
  private mutating func leave(_ list: inout LooseList, _ held: LooseList) {
    guard choices.once(in: 2) else { return }
    for issuer in list.issuers.indices {
      list.issuers[issuer].keys.removeAll { $0.acceptUntil <= list.issuedAt }
    }
  }

  private mutating func enter(_ list: inout LooseList, _ house: House) {
    guard choices.once(in: 4), list.nextKeyNumber < 1 << 24 - 20, !list.issuers.isEmpty else { return }
    let used = Set(list.keys.map(\.key.publicKey))
    let fresh = (0..<Keyring.issuerKeyCount).map { Keyring.issuerKey($0, of: house.index).publicKey.bytes }
    guard let key = fresh.first(where: { !used.contains($0) }) else { return }
    let number = list.nextKeyNumber + choices.any([0, 1, 3])
    list.issuers[choices.below(list.issuers.count)].keys.append(
      LooseList.IssuerKey(
        number: number, publicKey: key, flags: choices.any([0, 1]), acceptUntil: acceptUntil(list.issuedAt, &choices)))
    list.nextKeyNumber = number + 1 + choices.any([0, 2])
  }

  private mutating func narrow(_ issuer: inout LooseList.Issuer) {
    if choices.once(in: 12), issuer.profiles.count > 1 {
      issuer.profiles.remove(at: choices.below(issuer.profiles.count))
    }
    if choices.once(in: 16) { issuer.demand &+= choices.any([1, 3]) }
    if choices.once(in: 12), issuer.generation < 255 {
      issuer.generation += 1
      issuer.demand = max(1, issuer.demand)
    }
    guard choices.once(in: 6), !issuer.keys.isEmpty else { return }
    let key = choices.below(issuer.keys.count)
    if choices.once(in: 2) {
      issuer.keys[key].flags |= 2
      if issuer.keys[key].isForStatus { issuer.demand = max(1, issuer.demand) }
    } else {
      issuer.keys[key].acceptUntil = max(0, issuer.keys[key].acceptUntil - choices.any([1, 86_400]))
    }
  }

  /// The list with its signatures.
  mutating func sign(_ list: LooseList, _ house: House, under record: LooseRecord, isHonest: Bool) -> [UInt8] {
    var signed = list.signedBytes
    if !isHonest { Damage.apply(&signed, once: 30, &choices) }
    let others = house.strangers + record.roots.keys.compactMap(Keyring.key)
    return signed + group(record.lists, house.domain.bytes, signed, .trustList, others, isHonest: isHonest)
  }
}

extension LooseList {
  /// Ends no later than its record allows, sometimes just then.
  fileprivate func within(_ record: LooseRecord) -> LooseList {
    var list = self
    list.recordEnds = record.listsUntil
    list.expiresAt = min(list.expiresAt, max(record.listsUntil, list.issuedAt + 1))
    list.refreshAfter = min(list.refreshAfter, list.expiresAt)
    return list
  }
}
