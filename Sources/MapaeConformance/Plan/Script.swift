import Mapae

/// The requests of one case. In it handles and ids count from 0; ``request(_:after:)`` brings them behind others.
struct Script: Sendable {
  struct Entry: Sendable {
    let request: Request
    let expected: Answer
    /// The step of the case that asks it; `nil` for a drop.
    let step: Int?
  }

  let entries: [Entry]
  /// How many states it holds at once, at most.
  let statesNeeded: Int
  /// The characters of its longest request, its line feed included, whatever its id.
  let longestLine: Int

  /// Each state is dropped behind the last step that names it, so that few are held at once.
  init(_ steps: [VectorCase.Step]) {
    var writer = ScriptWriter(steps)
    for (index, step) in steps.enumerated() { writer.write(step, index) }
    entries = writer.entries
    statesNeeded = writer.statesNeeded
    longestLine = entries.map { $0.request.moved(by: .max / 2).length(id: .max) }.max() ?? 0
  }

  /// The request at an index, where the first one has the id `base`.
  func request(_ index: Int, base: UInt32) -> Request { entries[index].request.moved(by: base) }
}

/// Writes the steps of a case as requests.
private struct ScriptWriter {
  var entries: [Script.Entry] = []
  var statesNeeded = 0
  /// The handles by the names that steps give to states.
  private var handles: [String: UInt32] = [:]
  /// The states that are held, each with the last step that names it.
  private var held: [(handle: UInt32, lastStep: Int)] = []
  private let lastSteps: [Int]

  init(_ steps: [VectorCase.Step]) { lastSteps = ScriptWriter.lastSteps(steps) }

  /// Of each step, the last one that names the state that it makes, or itself.
  private static func lastSteps(_ steps: [VectorCase.Step]) -> [Int] {
    var last = Array(steps.indices)
    var makers: [String: Int] = [:]
    for (index, step) in steps.enumerated() {
      for maker in step.action.statesNamed.compactMap({ makers[$0] }) { last[maker] = index }
      if let name = step.action.stateMade { makers[name] = index }
    }
    return last
  }

  mutating func write(_ step: VectorCase.Step, _ index: Int) {
    let id = UInt32(entries.count)
    let request: Request =
      switch step.action {
      case .open(let anchor, _): Request.open(anchor)
      case .load(let input, let old, _): .load(state: handles[old] ?? 0, input)
      case .poster(let texts, let old, _): .poster(state: handles[old] ?? 0, texts: texts)
      case .verify(let names, let terms, let earliest, let latest, let input):
        .verify(
          Request.Question(
            states: names.compactMap { handles[$0] }, policy: terms, earliest: earliest, latest: latest, input: input))
      }
    entries.append(.init(request: request, expected: step.expected, step: index))
    if let name = step.action.stateMade {
      handles[name] = id
      held.append((id, lastSteps[index]))
      statesNeeded = max(statesNeeded, held.count)
    }
    drop(behind: index)
  }

  private mutating func drop(behind index: Int) {
    for state in held where state.lastStep <= index {
      entries.append(.init(request: .drop(state: state.handle), expected: .dropped, step: nil))
    }
    held.removeAll { $0.lastStep <= index }
  }
}

extension VectorCase.Action {
  fileprivate var stateMade: String? {
    switch self {
    case .open(_, let name), .load(_, _, let name), .poster(_, _, let name): name
    case .verify: nil
    }
  }

  fileprivate var statesNamed: [String] {
    switch self {
    case .open: []
    case .load(_, let name, _), .poster(_, let name, _): [name]
    case .verify(let names, _, _, _, _): names
    }
  }
}

extension Request {
  /// The same with all handles higher by `base`.
  fileprivate func moved(by base: UInt32) -> Request {
    switch self {
    case .hello, .open: self
    case .load(let state, let input): .load(state: state + base, input)
    case .poster(let state, let texts): .poster(state: state + base, texts: texts)
    case .verify(let question):
      .verify(
        Question(
          states: question.states.map { $0 + base }, policy: question.policy, earliest: question.earliest,
          latest: question.latest, input: question.input))
    case .drop(let state): .drop(state: state + base)
    }
  }
}
