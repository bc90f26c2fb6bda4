/// Dark modules on a light ground, with all the light that must stand around them.
protocol Drawing {
  /// Modules along the upper and lower edge.
  var outerWidth: Int { get }
  /// Modules along the left and right edge.
  var outerHeight: Int { get }

  /// Whether a module is dark, counted from the drawing's corner.
  func isInk(_ row: Int, _ column: Int) -> Bool
}

extension QRSymbol: Drawing {
  var outerHeight: Int { outerWidth }

  func isInk(_ row: Int, _ column: Int) -> Bool { isDark(row - QRSymbol.quietZone, column - QRSymbol.quietZone) }
}
