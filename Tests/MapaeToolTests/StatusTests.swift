import Foundation
import Mapae
import TestSupport
import Testing

@Suite("Revoking passes and signing status lists")
struct StatusTests {
  @Test("serials and ranges are revoked, signed, shown, loaded, and found by a door")
  func wholeWay() throws {
    let revoking = try RevokingDesk()
    let desk = revoking.desk
    let passes = try desk.issue("{}\n{}\n{}\n").output.split(separator: "\n").map(String.init)
    let serials = try IssuerDesk.passes(passes.joined(separator: "\n")).map(\.serial)
    #expect(try revoking.revoke("\(serials[0])", "700-702").output == "{\"revoked\":4,\"revokedNow\":4}\n")
    #expect(try revoking.revoke("701").output == "{\"revoked\":4,\"revokedNow\":0}\n")
    let signed = try revoking.sign("status.mapae")
    #expect(signed.status == 0, "\(signed.errors)")
    let list = try revoking.list("status.mapae")
    #expect(Array(list.revoked) == [serials[0], 700, 701, 702])
    #expect(list.number == 1 && list.keyNumber == 8)

    let file = (desk.scratch / "status.mapae").path
    let shown = try Tool.run(["status", "show", file, "--serial", "701", "--serial", "703", "--all"])
    #expect(shown.status == 0)
    #expect(shown.output.contains("serial 701 is revoked") && shown.output.contains("serial 703 is not revoked"))
    #expect(shown.output.hasSuffix("\(serials[0])\n700-702\n"))

    let door = (desk.scratch / "door").path
    _ = try Tool.run(
      ["trust", "load", (desk.scratch / "bundle.mapae").path, "--state", door, "--anchor", desk.anchor])
    let loaded = try Tool.run(["trust", "load", file, "--state", door])
    #expect(loaded.status == 0 && loaded.output.hasPrefix("took a status list\n"))
    #expect(try Tool.run(["trust", "show", "--state", door]).output.contains("status list 1 of generation 0"))
    let verdicts = try passes.map { pass in
      try Tool.run(["verify", pass, "--state", door, "--accept", "access"]).status
    }
    #expect(verdicts == [10, 0, 0])
  }

  @Test("a bundle and a status list are joined, and a door takes both in one load")
  func joined() throws {
    let revoking = try RevokingDesk { $0.issuers[0].statusDemand = 3 }
    #expect(try revoking.sign("status.mapae").status == 0)
    let scratch = revoking.desk.scratch
    let (bundle, both) = ((scratch / "bundle.mapae").path, (scratch / "both.mapae").path)
    let result = try Tool.run(["trust", "join", bundle, (scratch / "status.mapae").path, "--out", both])
    #expect(result.status == 0, "\(result.errors)")
    let loaded = try Tool.run(
      ["trust", "load", both, "--state", (scratch / "door").path, "--anchor", revoking.desk.anchor, "--json"])
    #expect(loaded.output.contains("\"statusListsTaken\":1") && loaded.output.contains("\"listTaken\":true"))
    let twice = try Tool.run(["trust", "join", bundle, bundle, "--out", (scratch / "x").path])
    #expect(twice.status == 1 && twice.errors.contains("a second file"))
  }

  @Test("a file of serials, with lines that say nothing; a line that is no serial revokes nothing")
  func files() throws {
    let revoking = try RevokingDesk()
    let file = revoking.desk.scratch / "serials.txt"
    try Data("# stolen\n7\n\n 9-11 \r\n".utf8).write(to: file)
    let result = try Tool.run(["revoke", "--issuer", revoking.desk.folder, "--from", file.path, "--json"])
    #expect(result.output == "{\"revoked\":4,\"revokedNow\":4}\n", "\(result.errors)")
    for bad in ["x", "-1", "1-", "5-4", "4294967296", "1 2", "１"] {
      try Data("20\n\(bad)\n".utf8).write(to: file)
      let refused = try Tool.run(["revoke", "--issuer", revoking.desk.folder, "--from", file.path])
      #expect(refused.status == 1 && refused.errors.contains("line 2"), "\(bad): \(refused.errors)")
    }
    #expect(try revoking.revoke("7").output == "{\"revoked\":4,\"revokedNow\":0}\n")
    #expect(try revoking.revoke("0-4294967295").status == 1)
  }

  @Test("numbers rise, nothing is taken back, and first live never falls")
  func next() throws {
    let revoking = try RevokingDesk()
    _ = try revoking.revoke("5", "100")
    #expect(try revoking.sign("one").status == 0)
    #expect(try revoking.sign("one").errors.contains("already there"))
    // An older copy of the folder's register does not know what the signed list revokes.
    try FileManager.default.removeItem(atPath: revoking.desk.folder + "/revoked.json")
    #expect(try revoking.revoke("--resume", "200").status == 0)
    #expect(try revoking.sign("two", "--first-live", "50").status == 0)
    let list = try revoking.list("two")
    #expect(Array(list.revoked) == [100, 200] && list.number == 2 && list.firstLive == 50)
    #expect(try revoking.sign("three", "--first-live", "49").errors.contains("never falls"))
    #expect(try revoking.revoke("49").errors.contains("has ended"))
  }

  @Test("the demand of the trust list is met; a key for passes, an unknown key and a life too long are refused")
  func refusals() throws {
    let demanding = try RevokingDesk { $0.issuers[0].statusDemand = 40 }
    #expect(try demanding.sign("one").status == 0)
    #expect(try demanding.list("one").number == 40)
    let revoking = try RevokingDesk { $0.issuers[0].keys[1].acceptUntil = $0.issuedAt + 3 * TestDomain.day }
    #expect(try revoking.sign("one").errors.contains("STATUS-19"))
    let desk = revoking.desk
    let sign = ["status", "sign", "--issuer", desk.folder, "--out", (desk.scratch / "x").path]
    let passKey = try Tool.run(sign + ["--key", desk.key, "--lifetime", "1d"])
    #expect(passKey.status == 1 && passKey.errors.contains("not one that signs status lists"))
    #expect(try Tool.run(sign + ["--key", revoking.statusKey, "--lifetime", "0s"]).status == 1)
    #expect(!FileManager.default.fileExists(atPath: (desk.scratch / "x").path))
    #expect(try Tool.run(["status", "show", desk.key]).status == 1)
  }

  @Test("what was said to be revoked is revoked: 60 processes, three at once, killed at random")
  func kills() throws {
    let revoking = try RevokingDesk()
    let seed = ProcessInfo.processInfo.environment["MAPAE_SEED"].flatMap(UInt64.init) ?? .random(in: .min ... .max)
    print("seed \(seed)")
    let folder = revoking.desk.folder
    let scratch = revoking.desk.scratch
    let started = ContinuousClock.now
    _ = try revoking.revoke("999")
    let duration = (ContinuousClock.now - started) / Duration.milliseconds(1)
    DispatchQueue.concurrentPerform(iterations: 3) { worker in
      var generator = SeededGenerator(seed: seed &+ UInt64(worker))
      for round in 0..<20 {
        let serial = 1 + worker * 20 + round
        let delay = Double.random(in: 0...3 * duration, using: &generator) / 1_000
        let said = (scratch / "said-\(serial)").path
        _ = try? Tool.shell(
          "\"$@\" & sleep \(delay); kill -9 $! 2>/dev/null; wait $! && touch \(said)",
          ["revoke", "--issuer", folder, "--json", "\(serial)"])
      }
    }
    let last = try revoking.revoke("1000")
    #expect(last.status == 0, "seed \(seed): \(last.errors)")
    #expect(try revoking.sign("status.mapae").status == 0)
    let revoked = Set(try revoking.list("status.mapae").revoked)
    let said = (1...60).filter { FileManager.default.fileExists(atPath: (scratch / "said-\($0)").path) }
    print("\(said.count) of 60 came to their end")
    #expect(!said.isEmpty)
    #expect(said.allSatisfy { revoked.contains(UInt32($0)) }, "seed \(seed): a revocation was lost")
    #expect(revoked.contains(1000) && revoked.contains(999))
  }
}
