import Mapae

/// An expiry rule as its bytes are written, whatever they say.
struct LooseRule: Sendable {
  var kind: UInt8 = 1
  var profile: UInt16
  var from: Int64
  var until: Int64
  var anchor: UInt8 = 0
  var opensAfter: UInt32 = 0
  var closesAfter: UInt32
  /// Quarter hours, biased by 64.
  var offset: UInt8 = 64
  var condition: (tag: UInt8, limit: UInt32)?
  var rest: [UInt8] = []
  /// How many bytes of all that are left; `nil` for all.
  var size: Int?

  /// With the length byte.
  var bytes: [UInt8] {
    var bytes = [kind]
    bytes.append(profile, width: 2)
    bytes.append(from, width: 5)
    bytes.append(until, width: 5)
    if kind == 1 {
      bytes.append(anchor)
      bytes.append(opensAfter, width: 4)
      bytes.append(closesAfter, width: 4)
      bytes.append(offset)
      if let condition {
        bytes.append(condition.tag)
        bytes.append(condition.limit, width: 3)
      }
    }
    bytes += rest
    if let size { bytes = Array(bytes.prefix(size)) }
    return [UInt8(truncatingIfNeeded: bytes.count)] + bytes
  }

  init(profile: UInt16, from: Int64, until: Int64, closesAfter: UInt32) {
    (self.profile, self.from, self.until, self.closesAfter) = (profile, from, until, closesAfter)
  }

  init(_ rule: ExpiryRule) {
    (kind, profile) = (rule.kind, rule.profile.rawValue)
    (from, until) = (rule.inForceFrom.seconds, rule.inForceUntil.seconds)
    closesAfter = 1
    guard let window = rule.window else {
      rest = rule.body
      return
    }
    anchor = rule.body.first ?? 0
    (opensAfter, closesAfter) = (window.opensAfter, window.closesAfter)
    offset = UInt8(window.utcOffset + 64)
    condition = window.condition.map { ($0.tag.rawValue, $0.limit) }
  }

  /// A rule as an authority would write it.
  static func any(for profile: UInt16, around time: Int64, _ choices: inout Choices) -> LooseRule {
    let day: Int64 = 86_400
    var rule = LooseRule(profile: profile, from: 0, until: UnixTime.last.seconds, closesAfter: UInt32(200 * day))
    rule.from = Time.encodable(
      choices.mostly(0, once: 3, [time - day, time, time + day, time + 5 * day, time - 30 * day]))
    rule.until = Time.encodable(
      choices.mostly(rule.until, once: 3, [time, time + 1, time + 5 * day, time + 40 * day]))
    if rule.until <= rule.from { (rule.from, rule.until) = (0, UnixTime.last.seconds) }
    rule.anchor = choices.mostly(
      profile == 1 ? 0 : 0x50, once: 2, [0, 1, 1, 1, 0x50, 0x40, 0x40, 0xcb, 0xcb, 0x4b, 2, 0x60, 0x31])
    rule.closesAfter = choices.mostly(
      rule.closesAfter, once: 3,
      [UInt32(2 * day), UInt32(day), 3_600, UInt32(400 * day), .max, UInt32(90 * day), UInt32(4 * day)])
    rule.opensAfter = choices.mostly(
      0, once: 4, [1, UInt32(day), UInt32(3 * day), UInt32(10 * day), UInt32(100 * day)])
    if rule.opensAfter >= rule.closesAfter { rule.opensAfter = 0 }
    if rule.anchor >> 5 & 3 == 2 { rule.offset = choices.mostly(64, once: 2, [100, 16, 120, 44, 86, 119, 65]) }
    if choices.once(in: 3) {
      rule.condition = (
        choices.mostly(0x11, once: 2, [0x12, 0x10, 0x60, 0x31, 0x50, 0x4b, 0x31]),
        choices.any([3, 2, 1, 0, 255, 256, 1 << 24 - 1])
      )
    }
    if choices.once(in: 16) {
      rule.kind = choices.any([2, 0, 255])
      rule.rest = choices.any([[], [1, 2, 3]])
    }
    return rule
  }

  static let faults: [Twist<LooseRule>] = [
    Twist("RULE-1") { rule, choices in rule.rest += choices.any([[0], [1, 2, 3], [1, 2, 3, 4, 5]]) },
    Twist("RULE-1") { rule, _ in rule.opensAfter = rule.closesAfter },
    Twist("RULE-1") { rule, _ in rule.opensAfter = rule.closesAfter &+ 1 },
    Twist("RULE-1") { rule, _ in rule.until = rule.from - 1 },
    Twist("RULE-1") { rule, _ in rule.until = rule.from },
    Twist("RULE-1") { rule, choices in
      rule.anchor = 0x50
      rule.offset = choices.any([15, 121, 0, 255])
    },
    Twist("RULE-1", weight: 4) { rule, choices in
      rule.kind = 1
      rule.anchor = UInt8(choices.below(2))
      rule.offset = choices.any([65, 100, 16])
    },
    Twist("RULE-1") { rule, choices in rule.size = choices.below(13) },
    Twist("RULE-1") { rule, choices in rule.size = 13 + choices.below(11) },
  ]
}
