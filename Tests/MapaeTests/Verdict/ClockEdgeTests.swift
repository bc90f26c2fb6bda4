import Mapae
import TestSupport
import Testing

@Suite("Clock readings and the ends of time")
struct ClockEdgeTests {
  @Test("TIME-1: earliest is not above latest")
  func readings() throws {
    #expect(ClockReading(earliest: UnixTime(1), latest: UnixTime(0)) == nil)
    #expect(ClockReading(earliest: UnixTime(1), latest: UnixTime(1)) == ClockReading(UnixTime(1)))
    let wide = ClockReading(UnixTime(0), error: .max)
    #expect(wide.earliest.seconds == -Int64(UInt32.max) && wide.latest.seconds == Int64(UInt32.max))
    #expect(ClockReading(UnixTime(.max), error: 1).latest.seconds == .max)
    #expect(ClockReading(UnixTime(.min), error: 1).earliest.seconds == .min)
  }

  @Test("BASE-4: a world at second 0, judged at 0, before, and at the ends of 64 bits")
  func zero() throws {
    var scenario = Scenario()
    scenario.dateList(UnixTime(0), until: UnixTime(10))
    scenario.pass.issuedAt = UnixTime(0)
    scenario.pass.lifetime = 5
    for (time, reason) in [
      (.min, .clockBehind), (-1, .clockBehind), (0, nil), (4, nil), (5, .expired), (.max, .expired),
    ] as [(Int64, Reason?)] {
      scenario.clock = ClockReading(UnixTime(time))
      #expect(try scenario.verdict().reason == reason, "at \(time)")
    }
    scenario.clock = try #require(ClockReading(earliest: UnixTime(.min), latest: UnixTime(4)))
    #expect(try scenario.verdict().reason == nil, "raised to the floor")
    scenario.clock = try #require(ClockReading(earliest: UnixTime(.min), latest: UnixTime(.max)))
    #expect(try scenario.verdict().reason == .clockUncertain)
  }

  @Test("BASE-4: a world at 2⁴⁰ − 1 with windows of 2³² − 1, whose sums no field holds")
  func last() throws {
    var scenario = Scenario(TestDomain(seed: 5, listsUntil: .last))
    let last = UnixTime.last
    scenario.dateList(last + -10, until: last)
    scenario.list.issuers[0].keys[0].acceptUntil = last
    scenario.pass.issuedAt = last + -5
    scenario.pass.lifetime = .max
    try scenario.addRule(.init(anchor: .issuedAt, opensAfter: 0, closesAfter: .max))
    for (time, reason) in [
      (last + -11, .clockBehind), (last + -6, .passFromFuture), (last + -5, nil), (last + -1, nil), (last, .expired),
      (UnixTime(.max), .expired),
    ] as [(UnixTime, Reason?)] {
      scenario.clock = ClockReading(time)
      #expect(try scenario.verdict().reason == reason, "at \(time.seconds)")
    }
    scenario.clock = ClockReading(last + -1)
    scenario.pass.issuedAt = last
    scenario.pass.validFromDelay = .max
    #expect(try scenario.verdict().reason == .passFromFuture)
    scenario.clock = ClockReading(last)
    scenario.list.issuers[0].keys[0].acceptUntil = last
    #expect(try scenario.verdict().reason == .expired, "the key's end is the last second that can be said")
  }

  @Test("TIME-5: a narrower reading never turns accepted into rejected or back, seed 57")
  func narrower() throws {
    var scenario = Scenario()
    scenario.pass.validFromDelay = 20
    scenario.pass.lifetime = 60
    scenario.pass.issuedAt = TestDomain.now + -40
    try scenario.addRule(.init(anchor: .issuedAt, opensAfter: 30, closesAfter: 70))
    let verifier = Verifier(states: [try scenario.state()], policy: scenario.policy)
    let pass = try scenario.signedPass()
    var generator = SeededGenerator(seed: 57)
    var decided = 0
    for _ in 0..<2_000 {
      let bounds = (0..<4).map { _ in Int64.random(in: -60...60, using: &generator) }.sorted()
      func outcome(_ earliest: Int64, _ latest: Int64) throws -> String {
        let clock = ClockReading(earliest: TestDomain.now + earliest, latest: TestDomain.now + latest)
        return verifier.judge(pass, at: try #require(clock)).outcome
      }
      let (wide, narrow) = (try outcome(bounds[0], bounds[3]), try outcome(bounds[1], bounds[2]))
      guard wide != "undecided" else { continue }
      decided += 1
      #expect(narrow == wide, "seed 57: \(bounds)")
    }
    #expect(decided > 20)
  }
}
