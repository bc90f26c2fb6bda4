import Foundation

/// A file or standard input, read piece by piece.
package final class ByteStream {
  /// For people: the path, or "standard input".
  package let name: String
  private let descriptor: Int32

  /// - Parameter path: `-` for standard input.
  package init(_ path: String) throws {
    name = path == "-" ? "standard input" : path
    descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Files.failure("cannot read \(name)") }
  }

  deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

  /// The next bytes, as soon as there are some; none at the end.
  package func next(atMost count: Int = 65_536) throws -> [UInt8] { try Files.readChunk(descriptor, count, name) }

  /// The first bytes: so many that they tell what the stream holds, unless it ends before. Not more than come at once,
  /// for behind standard input somebody may wait for an answer to a line.
  package func head() throws -> [UInt8] {
    var head: [UInt8] = []
    while head.count < 12 {
      let chunk = try next()
      if chunk.isEmpty { break }
      head += chunk
    }
    return head
  }

  /// The bytes that were read already, and all that are left.
  ///
  /// - Parameter limit: more bytes than that are a failure, found after reading one byte more.
  package func rest(after head: [UInt8] = [], limit: Int) throws -> [UInt8] {
    var bytes = head
    while bytes.count <= limit {
      let chunk = try next(atMost: min(1 << 20, limit + 1 - bytes.count))
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
    throw ToolFailure.tooLong(name, limit)
  }
}

extension ToolFailure {
  /// That of an input with more bytes than belong there.
  package static func tooLong(_ name: String, _ limit: Int) -> ToolFailure {
    ToolFailure(
      "\(name) has more than \(limit) bytes, the most that belong here",
      remedy: "Is it the right file? `mapae inspect` says what a Mapae object is.")
  }
}
