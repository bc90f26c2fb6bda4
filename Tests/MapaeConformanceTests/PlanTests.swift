import Foundation
import Mapae
import TestSupport
import Testing

@testable import MapaeConformance

@Suite("The plan")
struct PlanTests {
  private static func load(_ old: String, _ new: String, _ bytes: [UInt8] = [0x16]) -> VectorCase.Step {
    .init(
      action: .load(.init(form: .bytes, bytes: bytes), into: old, as: new), expected: .refused("malformed", .zero))
  }

  private static func open(_ name: String) -> VectorCase.Step {
    .init(action: .open(TestDomain().anchor, as: name), expected: .opened(.zero))
  }

  private static func verify(_ names: String...) -> VectorCase.Step {
    let terms = Request.Terms(scopes: [], home: nil, size: nil, age: nil, challenge: nil, bare: false)
    return .init(
      action: .verify(names, terms, earliest: 0, latest: 0, .init(form: .bytes, bytes: [])),
      expected: .refused("malformed", .zero))
  }

  @Test("each state is dropped behind the last step that names it, and each is dropped once")
  func drops() {
    let script = Script([
      PlanTests.open("a"), PlanTests.load("a", "b"), PlanTests.load("b", "b"), PlanTests.open("c"),
      PlanTests.verify("a", "b"),
    ])
    let lines = script.entries.indices.map { script.request($0, base: 10).line(id: 10 + UInt32($0)) }
    #expect(
      lines.map { String($0.split(separator: " ").prefix(3).joined(separator: " ")) } == [
        "10 open \(TestDomain().digest)", "11 load 10", "12 load 11", "13 drop 11",
        "14 open \(TestDomain().digest)", "15 drop 14", "16 verify 10,12", "17 drop 10", "18 drop 12",
      ])
    #expect(script.statesNeeded == 3)
  }

  @Test("the longest line is that of the longest request, with the longest ids")
  func longestLine() {
    let script = Script([PlanTests.open("a"), PlanTests.load("a", "a", Array(repeating: 0, count: 1_000))])
    #expect(script.longestLine == "4294967295 load 2147483647 bytes \n".utf8.count + 2_000)
  }

  @Test("a case beyond a program's bounds is not asked")
  func bounds() throws {
    let steps = (0..<5).map { PlanTests.open("\($0)") } + [PlanTests.verify("0", "1", "2", "3", "4")]
    let many = VectorCase(
      id: "many", group: "g", comment: "", requirements: ["A-1"], flags: [], needs: [.core], twin: nil, steps: steps,
      signed: [])
    let long = VectorCase(
      id: "long", group: "g", comment: "", requirements: ["A-1"], flags: [], needs: [.core], twin: nil,
      steps: [PlanTests.open("a"), PlanTests.load("a", "a", Array(repeating: 0, count: 8_200))], signed: [])
    let hello = Hello(name: "n", version: "1", capabilities: [.core], window: 1, line: 16_384, states: 4)
    let plan = Plan([many, long], for: hello)
    #expect(plan.asked.isEmpty)
    #expect(plan.notCovered["many"] == "it needs 5 states at once")
    #expect(plan.notCovered["long"] == "it needs a request of 16434 characters")
  }

  @Test("a program is asked no more than its window, its line and its states hold", arguments: [1, 3])
  func window(_ window: Int) throws {
    let outcome = try Runner.run(
      Runner.script("strict.py", ["\(window)", "16384", "4"] + Runner.reference), over: try SmallSet())
    #expect(outcome.status == 0, "\(outcome.others)")
    #expect(outcome.cases.count == SmallSet.pairs * 2)
  }

  @Test("requests and answers come back from their lines as they were")
  func lines() throws {
    let digest = TestDomain().digest
    let terms = Request.Terms(
      scopes: [
        .init(domain: digest, profile: 65_535, tags: [0x1c, 0xff]), .init(domain: digest, profile: 1, tags: []),
      ],
      home: digest, size: 256, age: 0, challenge: [0], bare: true)
    let requests: [Request] = [
      .hello, .open(TestDomain().anchor), .open(Anchor(domain: digest, record: .zero)),
      .load(state: 7, .init(form: .text, bytes: [])), .poster(state: 0, texts: []),
      .poster(state: 4_294_967_295, texts: [[1], [2, 3]]), .drop(state: 9),
      .verify(
        .init(states: [1, 2], policy: terms, earliest: -5, latest: .max, input: .init(form: .bytes, bytes: [0xab]))),
    ]
    for request in requests {
      var fields = try Fields(ArraySlice(request.line(id: 3).utf8))
      #expect(try fields.next("id") == "3")
      #expect(try Request(&fields) == request)
    }
    let answers: [(Request, Answer)] = [
      (requests[1], .opened(digest)),
      (requests[3], .loaded(digest, refused: [.init(number: 2, refusal: "status-malformed")])),
      (requests[4], .nothing(digest)), (requests[4], .refused("malformed", digest)), (requests[6], .dropped),
      (requests[6], .error("of two words")),
      (
        requests[7],
        .verdict(
          .init(
            outcome: .undecided, reason: "clock-behind", isAuthentic: true, advisories: ["a", "b"], instant: .at(-1)))
      ),
      (
        requests[7],
        .verdict(.init(outcome: .accepted, reason: nil, isAuthentic: false, advisories: [], instant: .untold))
      ),
    ]
    for (request, answer) in answers {
      var fields = try Fields(ArraySlice(answer.line(id: 3).utf8))
      #expect(try fields.next("id") == "3")
      #expect(try Answer(&fields, to: request) == answer)
    }
  }

  @Test("bytes are compared to the byte")
  func bytes() {
    func ranges(_ left: [UInt8], _ right: [UInt8]) -> [[Range<Int>]] {
      ByteComparison(left, right).ranges.map { [$0.left, $0.right] }
    }
    #expect(ranges([1, 2, 3], [1, 2, 3]).isEmpty)
    #expect(ranges([1, 2, 3, 4, 5, 6, 7, 8], [0, 2, 0, 4, 5, 6, 7, 0]) == [[0..<3, 0..<3], [7..<8, 7..<8]])
    #expect(ranges([1, 2, 3], [1, 3]) == [[1..<2, 1..<1]])
    #expect(ranges([1, 1], [1, 1, 1]) == [[2..<2, 2..<3]])
    #expect(ranges([], [9]) == [[0..<0, 0..<1]])
  }
}
