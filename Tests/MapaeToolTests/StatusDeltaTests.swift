import Foundation
import Mapae
import TestSupport
import Testing

/// Deltas as an issuer makes them and a door loads them, with the tool.
@Suite("Status deltas: made, shown, joined and loaded")
struct StatusDeltaTests {
  private let desk = StatusDesk()
  private let door: TestDoor

  init() throws { door = try TestDoor() }

  private func list(_ revoked: [UInt32], _ number: UInt32, _ change: (inout StatusListFields) -> Void = { _ in }) throws
    -> String
  {
    let list = try desk.list(revoked) {
      $0.number = number
      change(&$0)
    }
    return try door.file("list-\(number)-\(revoked.count)", TrustBundle.encode([list]))
  }

  private func delta(_ from: String, _ to: String, _ name: String, _ more: String...) throws -> Tool.Result {
    try Tool.run(["status", "delta", "--from", from, "--to", to, "--out", door.path(name)] + more)
  }

  private func load(_ name: String, _ more: String...) throws -> Tool.Result {
    try Tool.run(["trust", "load", door.path(name), "--state", door.path("door")] + more)
  }

  @Test("a delta is made, shown, and brings a door to the newer list as that itself does")
  func wholeWay() throws {
    let (one, two) = (try list(Array(100..<400), 1), try list(Array(100..<400) + [500, 501], 2))
    let made = try delta(one, two, "1to2")
    #expect(made.status == 0 && made.errors.isEmpty, "\(made.errors)")
    #expect(made.output.hasPrefix("status delta to list 2 of generation 0, of key 8: 2 added to list 1, 116 bytes\n"))
    let shown = try Tool.run(["status", "show", door.path("1to2"), "--serial", "500", "--serial", "100", "--all"])
    #expect(shown.output.hasPrefix(made.output))
    #expect(shown.output.hasSuffix("  serial 500 is added\n  serial 100 is not added\n500-501\n"), "\(shown.output)")

    _ = try door.folder(of: desk.domain.state())
    let early = try load("1to2")
    #expect(early.status == 1 && early.output.hasPrefix("took nothing\n"))
    #expect(early.errors.contains("Load the whole status list. (status-base-missing)"), "\(early.errors)")
    #expect(try load("list-1-300").output.hasPrefix("took a status list\n"))
    #expect(try load("1to2").output.hasPrefix("took a status list\n"))
    #expect(try load("1to2").output.hasPrefix("nothing new: all of it is held already\n"))
    var state = try desk.domain.state()
    try state.load([UInt8](Data(contentsOf: URL(fileURLWithPath: two))))
    let bytes = try #require(state.bytes)
    #expect(try [UInt8](Data(contentsOf: URL(fileURLWithPath: door.path("door/state.mapae")))) == bytes)
  }

  @Test("for programs: what was made and what was shown, as JSON")
  func json() throws {
    let made = try delta(list([3], 1), list([3, 9], 4), "1to4", "--json")
    struct Delta: Decodable, Equatable {
      let number: Int
      let baseNumber: Int?
      let added: Int?
      let revoked: Int?
      let size: Int
    }
    let wanted = Delta(number: 4, baseNumber: 1, added: 1, revoked: nil, size: 115)
    #expect(try JSONDecoder().decode(Delta.self, from: Data(made.output.utf8)) == wanted)
    let shown = try Tool.run(["status", "show", door.path("1to4"), "--json"])
    #expect(shown.output == made.output)
  }

  @Test("a bare delta, its text and its picture load as its bundle does; a trust list and a delta join")
  func forms() throws {
    #expect(try delta(list([3], 1), list([3, 9], 2), "1to2").status == 0)
    let bundle = try TrustBundle(decoding: [UInt8](Data(contentsOf: URL(fileURLWithPath: door.path("1to2")))))
    let bytes = try #require(bundle.statusParts.first)
    _ = try door.file("bare", bytes)
    _ = try door.file("text", MapaeText.encode(bytes))
    _ = try door.picture("picture.png", of: MapaeText.encode(bytes))
    for form in ["bare", "text", "picture.png"] {
      _ = try door.folder("door", of: desk.domain.state())
      #expect(try load("list-1-1").status == 0)
      #expect(try load(form).output.hasPrefix("took a status list\n"), "\(form)")
    }
    let trust = try door.file("trust", TrustBundle.encode([desk.domain.list { $0.number = 2 }.bytes]))
    let joined = try Tool.run(["trust", "join", trust, door.path("1to2"), "--out", door.path("both")])
    #expect(joined.status == 0, "\(joined.errors)")
    _ = try door.folder("door", of: desk.domain.state())
    #expect(try load("list-1-1").status == 0)
    #expect(try load("both").output.hasPrefix("took the trust list and a status list\n"))
  }

  @Test("a delta too large for one code is split over a poster, and loaded from its parts")
  func poster() throws {
    #expect(try delta(list([], 1), list((0..<900).map { $0 * 7_919 }, 2), "1to2").status == 0)
    let bundle = try TrustBundle(decoding: [UInt8](Data(contentsOf: URL(fileURLWithPath: door.path("1to2")))))
    let bare = try door.file("bare", try #require(bundle.statusParts.first))
    let drawn = try Tool.run(["qr", bare, "--poster", "--out", door.path("poster.png")])
    #expect(drawn.status == 0, "\(drawn.errors)")
    _ = try door.folder("door", of: desk.domain.state())
    #expect(try load("list-1-0").status == 0)
    #expect(try load("poster.png").output.hasPrefix("took a status list\n"))
  }

  @Test("no delta is written where the second list is older, takes something back, or is another domain's")
  func refusals() throws {
    let (one, two) = (try list([3, 50], 1), try list([3, 7, 50], 2))
    func refused(_ from: String, _ to: String) throws -> String {
      let result = try delta(from, to, "x")
      #expect(result.status == 1 && result.output.isEmpty)
      #expect(!FileManager.default.fileExists(atPath: door.path("x")))
      return result.errors
    }
    #expect(try refused(two, one).contains("is not newer"))
    #expect(try refused(one, one).contains("is not newer"))
    #expect(try refused(one, list([3, 7, 8, 9], 3)).contains("takes back"))
    let foreign = try door.file("foreign", StatusDesk(seed: 2).list([3, 50, 60]) { $0.number = 2 })
    #expect(try refused(one, foreign).contains("two domains"))
    #expect(try refused(one, list([3, 50, 60, 61, 62], 4) { $0.generation = 1 }).contains("two generations"))
    #expect(try delta(one, two, "1to2").status == 0)
    #expect(try refused(one, door.path("1to2")).contains("one whole status list alone"), "a delta")
    let both = try door.file("both", TrustBundle.encode([desk.list([3]), desk.list([3]) { $0.keyNumber = 10 }]))
    #expect(try refused(both, two).contains("one whole status list alone"))
    #expect(try refused(one, door.path("nothing")).contains("nothing"))
    #expect(try delta(one, two, "1to2").errors.contains("already there"))
  }

  @Test("a warning where two keys signed, and where the delta saves nothing")
  func warnings() throws {
    let keys = try delta(list([3], 1), list([3, 9, 11], 2) { $0.keyNumber = 9 }, "keys")
    #expect(keys.status == 0 && keys.errors.contains("two keys, 8 and 9"))
    let large = try delta(list([], 1), list([3, 9], 2), "large")
    #expect(large.status == 0 && large.errors.contains("no smaller than the list, which has 112 bytes"))
  }
}
