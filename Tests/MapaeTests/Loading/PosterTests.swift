import Mapae
import TestSupport
import Testing

@Suite("Posters")
struct PosterTests {
  private let domain = TestDomain()

  private func object(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    return generator.bytes(count)
  }

  /// The parts with one of them changed.
  private func poster(of parts: [PosterPart]) throws -> Poster {
    var poster = Poster(try #require(parts.first))
    for part in parts {
      let isTaken = poster.take(part)
      #expect(isTaken)
    }
    return poster
  }

  private func failure(_ poster: Poster) -> PosterError? {
    do {
      _ = try poster.object()
      return nil
    } catch { return error }
  }

  @Test(
    "POSTER-8: the fewest parts, all as long as the first but the last",
    arguments: [(635, [318, 317]), (1_268, [634, 634]), (1_269, [423, 423, 423]), (1_270, [424, 424, 422])])
  func split(_ count: Int, _ lengths: [Int]) throws {
    let object = object(count)
    let parts = try Poster.parts(of: object)
    #expect(parts.map(\.content.count) == lengths)
    #expect(parts.map(\.number) == Array(1...UInt8(lengths.count)))
    #expect(try poster(of: parts).object() == object)
    let text = Array(parts[0].text.utf8)
    #expect(try Poster(parts[0]).name == Hex.encode(Base41.decode(text.span, from: 4)[2..<10]))
  }

  @Test("objects at both ends of a count of parts come back, the largest too; one byte more or less has no poster")
  func sizes() throws {
    let largest = object(Poster.greatestSize)
    for count in [2, 3, 12, 13, 254, 255] {
      for size in [(count - 1) * 634 + 1, count * 634] {
        let object = Array(largest.prefix(size))
        let parts = try Poster.parts(of: object)
        #expect(parts.count == count && parts.allSatisfy { Int($0.count) == count })
        #expect(try poster(of: parts.reversed()).object() == object)
      }
    }
    #expect(Poster.greatestSize == 161_670)
    for size in [0, 1, 634, 161_671] {
      #expect(throws: PosterError.wrongSize) { try Poster.parts(of: object(size)) }
    }
  }

  @Test("POSTER-3: in any order and repeatedly, and through their texts, seed 3")
  func order() throws {
    let object = object(5_000)
    let parts = try Poster.parts(of: object).map { try PosterPart(decoding: $0.text) }
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<20 {
      #expect(try poster(of: (parts + parts).shuffled(using: &generator)).object() == object)
    }
  }

  @Test("POSTER-7: what is missing is known by number, and nothing is given out")
  func missing() throws {
    let parts = try Poster.parts(of: object(3_000))
    for (index, part) in parts.enumerated() {
      var rest = parts
      rest.remove(at: index)
      #expect(failure(try poster(of: rest)) == .missing([index + 1]))
      #expect(Poster(part).missing == (1...5).filter { $0 != index + 1 })
    }
  }

  @Test("POSTER-4: a part of another object or of another count is not taken")
  func foreign() throws {
    let (first, second) = (try Poster.parts(of: object(1_500)), try Poster.parts(of: object(1_500, seed: 2)))
    let recounted = PosterPart(number: 2, count: 4, digestPrefix: first[1].digestPrefix, content: first[1].content)
    var poster = Poster(first[0])
    for part in [second[1], try #require(recounted)] {
      let isTaken = poster.take(part)
      #expect(!isTaken && poster.missing == [2, 3])
    }
    for part in first { poster.take(part) }
    #expect(try poster.object() == object(1_500))
  }

  @Test("POSTER-6: two parts of one number and other content are told by number, in any order")
  func contradicted() throws {
    let parts = try Poster.parts(of: object(1_500))
    let forged = try #require(
      PosterPart(number: 2, count: 3, digestPrefix: parts[1].digestPrefix, content: parts[1].content.reversed()))
    for order in [parts + [forged], [forged] + parts, [forged, parts[1]]] {
      #expect(failure(try poster(of: order)) == .contradicted([2]))
    }
  }

  @Test("POSTER-5: with any part altered, shortened or swapped with another, the whole is damaged")
  func damaged() throws {
    let parts = try Poster.parts(of: object(1_600))
    for index in parts.indices {
      for content in [parts[index].content.reversed(), parts[index].content.dropLast()] as [[UInt8]] {
        var altered = parts
        altered[index] = try #require(
          PosterPart(number: UInt8(index + 1), count: 3, digestPrefix: parts[0].digestPrefix, content: content))
        #expect(failure(try poster(of: altered)) == .damaged)
      }
    }
    let swapped = try [(1, 1), (2, 0), (3, 2)].map { number, index in
      try #require(
        PosterPart(number: number, count: 3, digestPrefix: parts[0].digestPrefix, content: parts[index].content))
    }
    #expect(failure(try poster(of: swapped)) == .damaged)
    var other = parts
    for index in parts.indices {
      other[index] = try #require(
        PosterPart(number: UInt8(index + 1), count: 3, digestPrefix: 0, content: parts[index].content))
    }
    #expect(failure(try poster(of: other)) == .damaged)
  }

  /// What comes of a poster when one of its texts is another.
  private func outcome(_ texts: [String]) -> Result<[UInt8], PosterError>? {
    let parts = texts.compactMap { try? PosterPart(decoding: $0) }
    guard let first = parts.first else { return nil }
    var posters = [Poster(first)]
    for part in parts.dropFirst() where !posters.indices.contains(where: { posters[$0].take(part) }) {
      posters.append(Poster(part))
    }
    let results = posters.map { poster in
      Result { () throws(PosterError) in try poster.object() }
    }
    return results.first { if case .success = $0 { true } else { false } } ?? results[0]
  }

  @Test("with any bit of a part flipped, or a part's text cut at any length, no object comes out")
  func everyBit() throws {
    let object = object(700)
    let texts = try Poster.parts(of: object).map(\.text)
    #expect(outcome(texts) == .success(object))
    for index in texts.indices {
      let bytes = try Base41.decode(Array(texts[index].utf8).span, from: 4)
      for bit in 0..<bytes.count * 8 {
        var flipped = bytes
        flipped[bit / 8] ^= 1 << UInt8(bit % 8)
        var others = texts
        others[index] = PosterPart.prefix + Base41.encode(flipped)
        guard case .failure = outcome(others) else {
          Issue.record("part \(index + 1), bit \(bit): an object came out")
          continue
        }
      }
      for count in 0..<texts[index].utf8.count {
        var others = texts
        others[index] = String(texts[index].prefix(count))
        guard case .failure = outcome(others) else {
          Issue.record("part \(index + 1), \(count) characters: an object came out")
          continue
        }
      }
    }
  }

  @Test("a poster of a bundle is loaded; a forged one that is whole is refused for its signatures")
  func load() throws {
    let bundle = try domain.bundle(ofSize: 5_000)
    let whole = try poster(of: Poster.parts(of: bundle)).object()
    var state = TrustState(anchor: Anchor(domain: domain.record.digest))
    try state.load(whole)
    #expect(state.bytes == bundle)

    var forged = bundle
    forged[forged.count - 1] ^= 1
    let read = try poster(of: Poster.parts(of: forged)).object()
    var empty = TrustState(anchor: Anchor(domain: domain.record.digest))
    #expect(throws: LoadError.self) { try empty.load(read) }
    #expect(empty.bytes == nil)
  }

  @Test("a part alone is no text of an object: a door finds it of another version (TEXT-1)")
  func shown() throws {
    let part = try Poster.parts(of: object(1_000))[0]
    let verdict = Verifier(states: [], policy: Policy(accepting: []))
      .judge(text: part.text, at: ClockReading(UnixTime(0), error: 0))
    #expect(verdict.outcome == "undecided" && verdict.reason == .unsupportedVersion)
  }
}
