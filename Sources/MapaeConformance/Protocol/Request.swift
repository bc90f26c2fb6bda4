import Mapae

/// What a program is asked (chapter Conformance, "Requests"). A state's handle is the id of the request that made it.
enum Request: Hashable, Sendable {
  case hello
  case open(Anchor)
  case load(state: UInt32, Input)
  case poster(state: UInt32, texts: [[UInt8]])
  case verify(Question)
  case drop(state: UInt32)

  /// An object's bytes, or a text's UTF-8.
  struct Input: Hashable, Sendable {
    enum Form: String, Sendable {
      case bytes
      case text
    }

    let form: Form
    private let content: LongBytes

    init(form: Form, bytes: [UInt8]) { self.init(form: form, LongBytes(bytes)) }

    init(form: Form, _ content: LongBytes) { (self.form, self.content) = (form, content) }

    /// How many bytes it has.
    var count: Int { content.count }

    /// All of them; of a long input made anew.
    var bytes: [UInt8] { content.bytes }
  }

  /// What `verify` names beside the input.
  struct Question: Hashable, Sendable {
    let states: [UInt32]
    let policy: Terms
    let earliest: Int64
    let latest: Int64
    let input: Input
  }

  /// A policy, as it stands in a line.
  struct Terms: Hashable, Sendable {
    let scopes: [Scope]
    let home: Digest?
    let size: UInt32?
    let age: UInt32?
    let challenge: [UInt8]?
    let bare: Bool

    struct Scope: Hashable, Sendable {
      let domain: Digest
      let profile: UInt16
      let tags: [UInt8]
    }
  }

  /// Whether it makes a state.
  var makesState: Bool {
    switch self {
    case .open, .load, .poster: true
    case .hello, .verify, .drop: false
    }
  }
}

extension Request {
  /// The word that says what is asked.
  var verb: String {
    switch self {
    case .hello: "hello"
    case .open: "open"
    case .load: "load"
    case .poster: "poster"
    case .verify: "verify"
    case .drop: "drop"
    }
  }

  /// The line without its line feed.
  func line(id: UInt32) -> String { "\(id) \(verb) \(text)" }

  /// How many characters the line has, its line feed included, without writing it.
  func length(id: UInt32) -> Int {
    // What has no byte is one character, as many as the line feed.
    let emptied = with(Input(form: input?.form ?? .bytes, bytes: [])).line(id: id).utf8.count
    let count = input?.count ?? 0
    return emptied + (count == 0 ? 1 : 2 * count)
  }

  /// What is judged or loaded.
  var input: Input? {
    switch self {
    case .load(_, let input): input
    case .verify(let question): question.input
    case .hello, .open, .poster, .drop: nil
    }
  }

  /// The same with another input, where it has one.
  func with(_ input: Input) -> Request {
    switch self {
    case .load(let state, _): .load(state: state, input)
    case .verify(let question):
      .verify(
        Question(
          states: question.states, policy: question.policy, earliest: question.earliest, latest: question.latest,
          input: input))
    case .hello, .open, .poster, .drop: self
    }
  }

  /// What stands behind the verb.
  private var text: String {
    switch self {
    case .hello: Hello.protocolVersion
    case .open(let anchor): "\(anchor)"
    case .load(let state, let input): "\(state) \(input.text)"
    case .poster(let state, let texts): "\(state) \(Wire.list(texts.map(Wire.hex)))"
    case .verify(let question):
      "\(Wire.list(question.states.map(String.init))) \(question.policy.text) \(question.earliest) "
        + "\(question.latest) \(question.input.text)"
    case .drop(let state): "\(state)"
    }
  }

  /// What stands behind the id.
  init(_ fields: inout Fields) throws(LineFault) {
    switch try fields.next("verb") {
    case "hello":
      _ = try fields.next("version of the protocol") { $0 == Hello.protocolVersion ? $0 : nil }
      self = .hello
    case "open": self = .open(try fields.next("anchor", Request.anchor))
    case "load": self = .load(state: try fields.next("handle", Wire.number), try Input(&fields))
    case "poster":
      self = .poster(
        state: try fields.next("handle", Wire.number), texts: try fields.list("list of texts", Wire.bytes))
    case "verify": self = .verify(try Question(&fields))
    case "drop": self = .drop(state: try fields.next("handle", Wire.number))
    case let other: throw LineFault("\(Fields.cut(other)) is no verb")
    }
    try fields.end()
  }

  private static func anchor(_ text: String) -> Anchor? {
    text.utf8.contains { 0x41...0x46 ~= $0 } ? nil : Anchor(text)
  }
}

extension Request.Input {
  fileprivate var text: String { "\(form) \(Wire.hex(bytes))" }

  fileprivate init(_ fields: inout Fields) throws(LineFault) {
    self.init(form: try fields.next("form", Form.init), bytes: try fields.next("input", Wire.bytes))
  }
}

extension Request.Question {
  fileprivate init(_ fields: inout Fields) throws(LineFault) {
    states = try fields.list("list of handles", Wire.number)
    policy = try Request.Terms(&fields)
    earliest = try fields.next("time", Wire.number)
    latest = try fields.next("time", Wire.number)
    input = try Request.Input(&fields)
  }
}

extension Request.Terms {
  fileprivate var text: String {
    let settings = [
      home?.hex, size.map(String.init), age.map(String.init), challenge.map(Wire.hex), bare ? "yes" : "no",
    ]
    return ([Wire.list(scopes.map(\.text))] + settings.map { $0 ?? "-" }).joined(separator: " ")
  }

  fileprivate init(_ fields: inout Fields) throws(LineFault) {
    scopes = try fields.list("list of scopes", Scope.init)
    home = try fields.setting("digest", Wire.digest)
    size = try fields.setting("size", Wire.number)
    age = try fields.setting("age", Wire.number)
    challenge = try fields.setting("challenge", Wire.bytes)
    bare = try fields.next("yes or no") { ["yes": true, "no": false][$0] }
  }
}

extension Request.Terms.Scope {
  /// As it stands in a line.
  var text: String {
    "\(domain.hex):\(profile)" + (tags.isEmpty ? "" : ":" + tags.map { Hex.encode([$0]) }.joined(separator: "+"))
  }

  fileprivate init?(_ text: Substring) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard 2...3 ~= parts.count, let domain = Wire.digest(parts[0]), let profile: UInt16 = Wire.number(parts[1]) else {
      return nil
    }
    (self.domain, self.profile) = (domain, profile)
    guard parts.count == 3 else {
      tags = []
      return
    }
    let digits = parts[2].split(separator: "+", omittingEmptySubsequences: false)
    tags = digits.compactMap { $0.utf8.count == 2 ? Wire.bytes($0)?.first : nil }
    guard tags.count == digits.count else { return nil }
  }
}
