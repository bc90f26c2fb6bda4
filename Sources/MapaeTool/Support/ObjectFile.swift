import Foundation
import Mapae

/// A file that holds one Mapae object: as bytes, as text, or as a PNG with its QR code.
enum ObjectFile {
  /// The object of a file or of standard input (`-`), or of a text that is the argument itself. White space around a text
  /// is the file's, not the text's.
  static func read(_ source: String) throws -> [UInt8] {
    let content = source.hasPrefix(MapaeText.prefix) ? Array(source.utf8) : try Files.read(source, limit: greatestSize)
    if let refusal = PictureReader.refusal(of: content) { throw refusal }
    guard let text = try GreyPicture.isPNG(content) ? textOfPicture(content, source) : text(in: content) else {
      return content
    }
    do { return try MapaeText.decode(text) } catch {
      throw ToolFailure("\(source) is no Mapae text: \(error)", remedy: "Scan or copy it again, whole.")
    }
  }

  /// Room for the largest object as text.
  private static let greatestSize = MapaeText.prefix.utf8.count + (TrustBundle.greatestSize + 1) / 2 * 3 + 64

  /// The text of a file's content without the white space around it; `nil` where it is bytes.
  static func text(in content: [UInt8]) -> String? {
    let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0d).contains(byte) }
    guard let start = content.firstIndex(where: { !isSpace($0) }),
      let last = content.lastIndex(where: { !isSpace($0) }),
      content[start...].starts(with: MapaeText.prefix.utf8)
    else { return nil }
    return String(validating: content[start...last], as: UTF8.self)
  }

  private static func textOfPicture(_ content: [UInt8], _ source: String) throws -> String {
    guard content.count <= GreyPicture.greatestFileSize else {
      throw ToolFailure("\(source) is too large a picture", remedy: "Cut out the QR code.")
    }
    let texts = try PictureReader.texts(inPNG: content)
    guard let text = texts.first, texts.count == 1 else {
      throw ToolFailure("\(source) shows \(texts.count) QR codes", remedy: "Cut out the one that is meant.")
    }
    return text
  }
}
