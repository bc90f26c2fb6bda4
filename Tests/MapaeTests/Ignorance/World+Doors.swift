/// The doors of a world.
extension World {
  /// The door that knows everything: the newest list of each domain, the exact time, all that is ever learnt.
  var knowingDoor: Door {
    Door(
      own: own.newest, home: home?.newest, statusLists: own.statusLists,
      reading: Reading(earliest: now, latest: now), asks: asks)
  }

  /// A door that holds any lists and has learnt anything.
  func drawDoor(_ draw: inout Draw, reading: Reading) -> Door {
    var door = knowingDoor
    door.own = .list(own.lists[draw.below(own.lists.count)])
    if let home { door.home = .list(home.lists[draw.below(home.lists.count)]) }
    door.statusLists = own.statusLists.filter { _ in !draw.once(in: 4) }
    door.reading = reading
    if draw.once(in: 2) { door.knowledge = Knowledge(&draw) }
    return door
  }

  /// A reading that contains the true time, or is exact, or is wrong.
  func drawAnyReading(_ draw: inout Draw) -> Reading {
    if draw.once(in: 3) { return Reading(earliest: now, latest: now) }
    if draw.once(in: 2) { return drawReading(&draw) }
    let earliest = draw.pick(instants)
    return Reading(earliest: earliest, latest: draw.pick(instants, from: earliest) + draw.below(2))
  }

  /// A reading that contains the true time.
  func drawReading(_ draw: inout Draw) -> Reading {
    var reading = Reading(earliest: now - draw.below(3), latest: now + draw.below(3))
    if draw.once(in: 2) { reading.earliest = min(now, draw.pick(instants)) }
    if draw.once(in: 2) { reading.latest = max(now, draw.pick(instants)) }
    reading.earliest = max(reading.earliest, 0)
    return reading
  }
}

extension World.Domain {
  fileprivate var newest: Door.Holding { .list(lists[lists.count - 1]) }
}
