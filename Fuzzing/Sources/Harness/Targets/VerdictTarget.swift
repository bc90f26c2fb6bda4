internal import Mapae

/// A pass or a presentation at a door, from the signing of everything to the verdict.
enum VerdictTarget {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    let play = try Play(Script(bytes)) { state, bundle, _ in (try? LoadMemory.load(bundle, into: state)) ?? state }
    guard !play.shown.isEmpty else { return }
    let door = VerdictDoor(play)
    let verdict = try Effort.requireLittleMemory(for: play.shown.count) { door.judge() }
    try door.checkRepeated(Answer(verdict))
    try door.checkNarrowerClock(Answer(verdict))
    if case .authentic(let pass) = verdict.authenticity {
      try RemovedRule(play).check(Answer(verdict), door)
      try Ignorance(play, accepting: pass.domain)?.check()
    }
    try door.check(verdict)
  }
}
