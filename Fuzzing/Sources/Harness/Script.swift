internal import Mapae

/// An input of the signed targets: what is signed and how, what is loaded when, and a question.
///
/// Every byte string is one. A part is a head, a length of two bytes and content; a length that is too large takes what
/// is left. Objects stand without signatures, so whatever changes them, they are signed when the script is played.
struct Script: Equatable {
  var parts: [Part]

  struct Part: Equatable {
    var role: Role
    var signing: Signing = .proper
    /// 0 to 3.
    var domain: Int
    var content: [UInt8]
  }

  /// What a part is for.
  enum Role: UInt8 {
    /// One to be signed: by its first byte a record, a list, a status list, a pass or a presentation.
    case object
    /// A status list that travels as a delta to the one before it, if there is one.
    case delta
    /// The objects since the domain's last bundle are loaded.
    case load
    /// What is asked of the last pass or presentation.
    case question
  }

  /// How an object gets its signatures.
  enum Signing: UInt8 {
    /// By the keys that ought to, over the domain's own digest.
    case proper
    /// Not at all: its signatures are in its content.
    case untouched
    case stranger
    /// Over the digest of the next domain, or over zero bytes.
    case foreignDomain
    /// Under the label of another kind.
    case foreignKind
    /// By one key fewer than it takes.
    case tooFew
    /// With the signatures of the object before it.
    case replayed
    /// Properly, and then a bit is changed.
    case damaged
  }

  init(_ bytes: [UInt8]) {
    parts = []
    var rest = bytes[...]
    while let head = rest.popFirst() {
      let length = rest.prefix(2).reduce(0) { $0 << 8 | Int($1) }
      rest = rest.dropFirst(2)
      parts.append(
        Part(
          role: Role(rawValue: head >> 5 & 3)!, signing: Signing(rawValue: head >> 2 & 7)!, domain: Int(head & 3),
          content: Array(rest.prefix(length))))
      rest = rest.dropFirst(length)
    }
  }

  var bytes: [UInt8] { parts.flatMap(\.bytes) }
}

extension Script.Part {
  fileprivate var bytes: [UInt8] {
    let content = content.prefix(0xffff)
    return [role.rawValue << 5 | signing.rawValue << 2 | UInt8(domain)]
      + [UInt8(content.count >> 8), UInt8(content.count & 255)] + content
  }
}
