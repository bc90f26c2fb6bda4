import Foundation
import ToolSupport

/// A run of the fuzzer: worlds are asked until there are enough, and what is seen in them is kept, once each.
struct Fuzzing {
  struct Options {
    var seed: UInt64
    var count: Int?
    var seconds: Int?
    /// How many different sights end the run.
    var greatestSights: Int
    /// Mebibytes.
    var memory: Int
    var timeout: Duration
    var untilFound: Bool
  }

  /// Something that was seen for the first time, and how often since.
  struct Seen {
    let sight: Sight
    let world: PlannedWorld
    /// The question at which it was, counted over the whole run.
    let question: Int
    let complaints: String?
    var count: Int
  }

  let hello: Hello
  private let command: [String]
  private let options: Options
  private var conversation: Conversation
  private(set) var tally = Tally()
  private(set) var seen: [Seen] = []
  private(set) var seconds = 0.0
  /// What went wrong beside the questions.
  var faults: [String] { conversation.faults }

  init(_ command: [String], _ options: Options) throws {
    (self.command, self.options) = (command, options)
    conversation = try Conversation(command, timeout: options.timeout)
    hello = conversation.hello
  }

  mutating func run() throws {
    let supply = Supply(WorldPlan(seed: options.seed, limits: World.Limits(hello)))
    defer { supply.stop() }
    let start = ContinuousClock.now
    while !isOver(start) {
      let batch = supply.next()
      try conversation.ask(batch.map(\.script))
      for (world, heard) in zip(batch, conversation.heard) {
        look(world, heard)
        tally.count(world.steps)
      }
      Terminal.progress("\(tally.questions) questions, \(seen.count) findings")
      guard conversation.process != nil || conversation.faults.isEmpty else { break }
    }
    Terminal.endProgress()
    conversation.finish()
    if let fault = conversation.heard.compactMap(\.fault).last, seen.isEmpty {
      note(.fault(fault.words), PlannedWorld.none, 0, fault.complaints)
    }
    seconds = (ContinuousClock.now - start) / .seconds(1)
  }

  private func isOver(_ start: ContinuousClock.Instant) -> Bool {
    if options.untilFound, !seen.isEmpty { return true }
    if seen.count >= options.greatestSights { return true }
    if let count = options.count, tally.questions >= count { return true }
    if let seconds = options.seconds, ContinuousClock.now - start >= .seconds(seconds) { return true }
    return false
  }

  private mutating func look(_ world: PlannedWorld, _ heard: Conversation.Heard) {
    for (entry, sight) in Sight.all(world.script, heard) {
      let step = world.script.entries[...entry].last { $0.step != nil }?.step ?? 0
      note(sight, world, step, heard.fault?.complaints)
      // What follows a load that went wrong may follow from that.
      if case .difference("load", _, _, _, _) = sight { return }
      if case .difference("poster", _, _, _, _) = sight { return }
    }
  }

  private mutating func note(_ sight: Sight, _ world: PlannedWorld, _ step: Int, _ complaints: String?) {
    if let index = seen.firstIndex(where: { $0.sight == sight }) {
      seen[index].count += 1
    } else {
      seen.append(
        Seen(sight: sight, world: world, question: tally.questions + step + 1, complaints: complaints, count: 1))
    }
  }
}

extension PlannedWorld {
  /// What is found when no question is left belongs to none.
  static let none = PlannedWorld(index: -1, units: [], steps: [], script: Script([]))

  private init(index: Int, units: [[UInt32]], steps: [VectorCase.Step], script: Script) {
    (self.index, self.units, self.steps, self.script) = (index, units, steps, script)
  }
}
