import Foundation
import Harness
import Testing

/// What the fuzzers know, run through the same properties without a fuzzer: every seed, and every crash that was mended.
@Suite("Fuzzing: replay")
struct ReplayTests {
  @Test("the seeds and the crashes of a target break none of its properties", arguments: Target.all.map(\.name))
  func replay(_ name: String) throws {
    let target = try #require(Target.all.first { $0.name == name })
    let inputs = try Corpus.seeds(name) + Corpus.crashes(name)
    #expect(!inputs.isEmpty)
    for input in inputs {
      do { try target.run(input.bytes) } catch { Issue.record("\(name), \(input.name): \(error)") }
    }
    print("\(name): \(inputs.count) inputs replayed")
  }

  @Test("each folder of crashes is a target's")
  func folders() throws {
    #expect(try Corpus.crashFolders().isSubset(of: Target.all.map(\.name)))
  }
}
