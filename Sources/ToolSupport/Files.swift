package import Foundation

/// Files as the tool reads and writes them: bounded, whole or not at all.
package enum Files {
  /// The bytes of a file, or of standard input for `-`.
  ///
  /// - Parameter limit: a file with more bytes is refused after reading one byte more than that.
  package static func read(_ path: String, limit: Int) throws -> [UInt8] {
    try ByteStream(path).rest(limit: limit)
  }

  /// - Throws: where something is there already, so that nothing is done whose result could not be written.
  package static func refuseExisting(_ path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else { throw taken(path) }
  }

  /// Writes a file so that a crash leaves the old one or the new one, never a part.
  ///
  /// - Parameter replacing: where false, a file that is already there is never touched.
  package static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644, replacing: Bool = true) throws {
    try write(bytes.span, to: path, mode: mode, replacing: replacing)
  }

  package static func write(_ bytes: Span<UInt8>, to path: String, mode: mode_t = 0o644, replacing: Bool = true) throws
  {
    // Random, so that what a killed process left is in nobody's way.
    let temporary = path + ".\(String(UInt64.random(in: .min ... .max), radix: 16)).part"
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw failure("cannot write \(path)") }
    do {
      defer { close(descriptor) }
      try writeAll(descriptor, bytes, path)
      guard fsync(descriptor) == 0 else { throw failure("cannot write \(path)") }
      // A link, unlike a rename, fails where the name is taken.
      guard unsafe (replacing ? rename(temporary, path) : link(temporary, path)) == 0 else {
        throw errno == EEXIST
          ? taken(path)
          : failure("cannot write \(path)")
      }
    } catch {
      unsafe unlink(temporary)
      throw error
    }
    if !replacing { unsafe unlink(temporary) }
    syncFolder(of: path)
  }

  /// Sees to it that no file is ever opened as standard input, output or error, because the caller closed one of them:
  /// a warning would then be written into that file. What stands in its place cannot be read or written.
  package static func holdStandardDescriptors() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is this one.
      _ = unsafe open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Writes all bytes to a descriptor.
  package static func writeAll(_ descriptor: Int32, _ bytes: Span<UInt8>, _ path: String) throws {
    var offset = 0
    while offset < bytes.count {
      let count = unsafe bytes.extracting(offset...).withUnsafeBytes {
        unsafe Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure("cannot write \(path)") }
      offset += count
    }
  }

  /// Waits until nobody else holds an open file, and holds it until it is closed.
  package static func lock(_ descriptor: Int32, _ name: String) throws {
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw failure("cannot lock \(name)") }
    }
  }

  /// Makes a folder, and those above it, where they are not there.
  package static func makeFolder(_ path: String) throws {
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw ToolFailure("cannot make the folder \(path): \(error.localizedDescription)")
    }
  }

  /// Makes a rename or a new file in a folder outlive a power cut.
  package static func syncFolder(of path: String) {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func taken(_ path: String) -> ToolFailure {
    ToolFailure("\(path) is already there", remedy: "Choose another name; it is never overwritten.")
  }

  /// A failure that names what the system said.
  package static func failure(_ problem: String) -> ToolFailure {
    ToolFailure("\(problem): \(unsafe String(cString: strerror(errno)))")
  }

  /// Up to `count` bytes, as many as are there; none at the end.
  package static func readChunk(_ descriptor: Int32, _ count: Int, _ path: String) throws -> [UInt8] {
    while true {
      var status = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        status = unsafe Foundation.read(descriptor, buffer.baseAddress, count)
        filled = max(0, status)
      }
      if status >= 0 { return bytes }
      guard errno == EINTR else { throw failure("cannot read \(path)") }
    }
  }

  /// Up to `count` bytes that stand at an offset, as many as are there.
  package static func readChunk(_ descriptor: Int32, _ count: Int, from offset: off_t, _ path: String) throws -> [UInt8]
  {
    guard lseek(descriptor, offset, SEEK_SET) == offset else { throw failure("cannot read \(path)") }
    return try readChunk(descriptor, count, path)
  }
}
