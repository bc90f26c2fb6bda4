import ToolSupport

/// Asks a program again what it got wrong, until the question is as small as it can be.
final class Investigation {
  private let command: [String]
  private let timeout: Duration
  private let limits: World.Limits
  private let memory: Int
  private var conversation: Conversation?
  /// Whether each question goes to a program that was started anew.
  private var startsAnew = false

  init(_ command: [String], timeout: Duration, _ limits: World.Limits, memory: Int) {
    (self.command, self.timeout, self.limits, self.memory) = (command, timeout, limits, memory)
  }

  func finding(_ seen: Fuzzing.Seen, id: String) throws -> Finding {
    guard seen.world.index >= 0 else {
      return Finding(id: id, seen: seen, requirements: seen.concerns, steps: [], twin: nil)
    }
    for (isAnew, attempts) in [(false, 1_200), (true, 150)] {
      startsAnew = isAnew
      var shrinking = Shrinking(
        seen.world.units, seen.sight, limits, attempts: attempts, sightings: greatestSightings(seen.sight)
      ) { [self] in try ask($0, seen) }
      guard try shrinking.run() else { continue }
      // What was shrunk in a program that remembers may not show in one that was just started.
      startsAnew = true
      let world = World(repeating: shrinking.units, limits)
      guard try ask(PlannedWorld(world, 0), seen).contains(where: { $0.sight == seen.sight }) else { continue }
      return finding(seen, id, shrinking.units, world)
    }
    return Finding(id: id, seen: seen, requirements: seen.concerns, steps: [], twin: nil)
  }

  /// An answer that never comes takes its time each time it is waited for.
  private func greatestSightings(_ sight: Sight) -> Int { sight.kind == "hang" ? 20 : .max }

  private func finding(_ seen: Fuzzing.Seen, _ id: String, _ units: [[UInt32]], _ world: World) -> Finding {
    let guilty = world.twists.reversed().flatMap { $0 }.flatMap {
      $0.requirements.split(separator: " ").map(String.init)
    }
    let last = world.steps.last.map { Concerns.of($0.expected) } ?? []
    var requirements: [String] = []
    for requirement in guilty + seen.concerns + last where !requirements.contains(requirement) {
      requirements.append(requirement)
    }
    let twin = TwinSearch(units, faults: world.twists.last?.map(\.position) ?? [], limits).twin()
    return Finding(id: id, seen: seen, requirements: requirements, steps: world.steps, twin: twin)
  }

  private func ask(_ world: PlannedWorld, _ seen: Fuzzing.Seen) throws -> [(entry: Int, sight: Sight)] {
    var talk: Conversation
    if let conversation, !startsAnew, conversation.faults.isEmpty {
      talk = conversation
    } else {
      talk = try Conversation(command, timeout: timeout)
    }
    try talk.ask([world.script])
    let heard = talk.heard[0]
    var sights = Sight.all(world.script, heard)
    let last = world.script.entries.count - 1
    switch seen.sight {
    case .slow:
      if let entry = heard.took.firstIndex(where: { $0 >= seen.leastTime }) { sights.append((entry, .slow)) }
    case .memory:
      if let process = talk.process, let used = ProcessMemory.of(process), used.peak > memory {
        sights.append((last, .memory))
      }
      // The peak never falls again.
      talk.finish()
      return sights
    case .difference, .declined, .fault: break
    }
    if startsAnew { talk.finish() }
    conversation = startsAnew ? nil : talk
    return sights
  }
}
