import CMeasure
import Mapae

/// The README's picture: a pass's QR code beside one as dense as the EU certificate's for a record of the same lengths.
enum Picture {
  /// Characters in the EU certificate's QR code for the reference record; its signed bytes (spec/rationale.md).
  private static let certificate = (characters: 604, bytes: 393)
  private static let module = 4
  /// Four modules, as the QR code's standard asks.
  private static let margin = 16
  private static let caption = 40

  /// An SVG document, the same bytes in each run.
  static func svg() throws -> String {
    let pass = try MeasuredDomain().pass(of: .standIn, .compact)
    let left = try Symbol(MapaeText.encode(pass.bytes), QR_ECLEVEL_M)
    let right = try Symbol(filler(certificate.characters), QR_ECLEVEL_M)
    let rightEdge = 3 * margin + (left.width + right.width) * module
    let height = 2 * margin + right.width * module + caption
    let bottom = margin + right.width * module
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(rightEdge) \(height)" width="\(rightEdge)" \
      height="\(height)" font-family="sans-serif" font-size="12" text-anchor="middle">
      <rect width="\(rightEdge)" height="\(height)" fill="#fff"/>
      \(drawing(left, x: margin, bottom: bottom, ["Mapae", "\(pass.bytes.count) bytes, \(left.version)-M"]))
      \(drawing(
        right, x: 2 * margin + left.width * module, bottom: bottom,
        ["as dense as the EU certificate", "\(certificate.bytes) bytes, \(right.version)-M"]))
      </svg>

      """
  }

  private static func drawing(_ symbol: Symbol, x: Int, bottom: Int, _ lines: [String]) -> String {
    let top = bottom - symbol.width * module
    var path = ""
    for row in 0..<symbol.width {
      var column = 0
      while column < symbol.width {
        let start = column
        while column < symbol.width, symbol.modules[row * symbol.width + column] { column += 1 }
        // Dark modules side by side are one rectangle.
        if column > start {
          let width = (column - start) * module
          path += "M\(x + start * module) \(top + row * module)h\(width)v\(module)h-\(width)z"
        }
        column += 1
      }
    }
    let middle = x + symbol.width * module / 2
    let text = lines.enumerated()
      .map { "<text x=\"\(middle)\" y=\"\(bottom + 20 + 16 * $0.offset)\">\($0.element)</text>" }
    return "<path shape-rendering=\"crispEdges\" d=\"\(path)\"/>\n" + text.joined(separator: "\n")
  }

  /// Letters that say nothing, with as little repetition as a certificate's.
  private static func filler(_ count: Int) -> String {
    let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    var state: UInt32 = 1
    return String(
      (0..<count).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return alphabet[Int(state >> 16) % alphabet.count]
      })
  }
}
