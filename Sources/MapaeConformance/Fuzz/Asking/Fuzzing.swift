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
    /// What it concerns whatever was asked.
    let concerns: [String]
    /// How long an answer takes that counts as slow.
    let leastTime: Duration
    var count: Int
  }

  let hello: Hello
  private let command: [String]
  private let options: Options
  private var conversation: Conversation
  private(set) var tally = Tally()
  private(set) var seen: [Seen] = []
  private(set) var seconds = 0.0
  private(set) var ceiling: Ceiling?
  private var pace = Pace()
  private var suspects: [(world: PlannedWorld, step: Int, question: Int, least: Duration)] = []
  /// Mebibytes that the program had behind the first questions.
  private var memoryAtFirst: Int?
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
      try confirmSlowness()
      weigh(batch)
      Terminal.progress("\(tally.questions) questions, \(seen.count) findings")
      guard conversation.process != nil || conversation.faults.isEmpty else { break }
    }
    Terminal.endProgress()
    seconds = (ContinuousClock.now - start) / .seconds(1)
    if !options.untilFound, seen.isEmpty { try measure(supply) }
    conversation.finish()
    if let fault = conversation.heard.compactMap(\.fault).last, seen.isEmpty {
      note(.fault(fault.kind.wordsOfAny), PlannedWorld.none, question: tally.questions, fault)
    }
    for words in conversation.faults where seen.count < options.greatestSights {
      note(.fault(words), PlannedWorld.none, question: tally.questions, nil)
    }
  }

  /// Each side by itself: the program is asked a batch again, for a second at least, and then a batch is made.
  private mutating func measure(_ supply: Supply) throws {
    let batch = supply.next()
    supply.stop()
    let count = batch.reduce(0) { $0 + $1.steps.count }
    var (asked, start) = (0, ContinuousClock.now)
    while ContinuousClock.now - start < .seconds(1) {
      try conversation.ask(batch.map(\.script))
      asked += count
    }
    let program = Double(asked) / ((ContinuousClock.now - start) / .seconds(1))
    start = .now
    let plan = WorldPlan(seed: options.seed, limits: World.Limits(hello))
    var made = 0
    for index in 0..<8 { made += plan.world(index).steps.count }
    ceiling = Ceiling(program: Int(program), maker: Int(Double(made) / ((ContinuousClock.now - start) / .seconds(1))))
  }

  private func isOver(_ start: ContinuousClock.Instant) -> Bool {
    if options.untilFound, !seen.isEmpty { return true }
    if seen.count >= options.greatestSights { return true }
    if let count = options.count, tally.questions >= count { return true }
    if let seconds = options.seconds, ContinuousClock.now - start >= .seconds(seconds) { return true }
    return false
  }

  /// Memory that grows: over the bound, and by a quarter more than at first.
  private mutating func weigh(_ batch: [PlannedWorld]) {
    guard let process = conversation.process, let used = ProcessMemory.of(process) else { return }
    let first = memoryAtFirst ?? used.now
    memoryAtFirst = first
    if used.peak > options.memory, used.peak > first + first / 4, let world = batch.last {
      note(.memory, world, question: tally.questions, nil)
    }
  }

  private mutating func look(_ world: PlannedWorld, _ heard: Conversation.Heard) {
    var isAstray = false
    for (entry, sight) in Sight.all(world.script, heard) {
      // What is answered behind a load that went wrong may follow from that; a crash is a fault all the same.
      if isAstray, sight.isAnswer { continue }
      let step = world.script.entries[...entry].last { $0.step != nil }?.step ?? 0
      note(sight, world, question: tally.questions + step + 1, heard.fault)
      isAstray = isAstray || sight.isOfLoad
    }
    for (entry, took) in zip(world.script.entries, heard.took) {
      guard let least = pace.leastTime(of: entry.request, took: took) else { continue }
      let step = entry.step ?? 0
      suspects.append((world, step, tally.questions + step + 1, least))
    }
  }

  /// A machine that is busy for a moment makes an answer late too: what is slow is so again and again.
  private mutating func confirmSlowness() throws {
    defer { suspects = [] }
    for (world, step, question, least) in suspects {
      guard let entry = world.script.entries.firstIndex(where: { $0.step == step }) else { continue }
      var isSlow = true
      for _ in 0..<3 where isSlow {
        try conversation.ask([world.script])
        let took = conversation.heard[0].took
        isSlow = entry < took.count && took[entry] >= least
      }
      if isSlow { note(.slow, world, question: question, nil, least) }
    }
  }

  private mutating func note(
    _ sight: Sight, _ world: PlannedWorld, question: Int, _ fault: Fault?, _ least: Duration = .seconds(3_600)
  ) {
    if let index = seen.firstIndex(where: { $0.sight == sight }) {
      seen[index].count += 1
    } else {
      let concerns: [String] =
        switch sight {
        case .fault: fault.map { Concerns.of($0.kind) } ?? ["CONF-5"]
        case .declined: ["CONF-1"]
        case .slow, .memory: ["SEC-1"]
        case .difference: []
        }
      seen.append(
        Seen(
          sight: sight, world: world, question: question, complaints: fault?.complaints, concerns: concerns,
          leastTime: least, count: 1))
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
