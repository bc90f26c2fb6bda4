import Foundation

/// Reads records one by one, in bounded memory: one to a line (NDJSON), or spread over lines as `jq` prints them, from
/// a line `{` to a line `}`.
final class RecordReader {
  /// One record's text.
  struct Entry {
    /// The line on which it begins; the first is 1.
    let line: Int
    /// `nil` where it has more than ``RecordReader/greatestSize`` bytes.
    let bytes: [UInt8]?
  }

  /// The most bytes of a record.
  static let greatestSize = 65_536

  private struct Line { let bytes: [UInt8]? }

  private let path: String
  private let descriptor: Int32
  private var chunk: [UInt8] = []
  private var start = 0
  private var line = 0
  /// A line that was read and belongs to the next record.
  private var pending: [UInt8]?

  /// - Parameter path: a file, or `-` for standard input.
  init(_ path: String) throws {
    self.path = path == "-" ? "standard input" : path
    descriptor = path == "-" ? dup(STDIN_FILENO) : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Files.failure("cannot read \(path)") }
  }

  deinit { close(descriptor) }

  /// The next record; `nil` at the end. Empty lines, and a byte order mark before the first, are passed over.
  func next() throws -> Entry? {
    while let text = try nextLine() {
      let first = line
      guard let bytes = text.bytes else { return Entry(line: first, bytes: nil) }
      if bytes == [UInt8(ascii: "{")] { return Entry(line: first, bytes: try restOfRecord()) }
      if !bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return Entry(line: first, bytes: bytes) }
    }
    return nil
  }

  /// A record from its line `{` to its line `}`. It ends before a line that begins another one.
  private func restOfRecord() throws -> [UInt8]? {
    var record: [UInt8]? = [UInt8(ascii: "{")]
    while let text = try nextLine() {
      if let bytes = text.bytes, bytes.first == UInt8(ascii: "{") {
        pending = bytes
        line -= 1
        break
      }
      if let whole = record, let bytes = text.bytes, whole.count + 1 + bytes.count <= RecordReader.greatestSize {
        record = whole + [0x0a] + bytes
      } else {
        record = nil
      }
      if text.bytes == [UInt8(ascii: "}")] { break }
    }
    return record
  }

  /// The next line without its end, `\n` or `\r\n`; its bytes are `nil` where there are too many.
  private func nextLine() throws -> Line? {
    line += 1
    if let bytes = pending {
      pending = nil
      return Line(bytes: bytes)
    }
    var text: [UInt8]? = []
    var isEmpty = true
    while true {
      if start == chunk.count {
        chunk = try Files.readChunk(descriptor, RecordReader.greatestSize, path)
        start = 0
        if chunk.isEmpty { return isEmpty ? nil : Line(bytes: trimmed(text)) }
      }
      isEmpty = false
      let end = endOfLine()
      let part = chunk[start..<(end ?? chunk.count)]
      if let whole = text { text = whole.count + part.count <= RecordReader.greatestSize ? whole + part : nil }
      start = end.map { $0 + 1 } ?? chunk.count
      if end != nil { return Line(bytes: trimmed(text)) }
    }
  }

  /// The index in the chunk of the next line's end. The C library looks at many bytes at once, so that a line of a
  /// gigabyte is passed over in no time.
  private func endOfLine() -> Int? {
    unsafe chunk.withUnsafeBytes { bytes in
      guard let first = bytes.baseAddress,
        let end = unsafe memchr(first + start, 0x0a, bytes.count - start)
      else { return nil }
      return unsafe UnsafeRawPointer(end) - first
    }
  }

  private func trimmed(_ text: [UInt8]?) -> [UInt8]? {
    guard var text else { return nil }
    if text.last == 0x0d { text.removeLast() }
    if line == 1, text.starts(with: [0xef, 0xbb, 0xbf]) { text.removeFirst(3) }
    return text
  }
}
