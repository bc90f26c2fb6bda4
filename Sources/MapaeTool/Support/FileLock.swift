import Foundation

/// A file that one process at a time holds; whoever dies lets it go.
final class FileLock {
  private let descriptor: Int32

  /// Waits until nobody else holds it. The file is made where it is not there, and stays.
  init(_ path: String) throws {
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Files.failure("cannot open \(path)") }
    try Files.lock(descriptor, path)
  }

  deinit { close(descriptor) }
}
