import Foundation
import Mapae

/// A file that holds one Mapae object, as bytes, as text or as a picture.
enum ObjectFile {
  /// The object of a file or of standard input (`-`): text where it begins with `MP1:`, a picture of one QR code where it
  /// is a PNG, bytes otherwise. White space around a text is the file's, not the text's.
  ///
  /// - Parameter limit: the most bytes that the object may have.
  static func read(_ path: String, limit: Int) throws -> [UInt8] {
    let content = try Files.read(path, limit: MapaeText.prefix.utf8.count + (limit + 1) / 2 * 3 + 64)
    guard let text = GreyPicture.isPNG(content) ? try text(inPicture: content, path) : text(in: content) else {
      return content
    }
    do { return try MapaeText.decode(text) } catch {
      throw ToolFailure("\(path) is no Mapae text: \(error)", remedy: "Scan or copy it again, whole.")
    }
  }

  private static func text(inPicture content: [UInt8], _ path: String) throws -> String {
    do {
      let texts = try PictureReader.texts(inPNG: content)
      guard texts.count == 1 else {
        throw ToolFailure("\(texts.count) QR codes are in it", remedy: "Cut out the one that is meant.")
      }
      return texts[0]
    } catch let failure as ToolFailure {
      throw ToolFailure("\(path): \(failure.problem)", remedy: failure.remedy)
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
