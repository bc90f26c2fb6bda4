import Mapae

/// A small world, and what is asked in it, one step after another: each is valid and answered by the reference as soon as
/// it is drawn, since what comes next depends on it.
struct World {
  /// What each unit was drawn from: first the world with what its doors load at first, then each step.
  private(set) var units: [[UInt32]] = []
  /// Behind which step each unit ends.
  private(set) var ends: [Int] = []
  private(set) var steps: [VectorCase.Step] = []
  /// Where in each unit something was made wrong on purpose, and which requirements that concerns.
  private(set) var twists: [[(position: Int, requirements: String)]] = []

  var choices: Choices
  private(set) var reference = Reference()
  private var handles: [String: UInt32] = [:]
  private(set) var epoch: Int64 = 0
  var houses: [House] = []
  /// The record that is being loaded, until it is known whether it was taken.
  var pending: House.Record?
  /// What was shown so far.
  var shown: [Shown] = []

  /// Something that a door was asked about.
  struct Shown {
    let policy: Request.Terms
    let earliest: Int64
    let latest: Int64
    let input: Request.Input
  }

  let limits: Limits

  /// What a program can be asked.
  struct Limits: Sendable {
    let capabilities: Set<Capability>
    /// The most characters of a request.
    let line: Int

    init(_ hello: Hello) { (capabilities, line) = (Set(hello.capabilities), hello.line) }
  }

  /// The world with what its doors hold at first.
  private init(_ choices: Choices, _ limits: Limits) {
    (self.choices, self.limits) = (choices, limits)
    begin()
    endUnit()
  }

  /// A world of so many steps from a seed, and behind them one greatest object where it is its turn.
  init(seed: UInt64, steps count: Int, turn: Int? = nil, _ limits: Limits) {
    var seeds = SeededOrder(seed: seed)
    self.init(Choices(seed: seeds.next()), limits)
    for _ in 0..<count { take(Choices(seed: seeds.next())) }
    if let turn { take(Choices(World.greatestStep(turn, limits), seed: seeds.next())) }
  }

  /// The same world again, or a part of it.
  init(repeating units: [[UInt32]], _ limits: Limits) {
    self.init(Choices(repeating: units.first ?? []), limits)
    for unit in units.dropFirst() { take(Choices(repeating: unit)) }
  }

  /// One more step.
  mutating func take(_ choices: Choices) {
    self.choices = choices
    // The last kind is never drawn: it has its turns.
    switch self.choices.weighted([66, 7, 27, 0]) {
    case 0: ask()
    case 1: askAgain()
    case 3: loadGreatest()
    default: load()
    }
    endUnit()
  }

  private mutating func endUnit() {
    units.append(choices.drawn)
    ends.append(steps.count)
    twists.append(choices.twists)
  }

  private mutating func begin() {
    epoch = choices.mostly(Time.epochs[0], once: 5, Array(Time.epochs.dropFirst()))
    let count = 1 + choices.weighted([50, 35, 15])
    let isTwin = count > 1 && choices.once(in: 4)
    for index in 0..<count {
      houses.append(found(index, isTwin: isTwin))
      open(index)
    }
    for index in 0..<count {
      if choices.once(in: 5) { loadIntoNew(index) }
      if held(index).list == nil, !choices.once(in: 40) { loadFirst(index) }
    }
  }

  mutating func open(_ index: Int) {
    houses[index].state = "\(houses[index].name)-\(steps.count)"
    perform(.open(houses[index].anchor, as: houses[index].state))
  }

  /// What the door holds of a domain.
  func held(_ index: Int) -> TrustState {
    let house = houses[index]
    return handles[house.state].flatMap { reference.held($0) } ?? TrustState(anchor: house.anchor)
  }

  /// Adds a step, and gives the answer that is right; `nil` where the program cannot be asked that.
  @discardableResult
  mutating func perform(_ action: VectorCase.Action) -> Answer? {
    guard action.needs.isSubset(of: limits.capabilities), action.greatestLine <= limits.line else { return nil }
    let id = UInt32(steps.count)
    let request: Request
    switch action {
    case .open(let anchor, let name):
      request = .open(anchor)
      handles[name] = id
    case .load(let input, let old, let name):
      request = .load(state: handles[old] ?? 0, input)
      handles[name] = id
    case .poster(let texts, let old, let name):
      request = .poster(state: handles[old] ?? 0, texts: texts)
      handles[name] = id
    case .verify(let names, let terms, let earliest, let latest, let input):
      request = .verify(
        Request.Question(
          states: names.compactMap { handles[$0] }, policy: terms, earliest: earliest, latest: latest, input: input))
    }
    let answer: Answer
    do { answer = try reference.answer(request, id) } catch { answer = .error("\(error)") }
    steps.append(VectorCase.Step(action: action, expected: answer))
    return answer
  }
}
