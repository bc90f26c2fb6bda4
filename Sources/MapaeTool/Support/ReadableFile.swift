import Foundation

/// A JSON file that people read and write: drafts, signatures, sources.
///
/// A field that nobody would look at is an error, so that nothing is signed which its writer did not mean.
enum ReadableFile {
  /// The most bytes of such a file: a list of the greatest size, written out.
  static let greatestSize = 64 << 20

  /// What a file says.
  ///
  /// - Parameter remedy: what to do where it cannot be read.
  /// - Throws: with the path of the field that is wrong, such as `issuers[0].keys[2].acceptUntil`.
  static func read<Content: Codable>(_ type: Content.Type, from path: String, remedy: String) throws -> Content {
    let data = Data(try Files.read(path, limit: greatestSize))
    do {
      let given = try JSONSerialization.jsonObject(with: data)
      let content = try JSONDecoder().decode(type, from: data)
      // Decoding passes over fields that it does not know; what it understood, written again, lacks them.
      let understood = try JSONSerialization.jsonObject(with: JSONEncoder().encode(content))
      if let field = firstUnknown(in: given, understood, at: "") {
        throw ToolFailure("\(path): \(field): this field has no meaning here", remedy: remedy)
      }
      return content
    } catch let error as DecodingError {
      throw ToolFailure("\(path): \(describe(error))", remedy: remedy)
    } catch let error as CocoaError {
      let detail = unsafe error.userInfo[NSDebugDescriptionErrorKey] as? String
      throw ToolFailure("\(path): this is no JSON: \(detail ?? error.localizedDescription)", remedy: remedy)
    }
  }

  /// Writes a new file; one that is there is never overwritten.
  static func write(_ content: some Encodable, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try Files.write(Array(try encoder.encode(content) + Data("\n".utf8)).span, to: path, replacing: false)
  }

  /// The path of the first field of `given` that `understood` lacks.
  private static func firstUnknown(in given: Any, _ understood: Any, at path: String) -> String? {
    if let given = given as? [String: Any] {
      let understood = understood as? [String: Any] ?? [:]
      for (name, value) in given.sorted(by: { $0.key < $1.key }) {
        let field = path.isEmpty ? name : "\(path).\(name)"
        guard let known = understood[name] else { return field }
        if let unknown = firstUnknown(in: value, known, at: field) { return unknown }
      }
    } else if let given = given as? [Any], let understood = understood as? [Any] {
      for (index, pair) in zip(given, understood).enumerated() {
        if let unknown = firstUnknown(in: pair.0, pair.1, at: "\(path)[\(index)]") { return unknown }
      }
    }
    return nil
  }

  private static func describe(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context): "\(path(context.codingPath + [key])): this field is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\(path(context.codingPath)): this is of another type than belongs here"
    // Foundation says of a number neither where it stands nor which one it is.
    case .dataCorrupted(let context) where context.codingPath.isEmpty: "a number in it does not fit its field"
    case .dataCorrupted(let context): "\(path(context.codingPath)): \(context.debugDescription)"
    @unknown default: "this cannot be read"
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    if keys.isEmpty { return "the file" }
    return keys.reduce("") { path, key in
      key.intValue.map { "\(path)[\($0)]" } ?? (path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)")
    }
  }
}
