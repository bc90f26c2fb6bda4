import Foundation
import Mapae
import Testing

@Suite("An issuer's folder that was lost, restored or copied")
struct IssuerFolderTests {
  @Test("an older copy is refused until it is resumed, and then no serial comes again")
  func restored() throws {
    let desk = try IssuerDesk()
    var serials = try desk.serials(3)
    try desk.copy(desk.folder, to: "backup")
    serials += try desk.serials(300)
    try desk.replace(desk.folder, by: "backup")
    let refused = try desk.issue("{}")
    #expect(refused.status == 1)
    #expect(refused.output == "")
    #expect(refused.errors.contains("older copy") && refused.errors.contains("mapae issuer resume"))
    #expect(try Tool.run(["issuer", "show", desk.folder]).status == 1)

    let resumed = try Tool.run(["issuer", "resume", desk.folder])
    #expect(resumed.status == 0, "\(resumed.errors)")
    serials += try desk.serials(300)
    #expect(Set(serials).count == serials.count)
  }

  @Test("a folder in order has nothing to resume")
  func inOrder() throws {
    let desk = try IssuerDesk()
    _ = try desk.serials(1)
    let result = try Tool.run(["issuer", "resume", desk.folder])
    #expect(result.status == 1)
    #expect(result.errors.contains("in order"))
  }

  @Test("without its witness a folder is refused until a person says which serials were used")
  func witnessMissing() throws {
    let desk = try IssuerDesk()
    var serials = try desk.serials(3)
    try FileManager.default.removeItem(atPath: desk.witness)
    let refused = try desk.issue("{}")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("missing") && refused.errors.contains("--above"))
    #expect(try Tool.run(["issuer", "resume", desk.folder]).status == 1)
    let elsewhere = (desk.scratch / "elsewhere.witness").path
    let resumed = try Tool.run(["issuer", "resume", desk.folder, "--above", "5000", "--witness", elsewhere])
    #expect(resumed.status == 0, "\(resumed.errors)")
    let fresh = try desk.serials(10)
    #expect(fresh.allSatisfy { $0 > 5_000 })
    serials += fresh
    #expect(Set(serials).count == serials.count)
    #expect(FileManager.default.fileExists(atPath: elsewhere))
  }

  @Test("an older copy of the witness is refused")
  func witnessRestored() throws {
    let desk = try IssuerDesk()
    _ = try desk.serials(1)
    try desk.copy(desk.witness, to: "witness-backup")
    _ = try desk.serials(1)
    try desk.replace(desk.witness, by: "witness-backup")
    let refused = try desk.issue("{}")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("older copy"))
    #expect(try Tool.run(["issuer", "resume", desk.folder]).status == 1, "the witness cannot tell")
    #expect(try Tool.run(["issuer", "resume", desk.folder, "--above", "900"]).status == 0)
    #expect(try desk.serials(5).allSatisfy { $0 > 900 })
  }

  @Test("a process that died between the two writes is made up for by the next one, whatever becomes of that")
  func oneBehind() throws {
    let desk = try IssuerDesk()
    _ = try desk.serials(1)
    try desk.copy(desk.witness, to: "witness-backup")
    // One record and a block of one serial are one change.
    let result = try desk.issue("{}", ["--profile", "access", "--lifetime", "1d", "--block", "1"])
    #expect(result.status == 0)
    let now = try String(contentsOfFile: desk.witness, encoding: .utf8)
    try desk.replace(desk.witness, by: "witness-backup")
    #expect(try String(contentsOfFile: desk.witness, encoding: .utf8) != now)
    #expect(try Tool.run(["issuer", "show", desk.folder]).status == 0)
    #expect(try String(contentsOfFile: desk.witness, encoding: .utf8) == now)
  }

  @Test("--above cannot bring serials back that the register knows to be used")
  func aboveTooLow() throws {
    let desk = try IssuerDesk()
    var serials = try desk.serials(20)
    #expect(try Tool.run(["issuer", "resume", desk.folder, "--above", "1"]).status == 0)
    serials += try desk.serials(300)
    #expect(Set(serials).count == serials.count)
  }

  @Test("the witness of another folder is refused, and never overwritten")
  func witnessForeign() throws {
    let (desk, other) = (try IssuerDesk(), try IssuerDesk())
    try FileManager.default.removeItem(atPath: desk.witness)
    try FileManager.default.copyItem(atPath: other.witness, toPath: desk.witness)
    #expect(try desk.issue("{}").errors.contains("another issuer folder"))
    let resumed = try Tool.run(["issuer", "resume", desk.folder, "--above", "50"])
    #expect(resumed.status == 1)
    #expect(FileManager.default.contentsEqual(atPath: desk.witness, andPath: other.witness))
  }

  @Test(
    "a damaged register or witness is refused",
    arguments: ["", "{", "{}", "\u{0}", #"{"folder":"x","generation":18446744073709551615,"next":1}"#])
  func damaged(content: String) throws {
    let desk = try IssuerDesk()
    try Data(content.utf8).write(to: desk.scratch / "desk.witness")
    #expect(try desk.issue("{}").errors.contains("damaged"))
    #expect(try Tool.run(["issuer", "resume", desk.folder]).status == 1)
    #expect(try Tool.run(["issuer", "resume", desk.folder, "--above", "1"]).status == 0)
    #expect(try desk.serials(1).count == 1)
    try Data(content.utf8).write(to: desk.scratch / "desk/register.json")
    let result = try desk.issue("{}")
    #expect(result.status == 1)
    #expect(result.errors.contains("damaged"))
  }

  @Test(
    "a register whose numbers contradict each other is refused",
    arguments: [
      (#""next":1"#, #""next":0"#), (#""next":1"#, #""next":4294967297"#), (#""free":[]"#, #""free":[[1,1]]"#),
      (#""free":[]"#, #""free":[[]]"#), (#""first":1"#, #""first":9"#), (#""generation":1"#, #""generation":-1"#),
    ])
  func contradictory(change: (String, String)) throws {
    let desk = try IssuerDesk()
    let text = try String(contentsOfFile: desk.folder + "/register.json", encoding: .utf8)
    let changed = text.replacingOccurrences(of: change.0, with: change.1)
    #expect(changed != text)
    try Data(changed.utf8).write(to: desk.scratch / "desk/register.json")
    #expect(try desk.issue("{}").errors.contains("damaged"))
  }

  @Test("a copy of the folder has the same witness, so the two never use one serial")
  func copied() throws {
    let desk = try IssuerDesk()
    var serials = try desk.serials(3)
    try desk.copy(desk.folder, to: "copy")
    let copy = try Tool.run(
      [
        "issue", "--issuer", (desk.scratch / "copy").path, "--key", desk.key, "--profile", "access", "--lifetime", "1d",
      ],
      input: Data("{}\n{}".utf8))
    #expect(copy.status == 0)
    serials += try IssuerDesk.passes(copy.output).map(\.serial)
    #expect(Set(serials).count == 5)
    #expect(try desk.issue("{}").errors.contains("older copy"))
  }

  @Test("a folder that was deleted is not made again over its witness")
  func deleted() throws {
    let desk = try IssuerDesk()
    _ = try desk.serials(3)
    try FileManager.default.removeItem(atPath: desk.folder)
    let again = try Tool.run(
      ["issuer", "new", desk.folder, "--bundle", (desk.scratch / "bundle.mapae").path, "--anchor", desk.anchor])
    #expect(again.status == 1)
    #expect(again.errors.contains("desk.witness is already there"))
    #expect(!FileManager.default.fileExists(atPath: desk.folder))
  }

  @Test("a new folder is refused where the bundle, the issuer or the place is wrong")
  func newRefused() throws {
    let desk = try IssuerDesk()
    try desk.writeBundle("two.mapae") { fields in
      var second = fields.issuers[0]
      second.id = 2
      second.keys = []
      fields.issuers.append(second)
    }
    func new(_ folder: String, _ bundle: String, _ more: [String] = []) throws -> Tool.Result {
      try Tool.run(
        ["issuer", "new", (desk.scratch / folder).path, "--bundle", (desk.scratch / bundle).path] + more
          + (more.contains("--anchor") ? [] : ["--anchor", desk.anchor]))
    }
    #expect(try new("desk", "bundle.mapae").errors.contains("already there"))
    #expect(try new("a", "two.mapae").errors.contains("--id"))
    #expect(try new("a", "two.mapae", ["--id", "3"]).errors.contains("no issuer 3"))
    #expect(try new("a", "issuer.key").status == 1)
    #expect(try new("a", "absent").status == 1)
    let otherAnchor = String(repeating: "ab", count: 32)
    #expect(try new("a", "bundle.mapae", ["--anchor", otherAnchor]).errors.contains("another domain"))
    #expect(try new("a", "bundle.mapae", ["--anchor", "ab"]).status == 64)
    #expect(try new("a", "bundle.mapae", ["--first", "5", "--last", "4"]).status == 64)
    #expect(!FileManager.default.fileExists(atPath: (desk.scratch / "a").path), "nothing is left behind")
    #expect(!FileManager.default.fileExists(atPath: (desk.scratch / "a.witness").path))
    #expect(try new("a", "two.mapae", ["--id", "2"]).status == 0)
  }

  @Test("a folder that is none is named")
  func noFolder() throws {
    let desk = try IssuerDesk()
    let result = try Tool.run(["issuer", "show", (desk.scratch / "nothing").path])
    #expect(result.status == 1)
    #expect(result.errors.contains("no issuer folder"))
  }
}
