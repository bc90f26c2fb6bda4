internal import CPNG

extension Drawing {
  /// A PNG file of two colours.
  ///
  /// - Parameter scale: pixels along an edge of a module.
  /// - Throws: where it would have more pixels than this tool reads.
  func png(scale: Int) throws -> [UInt8] {
    let (width, height) = (outerWidth * scale, outerHeight * scale)
    guard width * height <= GreyPicture.greatestPixelCount else {
      throw ToolFailure("the picture would have \(width) × \(height) pixels", remedy: "Choose a smaller --scale.")
    }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(width * height)
    for row in 0..<outerHeight {
      let line = (0..<outerWidth).flatMap { Array(repeating: isInk(row, $0) ? UInt8(1) : 0, count: scale) }
      for _ in 0..<scale { pixels += line }
    }

    var image = unsafe png_image()
    unsafe image.version = png_uint_32(PNG_IMAGE_VERSION)
    unsafe (image.width, image.height) = (png_uint_32(width), png_uint_32(height))
    // With a map of two colours libpng writes one bit a pixel.
    unsafe image.format = png_uint_32(PNG_FORMAT_GRAY) | png_uint_32(PNG_FORMAT_FLAG_COLORMAP)
    unsafe image.colormap_entries = 2
    let colours: [UInt8] = [255, 0]
    // A bit a pixel, a byte for each row's filter, and room for the chunks: more than deflate ever makes of it.
    var file = [UInt8](repeating: 0, count: height * (width / 8 + 2) * 2 + 1_024)
    var size = png_alloc_size_t(file.count)
    let status = unsafe png_image_write_to_memory(&image, &file, &size, 0, pixels, png_int_32(width), colours)
    guard status != 0, size <= file.count else { throw ToolFailure("libpng could not write the picture") }
    return Array(file.prefix(Int(size)))
  }
}
