import Foundation
import Mapae
import TestSupport
import Testing

@Suite("Objects that come without a bundle")
struct BareObjectTests {
  private let door: TestDoor
  private let desk = StatusDesk()
  /// The folder of a door that holds the list, and no status list.
  private let state: String

  init() throws {
    door = try TestDoor()
    state = try door.folder(of: desk.domain.state())
  }

  private func held() throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: state + "/state.mapae"))) }

  /// Loads files and checks that the door holds a status list then, as if a bundle had brought it.
  private func expectTaken(_ files: [String], _ list: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) throws
  {
    let state = try door.folder(of: desk.domain.state())
    let result = try Tool.run(["trust", "load"] + files + ["--state", state])
    #expect(
      result.status == 0 && result.output.hasPrefix("took a status list\n"), "\(result.errors)",
      sourceLocation: sourceLocation)
    var expected = try desk.domain.state()
    try expected.load(TrustBundle.encode([list]))
    #expect(try held() == expected.bytes, sourceLocation: sourceLocation)
  }

  @Test("a status list is loaded as bytes, text, picture and from standard input")
  func statusList() throws {
    let list = try desk.list([3, 5, 900])
    let file = try door.file("status", list)
    let text = MapaeText.encode(list)
    for source in [file, text, try door.file("status.txt", text + "\n"), try door.picture("status.png", of: text)] {
      try expectTaken([source], list)
    }
    let shown = try Tool.run(["status", "show", file, "--serial", "5"])
    #expect(shown.output.contains("serial 5 is revoked"))
  }

  @Test("a status list too large for a code is a poster of its own")
  func poster() throws {
    let list = try desk.list(Array(stride(from: 7, to: 20_000, by: 13)))
    let file = try door.file("status", list)
    let drawn = try Tool.run(["qr", file, "--poster", "--out", door.path("poster.png"), "--scale", "4"])
    #expect(drawn.status == 0 && drawn.errors.contains("parts 1 to "), "\(drawn.errors)")
    try expectTaken([door.path("poster.png")], list)
    try expectTaken(Poster.parts(of: list).map(\.text).reversed(), list)
  }

  @Test("an authority record and a trust list alone are loaded where their domain is held")
  func recordAndList() throws {
    let anchor = ["--anchor", "\(desk.domain.anchor)"]
    let record = try door.file("record", desk.domain.record.bytes)
    let begun = try Tool.run(["trust", "load", record, "--state", door.path("new")] + anchor)
    #expect(begun.status == 0, "\(begun.errors)")
    let list = try door.file("list", desk.domain.list().bytes)
    let loaded = try Tool.run(["trust", "load", list, "--state", door.path("new")])
    #expect(loaded.status == 0, "\(loaded.errors)")
    #expect(try [UInt8](Data(contentsOf: URL(fileURLWithPath: door.path("new/state.mapae")))) == held())
    let alone = try Tool.run(["trust", "load", list, "--state", door.path("other")] + anchor)
    #expect(alone.status == 1 && alone.errors.contains("anchor-missing"))
  }

  @Test("a forged status list alone is refused as in a bundle, and a pass is none")
  func refused() throws {
    var list = try desk.list([3])
    list[list.count - 1] ^= 1
    let before = try held()
    for (bytes, words) in [(list, "status-bad-signature"), (try desk.domain.pass(), "malformed")] {
      let result = try Tool.run(["trust", "load", door.file("bad", bytes), "--state", state])
      #expect(result.status == 1 && result.errors.contains(words), "\(result.status): \(result.errors)")
      #expect(try held() == before)
    }
  }
}
