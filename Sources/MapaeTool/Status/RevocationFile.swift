import Foundation
import Mapae

/// What an issuer's folder keeps of revocations: `revoked.json`, which is replaced in one step and holds what was revoked
/// before anybody is told that it was.
///
/// A change is written to the file first and then to the folder's witness, both for good, and only then is it confirmed.
/// So the witness knows the file's last change, or the one before it. Anything else means that one of the two is an older
/// copy, which may lack revocations that no status list holds yet (OPS-21).
struct RevocationFile {
  private let folder: IssuerFolder
  private let path: String
  private let locked: IssuerFolder.Locked

  var register: IssuerFolder.Content { locked.content }

  struct Content: Codable {
    /// Never falls (STATUS-8).
    var firstLive: UInt32 = 0
    var revoked = SerialRanges()
    /// Of the last status list that was signed (STATUS-5).
    var list = StatusListNumber()
    /// The random name of the last change, and of the one before it; empty where there is none.
    fileprivate var change = ""
    fileprivate var changeBefore = ""
    fileprivate var changes: UInt64 = 0

    fileprivate var testimony: Witness.Revocations {
      Witness.Revocations(change: change, changes: changes, list: list, firstLive: firstLive)
    }
  }

  /// What a file of the greatest count of ranges takes.
  private static let greatestSize = 1 << 28

  /// Nobody else changes the file, or takes serials of the folder, as long as this value lives.
  init(in folder: IssuerFolder) throws {
    self.folder = folder
    path = folder.path + "/revoked.json"
    locked = try folder.locked()
  }

  /// What was revoked, once the witness has confirmed it.
  func read() throws -> Content {
    let content = try load()
    guard let known = locked.witness.revocations else {
      throw unsure("the witness \(register.witness) was made anew and cannot tell whether \(path) is an older copy")
    }
    if known.change == content.change { return content }
    // Whoever died between the two writes left the witness one change behind. A second one would leave it two behind.
    if known.change == content.changeBefore {
      try testify(content)
      return content
    }
    throw unsure(
      content.changes > known.changes
        ? "the witness \(register.witness) is an older copy: it has seen change \(known.changes), and \(path) stands at "
          + "change \(content.changes)"
        : "\(path) is an older copy: it stands at change \(content.changes), and its witness has seen another change "
          + "\(known.changes); what was revoked since is not in it")
  }

  /// What the file holds, and what the witness knows beyond it, where a person knows what was revoked since.
  func resume() throws -> Content {
    var content = try load()
    let known = locked.witness.revocations
    guard known.map({ ![content.change, content.changeBefore].contains($0.change) }) ?? true else {
      throw ToolFailure("\(path) is in order; there is nothing to resume", remedy: "Revoke without --resume.")
    }
    content.list = max(content.list, known?.list ?? content.list)
    content.firstLive = max(content.firstLive, known?.firstLive ?? 0)
    content.revoked.remove(below: content.firstLive)
    content.changes = max(content.changes, known?.changes ?? 0)
    return content
  }

  /// For good once this returns.
  func write(_ content: Content) throws {
    var content = content
    (content.change, content.changeBefore) = (Witness.randomName(), content.change)
    content.changes += 1
    folder.removeParts(of: path)
    try Files.write(Array((try JSONLine.text(content) + "\n").utf8), to: path)
    try testify(content)
  }

  private func testify(_ content: Content) throws {
    try locked.file.write(locked.content.testimony(with: content.testimony))
  }

  /// What the file holds, be it an older copy or not.
  func load() throws -> Content {
    guard FileManager.default.fileExists(atPath: path) else { return Content() }
    let bytes = try Files.read(path, limit: RevocationFile.greatestSize)
    guard let content = try? JSONDecoder().decode(Content.self, from: Data(bytes)),
      content.changes < Witness.greatestGeneration
    else {
      throw ToolFailure(
        "\(path) is damaged", remedy: "Restore it from a copy, or move it away where there is none, and try again.")
    }
    return content
  }

  private func unsure(_ problem: String) -> ToolFailure {
    ToolFailure(
      problem,
      remedy:
        "Bring the newest of both back. If that is impossible, load the newest status list that was signed (mapae "
        + "trust load LIST --state \(folder.trust.path)), find in your own records what was revoked since, and name all "
        + "of it: mapae revoke --resume SERIALS --issuer \(folder.path)")
  }
}

/// What makes one status list of an issuer newer than another; number 0 stands for none.
struct StatusListNumber: Codable, Comparable {
  var generation: UInt8 = 0
  var number: UInt32 = 0

  static func < (one: StatusListNumber, other: StatusListNumber) -> Bool {
    (one.generation, one.number) < (other.generation, other.number)
  }
}
