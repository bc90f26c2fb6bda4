import Foundation
import Mapae

/// A file that holds one Mapae object, as bytes or as text.
enum ObjectFile {
  /// The object of a file or of standard input (`-`): text where it begins with `MP1:`, bytes otherwise. White space
  /// around a text is the file's, not the text's.
  ///
  /// - Parameter limit: the most bytes that the object may have.
  static func read(_ path: String, limit: Int) throws -> [UInt8] {
    let content = try Files.read(path, limit: MapaeText.prefix.utf8.count + (limit + 1) / 2 * 3 + 64)
    guard let text = text(in: content) else { return content }
    do { return try MapaeText.decode(text) } catch {
      throw ToolFailure("\(path) is no Mapae text: \(error)", remedy: "Scan or copy it again, whole.")
    }
  }

  /// The text of a file's content without the white space around it; `nil` where it is bytes.
  static func text(in content: [UInt8]) -> String? {
    let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0d).contains(byte) }
    guard let start = content.firstIndex(where: { !isSpace($0) }),
      let last = content.lastIndex(where: { !isSpace($0) }),
      content[start...].starts(with: MapaeText.prefix.utf8)
    else { return nil }
    return String(validating: content[start...last], as: UTF8.self)
  }
}
