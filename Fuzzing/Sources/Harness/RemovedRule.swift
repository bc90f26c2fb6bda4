internal import Mapae

/// A rule never widens a window: with one less, nothing that was found is found earlier, and no acceptance is lost.
struct RemovedRule {
  private let play: Play

  init(_ play: Play) { self.play = play }

  /// Removes one rule of one domain, and has the list signed anew.
  func check(_ answer: Answer, _ door: VerdictDoor) throws(Violation) {
    let states = play.states
    var draw = SeededGenerator(seed: UInt64(play.question.choices) << 2)
    let candidates = states.indices.filter { !(states[$0].list?.fields.rules.isEmpty ?? true) }
    guard !candidates.isEmpty else { return }
    let index = draw.pick(candidates)
    guard let changed = state(states[index], &draw) else { return }
    var others = states
    others[index] = changed
    let without = Answer(door.judge(others))
    try require(answer.step <= without.step, "\(answer), but \(without) with a rule less")
  }

  private func state(_ state: TrustState, _ draw: inout SeededGenerator) -> TrustState? {
    guard let list = state.list, let record = state.records.last else { return nil }
    var fields = list.fields
    fields.rules.remove(at: draw.below(fields.rules.count))
    guard let signed = try? fields.encoded(), let draft = try? TrustListDraft(fields) else { return nil }
    let signers = record.lists.keys.compactMap(TestKeys.key).prefix(record.lists.threshold)
    guard signers.count == record.lists.threshold else { return nil }
    let signatures = Dictionary(uniqueKeysWithValues: signers.map { ($0.publicKey, $0.sign(draft.bytesToSign)) })
    guard let sealed = try? draft.sealed(with: signatures, under: record), sealed.bytes.starts(with: signed) else {
      return nil
    }
    let parts = state.records.map(\.bytes) + [sealed.bytes] + state.statusLists.map(\.bytes)
    return try? LoadMemory.load(TrustBundle.encode(parts), into: TrustState(anchor: state.anchor))
  }
}
