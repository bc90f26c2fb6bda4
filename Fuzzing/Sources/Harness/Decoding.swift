internal import Mapae

/// Something that is decoded from bytes, and whose bytes the harness puts together anew from what it says.
protocol Recodable {
  init(decoding bytes: [UInt8]) throws(FormatError)
  func encoded() throws(FormatError) -> [UInt8]
}

/// What holds of every decoder, for every input.
enum Decoding {
  /// Decodes; a value has to encode to the very bytes, so that no others decode to it. A failure gives nothing, and points
  /// inside the input. Either way it comes out the same again.
  static func check<Value: Recodable>(_ type: Value.Type, _ bytes: [UInt8]) throws(Violation) -> Value? {
    let value: Value
    switch try Effort.requireLittleMemory(for: bytes.count, { decode(type, bytes) }) {
    case .success(let decoded): value = decoded
    case .failure(let error):
      try requireInside(error, bytes.count)
      guard case .failure(error) = decode(type, bytes) else {
        throw Violation("a second decoding does not fail as the first did, with \(error)")
      }
      return nil
    }
    let encoded: [UInt8]
    do { encoded = try value.encoded() } catch { throw Violation("what was decoded cannot be encoded: \(error)") }
    try require(encoded == bytes, "what was decoded has another encoding, \(Hex.encode(encoded))")
    return value
  }

  private static func decode<Value: Recodable>(_ type: Value.Type, _ bytes: [UInt8]) -> Result<Value, FormatError> {
    Result { () throws(FormatError) in try Value(decoding: bytes) }
  }

  static func requireInside(_ error: FormatError, _ count: Int) throws(Violation) {
    try require((0...count).contains(error.offset), "\(error) is not inside an input of \(count) bytes")
  }
}
