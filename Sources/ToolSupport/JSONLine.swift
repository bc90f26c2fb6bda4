import Foundation

/// What `--json` prints: one object a line, keys in alphabetical order, so that the same answer is the same bytes.
package enum JSONLine {
  package static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
