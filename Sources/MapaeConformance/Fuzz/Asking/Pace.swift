/// How long a program takes for the bytes that it is asked, to tell an answer that takes much longer.
struct Pace {
  private var total = Duration.zero
  private var bytes = 0
  private var answers = 0

  /// An answer is slow from here on, whatever else: less is a busy machine.
  private static let leastTime = Duration.milliseconds(400)
  /// How many times longer for its bytes than the others.
  private static let factor = 40
  /// Answers before which nothing is known.
  private static let warmUp = 200
  /// What a question costs beside its bytes, in bytes: signatures take their time for the shortest input too.
  private static let base = 2_000

  /// Takes an answer in. Where it was slow, how long it need take to be so again.
  mutating func leastTime(of request: Request, took: Duration) -> Duration? {
    let size = Pace.base + request.size
    defer {
      total += took
      bytes += size
      answers += 1
    }
    guard took >= Pace.leastTime, answers >= Pace.warmUp else { return nil }
    let usual = total * size / bytes
    return took > usual * Pace.factor ? max(Pace.leastTime, took / 2) : nil
  }
}

extension Request {
  /// The bytes that are judged or loaded.
  fileprivate var size: Int {
    switch self {
    case .load(_, let input): input.bytes.count
    case .poster(_, let texts): texts.reduce(0) { $0 + $1.count }
    case .verify(let question): question.input.bytes.count
    case .hello, .open, .drop: 0
    }
  }
}
