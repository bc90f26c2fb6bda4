import Foundation
import Mapae

/// A file that holds one Mapae object, as bytes, as text or as a picture; or files with the parts of its poster.
enum ObjectFile {
  /// The object of a file or of standard input (`-`).
  ///
  /// - Parameter limit: the most bytes that the object may have.
  static func read(_ path: String, limit: Int) throws -> [UInt8] { try read([path], limit: limit) }

  /// The object of one file, or of several that hold the parts of its poster, in any order.
  ///
  /// - Parameter limit: the most bytes that the object may have.
  static func read(_ paths: [String], limit: Int) throws -> [UInt8] {
    switch try content(of: paths, limit: limit) {
    case .bytes(let bytes): return bytes
    case .text(let text):
      do { return try MapaeText.decode(text) } catch {
        throw ToolFailure("\(paths[0]) is no Mapae text: \(error)", remedy: "Scan or copy it again, whole.")
      }
    }
  }

  /// The content of a file or of standard input (`-`): that of the QR code where it is a PNG, text where it begins with
  /// `MP1:`, bytes otherwise, and those of the whole where it holds the parts of a poster. A path that begins with `MP1:`
  /// or `MS1:` is the text itself.
  ///
  /// - Parameter limit: the most bytes that the object may have.
  static func content(of path: String, limit: Int) throws -> Input.Content { try content(of: [path], limit: limit) }

  private static func content(of paths: [String], limit: Int) throws -> Input.Content {
    var poster = PosterFiles()
    for (index, path) in paths.enumerated() {
      let isText = path.hasPrefix(MapaeText.prefix) || PosterPart.isPart(path)
      var origin = Input.Origin(source: isText ? "argument \(index + 1)" : path)
      let contents = try isText ? [.text(path)] : contents(of: path, limit: limit)
      let parts = contents.compactMap(\.partText)
      if parts.isEmpty {
        guard paths.count == 1 else {
          throw ToolFailure(
            "\(origin) holds no part of a poster",
            remedy: "Only a poster's parts are given together. Give any other file by itself.")
        }
        guard contents.count == 1 else {
          throw ToolFailure("\(origin) shows \(contents.count) QR codes", remedy: "Cut out the one that is meant.")
        }
        return contents[0]
      }
      // Other codes in the picture are of other things that hang on the wall.
      for (index, text) in parts.enumerated() {
        origin.code = parts.count > 1 ? index + 1 : nil
        try poster.take(text, from: origin)
      }
    }
    let object = try poster.object()
    guard object.count <= limit else { throw ToolFailure.tooLong(paths[0], limit) }
    return .bytes(object)
  }

  /// The texts of a picture's codes or of a file's lines with parts, or else one text or one object's bytes.
  private static func contents(of path: String, limit: Int) throws -> [Input.Content] {
    let stream = try ByteStream(path)
    let head = try stream.head()
    if let texts = try PictureReader.texts(in: stream, after: head) { return texts.map { .text($0) } }
    let textLimit = MapaeText.prefix.utf8.count + (limit + 1) / 2 * 3 + 64
    let content = try stream.rest(after: head, limit: textLimit)
    let texts = texts(in: content)
    if !texts.isEmpty { return texts.map { .text($0) } }
    guard content.count <= limit else { throw ToolFailure.tooLong(stream.name, limit) }
    return [.bytes(content)]
  }

  /// The text of a file's content without the white space around it, or its lines where it begins with a poster's part;
  /// none where it is bytes.
  private static func texts(in content: [UInt8]) -> [String] {
    let trimmed = content[...].withoutMark().trimmingSpace()
    if trimmed.starts(with: MapaeText.prefix.utf8) {
      return [String(validating: trimmed, as: UTF8.self)].compactMap { $0 }
    }
    guard trimmed.starts(with: PosterPart.prefix.utf8) else { return [] }
    return trimmed.split(separator: 0x0a).map { String(decoding: $0.trimmingSpace(), as: UTF8.self) }
      .filter { !$0.isEmpty }
  }
}

extension Input.Content {
  /// The text of a poster's part; `nil` where it is none.
  fileprivate var partText: String? {
    guard case .text(let text) = self, PosterPart.isPart(text) else { return nil }
    return text
  }
}

extension ArraySlice<UInt8> {
  /// Without the white space at both ends: it is the channel's, not the text's.
  func trimmingSpace() -> ArraySlice<UInt8> {
    let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0d).contains(byte) }
    guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
      return []
    }
    return self[first...last]
  }

  /// Without the byte order mark that some editors put at the beginning of a file.
  func withoutMark() -> ArraySlice<UInt8> { starts(with: [0xef, 0xbb, 0xbf]) ? dropFirst(3) : self }
}
