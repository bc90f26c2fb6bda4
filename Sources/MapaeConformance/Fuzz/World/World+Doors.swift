import Mapae

/// What doors are for, and what their clocks say.
extension World {
  /// A clock reading: mostly the second at which most holds, else at an edge of what is in the world, or far from all.
  mutating func clock(
    _ now: Int64, _ list: LooseList?, _ pass: LoosePass, _ signer: Signer, _ status: StatusList?,
    _ presentation: LoosePresentation?, _ homeRules: [LooseRule]?
  ) -> (Int64, Int64) {
    if choices.isQuiet { return (now, now) }
    switch choices.weighted([69, 26, 3, 2, 2, homeRules == nil ? 0 : 24]) {
    case 0: return (now, now)
    case 1:
      let edges = edges(list, pass, signer, status, presentation)
      let edge = edges.isEmpty ? now : choices.any(edges)
      return reading(around: edge, now)
    case 4:
      // Before the pass begins, where it waits.
      let time = pass.issuedAt + Int64(pass.delay) / 2
      return (time, time)
    case 5:
      // What the home domain's rules say, also to a door that knows no more than what its lists prove.
      let rules = (homeRules ?? []).filter { $0.profile == pass.profile }
      let edges = rules.flatMap { self.edges(of: $0, pass) }.filter { pass.validFrom < $0 && $0 < pass.validUntil }
      if edges.isEmpty || choices.once(in: 3) { return (.min, now) }
      return reading(around: choices.any(edges), now)
    case 2: return reading(around: Time.moved(now, by: choices.any([1, 30, 100, 400, -1, -30, -400]) * Time.day), now)
    default:
      let ends: [Int64] = [.min, .max, 0, -1, 1 << 40, -(1 << 40), 1 << 32, 1 << 31, .min + 1, .max - 1]
      let (first, second) = (choices.any([now] + ends), choices.any([now] + ends))
      return (min(first, second), max(first, second))
    }
  }

  private mutating func reading(around edge: Int64, _ now: Int64) -> (Int64, Int64) {
    let time = Time.moved(edge, by: choices.any([0, -1, 1]))
    switch choices.weighted([8, 2, 2, 2, 2, 3, 2]) {
    case 0: return (time, time)
    case 1: return (Time.moved(time, by: -1), time)
    case 2: return (time, Time.moved(time, by: 1))
    case 3: return (Time.moved(time, by: -600), Time.moved(time, by: 600))
    case 4: return (.min, time)
    case 5: return (min(time, now), max(time, now))
    default: return (Time.moved(time, by: -3 * Time.day), time)
    }
  }

  /// The instants at which an answer may change.
  private func edges(
    _ list: LooseList?, _ pass: LoosePass, _ signer: Signer, _ status: StatusList?, _ presentation: LoosePresentation?
  ) -> [Int64] {
    var edges = [
      pass.issuedAt, pass.issuedAt, pass.issuedAt, pass.validFrom, pass.validUntil, pass.validUntil, signer.acceptUntil,
    ]
    if let list { edges += [list.issuedAt, list.refreshAfter, list.expiresAt] }
    if let status { edges += [status.issuedAt.seconds, status.expiresAt.seconds, status.expiresAt.seconds] }
    if let presentation { edges += [0, 60, 300, 0, 60, 60, 1].map { presentation.time + $0 } }
    for house in houses {
      guard let list = held(house.index).list?.fields else { continue }
      if house.domain.domainTag.rawValue != pass.tag {
        edges += [list.issuedAt.seconds, list.refreshAfter.seconds, list.expiresAt.seconds]
      }
      for rule in list.rules where rule.profile.rawValue == pass.profile {
        edges += self.edges(of: LooseRule(rule), pass)
      }
    }
    return edges
  }

  private func edges(of rule: LooseRule, _ pass: LoosePass) -> [Int64] {
    let starts: [Int64]
    switch rule.anchor {
    case 0: starts = [pass.issuedAt]
    case 1: starts = [pass.validFrom]
    default:
      guard let days = pass.integer(rule.anchor).flatMap(CalendarDate.init(encoded:))?.days else { return [] }
      let shift = (Int64(rule.offset) - 64) * 900
      starts = [days.lowerBound, days.upperBound].map { $0 * Time.day - shift }
    }
    return [rule.from, rule.until]
      + starts.flatMap { [$0 + Int64(rule.opensAfter), $0 + Int64(rule.closesAfter), $0 + Int64(rule.closesAfter)] }
  }

  /// The domain whose rules a door adds, if any; rarely one that it does not hold.
  mutating func home(_ house: House) -> Digest? {
    guard choices.once(in: 3) else { return nil }
    return choices.mostly(
      choices.any(houses.map(\.domain)), once: 8, [Digest(sha256Of: house.domain.bytes.span)])
  }

  /// A policy under which most of this is accepted; sometimes another one.
  mutating func policy(
    _ house: House, _ pass: LoosePass?, _ home: Digest?, size: Int, _ challenge: [UInt8]?
  ) -> Request.Terms {
    let tags = privateTags(pass)
    var scopes: [Request.Terms.Scope] = []
    for other in houses {
      for profile in Set([1, 2, 3, 4, 0xf000] + (pass.map { [$0.profile] } ?? [])).sorted() {
        scopes.append(.init(domain: other.domain, profile: profile, tags: other.domain == house.domain ? tags : []))
      }
    }
    if choices.once(in: 40) {
      switch choices.below(4) {
      case 0: scopes.removeAll { $0.domain == house.domain && $0.profile == pass?.profile }
      case 1: scopes.removeAll { $0.domain == house.domain }
      case 2: scopes = []
      default: scopes.removeAll { $0.profile == pass?.profile }
      }
    }
    if choices.once(in: 12) {
      // Understood in another scope only.
      scopes = scopes.map {
        .init(
          domain: $0.domain, profile: $0.profile,
          tags: $0.domain == house.domain && $0.profile == pass?.profile ? [] : LooseClaim.privateTags)
      }
    }
    let sizes = [size, size - 1, size + 1, 256, 255, 1_024, 1_023, 0, 2_000].map { UInt32(max(0, $0)) }
    let ages: [UInt32] = [60, 0, 1, 59, 61, 300, 3_600, .max]
    return Request.Terms(
      scopes: scopes, home: home,
      size: choices.once(in: size > 255 ? 2 : 20) ? choices.any(sizes) : nil,
      age: choices.once(in: 6) ? choices.any(ages) : nil,
      challenge: demand(challenge), bare: choices.once(in: 8))
  }

  private mutating func privateTags(_ pass: LoosePass?) -> [UInt8] {
    let used = Set(pass?.claims.map(\.tag) ?? [])
    let plain = LooseClaim.privateTags.filter(used.contains)
    return choices.once(in: 2) ? [] : plain
  }

  private mutating func demand(_ challenge: [UInt8]?) -> [UInt8]? {
    guard let challenge, !choices.once(in: 6) else { return choices.once(in: 40) ? [1, 2, 3, 4] : nil }
    let others = [challenge.dropLast(), challenge + [7], [1, 2, 3, 4], [7]].filter { 1...32 ~= $0.count }.map {
      Array($0)
    }
    return choices.mostly(challenge, once: 3, others)
  }
}
