import Mapae

/// Bytes as they stand in a file of cases: where one byte is repeated for long they are a recipe (test-vectors/README.md,
/// "Long inputs"). Else a bundle of 64 MB would be 128 MB of digits.
struct WritableBytes: Encodable {
  private let bytes: [UInt8]
  /// How often a byte stands in a row at least, to be written once.
  private static let leastCount = 4_096

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func encode(to encoder: any Encoder) throws {
    let pieces = pieces
    if pieces.count == 1, case .bytes(let bytes) = pieces[0] {
      var value = encoder.singleValueContainer()
      try value.encode(Hex.encode(bytes))
    } else {
      var fields = encoder.container(keyedBy: AnyKey.self)
      try fields.encode(pieces, forKey: AnyKey(stringValue: "pieces"))
    }
  }

  private var pieces: [Piece] {
    var pieces: [Piece] = []
    var (written, start) = (0, 0)
    while start < bytes.count {
      let end = bytes[start...].firstIndex { $0 != bytes[start] } ?? bytes.count
      if end - start >= WritableBytes.leastCount {
        if written < start { pieces.append(.bytes(bytes[written..<start])) }
        pieces.append(.times(end - start, bytes[start]))
        written = end
      }
      start = end
    }
    return written < bytes.count || pieces.isEmpty ? pieces + [.bytes(bytes[written...])] : pieces
  }

  private enum Piece: Encodable {
    case bytes(ArraySlice<UInt8>)
    case times(Int, UInt8)

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .bytes(let bytes):
        var value = encoder.singleValueContainer()
        try value.encode(Hex.encode(bytes))
      case .times(let count, let byte):
        var fields = encoder.container(keyedBy: AnyKey.self)
        try fields.encode(count, forKey: AnyKey(stringValue: "times"))
        try fields.encode([Hex.encode([byte])], forKey: AnyKey(stringValue: "of"))
      }
    }
  }
}
