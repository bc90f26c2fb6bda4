import EdgeSigning
import Mapae

/// A signature before it is made.
struct Sealing {
  var label: [UInt8]
  var domain: [UInt8]
  var signed: [UInt8]
  var key: Key?
  var shape = Shape.plain

  /// How R and S are chosen.
  enum Shape: Sendable {
    case plain
    /// The same S modulo L, in another form.
    case aboveOrder
    /// R = [nonce]B, or another encoding in its place.
    case chosen(nonce: UInt64, r: [UInt8])
    /// R = [1]B and S = 1: what is good for the identity as a key.
    case base
    /// Of the message's SHA-512 digest.
    case prehashed
    case cut
    case longer
    case flipped(Int)
    case lastByte(UInt8)
  }

  /// A signature by a key, honest unless the choices say otherwise. `others` are keys that may not sign this.
  static func make(
    _ kind: ObjectKind, _ domain: [UInt8], _ signed: [UInt8], by key: Key?, others: [Key], once count: Int,
    _ choices: inout Choices
  ) -> [UInt8] {
    var sealing = Sealing(label: label(kind), domain: domain, signed: signed, key: key)
    choices.spoil(&sealing, once: count, sealing.faults(others))
    return sealing.signature
  }

  private static func label(_ kind: ObjectKind) -> [UInt8] { Array((kind.signatureLabel ?? "").description.utf8) }

  private func faults(_ others: [Key]) -> [Twist<Sealing>] {
    var faults = Sealing.faults
    if !others.isEmpty {
      faults.append(Twist("VERIFY-10", weight: 5) { $0.key = $1.any(others) })
    }
    return faults
  }

  private static let faults: [Twist<Sealing>] = [
    Twist("BASE-5") { sealing, _ in sealing.domain = [] },
    Twist("BASE-5") { sealing, _ in sealing.domain = Array(repeating: 0, count: 32) },
    Twist("BASE-5") { sealing, choices in
      let kinds: [ObjectKind] = [.pass, .presentation, .authorityRecord, .trustList, .statusList, .passRequest]
      sealing.label = label(choices.any(kinds))
    },
    Twist("BASE-5") { sealing, _ in sealing.label = [] },
    Twist("SIG-5") { sealing, _ in sealing.shape = .prehashed },
    Twist("SIG-3") { sealing, _ in sealing.shape = .aboveOrder },
    Twist("SIG-4") { sealing, _ in sealing.shape = .chosen(nonce: 0, r: ReferencePoint.identity.encoding) },
    Twist("SIG-4 SIG-5") { sealing, choices in
      let encodings: [[UInt8]] = [EdgeEncodings.largeY[2], EdgeEncodings.signOfZero[0]]
      sealing.shape = .chosen(nonce: 0, r: choices.any(encodings))
    },
    Twist("SIG-5 SIG-6") { sealing, choices in
      sealing.shape = .chosen(nonce: 1, r: choices.any(BadKeys.kinds[2]))
    },
    Twist("SIG-5 SIG-6") { sealing, choices in
      sealing.shape = .chosen(nonce: 0, r: choices.any(BadKeys.kinds[1]))
    },
    Twist("SIG-2") { sealing, _ in sealing.shape = .cut },
    Twist("SIG-2") { sealing, _ in sealing.shape = .longer },
    Twist("SIG-5") { sealing, choices in sealing.shape = .flipped(choices.below(512)) },
    Twist("SIG-3") { sealing, choices in sealing.shape = .lastByte(choices.any([0xff, 0x10, 0x20, 0x1f])) },
  ]

  private var signature: [UInt8] {
    let message = label + domain + signed
    if case .base = shape { return ReferencePoint.base.encoding + [1] + Array(repeating: 0, count: 31) }
    guard let key else { return Array(repeating: 0, count: Signature.size) }
    var plain: [UInt8] { key.sign(message) }
    switch shape {
    case .plain: return plain
    case .prehashed: return key.sign(ReferenceSHA512.hash(message))
    case .aboveOrder:
      let signature = plain
      return signature[..<32] + ReferenceScalar(Array(signature[32...])).adding(.order).bytes
    case .chosen(let nonce, let r):
      return key.edge.signature(over: message, nonce: ReferenceScalar(nonce), r: r)
    case .cut: return plain.dropLast()
    case .longer: return plain + [0]
    case .flipped(let bit):
      var signature = plain
      signature[bit / 8] ^= 1 << UInt8(bit % 8)
      return signature
    case .lastByte(let byte): return plain.dropLast() + [byte]
    case .base: return plain
    }
  }

  /// What a key of which nobody knows the secret takes as good: the identity as a key takes any R = [S]B.
  static let anyones = Sealing(label: [], domain: [], signed: [], key: nil, shape: .base).signature
}
