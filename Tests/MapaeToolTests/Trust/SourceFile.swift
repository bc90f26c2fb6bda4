import Foundation
import Mapae

/// A source of trust lists, as a lister would write it. Times are days after ``start``.
struct SourceFile: Encodable, Sendable {
  var calendar = [
    "every": "24h", "refreshAfter": "48h", "expiresAt": "28d", "longestPass": "270d",
  ]
  var issuers: [Issuer]
  var rules: [Rule] = []

  struct Issuer: Encodable, Sendable {
    var id = 1
    var name = "Northmark Health Service"
    var profiles = ["access", "vaccination"]
    var keys: [Key]
  }

  struct Key: Encodable, Sendable {
    var publicKey: String
    var signsFrom: String
    var signsUntil: String
    var acceptUntil: String?
    var state: String?

    /// A key that signs between two days.
    init(_ publicKey: String, from: Int, until: Int, acceptUntil: Int? = nil, state: String? = nil) {
      self.publicKey = publicKey
      signsFrom = SourceFile.day(from)
      signsUntil = SourceFile.day(until)
      self.acceptUntil = acceptUntil.map { SourceFile.day($0) }
      self.state = state
    }
  }

  struct Rule: Encodable, Sendable {
    var profile = "vaccination"
    var inForceFrom: String
    var inForceUntil: String?
    var countedFrom = "dose-date"
    var opensAfter = "14d"
    var closesAfter: String
    var utcOffset: String? = "+09:00"
    var condition: Condition?

    struct Condition: Encodable, Sendable {
      var claim: String
      var below: Int
    }

    init(closesAfter: String, from: Int, until: Int? = nil) {
      self.closesAfter = closesAfter
      inForceFrom = SourceFile.day(from)
      inForceUntil = until.map { SourceFile.day($0) }
    }
  }

  /// 2025-03-01T00:00:00Z: behind every true clock.
  static let start: Int64 = 1_740_787_200

  /// The midnight that many days after ``start``.
  static func day(_ count: Int) -> String {
    Date(timeIntervalSince1970: TimeInterval(start + Int64(count) * 86_400)).formatted(.iso8601)
  }

  func write(to file: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try encoder.encode(self).write(to: file)
  }
}
