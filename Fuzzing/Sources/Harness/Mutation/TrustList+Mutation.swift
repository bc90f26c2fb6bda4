internal import Mapae

extension TrustListFields {
  mutating func mutate(_ draw: inout Draw) {
    switch draw.below(17) {
    case 0: authorityNumber = UInt8(draw.number(UInt32(authorityNumber), bits: 8))
    case 1, 2: number = draw.number(number)
    case 3: nextKeyNumber = draw.number(nextKeyNumber, bits: 25)
    case 4: issuedAt = draw.instant(issuedAt)
    case 5: refreshAfter = draw.instant(refreshAfter)
    case 6: expiresAt = draw.instant(expiresAt)
    case 7: mutateIssuers(&draw)
    case 8...10: if !issuers.isEmpty { issuers[draw.below(issuers.count)].mutate(&nextKeyNumber, &draw) }
    default: mutateRules(&draw)
    }
  }

  private mutating func mutateIssuers(_ draw: inout Draw) {
    draw.rearrange(&issuers)
    if draw.once(in: 2) {
      issuers.append(.init(id: UInt16(draw.below(6)), name: "Office", profiles: [draw.profile()], keys: []))
    }
    issuers.sort { $0.id < $1.id }
  }

  private mutating func mutateRules(_ draw: inout Draw) {
    if !rules.isEmpty, draw.once(in: 2) {
      let rule = rules.remove(at: draw.below(rules.count))
      if let changed = rule.mutated(&draw) { rules.append(changed) }
    } else if let rule = ExpiryRule.drawn(draw.profile(), &draw) {
      rules.append(rule)
    }
    sortRules()
  }

  /// Puts the rules in the order of their bytes, none twice.
  mutating func sortRules() {
    let ordered = Dictionary(rules.map { ($0.orderedBytes, $0) }) { first, _ in first }
    rules = ordered.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }
}

extension TrustListFields.Issuer {
  fileprivate mutating func mutate(_ nextKeyNumber: inout UInt32, _ draw: inout Draw) {
    switch draw.below(10) {
    case 0: id = UInt16(draw.number(UInt32(id), bits: 16))
    case 1: name = String(decoding: draw.mutateBytes(Array(name.utf8), 128), as: UTF8.self)
    case 2: profiles = Array(Set(profiles + [draw.profile()])).sorted()
    case 3: draw.rearrange(&profiles)
    case 4: statusGeneration = UInt8(draw.number(UInt32(statusGeneration), bits: 8))
    case 5: statusDemand = draw.number(statusDemand)
    case 6:
      keys.append(
        .init(number: nextKeyNumber, publicKey: draw.publicKey(), acceptUntil: draw.instant(UnixTime(1_800_000_000))))
      nextKeyNumber += 1
    case 7:
      draw.rearrange(&keys)
      keys.sort { $0.number < $1.number }
    default: if !keys.isEmpty { keys[draw.below(keys.count)].mutate(&draw) }
    }
  }
}

extension TrustListFields.Key {
  fileprivate mutating func mutate(_ draw: inout Draw) {
    switch draw.below(6) {
    case 0: number = draw.number(number, bits: 24)
    case 1: publicKey = draw.publicKey()
    case 2: usage = usage == .passes ? .statusLists : .passes
    case 3: isCompromised.toggle()
    default: acceptUntil = draw.instant(acceptUntil)
    }
  }
}
