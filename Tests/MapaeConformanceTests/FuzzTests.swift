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
    let found = try #require(outcome.findings.first)
    #expect(found.kind == "slow")
    #expect(found.question <= outcome.end.questions)
  }

  /// Also where a script starts the program.
  @Test(arguments: [[], ["sh", "-c", #""$@"; exit $?"#, "sh"]])
  func tellsMemoryThatGrows(_ script: [String]) throws {
    let scratch = try Scratch()
    let program = script + FuzzTests.differing("grow", "rejected bad-holder-proof")
    let outcome = try FuzzTests.fuzz(program, ["--count", "900", "--most", "1", "--memory", "250"], in: scratch)
    let found = try #require(outcome.findings.first)
    #expect(found.kind == "memory")
    #expect(found.question <= outcome.end.questions)
  }

  @Test func tellsACrashBehindALoadThatWentWrong() throws {
    let scratch = try Scratch()
    let program = FuzzTests.differing("misload", " loaded |rejected bad-holder-proof")
    let outcome = try FuzzTests.fuzz(program, ["--count", "600", "--most", "3"], in: scratch)
    let kinds = Set(outcome.findings.map(\.kind))
    #expect(kinds.isSuperset(of: ["wrong", "crash"]), "\(outcome.findings)")
  }

  @Test func saysAtOnceWhereNothingCanBeWritten() throws {
    let scratch = try Scratch()
    let folder = (scratch / "file/within").path
    try Data().write(to: scratch / "file")
    let options = ["fuzz", "--count", "300", "--findings", folder, "--"]
    let result = try Runner.program.run(options + Runner.reference)
    #expect(result.status == 1)
    #expect(result.errors.contains("cannot write to the folder \(folder)"), "\(result.errors)")
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
