import Foundation
import Mapae

/// What a door or an issuer keeps of one domain: a folder with the anchor, and the state's bundle once there is one.
///
/// The bundle is replaced in one step (OPS-18); the anchor is written once and never changes, so a forged bundle cannot
/// move it (SEC-8, SEC-10).
struct StateFolder {
  let path: String

  private var anchorFile: String { path + "/anchor" }
  private var bundleFile: String { path + "/state.mapae" }

  /// Whether a state was begun here.
  var exists: Bool { FileManager.default.fileExists(atPath: anchorFile) }

  /// Begins a state. The folder may be there already, but no anchor in it.
  func create(_ anchor: Anchor) throws {
    try Files.makeFolder(path)
    try Files.write(Array("\(anchor)\n".utf8), to: anchorFile, replacing: false)
  }

  /// The state as it was last saved.
  func load() throws -> TrustState {
    guard exists else {
      throw ToolFailure(
        "\(path) holds no trust state", remedy: "Begin one: mapae trust load BUNDLE --state \(path) --anchor DIGEST")
    }
    let text = String(decoding: try Files.read(anchorFile, limit: 256), as: UTF8.self)
    guard let anchor = Anchor(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw ToolFailure("\(anchorFile) is no anchor", remedy: "Begin the state anew in another folder.")
    }
    var state = TrustState(anchor: anchor)
    guard FileManager.default.fileExists(atPath: bundleFile) else { return state }
    do { try state.load(try Files.read(bundleFile, limit: TrustBundle.greatestSize)) } catch let error as LoadError {
      throw ToolFailure(
        "\(bundleFile) was changed or damaged: \(error.refusal.sentence)",
        remedy: "Begin the state anew in another folder, from an anchor that you trust.")
    }
    return state
  }

  /// Keeps a state in place of the one before it.
  func save(_ state: TrustState) throws {
    guard let bytes = state.bytes else { return }
    try Files.write(bytes, to: bundleFile)
  }
}
