/// What makes a newer status list of an earlier one of the same issuer, kind 8 (chapter Status lists, "Deltas").
///
/// Nobody signs it. The list that it makes has a signature, and is trusted by that or not at all.
public struct StatusDelta: Sendable {
  /// The whole delta as received.
  public let bytes: [UInt8]
  /// The fields of the list that it makes.
  public let head: StatusListHead
  /// The number of the list to which it adds: at least 1, below that of the head.
  public let baseNumber: UInt32
  /// What the list that it makes revokes and the base does not.
  public let added: RevokedSerials

  /// What stands before the serials.
  private static let headerSize = StatusListHead.range.upperBound + 4

  /// Decodes a delta (STATUS-30, STATUS-31). Linear in its bytes.
  public init(decoding bytes: [UInt8]) throws(FormatError) {
    guard let firstByte = bytes.first else { throw FormatError(.truncated, at: 0) }
    guard try ObjectKind(firstByte: firstByte) == .statusDelta else { throw FormatError(.wrongKind, at: 0) }
    guard bytes.count <= StatusList.greatestSize else { throw FormatError(.tooLarge, at: StatusList.greatestSize) }
    guard bytes.count >= StatusDelta.headerSize + Signature.size else {
      throw FormatError(.truncated, at: bytes.count)
    }
    let span = bytes.span
    var reader = ByteReader(from: StatusListHead.range.lowerBound, to: bytes.count - Signature.size)
    head = try StatusListHead(&reader, span)
    baseNumber = try reader.u32(span)
    guard baseNumber > 0, baseNumber < head.number else { throw FormatError(.outOfRange, at: reader.offset - 4) }
    added = try RevokedSerials(bytes, reader.offset..<reader.end, from: head.firstLive)
    self.bytes = bytes
  }

  /// The delta from one list to a newer one. It is proven that it makes the newer one's very bytes.
  ///
  /// Whether both lists are of one issuer is known to whoever knows its keys, and not looked at.
  public init(from base: StatusList, to list: StatusList) throws(StatusDeltaError) {
    guard base.domainTag == list.domainTag, base.generation == list.generation else { throw .unrelated }
    guard base.number < list.number else { throw .notNewer }
    guard base.firstLive <= list.firstLive else { throw .notContained }
    var bytes: [UInt8] = [ObjectKind.statusDelta.firstByte]
    bytes.append(contentsOf: list.bytes[StatusListHead.range])
    bytes.append(base.number, width: 4)
    do {
      try bytes.append(
        revoked: list.revoked.subtracting(base.revoked), from: list.firstLive,
        limit: StatusList.greatestSize - Signature.size)
      bytes.append(contentsOf: list.bytes[list.signatureOffset...])
      self = try StatusDelta(decoding: bytes)
    } catch { throw .tooLarge }
    // What the base has and the newer list lacks shows here.
    guard let made = try? self.list(from: base), made.bytes == list.bytes else { throw .notContained }
  }

  /// The list that it makes of the one to which it adds (steps 5 and 6 of loading a delta).
  ///
  /// - Parameter limit: the most bytes of that list.
  /// - Throws: where the base has a serial that is added, or the list would be larger.
  package func list(
    from base: StatusList, limit: Int = StatusList.greatestSize
  ) throws(FormatError) -> StatusList {
    var list: [UInt8] = [ObjectKind.statusList.firstByte]
    list.append(contentsOf: bytes[StatusListHead.range])
    try list.append(
      revoked: MergedSerials(held: base.revoked, first: head.firstLive, added: added), from: head.firstLive,
      limit: limit - Signature.size)
    list.append(contentsOf: bytes[(bytes.count - Signature.size)...])
    return try StatusList(decoding: list)
  }
}

/// Why there is no delta from one list to another.
@nonexhaustive
public enum StatusDeltaError: Error, Hashable, Sendable {
  /// They are of two domains or two generations.
  case unrelated
  /// The second one's number is not above the first one's.
  case notNewer
  /// The second one lacks a serial of the first one, or its *first live* is lower.
  case notContained
  /// It would have more than 16,777,216 bytes.
  case tooLarge
}
