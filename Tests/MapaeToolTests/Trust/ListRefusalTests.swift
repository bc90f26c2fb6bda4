import Foundation
import Mapae
import Testing

/// One change of the source that a tie or a requirement forbids, after a first list on day 0.
struct RefusalCase: Sendable, CustomTestStringConvertible {
  typealias Change = @Sendable (inout SourceFile) -> Void

  let name: String
  /// What the error says.
  let says: [String]
  let day: Int
  let first: Change
  let change: Change

  init(_ name: String, says: [String], day: Int = 1, first: @escaping Change = { _ in }, change: @escaping Change) {
    (self.name, self.says, self.day, self.first, self.change) = (name, says, day, first, change)
  }

  var testDescription: String { name }
}

@Suite("Trust lists that are not signed")
struct ListRefusalTests {
  private static let rule: RefusalCase.Change = { $0.rules = [.init(closesAfter: "181d", from: 0)] }

  static let ties: [RefusalCase] = [
    RefusalCase("TIE-1: issued earlier", says: ["tie-dates", SourceFile.day(-1), "--at"], day: -1) { _ in },
    RefusalCase("TIE-1: expires earlier", says: ["tie-dates", "2025-03-28"]) { $0.calendar["expiresAt"] = "26d" },
    RefusalCase("TIE-4: a key moves to another issuer", says: ["tie-key-changed", "key 1", "a new key"]) {
      let key = $0.issuers[0].keys.removeLast()
      $0.issuers.append(.init(id: 2, name: "Northmark Travel", keys: [key]))
    },
    RefusalCase("TIE-5: an issuer gains a profile", says: ["tie-widened", "issuer 1", "ticket", "new issuer"]) {
      $0.issuers[0].profiles.append("ticket")
    },
    RefusalCase("TIE-5: a key is accepted longer", says: ["tie-widened", "key 0", "2026-01-01", "2025-12-27"]) {
      $0.issuers[0].keys[0].acceptUntil = "2026-01-01T00:00:00Z"
    },
    RefusalCase("TIE-5: a compromised key is good again", says: ["tie-widened", "key 0", "was compromised"]) {
      $0.issuers[0].keys[0].state = "compromised"
    } change: {
      $0.issuers[0].keys[0].state = "good"
    },
    RefusalCase("TIE-7: a key leaves early", says: ["tie-key-left", "key 0", "2025-12-27", "Put it back"], day: 300) {
      $0.issuers[0].keys.removeFirst()
    },
    RefusalCase("TIE-7: an issuer leaves early", says: ["tie-key-left", "key 0"]) { $0.issuers = [] },
    RefusalCase(
      "TIE-8: a rule is left out", says: ["tie-rule", "181d", "inForceUntil not below 2025-03-29T00:00:00Z"],
      first: rule
    ) { $0.rules = [] },
    RefusalCase("TIE-8: a rule is relaxed", says: ["tie-rule", "181d"], first: rule) {
      $0.rules[0].closesAfter = "271d"
    },
    RefusalCase("TIE-8: a rule ends a second early", says: ["tie-rule"], first: rule) {
      $0.rules[0].inForceUntil = "2025-03-28T23:59:59Z"
    },
  ]

  @Test("each tie that a source can break", arguments: ties)
  func tie(_ tie: RefusalCase) throws { try expectRefusal(tie) }

  static let requirements: [RefusalCase] = [
    RefusalCase("OPS-6: accepted for a second less than its passes live", says: ["keys[2].acceptUntil", "OPS-6"]) {
      $0.issuers[0].keys.append(.init("issuer-3", from: 61, until: 92))
      $0.issuers[0].keys[2].acceptUntil = "2026-02-25T23:59:59Z"
    },
    RefusalCase("a window that ends as it begins", says: ["keys[2].signsUntil"]) {
      $0.issuers[0].keys.append(.init("issuer-3", from: 61, until: 61))
    },
    RefusalCase("SIG-1: a key that is no point of prime order", says: ["keys[2].publicKey", "SIG-1"]) {
      $0.issuers[0].keys.append(.init(String(repeating: "0", count: 64), from: 61, until: 92))
    },
    RefusalCase("TRUST-10: a key stands twice", says: ["issuers[0].keys[2].publicKey", "twice"]) {
      $0.issuers[0].keys.append($0.issuers[0].keys[0])
    },
    RefusalCase("an issuer's id stands twice", says: ["issuers[1].id", "twice"]) {
      $0.issuers.append(.init(keys: []))
    },
    RefusalCase("BASE-7: a name with a turned direction", says: ["issuers[0].name", "BASE-7"]) {
      $0.issuers[0].name = "Northmark \u{202e}Health"
    },
    RefusalCase("a name of 129 bytes", says: ["issuers[0].name"]) {
      $0.issuers[0].name = String(repeating: "n", count: 129)
    },
    RefusalCase("a profile stands twice", says: ["issuers[0].profiles"]) {
      $0.issuers[0].profiles = ["access", "access"]
    },
    RefusalCase("a profile that nobody knows", says: ["issuers[0].profiles[1]", "vaccine"]) {
      $0.issuers[0].profiles = ["access", "vaccine"]
    },
    RefusalCase("a list of more than 400 days", says: ["calendar.expiresAt", "400 days"]) {
      $0.calendar["expiresAt"] = "401d"
    },
    RefusalCase("a list that expires as it is issued", says: ["calendar.expiresAt"]) {
      $0.calendar["expiresAt"] = "0s"
    },
    RefusalCase("a refresh after the expiry", says: ["calendar.refreshAfter"]) { $0.calendar["refreshAfter"] = "29d" },
    RefusalCase("a time that is none", says: ["issuers[0].keys[0].signsFrom", "Monday"]) {
      $0.issuers[0].keys[0].signsFrom = "Monday"
    },
    RefusalCase("a span that is none", says: ["calendar.every", "soon"]) { $0.calendar["every"] = "soon" },
    RefusalCase("a field that nobody looks at", says: ["calendar.expires", "no meaning"]) {
      $0.calendar["expires"] = "30d"
    },
    RefusalCase("a rule that is never in force", says: ["rules[0].inForceUntil"]) {
      $0.rules = [.init(closesAfter: "181d", from: 5, until: 5)]
    },
    RefusalCase("a rule whose window is empty", says: ["rules[0].closesAfter"]) {
      $0.rules = [.init(closesAfter: "14d", from: 0)]
    },
    RefusalCase("RULE-9: a rule that counts from no date", says: ["rules[0].countedFrom", "disease"]) {
      $0.rules = [.init(closesAfter: "181d", from: 0)]
      $0.rules[0].countedFrom = "disease"
    },
    RefusalCase("RULE-6: a condition on a text", says: ["rules[0].condition.claim", "product-text"]) {
      $0.rules = [.init(closesAfter: "181d", from: 0)]
      $0.rules[0].condition = .init(claim: "product-text", below: 3)
    },
    RefusalCase("an offset where there is no midnight", says: ["rules[0].utcOffset"]) {
      $0.rules = [.init(closesAfter: "181d", from: 0)]
      $0.rules[0].countedFrom = "issued-at"
    },
    RefusalCase("an offset that is none", says: ["rules[0].utcOffset", "+9"]) {
      $0.rules = [.init(closesAfter: "181d", from: 0)]
      $0.rules[0].utcOffset = "+9"
    },
    RefusalCase("a rule stands twice", says: ["rules[1]", "twice"]) {
      $0.rules = [.init(closesAfter: "181d", from: 0), .init(closesAfter: "181d", from: 0)]
    },
  ]

  @Test("each requirement that a source can break", arguments: requirements)
  func requirement(_ requirement: RefusalCase) throws { try expectRefusal(requirement) }

  private func expectRefusal(_ refusal: RefusalCase) throws {
    let domain = try Northmark()
    var source = domain.source
    refusal.first(&source)
    try #require(try domain.sign(source, day: 0).status == 0)
    refusal.change(&source)
    for index in source.issuers.indices {
      for key in source.issuers[index].keys.indices where source.issuers[index].keys[key].publicKey == "issuer-3" {
        source.issuers[index].keys[key].publicKey = domain.key("issuer-3")
      }
    }
    let result = try domain.sign(source, day: refusal.day)
    #expect(result.status == 1)
    for text in refusal.says { #expect(result.errors.contains(text), "\(result.errors)") }
    #expect(!domain.exists("bundle-\(refusal.day).mapae") && !domain.exists("archive/2.mapae"))
  }

  @Test("OPS-6: a key may be accepted for exactly as long as its passes live")
  func exactlyLongEnough() throws {
    let domain = try Northmark()
    var source = domain.source
    source.issuers[0].keys[1].acceptUntil = SourceFile.day(61 + 270)
    #expect(try domain.sign(source, day: 0).status == 0)
  }

  @Test("TIE-3: a key that left cannot return")
  func keyEntered() throws {
    let domain = try Northmark()
    try #require(try domain.sign(domain.source, day: 0).status == 0)
    var source = domain.source
    source.issuers[0].keys.removeFirst()
    try #require(try domain.sign(source, day: 301).status == 0)
    let result = try domain.sign(domain.source, day: 302)
    #expect(result.status == 1)
    #expect(result.errors.contains("tie-key-entered") && result.errors.contains("key 0"))
    #expect(result.errors.contains("Give the issuer a new key"))
  }

  @Test("TIE-11: a key that was narrowed leaves no sooner than when it was first listed")
  func narrowed() throws {
    let domain = try Northmark()
    try #require(try domain.sign(domain.source, day: 0).status == 0)
    var source = domain.source
    source.issuers[0].keys[0].acceptUntil = SourceFile.day(40)
    let narrowed = try domain.sign(source, day: 1)
    #expect(narrowed.status == 0)
    #expect(narrowed.errors.contains("passes end before their time"))
    source.issuers[0].keys.removeFirst()
    let result = try domain.sign(source, day: 41)
    #expect(result.status == 1)
    #expect(result.errors.contains("TIE-11") && result.errors.contains("key 0"))
    #expect(try domain.sign(source, day: 301).status == 0)
  }

  @Test("TIE-12: an issuer that left cannot return")
  func issuerReturns() throws {
    let domain = try Northmark()
    var source = domain.source
    source.issuers.append(.init(id: 2, name: "Northmark Travel", keys: []))
    try #require(try domain.sign(source, day: 0).status == 0)
    try #require(try domain.sign(domain.source, day: 1).status == 0)
    let result = try domain.sign(source, day: 2)
    #expect(result.status == 1)
    #expect(result.errors.contains("TIE-12") && result.errors.contains("issuer 2"))
  }

  @Test("an archive with a gap, a damaged or a renamed bundle signs nothing")
  func brokenArchive() throws {
    let domain = try Northmark()
    for day in 0..<3 { try #require(try domain.sign(domain.source, day: day).status == 0) }
    let second = domain.scratch / "archive/2.mapae"
    let bytes = try Data(contentsOf: second)
    for (content, says) in [
      (nil, "lacks 2.mapae"), (Data(bytes.dropLast()), "archive/2.mapae"),
      (try Data(contentsOf: domain.scratch / "archive/1.mapae"), "does not hold list 2"),
    ] {
      if let content { try content.write(to: second) } else { try FileManager.default.removeItem(at: second) }
      let result = try domain.sign(domain.source, day: 3)
      #expect(result.status == 1)
      #expect(result.errors.contains(says), "\(result.errors)")
    }
    try bytes.write(to: second)
    #expect(try domain.sign(domain.source, day: 3).status == 0)
  }

  @Test("a key that is no list key, one given twice, and too few sign nothing")
  func signers() throws {
    let domain = try Northmark()
    let record = ["--record", "record-1.mapae"]
    for (keys, says) in [
      (["--key", "list-2.key"], "no list key"), (["--key", "root-a.key"], "no list key"),
      (["--key", "list-1.key", "--key", "list-1.key"], "given twice"),
      (["--key", "record-1.mapae"], "no key file"),
    ] {
      let result = try domain.sign(domain.source, day: 0, more: record + keys)
      #expect(result.status == 1)
      #expect(result.errors.contains(says), "\(result.errors)")
      #expect(!domain.exists("archive"))
    }
  }
}
