/// Dark modules on a light ground, with all the light that must stand around them.
protocol Drawing {
  /// Modules along the upper and lower edge.
  var outerWidth: Int { get }
  /// Modules along the left and right edge.
  var outerHeight: Int { get }

  /// Whether a module is dark, counted from the drawing's corner.
  func isInk(_ row: Int, _ column: Int) -> Bool
}

extension Drawing {
  /// Writes a picture into a new file: an SVG where its name says so, otherwise a PNG.
  ///
  /// - Parameter scale: pixels along an edge of a module.
  func write(to file: String, scale: Int) throws {
    try Files.write(
      file.hasSuffix(".svg") ? Array(svg(scale: scale).utf8) : png(scale: scale), to: file, replacing: false)
  }
}

extension QRSymbol: Drawing {
  var outerHeight: Int { outerWidth }

  func isInk(_ row: Int, _ column: Int) -> Bool { isDark(row - QRSymbol.quietZone, column - QRSymbol.quietZone) }
}
