/// One part of an object that is split over several QR codes (chapter Posters).
public struct PosterPart: Hashable, Sendable {
  /// What the text of every part begins with.
  public static let prefix = "MS1:"
  /// How many parts an object is split into.
  public static let counts: ClosedRange<UInt8> = 2...255
  /// The most bytes of the object in one part: with them its text fits version 20 at level M.
  public static let greatestContentSize = 634

  /// Which part this is, from 1.
  public let number: UInt8
  public let count: UInt8
  /// The first eight bytes of the SHA-256 digest of the whole object.
  public let digestPrefix: UInt64
  /// The object's bytes that this part brings.
  public let content: [UInt8]

  /// `nil` where the text would break POSTER-2.
  public init?(number: UInt8, count: UInt8, digestPrefix: UInt64, content: [UInt8]) {
    guard PosterPart.counts ~= count, 1...count ~= number, 1...PosterPart.greatestContentSize ~= content.count else {
      return nil
    }
    (self.number, self.count, self.digestPrefix, self.content) = (number, count, digestPrefix, content)
  }

  /// Whether a text says that it is a part of an object.
  public static func isPart(_ text: String) -> Bool { text.utf8.starts(with: prefix.utf8) }

  /// The part of a text. Its length is looked at before it is decoded, so that memory is bounded.
  ///
  /// - Throws: `unsupportedVersion` for another prefix, what Base41 gives (POSTER-1), or `truncated`, `outOfRange` or
  ///   `tooLarge` (POSTER-2). The offsets of `truncated` and `outOfRange` are those of the part's bytes, all others those
  ///   of its text.
  public init(decoding text: String) throws(FormatError) {
    guard PosterPart.isPart(text) else { throw FormatError(.unsupportedVersion, at: 0) }
    guard text.utf8.count <= PosterPart.greatestTextLength else {
      throw FormatError(.tooLarge, at: PosterPart.greatestTextLength)
    }
    let bytes = try Base41.decode(text.utf8Span.span, from: PosterPart.prefix.utf8.count)
    let span = bytes.span
    var reader = ByteReader(to: bytes.count)
    number = try reader.u8(span)
    count = try reader.u8(in: PosterPart.counts, span)
    guard 1...count ~= number else { throw FormatError(.outOfRange, at: 0) }
    digestPrefix = try reader.integer(8, span)
    guard reader.remaining > 0 else { throw FormatError(.truncated, at: bytes.count) }
    content = Array(bytes[reader.offset...])
  }

  /// The part as a QR code shows it, in alphanumeric mode.
  public var text: String {
    var bytes = [number, count]
    bytes.append(digestPrefix, width: 8)
    return PosterPart.prefix + Base41.encode(bytes + content)
  }

  /// Four of the prefix and 966 digits, of ten bytes before the content and the content.
  private static let greatestTextLength = prefix.utf8.count + (10 + greatestContentSize) / 2 * 3
}
