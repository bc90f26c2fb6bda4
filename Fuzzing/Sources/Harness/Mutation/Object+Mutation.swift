internal import Mapae

/// Mutation of an object's signed bytes: of the fields that they decode to, so that the form stays good.
enum ObjectMutation {
  /// Other signed bytes; `nil` where these are not well-formed, or the change left nothing that is.
  static func mutate(_ signedBytes: [UInt8], _ draw: inout Draw) -> [UInt8]? {
    let signature: [UInt8] = Array(repeating: 0, count: Signature.size)
    let group = [0, 1] + signature
    switch signedBytes.first.flatMap({ try? ObjectKind(firstByte: $0) }) {
    case .pass:
      guard var fields = try? UnverifiedPass(decoding: signedBytes + signature).fields else { return nil }
      fields.mutate(&draw)
      return try? fields.encoded()
    case .authorityRecord:
      let isFirst = signedBytes.count > 1 && signedBytes[1] == 1
      guard
        var fields = try? AuthorityRecord(decoding: signedBytes + (isFirst ? [0, 0] : group) + group).fields
      else { return nil }
      fields.mutate(&draw)
      return try? fields.encoded()
    case .trustList:
      guard var fields = try? TrustList(decoding: signedBytes + group).fields else { return nil }
      fields.mutate(&draw)
      return try? fields.encoded()
    case .statusList:
      guard var fields = try? StatusList(decoding: signedBytes + signature).fields else { return nil }
      fields.mutate(&draw)
      return try? fields.encoded()
    case .presentation: return presentation(signedBytes, &draw)
    case .trustBundle, .statusDelta, .passRequest, nil: return nil
    }
  }

  /// The object that follows a record, a list or a status list: the same under the next number.
  static func next(_ signedBytes: [UInt8]) -> [UInt8]? {
    let offset =
      switch signedBytes.first {
      case ObjectKind.authorityRecord.firstByte: 1
      case ObjectKind.trustList.firstByte: 37
      case ObjectKind.statusList.firstByte: 12
      default: Int.max
      }
    guard offset < signedBytes.count, signedBytes[offset] < 255 else { return nil }
    var bytes = signedBytes
    bytes[offset] += 1
    return bytes
  }

  /// The signed bytes of a presentation hold a pass without its signature here.
  private static func presentation(_ bytes: [UInt8], _ draw: inout Draw) -> [UInt8]? {
    guard bytes.count > 6 else { return nil }
    let length = Int(bytes[6])
    let head = 7 + length
    guard bytes.count > head else { return nil }
    switch draw.below(4) {
    case 0: return bytes.replacing(1..<6, with: draw.instant(UnixTime(bytes[1..<6].reduce(0) { $0 << 8 | Int64($1) })))
    case 1:
      let challenge = draw.mutateBytes(Array(bytes[7..<head]), Challenge.greatestSize)
      return bytes[..<6] + [UInt8(challenge.count)] + challenge + bytes[head...]
    default: return mutate(Array(bytes[head...]), &draw).map { bytes[..<head] + $0 }
    }
  }
}

extension [UInt8] {
  /// With a time in five bytes.
  func replacing(_ range: Range<Int>, with time: UnixTime) -> [UInt8] {
    var bytes = self
    bytes.write(
      stride(from: 32, through: 0, by: -8).map { UInt8(truncatingIfNeeded: time.seconds >> Int64($0)) },
      at: range.lowerBound)
    return bytes
  }
}
