/// Reads big-endian fields one behind the other (BASE-1), and nothing that is not there (SEC-3).
///
/// It stores only a position; the bytes are an argument, so that no unsafe pointer outlives them.
struct ByteReader {
  /// Offset of the next byte.
  private(set) var offset: Int
  /// The first offset that may not be read.
  let end: Int

  init(from offset: Int = 0, to end: Int) {
    self.offset = offset
    self.end = end
  }

  var remaining: Int { end - offset }

  mutating func skip(_ count: Int) throws(FormatError) -> Range<Int> {
    guard count >= 0, count <= remaining else { throw FormatError(.truncated, at: end) }
    defer { offset += count }
    return offset..<(offset + count)
  }

  mutating func integer(_ width: Int, _ bytes: Span<UInt8>) throws(FormatError) -> UInt64 {
    bytes.bigEndian(try skip(width))
  }

  mutating func u8(_ bytes: Span<UInt8>) throws(FormatError) -> UInt8 {
    UInt8(truncatingIfNeeded: try integer(1, bytes))
  }

  mutating func u16(_ bytes: Span<UInt8>) throws(FormatError) -> UInt16 {
    UInt16(truncatingIfNeeded: try integer(2, bytes))
  }

  mutating func u24(_ bytes: Span<UInt8>) throws(FormatError) -> UInt32 {
    UInt32(truncatingIfNeeded: try integer(3, bytes))
  }

  mutating func u32(_ bytes: Span<UInt8>) throws(FormatError) -> UInt32 {
    UInt32(truncatingIfNeeded: try integer(4, bytes))
  }

  mutating func time(_ bytes: Span<UInt8>) throws(FormatError) -> UnixTime {
    UnixTime(Int64(truncatingIfNeeded: try integer(5, bytes)))
  }

  mutating func bytes32<Meaning>(_ bytes: Span<UInt8>) throws(FormatError) -> Bytes32<Meaning> {
    Bytes32(bytes.extracting(try skip(32)))
  }

  /// A field whose value must be in `range`; the error points at its first byte.
  mutating func u8(in range: ClosedRange<UInt8>, _ bytes: Span<UInt8>) throws(FormatError) -> UInt8 {
    let start = offset
    let value = try u8(bytes)
    guard range.contains(value) else { throw FormatError(.outOfRange, at: start) }
    return value
  }

  func finish() throws(FormatError) {
    guard remaining == 0 else { throw FormatError(.trailingBytes, at: offset) }
  }
}

extension Span<UInt8> {
  /// The big-endian unsigned integer in at most eight bytes.
  func bigEndian(_ range: Range<Int>) -> UInt64 {
    var value: UInt64 = 0
    for index in range { value = value << 8 | UInt64(self[index]) }
    return value
  }
}
