import Mapae

/// A file that holds a status list, a status delta, or a bundle with them.
enum StatusFile {
  /// The lists and deltas in it, at least one.
  static func parts(of path: String) throws -> [StatusPart] {
    let bytes = try ObjectFile.read(path, limit: TrustBundle.greatestSize)
    do throws(FormatError) {
      guard let first = bytes.first, try ObjectKind(firstByte: first) == .trustBundle else {
        return [try StatusPart(decoding: bytes)]
      }
      let parts = try TrustBundle(decoding: bytes).statusParts
      guard !parts.isEmpty else { throw FormatError(.wrongKind, at: 0) }
      var decoded: [StatusPart] = []
      for part in parts { decoded.append(try StatusPart(decoding: part)) }
      return decoded
    } catch {
      throw ToolFailure("\(path) holds no status list that can be read: \(error)", remedy: "Look at it: mapae inspect")
    }
  }

  /// The one whole list in it.
  static func list(of path: String) throws -> StatusList {
    let parts = try parts(of: path)
    guard parts.count == 1, case .list(let list) = parts[0] else {
      throw ToolFailure("\(path) does not hold one whole status list alone", remedy: "Look at it: mapae status show")
    }
    return list
  }
}
