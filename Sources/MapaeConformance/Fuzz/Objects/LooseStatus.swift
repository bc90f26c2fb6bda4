import Mapae

/// A status list or a delta as its bytes are written, whatever they say.
struct LooseStatus: Sendable {
  var firstByte: UInt8 = 0x15
  var tag: UInt32
  var keyNumber: UInt32
  var generation: UInt8
  var number: UInt32
  var issuedAt: Int64
  var expiresAt: Int64
  /// The number of the list to which a delta adds; `nil` for a whole list.
  var base: UInt32?
  var serials: LooseSerials
  /// The *next key number* of the trust list, and numbers below it that the list does not have.
  var nextKeyNumber: UInt32 = 0
  var goneNumbers: [UInt32] = []
  /// The *accept until* of its key.
  var keyEnds: Int64 = 0

  var signedBytes: [UInt8] { headBytes + serials.bytes }

  /// What stands before the serials.
  var headBytes: [UInt8] {
    var bytes = [firstByte]
    bytes.append(tag, width: 4)
    bytes.append(keyNumber, width: 3)
    bytes.append(generation)
    bytes.append(number, width: 4)
    bytes.append(issuedAt, width: 5)
    bytes.append(expiresAt, width: 5)
    bytes.append(serials.firstLive, width: 4)
    if let base { bytes.append(base, width: 4) }
    return bytes
  }

  /// The list that a state holds.
  init(_ list: StatusList) {
    (tag, keyNumber, generation, number) = (list.domainTag.rawValue, list.keyNumber, list.generation, list.number)
    (issuedAt, expiresAt) = (list.issuedAt.seconds, list.expiresAt.seconds)
    serials = LooseSerials(Array(list.revoked), firstLive: list.firstLive)
  }

  init(
    tag: UInt32, keyNumber: UInt32, generation: UInt8, number: UInt32, from: Int64, until: Int64, serials: LooseSerials
  ) {
    (self.tag, self.keyNumber, self.generation, self.number) = (tag, keyNumber, generation, number)
    (issuedAt, expiresAt, self.serials) = (from, until, serials)
  }

  static let faults: [Twist<LooseStatus>] = [
    Twist("STATUS-1") { status, _ in status.number = 0 },
    Twist("STATUS-1") { status, _ in status.expiresAt = status.issuedAt },
    Twist("STATUS-1") { status, choices in
      status.expiresAt = status.issuedAt + 34_560_000 + choices.any([1, 0, 86_400])
    },
    Twist("STATUS-10 STATUS-32") { status, choices in status.tag ^= UInt32(1 + choices.below(255)) },
    Twist("STATUS-11 STATUS-12", weight: 2) { status, choices in
      status.keyNumber = choices.any([status.nextKeyNumber, 0, 1, 300, 1 << 24 - 1, status.nextKeyNumber &- 1])
    },
    Twist("STATUS-12", weight: 2) { status, choices in
      if !status.goneNumbers.isEmpty { status.keyNumber = choices.any(status.goneNumbers) }
    },
    Twist("STATUS-13 STATUS-32") { status, choices in status.generation &+= choices.any([1, 255]) },
    Twist("STATUS-14 STATUS-32") { status, choices in
      if status.number > 1 { status.number -= choices.any([1, min(2, status.number - 1)]) }
    },
    Twist("STATUS-15 STATUS-33") { status, _ in if status.number > 1 { status.number -= 1 } },
    Twist("STATUS-19", weight: 3) { status, choices in
      // At the end of its key where that is near; behind it, wherever that is.
      let isNear = status.keyEnds - status.issuedAt <= 34_560_000
      status.expiresAt = status.keyEnds + (isNear ? choices.any([1, 0]) : 1)
      status.issuedAt = max(status.issuedAt, status.expiresAt - 34_560_000)
    },
    Twist("STATUS-20", weight: 18) { status, choices in
      if status.serials.firstLive > 0 { status.serials.firstLive = choices.any([status.serials.firstLive - 1, 0]) }
    },
    Twist("STATUS-21", weight: 4) { status, choices in
      if !status.serials.serials.isEmpty {
        status.serials.serials.remove(at: choices.below(status.serials.serials.count))
      }
    },
    Twist("STATUS-21") { status, _ in status.serials.serials = [] },
    Twist("STATUS-20 STATUS-21 STATUS-36") { status, _ in
      if let first = status.serials.serials.first { status.serials.firstLive = first }
    },
    Twist("STATUS-21 STATUS-36") { status, _ in
      guard let first = status.serials.serials.first else { return }
      status.serials.firstLive = first
      status.serials.serials.removeFirst()
    },
    Twist("STATUS-1") { status, _ in status.firstByte = 0x25 },
    Twist("STATUS-2 STATUS-3", weight: 4) { status, choices in
      choices.spoil(&status.serials, once: 1, LooseSerials.faults)
    },
  ]

  /// What is wrong with a delta beside the list that it makes.
  static let deltaFaults: [Twist<LooseStatus>] = [
    Twist("STATUS-30") { delta, _ in delta.base = 0 },
    Twist("STATUS-30") { delta, choices in delta.base = delta.number &+ choices.any([0, 1]) },
    Twist("STATUS-34") { delta, choices in delta.base = (delta.base ?? 1) &+ choices.any([1, .max]) },
    Twist("STATUS-31") { delta, _ in
      if delta.serials.firstLive > 0 { delta.serials.serials.insert(delta.serials.firstLive - 1, at: 0) }
    },
    Twist("STATUS-31") { delta, _ in
      delta.serials = LooseSerials([0] + delta.serials.serials, firstLive: delta.serials.firstLive)
    },
    Twist("STATUS-32") { delta, choices in delta.tag ^= UInt32(1 + choices.below(255)) },
    Twist("STATUS-32") { delta, choices in delta.generation &+= choices.any([1, 255]) },
    Twist("STATUS-32 STATUS-33") { delta, choices in
      let down = choices.any([UInt32(1), 2])
      if delta.number > down { delta.number -= down }
      if let base = delta.base, base >= delta.number { delta.base = max(1, delta.number &- 1) }
    },
    Twist("STATUS-33") { delta, _ in delta.issuedAt += 1 },
    Twist("STATUS-35") { delta, choices in
      let twice = choices.any(Serials.usual)
      delta.serials.serials = Array(Set(delta.serials.serials + [max(twice, delta.serials.firstLive)])).sorted()
    },
    Twist("STATUS-2 STATUS-3") { delta, choices in choices.spoil(&delta.serials, once: 1, LooseSerials.faults) },
    Twist("STATUS-1") { delta, _ in delta.firstByte = 0x15 },
  ]
}

/// Serials of passes and of what is revoked.
enum Serials {
  /// Those that most passes have.
  static let usual: [UInt32] = [5, 1, 2, 3, 4, 6, 7, 8, 9, 10, 0x0100, 0x0001_0203, .max, 0]

  /// What an issuer might revoke.
  static func revoked(from firstLive: UInt32, _ choices: inout Choices) -> [UInt32] {
    let serials: Set<UInt32> =
      switch choices.weighted([6, 2, 1, 1, 1]) {
      case 0: Set((0..<1 + choices.below(6)).map { _ in choices.any(usual.dropFirst(0).map { $0 }) })
      case 1: Set(usual.dropFirst(choices.below(usual.count)))
      case 2: Set((0..<(255 + UInt32(choices.below(4)))).map { 3 &+ $0 })
      case 3: Set((0..<20).map { 7 + $0 * 40_000 })
      default: []
      }
    return serials.filter { $0 >= firstLive }.sorted()
  }
}
