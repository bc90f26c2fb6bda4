import Mapae
import TestSupport
import Testing

/// The model with nothing removed is the library: on real signed bytes, honest and not, both say the same.
@Suite("Ignorance never rejects: the model is the library")
struct ModelTests {
  private let model = Model()
  private let worlds = max(3_000, Seeds.worlds / 20)

  @Test("outcome, reason and authenticity of every judgement; every reason occurs")
  func judging() throws {
    var met: [String: Int] = [:]
    for index in 0..<UInt64(worlds) {
      let seed = Seeds.first &+ index
      var draw = Draw(seed: seed)
      var world = World(&draw, model)
      var door = world.drawDoor(&draw, reading: world.drawAnyReading(&draw))
      world.perturb(&door, &draw)
      let expected = model.judge(world.pass, at: door)
      let verdict = Model.Verdict(try SignedWorld(world).judge(world.pass, at: door))
      guard verdict == expected else {
        Issue.record("seed \(seed): the library says \(verdict), the model \(expected), at \(door). \(world)")
        return
      }
      met[verdict.reason?.name ?? "accepted", default: 0] += 1
    }
    print("seed \(Seeds.first): \(worlds) judgements: \(summary(met))")
    for reason in Reason.allCases {
      #expect(met[reason.name, default: 0] > 0, "\(reason.name) did not occur")
    }
  }

  @Test("every load and every refusal, and what is held afterwards; every refusal occurs")
  func loading() throws {
    var met: [String: Int] = [:]
    for index in 0..<UInt64(worlds) {
      let seed = Seeds.first &+ index
      var draw = Draw(seed: seed)
      let world = World(&draw, model)
      let domain = try SignedDomain(world.own, nonce: 1)
      var held = HeldState(world.own)
      if draw.once(in: 4) { held.anchor = world.own.records[draw.below(world.own.records.count)] }
      var state = TrustState(anchor: try domain.anchor(at: held.anchor))
      for step in 0..<4 {
        let last = world.own.lists.count - 1
        let list = world.own.lists[draw.once(in: 3) ? draw.below(last + 1) : min(step, last)]
        var bundle = Bundle(list, of: world.own)
        if draw.once(in: 2) { bundle.perturb(&draw, world) }
        bundle.addStatusLists(&draw, of: world)
        let expected = model.load(bundle, into: &held)
        let refused = expected == nil ? bundle.statusLists.compactMap { model.take($0, &held) } : []
        let (refusal, refusedStatusLists) = load(try domain.bytes(of: bundle), into: &state)
        let isSame =
          refusal == expected && state.records.map { Int($0.number) } == held.records.map(\.number)
          && state.list.map { Int($0.fields.number) } == held.list?.number && refusedStatusLists == refused
          && state.statusLists.map { Int($0.number) } == held.statusLists.sorted { $0.key < $1.key }.map(\.value.number)
        guard isSame else {
          Issue.record(
            "seed \(seed): the library \(refusal?.name ?? "loads"), the model \(expected?.name ?? "loads"). \(bundle)")
          return
        }
        for name in [refusal?.name ?? "loaded"] + refused.map(\.name) { met[name, default: 0] += 1 }
      }
    }
    print("seed \(Seeds.first): \(4 * worlds) loads: \(summary(met))")
    // This library reads status lists (STATUS-24), no small world fills the room for them, and the model has no deltas:
    // a delta is loaded as the list that it makes (STATUS-36), which has tests of its own.
    let others: [Refusal] = [.statusUnsupported, .statusNoRoom, .statusBaseMissing]
    for refusal in Refusal.allCases where !others.contains(refusal) {
      #expect(met[refusal.name, default: 0] > 0, "\(refusal.name) did not occur")
    }
  }

  private func summary(_ met: [String: Int]) -> String {
    met.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
  }

  /// The refusal of the load, and those of status lists beside it.
  private func load(_ bundle: [UInt8], into state: inout TrustState) -> (Refusal?, [Refusal]) {
    do {
      return (nil, try state.load(bundle).refusedStatusLists)
    } catch {
      return (error.refusal, [])
    }
  }
}
