import Foundation
import Synchronization

/// Worlds made and answered ahead of their turn, on a thread of its own: while the program answers, the reference works.
final class Supply: Sendable {
  private let batches = Mutex<[[PlannedWorld]]>([])
  private let room = DispatchSemaphore(value: 0)
  private let filled = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  private let isOver = Atomic(false)

  private static let batchSize = 4

  init(_ plan: WorldPlan) {
    // A semaphore must not end below the value with which it began.
    for _ in 0..<3 { room.signal() }
    Thread.detachNewThread { [self] in
      var index = 0
      while true {
        room.wait()
        if isOver.load(ordering: .relaxed) { break }
        let batch = (index..<index + Supply.batchSize).map(plan.world)
        index += Supply.batchSize
        batches.withLock { $0.append(batch) }
        filled.signal()
      }
      ended.signal()
    }
  }

  /// The next few worlds.
  func next() -> [PlannedWorld] {
    filled.wait()
    defer { room.signal() }
    return batches.withLock { $0.removeFirst() }
  }

  /// No more are made; waits until the last one is. Once is enough, and more does no harm.
  func stop() {
    guard !isOver.exchange(true, ordering: .relaxed) else { return }
    room.signal()
    ended.wait()
    batches.withLock { $0 = [] }
  }
}

/// From what worlds are made.
struct WorldPlan: Sendable {
  let seed: UInt64
  let limits: World.Limits

  /// Of a world, beside those with which it begins: enough that its signatures are worth their while.
  static let stepsOfWorld = 60

  /// One world in so many ends with an object of a greatest size.
  static let worldsBetweenGreatest = 250

  func world(_ index: Int) -> PlannedWorld {
    var seeds = SeededOrder(seed: seed &+ UInt64(index) &* 0x9e37_79b9_7f4a_7c15)
    _ = seeds.next()
    let (round, place) = index.quotientAndRemainder(dividingBy: WorldPlan.worldsBetweenGreatest)
    let turn = place == WorldPlan.worldsBetweenGreatest / 2 ? round + Int(seed % 8) : nil
    return PlannedWorld(World(seed: seeds.next(), steps: WorldPlan.stepsOfWorld, turn: turn, limits), index)
  }
}

/// A world as it is asked.
struct PlannedWorld: Sendable {
  let index: Int
  let units: [[UInt32]]
  let steps: [VectorCase.Step]
  let script: Script

  init(_ world: World, _ index: Int) {
    (self.index, units, steps) = (index, world.units, world.steps)
    script = Script(world.steps)
  }
}
