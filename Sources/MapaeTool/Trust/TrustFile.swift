import Mapae

/// A file that holds an authority record, a status list, a status delta or a trust bundle.
enum TrustFile {
  /// What is in it, as a bundle.
  static func read(_ path: String) throws -> TrustBundle { try decode(try bytes(of: path), path) }

  /// The bundle's own bytes.
  static func bytes(of path: String) throws -> [UInt8] { try bytes(of: [path]) }

  /// The same of one file, or of several that hold the parts of its poster.
  static func bytes(of paths: [String]) throws -> [UInt8] {
    let bytes = try ObjectFile.read(paths, limit: TrustBundle.greatestSize)
    let isPart = [ObjectKind.authorityRecord, .statusList, .statusDelta].contains { $0.firstByte == bytes.first }
    return isPart ? TrustBundle.encode([bytes]) : bytes
  }

  static func decode(_ bytes: [UInt8], _ path: String) throws -> TrustBundle {
    do { return try TrustBundle(decoding: bytes) } catch {
      throw ToolFailure(
        "\(path) is neither an authority record nor a trust bundle: \(error)",
        remedy: "`mapae inspect` shows how far it can be read.")
    }
  }
}
