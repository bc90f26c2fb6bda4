internal import Mapae

extension PassFields {
  /// One field, or one claim.
  mutating func mutate(_ draw: inout Draw) {
    switch draw.below(10) {
    case 0: keyNumber = draw.number(keyNumber, bits: 24)
    case 1: profile = draw.profile()
    case 2: serial = draw.serial(serial)
    case 3: issuedAt = draw.instant(issuedAt)
    case 4: validFromDelay = seconds(from: issuedAt, to: draw.instant(issuedAt + Int64(validFromDelay)))
    case 5:
      let start = issuedAt + Int64(validFromDelay)
      lifetime = max(1, seconds(from: start, to: draw.instant(start + Int64(lifetime))))
    case 6: draw.rearrange(&claims)
    case 7:
      let claim = PassFields.claim(&draw)
      claims.removeAll { $0.tag == claim.tag }
      claims.append(claim)
    default: mutateClaim(&draw)
    }
  }

  private mutating func mutateClaim(_ draw: inout Draw) {
    guard !claims.isEmpty else { return }
    let index = draw.below(claims.count)
    let value = draw.mutateBytes(Array(claims[index].value), 64)
    if let claim = Claim(claims[index].tag, bytes: value) { claims[index] = claim }
  }

  /// A claim that a profile has, or any.
  private static func claim(_ draw: inout Draw) -> Claim {
    if draw.once(in: 3) { return Claim(.holderKey, bytes: draw.publicKey().bytes)! }
    let tag = ClaimTag(rawValue: UInt8(draw.below(256)))
    if case .fixed(let size) = tag.size { return Claim(tag, integer: draw.number(0, bits: UInt32(8 * size)))! }
    return Claim(tag, text: draw.generator.pick(["GREEN", "A", "Ωμέγα", "홍길동", "GREEN<<ANNA"]))!
  }
}

/// Seconds between two instants, as far as four bytes can say.
private func seconds(from start: UnixTime, to end: UnixTime) -> UInt32 {
  UInt32(min(max(end.seconds - start.seconds, 0), Int64(UInt32.max)))
}
