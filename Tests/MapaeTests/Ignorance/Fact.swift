/// A kind of fact that a verifier may lack, and the doors that lack it.
enum Fact: String, CaseIterable, Sendable {
  case clock = "the clock's interval"
  case list = "a newer list"
  case record = "a newer record"
  case claim = "a claim"
  case profile = "a profile"
  case rule = "a kind of rule"
  case day = "the day of a date"
  case domain = "a domain"
  case version = "a version"
  case memory = "memory"
}

extension World {
  /// The door that knows everything: the newest list of each domain, the exact time, all that is ever learnt.
  var knowingDoor: Door {
    Door(
      own: .list(own.lists[own.lists.count - 1]), home: home.map { .list($0.lists[$0.lists.count - 1]) },
      reading: Reading(earliest: now, latest: now))
  }

  /// A reading that contains the true time.
  func drawReading(_ draw: inout Draw) -> Reading {
    Reading(
      earliest: min(now, draw.once(in: 4) ? now - draw.below(3) : draw.pick(instants)).clamped,
      latest: max(now, draw.once(in: 4) ? now + draw.below(3) : draw.pick(instants)).clamped)
  }
}

extension Int {
  /// The nearest of a world's instants.
  fileprivate var clamped: Int { Swift.min(Swift.max(self, 0), 63) }
}
