import Mapae

/// What a program did that was not right, as far as the same cause would show again.
enum Sight: Hashable, Sendable {
  /// A field of an answer.
  case difference(verb: String, field: String, expected: String, got: String, Difference.Weight)
  /// It said that it cannot answer.
  case declined
  /// It did something else than answer: crashed, hung, or said what is no answer.
  case fault(String)
  /// An answer took much longer for its bytes than this program's others.
  case slow
  /// The process had more memory than it may, and more than before.
  case memory

  /// For people.
  var words: String {
    switch self {
    case .difference(let verb, let field, let expected, let got, _):
      "\(verb), \(field): expected \(expected), got \(got)"
    case .declined: "it says that it cannot answer"
    case .fault(let words): words
    case .slow: "an answer takes much longer than this program's others"
    case .memory: "its memory grows beyond the bound"
    }
  }

  /// Which of the kinds that are told apart.
  var kind: String {
    switch self {
    case .difference(_, _, _, _, .wrongAcceptance): "let in wrongly"
    case .difference(_, _, _, _, .wrong): "wrong"
    case .difference(_, _, _, _, .inexact): "inexact"
    case .declined, .fault: isCrash ? "crash" : isHang ? "hang" : "no answer"
    case .slow: "slow"
    case .memory: "memory"
    }
  }

  /// Whether it is in an answer, and not in how or whether one came.
  var isAnswer: Bool {
    switch self {
    case .difference, .declined: true
    case .fault, .slow, .memory: false
    }
  }

  /// Whether a state is another one from here on.
  var isOfLoad: Bool {
    if case .difference(let verb, _, _, _, _) = self { verb == "load" || verb == "poster" } else { false }
  }

  private var isCrash: Bool {
    if case .fault(let words) = self { words.hasPrefix("the program ") && !isHang } else { false }
  }
  private var isHang: Bool {
    if case .fault(let words) = self {
      words.hasPrefix("no answer within") || words.contains("did not end")
    } else {
      false
    }
  }
}

extension Sight {
  /// What is seen of the answers to a script, and at which of its requests.
  static func all(_ script: Script, _ heard: Conversation.Heard) -> [(entry: Int, sight: Sight)] {
    var seen: [(Int, Sight)] = []
    for (index, entry) in script.entries.enumerated() where index < heard.texts.count {
      guard heard.texts[index] != entry.expectedText else { continue }
      var fields = try? Fields(ArraySlice(heard.texts[index].utf8))
      guard fields != nil, let answer = try? Answer(&fields!, to: entry.request) else { continue }
      if case .error = answer { seen.append((index, .declined)) }
      let differences = answer.differences(from: entry.expected, step: entry.step ?? 0)
      // The first difference of an answer is the one from which the others follow.
      if let first = differences.max(by: { $0.weight < $1.weight }) {
        seen.append((index, Sight(first, entry.request)))
      }
    }
    if let fault = heard.fault {
      seen.append((min(heard.texts.count, script.entries.count - 1), .fault(fault.kind.wordsOfAny)))
    }
    return seen
  }

  private init(_ difference: Difference, _ request: Request) {
    // Digests and instants are never the same twice.
    let isValue = ["digest", "instant", "status lists not taken"].contains(difference.field)
    let isNone = difference.got == "-"
    self = .difference(
      verb: request.verb, field: difference.field, expected: isValue ? "another one" : difference.expected,
      got: isValue ? isNone ? "none" : "this one" : difference.got, difference.weight)
  }
}

extension Fault.Kind {
  /// Without what is another one each time.
  var wordsOfAny: String {
    switch self {
    case .garbage: "a line that is no answer"
    case .answeredTwice: "a second answer to a request"
    case .notAsked: "an answer to nothing that was asked"
    // How many others wait is chance, and none do when it is asked again.
    case .late(let seconds, _): Fault(kind: .late(seconds, isAlone: false), complaints: "").words
    case .ended, .doesNotEnd, .lineTooLong, .outOfOrder, .givenUp: Fault(kind: self, complaints: "").words
    }
  }
}

extension Script.Entry {
  fileprivate var expectedText: String { String(expected.line(id: 0).dropFirst(2)) }
}
