/// A page of a poster: codes beside and below each other, each above its number and the count of all (POSTER-10). It has
/// the shape of A4, and is printed so that it fills one.
struct PosterPage: Drawing {
  let outerWidth: Int
  let outerHeight: Int
  private let ink: [Bool]

  /// The most codes on a page: with more, their modules would be smaller than 0.5 mm.
  static let greatestCount = 12
  /// Modules of light between the page's edge and the codes: the 4 mm and more that a printer leaves out.
  private static let margin = 10
  /// Modules of height for a code's number, with the light below it.
  private static let labelHeight = NumberLabel.height + 4

  /// - Parameter codes: at most ``greatestCount``, all of one version, each with its label such as `3/19`.
  init(_ codes: [(symbol: QRSymbol, label: String)]) {
    let columns = codes.count <= 2 ? 1 : codes.count <= 6 ? 2 : 3
    let rows = (codes.count + columns - 1) / columns
    let edge = codes.first?.symbol.outerWidth ?? 0
    let (gridWidth, gridHeight) = (columns * edge, rows * (edge + PosterPage.labelHeight))
    // Whichever direction is fuller decides the size of a sheet of 210 mm by 297 mm.
    let width = max(gridWidth + 2 * PosterPage.margin, ((gridHeight + 2 * PosterPage.margin) * 210 + 296) / 297)
    let height = (width * 297 + 209) / 210
    let (left, top) = ((width - gridWidth) / 2, (height - gridHeight) / 2)

    var ink = Array(repeating: false, count: width * height)
    for (index, code) in codes.enumerated() {
      let (x, y) = (left + index % columns * edge, top + index / columns * (edge + PosterPage.labelHeight))
      for row in 0..<edge {
        for column in 0..<edge { ink[(y + row) * width + x + column] = code.symbol.isInk(row, column) }
      }
      let label = NumberLabel(code.label)
      let start = x + (edge - label.width) / 2
      for row in 0..<NumberLabel.height {
        for column in 0..<label.width { ink[(y + edge + row) * width + start + column] = label.isInk(row, column) }
      }
    }
    (outerWidth, outerHeight, self.ink) = (width, height, ink)
  }

  func isInk(_ row: Int, _ column: Int) -> Bool { ink[row * outerWidth + column] }
}

/// Digits and `/` as dark modules, so that a picture needs no font.
private struct NumberLabel {
  /// Two modules for each of a digit's five rows.
  static let height = 10
  private static let digitWidth = 8

  private let digits: [[UInt8]]

  init(_ text: String) { digits = text.compactMap { NumberLabel.shapes[$0] } }

  var width: Int { digits.count * NumberLabel.digitWidth }

  func isInk(_ row: Int, _ column: Int) -> Bool {
    let (digit, place) = column.quotientAndRemainder(dividingBy: NumberLabel.digitWidth)
    // Six modules for a digit's three columns, and one of light at either side.
    guard 1...6 ~= place else { return false }
    return digits[digit][row / 2] >> (2 - (place - 1) / 2) & 1 == 1
  }

  /// Five rows of three bits.
  private static let shapes: [Character: [UInt8]] = [
    "0": [0b111, 0b101, 0b101, 0b101, 0b111], "1": [0b010, 0b110, 0b010, 0b010, 0b111],
    "2": [0b111, 0b001, 0b111, 0b100, 0b111], "3": [0b111, 0b001, 0b111, 0b001, 0b111],
    "4": [0b101, 0b101, 0b111, 0b001, 0b001], "5": [0b111, 0b100, 0b111, 0b001, 0b111],
    "6": [0b111, 0b100, 0b111, 0b101, 0b111], "7": [0b111, 0b001, 0b001, 0b010, 0b010],
    "8": [0b111, 0b101, 0b111, 0b101, 0b111], "9": [0b111, 0b101, 0b111, 0b001, 0b111],
    "/": [0b001, 0b001, 0b010, 0b100, 0b100],
  ]
}
