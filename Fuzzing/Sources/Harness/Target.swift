internal import Mapae

/// An entry point of the library with the properties that are asked of it.
///
/// The first byte of an input says what is asked: ``asksForTime``, or any other for all properties but that of time.
public struct Target: Sendable {
  public let name: String
  private let check: @Sendable ([UInt8]) throws(Violation) -> Void
  private let checkTime: @Sendable ([UInt8]) throws(Violation) -> Void
  private let mutationsForTime: Int
  private let mutate: @Sendable (inout [UInt8], inout Draw) -> Void

  /// As the first byte: whether it takes linear time, for a large input in the manner of this one. It takes long, so only
  /// one of ``mutationsForTime`` asks it.
  static let asksForTime: UInt8 = 0x54

  /// - Throws: where a property is broken.
  public func run(_ input: [UInt8]) throws(Violation) {
    guard let first = input.first else { return }
    let object = Array(input.dropFirst())
    if first == Target.asksForTime { try checkTime(object) } else { try check(object) }
  }

  /// Whether an input asks for time, so that its coverage says nothing.
  public func asksForTime(_ input: [UInt8]) -> Bool { input.first == Target.asksForTime }

  /// Another input of at most so many bytes.
  public func mutated(_ input: [UInt8], limit: Int, _ draw: inout Draw) -> [UInt8] {
    var object = Array(input.dropFirst())
    mutate(&object, &draw)
    let first = draw.once(in: mutationsForTime) ? Target.asksForTime : 0
    return Array(([first] + object).prefix(limit))
  }

  public static let all = [
    Target("text", TextTarget.check, time: TextTarget.checkTime, TextTarget.mutate),
    Target("pass", PassTarget.check, RawMutation.mutate),
    Target("record", RecordTarget.check, RawMutation.mutate),
    Target("list", ListTarget.check, time: ListTarget.checkTime, RawMutation.mutate),
    Target("bundle", BundleTarget.check, time: BundleTarget.checkTime, of: 512, ScriptMutation.mutate),
    Target("presentation", PresentationTarget.check, RawMutation.mutate),
    Target("status", StatusTarget.check, time: StatusTarget.checkTime, RawMutation.mutate),
    Target("poster", PosterTarget.check, PosterTarget.mutate),
    Target("verdict", VerdictTarget.check, ScriptMutation.mutate),
  ]

  private init(
    _ name: String, _ check: @escaping @Sendable ([UInt8]) throws(Violation) -> Void,
    time checkTime: @escaping @Sendable ([UInt8]) throws(Violation) -> Void = Growth.checkRefusal,
    of mutationsForTime: Int = 2_048,
    _ mutate: @escaping @Sendable (inout [UInt8], inout Draw) -> Void
  ) {
    (self.name, self.check, self.checkTime, self.mutate) = (name, check, checkTime, mutate)
    self.mutationsForTime = mutationsForTime
  }
}
