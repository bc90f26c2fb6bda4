/// The text of fields and claims: strict UTF-8 without forbidden code points (BASE-7).
package enum TextRules {
  /// Whether `bytes` is text of 1 to `limit` bytes.
  package static func allow(_ bytes: Span<UInt8>, limit: Int) -> Bool {
    guard !bytes.isEmpty, bytes.count <= limit, let text = try? UTF8Span(validating: bytes) else { return false }
    var scalars = text.makeUnicodeScalarIterator()
    while let scalar = scalars.next() {
      if isForbidden(scalar.value) { return false }
    }
    return true
  }

  /// The table of forbidden code points; frozen for version 1.
  static func isForbidden(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x00...0x1f, 0x7f...0x9f: true
    case 0xad, 0x180e, 0x200b, 0x2060...0x2064, 0xfeff: true
    case 0x61c, 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x206f: true
    case 0x2028, 0x2029: true
    case 0xfff9...0xfffb: true
    case 0xfdd0...0xfdef: true
    case 0xe0000...0xe007f: true
    default: codePoint & 0xfffe == 0xfffe
    }
  }

  /// Names as ICAO Doc 9303 part 3 writes them: `A`–`Z` and `<`, a letter first.
  static func allowLatin(_ bytes: Span<UInt8>, limit: Int) -> Bool {
    guard !bytes.isEmpty, bytes.count <= limit, bytes[0] != UInt8(ascii: "<") else { return false }
    for index in bytes.indices where bytes[index] != UInt8(ascii: "<") && !isCapital(bytes[index]) { return false }
    return true
  }

  /// Two letters `A`–`Z`.
  static func allowCountry(_ bytes: Span<UInt8>) -> Bool {
    bytes.count == 2 && isCapital(bytes[0]) && isCapital(bytes[1])
  }

  private static func isCapital(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") }
}
