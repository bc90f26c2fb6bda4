import Foundation
import Mapae

/// A file that holds one Mapae object, as bytes, as text or as a picture.
enum ObjectFile {
  /// The object of a file or of standard input (`-`).
  ///
  /// - Parameter limit: the most bytes that the object may have.
  static func read(_ path: String, limit: Int) throws -> [UInt8] {
    switch try content(of: path, limit: limit) {
    case .bytes(let bytes): return bytes
    case .text(let text):
      do { return try MapaeText.decode(text) } catch {
        throw ToolFailure("\(path) is no Mapae text: \(error)", remedy: "Scan or copy it again, whole.")
      }
    }
  }

  /// The content of a file or of standard input (`-`): that of the QR code where it is a PNG, text where it begins with
  /// `MP1:`, bytes otherwise. A path that begins with `MP1:` is the text itself.
  ///
  /// - Parameter limit: the most bytes that the object may have.
  static func content(of path: String, limit: Int) throws -> Input.Content {
    if path.hasPrefix(MapaeText.prefix) { return .text(path) }
    let stream = try ByteStream(path)
    let head = try stream.head()
    if let texts = try PictureReader.texts(in: stream, after: head) {
      guard texts.count == 1 else {
        throw ToolFailure("\(stream.name) shows \(texts.count) QR codes", remedy: "Cut out the one that is meant.")
      }
      return .text(texts[0])
    }
    let textLimit = MapaeText.prefix.utf8.count + (limit + 1) / 2 * 3 + 64
    let content = try stream.rest(after: head, limit: textLimit)
    if let text = text(in: content) { return .text(text) }
    guard content.count <= limit else { throw ToolFailure.tooLong(stream.name, limit) }
    return .bytes(content)
  }

  /// The text of a file's content without the white space around it; `nil` where it is bytes.
  private static func text(in content: [UInt8]) -> String? {
    let trimmed = content[...].trimmingSpace()
    guard trimmed.starts(with: MapaeText.prefix.utf8) else { return nil }
    return String(validating: trimmed, as: UTF8.self)
  }
}

extension ArraySlice<UInt8> {
  /// Without the white space at both ends, and the byte order mark that some editors write before a text: they are the
  /// channel's, not the text's.
  func trimmingSpace() -> ArraySlice<UInt8> {
    let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0d).contains(byte) }
    let text = starts(with: [0xef, 0xbb, 0xbf]) ? dropFirst(3) : self
    guard let first = text.firstIndex(where: { !isSpace($0) }), let last = text.lastIndex(where: { !isSpace($0) })
    else { return [] }
    return text[first...last]
  }
}
