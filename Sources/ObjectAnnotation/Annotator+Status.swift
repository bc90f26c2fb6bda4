import Mapae

/// The tables of chapter Status lists.
extension Annotator {
  mutating func walkStatusList() throws {
    let key = try walkStatusListHead()
    try walkSerials("revoked", signedBy: key)
  }

  mutating func walkStatusDelta() throws {
    let key = try walkStatusListHead()
    try integer("base number", 4) { "adds to list \($0)" }
    try walkSerials("added", signedBy: key)
  }

  /// Gives the key number.
  private mutating func walkStatusListHead() throws -> UInt64 {
    try field("domain tag", 4) { _ in "begins the domain digest" }
    let key = try integer("key number", 3)
    try integer("generation", 1)
    try integer("number", 4)
    try time("issued at")
    try time("expires at")
    try integer("first live", 4) { "lower serials have ended" + ($0 == 0 ? ": none" : "") }
    return key
  }

  private mutating func walkSerials(_ what: String, signedBy key: UInt64) throws {
    // Fewer bytes than a signature has: none of them can be a serial.
    let serials = end - Signature.size - offset
    if serials >= 0 { try inside(count: serials) { try $0.walkRevokedSerials(what) } }
    try field("signature", Signature.size) { _ in "of status key \(key); not checked here" }
  }

  private mutating func walkRevokedSerials(_ what: String) throws {
    guard try integer("count", 4, { "\($0) \(what)" }) > 0 else { return }
    try integer("greatest", 4)
    let blocks = try count("block count", 4)
    var ends: [Int] = []
    // As many entries as there are bytes for, and one more where a count lies: there the fault is.
    var isOver = false
    while ends.count < blocks, !isOver {
      isOver = offset == end
      try inside("entry \(ends.count + 1)") { annotator in
        try annotator.integer("first serial", 4)
        ends.append(try annotator.count("end", 4))
      }
    }
    let start = offset
    for (index, blockEnd) in ends.enumerated() {
      try inside("block \(index + 1)", count: max(0, start + blockEnd - offset)) { try $0.walkOpaque("codes", "") }
    }
  }
}
