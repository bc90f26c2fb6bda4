/// How a world comes to be. Authorities try whatever comes to mind, and sign it where their requirements let them.
extension World {
  /// Draws a world whose authorities keep every rule but the one that the model leaves out.
  init(_ draw: inout Draw, _ model: Model) {
    var instants: [Int] = []
    for _ in 0..<6 { instants.append(draw.below(40)) }
    let now = max(draw.pick(instants), draw.pick(instants)) + draw.below(2)
    self.instants = instants
    self.now = now
    pass = Pass(&draw, instants, now: now)
    own = Domain(&draw, now: now)
    own.sign(2 + draw.below(4), &draw, self, model)
    if draw.once(in: 3) {
      var domain = Domain(&draw, now: now)
      domain.sign(2 + draw.below(2), &draw, self, model)
      home = domain
    }
    letSign(&draw)
    own.signStatusLists(&draw, self, model)
    if draw.once(in: 3) { bind(&draw) }
  }

  /// Binds the pass to a device, which shows it as the doors ask.
  private mutating func bind(_ draw: inout Draw) {
    let key = 20 + draw.below(2)
    pass.holderKey = key
    asks = Asks(
      greatestAge: 1 + draw.below(3), challenge: draw.once(in: 2) ? 1 + draw.below(2) : nil,
      allowsBare: draw.once(in: 4))
    if asks.allowsBare, draw.once(in: 2) { return }
    // A door with a challenge does not ask for the time, which the device may have wrong.
    let time = asks.challenge == nil ? max(0, now - draw.below(asks.greatestAge)) : draw.pick(instants)
    pass.code = Code(presentedAt: time, challenge: asks.challenge, signer: key)
  }

  /// Has the pass signed by a key of some list, and mostly as an issuer may.
  private mutating func letSign(_ draw: inout Draw) {
    let list = own.lists[draw.once(in: 2) ? own.lists.count - 1 : draw.below(own.lists.count)]
    guard !list.keys.isEmpty else { return }
    for _ in 0..<4 {
      let key = list.keys[draw.below(list.keys.count)]
      pass.keyNumber = key.number
      pass.signer = key.publicKey
      let isItsOwn = list.issuer(key.issuer)?.profiles.contains(pass.profile) ?? false
      if isItsOwn, !key.signsStatus, !key.isCompromised, key.acceptUntil > pass.validFrom {
        if !draw.once(in: 20) { pass.validUntil = min(pass.validUntil, key.acceptUntil) }
        return
      }
    }
  }
}

extension World.Pass {
  /// All but the key that signs.
  init(_ draw: inout Draw, _ instants: [Int], now: Int) {
    keyNumber = 0
    signer = 1
    profile = draw.once(in: 3) ? draw.once(in: 2) ? .future : .custom : .known
    issuedAt = draw.pick(instants)
    if issuedAt > now, !draw.once(in: 12) { issuedAt = draw.below(now + 1) }
    validFrom = draw.once(in: 3) ? draw.pick(instants, from: issuedAt) : issuedAt
    validUntil = 60
    if draw.once(in: 3) {
      validUntil = draw.pick(instants, from: 1 + (draw.once(in: 3) ? validFrom : max(validFrom, now)))
    }
    switch draw.below(6) {
    case 0: date = .lastDecember
    case 1: date = .lastYear
    case 2, 3: date = .day(World.Date.december.lowerBound + draw.below(World.Date.december.count))
    case 4: date = draw.once(in: 8) ? .broken : .day(World.Date.december.upperBound)
    default: date = nil
    }
    if draw.once(in: 2) { count = draw.below(4) }
    hasFutureClaim = draw.once(in: 6)
    hasPrivateClaim = draw.once(in: 6)
    isLarge = draw.once(in: 12)
    isOfLaterVersion = draw.once(in: 12)
    serial = draw.below(8)
  }
}

extension World.Domain {
  /// A domain with records for one to three authority numbers, and no list yet.
  init(_ draw: inout Draw, now: Int) {
    records = []
    for number in 1...1 + draw.below(3) {
      records.append(
        World.Record(
          number: number, issuedAt: draw.below(now + 1), listsUntil: 100 + draw.below(100), listKey: 90 + number))
    }
  }

  /// Signs some lists, each after the one before it.
  mutating func sign(_ count: Int, _ draw: inout Draw, _ world: World, _ model: Model) {
    while lists.isEmpty {
      let list = World.List(&draw, world)
      if model.mayFollow(list, in: self, now: world.now) { lists.append(list) }
    }
    for _ in 1..<count {
      for _ in 0..<6 {
        var next = lists[lists.count - 1]
        next.move(&draw, world, isLastRecord: next.authority == records.count)
        for _ in 0...draw.below(3) { next.change(&draw, world) }
        if draw.once(in: 2) { next.makeUse(of: model.removed, &draw, world) }
        if model.mayFollow(next, in: self, now: world.now) {
          lists.append(next)
          break
        }
      }
    }
  }
}

extension World.List {
  /// A first list: a few keys, issuers and rules.
  init(_ draw: inout Draw, _ world: World) {
    authority = 1
    number = 1
    nextKey = 1 + draw.below(3)
    issuedAt = draw.pick(world.instants)
    if issuedAt > world.now { issuedAt = draw.below(world.now + 1) }
    expiresAt = draw.once(in: 2) ? draw.pick(world.instants, from: issuedAt + 1) : 60 + draw.below(20)
    refreshAfter = expiresAt
    issuers = [World.Issuer(id: 1, profiles: .all)]
    if draw.once(in: 8) { issuers[0].profiles.remove(draw.profile()) }
    for _ in 0...draw.below(3) { addKey(&draw, world) }
    for _ in 0..<draw.below(3) { addRule(&draw, world) }
  }

  /// A step in time, under the next authority record now and then.
  mutating func move(_ draw: inout Draw, _ world: World, isLastRecord: Bool) {
    if !isLastRecord, draw.once(in: 4) {
      authority += 1
      number = 1 + draw.below(3)
    } else {
      number += 1 + draw.below(2)
    }
    issuedAt = draw.pick(world.instants, from: draw.once(in: 8) ? 0 : issuedAt)
    expiresAt =
      draw.once(in: 3) ? 60 + draw.below(20) : draw.pick(world.instants, from: draw.once(in: 8) ? 0 : expiresAt)
    refreshAfter = max(issuedAt, expiresAt - draw.below(3))
  }

  /// One change, honest or not.
  mutating func change(_ draw: inout Draw, _ world: World) {
    switch draw.below(16) {
    case 0, 1: addKey(&draw, world)
    case 2: nextKey = draw.once(in: 3) ? draw.below(8) : nextKey + draw.below(3)
    case 3, 4: if !keys.isEmpty { changeKey(draw.below(keys.count), &draw, world) }
    case 5: if !keys.isEmpty { keys.remove(at: draw.below(keys.count)) }
    case 6: changeIssuers(&draw)
    case 7: if !issuers.isEmpty { changeIssuer(draw.below(issuers.count), &draw) }
    case 8, 9, 10: addRule(&draw, world)
    case 11: if !rules.isEmpty { rules.remove(at: draw.below(rules.count)) }
    case 12, 13: if !rules.isEmpty { changeRule(draw.below(rules.count), &draw, world) }
    default: break
    }
  }

  /// What an authority does with its freedom where the consequence takes three lists to show, and so is rare.
  mutating func makeUse(of removed: RemovedRule?, _ draw: inout Draw, _ world: World) {
    switch removed {
    case .tieExpiresAt:
      expiresAt = draw.pick(world.instants, from: issuedAt + 1)
      refreshAfter = expiresAt
    case .tieNextKey: nextKey = draw.below(nextKey + 1)
    case .issuerReturned: changeIssuers(&draw)
    default: break
    }
  }

  private mutating func addKey(_ draw: inout Draw, _ world: World) {
    guard !issuers.isEmpty else { return }
    let number = draw.once(in: 3) ? draw.below(8) : nextKey + draw.below(2)
    guard key(number) == nil else { return }
    nextKey = max(nextKey, number + 1)
    var key = World.Key(
      number: number, publicKey: 1 + draw.below(12), issuer: issuers[draw.below(issuers.count)].id,
      acceptUntil: draw.once(in: 4) ? draw.pick(world.instants) : 60)
    key.signsStatus = draw.once(in: 4)
    key.isCompromised = draw.once(in: 16)
    keys.insert(key, at: keys.firstIndex { $0.number > number } ?? keys.count)
  }

  private mutating func changeKey(_ index: Int, _ draw: inout Draw, _ world: World) {
    switch draw.below(6) {
    case 0, 1: keys[index].acceptUntil = draw.pick(world.instants)
    case 2: keys[index].isCompromised.toggle()
    case 3: keys[index].publicKey = 1 + draw.below(12)
    case 4: keys[index].signsStatus.toggle()
    default: keys[index].issuer = issuers[draw.below(issuers.count)].id
    }
  }

  private mutating func changeIssuers(_ draw: inout Draw) {
    let id = 1 + draw.below(3)
    if let index = issuers.firstIndex(where: { $0.id == id }) {
      issuers.remove(at: index)
      keys.removeAll { $0.issuer == id }
    } else {
      issuers.insert(World.Issuer(id: id, profiles: .all), at: issuers.firstIndex { $0.id > id } ?? issuers.count)
    }
  }

  private mutating func changeIssuer(_ index: Int, _ draw: inout Draw) {
    switch draw.below(4) {
    case 0: issuers[index].profiles.remove(draw.profile())
    case 1: issuers[index].profiles = .all
    case 2:
      issuers[index].generation = draw.below(3)
      issuers[index].demand = max(issuers[index].demand, draw.below(2))
    default: issuers[index].demand = draw.below(3)
    }
  }
}
