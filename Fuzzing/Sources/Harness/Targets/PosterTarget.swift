internal import Mapae

/// The texts of a poster's codes, one to a line.
enum PosterTarget {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    var poster: Poster?
    var taken: [PosterPart] = []
    for line in bytes.split(separator: newline, omittingEmptySubsequences: false).prefix(300) {
      let text = Array(String(decoding: line, as: UTF8.self).utf8)
      guard let part = try Decoding.check(PosterPart.self, text) else { continue }
      if poster == nil { poster = Poster(part) }
      if poster?.take(part) == true { taken.append(part) }
    }
    guard let poster else { return }
    try checkWhole(poster, taken)
    try checkOrder(poster, taken)
  }

  static let newline = UInt8(ascii: "\n")

  /// The whole is there exactly where every part is, without contradiction, and its parts are the ones that were taken.
  private static func checkWhole(_ poster: Poster, _ taken: [PosterPart]) throws(Violation) {
    let contents = Dictionary(grouping: taken) { Int($0.number) }.mapValues { Set($0.map(\.content)) }
    let contradicted = Set(contents.filter { $0.value.count > 1 }.keys)
    let missing = (1...poster.count).filter { contents[$0] == nil }
    try require(poster.contradicted == contradicted, "contradictions are miscounted")
    try require(poster.missing == missing, "missing parts are miscounted")
    switch Result(catching: { () throws(PosterError) in try poster.object() }) {
    case .success(let object):
      try require(contradicted.isEmpty && missing.isEmpty, "an object was given out before it was whole")
      let expected = (1...poster.count).flatMap { contents[$0]?.first ?? [] }
      try require(object == expected, "an object has other bytes than its parts")
      try checkAgain(object)
    case .failure(.missing(let numbers)): try require(numbers == missing && !missing.isEmpty, "nothing is missing")
    case .failure(.contradicted(let numbers)):
      try require(numbers == contradicted.sorted() && !contradicted.isEmpty, "nothing is contradicted")
    case .failure(.damaged): try require(contradicted.isEmpty && missing.isEmpty, "damaged before it was whole")
    case .failure(.wrongSize): throw Violation("a poster of a wrong size")
    }
  }

  /// Whatever the order of parts was, the whole can be split and put together again.
  private static func checkAgain(_ object: [UInt8]) throws(Violation) {
    guard let parts = try? Poster.parts(of: object) else {
      return try require(
        object.count <= PosterPart.greatestContentSize || object.count > Poster.greatestSize, "an object has no parts")
    }
    var poster = Poster(parts[0])
    for part in parts.reversed() { try require(poster.take(part), "a part is not taken") }
    try require((try? poster.object()) == object, "parts give another object than the one that was split")
  }

  /// The same parts the other way round.
  private static func checkOrder(_ poster: Poster, _ taken: [PosterPart]) throws(Violation) {
    guard let last = taken.last else { return }
    var other = Poster(last)
    for part in taken.reversed() { try require(other.take(part), "a part is not taken in another order") }
    try require(
      other.missing == poster.missing && other.contradicted == poster.contradicted, "the order of parts counts")
    guard poster.contradicted.isEmpty else { return }
    try require((try? other.object()) == (try? poster.object()), "the order of parts makes another object")
  }

  /// Of a text, of what a part says, or of the order of parts.
  static func mutate(_ bytes: inout [UInt8], _ draw: inout Draw) {
    var lines = bytes.split(separator: newline, omittingEmptySubsequences: false).map(Array.init)
    let index = draw.below(max(lines.count, 1))
    switch draw.below(5) {
    case 0: bytes = draw.mutateBytes(bytes, 4_096)
    case 1: draw.rearrange(&lines)
    case 2:
      if let parts = try? Poster.parts(of: draw.generator.bytes(635 + draw.below(1_400))) {
        lines = parts.map { Array($0.text.utf8) }
      }
    default:
      guard !lines.isEmpty, let part = try? PosterPart(decoding: lines[index]) else { break }
      lines[index] = Array(part.mutated(&draw).utf8)
    }
    bytes = Array(lines.joined(separator: [newline]))
  }
}

extension PosterPart: Recodable {
  init(decoding text: [UInt8]) throws(FormatError) { try self.init(decoding: String(decoding: text, as: UTF8.self)) }

  func encoded() throws(FormatError) -> [UInt8] { Array(text.utf8) }

  /// The text of a part with a byte or so changed, whether there is such a part or not.
  fileprivate func mutated(_ draw: inout Draw) -> String {
    var bytes = [number, count] + (0..<8).map { UInt8(truncatingIfNeeded: digestPrefix >> (56 - 8 * UInt64($0))) }
    bytes += content
    switch draw.below(3) {
    case 0: bytes[draw.below(2)] = UInt8(draw.number(UInt32(bytes[0]), bits: 8))
    case 1: bytes = draw.mutateBytes(bytes, 700)
    default: bytes.removeLast(draw.below(bytes.count))
    }
    return PosterPart.prefix + Base41.encode(bytes)
  }
}
