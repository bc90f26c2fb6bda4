internal import CPNG

extension QRSymbol {
  /// A PNG file of two colours.
  ///
  /// - Parameter scale: pixels along an edge of a module.
  func png(scale: Int) throws -> [UInt8] {
    let edge = outerWidth * scale
    var pixels = [UInt8](repeating: 0, count: edge * edge)
    for y in 0..<edge {
      let row = y / scale - QRSymbol.quietZone
      for x in 0..<edge where isDark(row, x / scale - QRSymbol.quietZone) { pixels[y * edge + x] = 1 }
    }

    var image = unsafe png_image()
    unsafe image.version = png_uint_32(PNG_IMAGE_VERSION)
    unsafe (image.width, image.height) = (png_uint_32(edge), png_uint_32(edge))
    // With a map of two colours libpng writes one bit a pixel.
    unsafe image.format = png_uint_32(PNG_FORMAT_GRAY) | png_uint_32(PNG_FORMAT_FLAG_COLORMAP)
    unsafe image.colormap_entries = 2
    let colours: [UInt8] = [255, 0]
    // A bit a pixel, a byte for each row's filter, and room for the chunks: more than deflate ever makes of it.
    var file = [UInt8](repeating: 0, count: edge * (edge / 8 + 2) * 2 + 1_024)
    var size = png_alloc_size_t(file.count)
    let status = unsafe png_image_write_to_memory(&image, &file, &size, 0, pixels, png_int_32(edge), colours)
    guard status != 0, size <= file.count else { throw ToolFailure("libpng could not write the picture") }
    return Array(file.prefix(Int(size)))
  }
}
