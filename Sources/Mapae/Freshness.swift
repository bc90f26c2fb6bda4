/// When a holder's proof counts as made just now (chapter Presentation, "Freshness").
public struct Freshness: Hashable, Sendable {
  /// Seconds by which the *latest* of the clock reading stays below the proof's time and this age; with 0 none is fresh.
  public var greatestAge: UInt32
  /// What a proof must answer; where there is one, it stands in for the proof's time.
  public var challenge: Challenge?

  public init(greatestAge: UInt32 = 60, challenge: Challenge? = nil) {
    self.greatestAge = greatestAge
    self.challenge = challenge
  }

  /// How a proof stands.
  enum Answer: Hashable {
    case fresh
    /// It answers another challenge, or none (PRESENT-7).
    case wrongChallenge
    /// It is too old or too new; since when, or until when (PRESENT-8).
    case stale(UnixTime)
  }

  func answer(_ time: UnixTime, _ answered: ArraySlice<UInt8>, at clock: ClockReading) -> Answer {
    if let challenge { return answered.elementsEqual(challenge.bytes) ? .fresh : .wrongChallenge }
    if clock.latest < time { return .stale(time) }
    let end = time + Int64(greatestAge)
    return clock.latest < end ? .fresh : .stale(end)
  }
}
