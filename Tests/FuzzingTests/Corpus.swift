import Foundation

/// The inputs that are committed for fuzz targets.
enum Corpus {
  struct Input {
    let name: String
    let bytes: [UInt8]
  }

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Fuzzing")

  struct NoSeed: Error { let line: String }

  /// A line of `Seeds/TARGET.hex` is a name, a space and hexadecimal digits.
  static func seeds(_ target: String) throws -> [Input] {
    let text = try String(contentsOf: folder.appendingPathComponent("Seeds/\(target).hex"), encoding: .utf8)
    return try text.split(separator: "\n").map { line in
      let parts = line.split(separator: " ")
      guard parts.count == 2, let bytes = bytes(parts[1]) else { throw NoSeed(line: String(line)) }
      return Input(name: String(parts[0]), bytes: bytes)
    }
  }

  private static func bytes(_ digits: Substring) -> [UInt8]? {
    let digits = Array(digits.utf8)
    let values = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
    }
    return 2 * values.count == digits.count ? values : nil
  }

  static func crashes(_ target: String) throws -> [Input] {
    let folder = folder.appendingPathComponent("Crashes/\(target)")
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).map {
      Input(name: $0.lastPathComponent, bytes: Array(try Data(contentsOf: $0)))
    }
  }

  /// The targets that have crashes.
  static func crashFolders() throws -> Set<String> {
    let crashes = folder.appendingPathComponent("Crashes")
    guard FileManager.default.fileExists(atPath: crashes.path) else { return [] }
    return Set(try FileManager.default.contentsOfDirectory(atPath: crashes.path))
  }
}
