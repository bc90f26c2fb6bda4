/// Names and values below each other, for a person.
enum Columns {
  private static let width = 17

  static func lines(_ rows: [(name: String, value: String)], indent: Int = 2) -> [String] {
    rows.map { row in
      let padding = String(repeating: " ", count: max(1, width - row.name.count))
      return String(repeating: " ", count: indent) + row.name + padding + row.value
    }
  }
}
