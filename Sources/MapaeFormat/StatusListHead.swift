/// The fields of a status list before its serials (chapter Status lists). A delta has them too, in the same places.
public struct StatusListHead: Hashable, Sendable {
  public let domainTag: DomainTag
  /// The status key that is said to have signed; it names the issuer.
  public let keyNumber: UInt32
  /// The issuer's status generation for which it was signed.
  public let generation: UInt8
  /// At least 1.
  public let number: UInt32
  public let issuedAt: UnixTime
  public let expiresAt: UnixTime
  /// Every pass with a serial below it has ended.
  public let firstLive: UInt32

  /// Where it stands, behind the first byte.
  static let range = 1..<27

  /// Reads the fields, each in its range.
  init(_ reader: inout ByteReader, _ span: Span<UInt8>) throws(FormatError) {
    domainTag = DomainTag(rawValue: try reader.u32(span))
    keyNumber = try reader.u24(span)
    generation = try reader.u8(span)
    number = try reader.u32(span)
    guard number > 0 else { throw FormatError(.outOfRange, at: reader.offset - 4) }
    issuedAt = try reader.time(span)
    expiresAt = try reader.time(span)
    guard issuedAt < expiresAt, expiresAt.seconds - issuedAt.seconds <= TrustList.greatestLifetime else {
      throw FormatError(.outOfRange, at: reader.offset - 5)
    }
    firstLive = try reader.u32(span)
  }
}
