/// Reads records one by one, in bounded memory: one to a line (NDJSON), or spread over lines as `jq` prints them, from
/// a line `{` to a line `}`.
struct RecordReader {
  private var lines: LineReader
  /// A line that was read and begins the next record.
  private var pending: LineReader.Line?

  /// The most bytes of a record.
  static let greatestSize = LineReader.greatestLength

  /// - Parameter path: a file, or `-` for standard input.
  init(_ path: String) throws { lines = LineReader(try ByteStream(path)) }

  /// The next record, with the number of the line on which it begins; `nil` at the end.
  mutating func next() throws -> LineReader.Line? {
    guard let line = try pending ?? lines.next() else { return nil }
    pending = nil
    guard line.bytes == [UInt8(ascii: "{")] else { return line }
    return LineReader.Line(number: line.number, bytes: try restOfRecord())
  }

  /// A record from its line `{` to its line `}`. It ends before a line that begins another one.
  private mutating func restOfRecord() throws -> ArraySlice<UInt8>? {
    var record: ArraySlice<UInt8>? = [UInt8(ascii: "{")]
    while let line = try lines.next() {
      if line.bytes?.first == UInt8(ascii: "{") {
        pending = line
        break
      }
      if let begun = record, let bytes = line.bytes, begun.count + 1 + bytes.count <= RecordReader.greatestSize {
        record = begun + [0x0a] + bytes
      } else {
        record = nil
      }
      if line.bytes == [UInt8(ascii: "}")] { break }
    }
    return record
  }
}
