/// Bytes as they stand in a file: hexadecimal digits, the name of an object, or a recipe.
struct WrittenBytes: Decodable {
  let input: WrittenInput

  init(from decoder: any Decoder) throws {
    guard let keys = try? decoder.keys() else {
      input = .bytes(LongBytes(try HexText(from: decoder).bytes))
      return
    }
    guard keys.contains("pieces") else {
      input = .object(try decoder.fields(["object"])("object"))
      return
    }
    let pieces = try decoder.fields(["pieces"])("pieces", as: [WrittenPiece].self)
    guard let bytes = LongBytes(pieces.map(\.piece)) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "this makes more than \(LongBytes.greatestCount) bytes, or a number without room"))
    }
    input = .bytes(bytes)
  }
}

/// Bytes, or what is written many times.
private struct WrittenPiece: Decodable {
  let piece: LongBytes.Piece

  init(from decoder: any Decoder) throws {
    guard (try? decoder.keys()) != nil else {
      piece = .bytes(try HexText(from: decoder).bytes)
      return
    }
    let fields = try decoder.fields(["times", "of"])
    piece = .times(try fields("times"), try fields("of", as: [WrittenItem].self).map(\.item))
  }
}

/// Bytes, or a number that rises.
private struct WrittenItem: Decodable {
  let item: LongBytes.Item

  init(from decoder: any Decoder) throws {
    guard (try? decoder.keys()) != nil else {
      item = .bytes(try HexText(from: decoder).bytes)
      return
    }
    let fields = try decoder.fields(["number", "step", "size"])
    item = .number(first: try fields("number"), step: try fields("step"), size: try fields("size"))
  }
}
