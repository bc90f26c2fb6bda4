import Mapae

/// Looks for breaches of the properties in one world after the other, and counts what it looked at.
struct Search {
  let model: Model
  private(set) var worlds = 0
  /// Worlds whose pass is an honest issuer's and accepted with all facts known.
  private(set) var accepting = 0
  /// How often a fact was taken away, and how often the verdict was undecided then.
  private(set) var lacking: [Fact: Int] = [:]
  private(set) var undecided: [Fact: Int] = [:]
  /// How often each property could have been breached.
  private(set) var looked: [Property: Int] = [:]

  init(_ model: Model) { self.model = model }

  /// Draws the world of a seed and looks at the properties; gives the first breach.
  mutating func look(seed: UInt64, for properties: [Property]) -> Breach? {
    var draw = Draw(seed: seed)
    let world = World(&draw, model)
    worlds += 1
    for property in properties {
      if let what = breach(of: property, world, &draw) {
        return Breach(property: property, seed: seed, world: world, what: what)
      }
    }
    return nil
  }

  private mutating func breach(of property: Property, _ world: World, _ draw: inout Draw) -> String? {
    switch property {
    case .noFalseNo: falseNo(world, &draw)
    case .steadyClock: unsteadyClock(world, &draw)
    case .nobodyCutOff: cutOff(world.own) ?? world.home.flatMap { cutOff($0) } ?? cutOffStatus(world.own)
    case .overMeansOver: calledOverTooEarly(world, &draw)
    case .demandsStay: fallenDemand(world)
    case .revocationsStay: freedSerial(world, &draw)
    case .provenBadIsRejected: toleratedBad(world, &draw)
    }
  }

  private mutating func falseNo(_ world: World, _ draw: inout Draw) -> String? {
    guard model.isHonest(world.pass, world.own.lists, now: world.now) else { return nil }
    guard model.judge(world.pass, at: world.knowingDoor).outcome == .accepted else { return nil }
    accepting += 1
    for lack in world.lacks(&draw) {
      let verdict = model.judge(lack.pass, at: lack.door)
      looked[.noFalseNo, default: 0] += 1
      lacking[lack.fact, default: 0] += 1
      if verdict.outcome == .undecided { undecided[lack.fact, default: 0] += 1 }
      if verdict.outcome == .rejected { return "accepted, but \(verdict) without \(lack.fact.rawValue): \(lack.door)" }
    }
    return nil
  }

  private mutating func unsteadyClock(_ world: World, _ draw: inout Draw) -> String? {
    for _ in 0..<2 {
      let wide = world.drawAnyReading(&draw)
      let door = world.drawDoor(&draw, reading: wide)
      let verdict = model.judge(world.pass, at: door)
      guard verdict.outcome != .undecided else { continue }
      for _ in 0..<4 {
        var narrow = wide
        narrow.earliest += draw.below(wide.latest - wide.earliest + 1)
        narrow.latest -= draw.below(wide.latest - narrow.earliest + 1)
        var narrower = door
        narrower.reading = narrow
        let other = model.judge(world.pass, at: narrower)
        looked[.steadyClock, default: 0] += 1
        if other.outcome != .undecided, other.outcome != verdict.outcome {
          return "\(verdict) at \(wide), \(other) at \(narrow): \(door)"
        }
      }
    }
    return nil
  }

  /// Every list after every earlier one. What a door holds after a load does not depend on how it got there, so pairs
  /// are all that there is.
  private mutating func cutOff(_ domain: World.Domain) -> String? {
    for earlier in domain.lists.indices {
      var held = HeldState(domain)
      if let refusal = model.load(Bundle(domain.lists[earlier], of: domain), into: &held) {
        return "list \(earlier + 1) is refused by an empty state: \(refusal.name)"
      }
      for later in domain.lists.indices.dropFirst(earlier + 1) {
        var next = held
        looked[.nobodyCutOff, default: 0] += 1
        if let refusal = model.load(Bundle(domain.lists[later], of: domain), into: &next) {
          return "list \(later + 1) is refused after list \(earlier + 1): \(refusal.name)"
        }
      }
    }
    return nil
  }

  /// Every status list after every earlier one, where the newest trust list supports both.
  private mutating func cutOffStatus(_ domain: World.Domain) -> String? {
    var empty = HeldState(domain)
    _ = model.load(Bundle(domain.lists[domain.lists.count - 1], of: domain), into: &empty)
    for earlier in domain.statusLists.indices {
      var held = empty
      guard model.take(.init(list: domain.statusLists[earlier]), &held) == nil else { continue }
      for later in domain.statusLists.indices.dropFirst(earlier + 1) {
        var (alone, next) = (empty, held)
        guard model.take(.init(list: domain.statusLists[later]), &alone) == nil else { continue }
        looked[.nobodyCutOff, default: 0] += 1
        if let refusal = model.take(.init(list: domain.statusLists[later]), &next) {
          return "status list \(later + 1) is refused after status list \(earlier + 1): \(refusal.name)"
        }
      }
    }
    return nil
  }

  private mutating func calledOverTooEarly(_ world: World, _ draw: inout Draw) -> String? {
    guard model.isHonest(world.pass, world.own.lists, now: world.now) else { return nil }
    var door = world.knowingDoor
    door.reading = world.drawReading(&draw)
    for index in world.own.lists.indices {
      let list = world.own.lists[index]
      door.own = .list(list)
      let reason = model.judge(world.pass, at: door).reason
      var end = world.pass.validUntil
      if reason == .expired, let key = list.key(world.pass.keyNumber) { end = min(end, key.acceptUntil) }
      guard reason == .keyWithdrawn || reason == .expired else { continue }
      looked[.overMeansOver, default: 0] += 1
      if world.now < end { return "\(reason?.name ?? "") under list \(index + 1) at \(door.reading), ending at \(end)" }
    }
    return nil
  }

  private mutating func fallenDemand(_ world: World) -> String? {
    var door = world.knowingDoor
    door.statusLists = []
    var demanding: Int?
    for index in world.own.lists.indices {
      door.own = .list(world.own.lists[index])
      let verdict = model.judge(world.pass, at: door)
      if let demanding {
        looked[.demandsStay, default: 0] += 1
        if verdict.outcome == .accepted {
          return "status-list-missing under list \(demanding + 1), accepted under list \(index + 1)"
        }
      } else if verdict.reason == .statusListMissing {
        demanding = index
      }
    }
    return nil
  }

  private mutating func freedSerial(_ world: World, _ draw: inout Draw) -> String? {
    let list = world.own.lists[world.own.lists.count - 1]
    let keys = list.keys.filter { $0.signsStatus && !$0.isCompromised }
    guard !keys.isEmpty else { return nil }
    let key = keys[draw.below(keys.count)]
    var brought: [World.StatusList] = []
    var before: World.StatusList?
    for _ in 0..<4 {
      let generation = list.issuer(key.issuer)?.generation ?? 0
      brought.append(World.StatusList(&draw, byThiefOf: key, generation: generation))
      let held = model.held(brought, of: key.issuer, under: list)
      looked[.revocationsStay, default: 0] += 1
      for serial in 0..<8 where before?.rejects(serial) == true && held?.rejects(serial) != true {
        return "serial \(serial) is free after \(brought)"
      }
      before = held
    }
    return nil
  }

  private mutating func toleratedBad(_ world: World, _ draw: inout Draw) -> String? {
    let door = world.drawDoor(&draw, reading: world.drawReading(&draw))
    guard let bad = world.pass.provenBad(at: door, model) else { return nil }
    looked[.provenBadIsRejected, default: 0] += 1
    let verdict = model.judge(world.pass, at: door)
    return verdict.outcome == .rejected ? nil : "\(bad), but \(verdict): \(door)"
  }
}

/// A world in which a property does not hold.
struct Breach: CustomStringConvertible {
  let property: Property
  let seed: UInt64
  let world: World
  let what: String

  var description: String { "\(property.rawValue), world of seed \(seed): \(what). \(world)" }
}

extension World.Pass {
  /// Why the door can prove the pass bad, whatever else it does not know.
  fileprivate func provenBad(at door: Door, _ model: Model) -> String? {
    if isOfLaterVersion && !door.knowledge.contains(.version) { return nil }
    if isLarge && !door.knowledge.contains(.memory) { return nil }
    guard !isMalformed else { return "malformed" }
    guard case .list(let list) = door.own, keyNumber < list.nextKey else { return nil }
    guard let key = list.key(keyNumber), key.publicKey == signer else { return "not signed by a listed key" }
    if key.isCompromised { return "signed by a compromised key" }
    if key.signsStatus || list.issuer(key.issuer)?.profiles.contains(profile) == false { return "by the wrong key" }
    if !door.isInScope { return "not accepted here" }
    let status = model.held(door.statusLists, of: key.issuer, under: list)
    if status?.revoked.contains(serial) == true { return "revoked" }
    if date == .broken { return "invalid claims" }
    if let code, code.signer != holderKey { return "presented by another key" }
    // Honest dates have passed, and the clock says no less than it says.
    let passed = max(door.reading.earliest, list.issuedAt, issuedAt, status?.issuedAt ?? 0)
    guard door.reading.latest >= passed else { return nil }
    return min(validUntil, key.acceptUntil) <= passed ? "ended" : nil
  }
}
