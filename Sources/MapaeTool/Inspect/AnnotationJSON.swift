import Mapae

/// An annotation for a program: one object a line for each row, and one behind them that concludes.
enum AnnotationJSON {
  /// A field.
  private struct RowLine: Encodable {
    let input: String
    let place: [String]
    let field: String
    let offset: Int
    let hex: String
    let value: String
    let chapter: String

    init(_ row: Row, _ bytes: [UInt8], _ input: String) {
      self.input = input
      place = row.place
      field = row.field
      offset = row.range.lowerBound
      hex = Hex.encode(bytes[row.range])
      value = row.value
      chapter = row.chapter.rawValue
    }
  }

  /// What is said behind the rows.
  private struct Conclusion: Encodable {
    let input: String
    var kind: String?
    var size: Int?
    let wellFormed: Bool
    /// Always false: no signature is checked.
    let proven = false
    var notes: [String]?
    var fault: Fault?
    var unreadable: String?
  }

  private struct Fault: Encodable {
    let code: String
    let offset: Int
    /// Whether the offset counts the bytes of the object or those of its text.
    let of: String
    var row: RowLine?
  }

  /// Annotates an object, line by line.
  static func write(_ bytes: [UInt8], input: String, _ print: @escaping (String) -> Void) throws -> Annotation {
    let annotation = try Annotator.annotate(bytes) { print(try JSONLine.text(RowLine($0, bytes, input))) }
    let fault = annotation.fault.map { fault in
      Fault(
        code: fault.error.code.rawValue, offset: fault.error.offset, of: "bytes",
        row: fault.row.map { RowLine($0, bytes, input) })
    }
    print(
      try JSONLine.text(
        Conclusion(
          input: input, kind: annotation.kind?.name, size: annotation.size, wellFormed: fault == nil,
          notes: annotation.notes, fault: fault)))
    return annotation
  }

  /// The conclusion on a text that stands for no bytes.
  static func conclusion(brokenText error: FormatError, input: String) throws -> String {
    let fault = Fault(code: error.code.rawValue, offset: error.offset, of: "text")
    return try JSONLine.text(Conclusion(input: input, wellFormed: false, fault: fault))
  }

  /// The conclusion on an input that could not be read.
  static func conclusion(unreadable failure: String, input: String) throws -> String {
    try JSONLine.text(Conclusion(input: input, wellFormed: false, unreadable: failure))
  }
}
