import Foundation
import Testing

@Suite("Signing trust lists")
struct ListSigningTests {
  @Test("numbers follow from the archive, and a key keeps the number under which it was first listed")
  func numbers() throws {
    let domain = try Northmark()
    try #require(try domain.sign(domain.source, day: 0).status == 0)
    var source = domain.source
    source.issuers[0].keys.insert(.init(domain.key("issuer-3"), from: 61, until: 92), at: 0)
    source.issuers[0].keys.swapAt(0, 2)
    try #require(try domain.sign(source, day: 1).status == 0)
    let state = try domain.json("trust", "check", "bundle-1.mapae", "--anchor", domain.anchor, "--json")
    let list = try #require(state["list"] as? [String: Any])
    #expect(list["number"] as? Int == 2)
    #expect(list["nextKeyNumber"] as? Int == 3)
    #expect(list["issuedAt"] as? String == "2025-03-02T00:00:00Z")
    #expect(list["refreshAfter"] as? String == "2025-03-04T00:00:00Z")
    #expect(list["expiresAt"] as? String == "2025-03-30T00:00:00Z")
    let issuers = try #require(list["issuers"] as? [[String: Any]])
    let keys = try #require(issuers.first?["keys"] as? [[String: Any]])
    #expect(keys.map { $0["number"] as? Int } == [0, 1, 2])
    #expect(keys.map { $0["publicKey"] as? String } == ["issuer-1", "issuer-2", "issuer-3"].map(domain.key))
    #expect(
      keys.map { $0["acceptUntil"] as? String }
        == ["2025-12-27T00:00:00Z", "2026-01-26T00:00:00Z", "2026-02-26T00:00:00Z"])
  }

  @Test("what is archived is what is published, byte for byte, and every bundle stays")
  func archive() throws {
    let domain = try Northmark()
    for day in 0..<3 { try #require(try domain.sign(domain.source, day: day).status == 0) }
    for day in 0..<3 { #expect(try domain.bytes("archive/\(day + 1).mapae") == domain.bytes("bundle-\(day).mapae")) }
  }

  @Test("the earliest day on which a key may leave is its accept until")
  func leave() throws {
    let domain = try Northmark()
    try #require(try domain.sign(domain.source, day: 0).status == 0)
    var source = domain.source
    source.issuers[0].keys.removeFirst()
    let refused = try domain.sign(source, day: 300)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("tie-key-left"))
    #expect(try domain.sign(source, day: 301).status == 0)
  }

  @Test("a list may last as long as its record allows, and not a day longer")
  func listsUntil() throws {
    let domain = try Northmark()
    let refused = try domain.sign(domain.source, day: 373)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("LOAD-14"))
    #expect(refused.errors.contains("mapae authority rotate"))
    #expect(try domain.sign(domain.source, day: 372).status == 0)
  }

  @Test("the four lists by which a rule becomes looser (chapter Operations, Changing a rule)")
  func relaxation() throws {
    let domain = try Northmark()
    var source = domain.source
    source.rules = [.init(closesAfter: "181d", from: 0)]
    try #require(try domain.sign(source, day: 0).status == 0)
    source.rules = [.init(closesAfter: "181d", from: 0, until: 28), .init(closesAfter: "271d", from: 28)]
    for day in [1, 2, 27] { try #require(try domain.sign(source, day: day).status == 0) }
    let announced = source
    source.rules.removeFirst()
    let refused = try domain.sign(source, day: 27)
    #expect(refused.status == 1)
    try FileManager.default.removeItem(at: domain.scratch / "bundle-27.mapae")
    #expect(try domain.sign(source, day: 27).errors.contains("tie-rule"))
    #expect(try domain.sign(announced, day: 27).status == 0)
    #expect(try domain.sign(source, day: 28).status == 0)
  }

  @Test("four runs at once sign one list of each number")
  func sideBySide() async throws {
    let domain = try Northmark()
    try #require(try domain.sign(domain.source, day: 0).status == 0)
    let done = await withTaskGroup(of: Int32.self) { group in
      for day in 1...4 { group.addTask { (try? domain.sign(domain.source, day: day).status) ?? -1 } }
      return await group.reduce(into: [Int32]()) { $0.append($1) }
    }
    let signed = done.count { $0 == 0 }
    #expect(signed >= 1)
    #expect(done.allSatisfy { $0 == 0 || $0 == 1 })
    let archived = try FileManager.default.contentsOfDirectory(atPath: (domain.scratch / "archive").path)
    #expect(Set(archived) == Set((1...signed + 1).map { "\($0).mapae" }))
    #expect((1...4).count { domain.exists("bundle-\($0).mapae") } == signed)
  }

  @Test("a run that is killed while it writes has signed nothing, and the next one gets the number")
  func killed() throws {
    let domain = try Northmark()
    try #require(try domain.sign(domain.source, day: 0).status == 0)
    try domain.source.write(to: domain.scratch / "next.json")
    let arguments = [
      "trust", "sign", "next.json", "--archive", "archive", "--key", "list-1.key", "--at", SourceFile.day(1), "--out",
      "next.mapae",
    ]
    #expect(try domain.killWhileWriting(arguments) != 0)
    #expect(!domain.exists("archive/2.mapae") && !domain.exists("next.mapae"))
    #expect(try domain.mapae(arguments).status == 0)
    #expect(domain.exists("archive/2.mapae"))
  }

  @Test("an --out that is there is refused before anything is archived")
  func existingOut() throws {
    let domain = try Northmark()
    try Data("mine".utf8).write(to: domain.scratch / "bundle-0.mapae")
    let result = try domain.sign(domain.source, day: 0)
    #expect(result.status == 1)
    #expect(result.errors.contains("already there"))
    #expect(try domain.text("bundle-0.mapae") == "mine")
    #expect(!domain.exists("archive"))
  }

  @Test("an --out that cannot be written leaves the list in the archive, and says so")
  func unwritableOut() throws {
    let domain = try Northmark()
    try domain.source.write(to: domain.scratch / "source.json")
    let result = try domain.mapae(
      "trust", "sign", "source.json", "--record", "record-1.mapae", "--archive", "archive", "--key", "list-1.key",
      "--at", SourceFile.day(0), "--out", "nowhere/bundle.mapae")
    #expect(result.status == 1)
    #expect(result.errors.contains("its bundle is in archive"))
    #expect(domain.exists("archive/1.mapae"))
  }

  @Test("--json says what was signed, and every warning that a person sees")
  func json() throws {
    let domain = try Northmark()
    var source = domain.source
    source.issuers[0].keys.removeLast()
    try source.write(to: domain.scratch / "source.json")
    let result = try domain.mapae(
      "trust", "sign", "source.json", "--record", "record-1.mapae", "--archive", "archive", "--key", "list-1.key",
      "--at", SourceFile.day(0), "--out", "bundle.mapae", "--json")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(object["list"] as? Int == 1)
    #expect(object["authorityRecord"] as? Int == 1)
    #expect(object["anchor"] as? String == domain.anchor)
    #expect(object["size"] as? Int == (try domain.bytes("bundle.mapae").count))
    let warnings = try #require(object["warnings"] as? [String])
    #expect(warnings.count == 1)
    #expect(warnings.allSatisfy { result.errors.contains($0) })
  }
}
