/// The requirements of the specification that this runner was built from: it stands alone, also beside vectors without
/// the chapters.
enum Requirements {
  struct Entry: Sendable {
    let id: String
    /// Its file in `spec/`.
    let chapter: String
    let sentence: String
  }

  /// `nil` for an id that is newer than this runner.
  static func entry(of id: String) -> Entry? { byID[id] }

  private static let byID = Dictionary(
    uniqueKeysWithValues: table.split(separator: "\n").map { line in
      let parts = line.split(separator: "\t", maxSplits: 2).map(String.init)
      return (parts[0], Entry(id: parts[0], chapter: parts[1], sentence: parts[2]))
    })
}
