public import Foundation

/// Published data that stands beside the package, where it does; the package itself holds none of it.
public enum SharedData {
  /// The file's content; `nil` where the folder `../shared/data` beside the package does not have it.
  public static func read(_ name: String) -> Data? {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try? Data(contentsOf: root.deletingLastPathComponent().appendingPathComponent("shared/data/\(name)"))
  }
}
