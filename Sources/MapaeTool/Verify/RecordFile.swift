import Foundation

/// The file that `mapae verify --record` appends to. It holds whole lines, whoever else appends, whatever kills them and
/// however full the disk is (PRIV-24).
///
/// It is opened anew for each line, so that a log tool may rename it at any time: the next line is in a new file.
struct RecordFile {
  let path: String

  /// How long another process may hold the file. A door that waits for ever is a closed door.
  private static let patience = Duration.seconds(5)
  private static let pause: useconds_t = 2_000

  /// Appends a line and sees to it that it outlives a power cut. One that cannot be written whole is not written.
  ///
  /// - Parameter line: with its end; at most ``VerificationRecord/greatestLength`` bytes.
  func append(_ line: String) throws {
    let descriptor = try openLocked()
    // Closing gives the lock back, as the death of the process does.
    defer { close(descriptor) }
    let end = try endOfLines(descriptor)
    // What a process left that died while it wrote is not part of any line.
    guard ftruncate(descriptor, end) == 0 else { throw Files.failure("cannot write \(path)") }
    do {
      try Files.writeAll(descriptor, Array(line.utf8).span, path)
      guard fsync(descriptor) == 0 else { throw Files.failure("cannot write \(path)") }
    } catch {
      ftruncate(descriptor, end)
      throw error
    }
  }

  /// The file, made where it is not there, and for this process alone until it is closed.
  private func openLocked() throws -> Int32 {
    let start = ContinuousClock.now
    while true {
      // Without O_NONBLOCK a pipe in its place would wait for somebody to read it.
      let descriptor = unsafe open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o600)
      guard descriptor >= 0 else { throw Files.failure("cannot write \(path)") }
      // It may have been renamed before the lock was there, and be packed away soon.
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0, isStillNamed(descriptor) { return descriptor }
      close(descriptor)
      guard start.duration(to: .now) < RecordFile.patience else {
        throw ToolFailure("cannot write \(path): another process holds it")
      }
      usleep(RecordFile.pause)
    }
  }

  private func isStillNamed(_ descriptor: Int32) -> Bool {
    var (opened, named) = (stat(), stat())
    return unsafe fstat(descriptor, &opened) == 0 && stat(path, &named) == 0
      && opened.st_dev == named.st_dev && opened.st_ino == named.st_ino
  }

  /// The offset behind the last whole line.
  ///
  /// - Throws: where the file's end is not that of a verification record: it is somebody's, and is not touched.
  private func endOfLines(_ descriptor: Int32) throws -> off_t {
    let foreign = ToolFailure("\(path) is no verification record", remedy: "Give --record a file of its own.")
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw Files.failure("cannot read \(path)") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw foreign }
    guard status.st_size > 0 else { return 0 }
    // The last whole line, and what may stand behind it.
    let start = max(0, status.st_size - off_t(2 * VerificationRecord.greatestLength))
    let bytes = try Files.readChunk(descriptor, Int(status.st_size - start), from: start, path)
    guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")) else { throw foreign }
    let line = bytes[..<end].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).last ?? []
    guard VerificationRecord.isLine(line), bytes.count - end <= VerificationRecord.greatestLength else { throw foreign }
    return start + off_t(end) + 1
  }
}
