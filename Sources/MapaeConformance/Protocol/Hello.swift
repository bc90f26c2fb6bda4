/// What a program can be asked.
enum Capability: String, Codable, CaseIterable, Comparable, Sendable {
  case core
  case text
  case presentations
  case statusLists = "status-lists"
  case deltas
  case posters

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What a program says of itself.
struct Hello: Hashable, Codable, Sendable {
  let name: String
  let version: String
  /// In the order of the chapter, none twice.
  let capabilities: [Capability]
  /// How many requests may wait for an answer.
  let window: Int
  /// The most characters of a request, its line feed included.
  let line: Int
  /// How many states it can hold at once.
  let states: Int

  /// The version of the protocol.
  static let protocolVersion = "1"

  init(name: String, version: String, capabilities: Set<Capability>, window: Int, line: Int, states: Int) {
    (self.name, self.version) = (name, version)
    self.capabilities = Capability.allCases.filter(capabilities.contains)
    (self.window, self.line, self.states) = (window, line, states)
  }

  init(_ fields: inout Fields) throws(LineFault) {
    _ = try fields.next("version of the protocol") { $0 == Hello.protocolVersion ? $0 : nil }
    name = try fields.next("name", Hello.label)
    version = try fields.next("version", Hello.label)
    let names = try fields.list("list of capabilities") { Capability(rawValue: String($0)) }
    capabilities = Capability.allCases.filter(names.contains)
    guard capabilities.count == names.count else { throw LineFault("a capability stands twice") }
    guard capabilities.contains(.core) else { throw LineFault("each program has the capability core") }
    window = try fields.next("window of 1 to 1024") { Hello.number($0, in: 1...1_024) }
    line = try fields.next("line of 16384 to 268435456") { Hello.number($0, in: 16_384...268_435_456) }
    states = try fields.next("count of states of 4 or more") { Hello.number($0, in: 4...Int(UInt32.max)) }
  }

  var text: String {
    let names = Wire.list(capabilities.map(\.rawValue))
    return "hello \(Hello.protocolVersion) \(name) \(version) \(names) \(window) \(line) \(states)"
  }

  private static func number(_ text: String, in range: ClosedRange<Int>) -> Int? {
    Wire.number(text).flatMap { range ~= $0 ? $0 : nil }
  }

  private static func label(_ text: String) -> String? {
    text.wholeMatch(of: /[A-Za-z0-9._+\-]{1,64}/).map { String($0.0) }
  }
}
