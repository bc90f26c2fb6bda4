internal import Mapae

/// An authority record, decoded.
enum RecordTarget {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    guard let record = try Decoding.check(AuthorityRecord.self, bytes) else { return }
    let keys = record.roots.keys + record.lists.keys
    try require(Set(keys).count == keys.count, "a record has a key twice")
    for set in [record.roots, record.lists] {
      try require((1...set.keys.count).contains(set.threshold), "a threshold that its keys cannot meet")
    }
    try require(record.previousSignatures.isEmpty == (record.number == 1), "the first record has nobody before it")
    try require(record.issuedAt < record.listsUntil, "a record without a time for lists")
  }
}
