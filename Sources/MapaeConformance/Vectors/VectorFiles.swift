import Mapae

/// The file that names all others of a set.
struct Manifest: Decodable {
  let version: String
  let digest: Digest
  let cases: Int
  let files: [File]

  struct File: Decodable {
    let name: String
    let digest: Digest
    let cases: Int

    init(from decoder: any Decoder) throws {
      let fields = try decoder.fields(["name", "sha256", "cases"])
      name = try fields("name")
      digest = try fields.parsed("sha256", Wire.digest)
      cases = try fields("cases")
    }
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(["format", "version", "sha256", "cases", "files"])
    _ = try fields.parsed("format") { $0 == VectorFile.format ? $0 : nil }
    version = try fields("version")
    digest = try fields.parsed("sha256", Wire.digest)
    cases = try fields("cases")
    files = try fields("files")
  }

  /// Of a line for each file: its name, a space, its digest, a line feed.
  var digestOfFiles: Digest {
    let lines = Array(files.map { "\($0.name) \($0.digest)\n" }.joined().utf8)
    return Digest(sha256Of: lines.span)
  }
}

/// The notes on all flags.
struct FlagFile: Decodable {
  let flags: [String: VectorSet.Flag]

  init(from decoder: any Decoder) throws { flags = try decoder.fields(["flags"])("flags") }
}

/// The cases of one group.
struct VectorFile: Decodable {
  static let format = "mapae-vectors/1"

  let cases: [VectorCase]

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(["format", "group", "about", "objects", "cases"])
    _ = try fields.parsed("format") { $0 == VectorFile.format ? $0 : nil }
    let group: String = try fields("group")
    _ = try fields("about", as: String.self)
    let objects = try fields("objects", as: [String: HexText].self)
    cases = try fields("cases", as: [WrittenCase].self).map { try $0.resolved(group, objects.mapValues(\.bytes)) }
  }
}

/// Bytes, as hexadecimal digits in lower case; none as no digit.
struct HexText: Decodable, Sendable {
  let bytes: [UInt8]

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let bytes = HexText.bytes(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "these are no hexadecimal digits")
    }
    self.bytes = bytes
  }

  static func bytes(_ text: String) -> [UInt8]? { text.isEmpty ? [] : text == "-" ? nil : Wire.bytes(text) }
}
