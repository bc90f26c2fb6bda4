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
      if draw.once(in: 2) { door.bring(&draw, self, under: list) }
    default: break
    }
    door.knowledge = door.knowledge.ofVersion1
  }
}

extension Door {
  /// Brings a status list of the pass's issuer, by a key that the trust list is made to have.
  fileprivate mutating func bring(_ draw: inout Draw, _ world: World, under held: World.List) {
    var list = held
    guard let issuer = list.issuers.first else { return }
    let key = World.Key(number: list.nextKey, publicKey: 13, issuer: issuer.id, signsStatus: true, acceptUntil: 60)
    list.nextKey += 1
    list.keys.append(key)
    own = .list(list)
    var status = World.StatusList(
      key: key.number, signer: 13, generation: issuer.generation, number: 1 + draw.below(2),
      issuedAt: draw.below(world.now + 1), expiresAt: 60, under: 0)
    if draw.once(in: 2) { status.expiresAt = status.issuedAt + 1 + draw.below(4) }
    if draw.once(in: 3) { status.firstLive = draw.below(8) }
    for _ in 0..<draw.below(4) { status.revoked.insert(draw.below(8)) }
    status.revoked.remove(below: status.firstLive)
    statusLists = [status]
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
    if records.isEmpty, list == nil, statusLists.isEmpty { isMalformed = true }
  }
}

extension Bundle {
  /// Some of the domain's status lists, some of them with a fault.
  mutating func addStatusLists(_ draw: inout Draw, of world: World) {
    statusLists = world.own.statusLists.filter { _ in draw.once(in: 2) }.map { .init(list: $0) }
    for place in statusLists.indices where draw.once(in: 2) { statusLists[place].perturb(&draw) }
    if let list = list?.list, !list.keys.isEmpty, !statusLists.isEmpty, draw.once(in: 2) {
      // By any key of the trust list.
      let key = list.keys[draw.below(list.keys.count)]
      var other = statusLists[0]
      (other.list.key, other.list.signer) = (key.number, key.publicKey)
      other.list.generation = list.issuer(key.issuer)?.generation ?? 0
      statusLists.append(other)
    }
    statusLists.removeAll { !$0.list.isWellFormed }
  }
}

extension Bundle.SignedStatus {
  /// One fault, or one change that may be one.
  fileprivate mutating func perturb(_ draw: inout Draw) {
    switch draw.below(12) {
    case 0: isForeign = true
    case 1: isMalformed = true
    case 2: isSigned = false
    case 3: list.generation = draw.below(3)
    case 4: list.number = 1 + draw.below(4)
    case 5: list.key = draw.below(10)
    case 6: list.expiresAt = 61
    case 7: list.firstLive = 0
    case 8: list.revoked = World.Serials()
    case 9: list.expiresAt = list.issuedAt + 1
    default: list.number += 1
    }
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
