import Mapae

/// A line that is not as the chapter Conformance says, in words for people.
struct LineFault: Error, Hashable, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// The fields of a line, taken from left to right (chapter Conformance, "Lines").
struct Fields {
  private var rest: ArraySlice<ArraySlice<UInt8>>

  /// - Throws: for a line with other characters than printable ASCII, or with a space too many.
  init(_ line: ArraySlice<UInt8>) throws(LineFault) {
    guard line.allSatisfy({ 0x20...0x7e ~= $0 }) else { throw LineFault("a line holds printable ASCII only") }
    rest = line.split(separator: 0x20, omittingEmptySubsequences: false)[...]
    guard rest.allSatisfy({ !$0.isEmpty }) else { throw LineFault("fields stand between single spaces") }
  }

  mutating func next(_ name: String) throws(LineFault) -> String {
    guard let field = rest.popFirst() else { throw LineFault("the field \(name) is missing") }
    return String(decoding: field, as: UTF8.self)
  }

  /// The next field where it can be read; `name` is for the fault.
  mutating func next<Value>(_ name: String, _ read: (String) -> Value?) throws(LineFault) -> Value {
    let text = try next(name)
    guard let value = read(text) else { throw LineFault("\(Fields.cut(text)) is no \(name)") }
    return value
  }

  /// A list; `-` stands for an empty one.
  mutating func list<Entry>(_ name: String, _ read: (Substring) -> Entry?) throws(LineFault) -> [Entry] {
    try next(name) { text in
      if text == "-" { return [] }
      let parts = text.split(separator: ",", omittingEmptySubsequences: false)
      let entries = parts.compactMap(read)
      return entries.count == parts.count ? entries : nil
    }
  }

  /// A setting; `-` where it is not set.
  mutating func setting<Value>(_ name: String, _ read: (String) -> Value?) throws(LineFault) -> Value? {
    try next(name) { text in text == "-" ? .some(nil) : read(text).map { $0 } }
  }

  /// All that is left, as it stands.
  mutating func remainder() -> String {
    defer { rest = [] }
    return String(decoding: Array(rest.joined(separator: [0x20])), as: UTF8.self)
  }

  func end() throws(LineFault) {
    guard let field = rest.first else { return }
    throw LineFault("\(Fields.cut(String(decoding: field, as: UTF8.self))) is a field too many")
  }

  /// A text from a stranger, short enough to be shown.
  static func cut(_ text: String, to length: Int = 64) -> String {
    text.utf8.count <= length ? text : text.prefix(length - 3) + "…"
  }
}

/// How values stand in a field.
enum Wire {
  /// A decimal without a leading zero, `+` or `-0`.
  static func number<Number: FixedWidthInteger>(_ text: some StringProtocol) -> Number? {
    guard let number = Number(text), String(number) == text else { return nil }
    return number
  }

  /// 64 hexadecimal digits in lower case.
  static func digest(_ text: some StringProtocol) -> Digest? {
    guard let digest = Digest(hex: String(text)), digest.hex == text else { return nil }
    return digest
  }

  /// Bytes; `-` stands for none.
  static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    if text == "-" { return [] }
    guard !text.isEmpty, !text.utf8.contains(where: { 0x41...0x46 ~= $0 }) else { return nil }
    return Hex.decode(String(text))
  }

  /// A name as registries give it.
  static func name(_ text: some StringProtocol) -> String? {
    guard let first = text.utf8.first, 0x61...0x7a ~= first,
      text.utf8.allSatisfy({ 0x61...0x7a ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x2d })
    else { return nil }
    return String(text)
  }

  static func list(_ entries: [String]) -> String { entries.isEmpty ? "-" : entries.joined(separator: ",") }

  static func hex(_ bytes: [UInt8]) -> String { bytes.isEmpty ? "-" : Hex.encode(bytes) }
}
