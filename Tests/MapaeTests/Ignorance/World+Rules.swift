/// Rules, drawn so that their edges fall on the world's instants for the world's pass.
extension World.List {
  mutating func addRule(_ draw: inout Draw, _ world: World) {
    var rule = World.Rule(
      profile: world.pass.profile, from: 0, until: World.forever, anchor: .issuedAt, opens: 0, closes: 1)
    if draw.once(in: 8) { rule.profile = .known }
    rule.isOfFutureKind = draw.once(in: 4)
    rule.drawForce(&draw, world)
    switch draw.below(12) {
    case 0, 1, 2: rule.anchor = .issuedAt
    case 3, 4, 5: rule.anchor = .validFrom
    case 6: rule.anchor = draw.once(in: 2) ? .absent : .unknown
    default:
      rule.anchor = .date
      rule.offset = draw.below(5) - 2
    }
    rule.drawWindow(&draw, world)
    switch draw.below(6) {
    case 0, 1: rule.condition = .countBelow(1 + draw.below(3))
    case 2: if draw.once(in: 6) { rule.condition = .unreadable }
    default: break
    }
    rules.append(rule)
  }

  mutating func changeRule(_ index: Int, _ draw: inout Draw, _ world: World) {
    if draw.once(in: 4) {
      rules[index].drawWindow(&draw, world)
    } else {
      rules[index].drawForce(&draw, world)
    }
  }
}

extension World.Rule {
  fileprivate mutating func drawForce(_ draw: inout Draw, _ world: World) {
    from = draw.once(in: 2) ? 0 : draw.pick(world.instants)
    until = draw.once(in: 2) ? World.forever : draw.pick(world.instants, from: from + 1)
  }

  fileprivate mutating func drawWindow(_ draw: inout Draw, _ world: World) {
    let start: Int
    switch anchor {
    case .issuedAt: start = world.pass.issuedAt
    case .validFrom: start = world.pass.validFrom
    case .date:
      guard let days = world.pass.date?.days else { return }
      start = 4 * (draw.once(in: 2) ? days.lowerBound : days.upperBound) - offset
    case .absent, .unknown: return
    }
    opens = draw.once(in: 2) ? 0 : max(0, draw.pick(world.instants) - start)
    closes = max(opens + 1, draw.pick(world.instants) - start)
    if draw.once(in: 3) { closes = opens + 2_000 }
  }
}
