import Foundation
import Mapae
import Testing

@Suite("What counts as passed")
struct VerdictTests {
  @Test("the reference is exact, in any order")
  func reference() throws {
    let set = try SmallSet()
    let straight = try Runner.run(Runner.reference, over: set)
    #expect(straight.status == 0 && straight.end?.grade == "exact")
    #expect(straight.cases.count == SmallSet.pairs * 2 && straight.cases.allSatisfy(\.passed))
    let orders = try [1, 1, 2].map { seed in
      try Runner.run(Runner.reference, ["--shuffle", "\(seed)"], over: set).cases.map(\.id)
    }
    #expect(orders[0] == orders[1] && orders[0] != orders[2] && orders[0] != straight.cases.map(\.id))
    #expect(Set(orders[0]) == Set(straight.cases.map(\.id)))
  }

  @Test("a program that always says the same passes nothing", arguments: ["accepted", "undecided", "rejected", "echo"])
  func constant(word: String) throws {
    let set = try SmallSet()
    for reference in [[], Runner.reference] {
      let outcome = try Runner.run(Runner.script("constant.py", [word] + reference), over: set)
      #expect(outcome.status == 10 && outcome.end?.grade == "not-conformant")
      #expect(outcome.cases.count == SmallSet.pairs * 2 && !outcome.cases.contains(where: \.passed))
    }
  }

  @Test("who lets in every pass passes none by what it refuses to load")
  func otherQuestions() throws {
    let set = try SmallSet { file in
      var cases = file["cases"] as? [[String: Any]] ?? []
      // A load that is refused shares its requirement with an accepting verdict that is nobody's twin.
      let steps = cases[1]["steps"] as? [[String: Any]] ?? []
      let refused: [String: Any] = [
        "result": "refused", "refusal": "unsupported-version", "digest": Digest(sha256Of: [UInt8]().span).hex,
      ]
      cases[1]["steps"] = [steps[0], ["state": "other", "load": "held", "bytes": "00", "expect": refused]]
      cases[1]["twin"] = SmallSet.ids(1).valid
      cases[1]["requirements"] = ["LOAD-1"]
      cases[0]["requirements"] = ["LOAD-1"]
      file["cases"] = cases
    }
    let outcome = try Runner.run(Runner.script("constant.py", ["accepted"] + Runner.reference), over: set)
    #expect(outcome.cases.filter(\.passed).map(\.id) == [SmallSet.ids(0).expired])
  }

  @Test("a wrong answer fails its case, and its twin keeps what is right from counting")
  func twin() throws {
    let set = try SmallSet()
    let denied = try Runner.run(Runner.faulty("deny", at: SmallSet.time(2, isExpired: false)), over: set)
    #expect(denied.status == 10)
    #expect(denied.others.map(\.id) == [SmallSet.ids(2).valid])
    #expect(denied.cases.filter { !$0.passed }.map(\.id) == [SmallSet.ids(2).valid, SmallSet.ids(2).expired])
    let admitted = try Runner.run(Runner.faulty("admit"), over: set)
    #expect(admitted.others.map(\.status) == ["wrong"])
    #expect(admitted.cases.filter { !$0.passed }.map(\.id) == [SmallSet.ids(1).valid, SmallSet.ids(1).expired])
  }

  @Test("a wrong reason is conformant and not exact; an instant that is not told is exact")
  func reasons() throws {
    let set = try SmallSet()
    let reason = try Runner.run(Runner.faulty("wrong-reason"), over: set)
    #expect(reason.status == 20 && reason.end?.grade == "conformant")
    #expect(reason.others.map(\.status) == ["inexact"] && reason.cases.allSatisfy(\.passed))
    let untold = try Runner.run(Runner.faulty("untold"), over: set)
    #expect(untold.status == 0 && untold.end?.grade == "exact")
  }

  @Test("a filter brings the cases that the chosen ones need")
  func filter() throws {
    let set = try SmallSet()
    for pattern in ["small-expired-3", "small-valid-3", "small-*-3"] {
      let outcome = try Runner.run(Runner.reference, ["--filter", pattern], over: set)
      #expect(outcome.cases.map(\.id) == [SmallSet.ids(3).valid, SmallSet.ids(3).expired], "\(pattern)")
    }
    for pattern in ["small", "VERIFY-*", "never-*", "*"] {
      let outcome = try Runner.run(Runner.reference, ["--filter", pattern], over: set)
      #expect(outcome.cases.count == SmallSet.pairs * 2, "\(pattern)")
    }
    #expect(try Runner.run(Runner.reference, ["--filter", "small-"], over: set).status == 64)
  }

  @Test("what is not announced is not covered, nor what depends on it, and nothing of it is passed")
  func notCovered() throws {
    let set = try SmallSet { file in
      var cases = file["cases"] as? [[String: Any]] ?? []
      cases[2]["needs"] = ["deltas"]
      file["cases"] = cases
    }
    let core = Runner.script("strict.py", ["4", "16384", "4"] + Runner.reference)
    let outcome = try Runner.run(core, over: set)
    let others = outcome.others
    #expect(others.map(\.id) == [SmallSet.ids(1).valid, SmallSet.ids(1).expired])
    #expect(others.allSatisfy { $0.status == "not-covered" && !$0.passed })
    #expect(others.first?.notCovered == "it needs deltas")
    #expect(outcome.status == 0 && outcome.end?.grade == "exact")
    let nothing = try Runner.run(core, ["--filter", "small-*-1"], over: set)
    #expect(nothing.status == 10 && nothing.end?.grade == "not-conformant")
  }
}
