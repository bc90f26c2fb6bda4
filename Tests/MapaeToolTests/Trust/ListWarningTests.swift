import Foundation
import Testing

/// A source that may be signed, and what the signer is warned of.
struct WarningCase: Sendable, CustomTestStringConvertible {
  let name: String
  /// What the warning says; `nil` for none at all.
  let says: String?
  let day: Int
  let change: @Sendable (inout SourceFile) -> Void

  init(_ name: String, says: String?, day: Int = 1, change: @escaping @Sendable (inout SourceFile) -> Void) {
    (self.name, self.says, self.day, self.change) = (name, says, day, change)
  }

  var testDescription: String { name }
}

@Suite("Trust lists that are signed with a warning")
struct ListWarningTests {
  /// A key for the third month. Its public key is filled in.
  private static func third(from: Int) -> SourceFile.Key { .init("issuer-3", from: from, until: from + 31) }

  static let cases: [WarningCase] = [
    WarningCase("a list in order", says: nil) { _ in },
    WarningCase("TRUST-15: listed 27 days before it signs", says: "issuers[0].keys[2] signs from") {
      $0.issuers[0].keys.append(third(from: 28))
    },
    WarningCase("TRUST-15: listed 28 days before it signs", says: nil) {
      $0.issuers[0].keys.append(third(from: 29))
    },
    WarningCase("TRUST-15: the longest list that has not expired counts", says: "TRUST-15", day: 15) {
      $0.calendar["expiresAt"] = "14d"
      $0.issuers[0].keys.append(third(from: 42))
    },
    WarningCase("TRUST-18: no standby", says: "no standby key: after a theft", day: 32) { _ in },
    WarningCase("TRUST-18: the standby is compromised", says: "no standby key") {
      $0.issuers[0].keys[1].state = "compromised"
    },
    WarningCase("TRUST-18: the standby was called up", says: "no standby key") {
      $0.issuers[0].keys[0].state = "compromised"
    },
    WarningCase("TRUST-18: called up, with a new standby", says: nil) {
      $0.issuers[0].keys[0].state = "compromised"
      $0.issuers[0].keys.append(third(from: 61))
    },
    WarningCase("OPS-3: a lifetime of 27 days", says: "calendar.expiresAt: doors that are offline", day: 2) {
      $0.calendar["expiresAt"] = "27d"
    },
    WarningCase("OPS-4: one interval", says: "calendar.refreshAfter: 1d after issued at is not two intervals of 1d") {
      $0.calendar["refreshAfter"] = "24h"
    },
    WarningCase("OPS-4: a list each week", says: nil) {
      $0.calendar["every"] = "7d"
      $0.calendar["refreshAfter"] = "14d"
    },
    WarningCase("the record's end is a lifetime away", says: nil, day: 344) {
      $0.issuers[0].keys = [third(from: 344), .init("root-d", from: 380, until: 411)]
    },
    WarningCase("the record's end is less than a lifetime away", says: "allows no list beyond 2026-04-05", day: 345) {
      $0.issuers[0].keys = [third(from: 345), .init("root-d", from: 380, until: 411)]
    },
    WarningCase("OPS-12: lists until is a lifetime after the list keys", says: nil) {
      $0.calendar["listKeysUntil"] = SourceFile.day(372)
    },
    WarningCase("OPS-12: lists until is later than that", says: "OPS-12") {
      $0.calendar["listKeysUntil"] = SourceFile.day(371)
    },
    WarningCase("the list keys' last use is over", says: "planned last use of the list keys is over", day: 6) {
      $0.calendar["listKeysUntil"] = SourceFile.day(6)
    },
    WarningCase("a key is narrowed", says: "issuers[0].keys[0].acceptUntil") {
      $0.issuers[0].keys[0].acceptUntil = SourceFile.day(300)
    },
  ]

  @Test("each warning, and the nearest source without it", arguments: cases)
  func warning(_ warning: WarningCase) throws {
    let domain = try Northmark()
    try #require(try domain.sign(domain.source, day: 0).status == 0)
    var source = domain.source
    warning.change(&source)
    for key in source.issuers[0].keys.indices {
      let name = source.issuers[0].keys[key].publicKey
      source.issuers[0].keys[key].publicKey = domain.keys[name] ?? name
    }
    let result = try domain.sign(source, day: warning.day)
    #expect(result.status == 0, "\(result.errors)")
    if let says = warning.says {
      #expect(result.errors.contains("warning: ") && result.errors.contains(says), "\(result.errors)")
    } else {
      // The keys of these days are too new for the lead time, which is not what they are about.
      let others = result.errors.split(separator: "\n").filter { !$0.contains("TRUST-15") || warning.day < 300 }
      #expect(others.isEmpty, "\(result.errors)")
    }
  }

  @Test("TRUST-14: a list that is dated ahead of the machine's clock")
  func future() throws {
    let domain = try Northmark()
    var source = domain.source
    source.issuers[0].keys = [.init(domain.key("issuer-1"), from: 0, until: 31)]
    try source.write(to: domain.scratch / "source.json")
    let hour = Date(timeIntervalSinceNow: 3_600).formatted(.iso8601)
    try domain.ok(
      ["authority", "new", "--root", domain.key("root-a"), "--root-threshold", "1", "--list-key", domain.key("list-1")]
        + ["--list-threshold", "1", "--lists-until", Date(timeIntervalSinceNow: 864_000_0).formatted(.iso8601)]
        + ["--out", "now.draft"])
    try domain.ok("authority", "sign", "now.draft", "--key", "root-a.key", "--out", "now.sig")
    try domain.ok("authority", "seal", "now.draft", "--signature", "now.sig", "--out", "now.mapae")
    let sign = ["trust", "sign", "source.json", "--record", "now.mapae", "--key", "list-1.key", "--archive"]
    let ahead = try domain.mapae(sign + ["ahead", "--at", hour, "--out", "ahead.mapae"])
    #expect(ahead.status == 0)
    #expect(ahead.errors.contains("TRUST-14"))
    let now = try domain.mapae(sign + ["now", "--out", "now-bundle.mapae"])
    #expect(now.status == 0, "\(now.errors)")
    #expect(!now.errors.contains("TRUST-14"))
  }
}
