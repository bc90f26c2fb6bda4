import Mapae
import ToolSupport

/// The library as a program under test: a dictionary of states, and an answer for each request.
struct Reference {
  private var states: [UInt32: TrustState] = [:]

  static let hello = Hello(
    name: "mapae", version: Software.version, capabilities: Set(Capability.allCases),
    window: 64, line: 268_435_456, states: 1_024)

  /// The answer's line to a request's.
  mutating func answer(_ line: ArraySlice<UInt8>) throws(LineFault) -> String {
    var fields = try Fields(line)
    let id: UInt32 = try fields.next("id", Wire.number)
    let answer: Answer
    do { answer = try self.answer(try Request(&fields), id) } catch { answer = .error(error.description) }
    return answer.line(id: id)
  }

  /// The state with a handle.
  func held(_ handle: UInt32) -> TrustState? { states[handle] }

  mutating func answer(_ request: Request, _ id: UInt32) throws(LineFault) -> Answer {
    switch request {
    case .hello: return .hello(Reference.hello)
    case .open(let anchor):
      try keep(TrustState(anchor: anchor), as: id)
      return .opened(Reference.digest(of: TrustState(anchor: anchor)))
    case .load(let handle, let input): return try load(input, into: handle, as: id)
    case .poster(let handle, let texts):
      guard let object = try Reference.whole(texts) else {
        let state = try state(handle)
        try keep(state, as: id)
        return .nothing(Reference.digest(of: state))
      }
      return try load(Request.Input(form: .bytes, bytes: TrustBundle.bundling(object)), into: handle, as: id)
    case .verify(let question): return .verdict(try verdict(question))
    case .drop(let handle):
      guard states.removeValue(forKey: handle) != nil else { throw LineFault("there is no state \(handle)") }
      return .dropped
    }
  }

  private func state(_ handle: UInt32) throws(LineFault) -> TrustState {
    guard let state = states[handle] else { throw LineFault("there is no state \(handle)") }
    return state
  }

  private mutating func keep(_ state: TrustState, as id: UInt32) throws(LineFault) {
    guard states.count < Reference.hello.states else { throw LineFault("there are too many states") }
    guard states.updateValue(state, forKey: id) == nil else { throw LineFault("there is a state \(id) already") }
  }

  private mutating func load(_ input: Request.Input, into handle: UInt32, as id: UInt32) throws(LineFault) -> Answer {
    var state = try state(handle)
    let result: Result<LoadReport, LoadError>
    do throws(LoadError) {
      switch input.form {
      case .bytes: result = .success(try state.load(input.bytes))
      case .text: result = .success(try state.load(text: String(decoding: input.bytes, as: UTF8.self)))
      }
    } catch { result = .failure(error) }
    try keep(state, as: id)
    switch result {
    case .success(let report):
      let refused = report.refusedParts.map {
        Answer.ListRefusal(number: UInt32($0.number), refusal: $0.refusal.name)
      }
      return .loaded(Reference.digest(of: state), refused: refused)
    case .failure(let error): return .refused(error.refusal.name, Reference.digest(of: state))
    }
  }

  private func verdict(_ question: Request.Question) throws(LineFault) -> Answer.Judgement {
    var held: [TrustState] = []
    for handle in question.states { held.append(try state(handle)) }
    guard Set(held.map(\.anchor.domain)).count == held.count else { throw LineFault("two states are of one domain") }
    let times = (UnixTime(question.earliest), UnixTime(question.latest))
    guard let clock = ClockReading(earliest: times.0, latest: times.1) else {
      throw LineFault("the earliest time is above the latest")
    }
    let verifier = Verifier(states: held, policy: try Policy(question.policy))
    return switch question.input.form {
    case .bytes: Answer.Judgement(verifier.judge(question.input.bytes, at: clock))
    case .text: Answer.Judgement(verifier.judge(text: String(decoding: question.input.bytes, as: UTF8.self), at: clock))
    }
  }

  /// The object of the one poster that is whole among the texts (chapter Posters, "Reading"); `nil` where none is.
  static func whole(_ texts: [[UInt8]]) throws(LineFault) -> [UInt8]? {
    var posters: [Poster] = []
    for text in texts {
      // POSTER-1, POSTER-2: a part with a fault is passed over.
      guard let part = try? PosterPart(decoding: String(decoding: text, as: UTF8.self)) else { continue }
      let isTaken = posters.indices.contains { posters[$0].take(part) }
      if !isTaken { posters.append(Poster(part)) }
    }
    let wholes = posters.compactMap { try? $0.object() }
    guard wholes.count <= 1 else { throw LineFault("there are \(wholes.count) whole posters") }
    return wholes.first
  }

  private static func digest(of state: TrustState) -> Digest {
    let bytes = state.bytes ?? []
    return Digest(sha256Of: bytes.span)
  }
}

extension Policy {
  fileprivate init(_ terms: Request.Terms) throws(LineFault) {
    var freshness = Freshness()
    if let age = terms.age { freshness.greatestAge = age }
    if let bytes = terms.challenge {
      guard let challenge = Challenge(bytes) else { throw LineFault("a challenge is 1 to 32 bytes") }
      freshness.challenge = challenge
    }
    self.init(
      accepting: terms.scopes.map {
        Scope(
          $0.domain, Profile(rawValue: $0.profile), privateTags: ClaimTagSet($0.tags.map(ClaimTag.init(rawValue:))))
      },
      home: terms.home, sizeLimit: terms.size.map(Int.init) ?? UnverifiedPass.greatestSize, freshness: freshness,
      allowsBare: terms.bare)
  }
}

extension Answer.Judgement {
  fileprivate init(_ verdict: Verdict) {
    let (outcome, edge): (Outcome, UnixTime?) =
      switch verdict {
      case .accepted: (.accepted, nil)
      case .undecided(let finding): (.undecided, finding.edge)
      case .rejected(let finding): (.rejected, finding.edge)
      }
    let isAuthentic =
      switch verdict.authenticity {
      case .authentic: true
      case .unproven: false
      }
    self.init(
      outcome: outcome, reason: verdict.reason?.name, isAuthentic: isAuthentic, advisories: verdict.advisories.names,
      instant: edge.map { .at($0.seconds) } ?? .none)
  }
}
