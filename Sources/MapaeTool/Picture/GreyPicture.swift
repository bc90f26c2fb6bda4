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

  /// The picture with black for white.
  var inverted: GreyPicture { GreyPicture(width: width, height: height, pixels: pixels.map { ~$0 }) }

  /// The picture at half its width and height: four pixels become their mean. `nil` where it would be too small for any
  /// QR code.
  var halved: GreyPicture? {
    let (halfWidth, halfHeight) = (width / 2, height / 2)
    guard min(halfWidth, halfHeight) >= 2 * 21 else { return nil }
    let source = pixels.span
    let mean = [UInt8](capacity: halfWidth * halfHeight) { (output: inout OutputSpan<UInt8>) in
      for y in 0..<halfHeight {
        for x in 0..<halfWidth {
          let corner = 2 * y * width + 2 * x
          let upper = Int(source[corner]) + Int(source[corner + 1])
          let lower = Int(source[corner + width]) + Int(source[corner + width + 1])
          output.append(UInt8((upper + lower) / 4))
        }
      }
    }
    return GreyPicture(width: halfWidth, height: halfHeight, pixels: mean)
  }

  private init(width: Int, height: Int, pixels: [UInt8]) {
    (self.width, self.height, self.pixels) = (width, height, pixels)
  }

  private static func failure(_ image: png_image) -> ToolFailure {
    let message = unsafe withUnsafeBytes(of: image.message) {
      unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    return ToolFailure("the PNG is damaged or not whole: \(message)", remedy: "Copy the picture again, whole.")
  }
}
