/// Makes what was found as small as it can be: fewer steps, fewer and smaller numbers, and the same sight.
struct Shrinking {
  private let limits: World.Limits
  private let sight: Sight
  /// Asks the program and gives what is seen, and at which step.
  private let ask: (PlannedWorld) throws -> [(entry: Int, sight: Sight)]
  private(set) var attempts = 0
  private let greatestAttempts: Int
  /// What is longer counts as several attempts: 64 MB take seconds each time.
  private static let bytesOfAttempt = 1 << 18
  /// How often the sight was there again.
  private var sightings = 0
  private let greatestSightings: Int
  private(set) var units: [[UInt32]]

  init(
    _ units: [[UInt32]], _ sight: Sight, _ limits: World.Limits, attempts: Int, sightings: Int,
    ask: @escaping (PlannedWorld) throws -> [(entry: Int, sight: Sight)]
  ) {
    (self.units, self.sight, self.limits, self.ask) = (units, sight, limits, ask)
    greatestAttempts = attempts
    greatestSightings = sightings
  }

  /// Shrinks as far as it can. False where the sight is not there at all when it is asked anew.
  mutating func run() throws -> Bool {
    guard let length = try length(of: units) else { return false }
    units = Array(units.prefix(length))
    try dropUnits()
    var before: [[UInt32]]
    repeat {
      before = units
      for index in units.indices where index < units.count { try shrink(index) }
    } while units != before && !isOver
    return true
  }

  private var isOver: Bool { attempts >= greatestAttempts || sightings >= greatestSightings }

  /// Up to which unit the world must be asked so that the sight is there; `nil` where it is not.
  private mutating func length(of units: [[UInt32]]) throws -> Int? {
    let world = World(repeating: units, limits)
    attempts += 1 + world.steps.reduce(0) { $0 + ($1.action.input?.bytes.count ?? 0) } / Shrinking.bytesOfAttempt
    guard world.steps.count > 0 else { return nil }
    let planned = PlannedWorld(world, 0)
    guard let entry = try ask(planned).first(where: { $0.sight == sight })?.entry else { return nil }
    sightings += 1
    guard let step = planned.script.entries[...entry].last(where: { $0.step != nil })?.step else { return nil }
    return (world.ends.firstIndex { $0 > step } ?? world.ends.count - 1) + 1
  }

  /// Takes a smaller one in where the sight is still there.
  private mutating func accept(_ candidate: [[UInt32]]) throws -> Bool {
    guard !isOver, candidate != units, let length = try length(of: candidate) else { return false }
    units = Array(candidate.prefix(length))
    return true
  }

  private mutating func dropUnits() throws {
    guard units.count > 2 else { return }
    if try accept([units[0], units[units.count - 1]]) { return }
    var size = units.count / 2
    while size > 0 {
      var start = max(1, units.count - 1 - size)
      while start >= 1 {
        let end = min(start + size, units.count - 1)
        if start < end { _ = try accept(Array(units[..<start] + units[end...])) }
        if start == 1 { break }
        start = max(1, min(start - size, units.count - 1))
      }
      size /= 2
    }
  }

  private mutating func shrink(_ index: Int) throws {
    if try accept(replacing(index, [])) { return }
    var size = units[index].count
    while size > 0, index < units.count {
      var start = units[index].count - size
      while start >= 0, index < units.count {
        let list = units[index]
        guard start + size <= list.count else {
          start -= 1
          continue
        }
        if list[start..<start + size].contains(where: { $0 != 0 }) {
          let shorter = Array(list[..<start] + list[(start + size)...])
          let plainer = Array(list[..<start] + Array(repeating: 0, count: size) + list[(start + size)...])
          if try !accept(replacing(index, shorter)) { _ = try accept(replacing(index, plainer)) }
        }
        start -= max(1, size)
      }
      size /= 2
    }
    guard index < units.count else { return }
    for position in units[index].indices.reversed() where index < units.count && position < units[index].count {
      var list = units[index]
      guard list[position] > 1 else { continue }
      for lower in [list[position] / 2, list[position] - 1] {
        list[position] = lower
        if try accept(replacing(index, list)) { break }
      }
    }
  }

  private func replacing(_ index: Int, _ list: [UInt32]) -> [[UInt32]] {
    var units = units
    units[index] = list
    // Behind the end all are 0.
    while units[index].last == 0 { units[index].removeLast() }
    return units
  }
}
