/// One fact of a pass: a tag and its value's bytes.
public struct Claim: Hashable, Sendable {
  public let tag: ClaimTag
  /// The value without its length byte.
  public let value: ArraySlice<UInt8>

  /// The value as UTF-8 text; `nil` where it is none.
  public var text: String? { String(validating: value, as: UTF8.self) }

  /// The value as a big-endian unsigned integer; `nil` for a length-prefixed claim.
  public var integer: UInt32? {
    guard case .fixed = tag.size else { return nil }
    return value.reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// The value as a calendar date; `nil` where it is none.
  public var date: CalendarDate? {
    guard tag.size == .fixed(3), let integer else { return nil }
    return CalendarDate(encoded: integer)
  }

  init(unchecked tag: ClaimTag, _ value: ArraySlice<UInt8>) {
    self.tag = tag
    self.value = value
  }

  /// A claim of raw bytes; `nil` where the tag's size class cannot hold them.
  public init?(_ tag: ClaimTag, bytes: [UInt8]) {
    guard tag.size.holds(bytes.count) else { return nil }
    self.init(unchecked: tag, ArraySlice(bytes))
  }

  /// A claim of text; `nil` where the tag has no length byte or the text is not 1 to 255 bytes.
  public init?(_ tag: ClaimTag, text: String) {
    guard tag.size == .prefixed else { return nil }
    self.init(tag, bytes: Array(text.utf8))
  }

  /// A claim of an integer or a coded value; `nil` where it does not fit.
  public init?(_ tag: ClaimTag, integer: UInt32) {
    guard case .fixed(let width) = tag.size, integer >> (8 * UInt32(width)) == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.append(integer, width: width)
    self.init(tag, bytes: bytes)
  }

  /// A claim of a date; `nil` where the tag's values are not three bytes.
  public init?(_ tag: ClaimTag, date: CalendarDate) {
    guard tag.size == .fixed(3) else { return nil }
    self.init(tag, integer: date.encoded)
  }
}

/// The claims of a decoded pass, in the order of their tags. Reading them copies no bytes.
public struct Claims: Sequence, Sendable {
  private let bytes: [UInt8]
  private let range: Range<Int>

  /// - Precondition: `range` was walked by ``check(_:_:)``.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    self.range = range
  }

  /// The claim with a tag; `nil` where the pass does not have it.
  public subscript(tag: ClaimTag) -> Claim? { first { $0.tag == tag } }

  public func makeIterator() -> Iterator { Iterator(bytes: bytes, offset: range.lowerBound, end: range.upperBound) }

  public struct Iterator: IteratorProtocol, Sendable {
    let bytes: [UInt8]
    var offset: Int
    let end: Int

    public mutating func next() -> Claim? {
      guard offset < end else { return nil }
      let tag = ClaimTag(rawValue: bytes[offset])
      let value =
        switch tag.size {
        case .fixed(let count): offset + 1..<offset + 1 + count
        case .prefixed: offset + 2..<offset + 2 + Int(bytes[offset + 1])
        }
      offset = value.upperBound
      return Claim(unchecked: tag, bytes[value])
    }
  }

  /// Walks the claims' form (CLAIM-1 to CLAIM-3).
  static func check(_ range: Range<Int>, _ bytes: Span<UInt8>) throws(FormatError) {
    var reader = ByteReader(from: range.lowerBound, to: range.upperBound)
    var previous = -1
    while reader.remaining > 0 {
      let start = reader.offset
      let tag = ClaimTag(rawValue: try reader.u8(bytes))
      guard Int(tag.rawValue) > previous else { throw FormatError(.outOfOrder, at: start) }
      previous = Int(tag.rawValue)
      switch tag.size {
      case .fixed(let count): _ = try reader.skip(count)
      case .prefixed: _ = try reader.skip(Int(try reader.u8(in: 1...255, bytes)))
      }
    }
  }

  /// The bytes of claims in any order; `nil` where two have one tag.
  static func encode(_ claims: [Claim]) -> [UInt8]? {
    var bytes: [UInt8] = []
    var previous: ClaimTag?
    for claim in claims.sorted(by: { $0.tag < $1.tag }) {
      guard claim.tag != previous else { return nil }
      previous = claim.tag
      bytes.append(claim.tag.rawValue)
      if claim.tag.size == .prefixed { bytes.append(UInt8(claim.value.count)) }
      bytes.append(contentsOf: claim.value)
    }
    return bytes
  }
}
