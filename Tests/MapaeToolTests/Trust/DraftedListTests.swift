import Foundation
import Mapae
import TestSupport
import Testing

@Suite("Trust lists of several list keys")
struct DraftedListTests {
  /// A domain whose lists need both list keys, and the draft of its first list.
  private func begun() throws -> Northmark {
    let domain = try Northmark()
    try domain.ok(domain.newRecord(lists: ["list-1", "list-2"], listThreshold: 2, out: "two.draft"))
    for root in ["root-a", "root-b"] {
      try domain.ok("authority", "sign", "two.draft", "--key", "\(root).key", "--out", "\(root)-two.sig")
    }
    try domain.ok(
      "authority", "seal", "two.draft", "--signature", "root-a-two.sig", "--signature", "root-b-two.sig", "--out",
      "two.mapae")
    try draft(domain, day: 0)
    return domain
  }

  private func draft(_ domain: Northmark, day: Int) throws {
    try domain.source.write(to: domain.scratch / "source.json")
    try domain.ok(
      ["trust", "draft", "source.json", "--record", "two.mapae", "--archive", "archive", "--at", SourceFile.day(day)]
        + ["--out", "list-\(day).draft"])
  }

  private func signAndSeal(
    _ domain: Northmark, _ draft: String, by keys: [String] = ["list-1", "list-2"]
  ) throws -> Tool.Result {
    let name = UUID().uuidString
    for key in keys { try domain.ok("authority", "sign", draft, "--key", "\(key).key", "--out", "\(key)-\(name).sig") }
    return try domain.mapae(
      ["trust", "seal", draft, "--record", "two.mapae", "--archive", "archive", "--out", "\(name).mapae"]
        + keys.flatMap { ["--signature", "\($0)-\(name).sig"] })
  }

  @Test("drafted, signed on each and sealed, it is the list that one machine with both keys signs")
  func same() throws {
    let domain = try begun()
    try domain.ok(
      ["trust", "sign", "source.json", "--record", "two.mapae", "--archive", "other", "--at", SourceFile.day(0)]
        + ["--key", "list-2.key", "--key", "list-1.key", "--out", "other.mapae"])
    let sealed = try signAndSeal(domain, "list-0.draft")
    #expect(sealed.status == 0, "\(sealed.errors)")
    #expect(try domain.bytes("archive/1.mapae") == domain.bytes("other.mapae"))
  }

  @Test("what a list key signs is printed first: every issuer, key, time and rule")
  func shown() throws {
    let domain = try begun()
    let output = try domain.ok("authority", "sign", "list-0.draft", "--key", "list-1.key", "--out", "x.sig")
    for text in ["issuer-1", "issuer-2"].map(domain.key) + [
      "trust list 1 under authority record 1", "Northmark Health Service", "access, vaccination",
      "2025-12-27T00:00:00Z",
      "2025-03-03T00:00:00Z", "2025-03-29T00:00:00Z",
    ] { #expect(output.contains(text), "\(text)") }
    let digest = try #require(output.firstMatch(of: /digest +([0-9a-f]{64})/)).1
    #expect(try domain.text("x.sig").contains(digest))
  }

  @Test("one signature of two, or a root's, seals nothing; trust sign with one key neither")
  func tooFew() throws {
    let domain = try begun()
    for (keys, says) in [
      (["list-1"], "1 of the 2 signatures that are needed of the list keys of record 1"),
      (["list-1", "root-a"], "no say"),
    ] {
      let result = try signAndSeal(domain, "list-0.draft", by: keys)
      #expect(result.status == 1)
      #expect(result.errors.contains(says), "\(result.errors)")
    }
    let one = try domain.mapae(
      "trust", "sign", "source.json", "--record", "two.mapae", "--archive", "archive", "--key", "list-1.key", "--at",
      SourceFile.day(0), "--out", "x.mapae")
    #expect(one.status == 1)
    #expect(one.errors.contains("1 of the 2 signatures"))
    #expect(!domain.exists("archive"))
  }

  @Test("TRUST-17: of two drafts of one number, one is sealed")
  func oneNumber() throws {
    let domain = try begun()
    try draft(domain, day: 1)
    try #require(try signAndSeal(domain, "list-0.draft").status == 0)
    let second = try signAndSeal(domain, "list-1.draft")
    #expect(second.status == 1)
    #expect(second.errors.contains("TRUST-17") && second.errors.contains("list 2"))
  }

  @Test("TRUST-21: a draft under a record that another one followed is not sealed")
  func olderRecord() throws {
    let domain = try begun()
    try #require(try signAndSeal(domain, "list-0.draft").status == 0)
    try draft(domain, day: 1)
    try domain.ok(
      domain.nextRecord(after: "two.mapae", roots: ["root-a", "root-b"], lists: ["list-1"], day: 1, out: "next.draft"))
    for root in ["root-a", "root-b"] {
      try domain.ok("authority", "sign", "next.draft", "--key", "\(root).key", "--out", "\(root)-n.sig")
    }
    try domain.ok(
      "authority", "seal", "next.draft", "--signature", "root-a-n.sig", "--signature", "root-b-n.sig", "--out",
      "n.mapae")
    try domain.ok(
      ["trust", "sign", "source.json", "--record", "n.mapae", "--archive", "archive", "--at", SourceFile.day(1)]
        + ["--key", "list-1.key", "--out", "n-bundle.mapae"])
    let result = try signAndSeal(domain, "list-1.draft")
    #expect(result.status == 1)
    #expect(result.errors.contains("TRUST-21"))
  }

  static let edits = [
    ("\"nextKeyNumber\" : 2", "\"nextKeyNumber\" : 3", "\"nextKeyNumber\" : 2", "tie-next-key"),
    ("\"number\" : 1,\n            \"", "\"number\" : 0,\n            \"", nil, "out of the ranges"),
    ("\"acceptUntil\" : \"2025-12-27", "\"acceptUntil\" : \"2025-12-28", nil, "tie-widened"),

    ("\"expiresAt\" : \"2025", "\"expiresAt\" : \"2027", nil, "out of the ranges"),
  ]

  @Test("a draft that was edited before it was signed is checked as a source is", arguments: edits)
  func edited(_ old: String, _ new: String, _ second: String?, _ says: String) throws {
    let domain = try begun()
    if let second {
      // The number is raised in list 1, so that the next draft's own is lower.
      let raised = try domain.text("list-0.draft").replacing(old, with: new)
      try Data(raised.utf8).write(to: domain.scratch / "list-0.draft")
      try #require(try signAndSeal(domain, "list-0.draft").status == 0)
      try draft(domain, day: 1)
      let lowered = try domain.text("list-1.draft").replacing(new, with: second)
      try Data(lowered.utf8).write(to: domain.scratch / "list-1.draft")
    } else {
      try #require(try signAndSeal(domain, "list-0.draft").status == 0)
      try draft(domain, day: 1)
      let text = try domain.text("list-1.draft")
      let edited = text.replacing(old, with: new, maxReplacements: 1)
      try #require(edited != text)
      try Data(edited.utf8).write(to: domain.scratch / "list-1.draft")
    }
    let sign = try domain.mapae("authority", "sign", "list-1.draft", "--key", "list-1.key", "--out", "a.sig")
    let result = sign.status == 0 ? try signAndSeal(domain, "list-1.draft") : sign
    #expect(result.status == 1)
    #expect(result.errors.contains(says), "\(result.errors)")
    #expect(!domain.exists("archive/2.mapae"))
  }

  @Test("the draft of a record is not sealed as a list, nor the other way round")
  func kinds() throws {
    let domain = try begun()
    let list = try domain.mapae(
      "trust", "seal", "two.draft", "--signature", "root-a-two.sig", "--archive", "archive", "--record", "two.mapae",
      "--out", "x.mapae")
    #expect(list.status == 1)
    #expect(list.errors.contains("mapae authority seal"))
    let record = try domain.mapae(
      "authority", "seal", "list-0.draft", "--signature", "root-a-two.sig", "--out", "x.mapae")
    #expect(record.status == 1)
    #expect(record.errors.contains("mapae trust seal"))
  }

  @Test("TIE-6: a status demand of an earlier list, by another signer's software, never falls")
  func status() throws {
    let domain = try Northmark()
    try #require(try domain.sign(domain.source, day: 0).status == 0)
    let bundle = try TrustBundle(decoding: domain.bytes("bundle-0.mapae"))
    var fields = try #require(bundle.list).fields
    fields.issuers[0].statusDemand = 1
    let draft = try TrustListDraft(fields)
    let seed = Array(try domain.bytes("list-1.key").suffix(32))
    let key = TestKey(seed: seed)
    let list = try draft.sealed(with: [key.publicKey: key.sign(draft.bytesToSign)], under: bundle.records[0])
    let demanding = TrustBundle.encode([bundle.records[0].bytes, list.bytes])
    try Data(demanding).write(to: domain.scratch / "archive/1.mapae")
    let result = try domain.sign(domain.source, day: 1)
    #expect(result.status == 1)
    #expect(result.errors.contains("tie-status") && result.errors.contains("issuer 1"))
  }
}
