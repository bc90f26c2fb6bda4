import Foundation
public import Mapae

// How values stand in JSON: as the text that a person would write.

extension UnixTime: Codable {
  public init(from decoder: any Decoder) throws {
    self = try decoder.value("a time such as 2027-03-01T00:00:00Z") { UnixTime(text: $0) }
  }

  public func encode(to encoder: any Encoder) throws { try encoder.write(text) }
}

extension TimeSpan: Codable {
  init(from decoder: any Decoder) throws {
    self = try decoder.value("a span such as 48h or 28d") { TimeSpan(argument: $0) }
  }

  func encode(to encoder: any Encoder) throws { try encoder.write(text) }
}

extension Bytes32: Codable {
  public init(from decoder: any Decoder) throws {
    self = try decoder.value("64 hexadecimal digits") { Bytes32(hex: $0) }
  }

  public func encode(to encoder: any Encoder) throws { try encoder.write(hex) }
}

extension Profile: Codable {
  public init(from decoder: any Decoder) throws {
    self = try decoder.value("a profile: its name, or its number as text") { Profile(text: $0) }
  }

  public func encode(to encoder: any Encoder) throws { try encoder.write(description) }
}

extension UTCOffset: Codable {
  package init(from decoder: any Decoder) throws {
    self = try decoder.value("an offset from -12:00 to +14:00 in quarter hours") { UTCOffset(text: $0) }
  }

  package func encode(to encoder: any Encoder) throws { try encoder.write(text) }
}

/// Bytes, as hexadecimal digits.
struct HexText: Codable, Hashable {
  var bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  init(from decoder: any Decoder) throws {
    bytes = try decoder.value("hexadecimal digits") { Hex.decode($0) }
  }

  func encode(to encoder: any Encoder) throws { try encoder.write(Hex.encode(bytes)) }
}

extension Decoder {
  /// The value of a text.
  func value<Value>(_ expected: String, _ parse: (String) -> Value?) throws -> Value {
    let container = try singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = parse(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\"\(text)\" is not \(expected)")
    }
    return value
  }
}

extension Encoder {
  fileprivate func write(_ text: String) throws {
    var container = singleValueContainer()
    try container.encode(text)
  }
}
