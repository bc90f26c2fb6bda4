/// An object split over several QR codes, as far as a reader has seen it (chapter Posters).
///
/// Parts come in any order, and again and again. Nothing of the object is given out before all of them are there and its
/// digest fits.
public struct Poster: Sendable {
  /// The most bytes of an object that can be split.
  public static let greatestSize = Int(PosterPart.counts.upperBound) * PosterPart.greatestContentSize

  /// The first eight bytes of the object's SHA-256 digest.
  public let digestPrefix: UInt64
  /// Its sixteen hexadecimal digits, by which people tell posters apart.
  public var name: String {
    Hex.encode(stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: digestPrefix >> UInt64($0)) })
  }
  /// How many parts there are.
  public var count: Int { contents.count }
  /// The numbers that two parts of different content bear (POSTER-6).
  public private(set) var contradicted: Set<Int> = []
  /// By number, from 1.
  private var contents: [[UInt8]?]

  /// Begins with any of its parts.
  public init(_ part: PosterPart) {
    digestPrefix = part.digestPrefix
    contents = Array(repeating: nil, count: Int(part.count))
    take(part)
  }

  /// Takes a part, in any order and also again (POSTER-3).
  ///
  /// - Returns: false, and nothing is changed, where the part is one of another poster (POSTER-4).
  @discardableResult
  public mutating func take(_ part: PosterPart) -> Bool {
    guard part.digestPrefix == digestPrefix, Int(part.count) == count else { return false }
    let number = Int(part.number)
    if let held = contents[number - 1], held != part.content { contradicted.insert(number) }
    contents[number - 1] = part.content
    return true
  }

  /// The numbers of the parts that were not seen yet, ascending.
  public var missing: [Int] { (1...count).filter { contents[$0 - 1] == nil } }

  /// The whole object (POSTER-5). That its bytes are those that were split says nothing of who signed them.
  public func object() throws(PosterError) -> [UInt8] {
    guard contradicted.isEmpty else { throw .contradicted(contradicted.sorted()) }
    guard missing.isEmpty else { throw .missing(missing) }
    let object = Array(contents.compactMap { $0 }.joined())
    guard Poster.digestPrefix(of: object) == digestPrefix else { throw .damaged }
    return object
  }

  /// The parts of an object: the fewest, and all as long as the first but the last (POSTER-8).
  ///
  /// - Throws: `wrongSize` for an object that has no two parts, or more than ``greatestSize`` bytes.
  public static func parts(of object: [UInt8]) throws(PosterError) -> [PosterPart] {
    let leastCount = (object.count + PosterPart.greatestContentSize - 1) / PosterPart.greatestContentSize
    guard let count = UInt8(exactly: leastCount), PosterPart.counts ~= count else { throw .wrongSize }
    let length = (object.count + Int(count) - 1) / Int(count)
    let digestPrefix = Poster.digestPrefix(of: object)
    return (1...count).compactMap { number in
      let start = (Int(number) - 1) * length
      return PosterPart(
        number: number, count: count, digestPrefix: digestPrefix,
        content: Array(object[start..<min(start + length, object.count)]))
    }
  }

  private static func digestPrefix(of object: [UInt8]) -> UInt64 {
    Sodium.sha256(object.span).bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// Why parts give no object, or an object no parts.
public enum PosterError: Error, Hashable, Sendable {
  /// Parts with these numbers were not seen yet.
  case missing([Int])
  /// These numbers stand on parts of different content.
  case contradicted([Int])
  /// The whole has another digest than its parts say: one of them was altered.
  case damaged
  /// An object of at most `PosterPart.greatestContentSize` bytes, which one code shows, or of more than
  /// ``Poster/greatestSize``.
  case wrongSize
}
