import ToolSupport

/// The failures that a vendor knows of, each with its reason.
struct KnownFailures {
  struct Entry: Codable, Hashable, Sendable {
    let id: String
    let reason: String
  }

  let entries: [Entry]

  private let ids: Set<String>

  init(_ entries: [Entry] = []) {
    self.entries = entries
    ids = Set(entries.map(\.id))
  }

  func contains(_ id: String) -> Bool { ids.contains(id) }

  /// Reads a file: a line for each case, its id and then the reason; empty lines and those that begin with # are passed
  /// over.
  init(file path: String) throws {
    let text = String(decoding: try Files.read(path, limit: 1 << 20), as: UTF8.self)
    var entries: [Entry] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.split(whereSeparator: \.isWhitespace)
      guard let id = words.first, !id.hasPrefix("#") else { continue }
      guard words.count > 1 else {
        throw ToolFailure(
          "\(path), line \(index + 1): \(id) has no reason", remedy: "Write behind the id why the case fails.")
      }
      entries.append(Entry(id: String(id), reason: words.dropFirst().joined(separator: " ")))
    }
    try self.init(checked: entries)
  }

  private init(checked entries: [Entry]) throws {
    self.init(entries)
    guard ids.count == entries.count else { throw ToolFailure("a known failure is listed twice") }
  }

  /// What is wrong with the list itself, by what the run showed.
  func faults(in standing: Standing, of set: VectorSet) -> [String] {
    entries.compactMap { entry in
      guard set[entry.id] != nil else { return "\(entry.id) is listed as a known failure, and there is no such case" }
      guard let result = standing[entry.id] else { return nil }
      if result.isWrongAcceptance {
        return "\(entry.id) is listed as a known failure, and a wrong acceptance cannot be"
      }
      return standing.isExactlyPassed(entry.id)
        ? "\(entry.id) is listed as a known failure, and passes: take it off the list" : nil
    }
  }
}
