import Foundation
import Mapae

/// What an issuer's folder keeps of revocations: `revoked.json`, which is replaced in one step and holds what was revoked
/// before anybody is told that it was.
struct RevocationFile {
  private let path: String
  private let lock: FileLock

  struct Content: Codable {
    /// Never falls (STATUS-8).
    var firstLive: UInt32 = 0
    var revoked = SerialRanges()
    /// Of the last status list that was signed, by its generation; 0 for none (STATUS-5).
    var generation: UInt8 = 0
    var number: UInt32 = 0
  }

  /// What a file of the greatest count of ranges takes.
  private static let greatestSize = 1 << 28

  /// Nobody else changes it as long as this value lives.
  init(in folder: IssuerFolder) throws {
    path = folder.path + "/revoked.json"
    lock = try FileLock(folder.path + "/revoked.lock")
  }

  func read() throws -> Content {
    guard FileManager.default.fileExists(atPath: path) else { return Content() }
    let bytes = try Files.read(path, limit: RevocationFile.greatestSize)
    guard let content = try? JSONDecoder().decode(Content.self, from: Data(bytes)) else {
      throw ToolFailure(
        "\(path) is damaged", remedy: "Restore it from a copy, then revoke again what was revoked since.")
    }
    return content
  }

  /// For good once this returns.
  func write(_ content: Content) throws {
    try Files.write(Array((try JSONLine.text(content) + "\n").utf8), to: path)
  }
}
