import Mapae
import Testing

@testable import MapaeConformance

/// What the fuzzer draws.
@Suite struct WorldTests {
  private static let limits = World.Limits(Reference.hello)

  private static func hello(line: Int) -> Hello {
    Hello(
      name: "mapae", version: "1", capabilities: Set(Reference.hello.capabilities), window: 1, line: line, states: 4)
  }

  @Test func plainChoicesAreLetIn() {
    let world = World(repeating: [[], []], WorldTests.limits)
    #expect(world.steps.count == 3)
    #expect(world.steps.last?.action.verb == "verify")
    #expect(world.steps.last?.expected.letsInAll == true)
  }

  @Test func sameNumbersGiveTheSameWorld() {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    let world = World(seed: seed, steps: 40, WorldTests.limits)
    let again = World(repeating: world.units, WorldTests.limits)
    #expect(again.steps.map { "\($0)" } == world.steps.map { "\($0)" })
  }

  /// Whatever the numbers are, they give a question that the reference can answer.
  @Test func anyNumbersGiveAWorld() {
    let seed = UInt64.random(in: 0 ... .max)
    print("seed \(seed)")
    var generator = SeededOrder(seed: seed)
    for _ in 0..<30 {
      let units = (0..<4).map { _ in (0..<120).map { _ in UInt32.random(in: 0...30, using: &generator) } }
      // Nothing is so long that it takes seconds.
      let world = World(repeating: units, World.Limits(WorldTests.hello(line: 1 << 20)))
      for step in world.steps {
        if case .error(let words) = step.expected { Issue.record("\(units): \(words)") }
      }
    }
  }

  /// Two domains with one tag are there, so that VERIFY-22 is asked.
  @Test func twinsHaveOneTag() {
    for seed in 0..<40 {
      let world = World(seed: UInt64(seed), steps: 0, WorldTests.limits)
      guard world.houses.count > 1, world.houses[0].domain.domainTag == world.houses[1].domain.domainTag else {
        continue
      }
      #expect(world.houses[0].domain != world.houses[1].domain)
      return
    }
    Issue.record("no world of forty has two domains of one tag")
  }

  @Test func asksOnlyWhatIsAnnounced() {
    let core = Hello(name: "small", version: "1", capabilities: [.core], window: 1, line: 16_384, states: 4)
    for seed in 0..<4 {
      let world = World(seed: UInt64(seed), steps: 60, World.Limits(core))
      #expect(world.steps.count > 30)
      for step in world.steps { #expect(step.action.needs.isEmpty) }
    }
  }

  /// By turns: just as long as it may be, and a byte longer.
  @Test func greatestTrustListIsTakenAndNoLongerOne() {
    let limits = World.Limits(WorldTests.hello(line: 10_000_000))
    for turn in 0...1 {
      let step = World(seed: 7, steps: 0, turn: turn, limits).steps.last
      switch step?.expected {
      case .loaded: #expect(turn != 1)
      case .refused("malformed", _): #expect(turn == 1)
      default: Issue.record("\(turn): \(step.map { "\($0.expected)" } ?? "no step")")
      }
      #expect(step?.action.input?.bytes.count ?? 0 > TrustList.greatestSize)
    }
  }

  /// Serials that are written at once are those that are written one by one.
  @Test(arguments: [1, 3, 9, 255, 256, 257, 600, 1_024])
  func regularSerialsAreHonest(_ count: Int) {
    let bytes = LooseSerials((0..<UInt32(count)).map { $0 * 100 }, firstLive: 0).bytes
    #expect(LooseSerials.regular(size: bytes.count) == bytes)
  }

  @Test func holdsFewStatesAtOnce() {
    for seed in 0..<6 {
      let world = World(seed: UInt64(seed), steps: 60, WorldTests.limits)
      #expect(Script(world.steps).statesNeeded <= 4)
    }
  }

  /// At least a fifth is accepted and a fifth fails behind the signature; Tests/Gallery/fuzz looks at more.
  @Test func sharesHold() {
    var tally = Tally()
    for index in 0..<20 { tally.count(World(seed: UInt64(index), steps: 60, WorldTests.limits).steps) }
    #expect(tally.acceptedShare >= 200)
    #expect(tally.failingShare >= 200)
  }
}

/// Making what was found smaller.
@Suite struct ShrinkingTests {
  /// A sight that is there where the reference says a reason.
  @Test(arguments: ["revoked", "bad-holder-proof"])
  func findsAFewSteps(_ reason: String) throws {
    let limits = World.Limits(Reference.hello)
    let sight = Sight.fault(reason)
    let look: (PlannedWorld) -> [(entry: Int, sight: Sight)] = { planned in
      planned.script.entries.enumerated().compactMap { index, entry in
        guard case .verdict(let judgement) = entry.expected, judgement.reason == reason else { return nil }
        return (index, sight)
      }
    }
    let seed = try #require(
      (0..<50).map(UInt64.init).first { !look(.init(World(seed: $0, steps: 60, limits), 0)).isEmpty })
    let world = World(seed: seed, steps: 60, limits)
    var shrinking = Shrinking(world.units, sight, limits, attempts: 600, sightings: .max, ask: look)
    #expect(try shrinking.run())
    let small = World(repeating: shrinking.units, limits)
    #expect(small.steps.count <= 4)
    #expect(!look(PlannedWorld(small, 0)).isEmpty)
    let twin = TwinSearch(shrinking.units, faults: small.twists.last?.map(\.position) ?? [], limits).twin()
    #expect(try #require(twin).last?.expected.letsInAll == true)
  }
}
