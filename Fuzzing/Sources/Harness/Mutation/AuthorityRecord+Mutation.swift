internal import Mapae

extension AuthorityRecordFields {
  mutating func mutate(_ draw: inout Draw) {
    switch draw.below(6) {
    case 0: number = max(2, UInt8(draw.number(UInt32(number), bits: 8)))
    case 1: issuedAt = draw.instant(issuedAt)
    case 2: listsUntil = draw.instant(listsUntil)
    case 3, 4: roots.mutate(&draw)
    default: lists.mutate(&draw)
    }
    // A record says either where it begins or to which domain it belongs.
    if case .nonce = origin { number = 1 }
  }
}

extension AuthorityRecord.Keys {
  fileprivate mutating func mutate(_ draw: inout Draw) {
    var keys = keys
    var threshold = threshold
    switch draw.below(4) {
    case 0: threshold += draw.below(3) - 1
    case 1: keys.append(draw.publicKey())
    case 2: keys[draw.below(keys.count)] = draw.publicKey()
    default: draw.rearrange(&keys)
    }
    self = .init(keys: keys, threshold: threshold)
  }
}
