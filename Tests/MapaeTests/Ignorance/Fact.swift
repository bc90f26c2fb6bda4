/// A kind of fact that a verifier may lack.
enum Fact: String, CaseIterable, Sendable {
  case clock = "the clock's interval"
  case list = "a newer list"
  case status = "a newer status list"
  case record = "a newer record"
  case claim = "a claim"
  case profile = "a profile"
  case rule = "a kind of rule"
  case day = "the day of a date"
  case domain = "a domain"
  case version = "a version"
  case memory = "memory"
  case code = "a fresh code"
  case several = "several at once"
}

/// A pass at a door that lacks a fact. The pass is the world's own but for the day of its date and the way it is shown.
struct Lack: Sendable {
  var fact: Fact
  var pass: World.Pass
  var door: Door
}

extension World {
  /// One fact taken away at a time, in every way that there is; several in a few ways.
  func lacks(_ draw: inout Draw) -> [Lack] {
    var lacks: [Lack] = []
    func lack(_ fact: Fact, _ change: (inout World.Pass, inout Door) -> Void) {
      var lack = Lack(fact: fact, pass: pass, door: knowingDoor)
      change(&lack.pass, &lack.door)
      lacks.append(lack)
    }
    for _ in 0..<3 {
      let reading = drawReading(&draw)
      if reading.earliest < reading.latest { lack(.clock) { $1.reading = reading } }
    }
    for (fact, holding) in own.olderHoldings { lack(fact) { $1.own = holding } }
    for (fact, holding) in home?.olderHoldings ?? [] { lack(fact) { $1.home = holding } }
    for place in own.statusLists.indices {
      lack(.status) { $1.statusLists.remove(at: place) }
      lack(.status) { $1.statusLists.removeLast($1.statusLists.count - place) }
    }
    if pass.hasFutureClaim { lack(.claim) { $1.knowledge.remove(.claims) } }
    if pass.hasPrivateClaim { lack(.claim) { $1.knowledge.remove(.privateClaims) } }
    if pass.profile == .future { lack(.profile) { $1.knowledge.remove(.profiles) } }
    if hasFutureRule { lack(.rule) { $1.knowledge.remove(.ruleKinds) } }
    if case .day = pass.date {
      lack(.day) { pass, _ in pass.date = .lastDecember }
      lack(.day) { pass, _ in pass.date = .lastYear }
    }
    if pass.isOfLaterVersion { lack(.version) { $1.knowledge.remove(.version) } }
    if pass.isLarge { lack(.memory) { $1.knowledge.remove(.memory) } }
    for code in otherCodes(&draw) { lack(.code) { pass, _ in pass.code = code } }
    for _ in 0..<3 {
      let several = lackingSeveral(&draw)
      lacks.append(several)
    }
    return lacks
  }

  private func lackingSeveral(_ draw: inout Draw) -> Lack {
    var lack = Lack(fact: .several, pass: pass, door: drawDoor(&draw, reading: drawReading(&draw)))
    if case .day = pass.date, draw.once(in: 2) { lack.pass.date = draw.once(in: 2) ? .lastDecember : .lastYear }
    let codes = otherCodes(&draw)
    if !codes.isEmpty, draw.once(in: 2) { lack.pass.code = codes[draw.below(codes.count)] }
    return lack
  }

  /// What the device may show as well: the bare pass, and codes of another time or that answer nobody or another door.
  private func otherCodes(_ draw: inout Draw) -> [Code?] {
    guard let code = pass.code else { return [] }
    var (early, late, other, none) = (code, code, code, code)
    early.presentedAt = max(0, now - draw.below(4))
    late.presentedAt = now + draw.below(4)
    other.challenge = 1 + draw.below(2)
    none.challenge = nil
    return [nil, early, late, other, none]
  }

  /// Whether the newest lists have a rule for the pass whose kind comes later.
  private var hasFutureRule: Bool {
    for domain in [own, home ?? own] {
      for rule in domain.lists[domain.lists.count - 1].rules where rule.isOfFutureKind && rule.profile == pass.profile {
        return true
      }
    }
    return false
  }
}

extension World.Domain {
  /// What else a door may hold of the domain, and which fact it lacks then.
  fileprivate var olderHoldings: [(Fact, Door.Holding)] {
    let newest = lists[lists.count - 1]
    var holdings: [(Fact, Door.Holding)] = [(.domain, .nothing), (.list, .noList)]
    for list in lists.dropLast() { holdings.append((list.authority < newest.authority ? .record : .list, .list(list))) }
    return holdings
  }
}
