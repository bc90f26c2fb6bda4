extension QRSymbol {
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
