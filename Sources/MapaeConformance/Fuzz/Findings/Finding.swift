import Mapae

/// Something that a program does wrong, as small as it can be asked.
struct Finding {
  let id: String
  let seen: Fuzzing.Seen
  /// The ids of what it concerns; the first one was broken on purpose.
  let requirements: [String]
  /// Up to the question at which it shows; empty where no question shows it by itself.
  let steps: [VectorCase.Step]
  /// The same with the guilty choice honest, so that all is let in.
  let twin: [VectorCase.Step]?

  /// The id of the twin's case; `nil` where there is none. What has to be let in itself needs none.
  var twinId: String? { twin == nil || steps.last?.expected.letsInAll == true ? nil : id + "-twin" }

  var cases: [WritableCase] {
    guard !steps.isEmpty else { return [] }
    let found = WritableCase(id, comment, requirements, twin: twinId, steps)
    guard let twin, let twinId else { return [found] }
    return [found, WritableCase(twinId, "What \(id) is where its one fault is not.", requirements, twin: nil, twin)]
  }

  private var comment: String { "Found by fuzzing: \(seen.sight.words)." }
}

/// Looks for the twin of a world's last question.
struct TwinSearch {
  private let units: [[UInt32]]
  private let faults: [Int]
  private let limits: World.Limits

  /// - Parameter faults: where in the last unit faults were chosen.
  init(_ units: [[UInt32]], faults: [Int], _ limits: World.Limits) {
    (self.units, self.faults, self.limits) = (units, faults, limits)
  }

  /// The steps of the world that lets in all, with the fewest choices changed; `nil` where none was found.
  func twin() -> [VectorCase.Step]? {
    guard let last = units.last, let verb = World(repeating: units, limits).steps.last?.action.verb else { return nil }
    var candidates: [[UInt32]] = []
    // The guilty choice is honest: it is 0, and what was drawn because of it is gone.
    for position in faults + last.indices.reversed() where position < last.count && last[position] != 0 {
      for drawn in 0...4 where position + 1 + drawn <= last.count {
        candidates.append(Array(last[..<position] + [0] + last[(position + 1 + drawn)...]))
        candidates.append(Array(last[..<position] + last[(position + 1 + drawn)...]))
      }
    }
    candidates.append([])
    for candidate in candidates {
      if let steps = accepted(Array(units.dropLast()) + [candidate], verb) { return steps }
    }
    return accepted(Array(repeating: [], count: units.count), verb) ?? accepted([[]], nil)
  }

  private func accepted(_ units: [[UInt32]], _ verb: String?) -> [VectorCase.Step]? {
    let steps = World(repeating: units, limits).steps
    guard let last = steps.last, last.expected.letsInAll, verb == nil || last.action.verb == verb else { return nil }
    return steps
  }
}
