import Mapae

/// One case of the test vectors: steps, and the answer that each of them must have.
struct VectorCase: Sendable {
  let id: String
  let group: String
  let comment: String
  let requirements: [String]
  let flags: [String]
  /// What a program must announce to be asked.
  let needs: Set<Capability>
  /// The accepting case that differs in the one fault; `nil` for an accepting case.
  let twin: String?
  let steps: [Step]
  /// What signatures in the last step's input cover, where the vectors say it.
  let signed: [SignedBytes]

  /// Whether it shows what must be let in.
  var isAccepting: Bool { twin == nil }

  struct Step: Sendable {
    let action: Action
    let expected: Answer
  }

  /// The label, the domain digest, and the signed bytes of an object.
  struct SignedBytes: Sendable {
    /// The object's number among the parts of a bundle, from 1.
    let part: Int?
    let bytes: [UInt8]
  }

  enum Action: Sendable {
    case open(Anchor, as: String)
    case load(Request.Input, into: String, as: String)
    case poster([[UInt8]], into: String, as: String)
    case verify([String], Request.Terms, earliest: Int64, latest: Int64, Request.Input)

    /// What is judged or loaded.
    var input: Request.Input? {
      switch self {
      case .load(let input, _, _), .verify(_, _, _, _, let input): input
      case .open, .poster: nil
      }
    }

    /// Which request it is.
    var verb: String {
      switch self {
      case .open: "open"
      case .load: "load"
      case .poster: "poster"
      case .verify: "verify"
      }
    }
  }
}

extension Answer {
  /// Whether it lets in a pass, or a bundle with some of its status lists.
  var letsIn: Bool {
    switch self {
    case .loaded: true
    case .verdict(let judgement): judgement.outcome == .accepted
    case .hello, .opened, .refused, .nothing, .dropped, .error: false
    }
  }

  /// Whether it lets in all of what was shown.
  var letsInAll: Bool {
    if case .loaded(_, let refused) = self, !refused.isEmpty { false } else { letsIn }
  }
}
