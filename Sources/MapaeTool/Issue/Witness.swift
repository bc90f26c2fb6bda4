import Foundation
import Mapae

/// What a file outside the issuer's folder knows of its register and of what it revoked, so that an older copy of the
/// folder is noticed.
///
/// It is also the lock: who changes the register holds it, and a copy of the folder has the same witness. The file is
/// written in place, in one piece of a size that never changes, so that a full disk cannot tear it.
struct Witness: Codable, Equatable {
  /// The random name of the folder that it belongs to.
  let folder: String
  /// The random name of the register's last change.
  let change: String
  let generation: UInt64
  /// No serial from here on was ever reserved.
  let next: UInt64
  /// How far the revocations have come; `nil` where the witness was made anew and cannot tell.
  var revocations: Revocations?

  /// What the witness knows of `revoked.json`.
  struct Revocations: Codable, Equatable {
    /// The random name of the last change; empty before the first one.
    var change = ""
    var changes: UInt64 = 0
    /// Of the last status list that was signed (STATUS-5, STATUS-8).
    var list = StatusListNumber()
    var firstLive: UInt32 = 0
  }

  /// Of the file, in bytes: one sector.
  static let size = 512
  /// What JSON numbers hold exactly in every program; no folder comes near it.
  static let greatestGeneration: UInt64 = 1 << 53

  /// The name of a change or of a folder, which no other one has.
  static func randomName() -> String { Hex.encode((0..<16).map { _ in UInt8.random(in: .min ... .max) }) }
}

/// An open witness that no other process can open before this one is let go.
final class WitnessFile {
  let path: String
  private let descriptor: Int32

  /// Opens the witness, and waits until nobody else has it.
  ///
  /// - Returns: `nil` where the file is not there.
  init?(locking path: String) throws {
    self.path = path
    descriptor = unsafe open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw Files.failure("cannot open the witness \(path)")
    }
    try lock()
  }

  /// Makes a witness where there is none.
  ///
  /// - Returns: `nil` where a file is there already.
  init?(creating path: String) throws {
    self.path = path
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      if errno == EEXIST { return nil }
      throw Files.failure("cannot make the witness \(path)")
    }
    try lock()
  }

  deinit { close(descriptor) }

  private func lock() throws { try Files.lock(descriptor, "the witness \(path)") }

  /// What it says; `nil` where it is damaged.
  func read() throws -> Witness? {
    let bytes = try Files.read(path, limit: Witness.size)
    guard let witness = try? JSONDecoder().decode(Witness.self, from: Data(bytes)),
      witness.generation <= Witness.greatestGeneration,
      witness.revocations?.changes ?? 0 <= Witness.greatestGeneration
    else { return nil }
    return witness
  }

  /// Says something new, for good once this returns.
  func write(_ witness: Witness) throws {
    let text = try JSONLine.text(witness)
    let padding = String(repeating: " ", count: Witness.size - 1 - text.utf8.count)
    lseek(descriptor, 0, SEEK_SET)
    try Files.writeAll(descriptor, Array((text + padding + "\n").utf8).span, path)
    guard fsync(descriptor) == 0 else { throw Files.failure("cannot write the witness \(path)") }
    Files.syncFolder(of: path)
  }
}
