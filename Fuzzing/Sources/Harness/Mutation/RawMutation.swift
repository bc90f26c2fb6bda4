internal import Mapae

/// Mutation of an object with its signatures, which nobody checks.
enum RawMutation {
  static func mutate(_ object: inout [UInt8], _ draw: inout Draw) {
    guard draw.once(in: 2), let tail = signaturesSize(object), tail <= object.count else {
      object = draw.mutateBytes(object, 4_096)
      return
    }
    let signatures = object.suffix(tail)
    if let changed = ObjectMutation.mutate(Array(object.dropLast(tail)), &draw) { object = changed + signatures }
  }

  /// How many bytes stand behind the signed ones.
  private static func signaturesSize(_ object: [UInt8]) -> Int? {
    switch object.first.flatMap({ try? ObjectKind(firstByte: $0) }) {
    case .pass, .statusList: Signature.size
    // The issuer's stands right before the holder's.
    case .presentation: 2 * Signature.size
    case .authorityRecord: (try? AuthorityRecord(decoding: object)).map { object.count - $0.signedLength }
    case .trustList: (try? TrustList(decoding: object)).map { object.count - $0.signedLength }
    default: nil
    }
  }
}

/// Mutation of a script, or of its bytes now and then.
enum ScriptMutation {
  static func mutate(_ bytes: inout [UInt8], _ draw: inout Draw) {
    if draw.once(in: 32) {
      bytes = draw.mutateBytes(bytes, 16_384)
      return
    }
    var script = Script(bytes)
    for _ in 0...draw.below(3) { script.mutate(&draw) }
    bytes = script.bytes
  }
}
