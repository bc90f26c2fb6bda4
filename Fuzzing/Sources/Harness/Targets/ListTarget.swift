internal import Mapae

/// A trust list, decoded.
enum ListTarget {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    guard let fields = try Decoding.check(TrustList.self, bytes)?.fields else { return }
    let keys = fields.issuers.flatMap(\.keys)
    try require(Set(keys.map(\.number)).count == keys.count, "a key number stands twice")
    try require(Set(keys.map(\.publicKey)).count == keys.count, "a public key stands twice")
    try require(keys.allSatisfy { $0.number < fields.nextKeyNumber }, "a key has a number that was not allotted")
    try require(
      fields.issuedAt <= fields.refreshAfter && fields.refreshAfter <= fields.expiresAt
        && fields.issuedAt < fields.expiresAt, "the dates of a list are out of order")
    try require(
      fields.expiresAt.seconds - fields.issuedAt.seconds <= TrustList.greatestLifetime, "a list lives too long")
  }

  /// A list with many keys, or many issuers, in the manner of its first.
  static func checkTime(_ bytes: [UInt8]) throws(Violation) {
    guard let list = try? TrustList(decoding: bytes), let issuer = list.fields.issuers.first else { return }
    let ofKeys = list.fields.number % 2 == 0
    try Growth.check { count in
      var fields = list.fields
      fields.nextKeyNumber = 1 << 24
      fields.issuers = ofKeys ? [issuer.with(keys: count)] : (0..<count).map { issuer.with(id: UInt16($0)) }
      let group = [0, 1] + [UInt8](repeating: 0, count: Signature.size)
      return ((try? fields.encoded()) ?? []) + group
    } _: {
      _ = try? TrustList(decoding: $0)
    }
  }
}

extension TrustListFields.Issuer {
  /// With so many keys, all different.
  fileprivate func with(keys count: Int) -> Self {
    var issuer = self
    issuer.keys = (0..<UInt32(count)).map { number in
      var bytes = [UInt8](repeating: 0, count: 32)
      bytes[0] = UInt8(number & 255)
      bytes[1] = UInt8(number >> 8)
      return .init(number: number, publicKey: PublicKey(bytes)!, acceptUntil: .last)
    }
    return issuer
  }

  fileprivate func with(id: UInt16) -> Self {
    var issuer = self
    (issuer.id, issuer.keys) = (id, [])
    return issuer
  }
}
