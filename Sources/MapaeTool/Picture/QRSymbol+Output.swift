extension QRSymbol {
  /// Writes a picture of the code into a new file: an SVG where its name says so, otherwise a PNG.
  ///
  /// - Parameter scale: pixels along an edge of a module.
  func write(to file: String, scale: Int) throws {
    try Files.write(
      file.hasSuffix(".svg") ? Array(svg(scale: scale).utf8) : png(scale: scale), to: file, replacing: false)
  }

  /// The code as standard output shows it.
  ///
  /// - Throws: where that is a terminal that is too narrow.
  func terminalText() throws -> String {
    if let columns = Terminal.columns, columns < outerWidth {
      throw ToolFailure(
        "the code is \(outerWidth) columns wide and the terminal \(columns)",
        remedy: "Make the window wider or its letters smaller, or draw a file with --out.")
    }
    return blocks(painted: Terminal.isColoured)
  }
}
