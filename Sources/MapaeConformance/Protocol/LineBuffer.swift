import Foundation

/// Bytes as they come from a pipe, cut into lines, in bounded memory.
struct LineBuffer {
  /// The most bytes of a line, its line feed included.
  let limit: Int
  private var bytes: [UInt8] = []
  /// Where the next line begins, and up to where no line feed was found.
  private var start = 0
  private var scanned = 0

  struct LineTooLong: Error {}

  init(limit: Int) { self.limit = limit }

  /// Whether bytes are left over that no line feed ended.
  var hasRest: Bool { start < bytes.count }

  mutating func append(_ chunk: [UInt8]) { bytes += chunk }

  /// The next whole line without its line feed; `nil` where none is there yet.
  ///
  /// - Throws: where more bytes came than a line may have.
  mutating func next() throws(LineTooLong) -> ArraySlice<UInt8>? {
    guard let end = LineBuffer.index(of: 0x0a, in: bytes, from: scanned) else {
      scanned = bytes.count
      guard bytes.count - start < limit else { throw LineTooLong() }
      forget()
      return nil
    }
    guard end - start < limit else { throw LineTooLong() }
    defer {
      start = end + 1
      scanned = start
    }
    return bytes[start..<end]
  }

  /// Frees the lines that were read, where nothing refers to them any more.
  private mutating func forget() {
    guard start > 0 else { return }
    bytes.removeSubrange(..<start)
    scanned -= start
    start = 0
  }

  /// The first index of a byte. The C library looks at many bytes at once.
  static func index(of byte: UInt8, in bytes: [UInt8], from offset: Int) -> Int? {
    unsafe bytes.withUnsafeBytes { bytes in
      guard let first = bytes.baseAddress,
        let found = unsafe memchr(first + offset, Int32(byte), bytes.count - offset)
      else { return nil }
      return unsafe UnsafeRawPointer(found) - first
    }
  }
}
