/// A key of any name.
struct AnyKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension Decoder {
  /// The fields of an object that has all of these keys and no other.
  ///
  /// - Throws: also for a key that is not known here: a vector must not say more than its reader heard.
  func fields(_ required: [String], optional: Set<String> = []) throws -> StrictFields {
    let container = try container(keyedBy: AnyKey.self)
    let keys = Set(container.allKeys.map(\.stringValue))
    if let unknown = keys.subtracting(required).subtracting(optional).min() {
      throw DecodingError.dataCorrupted(
        .init(codingPath: codingPath, debugDescription: "the key \(unknown) has no meaning here"))
    }
    if let missing = Set(required).subtracting(keys).min() {
      throw DecodingError.dataCorrupted(
        .init(codingPath: codingPath, debugDescription: "the key \(missing) is missing"))
    }
    return StrictFields(container: container)
  }

  /// The keys of an object.
  func keys() throws -> Set<String> { Set(try container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)) }
}

/// The fields of an object whose keys are known to be there.
struct StrictFields {
  fileprivate let container: KeyedDecodingContainer<AnyKey>

  func callAsFunction<Value: Decodable>(_ key: String, as type: Value.Type = Value.self) throws -> Value {
    try container.decode(type, forKey: AnyKey(stringValue: key))
  }

  /// A value that may be left out.
  func ifThere<Value: Decodable>(_ key: String, as type: Value.Type = Value.self) throws -> Value? {
    try container.decodeIfPresent(type, forKey: AnyKey(stringValue: key))
  }

  /// The value that a text stands for.
  func parsed<Value>(_ key: String, _ parse: (String) -> Value?) throws -> Value {
    guard let value = parse(try self(key)) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: container.codingPath + [AnyKey(stringValue: key)], debugDescription: "this cannot be read"))
    }
    return value
  }

  /// The value that a text stands for, or that is null.
  func parsedOrNull<Value>(_ key: String, _ parse: (String) -> Value?) throws -> Value? {
    try self(key, as: String?.self) == nil ? nil : try parsed(key, parse)
  }
}
