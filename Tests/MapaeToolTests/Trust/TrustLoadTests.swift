import Foundation
import Mapae
import TestSupport
import Testing

@Suite("Loading bundles at a door")
struct TrustLoadTests {
  /// A domain with two lists, and a door that holds the second.
  private func begun() throws -> Northmark {
    let domain = try Northmark()
    for day in 0..<2 { try #require(try domain.sign(domain.source, day: day).status == 0) }
    try domain.ok("trust", "load", "bundle-1.mapae", "--state", "door", "--anchor", domain.anchor)
    return domain
  }

  private func contents(_ domain: Northmark) throws -> [String: [UInt8]] {
    let names = try FileManager.default.contentsOfDirectory(atPath: (domain.scratch / "door").path)
    return try Dictionary(uniqueKeysWithValues: names.map { ($0, try domain.bytes("door/\($0)")) })
  }

  @Test("a door keeps its anchor and the bundle, and says what it took")
  func first() throws {
    let domain = try begun()
    #expect(Set(try contents(domain).keys) == ["anchor", "state.mapae"])
    #expect(try domain.text("door/anchor") == domain.anchor + "\n")
    #expect(try domain.bytes("door/state.mapae") == domain.bytes("bundle-1.mapae"))
    try #require(try domain.sign(domain.source, day: 2).status == 0)
    let taken = try domain.json("trust", "load", "bundle-2.mapae", "--state", "door", "--json")
    #expect(taken["recordsAdded"] as? Int == 0)
    #expect(taken["listTaken"] as? Bool == true)
    #expect(((taken["state"] as? [String: Any])?["list"] as? [String: Any])?["number"] as? Int == 3)
    #expect(try domain.ok("trust", "load", "bundle-2.mapae", "--state", "door").contains("held already"))
  }

  @Test("show and check say the same of one bundle, in words and as JSON")
  func show() throws {
    let domain = try begun()
    for options in [[], ["--json"]] {
      let shown = try domain.ok(["trust", "show", "--state", "door"] + options)
      #expect(try domain.ok(["trust", "check", "bundle-1.mapae", "--anchor", domain.anchor] + options) == shown)
      for key in ["root-a", "root-b", "root-c", "list-1", "issuer-1", "issuer-2"] {
        #expect(shown.contains(domain.key(key)))
      }
    }
  }

  /// What a bundle is refused for, and how it is made.
  struct Refused: Sendable, CustomTestStringConvertible {
    let name: String
    let says: String
    let make: @Sendable (Northmark) throws -> [UInt8]
    var testDescription: String { name }

    init(_ name: String, says: String, make: @escaping @Sendable (Northmark) throws -> [UInt8]) {
      (self.name, self.says, self.make) = (name, says, make)
    }
  }

  static let refused: [Refused] = [
    Refused("an older list", says: "rollback") { try $0.bytes("bundle-0.mapae") },
    Refused("another list of the held number", says: "list-conflict") { domain in
      try FileManager.default.removeItem(at: domain.scratch / "archive/2.mapae")
      var source = domain.source
      source.issuers[0].keys[0].state = "compromised"
      try FileManager.default.removeItem(at: domain.scratch / "bundle-1.mapae")
      try #require(try domain.sign(source, day: 1).status == 0)
      return try domain.bytes("bundle-1.mapae")
    },
    Refused("another domain's bundle", says: "foreign-domain") { _ in
      let stranger = TestDomain()
      return try TrustBundle.encode([stranger.record.bytes, stranger.list().bytes])
    },
    Refused("a forged first record", says: "foreign-domain") { domain in
      var bytes = try domain.bytes("bundle-1.mapae")
      bytes[5 + 10] ^= 1
      return bytes
    },
    Refused("a list whose signature has a flipped bit", says: "bad-signature") { domain in
      try #require(try domain.sign(domain.source, day: 2).status == 0)
      var bytes = try domain.bytes("bundle-2.mapae")
      bytes[bytes.count - 1] ^= 1
      return bytes
    },
    Refused("half a bundle", says: "malformed, truncated at byte") {
      let bytes = try $0.bytes("bundle-1.mapae")
      return Array(bytes.prefix(bytes.count / 2))
    },
    Refused("nothing", says: "malformed") { _ in [] },
    Refused("a bundle of version 2", says: "unsupported-version") {
      [0x26] + (try $0.bytes("bundle-1.mapae")).dropFirst()
    },
    Refused("a broken text", says: "no Mapae text") { _ in Array("MP1:!!!".utf8) },
    Refused("a picture of another format", says: "only PNG is read") { _ in
      [0xff, 0xd8, 0xff, 0xe0] + Array(repeating: 0, count: 20)
    },
  ]

  @Test("a bundle that is refused leaves the state as it was, byte for byte", arguments: refused)
  func refusal(_ refused: Refused) throws {
    let domain = try begun()
    try Data(try refused.make(domain)).write(to: domain.scratch / "bad.mapae")
    let before = try contents(domain)
    let result = try domain.mapae("trust", "load", "bad.mapae", "--state", "door")
    #expect(result.status == 1)
    #expect(result.errors.contains(refused.says), "\(result.errors)")
    #expect(try contents(domain) == before)
  }

  @Test("a first load that is refused begins no state")
  func refusedFirst() throws {
    let domain = try begun()
    let other = String(repeating: "0", count: 64)
    for (bundle, anchor, says) in [
      ("bundle-1.mapae", other, "foreign-domain"), ("bundle-1.mapae", "\(domain.anchor):\(other)", "anchor-missing"),
    ] {
      let result = try domain.mapae("trust", "load", bundle, "--state", "new", "--anchor", anchor)
      #expect(result.status == 1)
      #expect(result.errors.contains(says), "\(result.errors)")
      #expect(!domain.exists("new"))
    }
    let nowhere = try domain.mapae("trust", "load", "bundle-1.mapae", "--state", "new")
    #expect(nowhere.status == 1)
    #expect(nowhere.errors.contains("--anchor"))
    #expect(!domain.exists("new"))
  }

  @Test("an anchor never moves; the same one may be given again")
  func anchor() throws {
    let domain = try begun()
    let other = String(repeating: "0", count: 64)
    let moved = try domain.mapae("trust", "load", "bundle-1.mapae", "--state", "door", "--anchor", other)
    #expect(moved.status == 1)
    #expect(moved.errors.contains("An anchor never moves"))
    #expect(
      try domain.mapae("trust", "load", "bundle-1.mapae", "--state", "door", "--anchor", domain.anchor).status == 0)
    for text in ["", "xyz", String(domain.anchor.dropLast())] {
      #expect(try domain.mapae("trust", "load", "bundle-1.mapae", "--state", "door", "--anchor", text).status == 64)
    }
  }

  @Test("a bundle comes as text, on standard input, or as a poster")
  func forms() throws {
    let domain = try begun()
    let text = MapaeText.encode(try domain.bytes("bundle-1.mapae"))
    try Data("\n\(text)\r\n".utf8).write(to: domain.scratch / "bundle.txt")
    try domain.ok("qr", text, "--out", "poster.png")
    for source in ["bundle.txt", "poster.png"] {
      #expect(try domain.ok("trust", "load", source, "--state", "door").contains("held already"))
    }
    let piped = try domain.mapae(["trust", "load", "-", "--state", "door"], input: Data(text.utf8))
    #expect(piped.output.contains("held already"))
  }

  @Test("OPS-18: a load that is killed while it writes leaves the old state, and the next one works")
  func killed() throws {
    let domain = try begun()
    try #require(try domain.sign(domain.source, day: 2).status == 0)
    let before = try contents(domain)
    let load = ["trust", "load", "bundle-2.mapae", "--state", "door"]
    #expect(try domain.killWhileWriting(load) != 0)
    #expect(try contents(domain).filter { !$0.key.hasSuffix(".part") } == before)
    #expect(try domain.ok(load).contains("took the trust list"))
  }

  @Test("a state that was changed on disk is noticed")
  func damaged() throws {
    let domain = try begun()
    var bytes = try domain.bytes("door/state.mapae")
    bytes[bytes.count - 1] ^= 1
    try Data(bytes).write(to: domain.scratch / "door/state.mapae")
    for command in [["show"], ["load", "bundle-1.mapae"]] {
      let result = try domain.mapae(["trust"] + command + ["--state", "door"])
      #expect(result.status == 1)
      #expect(result.errors.contains("changed or damaged"))
    }
  }
}
