internal import CZBar
import Mapae

/// Finds QR codes in pictures.
enum PictureReader {
  /// The texts of all QR codes in a PNG, from top to bottom; each once and in any order where a poster's are among them.
  ///
  /// - Parameter bytes: at most ``GreyPicture/greatestFileSize``.
  /// - Throws: where it is no whole PNG, or no QR code is in it.
  static func texts(inPNG bytes: [UInt8]) throws -> [String] {
    let scanner = try QRScanner()
    var picture: GreyPicture? = try GreyPicture(png: bytes)
    var found: [String] = []
    // In a camera's large picture the noise hides the code's edges; it is gone from a smaller one.
    while let next = picture {
      // A phone in dark mode shows codes white on black.
      for isInverted in [false, true] {
        let texts = try scanner.texts(in: isInverted ? next.inverted : next)
        // Of a poster's many codes, some are found in a smaller picture only.
        if !found.isEmpty || texts.contains(where: PosterPart.isPart) {
          found += texts.filter { !found.contains($0) }
        } else if !texts.isEmpty {
          return texts
        }
      }
      picture = next.halved
    }
    guard found.isEmpty else { return found }
    throw ToolFailure(
      "no QR code is found in the picture",
      remedy: "It must show the whole code with its white edge, sharp, and two pixels a module or more.")
  }

  /// The texts of all QR codes in a stream; `nil` where it holds no picture.
  ///
  /// - Parameter head: the stream's first bytes, which were read already.
  static func texts(in stream: ByteStream, after head: [UInt8]) throws -> [String]? {
    if let format = foreignFormat(of: head) {
      throw ToolFailure(
        "\(stream.name) is a \(format) file, and of pictures only PNG is read",
        remedy: "Convert it to PNG, or take a screenshot of it.")
    }
    guard GreyPicture.isPNG(head) else { return nil }
    let png = try stream.rest(after: head, limit: GreyPicture.greatestFileSize)
    do { return try texts(inPNG: png) } catch let failure as ToolFailure {
      throw ToolFailure("\(stream.name): \(failure.problem)", remedy: failure.remedy)
    }
  }

  /// The name of another format of pictures or documents; `nil` where bytes begin like none of them.
  static func foreignFormat(of bytes: [UInt8]) -> String? {
    let formats: [(name: String, offset: Int, signature: [UInt8])] = [
      ("JPEG", 0, [0xff, 0xd8, 0xff]), ("GIF", 0, Array("GIF8".utf8)), ("WebP", 8, Array("WEBP".utf8)),
      ("HEIC or AVIF", 4, Array("ftyp".utf8)), ("TIFF", 0, [0x49, 0x49, 0x2a, 0]), ("TIFF", 0, [0x4d, 0x4d, 0, 0x2a]),
      ("PDF", 0, Array("%PDF-".utf8)), ("SVG", 0, Array("<svg ".utf8)), ("SVG", 0, Array("<?xml".utf8)),
    ]
    return formats.first { bytes.dropFirst($0.offset).starts(with: $0.signature) }?.name
  }
}

/// zbar, told to look for nothing but QR codes: the readers of its other codes have had faults on hostile pictures.
@safe private struct QRScanner: ~Copyable {
  private let scanner: OpaquePointer

  init() throws {
    guard let scanner = unsafe zbar_image_scanner_create() else { throw ToolFailure("no memory for a QR scanner") }
    unsafe self.scanner = scanner
    // zbar can announce what it reads on D-Bus, to whoever listens there.
    unsafe zbar_image_scanner_request_dbus(scanner, 0)
    unsafe zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0)
    unsafe zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1)
    // The bytes as the code holds them: zbar would guess at an encoding.
    unsafe zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY, 1)
    // Not ZBAR_CFG_TEST_INVERTED: zbar 0.23.92 writes up to seven bytes behind its inverted copy of a picture.
  }

  deinit { unsafe zbar_image_scanner_destroy(scanner) }

  func texts(in picture: GreyPicture) throws -> [String] {
    guard let image = unsafe zbar_image_create() else { throw ToolFailure("no memory for a picture") }
    defer { unsafe zbar_image_destroy(image) }
    unsafe zbar_image_set_format(image, mapae_zbar_grey())
    unsafe zbar_image_set_size(image, UInt32(picture.width), UInt32(picture.height))
    return try unsafe picture.pixels.withUnsafeBytes { pixels in
      unsafe zbar_image_set_data(image, pixels.baseAddress, UInt(pixels.count), nil)
      guard unsafe zbar_scan_image(scanner, image) >= 0 else { throw ToolFailure("the picture could not be scanned") }
      return unsafe symbols(of: image)
    }
  }

  private func symbols(of image: OpaquePointer) -> [String] {
    var found: [(x: Int32, y: Int32, text: String)] = []
    var next = unsafe zbar_image_first_symbol(image)
    while let symbol = unsafe next {
      let data = unsafe UnsafeRawBufferPointer(
        start: zbar_symbol_get_data(symbol), count: Int(zbar_symbol_get_data_length(symbol)))
      let text = unsafe String(decoding: data, as: UTF8.self)
      unsafe found.append((zbar_symbol_get_loc_x(symbol, 0), zbar_symbol_get_loc_y(symbol, 0), text))
      unsafe next = zbar_symbol_next(symbol)
    }
    return found.sorted { ($0.y, $0.x) < ($1.y, $1.x) }.map(\.text)
  }
}
