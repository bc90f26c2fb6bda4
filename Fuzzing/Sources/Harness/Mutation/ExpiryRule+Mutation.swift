internal import Mapae

extension ExpiryRule {
  /// The same rule with one thing changed; `nil` where that is no rule.
  func mutated(_ draw: inout Draw) -> ExpiryRule? {
    guard let window else { return nil }
    var (profile, from, until, changed) = (profile, inForceFrom, inForceUntil, window)
    switch draw.below(7) {
    case 0: profile = draw.profile()
    case 1: from = draw.instant(from)
    case 2: until = draw.once(in: 3) ? .last : draw.instant(until)
    case 3: changed = window.with(anchor: Window.anchor(&draw))
    case 4: changed = window.with(condition: Window.condition(&draw))
    case 5: changed = window.with(opensAfter: draw.span())
    default: changed = window.with(closesAfter: draw.span())
    }
    return try? ExpiryRule(profile: profile, inForceFrom: from, inForceUntil: until, window: changed)
  }

  /// A rule that mostly is in force for ever and open from the anchor on.
  static func drawn(_ profile: Profile, _ draw: inout Draw) -> ExpiryRule? {
    let window = Window(
      anchor: Window.anchor(&draw), opensAfter: draw.once(in: 4) ? draw.span() : 0,
      closesAfter: draw.once(in: 4) ? .max : draw.span(), condition: Window.condition(&draw))
    return try? ExpiryRule(
      profile: profile, inForceFrom: draw.once(in: 2) ? UnixTime(0) : draw.instant(UnixTime(0)),
      inForceUntil: draw.once(in: 2) ? .last : draw.instant(.last),
      window: window)
  }

  /// The rule with its length byte, by which rules are ordered.
  var orderedBytes: [UInt8] {
    var bytes = [UInt8(13 + body.count), kind, UInt8(profile.rawValue >> 8), UInt8(profile.rawValue & 255)]
    for time in [inForceFrom, inForceUntil] {
      for shift in stride(from: 32, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: time.seconds >> Int64(shift)))
      }
    }
    return bytes + body
  }
}

extension ExpiryRule.Window {
  fileprivate func with(
    anchor: ExpiryRule.Anchor? = nil, opensAfter: UInt32? = nil, closesAfter: UInt32? = nil,
    condition: ExpiryRule.Condition? = nil
  ) -> Self {
    Self(
      anchor: anchor ?? self.anchor, opensAfter: opensAfter ?? self.opensAfter,
      closesAfter: closesAfter ?? self.closesAfter, utcOffset: anchor == nil ? utcOffset : 0,
      condition: condition ?? self.condition)
  }

  fileprivate static func anchor(_ draw: inout Draw) -> ExpiryRule.Anchor {
    draw.generator.pick([.issuedAt, .validFrom, .date(.birthDate), .date(ClaimTag(rawValue: 0x50)), .unknown(2)])
  }

  fileprivate static func condition(_ draw: inout Draw) -> ExpiryRule.Condition? {
    guard draw.once(in: 3) else { return nil }
    return ExpiryRule.Condition(ClaimTag(rawValue: UInt8(draw.below(256))), below: draw.number(3, bits: 24))
  }
}
