import MapaeFormat
import TestSupport
import Testing

@Suite("Text form: bad text")
struct TextFaultTests {
  private let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:".utf8)

  private func failure(_ text: String) -> FormatError? {
    error { () throws(FormatError) in try MapaeText.decode(text) }
  }

  @Test(
    "TEXT-1: another prefix",
    arguments: [
      "", "M", "MP1", "MP2:000", "mp1:000", "MP1;000", " MP1:000", "\u{feff}MP1:000", "HC1:000", "ＭＰ1:000",
    ])
  func prefix(text: String) { #expect(failure(text) == FormatError(.unsupportedVersion, at: 0)) }

  @Test("TEXT-2: each byte that is no digit, at each place of a group")
  func digits() {
    for byte in UInt8.min...0x7f where !alphabet.contains(byte) {
      for place in 0..<3 {
        var digits = Array("000".utf8)
        digits[place] = byte
        let text = "MP1:000" + String(decoding: digits, as: UTF8.self)
        #expect(failure(text) == FormatError(.badDigit, at: 7 + place), "\(text.debugDescription)")
      }
    }
    #expect(failure("MP1:0ä") == FormatError(.badDigit, at: 5))
    #expect(failure("MP1:0001 ")?.code == .badDigit)
    #expect(failure("MP1:000\n") == FormatError(.danglingDigit, at: 7))
  }

  @Test("TEXT-4: one character left over, whatever it is")
  func dangling() {
    #expect(failure("MP1:0") == FormatError(.danglingDigit, at: 4))
    #expect(failure("MP1:0000") == FormatError(.danglingDigit, at: 7))
    #expect(failure("MP1:000a") == FormatError(.danglingDigit, at: 7))
  }

  /// All 41³ groups of three digits and all 41² of two: those of bytes come back, the others are refused.
  @Test("TEXT-3: of 68,921 groups of three 65,536 stand for bytes, of 1,681 of two 256")
  func groups() throws {
    var (pairs, singles) = (0, 0)
    for x in 0..<41 {
      for y in 0..<41 {
        let two = [alphabet[x], alphabet[y]]
        if let bytes = try? Base41.decode(two.span) {
          singles += 1
          if bytes != [UInt8(41 * x + y)] { Issue.record("group \(x) \(y)") }
        }
        for z in 0..<41 {
          let three = two + [alphabet[z]]
          guard let bytes = try? Base41.decode(three.span) else { continue }
          pairs += 1
          let value = 1_681 * x + 41 * y + z
          if bytes != [UInt8(value >> 8), UInt8(value & 255)] { Issue.record("group \(x) \(y) \(z)") }
        }
      }
    }
    #expect(pairs == 65_536 && singles == 256)
    #expect(failure("MP1:000-:I") == FormatError(.badGroup, at: 7))
    #expect(failure("MP1:000:::") == FormatError(.badGroup, at: 7))
    #expect(failure("MP1:0006A") == FormatError(.badGroup, at: 7))
    #expect(failure("MP1:000::") == FormatError(.badGroup, at: 7))
  }

  @Test("truncated at every length, text decodes to fewer bytes or fails at its end")
  func truncated() throws {
    let object = Samples.pass(claims: PassFaultTests.claims)
    let text = MapaeText.encode(object)
    #expect(try MapaeText.decode(text) == object)
    for count in 0..<text.utf8.count {
      let part = String(text.prefix(count))
      if let failure = failure(part) {
        #expect(failure.offset >= 0 && failure.offset <= count)
      } else {
        let bytes = try MapaeText.decode(part)
        #expect(bytes.count == Base41.byteCount(ofDigits: count - 4) && bytes.count < object.count)
      }
    }
  }

  @Test("bytes of every length to 64 and their text are one to one, seed 41")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 41)
    for count in 0..<64 {
      let bytes = generator.bytes(count)
      let text = MapaeText.encode(bytes)
      #expect(try MapaeText.decode(text) == bytes)
      #expect(text.utf8.count == 4 + count / 2 * 3 + count % 2 * 2)
    }
    #expect(MapaeText.encode(Samples.zeros(1_024)).utf8.count == 1_540)
  }

  @Test("hexadecimal of an odd count or another digit is refused", arguments: ["0", "0g", "g0", "0x", " 0", "é"])
  func hex(text: String) { #expect(Hex.decode(text) == nil) }

  @Test("digests of another length are refused")
  func digests() {
    #expect(Digest(hex: String(repeating: "0", count: 64)) == .zero)
    #expect(Digest(hex: String(repeating: "F", count: 64))?.hex == String(repeating: "f", count: 64))
    #expect(Digest(hex: String(repeating: "0", count: 62)) == nil)
    #expect(Digest(hex: String(repeating: "0", count: 66)) == nil)
    #expect(Digest(Samples.zeros(31)) == nil && Digest(Samples.zeros(33)) == nil)
  }
}
