package import Mapae

/// An annotation for a person: a line for each row, long fields over several lines.
package enum AnnotationText {
  private static let bytesPerLine = 16

  /// Annotates an object, line by line.
  package static func write(_ bytes: [UInt8], _ print: @escaping (String) -> Void) throws -> Annotation {
    print("Nothing here is proven: no signature is checked.")
    print(line("offset", ["hex", "field", "chapter", "value"]))
    var place: [String] = []
    let annotation = try Annotator.annotate(bytes) { row in
      if row.place != place { print(heading(row, of: bytes)) }
      place = row.place
      write(row, of: bytes, print)
    }
    conclude(annotation, bytes, print)
    return annotation
  }

  /// What is said of a text that stands for no bytes.
  package static func conclusion(brokenText error: FormatError) -> String {
    "BROKEN: \(error.code.rawValue) at character \(error.offset) of the text: \(error.code.words)"
  }

  private static func conclude(_ annotation: Annotation, _ bytes: [UInt8], _ print: (String) -> Void) {
    guard let fault = annotation.fault else {
      print("well-formed: \(annotation.size) bytes")
      for note in annotation.notes { print("note: \(note)") }
      return
    }
    let error = fault.error
    print("BROKEN: \(error.code.rawValue) at byte \(error.offset) of \(annotation.size): \(error.code.words)")
    if let row = fault.row {
      print(heading(row, of: bytes))
      write(row, of: bytes, print)
    }
  }

  /// The line that names what a row belongs to.
  private static func heading(_ row: Row, of bytes: [UInt8]) -> String {
    let object = bytes.first.flatMap { try? ObjectKind(firstByte: $0) }?.name ?? "object"
    return "[\(row.place.isEmpty ? object : row.place.joined(separator: ", "))]"
  }

  private static func write(_ row: Row, of bytes: [UInt8], _ print: (String) -> Void) {
    var words = [row.field, row.chapter.rawValue, row.value]
    // An empty row is a field of which nothing is there.
    for start in stride(
      from: row.range.lowerBound, to: max(row.range.upperBound, row.range.lowerBound + 1), by: bytesPerLine)
    {
      let hex = Hex.encode(bytes[start..<min(start + bytesPerLine, row.range.upperBound)])
      print(line(String(start), [hex] + words))
      words = []
    }
  }

  /// The columns under each other, with no spaces at the end.
  private static func line(_ offset: String, _ columns: [String]) -> String {
    var text = spaces(8 - offset.utf8.count) + offset
    var gap = 2
    for (column, width) in zip(columns, [2 * bytesPerLine, 18, 14, 0]) {
      if column.isEmpty {
        gap += width + 2
      } else {
        text += spaces(gap) + column
        gap = max(0, width - column.utf8.count) + 2
      }
    }
    return text
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
}

extension FormatError.Code {
  /// What the decoder says with it, in words.
  package var words: String {
    switch self {
    case .unsupportedVersion: "the version or kind is not one that can be read here"
    case .wrongKind: "an object of this kind does not belong here"
    case .truncated: "the bytes end inside a field, or sooner than a count or length says"
    case .tooLarge: "more bytes or parts than the specification allows"
    case .trailingBytes: "bytes stand behind the last field"
    case .outOfRange: "the value is outside the range that the table gives"
    case .outOfOrder: "the entry does not stand above the one before it"
    case .duplicate: "the key number or the public key stands there already"
    case .badText: "no text by the rules of the chapter Conventions"
    case .badDigit: "the character is no digit of Base41"
    case .badGroup: "the digits stand for no bytes"
    case .danglingDigit: "one digit is left over behind the last group"
    }
  }
}
