import Mapae

/// A bundle as its bytes are written, whatever they say.
struct LooseBundle: Sendable {
  var firstByte: UInt8 = 0x16
  var parts: [[UInt8]]
  /// What the length of the last part says; `nil` for what is right.
  var lastLength: UInt32?
  var rest: [UInt8] = []

  var bytes: [UInt8] {
    var bytes = [firstByte]
    for (index, part) in parts.enumerated() {
      bytes.append(index == parts.count - 1 ? lastLength ?? UInt32(part.count) : UInt32(part.count), width: 4)
      bytes += part
    }
    return bytes + rest
  }

  static let faults: [Twist<LooseBundle>] = [
    Twist("TRUST-19") { bundle, _ in bundle.parts = [] },
    Twist("TRUST-19") { bundle, choices in bundle.parts.insert([], at: choices.below(bundle.parts.count + 1)) },
    Twist("TRUST-19") { bundle, choices in
      bundle.parts.insert(
        choices.any([[0x17, 1, 2], [0x11], [0x1f], [0x16], [0x25]]), at: choices.below(bundle.parts.count + 1))
    },
    Twist("TRUST-19") { bundle, choices in
      guard bundle.parts.count > 1 else { return }
      let index = choices.below(bundle.parts.count - 1)
      bundle.parts.swapAt(index, index + 1)
    },
    Twist("TRUST-19") { bundle, _ in bundle.parts.reverse() },
    Twist("TRUST-19") { bundle, choices in
      if !bundle.parts.isEmpty {
        let index = choices.below(bundle.parts.count)
        bundle.parts.insert(bundle.parts[index], at: index)
      }
    },
    Twist("TRUST-19 TRUST-20") { bundle, choices in
      bundle.firstByte = choices.any([0x26, 0x11, 0x15, 0x14, 0x17, 0x06, 0x1f])
    },
    Twist("TRUST-19 BASE-2") { bundle, choices in
      let count = UInt32(bundle.parts.last?.count ?? 0)
      bundle.lastLength = count &+ choices.any([1, .max, 5])
    },
    Twist("TRUST-19 SEC-3") { bundle, choices in bundle.lastLength = choices.any([0x7fff_ffff, .max, 0x4000_0000]) },
    Twist("TRUST-19 BASE-2") { bundle, choices in
      bundle.rest = choices.any([[0], [0, 0, 0, 0], [0, 0, 0, 1], [0, 0, 0, 1, 0x15]])
    },
    Twist("TRUST-19 SEC-5") { bundle, choices in
      bundle.parts = []
      bundle.rest = Array(repeating: 0, count: choices.below(5))
    },
    Twist("TRUST-19") { bundle, choices in
      // Rarer than the others: it is long.
      guard choices.once(in: 20) else { return }
      bundle.parts += Array(repeating: [0x15], count: max(0, 65_537 - bundle.parts.count - choices.below(2)))
    },
  ]
}
