import Foundation
import Mapae

/// What an issuer keeps: the register of its serials, what it revoked, and its domain's trust state, in one folder; and
/// outside of it a witness, which knows how far register and revocations have come.
///
/// A change is written to the register first and then to the witness, both for good, and only then does anybody use a
/// serial of it. So the witness knows the register's last change, or the one before it. Anything else means that one of
/// the two is an older copy, or that two copies of the folder went apart, and serials may have been used since.
struct IssuerFolder {
  let path: String

  init(path: String) { self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path }

  /// The domain's trust state; `mapae trust load` brings it newer lists.
  var trust: StateFolder { StateFolder(path: path + "/trust") }

  private var registerFile: String { path + "/register.json" }

  /// What `register.json` holds.
  struct Content: Codable {
    /// The random name by which the witness knows the folder.
    let folder: String
    /// The issuer's id in the trust list.
    let issuer: UInt16
    /// The absolute path of the witness, so that a copy of the folder elsewhere has the same one.
    var witness: String
    /// The random name of the last change, and of the one before it.
    private(set) var change: String
    private(set) var changeBefore: String
    private(set) var serials: SerialRegister

    init(issuer: UInt16, witness: String, serials: SerialRegister) {
      (folder, change, changeBefore) = (Witness.randomName(), Witness.randomName(), "")
      (self.issuer, self.witness, self.serials) = (issuer, witness, serials)
    }

    func testimony(with revocations: Witness.Revocations?) -> Witness {
      Witness(
        folder: folder, change: change, generation: serials.generation, next: serials.next, revocations: revocations)
    }

    mutating func change<Result>(_ body: (inout SerialRegister) -> Result) -> Result {
      (change, changeBefore) = (Witness.randomName(), change)
      return body(&serials)
    }
  }

  /// The most bytes of the register: three million ranges of free serials.
  private static let greatestSize = 1 << 26

  /// Makes the register and its witness, for a folder that holds a trust state and nothing else.
  func create(issuer: UInt16, serials: SerialRegister, witness: String) throws {
    guard let file = try WitnessFile(creating: witness) else {
      let used = try WitnessFile(locking: witness)?.read()
      throw ToolFailure(
        "\(witness) is already there: it belongs to a folder that has used serials",
        remedy: "Restore that folder and run `mapae issuer resume`; or choose another --witness"
          + (used.map { ", and --first \($0.next) if it is for the same issuer." } ?? "."))
    }
    let content = Content(issuer: issuer, witness: witness, serials: serials)
    do {
      try file.write(content.testimony(with: Witness.Revocations()))
      try save(content)
    } catch {
      unsafe unlink(witness)
      throw error
    }
  }

  /// Takes serials that no other process, living or dead, has had or will have.
  ///
  /// - Returns: `count`, or as many as are left, at least one.
  func reserve(_ count: Int) throws -> [UInt32] {
    let serials = try change { $0.reserve(count) }
    guard serials.isEmpty else { return serials }
    throw ToolFailure(
      "all serials of \(path) are used", remedy: "Make another folder with other serials: mapae issuer new --first N")
  }

  /// Hands back serials of ``reserve(_:)`` that were not used.
  func giveBack(_ serials: [UInt32]) throws {
    try change { $0.giveBack(serials) }
  }

  /// Goes on with serials that nobody can have used, after the folder or the witness was lost or restored.
  ///
  /// - Parameters:
  ///   - greatest: no pass has a serial above it, as a person says. Needed where the witness cannot tell.
  ///   - witness: where to make a new witness in place of a lost one.
  /// - Returns: the first of the serials that follow.
  func resume(above greatest: UInt32?, newWitness: String?) throws -> UInt64 {
    let standing = try WitnessFile(locking: try load().witness)
    var content = try load()
    let testimony = try standing?.read()
    let isForeign = testimony.map { $0.folder != content.folder } ?? false
    if isForeign && newWitness == nil { throw foreign(content) }
    let (kept, own) = isForeign ? (nil, nil) : (standing, testimony)
    if kept != nil && newWitness != nil {
      throw ToolFailure("the witness \(content.witness) is there", remedy: "Resume without --witness.")
    }
    if greatest == nil { try checkResumable(content, own) }
    content.witness = newWitness ?? content.witness
    guard let file = try kept ?? WitnessFile(creating: content.witness) else {
      throw ToolFailure("\(content.witness) is already there", remedy: "Choose another --witness.")
    }
    let start = max(greatest.map { UInt64($0) + 1 } ?? 0, own?.next ?? 0)
    content.change { $0.skip(to: start, above: own?.generation ?? 0) }
    try save(content)
    try file.write(content.testimony(with: own?.revocations))
    return content.serials.next
  }

  /// What the register holds, once the witness has confirmed it.
  func read() throws -> Content { try locked().content }

  // MARK: Under the witness's lock

  /// The folder as nobody else changes it as long as this value lives.
  struct Locked {
    let content: Content
    let file: WitnessFile
    let witness: Witness
  }

  /// The register, once the witness has confirmed it.
  func locked() throws -> Locked {
    // Before the lock the register tells where the witness stands, and nothing else.
    let before = try load()
    guard let file = try WitnessFile(locking: before.witness) else { throw missing(before) }
    let content = try load()
    let witness = try compare(content, try file.read())
    // Whoever died between the two writes left the witness one change behind. A second one would leave it two behind.
    if witness.change != content.change { try file.write(content.testimony(with: witness.revocations)) }
    return Locked(content: content, file: file, witness: witness)
  }

  @discardableResult
  private func change<Result>(_ body: (inout SerialRegister) -> Result) throws -> Result {
    let locked = try locked()
    var content = locked.content
    removeParts(of: registerFile)
    let result = content.change(body)
    try save(content)
    try locked.file.write(content.testimony(with: locked.witness.revocations))
    return result
  }

  /// - Returns: the witness, where it knows the register's last change or the one before it.
  private func compare(_ content: Content, _ witness: Witness?) throws -> Witness {
    guard let witness else {
      throw ToolFailure(
        "the witness \(content.witness) is damaged",
        remedy: "Bring it back. If it is lost: \(IssuerFolder.resumeAbove(path))")
    }
    guard witness.folder == content.folder else { throw foreign(content) }
    if [content.change, content.changeBefore].contains(witness.change) { return witness }
    let generation = content.serials.generation
    guard generation > witness.generation else {
      throw ToolFailure(
        "\(path) is an older copy: it stands at change \(generation), and its witness has seen another change "
          + "\(witness.generation); serials of it have been used since",
        remedy: "Bring the newest folder back, or go on with fresh serials: mapae issuer resume \(path)")
    }
    throw ToolFailure(
      "the witness \(content.witness) is an older copy: it has seen change \(witness.generation), and \(path) stands "
        + "at change \(generation)",
      remedy: "Bring the newest of both back. If that is impossible: \(IssuerFolder.resumeAbove(path))")
  }

  /// Whether the witness tells from where on serials are fresh, and there is a reason to ask.
  private func checkResumable(_ content: Content, _ witness: Witness?) throws {
    let isInOrder = [content.change, content.changeBefore].contains(witness?.change)
    guard let witness, isInOrder || content.serials.generation <= witness.generation else {
      throw ToolFailure(
        "nothing here tells which serials of \(path) were used",
        remedy: "Find the greatest serial of any pass that was issued, and then: \(IssuerFolder.resumeAbove(path))")
    }
    if isInOrder {
      throw ToolFailure("\(path) is in order; there is nothing to resume", remedy: "Go on with `mapae issue`.")
    }
  }

  private func missing(_ content: Content) -> ToolFailure {
    ToolFailure(
      "the witness \(content.witness) is missing; without it nobody can tell whether \(path) is an older copy",
      remedy: "Bring it back. If it is lost: \(IssuerFolder.resumeAbove(path))")
  }

  private func foreign(_ content: Content) -> ToolFailure {
    ToolFailure(
      "\(content.witness) is the witness of another issuer folder",
      remedy: "Bring the right file back. If it is lost: \(IssuerFolder.resumeAbove(path)) --witness NEW-FILE")
  }

  private static func resumeAbove(_ path: String) -> String { "mapae issuer resume \(path) --above GREATEST-SERIAL" }

  // MARK: The file

  private func load() throws -> Content {
    guard FileManager.default.fileExists(atPath: registerFile) else {
      throw ToolFailure(
        "\(path) is no issuer folder", remedy: "Make one: mapae issuer new \(path) --bundle BUNDLE --anchor DIGEST")
    }
    let bytes = try Files.read(registerFile, limit: IssuerFolder.greatestSize)
    guard let content = try? JSONDecoder().decode(Content.self, from: Data(bytes)), content.serials.isSound else {
      throw ToolFailure(
        "\(registerFile) is damaged",
        remedy:
          "Restore it from a copy, and then: mapae issuer resume \(path). Without a copy, make a new folder whose "
          + "serials begin with the witness's `next`: mapae issuer new OTHER --first N")
    }
    return content
  }

  private func save(_ content: Content) throws {
    let bytes = Array((try JSONLine.text(content) + "\n").utf8)
    guard bytes.count <= IssuerFolder.greatestSize else {
      throw ToolFailure("\(registerFile) would have too many ranges of free serials", remedy: "Use smaller blocks.")
    }
    try Files.write(bytes, to: registerFile)
  }

  /// Removes what processes that were killed while they wrote a file of the folder have left.
  func removeParts(of file: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
      let part = path + "/" + name
      if part.hasPrefix(file + "."), part.hasSuffix(".part") { try? FileManager.default.removeItem(atPath: part) }
    }
  }
}
