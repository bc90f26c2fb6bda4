import Foundation
import Mapae

/// Where passes go: standard output, or a new file. Each line is handed to the system at once, so that an interrupted
/// run leaves what it has made.
final class PassOutput {
  private let descriptor: Int32
  private let name: String
  private let path: String?
  private var isEmpty = true

  /// - Parameter path: a file that is not there yet; standard output where it is `nil`.
  init(_ path: String?) throws {
    self.path = path
    name = path ?? "standard output"
    descriptor = path.map { unsafe open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644) } ?? dup(STDOUT_FILENO)
    guard descriptor < 0, let path else { return }
    throw errno == EEXIST
      ? ToolFailure("\(path) is already there", remedy: "Choose another name; it is never overwritten.")
      : Files.failure("cannot write \(path)")
  }

  deinit { close(descriptor) }

  func write(_ line: String) throws {
    isEmpty = false
    try Files.writeAll(descriptor, Array((line + "\n").utf8).span, name)
  }

  /// Makes a file's content outlive a power cut; removes a file in which nothing stands.
  func finish() throws {
    guard let path else { return }
    if isEmpty { unsafe unlink(path) } else if fsync(descriptor) != 0 { throw Files.failure("cannot write \(path)") }
  }
}
