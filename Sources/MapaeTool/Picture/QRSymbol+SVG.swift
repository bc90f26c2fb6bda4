extension QRSymbol {
  /// An SVG document: one path, a unit a module, the same bytes in each run.
  ///
  /// - Parameter scale: the size that it asks for, in pixels along an edge of a module.
  func svg(scale: Int) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(outerWidth) \(outerWidth)" \
    width="\(outerWidth * scale)" height="\(outerWidth * scale)">
    <rect width="\(outerWidth)" height="\(outerWidth)" fill="#fff"/>
    <path shape-rendering="crispEdges" d="\(path)"/>
    </svg>

    """
  }

  /// Dark modules side by side are one rectangle.
  private var path: String {
    var path = ""
    for row in 0..<width {
      var column = 0
      while column < width {
        let start = column
        while isDark(row, column) { column += 1 }
        if column > start {
          let length = column - start
          path += "M\(start + QRSymbol.quietZone) \(row + QRSymbol.quietZone)h\(length)v1h-\(length)z"
        }
        column += 1
      }
    }
    return path
  }
}
