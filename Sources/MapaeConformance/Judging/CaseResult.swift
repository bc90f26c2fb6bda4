/// How a program did on one case.
struct CaseResult: Codable, Hashable, Sendable {
  enum Status: String, Codable, CaseIterable, Sendable {
    /// Every answer is as expected.
    case exact
    /// All that decides is right.
    case inexact
    case wrong
    /// Something else happened than an answer.
    case error
    /// The program did not announce that it can be asked this.
    case notCovered = "not-covered"

    /// Whether the program was right in all that decides.
    var isConformant: Bool { self == .exact || self == .inexact }
  }

  let id: String
  let status: Status
  /// What stood behind the ids, for the requests of the case's script, drops among them.
  let answers: [String]
  let differences: [Difference]
  /// What ended the talk before the last answer, or behind it.
  let fault: String?
  /// That, or what the program says that it cannot answer.
  let error: String?
  /// What the program said of that on its standard error.
  let complaints: String?
  /// Why it was not asked.
  let notCovered: String?

  /// The result of a case that was not asked.
  init(_ id: String, notCovered: String) {
    (self.id, status, self.notCovered) = (id, .notCovered, notCovered)
    (answers, differences, fault, error, complaints) = ([], [], nil, nil, nil)
  }

  /// Judges the answers to a script.
  init(_ id: String, _ script: Script, answers texts: [String], fault: String?, complaints: String?) {
    self.id = id
    self.fault = fault
    self.complaints = complaints
    answers = texts
    notCovered = nil
    var differences: [Difference] = []
    var error = fault
    for (entry, text) in zip(script.entries, texts) {
      let words: String?
      do throws(LineFault) {
        let answer = try Answer(text: text, to: entry.request)
        words = answer.error
        if let step = entry.step { differences += answer.differences(from: entry.expected, step: step) }
      } catch let fault { words = fault.description }
      if let words, error == nil { error = "it cannot answer request \(entry.name): \(Fields.cut(words, to: 1_000))" }
    }
    if texts.count != script.entries.count, error == nil { error = "there is not one answer for each request" }
    self.differences = differences
    self.error = error
    status =
      if error != nil { .error } else if let worst = differences.map(\.weight).max() {
        worst == .inexact ? .inexact : .wrong
      } else { .exact }
  }

  /// Whether it was not asked, because too many cases before it had ended in a fault.
  var isGivenUp: Bool { fault?.hasPrefix(Fault.givenUp) == true }

  /// Whether it let something in that must not be, whatever else happened.
  var isWrongAcceptance: Bool { differences.contains { $0.weight == .wrongAcceptance } }
}

extension Answer {
  /// What stands behind an id.
  fileprivate init(text: String, to request: Request) throws(LineFault) {
    var fields = try Fields(ArraySlice(text.utf8))
    try self.init(&fields, to: request)
  }

  fileprivate var error: String? {
    if case .error(let words) = self { words } else { nil }
  }
}

extension Script.Entry {
  /// For people.
  fileprivate var name: String { step.map { "of step \($0 + 1)" } ?? "drop" }
}
