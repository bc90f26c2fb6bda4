import Foundation
import Mapae

/// An expiry rule in words: in a source, in a draft, and where a state is shown (chapter Expiry rules and time).
struct RuleText: Codable {
  var profile: Profile
  var inForceFrom: UnixTime
  /// Absent: until further notice.
  var inForceUntil: UnixTime?
  /// `issued-at`, `valid-from`, the name of a date claim of the profile, or its tag such as `0x5c`.
  var countedFrom: String
  var opensAfter: TimeSpan
  var closesAfter: TimeSpan
  /// Where the midnight of a date is, such as `+09:00`; absent for UTC.
  var utcOffset: UTCOffset?
  /// The rule applies only where this holds, or the claim is absent; absent: to all passes of the profile.
  var condition: Condition?

  struct Condition: Codable {
    /// The name of a claim of the profile that is read as an integer, or its tag such as `0x1c`.
    var claim: String
    var below: UInt32
  }

  /// - Throws: a failure whose text begins with the field at fault.
  func rule() throws -> ExpiryRule {
    guard inForceFrom.isEncodable, (inForceUntil ?? .last).isEncodable, inForceFrom < inForceUntil ?? .last else {
      throw ToolFailure("inForceUntil: this is not after inForceFrom", remedy: "A rule is in force for a time.")
    }
    guard let opens = UInt32(exactly: opensAfter.seconds), let closes = UInt32(exactly: closesAfter.seconds),
      opens < closes
    else {
      throw ToolFailure(
        "closesAfter: this is not after opensAfter, or too long",
        remedy: "The window goes from opensAfter to closesAfter; the longest span is 49710d.")
    }
    let anchor = try anchor()
    let offset = utcOffset?.quarterHours ?? 0
    if case .date = anchor {
    } else if offset != 0 {
      throw ToolFailure(
        "utcOffset: \(countedFrom) is an instant, which has no midnight",
        remedy: "Leave the offset out; it belongs to rules that count from a date.")
    }
    let window = ExpiryRule.Window(
      anchor: anchor, opensAfter: opens, closesAfter: closes, utcOffset: offset,
      condition: try condition?.condition(in: profile))
    do {
      return try ExpiryRule(
        profile: profile, inForceFrom: inForceFrom, inForceUntil: inForceUntil ?? .last, window: window)
    } catch {
      throw ToolFailure("the rule cannot be written: \(error)")
    }
  }

  /// A claim that no door can read as a date would make the rule `unsupported-rule` at each of them (RULE-9).
  private func anchor() throws -> ExpiryRule.Anchor {
    switch countedFrom {
    case "issued-at": return .issuedAt
    case "valid-from": return .validFrom
    default:
      guard let tag = ClaimNames.of(profile)[countedFrom], tag.size == .fixed(3),
        Registry.definition(of: tag, in: profile).map({ $0.type == .date }) ?? true
      else {
        throw ToolFailure(
          "countedFrom: \(countedFrom) is no date of the profile \(profile)",
          remedy: "Give issued-at, valid-from, or a claim whose type is date.")
      }
      return .date(tag)
    }
  }
}

extension RuleText.Condition {
  /// RULE-6: only fixed sizes can be read as an integer.
  fileprivate func condition(in profile: Profile) throws -> ExpiryRule.Condition {
    guard let tag = ClaimNames.of(profile)[claim], tag.size != .prefixed else {
      throw ToolFailure(
        "condition.claim: \(claim) is no number of the profile \(profile)",
        remedy: "Give a claim whose type is integer or code.")
    }
    guard below < 1 << 24 else {
      throw ToolFailure("condition.below: \(below) is too large", remedy: "16777215 is the most.")
    }
    return ExpiryRule.Condition(tag, below: below)
  }
}

extension RuleText {
  /// `nil` for a rule of a kind that this version does not know.
  init?(_ rule: ExpiryRule) {
    guard let window = rule.window else { return nil }
    profile = rule.profile
    inForceFrom = rule.inForceFrom
    inForceUntil = rule.inForceUntil == .last ? nil : rule.inForceUntil
    opensAfter = TimeSpan(seconds: Int64(window.opensAfter))
    closesAfter = TimeSpan(seconds: Int64(window.closesAfter))
    condition = window.condition.map { .init(claim: $0.tag.text(in: rule.profile), below: $0.limit) }
    switch window.anchor {
    case .issuedAt: countedFrom = "issued-at"
    case .validFrom: countedFrom = "valid-from"
    case .date(let tag):
      countedFrom = tag.text(in: rule.profile)
      utcOffset = UTCOffset(quarterHours: window.utcOffset)
    case .unknown(let byte): countedFrom = "0x" + Hex.encode([byte])
    }
  }

  /// One line for a person.
  var line: String {
    let counted = utcOffset.map { "\(countedFrom) (UTC\($0.text))" } ?? countedFrom
    let condition = condition.map { ", where \($0.claim) is below \($0.below)" } ?? ""
    return "\(profile): from \(opensAfter.text) to \(closesAfter.text) after \(counted)\(condition); in force from "
      + "\(inForceFrom.text) until \(inForceUntil?.text ?? "further notice")"
  }
}
