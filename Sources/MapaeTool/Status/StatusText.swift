import Mapae

/// A status list, or a delta that makes one, in words.
struct StatusText: Encodable {
  let domainTag: String
  let keyNumber: UInt32
  let generation: UInt8
  let number: UInt32
  let issuedAt: UnixTime
  let expiresAt: UnixTime
  let firstLive: UInt32
  /// Of a delta: the number of the list to which it adds.
  let baseNumber: UInt32?
  /// How many serials a list revokes.
  let revoked: Int?
  /// How many serials a delta adds.
  let added: Int?
  /// In bytes.
  let size: Int
  var asked: [Asked]?
  var serials: SerialRanges?

  struct Asked: Encodable {
    let serial: UInt32
    /// In a delta: whether it is added.
    let isRevoked: Bool
  }

  init(_ part: StatusPart) {
    let head = part.head
    domainTag = String(Hex.encode(part.bytes[1..<5]))
    (keyNumber, generation, number) = (head.keyNumber, head.generation, head.number)
    (issuedAt, expiresAt, firstLive) = (head.issuedAt, head.expiresAt, head.firstLive)
    size = part.bytes.count
    switch part {
    case .list(let list): (baseNumber, revoked, added) = (nil, list.revoked.count, nil)
    case .delta(let delta): (baseNumber, revoked, added) = (delta.baseNumber, nil, delta.added.count)
    }
  }

  init(_ list: StatusList) { self.init(.list(list)) }

  func show(asJSON: Bool) throws {
    if asJSON { return print(try JSONLine.text(self)) }
    for line in lines() { print(line) }
    let word = added == nil ? "revoked" : "added"
    for asked in asked ?? [] { print("  serial \(asked.serial) is \(asked.isRevoked ? word : "not \(word)")") }
    for range in serials?.ranges ?? [] {
      print(range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)")
    }
  }

  func lines() -> [String] {
    let count = baseNumber.map { "\(added ?? 0) added to list \($0)" } ?? "\(revoked ?? 0) revoked"
    return [
      "status \(baseNumber == nil ? "list" : "delta to list") \(number) of generation \(generation), of key \(keyNumber): "
        + "\(count), \(size) bytes"
    ]
      + Columns.lines([
        ("domain tag", domainTag), ("issued at", issuedAt.text), ("expires at", expiresAt.text),
        ("first live", "\(firstLive)"),
      ])
  }
}

extension StatusPart {
  var bytes: [UInt8] {
    switch self {
    case .list(let list): list.bytes
    case .delta(let delta): delta.bytes
    }
  }

  /// What a list revokes or a delta adds.
  var serials: RevokedSerials {
    switch self {
    case .list(let list): list.revoked
    case .delta(let delta): delta.added
    }
  }
}
