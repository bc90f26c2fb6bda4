internal import Mapae

/// A door as a play leaves it, and what holds of its verdicts whatever they are.
struct VerdictDoor {
  private let play: Play
  private let verifier: Verifier
  private var clock: ClockReading { play.question.clock }

  init(_ play: Play) {
    self.play = play
    verifier = Verifier(states: play.states, policy: play.question.policy((0..<4).map(play.digest)))
  }

  func judge(_ states: [TrustState]? = nil, at clock: ClockReading? = nil) -> Verdict {
    var asked = verifier
    if let states { asked.states = states }
    return asked.judge(play.shown, at: clock ?? self.clock)
  }

  func check(_ verdict: Verdict) throws(Violation) {
    try VerdictCheck(ledger: play.ledger, verifier: verifier, shown: play.shown, clock: clock).check(verdict)
  }

  /// The verdict depends neither on the order of domains, nor on the way to a state, nor on earlier questions, nor on
  /// whether the pass came as text.
  func checkRepeated(_ answer: Answer) throws(Violation) {
    var (states, draw) = (verifier.states, SeededGenerator(seed: UInt64(play.question.choices)))
    if play.question.choices > 0 { draw.shuffle(&states) }
    try require(Answer(judge(states)) == answer, "the order of domains counts")
    try require(Answer(judge(states.map(kept))) == answer, "the way to a state counts")
    _ = verifier.judge(play.shown.reversed(), at: ClockReading(.last))
    try require(Answer(judge()) == answer, "an earlier question counts")
    let text = Answer(verifier.judge(text: MapaeText.encode(play.shown), at: clock))
    try require(text == answer, "\(answer) as bytes, \(text) as text")
  }

  /// The state that comes of this one's own bytes.
  private func kept(_ state: TrustState) -> TrustState {
    let cold = TrustState(anchor: state.anchor)
    return state.bytes.flatMap { try? LoadMemory.load($0, into: cold) } ?? cold
  }

  /// A narrower clock reading never turns an acceptance or a rejection into its opposite.
  func checkNarrowerClock(_ answer: Answer) throws(Violation) {
    let width = clock.latest.seconds - clock.earliest.seconds
    guard width > 0, answer.reason == nil || answer.isRejected else { return }
    var draw = SeededGenerator(seed: UInt64(play.question.choices) << 1)
    for _ in 0..<3 {
      let from = Int64(draw.below(Int(width) + 1))
      let to = from + Int64(draw.below(Int(width - from) + 1))
      let narrow = ClockReading(earliest: clock.earliest + from, latest: clock.earliest + to)!
      let other = Answer(judge(at: narrow))
      try require(
        other.outcome == answer.outcome || other.outcome == "undecided",
        "\(answer), but \(other) by a narrower clock reading")
    }
  }
}
