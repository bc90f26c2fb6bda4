import Foundation
import TestSupport
import Testing

@testable import MapaeConformance

/// What `mapae-conformance fuzz` makes of what it finds. It asks hundreds of times, so sanitizers leave this out.
@Suite struct FindingTests {
  /// What has to be let in is a case without a twin, and none is named.
  @Test func namesNoTwinOfWhatIsRefusedWrongly() throws {
    let scratch = try Scratch()
    let program = FuzzTests.differing("refuse", "accepted")
    let outcome = try FuzzTests.fuzz(program, ["--count", "400", "--most", "1"], in: scratch)
    let found = try #require(outcome.findings.first)
    #expect(found.kind == "wrong")
    #expect(found.twin == nil)
    #expect(found.requirements.contains("VERIFY-1"), "\(found.requirements)")
    let listed = try Runner.program.run(["list", "--vectors", (scratch / "found").path])
    #expect(listed.output.contains(found.id) && !listed.output.contains("twin"), "\(listed.output)")
  }

  /// Long inputs are written as recipes, which make them again.
  @Test(arguments: [[], [7], [1, 2, 3]] as [[UInt8]])
  func writesWhatRepeatsOnce(_ ends: [UInt8]) throws {
    let long = Array(repeating: UInt8(0), count: 5_000)
    for bytes in [ends, ends + long, long + ends, ends + long + [9] + long + ends] {
      let text = try JSONEncoder().encode(WritableBytes(bytes))
      #expect(text.count < 200)
      guard case .bytes(let made) = try JSONDecoder().decode(WrittenBytes.self, from: text).input else {
        Issue.record("\(ends)")
        continue
      }
      #expect(made.bytes == bytes)
    }
  }

  struct Example: Sendable, CustomTestStringConvertible {
    let fault: String
    let kind: String
    var options: [String] = []
    var testDescription: String { fault }
  }

  /// Kinds are told apart, and each becomes a small case that fails again, with a twin that does not.
  @Test(arguments: [
    Example(fault: "admit", kind: "let in wrongly"), Example(fault: "misname", kind: "inexact"),
    Example(fault: "crash", kind: "crash"), Example(fault: "hang", kind: "hang", options: ["--timeout", "1"]),
  ])
  func tellsWhatIsWrong(_ example: Example) throws {
    let scratch = try Scratch()
    let program = FuzzTests.differing(example.fault, "rejected key-not-for-this")
    let outcome = try FuzzTests.fuzz(program, ["--count", "400", "--most", "1"] + example.options, in: scratch)
    #expect(outcome.status == 10)
    let found = try #require(outcome.findings.first)
    #expect(found.kind == example.kind)
    #expect(found.steps <= (example.fault == "hang" ? 9 : 3), "open, load, and the question")
    #expect(found.twin == "\(found.id)-twin")
    #expect(!found.requirements.isEmpty)

    let vectors = ["--vectors", (scratch / "found").path]
    let again = try Runner.program.run(["run"] + vectors + example.options + ["--"] + program)
    #expect(again.status == (example.kind == "inexact" ? 20 : 10), "the case fails again")
    let right = try Runner.program.run(["run"] + vectors + ["--"] + Runner.reference)
    #expect(right.status == 0, "the library gives the answers of the file: \(right.output)")
  }
}
