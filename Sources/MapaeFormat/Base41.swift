/// The text form of objects: `MP1:` and Base41, for the alphanumeric mode of QR codes (chapter Text).
public enum MapaeText {
  /// What every text of version 1 begins with.
  public static let prefix = "MP1:"

  /// The text of an object.
  public static func encode(_ object: [UInt8]) -> String { prefix + Base41.encode(object) }

  /// The object of a text, of any version: all digits are decoded before anyone looks at the first byte.
  /// Nothing of a text is passed over (TEXT-8): white space around it is the channel's, for the caller to strip.
  ///
  /// - Throws: `unsupportedVersion` (TEXT-1), `badDigit` (TEXT-2), `badGroup` (TEXT-3) or `danglingDigit` (TEXT-4).
  public static func decode(_ text: String) throws(FormatError) -> [UInt8] {
    guard text.utf8.starts(with: prefix.utf8) else { throw FormatError(.unsupportedVersion, at: 0) }
    return try Base41.decode(text.utf8Span.span, from: 4)
  }
}

/// Two bytes in three digits of base 41, a last single byte in two, most significant first.
public enum Base41 {
  /// How many bytes a count of digits stands for.
  public static func byteCount(ofDigits count: Int) -> Int { count / 3 * 2 + (count % 3 == 2 ? 1 : 0) }

  /// The digits of bytes.
  public static func encode(_ bytes: [UInt8]) -> String {
    var digits: [UInt8] = []
    digits.reserveCapacity(bytes.count / 2 * 3 + 2)
    for index in stride(from: 0, to: bytes.count - 1, by: 2) {
      let pair = Int(bytes[index]) << 8 | Int(bytes[index + 1])
      digits.append(digit(pair / 1681))
      digits.append(digit(pair / 41 % 41))
      digits.append(digit(pair % 41))
    }
    if !bytes.count.isMultiple(of: 2), let last = bytes.last {
      digits.append(digit(Int(last) / 41))
      digits.append(digit(Int(last) % 41))
    }
    return String(decoding: digits, as: UTF8.self)
  }

  /// The bytes of digits.
  ///
  /// - Parameters:
  ///   - text: UTF-8; errors count from its beginning.
  ///   - start: the offset of the first digit.
  /// - Throws: `badDigit` (TEXT-2), `badGroup` (TEXT-3) or `danglingDigit` (TEXT-4).
  public static func decode(_ text: Span<UInt8>, from start: Int = 0) throws(FormatError) -> [UInt8] {
    let count = text.count - start
    guard count % 3 != 1 else { throw FormatError(.danglingDigit, at: text.count - 1) }
    return try [UInt8](capacity: byteCount(ofDigits: count)) { (output: inout OutputSpan<UInt8>) throws(FormatError) in
      var offset = start
      while offset + 3 <= text.count {
        let pair = try value(text, offset) * 1681 + value(text, offset + 1) * 41 + value(text, offset + 2)
        guard pair <= 0xffff else { throw FormatError(.badGroup, at: offset) }
        output.append(UInt8(truncatingIfNeeded: pair >> 8))
        output.append(UInt8(truncatingIfNeeded: pair))
        offset += 3
      }
      if offset < text.count {
        let last = try value(text, offset) * 41 + value(text, offset + 1)
        guard last <= 0xff else { throw FormatError(.badGroup, at: offset) }
        output.append(UInt8(truncatingIfNeeded: last))
      }
    }
  }

  private static func digit(_ value: Int) -> UInt8 {
    switch value {
    case 0..<10: UInt8(ascii: "0") + UInt8(value)
    case 10..<36: UInt8(ascii: "A") + UInt8(value - 10)
    case 36: UInt8(ascii: "$")
    case 37: UInt8(ascii: "*")
    case 38: UInt8(ascii: "-")
    case 39: UInt8(ascii: ".")
    default: UInt8(ascii: ":")
    }
  }

  /// The value of each character from 0x24 to 0x5a; 41 where it is no digit.
  private static let values: [55 of UInt8] = [
    36, 41, 41, 41, 41, 41, 37, 41, 41, 38, 39, 41, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 40, 41, 41, 41, 41, 41, 41,
    10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35,
  ]

  private static func value(_ text: Span<UInt8>, _ offset: Int) throws(FormatError) -> Int {
    let index = Int(text[offset]) - 0x24
    guard index >= 0, index < 55, values[index] < 41 else { throw FormatError(.badDigit, at: offset) }
    return Int(values[index])
  }
}
