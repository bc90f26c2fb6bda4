import Foundation

/// The lines of a stream, in bounded memory, without the white space around them; empty ones are left out.
struct LineReader {
  struct Line {
    /// From 1, counting empty lines too.
    let number: Int
    /// `nil` where there are more than ``LineReader/greatestLength``.
    let bytes: ArraySlice<UInt8>?
  }

  private let stream: ByteStream
  private var chunk: [UInt8]
  private var start = 0
  private var number = 0
  /// Whether no line was found yet that has more than white space.
  private(set) var isEmpty = true

  /// The most bytes of a line: a record with all that `mapae issue --json` says of it, many times over.
  static let greatestLength = 65_536

  /// - Parameter head: bytes of the stream that were read already.
  init(_ stream: ByteStream, after head: [UInt8] = []) {
    self.stream = stream
    chunk = head
  }

  /// The next line as soon as its end is there; `nil` behind the last one.
  mutating func next() throws -> Line? {
    while let bytes = try nextRaw() {
      number += 1
      let line = Line(number: number, bytes: bytes?.trimmingSpace())
      if line.bytes?.isEmpty == true { continue }
      isEmpty = false
      return line
    }
    return nil
  }

  /// The bytes up to the next end of a line, or `.some(nil)` where there are too many; `nil` at the stream's end.
  private mutating func nextRaw() throws -> ArraySlice<UInt8>?? {
    var line: ArraySlice<UInt8>? = []
    var isAtEnd = true
    while true {
      if start == chunk.count {
        chunk = try stream.next()
        start = 0
        if chunk.isEmpty { return isAtEnd ? nil : .some(line) }
      }
      isAtEnd = false
      let end = endOfLine()
      let part = chunk[start..<(end ?? chunk.count)]
      if let begun = line { line = begun.count + part.count <= LineReader.greatestLength ? begun + part : nil }
      start = end.map { $0 + 1 } ?? chunk.count
      if end != nil { return .some(line) }
    }
  }

  /// The index in the chunk of the next line's end. The C library looks at many bytes at once, so that a line of a
  /// gigabyte is passed over in no time.
  private func endOfLine() -> Int? {
    unsafe chunk.withUnsafeBytes { bytes in
      guard let first = bytes.baseAddress, let end = unsafe memchr(first + start, 0x0a, bytes.count - start) else {
        return nil
      }
      return unsafe UnsafeRawPointer(end) - first
    }
  }
}
