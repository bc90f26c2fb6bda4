/// What a program did instead of answering. The first fault ends its life.
struct Fault: Error, Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// It ended, or closed its output.
    case ended(String)
    /// Seconds went by without an answer, to the only request that waited or to the first of several.
    case late(Int, isAlone: Bool)
    /// Seconds went by behind the end of its input (CONF-5).
    case doesNotEnd(Int)
    /// A line that is no answer to the request.
    case garbage(String)
    /// More characters than an answer may have, and no line feed.
    case lineTooLong
    /// It answered a later request first.
    case outOfOrder
    /// It answered this request once more.
    case answeredTwice(UInt32)
    /// It answered what nobody asked.
    case notAsked(UInt32)
    /// It was not asked, since so many cases before it ended in a fault.
    case givenUp(Int)
  }

  let kind: Kind
  /// The last that the program wrote to its standard error.
  let complaints: String

  /// For people, behind the name of the case.
  var words: String {
    switch kind {
    case .ended(let how): "the program \(how)"
    case .late(let seconds, isAlone: false): "no answer within \(seconds) s"
    case .late(let seconds, isAlone: true): "no answer within \(seconds) s, and no other request to wait for"
    case .doesNotEnd(let seconds): "the program did not end within \(seconds) s"
    case .garbage(let what): "a line that is no answer: \(what)"
    case .lineTooLong: "a line of more than \(Session.greatestAnswer) characters"
    case .outOfOrder: "an answer to a later request"
    case .answeredTwice(let id): "a second answer to request \(id)"
    case .notAsked(let id): "an answer to request \(id), which nobody asked"
    case .givenUp(let count): "\(Fault.givenUp): each of the last \(count) cases that were asked ended in a fault"
    }
  }

  /// Begins the words on a case that was given up.
  static let givenUp = "given up"
}

/// The end of what a program wrote to its standard error, in bounded memory.
struct Complaints {
  private var bytes: [UInt8] = []

  private static let limit = 4_096

  mutating func append(_ chunk: [UInt8]) { bytes = (bytes + chunk).suffix(Complaints.limit) }

  var text: String { VisibleText.of(String(decoding: bytes, as: UTF8.self)) }
}
