@testable import MapaeTool

/// A PNG file taken apart, so that a test can change it and make its checksums right again.
struct PNGFile {
  private struct Chunk {
    let type: String
    var data: [UInt8]
  }

  private static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  private var chunks: [Chunk] = []

  init(_ bytes: [UInt8]) {
    var offset = 8
    while offset + 12 <= bytes.count {
      let length = bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
      chunks.append(
        Chunk(
          type: String(decoding: bytes[offset + 4..<offset + 8], as: UTF8.self),
          data: Array(bytes[offset + 8..<offset + 8 + length])))
      offset += 12 + length
    }
  }

  /// A picture of eight-bit grey, its pixels stored and not packed.
  init(width: Int, rows: [[UInt8]]) {
    let size = PNGFile.bigEndian(width) + PNGFile.bigEndian(rows.count)
    chunks = [
      Chunk(type: "IHDR", data: size + [8, 0, 0, 0, 0]), Chunk(type: "IDAT", data: PNGFile.stored(rows)),
      Chunk(type: "IEND", data: []),
    ]
  }

  var bytes: [UInt8] {
    chunks.reduce(PNGFile.signature) { bytes, chunk in
      let body = Array(chunk.type.utf8) + chunk.data
      return bytes + PNGFile.bigEndian(chunk.data.count) + body + PNGFile.bigEndian(PNGFile.crc(body))
    }
  }

  /// The offset behind the last chunk of pixels.
  var endOfPixels: Int {
    PNGFile.signature.count + chunks.prefix { $0.type != "IEND" }.reduce(0) { $0 + 12 + $1.data.count }
  }

  mutating func setSize(_ width: Int, _ height: Int) {
    chunks[0].data.replaceSubrange(0..<8, with: PNGFile.bigEndian(width) + PNGFile.bigEndian(height))
  }

  /// Makes both colours of the picture white.
  mutating func whiten() { change("PLTE") { $0.map { _ in 255 } } }

  /// Makes white black and black white.
  mutating func swapColours() { change("PLTE") { $0.map { 255 - $0 } } }

  private mutating func change(_ type: String, _ change: ([UInt8]) -> [UInt8]) {
    for index in chunks.indices where chunks[index].type == type { chunks[index].data = change(chunks[index].data) }
  }

  /// A picture of codes one below the other.
  static func stacked(_ symbols: [QRSymbol], scale: Int) -> [UInt8] {
    let width = (symbols.map(\.outerWidth).max() ?? 0) * scale
    let rows = symbols.flatMap { symbol in
      (0..<symbol.outerWidth * scale).map { y in
        (0..<width).map { x in
          let isDark = symbol.isDark(y / scale - QRSymbol.quietZone, x / scale - QRSymbol.quietZone)
          return isDark ? UInt8(0) : 255
        }
      }
    }
    return PNGFile(width: width, rows: rows).bytes
  }

  /// A zlib stream of stored blocks, one a row, each row without a filter.
  private static func stored(_ rows: [[UInt8]]) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    var (low, high): (UInt32, UInt32) = (1, 0)
    for (index, row) in rows.enumerated() {
      let data = [0] + row
      let (first, second) = (UInt8(data.count & 255), UInt8(data.count >> 8))
      stream += [index == rows.count - 1 ? 1 : 0, first, second, ~first, ~second] + data
      for byte in data {
        low = (low + UInt32(byte)) % 65_521
        high = (high + low) % 65_521
      }
    }
    return stream + bigEndian(Int(high << 16 | low))
  }

  private static func crc(_ bytes: [UInt8]) -> Int {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
    }
    return Int(~crc)
  }

  private static func bigEndian(_ number: Int) -> [UInt8] {
    stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
  }
}
