import Foundation
import Mapae
import Testing

@Suite("Rotation of the authority's keys")
struct RotationTests {
  /// Record 2, in which root d and list key 2 take the places of root c and list key 1, signed by some roots.
  @discardableResult
  private func rotate(_ domain: Northmark, roots: [String], signers: [String], more: [String] = []) throws
    -> Tool.Result
  {
    let next = domain.nextRecord(
      after: "bundle-0.mapae", roots: roots, lists: ["list-2"], day: 1, out: "record-2.draft")
    try domain.ok(next + more)
    for signer in signers {
      try domain.ok("authority", "sign", "record-2.draft", "--key", "\(signer).key", "--out", "\(signer)-2.sig")
    }
    return try domain.mapae(
      ["authority", "seal", "record-2.draft", "--out", "record-2.mapae"]
        + signers.flatMap { ["--signature", "\($0)-2.sig"] })
  }

  private func begun() throws -> Northmark {
    let domain = try Northmark()
    try #require(try domain.sign(domain.source, day: 0).status == 0)
    try domain.ok("trust", "load", "bundle-0.mapae", "--state", "door", "--anchor", domain.anchor)
    return domain
  }

  private let next = ["--record", "record-2.mapae", "--key", "list-2.key"]

  @Test("a root of both records signs once for both; held and new doors take the bundle")
  func rotation() throws {
    let domain = try begun()
    let sealed = try rotate(domain, roots: ["root-a", "root-b", "root-d"], signers: ["root-a", "root-b"])
    try #require(sealed.status == 0, "\(sealed.errors)")
    let anchor = try #require(sealed.output.firstMatch(of: /anchor +([0-9a-f:]+)/)).1
    #expect(anchor.hasPrefix(domain.anchor + ":"))
    try #require(try domain.sign(domain.source, day: 1, more: next).status == 0)
    let output = try domain.ok("trust", "load", "bundle-1.mapae", "--state", "door")
    #expect(output.contains("took 1 authority record and the trust list"))
    try domain.ok("trust", "check", "bundle-1.mapae", "--anchor", domain.anchor)
    let anew = try domain.json("trust", "check", "bundle-1.mapae", "--anchor", String(anchor), "--json")
    #expect((anew["records"] as? [Any])?.count == 1)
    #expect((anew["list"] as? [String: Any])?["number"] as? Int == 2)
  }

  @Test("from then on the archive has the record, and the old list key signs nothing (TRUST-21)")
  func after() throws {
    let domain = try begun()
    try rotate(domain, roots: ["root-a", "root-b", "root-d"], signers: ["root-a", "root-b"])
    try #require(try domain.sign(domain.source, day: 1, more: next).status == 0)
    let old = try domain.sign(domain.source, day: 2)
    #expect(old.status == 1)
    #expect(old.errors.contains("no list key of the newest authority record"))
    #expect(try domain.sign(domain.source, day: 2, more: ["--key", "list-2.key"]).status == 0)
  }

  @Test("TIE-10: the ties hold across a change of records")
  func ties() throws {
    let domain = try begun()
    try rotate(domain, roots: ["root-a", "root-b", "root-d"], signers: ["root-a", "root-b"])
    var source = domain.source
    source.issuers[0].keys.removeFirst()
    let result = try domain.sign(source, day: 1, more: next)
    #expect(result.status == 1)
    #expect(result.errors.contains("tie-key-left"))
  }

  @Test("where no root is in both, two old and two new must sign")
  func allNew() throws {
    let domain = try begun()
    let sealed = try rotate(
      domain, roots: ["root-d", "list-1"], signers: ["root-a", "root-b", "root-d", "list-1"])
    #expect(sealed.status == 0, "\(sealed.errors)")
    for (missing, group) in [("root-a", "record 1"), ("list-1", "record 2")] {
      let signers = ["root-a", "root-b", "root-d", "list-1"].filter { $0 != missing }
      let result = try domain.mapae(
        ["authority", "seal", "record-2.draft", "--out", "x.mapae"]
          + signers.flatMap { ["--signature", "\($0)-2.sig"] })
      #expect(result.status == 1)
      #expect(result.errors.contains("1 of the 2 signatures that are needed of the roots of \(group)"))
      #expect(result.errors.contains(domain.key(missing)))
    }
  }

  @Test("what a root reads before it signs: who enters, who leaves, and what the record follows")
  func shown() throws {
    let domain = try begun()
    let draft = domain.nextRecord(
      after: "record-1.mapae", roots: ["root-a", "root-b", "root-d"], lists: ["list-2"], day: 1, out: "r.draft")
    let output = try domain.ok(draft)
    for (event, key) in [
      ("root leaves", "root-c"), ("root enters", "root-d"), ("list key leaves", "list-1"),
      ("list key enters", "list-2"),
    ] { #expect(output.contains(try Regex("\(event) +\(domain.key(key))"))) }
    #expect(output.contains("record 1, digest \(domain.anchor)"))
  }

  @Test("lost roots: only doors that are anchored anew take the record, and the signer is told")
  func lostRoots() throws {
    let domain = try begun()
    let sealed = try rotate(
      domain, roots: ["root-d", "list-1"], signers: ["root-d", "list-1"], more: ["--lost-roots"])
    try #require(sealed.status == 0, "\(sealed.errors)")
    let anchor = try #require(sealed.output.firstMatch(of: /anchor +([0-9a-f:]+)/)).1
    let signed = try domain.sign(domain.source, day: 1, more: next)
    #expect(signed.status == 0)
    #expect(signed.errors.contains("anchored anew at \(anchor)"))
    let held = try domain.mapae("trust", "load", "bundle-1.mapae", "--state", "door")
    #expect(held.status == 1)
    #expect(held.errors.contains("bad-signature"))
    try domain.ok("trust", "load", "bundle-1.mapae", "--state", "door-2", "--anchor", String(anchor))
    let later = try domain.sign(domain.source, day: 2, more: ["--key", "list-2.key"])
    #expect(later.status == 0)
    #expect(!later.errors.contains("anchored anew"))
    try domain.ok("trust", "load", "bundle-2.mapae", "--state", "door-2")
  }

  @Test("a previousRecord that another one replaced is not signed or sealed")
  func swapped() throws {
    let domain = try begun()
    try rotate(domain, roots: ["root-a", "root-b", "root-d"], signers: ["root-a", "root-b"])
    let draft = try domain.text("record-2.draft")
    let previous = try #require(draft.firstMatch(of: /"previousRecord" : "([0-9a-f]+)"/)).1
    let second = try Hex.encode(domain.bytes("record-2.mapae"))
    for (edited, says) in [
      (draft.replacing(previous, with: second), "does not follow previousRecord"),
      (draft.replacing(previous, with: previous.dropLast(2)), "no authority record"),
      (draft.replacing(domain.anchor, with: domain.key("root-a")), "does not follow previousRecord"),
    ] {
      try #require(edited != draft)
      try Data(edited.utf8).write(to: domain.scratch / "bad.draft")
      let result = try domain.mapae("authority", "sign", "bad.draft", "--key", "root-a.key", "--out", "bad.sig")
      #expect(result.status == 1)
      #expect(result.errors.contains(says), "\(result.errors)")
    }
  }

  @Test("a record that is dated before the one it follows, and another record of a held number, are refused")
  func order() throws {
    let domain = try begun()
    let early = domain.nextRecord(
      after: "record-1.mapae", roots: ["root-a", "root-b"], lists: ["list-2"], day: -1, out: "early.draft")
    let result = try domain.mapae(early)
    #expect(result.status == 1)
    #expect(result.errors.contains("record before was issued at"))
    try domain.ok(domain.newRecord(lists: ["list-1"], out: "other.draft"))
    for root in ["root-a", "root-b"] {
      try domain.ok("authority", "sign", "other.draft", "--key", "\(root).key", "--out", "\(root)-o.sig")
    }
    try domain.ok(
      "authority", "seal", "other.draft", "--signature", "root-a-o.sig", "--signature", "root-b-o.sig", "--out",
      "o.mapae")
    let other = try domain.sign(domain.source, day: 1, more: ["--record", "o.mapae", "--key", "list-1.key"])
    #expect(other.status == 1)
    #expect(other.errors.contains("TRUST-7"))
  }

  @Test("a record that is missing between two is asked for")
  func gap() throws {
    let domain = try begun()
    try rotate(domain, roots: ["root-a", "root-b", "root-d"], signers: ["root-a", "root-b"])
    try domain.ok(
      domain.nextRecord(
        after: "record-2.mapae", roots: ["root-a", "root-b"], lists: ["list-1"], day: 2, out: "3.draft"))
    for root in ["root-a", "root-b"] {
      try domain.ok("authority", "sign", "3.draft", "--key", "\(root).key", "--out", "\(root)-3.sig")
    }
    try domain.ok(
      "authority", "seal", "3.draft", "--signature", "root-a-3.sig", "--signature", "root-b-3.sig", "--out",
      "record-3.mapae")
    let result = try domain.sign(domain.source, day: 3, more: ["--record", "record-3.mapae", "--key", "list-1.key"])
    #expect(result.status == 1)
    #expect(result.errors.contains("do not follow each other"))
    let both = ["--record", "record-2.mapae", "--record", "record-3.mapae", "--key", "list-1.key"]
    #expect(try domain.sign(domain.source, day: 3, more: both).status == 0)
  }
}
