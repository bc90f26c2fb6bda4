import Foundation
import Mapae
import TestSupport
import Testing

@testable import MapaeConformance

@Suite("Reading vectors")
struct VectorTests {
  /// A small set of which one case was changed.
  private static func set(_ index: Int = 0, _ change: (inout [String: Any]) -> Void) throws -> SmallSet {
    try SmallSet { file in
      var cases = file["cases"] as? [[String: Any]] ?? []
      change(&cases[index])
      file["cases"] = cases
    }
  }

  @Test("a set is read as it was written")
  func whole() throws {
    let small = try SmallSet()
    let set = try VectorSet(folder: small.path)
    #expect(set.cases.count == SmallSet.pairs * 2 && set.version == "0.0.1")
    let one = try #require(set[SmallSet.ids(0).expired])
    #expect(one.twin == SmallSet.ids(0).valid && one.needs == [.core] && one.steps.count == 3 && !one.isAccepting)
    #expect(set["small"] == nil)
  }

  @Test("a file that is not the manifest's is refused")
  func changedFile() throws {
    let set = try SmallSet()
    let file = set.scratch / "small.json"
    try (Data(contentsOf: file) + Data("\n".utf8)).write(to: file)
    let changed = try Runner.run(Runner.reference, over: set)
    #expect(changed.status == 1 && changed.errors.contains("is not the file that the manifest names"))
    try FileManager.default.removeItem(at: file)
    #expect(throws: (any Error).self) { try VectorSet(folder: set.path) }
  }

  struct Change: Sendable, CustomTestStringConvertible {
    let words: String
    let change: @Sendable (inout [String: Any]) -> Void
    var testDescription: String { words }

    init(_ words: String, _ change: @escaping @Sendable (inout [String: Any]) -> Void) {
      (self.words, self.change) = (words, change)
    }

    /// In the step at an index.
    static func step(_ index: Int, _ change: @escaping @Sendable (inout [String: Any]) -> Void)
      -> @Sendable (
        inout [String: Any]
      ) -> Void
    {
      { one in
        var steps = one["steps"] as? [[String: Any]] ?? []
        change(&steps[index])
        one["steps"] = steps
      }
    }

    /// A key of the step that loads, as JSON.
    static func load(_ key: String, _ json: String) -> @Sendable (inout [String: Any]) -> Void {
      step(1) { $0[key] = try? JSONSerialization.jsonObject(with: Data(json.utf8)) }
    }

    /// One piece of what is loaded, as JSON.
    static func piece(_ json: String) -> @Sendable (inout [String: Any]) -> Void {
      load("bytes", #"{"pieces": [\#(json)]}"#)
    }

    /// So many numbers in what is loaded.
    static func numbers(_ times: Int, from first: Int, by step: Int, size: Int)
      -> @Sendable (
        inout [String: Any]
      ) -> Void
    {
      piece(#"{"times": \#(times), "of": [{"number": \#(first), "step": \#(step), "size": \#(size)}]}"#)
    }

    /// One entry of the status lists that are not taken, as JSON.
    static func list(_ json: String) -> @Sendable (inout [String: Any]) -> Void {
      load("expect", #"{"result": "loaded", "digest": "\#(Digest.zero.hex)", "lists": [\#(json)]}"#)
    }
  }

  @Test("a recipe makes its bytes, and a run of lists stands for each of them")
  func recipe() throws {
    let pieces =
      #"["16", {"times": 3, "of": [{"number": 254, "step": 1, "size": 2}, "aa"]}, {"times": 2, "of": ["0102"]}]"#
    let lists = #"{"part": 1, "last": 3, "refusal": "status-malformed"}, {"part": 5, "refusal": "status-rollback"}"#
    let small = try VectorTests.set {
      Change.load("bytes", #"{"pieces": \#(pieces)}"#)(&$0)
      Change.list(lists)(&$0)
    }
    let one = try #require(try VectorSet(folder: small.path)[SmallSet.ids(0).valid])
    let input = try #require(one.steps[1].action.input)
    #expect(Hex.encode(input.bytes) == "16" + "00feaa" + "00ffaa" + "0100aa" + "01020102" && input.count == 14)
    let refusals = ["1:status-malformed", "2:status-malformed", "3:status-malformed", "5:status-rollback"]
    #expect(one.steps[1].expected.line(id: 0).hasSuffix(" " + refusals.joined(separator: ",")))
    let script = Script(one.steps)
    let lines = script.entries.indices.map { script.request($0, base: .max / 2).line(id: .max).utf8.count + 1 }
    #expect(script.longestLine == lines.max())
  }

  @Test(
    "what a reader would pass over or cannot understand is an error that says where",
    arguments: [
      Change("the key note has no meaning here") { $0["note"] = "unseen" },
      Change("the key comment is missing") { $0["comment"] = nil },
      Change("cases[0].comment: this is of another type") { $0["comment"] = 1 },
      Change("id: this cannot be read") { $0["id"] = "Small_Valid" },
      Change("two cases have one id") { $0["id"] = SmallSet.ids(1).valid },
      Change("there is no flag unknown") { $0["flags"] = ["unknown"] },
      Change("its twin is no accepting case") { $0["twin"] = "nobody" },
      Change("an accepting case has no twin") { $0["twin"] = SmallSet.ids(1).valid },
      Change("a case has a step and a requirement") { $0["steps"] = [] as [Any] },
      Change("a case has a step and a requirement") { $0["requirements"] = [] as [Any] },
      Change("needs[0]") { $0["needs"] = ["wings"] },
      Change("the key note has no meaning here", Change.step(0) { $0["note"] = 1 }),
      Change("a step names a state that no step before it made", Change.step(1) { $0["load"] = "other" }),
      Change("there is no object other", Change.step(1) { $0["bytes"] = ["object": "other"] }),
      Change("the key expect is missing", Change.step(1) { $0["expect"] = nil }),
      Change("the key bytes has no meaning here", Change.step(2) { $0["text"] = "MP1:" }),
      Change("the key of has no meaning here", Change.step(2) { $0["bytes"] = ["of": "it"] }),
      Change("the key of is missing", Change.piece(#"{"times": 1}"#)),
      Change("the key note has no meaning here", Change.piece(#"{"times": 1, "of": ["00"], "note": 1}"#)),
      Change("these are no hexadecimal digits", Change.piece(#""0""#)),
      Change("these are no hexadecimal digits", Change.piece(#"{"times": 1, "of": ["0"]}"#)),
      Change("or a number without room", Change.piece(#"{"times": 0, "of": ["00"]}"#)),
      Change("or a number without room", Change.piece(#"{"times": 134217729, "of": ["00"]}"#)),
      Change("or a number without room", Change.piece(#"{"times": 9223372036854775807, "of": ["0000"]}"#)),
      Change("or a number without room", Change.numbers(1, from: 0, by: 0, size: 0)),
      Change("or a number without room", Change.numbers(1, from: 0, by: 0, size: 9)),
      Change("or a number without room", Change.numbers(2, from: 255, by: 1, size: 1)),
      Change("or a number without room", Change.numbers(1, from: 256, by: 0, size: 1)),
      Change("or a number without room", Change.numbers(4, from: 1, by: .max, size: 8)),
      Change("or a number without room", Change.numbers(2, from: 1, by: -1, size: 1)),
      Change("these are no parts of a bundle", Change.list(#"{"part": 2, "last": 1, "refusal": "status-malformed"}"#)),
      Change("these are no parts of a bundle", Change.list(#"{"part": 0, "refusal": "status-malformed"}"#)),
      Change("no parts of a bundle", Change.list(#"{"part": 1, "last": 65537, "refusal": "status-malformed"}"#)),
      Change("no clock reading", Change.step(2) { $0["clock"] = [2, 1] }),
      Change("policy: the key age is missing", Change.step(2) { $0["policy"] = ["scopes": [] as [Any]] }),
    ])
  func broken(_ change: Change) throws {
    let outcome = try Runner.run(Runner.reference, over: try VectorTests.set { change.change(&$0) })
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(change.words), "\(outcome.errors)")
  }
}
