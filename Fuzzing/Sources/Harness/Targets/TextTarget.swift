internal import Mapae

/// A text as it comes from a QR code.
enum TextTarget {
  static func check(_ bytes: [UInt8]) throws(Violation) {
    _ = try Decoding.check(TextObject.self, Array(String(decoding: bytes, as: UTF8.self).utf8))
  }

  /// A text of as many digits, three by three, as its first ones are.
  static func checkTime(_ bytes: [UInt8]) throws(Violation) {
    let digits = Array(bytes.dropFirst(4).prefix(3))
    try Growth.check { count in
      Array(MapaeText.prefix.utf8) + repeatElement(digits, count: 8 * count).joined()
    } _: {
      _ = try? TextObject(decoding: $0)
    }
  }

  /// Of the text, or of the bytes that it stands for.
  static func mutate(_ text: inout [UInt8], _ draw: inout Draw) {
    if draw.once(in: 2), let object = try? TextObject(decoding: text) {
      text = Array(MapaeText.encode(draw.mutateBytes(object.bytes, 1_200)).utf8)
    } else {
      text = draw.mutateBytes(text, 1_800)
    }
  }
}

/// What a text stands for.
private struct TextObject: Recodable {
  let bytes: [UInt8]

  init(decoding text: [UInt8]) throws(FormatError) {
    bytes = try MapaeText.decode(String(decoding: text, as: UTF8.self))
  }

  func encoded() throws(FormatError) -> [UInt8] { Array(MapaeText.encode(bytes).utf8) }
}
