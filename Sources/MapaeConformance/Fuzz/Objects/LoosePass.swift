import Mapae

/// A pass as its bytes are written, whatever they say.
struct LoosePass: Sendable {
  var firstByte: UInt8 = 0x11
  var tag: UInt32
  var keyNumber: UInt32
  var profile: UInt16
  var serial: UInt32
  var issuedAt: Int64
  var delay: UInt32 = 0
  var lifetime: UInt32
  /// Ascending by tag where the pass is honest.
  var claims: [LooseClaim] = []
  /// Behind the last claim.
  var rest: [UInt8] = []
  /// How many bytes of all that are left; `nil` for all.
  var size: Int?

  var validFrom: Int64 { issuedAt + Int64(delay) }
  var validUntil: Int64 { validFrom + Int64(lifetime) }

  var signedBytes: [UInt8] {
    var bytes = [firstByte]
    bytes.append(tag, width: 4)
    bytes.append(keyNumber, width: 3)
    bytes.append(profile, width: 2)
    bytes.append(serial, width: 4)
    bytes.append(issuedAt, width: 5)
    bytes.append(delay, width: 4)
    bytes.append(lifetime, width: 4)
    for claim in claims { bytes += claim.bytes }
    bytes += rest
    return size.map { Array(bytes.prefix($0)) } ?? bytes
  }

  /// The claim with a tag, as a number.
  func integer(_ tag: UInt8) -> UInt32? {
    claims.first { $0.tag == tag && $0.value.count <= 3 }?.value.reduce(0) { $0 << 8 | UInt32($1) }
  }

  mutating func put(_ claim: LooseClaim) {
    claims.removeAll { $0.tag == claim.tag }
    claims.insert(claim, at: claims.firstIndex { $0.tag > claim.tag } ?? claims.count)
  }

  /// Fills the pass up to a size, its signature included, with ignorable claims.
  mutating func fill(to size: Int) {
    var missing = size - Signature.size - signedBytes.count
    for tag in UInt8(0xfc)...0xff where missing > 2 {
      let count = missing - 2 <= 255 ? missing - 2 : min(255, missing - 5)
      put(LooseClaim(tag, Array(repeating: 0x41, count: count)))
      missing -= count + 2
    }
  }
}

struct LooseClaim: Sendable {
  var tag: UInt8
  var value: [UInt8]
  /// What stands in the length byte; `nil` for what is right.
  var length: UInt8?

  init(_ tag: UInt8, _ value: [UInt8]) { (self.tag, self.value) = (tag, value) }

  var bytes: [UInt8] {
    guard tag >> 5 & 3 == 3 else { return [tag] + value }
    return [tag, length ?? UInt8(truncatingIfNeeded: value.count)] + value
  }
}

extension LoosePass {
  static let faults: [Twist<LoosePass>] = [
    Twist("PASS-1") { pass, choices in pass.fill(to: choices.any([1_025, 1_026, 1_040])) },
    Twist("PASS-1 SEC-1") { pass, choices in
      pass.rest = Array(repeating: 0x41, count: choices.any([1_000, 2_000, 3_000]))
    },
    Twist("PASS-1 SEC-5") { pass, choices in pass.size = choices.below(27) },
    Twist("PASS-2", weight: 2) { pass, _ in pass.lifetime = 0 },
    Twist("PASS-3") { pass, choices in pass.firstByte = choices.any([0x13, 0x12, 0x14, 0x15, 0x16, 0x17, 0x18]) },
    Twist("VERIFY-5") { pass, choices in pass.firstByte = choices.any([0x21, 0x01, 0x19, 0x1f, 0x10, 0xf1]) },
    Twist("VERIFY-5") { pass, choices in pass.firstByte = UInt8(choices.below(256)) },
    Twist("CLAIM-1") { pass, choices in
      pass.put(LooseClaim(0xff, [0x41]))
      pass.claims[pass.claims.count - 1].length = choices.any([2, 3, 60, 64, 65, 66, 255])
    },
    Twist("CLAIM-1") { pass, choices in
      pass.rest = choices.any([[0xff], [0x9f], [0xbf, 1], [0xdf, 1, 2], [0xff, 9]])
    },
    Twist("CLAIM-2") { pass, choices in
      guard !pass.claims.isEmpty else {
        pass.rest = [0x0c, 1, 0x0c, 2]
        return
      }
      let index = choices.below(pass.claims.count)
      pass.claims.insert(pass.claims[index], at: index)
    },
    Twist("CLAIM-2") { pass, choices in
      guard pass.claims.count > 1 else {
        pass.rest = [0x8d, 1, 0x8c, 2]
        return
      }
      let index = choices.below(pass.claims.count - 1)
      pass.claims.swapAt(index, index + 1)
    },
    Twist("CLAIM-2") { pass, choices in
      // In the order that leaves the ignorable bit out.
      pass.put(LooseClaim(0xec, [0x41]))
      pass.put(LooseClaim(0x8c, [0x41]))
      pass.claims.sort { $0.tag & 0x7f < $1.tag & 0x7f }
    },
    Twist("CLAIM-3") { pass, choices in pass.put(LooseClaim(choices.any([0xec, 0xff, 0x60, 0xe2]), [])) },
    Twist("CLAIM-4") { pass, choices in pass.put(.unknown(choices.any([0x00, 0x2b, 0x4b, 0x6b, 0x1b, 0x7b]))) },
    Twist("CLAIM-4") { pass, choices in pass.put(.unknown(choices.any(LooseClaim.privateTags))) },
    Twist("CLAIM-4") { pass, choices in pass.put(.unknown(choices.any([0x10, 0x11, 0x30, 0x50, 0x70, 0x72, 0x31]))) },
    Twist("CLAIM-5") { pass, choices in
      pass.put(.unknown(choices.any([0x80, 0xa0, 0xcb, 0xeb, 0x9b, 0xfb, 0x93, 0xf2])))
    },
    Twist("CLAIM-6", weight: 9) { pass, choices in pass.spoilValue(&choices) },
    Twist("CLAIM-7") { pass, choices in pass.addExcluded(&choices) },
    Twist("CLAIM-8") { pass, choices in
      if !pass.claims.isEmpty { pass.claims.remove(at: choices.below(pass.claims.count)) }
    },
    Twist("CLAIM-8") { pass, _ in pass.claims = [] },
    Twist("CLAIM-12 PRESENT-5") { pass, choices in pass.put(LooseClaim(0x62, BadKeys.any(&choices))) },
    Twist("VERIFY-7") { pass, choices in pass.tag ^= UInt32(1 + choices.below(255)) },
    Twist("VERIFY-8 VERIFY-9") { pass, choices in pass.keyNumber = choices.any([0, 1, 1 << 24 - 1, 300]) },
    Twist("VERIFY-13 VERIFY-17") { pass, choices in
      pass.profile = choices.any([2, 3, 4, 1, 5, 258, 0x0101, 0xefff, 0xf000, 0xf001, 0xffff, 0])
    },
    Twist("BASE-8") { pass, choices in
      pass.put(LooseClaim(0x62, Keyring.issuerKey(choices.below(4), of: 0).publicKey.bytes))
    },
  ]
}

extension LooseClaim {
  static let privateTags: [UInt8] = [0x0c, 0x2d, 0x4e, 0x6f, 0x1c, 0x7d, 0x8c, 0xec, 0xfc]

  /// A claim of any value that its size class holds.
  static func unknown(_ tag: UInt8) -> LooseClaim {
    LooseClaim(tag, Array(repeating: 1, count: tag >> 5 & 3 == 3 ? 4 : Int(tag >> 5 & 3) + 1))
  }
}
