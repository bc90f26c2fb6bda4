import Mapae

/// What a program says to a request (chapter Conformance, "Requests").
enum Answer: Hashable, Sendable {
  case hello(Hello)
  case opened(Digest)
  case loaded(Digest, refused: [ListRefusal])
  case refused(String, Digest)
  case nothing(Digest)
  case verdict(Judgement)
  case dropped
  /// It could not answer; words for people.
  case error(String)

  /// A status list of a bundle that was not taken.
  struct ListRefusal: Hashable, Sendable {
    /// Counted among the status lists and deltas of the bundle, from 1.
    let number: UInt32
    let refusal: String
  }

  struct Judgement: Hashable, Sendable {
    enum Outcome: String, Codable, Sendable {
      case accepted
      case undecided
      case rejected
    }

    let outcome: Outcome
    let reason: String?
    let isAuthentic: Bool
    let advisories: [String]
    let instant: Instant
  }

  enum Instant: Hashable, Sendable {
    case none
    case at(Int64)
    /// The program does not tell.
    case untold
  }
}

extension Answer {
  /// The line without its line feed.
  func line(id: UInt32) -> String { "\(id) \(text)" }

  private var text: String {
    switch self {
    case .hello(let hello): hello.text
    case .opened(let digest): "state \(digest)"
    case .loaded(let digest, let refused):
      "loaded \(digest) \(Wire.list(refused.map { "\($0.number):\($0.refusal)" }))"
    case .refused(let refusal, let digest): "refused \(refusal) \(digest)"
    case .nothing(let digest): "nothing \(digest)"
    case .verdict(let judgement): judgement.text
    case .dropped: "dropped"
    case .error(let words): "error \(words)"
    }
  }

  /// What stands behind the id.
  ///
  /// - Throws: where it is no answer to that request.
  init(_ fields: inout Fields, to request: Request) throws(LineFault) {
    let word = try fields.next("word")
    switch (word, request) {
    case ("error", _):
      let words = fields.remainder()
      guard !words.isEmpty else { throw LineFault("an error says no word") }
      self = .error(words)
    case ("hello", .hello): self = .hello(try Hello(&fields))
    case ("state", .open): self = .opened(try fields.digest())
    case ("loaded", .load), ("loaded", .poster):
      self = .loaded(try fields.digest(), refused: try fields.list("list of refusals", ListRefusal.init))
    case ("refused", .load), ("refused", .poster):
      self = .refused(try fields.next("name of a refusal", Wire.name), try fields.digest())
    case ("nothing", .poster): self = .nothing(try fields.digest())
    case (_, .verify): self = .verdict(try Judgement(word, &fields))
    case ("dropped", .drop): self = .dropped
    default: throw LineFault("\(Fields.cut(word)) does not answer this request")
    }
    try fields.end()
  }
}

extension Fields {
  fileprivate mutating func digest() throws(LineFault) -> Digest { try next("digest", Wire.digest) }
}

extension Answer.ListRefusal {
  fileprivate init?(_ text: Substring) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let number: UInt32 = Wire.number(parts[0]), let refusal = Wire.name(parts[1]) else {
      return nil
    }
    self.init(number: number, refusal: refusal)
  }
}

extension Answer.Judgement {
  fileprivate var text: String {
    "\(outcome) \(reason ?? "-") \(authenticity) \(Wire.list(advisories)) \(instant.text)"
  }

  /// The word of the answer.
  var authenticity: String { isAuthentic ? "authentic" : "not-authentic" }

  fileprivate init(_ word: String, _ fields: inout Fields) throws(LineFault) {
    guard let outcome = Outcome(rawValue: word) else {
      throw LineFault("\(Fields.cut(word)) does not answer this request")
    }
    self.outcome = outcome
    reason = try fields.setting("name of a reason", Wire.name)
    isAuthentic = try fields.next("word of authenticity") { ["authentic": true, "not-authentic": false][$0] }
    advisories = try fields.list("list of advisories", Wire.name)
    instant = try fields.next("instant") { text in
      switch text {
      case "-": .some(.none)
      case "?": .untold
      default: Wire.number(text).map(Answer.Instant.at)
      }
    }
  }
}

extension Answer.Instant {
  /// As it stands in an answer.
  var text: String {
    switch self {
    case .none: "-"
    case .at(let time): String(time)
    case .untold: "?"
    }
  }
}
