internal import Mapae

extension StatusListFields {
  mutating func mutate(_ draw: inout Draw) {
    switch draw.below(9) {
    case 0: keyNumber = draw.number(keyNumber, bits: 24)
    case 1: generation = UInt8(draw.number(UInt32(generation), bits: 8))
    case 2: number = draw.number(number)
    case 3: issuedAt = draw.instant(issuedAt)
    case 4: expiresAt = draw.instant(expiresAt)
    case 5: firstLive = draw.serial(firstLive)
    case 6: draw.rearrange(&revoked)
    case 7: revoked.append(contentsOf: (0..<UInt32(draw.below(300))).map { draw.serial(0) &+ $0 })
    default: revoked.append(draw.serial(revoked.last ?? firstLive))
    }
    revoked = Set(revoked).filter { $0 >= firstLive }.sorted()
  }
}
