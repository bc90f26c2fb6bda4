import Mapae

/// The tables of chapter Expiry rules and time.
extension Annotator {
  mutating func walkRule() throws {
    let length = try count("length", 1)
    try inside(count: length) { annotator in
      let kind = try annotator.integer("kind", 1) { $0 == 1 ? "1: a window" : "\($0): not known here" }
      let profile = try annotator.profile("profile")
      try annotator.time("in force from")
      try annotator.time("in force until")
      if kind == 1 { try annotator.walkWindow(of: profile) }
      try annotator.walkOpaque("body", "not known here")
    }
  }

  private mutating func walkWindow(of profile: Profile) throws {
    try claimTag("anchor") { $0.anchorWords(in: profile) }
    try integer("opens after", 4) { Seconds.words($0) }
    try integer("closes after", 4) { Seconds.words($0) }
    try integer("UTC offset", 1) { "UTC" + UTCOffset(quarterHours: Int(truncatingIfNeeded: $0) - 64).text }
    guard offset < end else { return }
    try claimTag("condition tag") {
      $0.size == .prefixed ? "no claim that can be read as an integer" : $0.words(in: profile)
    }
    try integer("condition limit", 3) { "applies below \($0), or where the claim is absent" }
  }
}

extension ClaimTag {
  fileprivate func anchorWords(in profile: Profile) -> String {
    switch rawValue {
    case 0: "the pass's issued at"
    case 1: "the pass's valid from"
    default:
      size == .fixed(3) ? text(in: profile) + ", read as a date" : "not known here"
    }
  }
}
