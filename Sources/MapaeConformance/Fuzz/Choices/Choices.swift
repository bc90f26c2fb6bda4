/// Where all of a question comes from: numbers that a seed gives, or that a list repeats.
///
/// 0 always stands for what is plain, honest and simplest. So the same seed gives the same questions, a list with
/// smaller numbers gives a simpler question, and where the guilty number is 0 its twin is what remains. Every list gives
/// a question, whatever is in it: each number is brought into its range, and behind the end all are 0.
struct Choices {
  /// What was drawn so far.
  private(set) var drawn: [UInt32] = []
  /// The faults that were put in, each as the requirements that it breaks, and where in ``drawn`` it was chosen.
  private(set) var twists: [(position: Int, requirements: String)] = []
  /// Whether nothing rare happens: so that enough is let in, however many rare things there are.
  var isQuiet = false
  /// The first numbers. Behind them the generator gives more where there is a seed, and otherwise all are 0.
  private let given: [UInt32]
  private let isSeeded: Bool
  private var generator: SeededOrder

  /// What comes once in more than so many times is rare.
  private static let greatestUsual = 4

  init(_ beginning: [UInt32] = [], seed: UInt64) {
    (given, isSeeded, generator) = (beginning, true, SeededOrder(seed: seed))
  }

  init(repeating list: [UInt32]) { (given, isSeeded, generator) = (list, false, SeededOrder(seed: 0)) }

  /// Any number below a bound, each as likely; 0 where there is none.
  mutating func below(_ bound: Int) -> Int {
    let bound = max(1, bound)
    return draw(below: bound) { Int(truncatingIfNeeded: $0.next() % UInt64(bound)) }
  }

  /// True once in `count` times.
  mutating func once(in count: Int) -> Bool {
    let isNever = isQuiet && count > Choices.greatestUsual
    return draw(below: isNever ? 1 : 2) { $0.next() % UInt64(count) == 0 && !isNever ? 1 : 0 } == 1
  }

  /// The first value; once in `count` times one of the others.
  mutating func mostly<Value>(_ plain: Value, once count: Int, _ others: @autoclosure () -> [Value]) -> Value {
    guard once(in: count) else { return plain }
    let others = others()
    return others.isEmpty ? plain : others[below(others.count)]
  }

  /// One of the values, each as likely; the first is the plainest.
  mutating func any<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  /// The index of one of these weights.
  mutating func weighted(_ weights: [Int]) -> Int {
    draw(below: weights.count) { generator in
      var rest = Int(truncatingIfNeeded: generator.next() % UInt64(weights.reduce(0, +)))
      return weights.firstIndex { weight in
        rest -= weight
        return rest < 0
      } ?? 0
    }
  }

  /// Once in `count` times puts one of the faults in, and sometimes another one: what comes first is only told by two.
  mutating func spoil<Object>(_ object: inout Object, once count: Int, _ kinds: [Twist<Object>]) {
    guard !kinds.isEmpty, once(in: count) else { return }
    repeat {
      let position = drawn.count - 1
      let twist = kinds[weighted(kinds.map(\.weight))]
      twists.append((position, twist.requirements))
      twist.apply(&object, &self)
    } while once(in: 5)
  }

  /// The fault with these requirements once in `count` times.
  mutating func fault(_ requirements: String, once count: Int) -> Bool {
    guard once(in: count) else { return false }
    twists.append((drawn.count - 1, requirements))
    return true
  }

  private mutating func draw(below bound: Int, _ generate: (inout SeededOrder) -> Int) -> Int {
    let value =
      if drawn.count < given.count { min(Int(given[drawn.count]), bound - 1) } else {
        isSeeded ? generate(&generator) : 0
      }
    drawn.append(UInt32(value))
    return value
  }
}
