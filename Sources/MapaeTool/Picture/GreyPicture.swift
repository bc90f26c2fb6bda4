internal import CPNG

/// A picture of one byte of grey a pixel, row by row.
struct GreyPicture {
  let width: Int
  let height: Int
  let pixels: [UInt8]

  /// The most bytes of a PNG file that is read.
  static let greatestFileSize = 16 << 20
  /// The most pixels that are unpacked: a camera's, and no bomb's.
  static let greatestPixelCount = 32 << 20

  private static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

  /// Whether bytes begin as a PNG does.
  static func isPNG(_ bytes: [UInt8]) -> Bool { bytes.starts(with: signature) }

  /// Unpacks a PNG. Its pixels are counted before there is memory for them: a file of a few bytes may claim 2⁶² of them.
  ///
  /// - Throws: where the file is damaged, cut off or too large.
  init(png bytes: [UInt8]) throws {
    guard bytes.count <= GreyPicture.greatestFileSize else {
      throw ToolFailure(
        "the picture has more than \(GreyPicture.greatestFileSize) bytes",
        remedy: "Cut out the QR code, or make the picture smaller.")
    }
    var image = unsafe png_image()
    unsafe image.version = png_uint_32(PNG_IMAGE_VERSION)
    defer { unsafe png_image_free(&image) }

    // libpng looks at the bytes until it is done, so they are lent for the whole reading.
    (width, height, pixels) = try unsafe bytes.withUnsafeBytes { file in
      guard unsafe png_image_begin_read_from_memory(&image, file.baseAddress, file.count) != 0 else {
        throw unsafe GreyPicture.failure(image)
      }
      let (width, height) = unsafe (Int(image.width), Int(image.height))
      guard height > 0, width <= GreyPicture.greatestPixelCount / height else {
        throw ToolFailure(
          "the picture has \(width) × \(height) pixels, more than can be looked through",
          remedy: "Cut out the QR code, or make the picture smaller.")
      }
      unsafe image.format = png_uint_32(PNG_FORMAT_GRAY)
      // What is transparent is seen on white, as on paper.
      var white = png_color(red: 255, green: 255, blue: 255)
      var pixels = [UInt8](repeating: 255, count: width * height)
      let status = unsafe pixels.withUnsafeMutableBytes {
        unsafe png_image_finish_read(&image, &white, $0.baseAddress, png_int_32(width), nil)
      }
      guard status != 0 else { throw unsafe GreyPicture.failure(image) }
      return (width, height, pixels)
    }
  }

  private static func failure(_ image: png_image) -> ToolFailure {
    let message = unsafe withUnsafeBytes(of: image.message) {
      unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    return ToolFailure("the PNG is damaged or not whole: \(message)", remedy: "Copy the picture again, whole.")
  }
}
