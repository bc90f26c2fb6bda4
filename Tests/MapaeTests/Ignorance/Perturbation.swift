/// Worlds, doors and bundles that nobody honest would make, so that every reason and every refusal is met.
extension World {
  /// Changes a pass, a list and what the door holds, now and then.
  mutating func perturb(_ door: inout Door, _ draw: inout Draw) {
    if !draw.once(in: 4) { pass.makePlain() }
    if draw.once(in: 2) { pass.perturb(&draw) }
    if draw.once(in: 3) { pass.perturbCode(&draw) }
    if draw.once(in: 2), case .list(var list) = door.own {
      list.change(&draw, self)
      if list.isWellFormed { door.own = .list(list) }
    }
    switch draw.below(20) {
    case 0: door.own = .nothing
    case 1: door.own = .noList
    case 2: if home != nil { door.home = .nothing }
    case 3: if home != nil { door.home = .noList }
    case 4: door.isInScope = false
    case 5: door.home = nil
    case 6, 7:
      guard case .list(var list) = door.own, !list.issuers.isEmpty else { break }
      list.issuers[0].demand = 1
      door.own = .list(list)
    default: break
    }
    door.knowledge = door.knowledge.ofVersion1
  }
}

extension World.Pass {
  /// Takes away what stops a door of version 1 early.
  fileprivate mutating func makePlain() {
    isOfLaterVersion = false
    isLarge = false
    hasFutureClaim = false
    hasPrivateClaim = false
  }

  fileprivate mutating func perturb(_ draw: inout Draw) {
    switch draw.below(12) {
    case 0: keyNumber = draw.below(12)
    case 1: signer = 1 + draw.below(12)
    case 2: date = .broken
    case 3: holderKey = draw.once(in: 3) ? World.Key.unvettable : 20
    case 4: isMalformed = true
    case 5: validUntil = validFrom + 1 + draw.below(8)
    case 6: issuedAt = draw.below(50)
    case 7: profile = draw.profile()
    case 8: date = nil
    case 9: date = .lastDecember
    case 10: validUntil = 60
    default: count = draw.below(4)
    }
    if validFrom < issuedAt { validFrom = issuedAt }
    if validUntil <= validFrom { validUntil = validFrom + 1 }
  }

  fileprivate mutating func perturbCode(_ draw: inout Draw) {
    switch draw.below(6) {
    case 0: code = nil
    case 1: code = World.Code(presentedAt: draw.below(50), challenge: nil, signer: 20 + draw.below(2))
    case 2: code?.presentedAt = draw.below(50)
    default: code?.challenge = draw.once(in: 2) ? nil : 1 + draw.below(2)
    }
  }
}

extension Bundle {
  /// One fault, or one change that may be one.
  mutating func perturb(_ draw: inout Draw, _ world: World) {
    switch draw.below(24) {
    case 0: isOfLaterVersion = true
    case 1: isMalformed = true
    case 2, 3: list = nil
    case 4, 5:
      records = world.own.records.map { SignedRecord(record: $0) }
      records.remove(at: draw.below(records.count))
    case 6: records = []
    case 7...10: if !records.isEmpty { records[draw.below(records.count)].perturb(&draw) }
    default: list?.perturb(&draw, world)
    }
    // A bundle has at least one part.
    if records.isEmpty, list == nil { isMalformed = true }
  }
}

extension Bundle.SignedRecord {
  fileprivate mutating func perturb(_ draw: inout Draw) {
    switch draw.below(5) {
    case 0: isForeign = true
    case 1: isSignedByItself = false
    case 2: isSignedByPrevious = false
    case 3: record.listKey = World.Key.unvettable
    default: record.listsUntil += 1
    }
  }
}

extension Bundle.SignedList {
  fileprivate mutating func perturb(_ draw: inout Draw, _ world: World) {
    let honest = list
    switch draw.below(20) {
    case 0: isForeign = true
    case 1: isSigned = false
    case 2: list.authority = 1 + draw.below(3)
    case 3: list.number = 1 + draw.below(6)
    case 4: list.refreshAfter = list.issuedAt
    case 5: list.expiresAt = 220
    case 6: list.issuedAt -= 1
    case 7: list.expiresAt -= 1
    case 8: if !list.keys.isEmpty { list.keys[draw.below(list.keys.count)].publicKey = World.Key.unvettable }
    default: list.change(&draw, world)
    }
    if !list.isWellFormed { list = honest }
  }
}
