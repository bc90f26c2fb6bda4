import MapaeFormat
import TestSupport
import Testing

@Suite("Poster parts")
struct PosterPartTests {
  private func text(_ part: [UInt8]) -> String { PosterPart.prefix + Base41.encode(part) }

  private func failure(_ text: String) -> FormatError? {
    error { () throws(FormatError) in _ = try PosterPart(decoding: text) }
  }

  /// A part's bytes with a header and so many of content.
  private func part(_ number: UInt8, _ count: UInt8, content: Int) -> [UInt8] {
    [number, count] + Array(0..<8) + Samples.zeros(content)
  }

  @Test("a part and its text are one to one, at both ends of each field")
  func roundTrip() throws {
    for (number, count, content) in [(1, 2, 1), (2, 2, 634), (1, 255, 634), (255, 255, 1)] as [(UInt8, UInt8, Int)] {
      let bytes = part(number, count, content: content)
      let decoded = try PosterPart(decoding: text(bytes))
      #expect(decoded.number == number && decoded.count == count)
      #expect(decoded.digestPrefix == 0x0001_0203_0405_0607)
      #expect(decoded.content == Samples.zeros(content))
      #expect(decoded.text == text(bytes))
      #expect(
        PosterPart(number: number, count: count, digestPrefix: decoded.digestPrefix, content: decoded.content)
          == decoded)
    }
  }

  @Test("the greatest content makes the 970 characters of version 20-M")
  func greatestText() {
    #expect(PosterPart(number: 1, count: 2, digestPrefix: 0, content: Samples.zeros(634))?.text.utf8.count == 970)
  }

  @Test("POSTER-1: another prefix", arguments: ["", "MS1", "MP1:000", "ms1:000", " MS1:000"])
  func prefix(text: String) { #expect(failure(text) == FormatError(.unsupportedVersion, at: 0)) }

  @Test("POSTER-1: digits are those of TEXT-2 to TEXT-4")
  func digits() {
    let good = text(part(1, 2, content: 2))
    #expect(failure(good) == nil)
    #expect(failure(good.dropLast() + "a")?.code == .badDigit)
    #expect(failure(good.dropLast(3) + ":::")?.code == .badGroup)
    #expect(failure(good + "0")?.code == .danglingDigit)
  }

  @Test("POSTER-2: every number and count is a part's or is refused, for headers that lie too")
  func headers() {
    for number in UInt8.min...255 {
      for count in UInt8.min...255 {
        let isGood = count >= 2 && number >= 1 && number <= count
        let expected: FormatError? = isGood ? nil : FormatError(.outOfRange, at: count < 2 ? 1 : 0)
        if failure(text(part(number, count, content: 1))) != expected { Issue.record("part \(number) of \(count)") }
        if (PosterPart(number: number, count: count, digestPrefix: 0, content: [0]) != nil) != isGood {
          Issue.record("part \(number) of \(count)")
        }
      }
    }
  }

  @Test("POSTER-2: content of no byte, and of one too many")
  func content() {
    let empty = part(1, 2, content: 0)
    #expect(failure(text(empty)) == FormatError(.truncated, at: 10))
    for count in 0..<10 { #expect(failure(text(Array(empty.prefix(count))))?.code == .truncated) }
    #expect(failure(text(part(1, 2, content: 634))) == nil)
    #expect(failure(text(part(1, 2, content: 635))) == FormatError(.tooLarge, at: 970))
    #expect(PosterPart(number: 1, count: 2, digestPrefix: 0, content: []) == nil)
    #expect(PosterPart(number: 1, count: 2, digestPrefix: 0, content: Samples.zeros(635)) == nil)
  }

  @Test("a text of megabytes is refused by its length, whatever is in it")
  func long() {
    let text = PosterPart.prefix + String(repeating: "a", count: 1 << 22)
    #expect(failure(text) == FormatError(.tooLarge, at: 970))
  }

  @Test("truncated at every length a text is another part or none")
  func truncated() throws {
    let good = text(part(1, 2, content: 20))
    for count in 0..<good.utf8.count {
      guard let cut = try? PosterPart(decoding: String(good.prefix(count))) else { continue }
      #expect(cut.content.count < 20 && cut.number == 1 && cut.count == 2)
    }
  }
}
