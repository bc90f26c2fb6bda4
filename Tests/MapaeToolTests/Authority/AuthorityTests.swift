import Foundation
import Mapae
import Testing

@Suite("Authority records")
struct AuthorityTests {
  @Test("a new record states what was asked for, and its draft's digest is its anchor")
  func new() throws {
    let domain = try Northmark()
    let record = try AuthorityRecord(decoding: domain.bytes("record-1.mapae"))
    #expect(record.number == 1)
    #expect(record.roots.keys.map(\.hex) == ["root-a", "root-b", "root-c"].map(domain.key))
    #expect(record.roots.threshold == 2)
    #expect(record.lists.keys.map(\.hex) == [domain.key("list-1")])
    #expect(record.issuedAt.seconds == SourceFile.start)
    #expect(record.listsUntil.seconds == SourceFile.start + 400 * 86_400)
    #expect(record.digest.hex == domain.anchor)
    #expect(try domain.text("root-a.sig").contains(domain.anchor))
  }

  @Test("TRUST-6: two drafts of the same keys are two domains")
  func nonce() throws {
    let domain = try Northmark()
    try domain.ok(domain.newRecord(lists: ["list-1"], out: "again.draft"))
    #expect(try domain.text("again.draft") != domain.text("record-1.draft"))
  }

  @Test("what is signed is printed first, every key and time of it")
  func shown() throws {
    let domain = try Northmark()
    let output = try domain.ok("authority", "sign", "record-1.draft", "--key", "root-c.key", "--out", "root-c.sig")
    for text in ["root-a", "root-b", "root-c", "list-1"].map(domain.key) + [
      "2 of 3", "1 of 1", SourceFile.day(0), SourceFile.day(400), domain.anchor,
    ] { #expect(output.contains(text)) }
  }

  @Test(
    "on a terminal, anything but yes signs nothing",
    arguments: [("yes", true), ("no", false), ("y", false), ("", false)])
  func asked(_ answer: String, _ signs: Bool) throws {
    let domain = try Northmark()
    let result = try domain.atTerminal(
      ["authority", "sign", "record-1.draft", "--key", "root-c.key", "--out", "root-c.sig"], typing: answer + "\n")
    #expect(result.output.contains("Sign this?"))
    #expect((result.status == 0) == signs, "\(result.output)")
    #expect(domain.exists("root-c.sig") == signs)
  }

  @Test("signatures may come in any order, and more than the threshold")
  func order() throws {
    let domain = try Northmark()
    try domain.ok("authority", "sign", "record-1.draft", "--key", "root-c.key", "--out", "root-c.sig")
    for (name, files) in [("ba", ["root-b", "root-a"]), ("cba", ["root-c", "root-b", "root-a"])] {
      let signatures = files.flatMap { ["--signature", "\($0).sig"] }
      try domain.ok(["authority", "seal", "record-1.draft", "--out", "\(name).mapae"] + signatures)
      #expect(try domain.bytes("\(name).mapae") == domain.bytes("record-1.mapae"))
    }
  }

  struct SealCase: Sendable, CustomTestStringConvertible {
    let name: String
    let signatures: [String]
    let says: String
    var testDescription: String { name }
  }

  static let seals = [
    SealCase(name: "too few", signatures: ["root-a"], says: "1 of the 2 signatures"),
    SealCase(name: "one twice", signatures: ["root-a", "root-a"], says: "second signature"),
    SealCase(name: "one of a key that has no say", signatures: ["root-a", "foreign"], says: "has no say"),
    SealCase(name: "one of another draft", signatures: ["root-a", "other"], says: "signs something else"),
    SealCase(name: "one with a bit flipped", signatures: ["root-a", "flipped"], says: "is not good"),
    SealCase(name: "one of 63 bytes", signatures: ["root-a", "short"], says: "is not good"),
    SealCase(name: "one that is no file", signatures: ["root-a", "nowhere"], says: "cannot read"),
    SealCase(name: "one that is no signature", signatures: ["root-a", "nonsense"], says: "this is no JSON"),
    SealCase(name: "one with a field too many", signatures: ["root-a", "more"], says: "comment"),
  ]

  @Test("no record is sealed with wrong signatures", arguments: seals)
  func seal(_ seal: SealCase) throws {
    let domain = try Northmark()
    try domain.ok(domain.newRecord(lists: ["list-1"], out: "other.draft"))
    try domain.ok("authority", "sign", "other.draft", "--key", "root-b.key", "--out", "other.sig")
    let good = try domain.text("root-b.sig")
    let digits = try #require(good.firstMatch(of: /"signature" : "([0-9a-f]{128})"/)).1
    let flipped = (digits.first == "0" ? "1" : "0") + digits.dropFirst()
    for (name, text) in [
      ("foreign", good.replacing(domain.key("root-b"), with: domain.key("root-d"))),
      ("flipped", good.replacing(digits, with: flipped)), ("short", good.replacing(digits, with: digits.dropLast(2))),
      ("nonsense", "not a signature"), ("more", good.replacing("{", with: "{\"comment\": 1,", maxReplacements: 1)),
    ] { try Data(text.utf8).write(to: domain.scratch / "\(name).sig") }
    let signatures = seal.signatures.flatMap { ["--signature", "\($0).sig"] }
    let result = try domain.mapae(["authority", "seal", "record-1.draft", "--out", "r.mapae"] + signatures)
    #expect(result.status == 1)
    #expect(result.errors.contains(seal.says), "\(result.errors)")
    #expect(!domain.exists("r.mapae"))
  }

  @Test("a draft that was changed after it was signed is not sealed")
  func changed() throws {
    let domain = try Northmark()
    let draft = try domain.text("record-1.draft")
    let changed = draft.replacing(domain.key("list-1"), with: domain.key("list-2"))
    try #require(changed != draft)
    try Data(changed.utf8).write(to: domain.scratch / "record-1.draft")
    let result = try domain.mapae(
      "authority", "seal", "record-1.draft", "--signature", "root-a.sig", "--signature", "root-b.sig", "--out",
      "r.mapae")
    #expect(result.status == 1)
    #expect(result.errors.contains("changed after it was signed"))
  }

  struct DraftCase: Sendable, CustomTestStringConvertible {
    let name: String
    let draft: String
    let says: String
    var testDescription: String { name }
  }

  static let drafts = [
    DraftCase(name: "nothing", draft: "", says: "no JSON"),
    DraftCase(name: "nonsense", draft: "{{{", says: "no JSON"),
    DraftCase(name: "an empty object", draft: "{}", says: "one of authorityRecord and trustList"),
    DraftCase(name: "a list of nothing", draft: "[]", says: "another type"),
    DraftCase(name: "a field too many", draft: "{\"record\": {}}", says: "record: this field has no meaning"),
    DraftCase(
      name: "a field too few", draft: "{\"authorityRecord\": {}}", says: "authorityRecord.number: this field is"),
    DraftCase(
      name: "a null", draft: "{\"authorityRecord\": null}", says: "authorityRecord: this field has no meaning"),
    DraftCase(
      name: "brackets a million deep", draft: String(repeating: "[", count: 1_000_000), says: "no JSON"),
  ]

  @Test("nonsense is not signed", arguments: drafts)
  func nonsense(_ draft: DraftCase) throws {
    let domain = try Northmark()
    try Data(draft.draft.utf8).write(to: domain.scratch / "bad.draft")
    let result = try domain.mapae("authority", "sign", "bad.draft", "--key", "root-a.key", "--out", "bad.sig")
    #expect(result.status == 1)
    #expect(result.errors.contains(draft.says), "\(result.errors)")
    #expect(!domain.exists("bad.sig"))
  }

  static let edits = [
    ("\"threshold\" : 2", "\"threshold\" : 4", "out of the ranges"),
    ("\"threshold\" : 2", "\"threshold\" : 0", "out of the ranges"),
    ("\"number\" : 1", "\"number\" : 2", "out of the ranges"),
    ("\"number\" : 1", "\"number\" : 256", "does not fit its field"),
    ("2026-04-05T00:00:00Z", "2025-03-01T00:00:00Z", "out of the ranges"),
    ("\"nonce\" : \"", "\"nonce\" : \"zz", "authorityRecord.nonce"),
    ("\"nonce\"", "\"domain\"", "out of the ranges"),
  ]

  @Test("a draft whose words make no record is not signed", arguments: edits)
  func edited(_ old: String, _ new: String, _ says: String) throws {
    let domain = try Northmark()
    let draft = try domain.text("record-1.draft")
    let edited = draft.replacing(old, with: new)
    try #require(edited != draft)
    try Data(edited.utf8).write(to: domain.scratch / "bad.draft")
    let result = try domain.mapae("authority", "sign", "bad.draft", "--key", "root-a.key", "--out", "bad.sig")
    #expect(result.status == 1)
    #expect(result.errors.contains(says), "\(result.errors)")
  }

  @Test("a key that the draft does not name does not sign it")
  func stranger() throws {
    let domain = try Northmark()
    for key in ["root-d.key", "list-1.key"] {
      let result = try domain.mapae("authority", "sign", "record-1.draft", "--key", key, "--out", "x.sig")
      #expect(result.status == 1)
      #expect(result.errors.contains("has no say"))
      #expect(!domain.exists("x.sig"))
    }
  }

  @Test("no draft, signature or record is ever overwritten")
  func existing() throws {
    let domain = try Northmark()
    try Data("mine".utf8).write(to: domain.scratch / "taken")
    for arguments in [
      domain.newRecord(lists: ["list-1"], out: "taken"),
      domain.nextRecord(after: "record-1.mapae", roots: ["root-a", "root-b"], lists: ["list-2"], day: 9, out: "taken"),
      ["authority", "sign", "record-1.draft", "--key", "root-a.key", "--out", "taken"],
      [
        "authority", "seal", "record-1.draft", "--signature", "root-a.sig", "--signature", "root-b.sig", "--out",
        "taken",
      ],
    ] {
      let result = try domain.mapae(arguments)
      #expect(result.status == 1)
      #expect(result.errors.contains("already there"))
      #expect(try domain.text("taken") == "mine")
    }
  }

  @Test("keys and thresholds that make no record are refused in words")
  func arguments() throws {
    let domain = try Northmark()
    let small = String(repeating: "0", count: 64)
    for (roots, lists, threshold, until, says) in [
      (["root-a", "root-a"], ["list-1"], "1", 9, "given twice"),
      (["root-a", "root-b"], ["root-a"], "1", 9, "given twice"),
      (["root-a", "root-b"], ["list-1"], "2", 9, "--list-threshold 2 of 1"),
      (["root-a", "root-b"], ["list-1"], "0", 9, "--list-threshold 0 of 1"),
      (["root-a", "root-b"], ["list-1"], "1", 0, "--lists-until"),
      (["root-a", small], ["list-1"], "1", 9, "prime order"),
    ] {
      let keys =
        roots.flatMap { ["--root", domain.keys[$0] ?? $0] } + lists.flatMap { ["--list-key", domain.key($0)] }
      let result = try domain.mapae(
        ["authority", "new", "--root-threshold", "2", "--list-threshold", threshold, "--out", "x.draft"] + keys
          + ["--at", SourceFile.day(0), "--lists-until", SourceFile.day(until)])
      #expect(result.status == 1)
      #expect(result.errors.contains(says), "\(result.errors)")
      #expect(!domain.exists("x.draft"))
    }
  }

  @Test("SEC-15: a threshold of one, and one of all, give a warning; two of three gives none")
  func thresholds() throws {
    let domain = try Northmark()
    for (threshold, warns) in [("1", true), ("2", false), ("3", true)] {
      let roots = ["root-a", "root-b", "root-c"].flatMap { ["--root", domain.key($0)] }
      let result = try domain.mapae(
        [
          "authority", "new", "--root-threshold", threshold, "--list-key", domain.key("list-1"), "--list-threshold",
          "1",
        ]
          + ["--at", SourceFile.day(0), "--lists-until", SourceFile.day(9), "--out", "\(threshold).draft"] + roots)
      #expect(result.status == 0)
      #expect(result.errors.contains("SEC-15") == warns)
    }
  }

  @Test("a protected root signs with its passphrase, and a wrong one signs nothing")
  func passphrase() throws {
    let domain = try Northmark()
    try Data("correct horse\n".utf8).write(to: domain.scratch / "right")
    try Data("wrong horse\n".utf8).write(to: domain.scratch / "wrong")
    let sealed = try domain.ok("key", "new", "root-p.key", "--passphrase-file", "right").trimmed
    try domain.ok(domain.newRecord(lists: [sealed], out: "p.draft"))
    let draft = try domain.text("p.draft").replacing(domain.key("root-c"), with: domain.key("root-d"))
    let swapped = draft.replacing(sealed, with: domain.key("list-1")).replacing(domain.key("root-a"), with: sealed)
    try Data(swapped.utf8).write(to: domain.scratch / "p.draft")
    let sign = ["authority", "sign", "p.draft", "--key", "root-p.key", "--out", "p.sig", "--passphrase-file"]
    #expect(try domain.mapae(sign + ["wrong"]).status == 1)
    #expect(!domain.exists("p.sig"))
    #expect(try domain.mapae(sign + ["right"]).status == 0)
    #expect(try domain.text("p.sig").contains(sealed))
  }
}
