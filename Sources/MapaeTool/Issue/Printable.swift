/// Names from foreign files as a message may show them: short, and without characters that move a terminal's cursor.
enum Printable {
  static func quote(_ name: String) -> String {
    let scalars = name.unicodeScalars.map { scalar -> Character in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: "?"
      default: Character(scalar)
      }
    }
    return "\"" + String(scalars.prefix(40)) + (scalars.count > 40 ? "…" : "") + "\""
  }
}
