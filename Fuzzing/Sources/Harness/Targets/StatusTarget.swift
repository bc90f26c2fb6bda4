internal import Mapae

/// A status list or a delta, decoded, and looked up in.
enum StatusTarget {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    if bytes.first == ObjectKind.statusDelta.firstByte {
      _ = try Decoding.check(StatusDelta.self, bytes)
    } else if let list = try Decoding.check(StatusList.self, bytes) {
      try checkLookUp(list.revoked, from: list.firstLive)
      try checkDeltas(to: list)
    }
  }

  /// A look-up finds the very serials that are gone through, and none beside them.
  private static func checkLookUp(_ revoked: RevokedSerials, from firstLive: UInt32) throws(Violation) {
    let serials = Array(revoked)
    try require(serials.count == revoked.count, "there are \(serials.count) serials, not \(revoked.count)")
    try require(zip(serials, serials.dropFirst()).allSatisfy { $0 < $1 }, "serials are out of order")
    try require(serials.allSatisfy { $0 >= firstLive }, "a serial below first live is held")
    let members = Set(serials)
    for serial in stride(from: 0, to: serials.count, by: serials.count / 32 + 1).map({ serials[$0] }) {
      for beside in [serial &- 1, serial, serial &+ 1] {
        try require(revoked.contains(beside) == members.contains(beside), "the look-up of \(beside) is wrong")
      }
    }
    for serial in [0, firstLive, .max] {
      try require(revoked.contains(serial) == members.contains(serial), "the look-up of \(serial) is wrong")
    }
  }

  /// From a list with every second serial there is a delta; it says what is new, in one way.
  private static func checkDeltas(to list: StatusList) throws(Violation) {
    var fields = list.fields
    guard fields.number > 1 else { return }
    fields.number -= 1
    fields.revoked = fields.revoked.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    let signature: [UInt8] = Array(repeating: 0, count: Signature.size)
    let delta: StatusDelta
    do {
      delta = try StatusDelta(from: StatusList(decoding: fields.encoded() + signature), to: list)
    } catch {
      throw Violation("no delta from a part of a list to the whole: \(error)")
    }
    try require(
      Set(delta.added) == Set(list.revoked).subtracting(fields.revoked) && delta.head == list.head,
      "a delta says something else than what is new")
  }

  /// A list of many serials, with gaps as wide as its number says; also as many look-ups as it has blocks, or more.
  static func checkTime(_ bytes: [UInt8]) throws(Violation) {
    guard let list = try? StatusList(decoding: bytes) else { return }
    let gap = 1 + list.number % 4_096
    try Growth.check { count in
      var fields = list.fields
      (fields.firstLive, fields.revoked) = (0, (0..<UInt32(count)).map { $0 * gap + ($0 / 100) * 100_000 })
      return ((try? fields.encoded()) ?? []) + Array(repeating: 0, count: Signature.size)
    } _: { bytes in
      guard let list = try? StatusList(decoding: bytes) else { return }
      for serial in list.revoked where serial % 16 == 0 { _ = list.revoked.contains(serial) }
    }
  }
}
