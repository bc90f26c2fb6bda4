import Foundation
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
      Change("no clock reading", Change.step(2) { $0["clock"] = [2, 1] }),
      Change("policy: the key age is missing", Change.step(2) { $0["policy"] = ["scopes": [] as [Any]] }),
    ])
  func broken(_ change: Change) throws {
    let outcome = try Runner.run(Runner.reference, over: try VectorTests.set { change.change(&$0) })
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(change.words), "\(outcome.errors)")
  }
}
