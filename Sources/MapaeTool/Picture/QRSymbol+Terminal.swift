extension QRSymbol {
  /// The code in half blocks, two rows of modules a line.
  ///
  /// - Parameter painted: whether the lines say their colours, so that a code is dark on light on any terminal. Without
  ///   them it is right where text is light on dark.
  func blocks(painted: Bool) -> String {
    var text = ""
    for row in stride(from: -QRSymbol.quietZone, to: width + QRSymbol.quietZone, by: 2) {
      // The last line's lower half may lie outside: it is drawn light, as more quiet zone.
      let line = (-QRSymbol.quietZone..<width + QRSymbol.quietZone).map { column in
        switch (isDark(row, column), isDark(row + 1, column)) {
        case (false, false): "█"
        case (false, true): "▀"
        case (true, false): "▄"
        case (true, true): " "
        }
      }
      text += painted ? "\u{1b}[97;40m\(line.joined())\u{1b}[0m\n" : line.joined() + "\n"
    }
    return text
  }
}
