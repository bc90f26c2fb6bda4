import Foundation
import TestSupport
import Testing

/// `mapae-conformance fuzz`, asking programs that are wrong in one way.
@Suite struct FuzzTests {
  /// What it says with `--json`.
  struct Outcome {
    let status: Int32
    let findings: [Found]
    let end: End

    struct Found: Decodable {
      let id: String
      let kind: String
      let what: String
      let question: Int
      let requirements: [String]
      let steps: Int
      let twin: String?
    }

    struct End: Decodable {
      let questions: Int
      let findings: Int
      let first: Int?
      let tally: Tally
    }

    struct Tally: Decodable {
      let reasons: [String: Int]
    }
  }

  struct NothingSaid: Error { let errors: String }

  static func fuzz(_ command: [String], _ options: [String], in scratch: Scratch) throws -> Outcome {
    let result = try Runner.program.run(
      ["fuzz", "--json", "--findings", (scratch / "found").path] + options + ["--"] + command)
    let lines = result.output.split(separator: "\n").map { Data($0.utf8) }
    guard let last = lines.last else { throw NothingSaid(errors: result.errors) }
    return Outcome(
      status: result.status,
      findings: try lines.dropLast().map { try JSONDecoder().decode(Outcome.Found.self, from: $0) },
      end: try JSONDecoder().decode(Outcome.End.self, from: last))
  }

  static func differing(_ fault: String, _ words: String) -> [String] {
    Runner.script("differing.py", [fault, words] + Runner.reference)
  }

  @Test func findsNothingInTheReference() throws {
    let scratch = try Scratch()
    let outcome = try FuzzTests.fuzz(Runner.reference, ["--count", "600"], in: scratch)
    #expect(outcome.status == 0)
    #expect(outcome.end.findings == 0)
    #expect(outcome.end.questions >= 600)
    #expect(!FileManager.default.fileExists(atPath: (scratch / "found").path))
  }

  @Test func asksTheSameFromTheSameSeed() throws {
    let scratch = try Scratch()
    let runs = try ["7", "7", "8"].map {
      try FuzzTests.fuzz(Runner.reference, ["--count", "300", "--seed", $0], in: scratch).end
    }
    #expect(runs[0].tally.reasons == runs[1].tally.reasons)
    #expect(runs[0].tally.reasons != runs[2].tally.reasons)
  }

  @Test func tellsASlowAnswer() throws {
    let scratch = try Scratch()
    let program = FuzzTests.differing("dawdle", "rejected bad-holder-proof")
    let outcome = try FuzzTests.fuzz(program, ["--count", "600", "--most", "1"], in: scratch)
    #expect(outcome.findings.first?.kind == "slow")
  }

  @Test func tellsMemoryThatGrows() throws {
    let scratch = try Scratch()
    let program = FuzzTests.differing("grow", "rejected bad-holder-proof")
    let outcome = try FuzzTests.fuzz(program, ["--count", "900", "--most", "1", "--memory", "250"], in: scratch)
    #expect(outcome.findings.first?.kind == "memory")
  }

  @Test func stopsAtTheFirst() throws {
    let scratch = try Scratch()
    let program = FuzzTests.differing("admit", "rejected expired")
    let outcome = try FuzzTests.fuzz(program, ["--until-found"], in: scratch)
    #expect(outcome.status == 10)
    #expect(outcome.findings.isEmpty)
    #expect(try #require(outcome.end.first) <= outcome.end.questions)
    #expect(!FileManager.default.fileExists(atPath: (scratch / "found").path))
  }
}
