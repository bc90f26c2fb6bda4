/// A JSON object that holds no object and no array: one record, or a map of names.
///
/// It has a parser of its own because an issuer signs what stands here. What others pass over in silence is an error:
/// a name that stands twice, a number that does not fit, bytes that are no UTF-8. Time and memory are linear in the
/// input, and nothing nests.
struct FlatObject {
  /// In the order of the text; no name twice.
  let members: [(name: String, value: Value)]

  enum Value: Equatable {
    case text(String)
    /// As it was written, so that no digit is lost.
    case number(String)
    case boolean(Bool)
    case null
  }

  /// Why a text is no such object.
  struct Fault: Error, CustomStringConvertible {
    let reason: String
    /// Bytes before the one at which it shows.
    let offset: Int

    var description: String { "\(reason) (byte \(offset + 1))" }
  }

  /// - Throws: at the first byte that RFC 8259, or this type, does not allow.
  init(parsing bytes: some Sequence<UInt8>) throws(Fault) {
    var parser = Parser(bytes: Array(bytes))
    members = try parser.object()
  }
}

private struct Parser {
  let bytes: [UInt8]
  var offset = 0

  typealias Fault = FlatObject.Fault

  private static let numberStarts = Array("-0123456789".utf8)

  mutating func object() throws(Fault) -> [(name: String, value: FlatObject.Value)] {
    var members: [(name: String, value: FlatObject.Value)] = []
    var names: Set<String> = []
    skipSpace()
    guard take("{") else { throw fault("a record begins with {") }
    skipSpace()
    if !take("}") {
      repeat {
        skipSpace()
        let start = offset
        guard take("\"") else { throw fault("the name of a field is expected") }
        let name = try string()
        guard names.insert(name).inserted else {
          throw Fault(reason: "the field \(Printable.quote(name)) stands twice", offset: start)
        }
        skipSpace()
        guard take(":") else { throw fault("a colon is expected behind the name of a field") }
        skipSpace()
        members.append((name, try value(of: name)))
        skipSpace()
      } while take(",")
      guard take("}") else { throw fault("a comma or } is expected behind a field") }
    }
    skipSpace()
    guard offset == bytes.count else { throw fault("more stands behind the record; write one record to a line") }
    return members
  }

  private mutating func value(of name: String) throws(Fault) -> FlatObject.Value {
    switch peek {
    case UInt8(ascii: "\""):
      offset += 1
      return .text(try string())
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      throw fault("the field \(Printable.quote(name)) holds a list or an object; a record is flat")
    default:
      if let byte = peek, Parser.numberStarts.contains(byte) { return .number(try number()) }
      if take("null") { return .null }
      if take("true") { return .boolean(true) }
      if take("false") { return .boolean(false) }
      throw fault("a value is expected for the field \(Printable.quote(name))")
    }
  }

  /// A string whose opening quote has been taken.
  private mutating func string() throws(Fault) -> String {
    let start = offset
    var content: [UInt8] = []
    while let byte = peek {
      offset += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: content, as: UTF8.self) else {
          throw Fault(reason: "a text is not valid UTF-8", offset: start)
        }
        return text
      case UInt8(ascii: "\\"): content += try escaped()
      case 0..<0x20: throw Fault(reason: "a control character stands in a text", offset: offset - 1)
      default: content.append(byte)
      }
    }
    throw fault("the record ends inside a text")
  }

  /// What an escape stands for, its backslash having been taken.
  private mutating func escaped() throws(Fault) -> [UInt8] {
    let start = offset - 1
    let simple: [UInt8: UInt8] = [
      UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5c, UInt8(ascii: "/"): 0x2f, UInt8(ascii: "b"): 0x08,
      UInt8(ascii: "f"): 0x0c, UInt8(ascii: "n"): 0x0a, UInt8(ascii: "r"): 0x0d, UInt8(ascii: "t"): 0x09,
    ]
    if let byte = peek, let character = simple[byte] {
      offset += 1
      return [character]
    }
    var unit = try codeUnit(start)
    if (0xd800...0xdbff).contains(unit) {
      guard take("\\") else { throw Fault(reason: "half a surrogate pair stands in a text", offset: start) }
      let low = try codeUnit(start)
      guard (0xdc00...0xdfff).contains(low) else {
        throw Fault(reason: "half a surrogate pair stands in a text", offset: start)
      }
      unit = 0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00)
    }
    guard let scalar = Unicode.Scalar(unit) else {
      throw Fault(reason: "half a surrogate pair stands in a text", offset: start)
    }
    return Array(String(Character(scalar)).utf8)
  }

  private mutating func codeUnit(_ start: Int) throws(Fault) -> UInt32 {
    guard take("u"), offset + 4 <= bytes.count,
      bytes[offset..<offset + 4].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt32(String(decoding: bytes[offset..<offset + 4], as: UTF8.self), radix: 16)
    else { throw Fault(reason: "an unknown escape stands in a text", offset: start) }
    offset += 4
    return unit
  }

  private mutating func number() throws(Fault) -> String {
    let start = offset
    _ = take("-")
    let hasLeadingZero = peek == UInt8(ascii: "0")
    let integerDigits = takeDigits()
    var isGood = integerDigits > 0 && !(hasLeadingZero && integerDigits > 1)
    if take(".") { isGood = takeDigits() > 0 && isGood }
    if take("e") || take("E") {
      _ = take("+") || take("-")
      isGood = takeDigits() > 0 && isGood
    }
    guard isGood else { throw Fault(reason: "a number is not written as JSON writes one", offset: start) }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func takeDigits() -> Int {
    let start = offset
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
    return offset - start
  }

  private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func take(_ token: StaticString) -> Bool {
    let token = Array(token.description.utf8)
    guard bytes[offset...].starts(with: token) else { return false }
    offset += token.count
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, [0x20, 0x09, 0x0a, 0x0d].contains(byte) { offset += 1 }
  }

  private func fault(_ reason: String) -> Fault {
    Fault(reason: offset < bytes.count ? reason : "the record ends too early: \(reason)", offset: offset)
  }
}
