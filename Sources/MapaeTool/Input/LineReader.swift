/// The lines of a stream, without the white space around them; empty ones are left out.
struct LineReader {
  private let stream: ByteStream
  private var buffer: [UInt8]
  private var start = 0
  private var isAtEnd = false
  /// The number of the line that was read last, from 1.
  private(set) var number = 0
  /// Whether no line was found yet that has more than white space.
  private(set) var isEmpty = true

  /// The most bytes of a line: a record with all that `mapae issue --json` says of it, many times over.
  static let greatestLength = 65_536

  /// - Parameter head: bytes of the stream that were read already.
  init(_ stream: ByteStream, after head: [UInt8]) {
    self.stream = stream
    buffer = head
  }

  /// The next line as soon as its end is there; `nil` behind the last one.
  ///
  /// - Throws: where a line is too long or cannot be read. There is no line after it.
  mutating func next() throws -> ArraySlice<UInt8>? {
    while let line = try nextRaw() {
      number += 1
      let trimmed = line.trimmingSpace()
      if trimmed.isEmpty { continue }
      isEmpty = false
      return trimmed
    }
    return nil
  }

  private mutating func nextRaw() throws -> ArraySlice<UInt8>? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return buffer[start..<end]
      }
      guard buffer.count - start <= LineReader.greatestLength else {
        isAtEnd = true
        start = buffer.count
        throw ToolFailure("line \(number + 1) is longer than \(LineReader.greatestLength) bytes")
      }
      buffer.removeFirst(start)
      start = 0
      searched = buffer.count
      let chunk = isAtEnd ? [] : try read()
      if chunk.isEmpty {
        isAtEnd = true
        defer { start = buffer.count }
        return buffer.isEmpty ? nil : buffer[...]
      }
      buffer += chunk
    }
  }

  private mutating func read() throws -> [UInt8] {
    do { return try stream.next() } catch {
      isAtEnd = true
      buffer = []
      throw error
    }
  }
}

extension ArraySlice<UInt8> {
  /// Without the white space at both ends: it is the channel's, not the text's.
  fileprivate func trimmingSpace() -> ArraySlice<UInt8> {
    let isSpace = { (byte: UInt8) in byte == 0x20 || (0x09...0x0d).contains(byte) }
    guard let first = firstIndex(where: { !isSpace($0) }), let last = lastIndex(where: { !isSpace($0) }) else {
      return []
    }
    return self[first...last]
  }
}
