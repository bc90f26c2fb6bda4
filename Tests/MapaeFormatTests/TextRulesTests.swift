import MapaeFormat
import Testing

@Suite("BASE-7: which bytes are text")
struct TextRulesTests {
  /// The chapter's table, written once more.
  static let forbidden: [ClosedRange<UInt32>] =
    [
      0x0...0x1f, 0x7f...0x9f, 0xad...0xad, 0x61c...0x61c, 0x180e...0x180e, 0x200b...0x200b, 0x200e...0x200f,
      0x2028...0x2029, 0x202a...0x202e, 0x2060...0x2064, 0x2066...0x206f, 0xfdd0...0xfdef, 0xfeff...0xfeff,
      0xfff9...0xfffb, 0xe0000...0xe007f,
    ] + (0...16).map { ($0 << 16 | 0xfffe)...($0 << 16 | 0xffff) }

  private func allows(_ bytes: [UInt8], limit: Int = 255) throws -> Bool {
    ClaimType.text(limit).allows(try #require(Claim(.familyName, bytes: bytes)))
  }

  private func utf8(_ codePoint: UInt32) throws -> [UInt8] {
    Array(String(Character(try #require(Unicode.Scalar(codePoint)))).utf8)
  }

  @Test("each forbidden range is refused at its first and last code point, and not one below or above")
  func edges() throws {
    for range in Self.forbidden {
      for codePoint in [range.lowerBound, range.upperBound] {
        #expect(try !allows(utf8(codePoint)), "U+\(String(codePoint, radix: 16))")
        #expect(try !allows([0x41] + utf8(codePoint) + [0x42]), "U+\(String(codePoint, radix: 16)) inside a name")
      }
      for codePoint in [Int(range.lowerBound) - 1, Int(range.upperBound) + 1] {
        guard codePoint >= 0, let scalar = Unicode.Scalar(UInt32(codePoint)) else { continue }
        let isForbidden = Self.forbidden.contains { $0.contains(scalar.value) }
        #expect(try allows(utf8(scalar.value)) != isForbidden, "U+\(String(codePoint, radix: 16))")
      }
    }
  }

  @Test("all other code points are text: every one of Unicode's 1,112,064 is looked at")
  func everyCodePoint() throws {
    var chunk: [UInt8] = []
    var (allowed, refused) = (0, 0)
    var isForbidden = Array(repeating: false, count: 0x110000)
    for range in Self.forbidden { for codePoint in range { isForbidden[Int(codePoint)] = true } }
    for codePoint in UInt32(0)...0x10ffff {
      guard let scalar = Unicode.Scalar(codePoint) else { continue }
      if isForbidden[Int(codePoint)] {
        refused += 1
        if try allows(utf8(codePoint)) { Issue.record("U+\(String(codePoint, radix: 16)) is taken") }
        continue
      }
      allowed += 1
      chunk += UTF8.encode(scalar)!
      guard chunk.count > 250 || codePoint == 0x10fffd else { continue }
      if try !allows(chunk) { Issue.record("a code point up to U+\(String(codePoint, radix: 16)) is refused") }
      chunk = []
    }
    #expect(allowed + refused == 1_112_064)
    #expect(refused == Self.forbidden.reduce(0) { $0 + $1.count })
    #expect(chunk.isEmpty)
  }

  static let badUTF8 = [
    "c080", "c1bf", "e08080", "e09fbf", "f0808080", "f08fbfbf",  // Overlong.
    "eda080", "edafbf", "edb080", "edbfbf", "eda081edb080",  // Surrogates.
    "f4908080", "f7bfbfbf", "f5808080", "f888808080", "fc8480808080", "fe", "ff",  // Above U+10FFFF.
    "80", "bf", "c2", "dfc2", "e0", "e0a0", "e1", "e180", "ed9f", "f0", "f090", "f09080", "f48fbf",  // Cut off.
    "c241", "e14180", "e18041", "f1418080", "f1804180", "f1808041", "41c2", "c2a080", "e180e180",
  ]

  @Test("bytes that are no UTF-8 are refused", arguments: badUTF8)
  func notUTF8(hex: String) throws {
    let bytes = try #require(Hex.decode(hex))
    #expect(try !allows(bytes))
    #expect(try !allows([0x41] + bytes))
    #expect(try !allows(bytes + [0x41]))
  }

  @Test("the shortest and longest forms at their ends are text")
  func ends() throws {
    for hex in ["20", "7e", "c2a0", "dfbf", "e0a080", "ed9fbf", "ee8080", "efbfbd", "f0908080", "f48fbfbd"] {
      #expect(try allows(try #require(Hex.decode(hex))), "\(hex)")
    }
  }

  @Test("joiners and variation selectors stay allowed: names need them")
  func joiners() throws {
    for codePoint in [0x200c, 0x200d, 0xfe00, 0xfe0f, 0xe0100, 0xe01ef] as [UInt32] {
      #expect(try allows([0x41] + utf8(codePoint) + [0x42]))
    }
  }

  @Test("text has at most its limit of bytes, not of characters")
  func limit() throws {
    #expect(try allows(Array(repeating: 0x41, count: 160), limit: 160))
    #expect(try !allows(Array(repeating: 0x41, count: 161), limit: 160))
    #expect(try allows(Array("가나다".utf8), limit: 9))
    #expect(try !allows(Array("가나다".utf8), limit: 8))
  }
}
