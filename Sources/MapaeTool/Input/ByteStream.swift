import Foundation

/// A file or standard input, read piece by piece.
final class ByteStream {
  private let path: String
  private let descriptor: Int32

  /// - Parameter path: `-` for standard input.
  init(_ path: String) throws {
    self.path = path
    descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Files.failure("cannot read \(path)") }
  }

  deinit { if path != "-" { close(descriptor) } }

  /// The next bytes, as soon as there are some; none at the end.
  func next(atMost count: Int = 65_536) throws -> [UInt8] { try Files.readChunk(descriptor, count, path) }

  /// What is left, behind the bytes that were read already.
  ///
  /// - Parameter limit: more bytes than that are a failure, found after reading one byte more.
  func rest(after head: [UInt8], limit: Int) throws -> [UInt8] {
    var bytes = head
    while bytes.count <= limit {
      let chunk = try next(atMost: min(1 << 20, limit + 1 - bytes.count))
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
    throw ToolFailure(
      "more than \(limit) bytes, the most that belong here",
      remedy: "Is it the right file? `mapae inspect` says what a Mapae object is.")
  }
}
