import Foundation
import Mapae
import TestSupport
import Testing

@testable import MapaeConformance

@Suite("What is said of a failure")
struct FailureTextTests {
  private static func pairs(_ one: [UInt8], _ twin: [UInt8]) -> [[String]] {
    InputComparison(.init(form: .bytes, bytes: one), .init(form: .bytes, bytes: twin)).pairs
      .map { [$0.name, $0.here, $0.inTwin] }
  }

  @Test("two passes are compared field by field")
  func fields() throws {
    let domain = TestDomain()
    let one = try domain.pass { $0.serial = 258 }
    let twin = try domain.pass { $0.serial = 1 }
    let pairs = FailureTextTests.pairs(one, twin)
    #expect(pairs[0] == ["serial, bytes 10 to 13", "00000102: 258", "00000001: 1"])
    #expect(pairs.count > 1 && pairs.dropFirst().allSatisfy { $0[0].hasPrefix("signature, ") })
    #expect(FailureTextTests.pairs(one, one).isEmpty)
    var late = one
    late[one.count - 1] ^= 1
    #expect(FailureTextTests.pairs(late, one).map { $0[0] } == ["signature, byte \(one.count - 1)"])
  }

  @Test("a claim that only one has stands beside nothing; bytes at the end are compared as such")
  func shapes() throws {
    let domain = TestDomain()
    let one = try domain.pass { $0.claims = [.init(.familyName, text: "Example")!] }
    let twin = try domain.pass()
    #expect(
      FailureTextTests.pairs(one, twin).contains([
        "family-name, bytes 29 to 35", "4578616d706c65: \"Example\"", "nothing",
      ]))
    #expect(FailureTextTests.pairs(twin + [0, 0], twin) == [["bytes 91 to 92", "0000", "nothing"]])
    #expect(
      FailureTextTests.pairs(twin.dropLast(64), twin).map { [$0[0], $0[1]] } == [["signature, byte 27", "nothing"]])
  }

  @Test("where one is broken, the fields up to the fault are compared, and behind it bytes")
  func broken() throws {
    let twin = try TestDomain().pass()
    var one = twin
    // The lifetime, which is not 0; and the last byte of the signature.
    one.replaceSubrange(23..<27, with: [0, 0, 0, 0])
    one[one.count - 1] ^= 1
    let pairs = FailureTextTests.pairs(one, twin)
    #expect(pairs.map { $0[0] } == ["lifetime, bytes 23 to 26", "signature, byte 90"], "\(pairs)")
    #expect(pairs[0][1].hasPrefix("00000000"))
    // Also with a field more behind the fault.
    let longer = Array(one[..<27] + [9] + one[27...])
    #expect(FailureTextTests.pairs(longer, twin).map { $0[0] }.first == "lifetime, bytes 23 to 26")
    #expect(!FailureTextTests.pairs(longer, twin).contains { $0[1] == "nothing" && $0[0].hasPrefix("serial") })
  }

  @Test("of long inputs the lengths and the first bytes that differ are told")
  func longInputs() {
    let one = [UInt8](repeating: 7, count: 1 << 20 + 1)
    var twin = one + [7]
    #expect(FailureTextTests.pairs(one, twin) == [["length", "1048577 bytes", "1048578 bytes"]])
    twin[1_048_570] = 8
    #expect(
      FailureTextTests.pairs(one, twin).last == ["from byte 1048570 on", "07070707070707", "0807070707070707"])
  }

  @Test("texts are compared as texts, and cannot steer a terminal")
  func texts() {
    let pairs = InputComparison(
      .init(form: .text, bytes: Array("MP1:AB".utf8)), .init(form: .text, bytes: Array("MP1:\u{1b}[2J".utf8))
    ).pairs
    #expect(pairs.map(\.here) == ["\"AB\""] && pairs.map(\.inTwin) == ["\"\u{fffd}[2J\""])
  }

  @Test("a failure is told with its requirement, its bug, its twin, and how to ask it again")
  func words() throws {
    let set = try SmallSet()
    let result = try Runner.program.run(["run", "--vectors", set.path, "--"] + Runner.faulty("admit"))
    #expect(result.status == 10)
    let expired = SmallSet.ids(1).expired
    let times = (SmallSet.time(1, isExpired: true), SmallSet.time(1, isExpired: false))
    for words in [
      "\(expired)  let in wrongly", "step 3, outcome: expected rejected, got accepted",
      "VERIFY-1 (verification.md): ", "never-expires: Nothing expires. An old pass counts.",
      "its twin \(SmallSet.ids(1).valid) (exact) differs in",
      "step 3, earliest\n      here     \(times.0)\n      in twin  \(times.1)",
      "6  passed, of 8", "1  right, but not counted: no twin of theirs is right", "1  wrong, 1 of them let in",
      "not conformant",
    ] {
      #expect(result.output.contains(words), "\(words)")
    }
    let again = try #require(result.output.firstMatch(of: /again: mapae-conformance (.*)\n/)).1
    let repeated = try Runner.program.shell("eval \"'$1' \"'\(again.replacing("'", with: "'\\''"))'", [])
    #expect(repeated.status == 10, "\(repeated.errors)")
    #expect(repeated.output.contains("\(expired)  wrong") && repeated.output.contains("> 3 accepted - authentic - -"))
  }

  @Test("repeat asks a case and its twin, and shows the fields of what it asks about")
  func again() throws {
    let set = try SmallSet()
    let id = SmallSet.ids(0).expired
    let result = try Runner.program.run(
      ["repeat", id, "--fields", "--vectors", set.path, "--"] + Runner.reference)
    #expect(result.status == 0)
    #expect(result.output.contains("\(id)  exact") && result.output.contains("\(SmallSet.ids(0).valid)  exact"))
    #expect(result.output.contains("> 3 rejected expired authentic refresh-due "))
    #expect(result.output.contains("well-formed: 91 bytes"))
    #expect(try Runner.program.run(["repeat", "nobody", "--vectors", set.path, "--"] + Runner.reference).status == 64)
  }

  @Test("repeat shows how long a long input is, and its fields where they are asked for")
  func againWithALongInput() throws {
    let set = try SmallSet { file in
      guard var cases = file["cases"] as? [[String: Any]], var steps = cases[1]["steps"] as? [[String: Any]] else {
        return
      }
      steps[2]["bytes"] = ["pieces": ["11", ["times": 1 << 20, "of": ["00"]] as [String: Any]]]
      cases[1]["steps"] = steps
      file["cases"] = cases
    }
    let result = try Runner.program.run(
      ["repeat", SmallSet.ids(0).expired, "--fields", "--vectors", set.path, "--"] + Runner.reference)
    #expect(result.status == 20)
    #expect(result.output.contains(" bytes 1100000000000000… (1048577 bytes)\n"), "\(result.errors)")
    #expect(result.output.contains("> 3 rejected malformed not-authentic - -"))
    #expect(result.output.contains("length\n      here     1048577 bytes\n      in twin  91 bytes"))
  }

  @Test("list names the cases that match")
  func list() throws {
    let set = try SmallSet()
    let all = try Runner.program.run(["list", "--vectors", set.path])
    #expect(all.status == 0 && all.output.split(separator: "\n").count == SmallSet.pairs * 2)
    let some = try Runner.program.run(["list", "--vectors", set.path, "--filter", "small-valid-*", "--json"])
    #expect(some.output.split(separator: "\n").count == SmallSet.pairs)
    #expect(try Runner.program.run(["list", "--vectors", set.path, "--filter", "nobody"]).status == 64)
    #expect(try Runner.program.run(["list", "--vectors", set.path + "/nowhere"]).status == 1)
  }
}
