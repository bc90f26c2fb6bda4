extension Drawing {
  /// An SVG document: one path, a unit a module, the same bytes in each run.
  ///
  /// - Parameter scale: the size that it asks for, in pixels along an edge of a module.
  func svg(scale: Int) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(outerWidth) \(outerHeight)" \
    width="\(outerWidth * scale)" height="\(outerHeight * scale)">
    <rect width="\(outerWidth)" height="\(outerHeight)" fill="#fff"/>
    <path shape-rendering="crispEdges" d="\(path)"/>
    </svg>

    """
  }

  /// Dark modules side by side are one rectangle.
  private var path: String {
    var path = ""
    for row in 0..<outerHeight {
      var column = 0
      while column < outerWidth {
        let start = column
        while column < outerWidth, isInk(row, column) { column += 1 }
        if column > start { path += "M\(start) \(row)h\(column - start)v1h-\(column - start)z" }
        column += 1
      }
    }
    return path
  }
}
