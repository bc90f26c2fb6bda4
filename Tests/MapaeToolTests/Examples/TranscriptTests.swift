import Foundation
import Mapae
import Testing

/// The transcript of the chapter Conformance is a conversation with the built reference.
@Suite("The chapter Conformance")
struct TranscriptTests {
  @Test("the transcript is what the reference answers")
  func transcript() throws {
    let requests = try TranscriptTests.requests()
    let input = Data((requests.joined(separator: "\n") + "\n").utf8)
    let result = try BuiltProgram("mapae-conformance").run(["reference"], input: input)
    #expect(result.status == 0 && result.errors.isEmpty)
    let answers = result.output.split(separator: "\n").map(String.init)
    try #require(answers.count == requests.count)
    // Name, version and bounds are the reference's own and change; a reader is shown those of no real program.
    #expect(answers[0].hasPrefix("0 hello 1 mapae "))
    let shown = ["0 hello 1 example-verifier 1.0 core,text 16 1048576 8"] + answers.dropFirst()
    let lines = zip(requests, shown).flatMap {
      ["    < " + TranscriptTests.cut($0), "    > " + TranscriptTests.cut($1)]
    }
    try GeneratedChapter("conformance.md").check(["transcript": "\n" + lines.joined(separator: "\n") + "\n"])
  }

  private static func requests() throws -> [String] {
    let domain = try ExampleDomain()
    let passes = try ExamplePasses(domain)
    let (digest, now) = (domain.digest, UnixTime("2027-03-10T12:00:00Z").seconds)
    let erika = Hex.encode(passes["erika"].text.utf8)
    return [
      "0 hello 1",
      "1 open \(digest)",
      "2 load 1 bytes \(Hex.encode(domain.bundle))",
      "3 verify 2 \(digest):1,\(digest):2 - - - - no \(now) \(now) text \(erika)",
      "4 verify 2 \(digest):1 - 1024 60 - no \(now) \(now) bytes \(Hex.encode(passes.erika))",
      "5 load 2 bytes 17",
      "6 drop 5",
    ]
  }

  /// The line with each run of more than sixteen hexadecimal digits cut short.
  private static func cut(_ line: String) -> String { line.replacing(/([0-9a-f]{8})[0-9a-f]{9,}/) { "\($0.1)…" } }
}
