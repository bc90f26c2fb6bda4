import Foundation
import Mapae
import TestSupport
import Testing

@Suite("OPS-21: revocations outlive kills, and an older copy of them is noticed")
struct RevocationWitnessTests {
  private let revoking: RevokingDesk
  private var desk: IssuerDesk { revoking.desk }
  private var file: String { desk.folder + "/revoked.json" }

  init() throws { revoking = try RevokingDesk() }

  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  /// Neither revokes nor signs, changes nothing, and says what to do.
  private func expectRefused(saying words: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let before = [try? text(file), try? text(desk.witness)]
    let list = desk.scratch / "refused.mapae"
    for result in [
      try revoking.revoke("9"), try revoking.sign("refused.mapae"), try Tool.run(["issuer", "show", desk.folder]),
    ] {
      #expect(result.status == 1 && result.output.isEmpty, sourceLocation: sourceLocation)
      #expect(
        result.errors.contains(words) && result.errors.contains("mapae revoke --resume"), "\(result.errors)",
        sourceLocation: sourceLocation)
    }
    #expect([try? text(file), try? text(desk.witness)] == before, sourceLocation: sourceLocation)
    #expect(!FileManager.default.fileExists(atPath: list.path), sourceLocation: sourceLocation)
  }

  private func listed(_ name: String, _ more: String...) throws -> StatusList {
    let result = try revoking.sign(name, more)
    try #require(result.status == 0, "\(result.errors)")
    return try revoking.list(name)
  }

  @Test("a folder that was restored whole, with nothing but revocations since; then resumed with what it lacks")
  func restored() throws {
    _ = try revoking.revoke("5")
    try desk.copy(desk.folder, to: "backup")
    _ = try revoking.revoke("6", "7")
    try desk.replace(desk.folder, by: "backup")
    try expectRefused(saying: "is an older copy: it stands at change 1, and its witness has seen another change 2")
    let resumed = try revoking.revoke("--resume", "6-7")
    #expect(resumed.output == "{\"revoked\":3,\"revokedNow\":2}\n", "\(resumed.errors)")
    #expect(Array(try listed("one").revoked) == [5, 6, 7])
  }

  @Test("after resuming, no number comes again and first live does not fall, though the signed lists are lost too")
  func numbers() throws {
    try desk.copy(desk.folder, to: "backup")
    _ = try revoking.revoke("50", "90")
    _ = try listed("one")
    #expect(try listed("two", "--first-live", "60").number == 2)
    try desk.replace(desk.folder, by: "backup")
    try expectRefused(saying: "older copy")
    #expect(try revoking.revoke("--resume", "90").status == 0)
    let next = try listed("three")
    #expect(next.number == 3 && next.firstLive == 60 && Array(next.revoked) == [90])
    #expect(try revoking.revoke("--resume", "50").errors.contains("is in order"))
  }

  @Test("STATUS-5: an older copy of the trust state alone, which names an earlier generation, signs nothing")
  func generations() throws {
    try desk.copy(desk.folder + "/trust", to: "older-trust")
    let publicKey = try #require(PublicKey(hex: Tool.run(["key", "show", revoking.statusKey]).output.trimmed))
    try desk.writeBundle("second.mapae") {
      $0.number = 2
      $0.nextKeyNumber = 9
      $0.issuers[0].keys.append(.init(number: 8, publicKey: publicKey, usage: .statusLists, acceptUntil: .last))
      $0.issuers[0].statusGeneration = 1
      $0.issuers[0].statusDemand = 1
    }
    let trust = desk.folder + "/trust"
    let loaded = try Tool.run(["trust", "load", (desk.scratch / "second.mapae").path, "--state", trust])
    try #require(loaded.status == 0, "\(loaded.errors)")
    #expect(try listed("one").generation == 1)
    try FileManager.default.removeItem(atPath: trust)
    try FileManager.default.copyItem(atPath: (desk.scratch / "older-trust").path, toPath: trust)
    let refused = try revoking.sign("two")
    #expect(refused.status == 1 && refused.errors.contains("a list of generation 1 is signed already"))
  }

  @Test("the newest list that was signed brings back what it holds")
  func loaded() throws {
    try desk.copy(desk.folder, to: "backup")
    _ = try revoking.revoke("50", "90")
    _ = try listed("one")
    try desk.replace(desk.folder, by: "backup")
    let loaded = try Tool.run([
      "trust", "load", (desk.scratch / "one").path, "--state", desk.folder + "/trust",
    ])
    #expect(loaded.status == 0, "\(loaded.errors)")
    #expect(try revoking.revoke("--resume").output == "{\"revoked\":0,\"revokedNow\":0}\n")
    #expect(Array(try listed("two").revoked) == [50, 90])
  }

  @Test("the file alone restored, deleted, or of another folder")
  func fileAlone() throws {
    _ = try revoking.revoke("5")
    try desk.copy(file, to: "older.json")
    _ = try revoking.revoke("6")
    _ = try revoking.revoke("7")
    try desk.copy(file, to: "newest.json")
    for name in ["older.json", nil] {
      try FileManager.default.removeItem(atPath: file)
      if let name { try FileManager.default.copyItem(atPath: (desk.scratch / name).path, toPath: file) }
      try expectRefused(saying: "is an older copy: it stands at change \(name == nil ? 0 : 1)")
      // Passes are issued all the same: their serials have nothing to do with it.
      #expect(try desk.issue("{}").status == 0)
    }
    let other = try RevokingDesk()
    for serial in 1...5 { _ = try other.revoke("\(serial)") }
    try FileManager.default.copyItem(atPath: other.desk.folder + "/revoked.json", toPath: file)
    try expectRefused(saying: "revoke --resume")
    try FileManager.default.removeItem(atPath: file)
    try FileManager.default.copyItem(atPath: (desk.scratch / "newest.json").path, toPath: file)
    #expect(Array(try listed("one").revoked) == [5, 6, 7])
  }

  @Test("a witness that is older, lost or damaged cannot tell")
  func witness() throws {
    try desk.copy(desk.witness, to: "older.witness")
    _ = try revoking.revoke("5")
    _ = try revoking.revoke("6")
    try desk.replace(desk.witness, by: "older.witness")
    try expectRefused(saying: "the witness \(desk.witness) is an older copy: it has seen change 0")
    for damage in [nil, "{"] {
      try FileManager.default.removeItem(atPath: desk.witness)
      if let damage { try Data(damage.utf8).write(to: URL(fileURLWithPath: desk.witness)) }
      #expect(try Tool.run(["issuer", "resume", desk.folder, "--above", "900"]).status == 0)
      try expectRefused(saying: "was made anew and cannot tell")
    }
    #expect(try revoking.revoke("--resume").status == 0)
    #expect(Array(try listed("one").revoked) == [5, 6])
  }

  @Test("a process that died between the two writes is made up for by the next one; two copies that went apart are not")
  func oneBehind() throws {
    _ = try revoking.revoke("5")
    try desk.copy(desk.witness, to: "before.witness")
    try desk.copy(desk.folder, to: "copy")
    _ = try revoking.revoke("6")
    let now = try text(desk.witness)
    try desk.copy((desk.scratch / "before.witness").path, to: "again.witness")
    func restoreWitness() throws {
      try FileManager.default.removeItem(atPath: desk.witness)
      try FileManager.default.copyItem(atPath: (desk.scratch / "again.witness").path, toPath: desk.witness)
    }
    try restoreWitness()
    #expect(try Tool.run(["issuer", "show", desk.folder]).output.contains("revoked   2\n"))
    #expect(try text(desk.witness) == now)
    try restoreWitness()
    let copy = (desk.scratch / "copy").path
    #expect(try Tool.run(["revoke", "--issuer", copy, "8"]).status == 0)
    try expectRefused(saying: "older copy")
  }

  @Test("a damaged file revokes and signs nothing")
  func damaged() throws {
    _ = try revoking.revoke("5")
    for content in ["", "{", "{}", "\u{0}", try text(file).replacing("[[5,5]]", with: "[[6,5]]")] {
      try Data(content.utf8).write(to: URL(fileURLWithPath: file))
      for result in [try revoking.revoke("9"), try revoking.revoke("9", "--resume"), try revoking.sign("x")] {
        #expect(result.status == 1 && result.errors.contains("damaged"), "\(content): \(result.errors)")
      }
      #expect(try text(file) == content)
    }
  }

  /// A script that runs the tool and kills it at its call of a kind and number, before that does anything.
  private func killing(at count: Int, _ call: String) -> String {
    // The search for leaks traces the process too, and only one may.
    "ASAN_OPTIONS=detect_leaks=0 exec strace -qq -o /dev/null -e trace=\(call) "
      + "-e inject=\(call):signal=KILL:when=\(count) \"$@\""
  }

  /// The calls by which a change comes onto the disk, and those around them.
  static let calls = ["flock", "lseek", "write", "fsync", "rename", "close"]

  @Test(
    "killed at each call of a kind, `mapae revoke` has revoked all of it or nothing, and loses nothing",
    arguments: calls)
  func killedAtEachCall(_ call: String) throws {
    // What is confirmed must be in the list; what was killed may be.
    var confirmed: Set<UInt32> = []
    var killed = 0
    for count in 1...400 {
      let serial = UInt32(10_000 + 10 * count)
      let result = try Tool.shell(
        killing(at: count, call), ["revoke", "--issuer", desk.folder, "\(serial)-\(serial + 4)"])
      if result.status == 0 {
        confirmed.formUnion(serial...serial + 4)
        break
      }
      try #require(result.status == SIGKILL, "\(result.status): \(result.errors)")
      killed += 1
      if count.isMultiple(of: 5) {
        #expect(try revoking.revoke("\(count)").status == 0, "after \(call) \(count)")
        confirmed.insert(UInt32(count))
      }
    }
    print("\(call): killed \(killed) times")
    #expect(killed > 0 && killed < 400)
    let revoked = Set(try listed("status.mapae").revoked)
    #expect(confirmed.isSubset(of: revoked), "a revocation was lost")
    for count in 1...killed {
      let serials = Set((0..<5).map { UInt32(10_000 + 10 * count + $0) })
      #expect([0, 5].contains(revoked.intersection(serials).count), "half of a command, \(call) \(count)")
    }
    let left = try FileManager.default.contentsOfDirectory(atPath: desk.folder).sorted()
    #expect(left == ["register.json", "revoked.json", "trust"])
  }

  @Test("killed at each call while it signs, `mapae status sign` loses no revocation and gives no number twice")
  func killedWhileSigning() throws {
    _ = try revoking.revoke("5", "70")
    var numbers: Set<UInt32> = []
    var killed = 0
    for call in ["write", "fsync", "rename", "link"] {
      for count in 1...50 {
        let name = "list-\(call)-\(count)"
        let result = try Tool.shell(
          killing(at: count, call),
          ["status", "sign", "--issuer", desk.folder, "--key", revoking.statusKey, "--lifetime", "7d"]
            + ["--out", (desk.scratch / name).path])
        if FileManager.default.fileExists(atPath: (desk.scratch / name).path) {
          let list = try revoking.list(name)
          #expect(Array(list.revoked) == [5, 70])
          #expect(numbers.insert(list.number).inserted, "number \(list.number) twice")
        }
        if result.status == 0 { break }
        try #require(result.status == SIGKILL, "\(result.status): \(result.errors)")
        killed += 1
      }
    }
    print("killed \(killed) times")
    #expect(killed >= 8)
    let last = try listed("last")
    #expect(Array(last.revoked) == [5, 70] && !numbers.contains(last.number))
  }

  @Test("STATUS-9: no pass gets a serial that was revoked or has ended before it was used")
  func spoilt() throws {
    _ = try revoking.revoke("3-5", "40")
    _ = try listed("one", "--first-live", "3")
    _ = try revoking.revoke("41")
    let serials = try desk.serials(250)
    #expect(Set(serials).isDisjoint(with: [0, 1, 2, 3, 4, 5, 40, 41]))
    // Another machine of the issuer knows it by the list.
    let other = (desk.scratch / "desk-2").path
    let made = try Tool.run(
      ["issuer", "new", other, "--bundle", (desk.scratch / "bundle.mapae").path, "--anchor", desk.anchor])
    try #require(made.status == 0, "\(made.errors)")
    #expect(try Tool.run(["trust", "load", (desk.scratch / "one").path, "--state", other + "/trust"]).status == 0)
    let issued = try Tool.run(
      ["issue", "--issuer", other, "--key", desk.key, "--profile", "access", "--lifetime", "1d"],
      input: Data(String(repeating: "{}\n", count: 251).utf8))
    let elsewhere = Set(try IssuerDesk.passes(issued.output).map(\.serial))
    #expect(elsewhere.count == 251 && elsewhere.isDisjoint(with: [0, 1, 2, 3, 4, 5, 40]))

    _ = try revoking.revoke("1000-2000")
    #expect(try Tool.run(["issuer", "resume", desk.folder, "--above", "1200"]).status == 0)
    let refused = try desk.issue("{}")
    #expect(refused.status == 1 && refused.output.isEmpty, "\(refused.output)")
    #expect(refused.errors.contains("are revoked or ended already") && refused.errors.contains("--above"))
    #expect(try Tool.run(["issuer", "resume", desk.folder, "--above", "2000"]).status == 0)
    #expect(try desk.serials(1).allSatisfy { $0 > 2_000 })
  }
}
