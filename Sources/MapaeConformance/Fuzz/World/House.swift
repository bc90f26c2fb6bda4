import Mapae

/// One domain: what its authority has published, and what the door holds of it.
struct House: Sendable {
  let index: Int
  let anchor: Anchor
  /// From the first one on.
  var records: [Record]
  /// The name of the state that the door holds.
  var state = ""
  /// Parts of bundles that were published once.
  var archive: [[UInt8]] = []

  struct Record: Sendable {
    let fields: LooseRecord
    let bytes: [UInt8]

    var digest: Digest { Digest(sha256Of: fields.signedBytes.span) }
  }

  var domain: Digest { anchor.domain }
  var name: String { ["northmark", "eastholm", "westvale"][index] }

  /// Keys that may not sign what another one must.
  var strangers: [Key] {
    [
      Keyring.root(0, of: index), Keyring.listKey(0, of: index), Keyring.issuerKey(0, of: index),
      Keyring.issuerKey(1, of: index), Keyring.root(0, of: (index + 1) % 3), Keyring.listKey(0, of: (index + 1) % 3),
      Keyring.issuerKey(0, of: (index + 1) % 3),
    ]
  }
}

/// Times are counted from the world's own beginning.
enum Time {
  static let day: Int64 = 86_400

  /// Where worlds begin: 2027, the first days of 1970, before 32 bits end, before 40 bits end, and yesterday's past.
  static let epochs: [Int64] = [
    1_804_680_000, 40 * day, 1 << 32 - 30 * day, 1 << 40 - 420 * day, 1_700_000_000, 1 << 40 - 30 * day,
  ]

  /// Brought into what an object can state.
  static func encodable(_ time: Int64) -> Int64 { min(max(0, time), UnixTime.last.seconds) }
}
