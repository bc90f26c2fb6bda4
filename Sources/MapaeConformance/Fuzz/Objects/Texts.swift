import Mapae

/// Texts that are good, and texts that are none (BASE-7).
enum Texts {
  static func good(_ limit: Int, _ choices: inout Choices) -> [UInt8] {
    switch choices.weighted([12, 1, 1, 1, 1, 1, 1, 1]) {
    case 0: Array("Mina".utf8)
    case 1: Array(repeating: 0x78, count: limit)
    case 2: full("한", limit)
    case 3: Array("Kim\u{200c}Min\u{200d}a".utf8)
    case 4: Array("Zoe\u{308}".utf8)  // Not in NFC.
    case 5: full("\u{1f600}", limit)
    case 6: Array("\u{e000}\u{fffd}\u{a0}\u{10fffd}".utf8)
    default: [0x20]
    }
  }

  /// As many of a character as fit, and what is left in letters of one byte.
  private static func full(_ character: String, _ limit: Int) -> [UInt8] {
    let one = Array(character.utf8)
    return Array(repeating: one, count: limit / one.count).flatMap { $0 }
      + Array(repeating: 0x78, count: limit % one.count)
  }

  static func bad(_ limit: Int, _ choices: inout Choices) -> [UInt8] {
    switch choices.weighted([2, 2, 2, 6, 12]) {
    case 0: return []
    case 1: return Array(repeating: 0x78, count: min(255, limit + 1))
    case 2: return Array(full("한", min(255, limit + 2)).prefix(255))
    case 3: return choices.any(invalid)
    default:
      let scalar = Unicode.Scalar(choices.any(forbidden)) ?? "\u{0}"
      return Array("Mina".utf8) + Array(String(Character(scalar)).utf8) + [0x78]
    }
  }

  /// No UTF-8: a surrogate, two bytes for one, a lone continuation, what is cut, and beyond the last plane.
  private static let invalid: [[UInt8]] = [
    [0x4d, 0xed, 0xa0, 0x80], [0x4d, 0xc1, 0x81], [0x4d, 0xc0, 0x80], [0x80], [0xff], [0x4d, 0xe2, 0x82], [0x4d, 0xc3],
    [0xf4, 0x90, 0x80, 0x80], [0xe0, 0x81, 0x81], [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80],
  ]

  private static let forbidden: [UInt32] = [
    0, 0x0a, 0x1f, 0x7f, 0x85, 0x9f, 0xad, 0x180e, 0x200b, 0x2060, 0x2064, 0xfeff, 0x61c, 0x200e, 0x200f, 0x202a,
    0x202e, 0x2066, 0x206f, 0x2028, 0x2029, 0xfff9, 0xfffb, 0xfdd0, 0xfdef, 0xe0000, 0xe0001, 0xe007f, 0xfffe, 0xffff,
    0x1fffe, 0x1ffff, 0x10fffe, 0x10ffff, 0x8fffe,
  ]
}

/// Dates that are good, and bits that are no date.
enum Dates {
  /// Days after 1970-01-01 and the precision; what rules count from.
  static func good(_ choices: inout Choices) -> [UInt8] {
    let plain = encoded(2_027, 3, 15)
    return choices.mostly(
      plain, once: 2,
      [
        encoded(2_027, 3, 0), encoded(2_027, 0, 0), encoded(2_026, 12, 31), encoded(2_027, 1, 1), encoded(2_024, 2, 29),
        encoded(2_000, 2, 29), encoded(1, 1, 1), encoded(9_999, 12, 31), encoded(2_026, 0, 0), encoded(2_027, 2, 0),
        encoded(1_963, 0, 0), encoded(2_027, 3, 0), encoded(2_027, 0, 0), encoded(2_026, 6, 30), encoded(2_027, 7, 1),
        encoded(2_028, 0, 0), encoded(1_970, 1, 1),
      ])
  }

  static func bad(_ choices: inout Choices) -> [UInt8] {
    choices.any([
      encoded(2_023, 2, 29), encoded(2_023, 2, 30), encoded(1_900, 2, 29), encoded(2_100, 2, 29), encoded(2_023, 4, 31),
      encoded(2_023, 13, 1), encoded(2_023, 15, 0), encoded(0, 1, 1), encoded(0, 0, 0), encoded(2_023, 0, 5),
      [0x8f, 0xa0, 0], [0x8f, 0xce, 0x6f], [0xff, 0xff, 0xff], encoded(10_000, 1, 1), encoded(0, 3, 1),
    ])
  }

  private static func encoded(_ year: Int, _ month: Int, _ day: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(year << 9 | month << 5 | day, width: 3)
    return bytes
  }
}
