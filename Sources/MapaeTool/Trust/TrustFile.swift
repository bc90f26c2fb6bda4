import Mapae

/// A file that holds a trust bundle, or one of its parts by itself: an authority record, a trust list, a status list or a
/// status delta.
enum TrustFile {
  /// What is in it, as a bundle.
  static func read(_ path: String) throws -> TrustBundle { try decode(try bytes(of: path), path) }

  /// The bundle's own bytes.
  static func bytes(of path: String) throws -> [UInt8] { try bytes(of: [path]) }

  /// The same of one file, or of several that hold the parts of its poster.
  static func bytes(of paths: [String]) throws -> [UInt8] {
    TrustBundle.bundling(try ObjectFile.read(paths, limit: TrustBundle.greatestSize))
  }

  static func decode(_ bytes: [UInt8], _ path: String) throws -> TrustBundle {
    do { return try TrustBundle(decoding: bytes) } catch {
      throw ToolFailure(
        "\(path) holds neither a trust bundle nor a part of one: \(error)",
        remedy: "`mapae inspect` shows how far it can be read.")
    }
  }
}
