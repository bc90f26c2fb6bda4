import Mapae

/// A presentation as its bytes are written, whatever they say.
struct LoosePresentation: Sendable {
  var firstByte: UInt8 = 0x12
  var time: Int64
  var challenge: [UInt8] = []
  var challengeLength: UInt8?
  var pass: [UInt8]
  /// How often it is shown inside another one.
  var depth = 1

  var signedBytes: [UInt8] { head + pass }

  private var head: [UInt8] {
    var bytes = [firstByte]
    bytes.append(time, width: 5)
    bytes.append(challengeLength ?? UInt8(challenge.count))
    return bytes + challenge
  }

  static let faults: [Twist<LoosePresentation>] = [
    Twist("PRESENT-1") { shown, _ in shown.pass = [] },
    Twist("PRESENT-2") { shown, _ in shown.challenge = Array(repeating: 9, count: 33) },
    Twist("PRESENT-2") { shown, choices in shown.challengeLength = choices.any([33, 255, 1, 32]) },
    Twist("PRESENT-3") { shown, _ in shown.depth = 2 },
    Twist("PRESENT-3") { shown, choices in
      if !shown.pass.isEmpty { shown.pass[0] = choices.any([0x12, 0x21, 0x13, 0x1f]) }
    },
    Twist("PRESENT-1 BASE-2") { shown, choices in shown.pass += choices.any([[0], [0, 0, 0]]) },
    Twist("PRESENT-7") { shown, choices in
      shown.challenge = choices.any([shown.challenge.dropLast(), shown.challenge + [7], [], [1, 2, 3, 4]])
    },
    Twist("PRESENT-8") { shown, choices in
      shown.time = max(0, shown.time + choices.any([1, -60, -59, -61, 3_600, -3_600, 86_400, -300, -299]))
    },
    Twist("VERIFY-5") { shown, _ in shown.firstByte = 0x22 },
  ]
}
