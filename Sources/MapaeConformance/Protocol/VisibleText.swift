/// Text of strangers for a terminal or a page, which it must not steer.
enum VisibleText {
  /// The text with control characters, and those that nobody sees, replaced; lines and tabs stay.
  static func of(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar in
      scalar == "\n" || scalar == "\t" || !isHidden(scalar) ? scalar : "\u{fffd}"
    }
    return String(String.UnicodeScalarView(scalars))
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
