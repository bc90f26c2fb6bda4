import Mapae

extension LooseList {
  /// The index of an issuer and of a key of it, where there is one.
  private func anyKey(_ choices: inout Choices) -> (issuer: Int, key: Int)? {
    let places = issuers.indices.flatMap { issuer in issuers[issuer].keys.indices.map { (issuer, $0) } }
    return places.isEmpty ? nil : places[choices.below(places.count)]
  }

  private mutating func changeKey(_ choices: inout Choices, _ body: (inout IssuerKey, inout Choices) -> Void) {
    guard let (issuer, key) = anyKey(&choices) else { return }
    body(&issuers[issuer].keys[key], &choices)
  }

  private mutating func changeIssuer(_ choices: inout Choices, _ body: (inout Issuer, inout Choices) -> Void) {
    guard !issuers.isEmpty else { return }
    body(&issuers[choices.below(issuers.count)], &choices)
  }

  private mutating func changeRule(_ choices: inout Choices, _ body: (inout LooseRule, inout Choices) -> Void) {
    guard !rules.isEmpty else { return }
    body(&rules[choices.below(rules.count)], &choices)
  }

  /// Another issuer has a key with the number of this one's. Each issuer's keys are in their order, so that only a look
  /// at all of them tells.
  private mutating func repeatNumber(_ choices: inout Choices) {
    guard let (issuer, key) = anyKey(&choices), let last = issuers.last else { return }
    let number = issuers[issuer].keys[key].number
    if issuers.count == 1 {
      issuers.append(Issuer(id: last.id &+ 1, name: last.name, profiles: last.profiles, keys: []))
    }
    let other = (issuer + 1) % issuers.count
    issuers[other].keys.append(
      IssuerKey(number: number, publicKey: Keyring.issuerKey(15, of: 2).publicKey.bytes, acceptUntil: expiresAt))
    issuers[other].keys.sort { $0.number < $1.number }
  }

  /// A list by itself: its form, its keys, its place.
  static let faults: [Twist<LooseList>] = [
    Twist("TRUST-9") { list, _ in list.number = 0 },
    Twist("TRUST-9") { list, _ in list.authorityNumber = 0 },
    Twist("TRUST-9") { list, choices in list.nextKeyNumber = choices.any([1 << 24, 1 << 24 + 1, .max]) },
    Twist("TRUST-9") { list, _ in list.refreshAfter = list.issuedAt - 1 },
    Twist("TRUST-9") { list, _ in list.refreshAfter = list.expiresAt + 1 },
    Twist("TRUST-9") { list, _ in
      list.expiresAt = list.issuedAt
      list.refreshAfter = list.issuedAt
    },
    Twist("TRUST-9") { list, choices in
      list.expiresAt = list.issuedAt + 34_560_000 + choices.any([1, 0, 86_400])
    },
    Twist("TRUST-9 TRUST-10") { list, choices in
      if let issuer = list.issuers.last { list.issuers.append(issuer) }
      if choices.once(in: 2), let last = list.issuers.indices.last { list.issuers[last].keys = [] }
    },
    Twist("TRUST-9") { list, _ in
      if list.issuers.count < 2 {
        list.issuers.append(.init(id: 0, name: [0x41], profiles: [1], keys: []))
      } else {
        list.issuers.swapAt(0, 1)
      }
    },
    Twist("TRUST-9") { list, choices in list.changeIssuer(&choices) { issuer, _ in issuer.profiles.reverse() } },
    Twist("TRUST-9") { list, choices in
      list.changeIssuer(&choices) { issuer, _ in issuer.profiles += issuer.profiles.suffix(1) }
    },
    Twist("TRUST-9") { list, choices in list.changeIssuer(&choices) { issuer, _ in issuer.keys.reverse() } },
    Twist("TRUST-9") { list, choices in
      let next = list.nextKeyNumber
      list.changeKey(&choices) { key, choices in key.number = next &+ choices.any([0, 1]) }
    },
    Twist("TRUST-9") { list, _ in
      if let last = list.issuers.indices.last, let key = list.issuers[last].keys.indices.last {
        list.issuers[last].keys[key].number = list.nextKeyNumber
      }
    },
    Twist("TRUST-9") { list, choices in list.changeKey(&choices) { key, choices in key.flags |= choices.any([4, 128]) }
    },
    Twist("TRUST-9 RULE-1") { list, choices in
      if list.rules.count < 2 { list.rules += list.rules }
      list.areRulesSorted = false
      list.rules.reverse()
    },
    Twist("TRUST-9") { list, _ in list.rules += list.rules.suffix(1) },
    Twist("TRUST-9 BASE-7") { list, choices in
      list.changeIssuer(&choices) { issuer, choices in issuer.name = Texts.bad(128, &choices) }
    },
    Twist("TRUST-9 BASE-7") { list, choices in
      list.changeIssuer(&choices) { issuer, choices in issuer.name = Texts.good(128, &choices) }
    },
    Twist("TRUST-9 BASE-7") { list, choices in list.changeIssuer(&choices) { issuer, _ in issuer.name = [] } },
    Twist("TRUST-10") { list, choices in
      list.changeKey(&choices) { key, choices in
        key.publicKey = Keyring.issuerKey(choices.below(3), of: 0).publicKey.bytes
      }
    },
    Twist("TRUST-10") { list, choices in
      let all = list.keys
      guard all.count > 1 else { return }
      let (from, to) = (choices.below(all.count), choices.below(all.count))
      list.changeKey(at: to) { $0.publicKey = all[from].key.publicKey }
    },
    Twist("TRUST-10", weight: 2) { list, choices in list.repeatNumber(&choices) },
    Twist("TRUST-11") { list, choices in
      list.changeIssuer(&choices) { issuer, choices in
        issuer.generation = choices.any([1, 2])
        issuer.demand = 0
      }
    },
    Twist("TRUST-11") { list, choices in
      guard let (issuer, key) = list.anyKey(&choices) else { return }
      list.issuers[issuer].keys[key].flags = choices.any([3, 2])
      list.issuers[issuer].demand = 0
    },
    Twist("SIG-1 LOAD-9") { list, choices in
      list.changeKey(&choices) { key, choices in key.publicKey = BadKeys.any(&choices) }
    },
    Twist("SIG-1 LOAD-9") { list, choices in
      list.changeKey(&choices) { key, choices in
        key.publicKey = BadKeys.any(&choices)
        key.flags |= 2
      }
      for index in list.issuers.indices { list.issuers[index].demand = max(1, list.issuers[index].demand) }
    },
    Twist("SIG-1 LOAD-9", weight: 2) { list, choices in
      let key = IssuerKey(
        number: list.nextKeyNumber, publicKey: BadKeys.any(&choices), flags: choices.any([0, 2]),
        acceptUntil: list.expiresAt)
      list.nextKeyNumber &+= 1
      if let last = list.issuers.indices.last { list.issuers[last].keys.append(key) }
    },
    Twist("LOAD-5") { list, choices in list.domain[choices.any([31, 0, 5])] ^= 1 },
    Twist("LOAD-14", weight: 11) { list, choices in
      list.expiresAt = list.recordEnds + choices.any([1, 0])
      list.issuedAt = max(list.issuedAt, list.expiresAt - 34_560_000)
      list.refreshAfter = min(max(list.refreshAfter, list.issuedAt), list.expiresAt)
    },
    Twist("LOAD-11") { list, choices in list.authorityNumber &+= choices.any([255, 1]) },
    Twist("RULE-1") { list, choices in
      list.rules.append(.any(for: 1, around: list.issuedAt, &choices))
      let index = list.rules.count - 1
      choices.spoil(&list.rules[index], once: 1, LooseRule.faults)
    },
    Twist("RULE-1") { list, choices in
      guard !list.rules.isEmpty else { return }
      let index = choices.below(list.rules.count)
      choices.spoil(&list.rules[index], once: 1, LooseRule.faults)
    },
    Twist("RULE-1") { list, choices in
      list.rules.append(.any(for: 2, around: list.issuedAt, &choices))
      let index = list.rules.count - 1
      choices.spoil(&list.rules[index], once: 1, LooseRule.faults)
    },
    Twist("BASE-2 TRUST-9") { list, choices in list.rest = choices.any([[0], [1, 2, 3]]) },
    Twist("VERIFY-5 TRUST-20") { list, _ in list.firstByte = 0x24 },
  ]

  /// The key of a held status list goes to another issuer, or is another one by the same number: new roots may do so
  /// (STATUS-23, TIE-14).
  mutating func changeStatusKey(state: TrustState, _ choices: inout Choices) {
    guard let number = state.statusLists.first?.keyNumber else { return }
    for issuer in issuers.indices {
      guard let place = issuers[issuer].keys.firstIndex(where: { $0.number == number }) else { continue }
      if issuers.count > 1, choices.once(in: 2) {
        let key = issuers[issuer].keys.remove(at: place)
        let other = (issuer + 1) % issuers.count
        issuers[other].keys.append(key)
        issuers[other].keys.sort { $0.number < $1.number }
        (issuers[other].generation, issuers[other].demand) = (issuers[issuer].generation, issuers[issuer].demand)
      } else {
        issuers[issuer].keys[place].publicKey = Keyring.issuerKey(13, of: 2).publicKey.bytes
      }
      return
    }
  }

  private mutating func changeKey(at place: Int, _ body: (inout IssuerKey) -> Void) {
    var rest = place
    for issuer in issuers.indices {
      if rest < issuers[issuer].keys.count { return body(&issuers[issuer].keys[rest]) }
      rest -= issuers[issuer].keys.count
    }
  }

  /// What breaks a tie to the list before it, which this one is made of.
  static let tieFaults: [Twist<LooseList>] = [
    Twist("TIE-1", weight: 2) { list, _ in list.issuedAt -= 4 * 86_400 },
    Twist("TIE-1", weight: 2) { list, choices in
      list.expiresAt -= choices.any([8 * 86_400, 20 * 86_400])
      list.refreshAfter = min(list.refreshAfter, list.expiresAt)
    },
    Twist("TIE-2", weight: 4) { list, choices in
      let number = list.nextKeyNumber > 0 ? list.nextKeyNumber - 1 : 0
      list.nextKeyNumber = number
      // Without its last key it is well-formed too.
      guard choices.once(in: 2) else { return }
      for issuer in list.issuers.indices { list.issuers[issuer].keys.removeAll { $0.number >= number } }
    },
    Twist("TIE-3", weight: 6) { list, choices in
      guard let last = list.issuers.indices.last, let number = list.goneNumbers.last else { return }
      list.issuers[last].keys.append(
        .init(number: number, publicKey: Keyring.issuerKey(15, of: 2).publicKey.bytes, acceptUntil: list.expiresAt))
      list.issuers[last].keys.sort { $0.number < $1.number }
    },
    Twist("TIE-4") { list, choices in
      guard list.issuers.count > 1, let key = list.issuers[0].keys.popLast() else { return }
      list.issuers[1].keys.append(key)
      list.issuers[1].keys.sort { $0.number < $1.number }
    },
    Twist("TIE-4") { list, choices in list.changeKey(&choices) { key, _ in key.flags ^= 1 } },
    Twist("TIE-4") { list, choices in
      list.changeKey(&choices) { key, _ in key.publicKey = Keyring.issuerKey(14, of: 2).publicKey.bytes }
    },
    Twist("TIE-5") { list, choices in
      list.changeIssuer(&choices) { issuer, _ in issuer.profiles = Array(Set(issuer.profiles + [0xf00f])).sorted() }
    },
    Twist("TIE-5") { list, choices in
      list.changeKey(&choices) { key, choices in key.acceptUntil += choices.any([1, 86_400]) }
    },
    Twist("TIE-5") { list, choices in
      for issuer in list.issuers.indices {
        for key in list.issuers[issuer].keys.indices { list.issuers[issuer].keys[key].flags &= 1 }
      }
    },
    Twist("TIE-6", weight: 5) { list, _ in
      for issuer in list.issuers.indices where list.issuers[issuer].generation > 0 {
        list.issuers[issuer].generation -= 1
      }
    },
    Twist("TIE-6", weight: 5) { list, _ in
      for issuer in list.issuers.indices where list.issuers[issuer].demand > 0 {
        list.issuers[issuer].demand -= 1
        if list.issuers[issuer].demand == 0 { list.issuers[issuer].generation = 0 }
      }
    },
    Twist("TIE-7", weight: 2) { list, choices in
      guard let (issuer, key) = list.anyKey(&choices) else { return }
      list.issuers[issuer].keys.remove(at: key)
    },
    Twist("TIE-7") { list, _ in if list.issuers.count > 1 { list.issuers.removeLast() } },
    Twist("TIE-8", weight: 2) { list, choices in
      if !list.rules.isEmpty { list.rules.remove(at: choices.below(list.rules.count)) }
    },
    Twist("TIE-8", weight: 2) { list, choices in
      list.changeRule(&choices) { rule, choices in rule.closesAfter &+= choices.any([1, .max]) }
    },
    Twist("TIE-8", weight: 2) { list, choices in
      let ends = [list.issuedAt + 1, list.expiresAt - 1, list.expiresAt - 9 * 86_400, list.issuedAt + 9 * 86_400]
      list.changeRule(&choices) { rule, choices in rule.until = max(rule.from + 1, choices.any(ends)) }
    },
    Twist("TIE-8", weight: 2) { list, choices in
      let starts = [list.issuedAt + 1, list.issuedAt + 86_400]
      list.changeRule(&choices) { rule, choices in
        rule.from = choices.any(starts)
        if rule.until <= rule.from { rule.until = UnixTime.last.seconds }
      }
    },
  ]
}
