import Foundation
import Testing

/// A chapter of the specification of which parts are generated. Its other text is written by hand.
struct GeneratedChapter {
  private let file: URL

  init(_ name: String) {
    file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("spec/\(name)")
  }

  /// Expects the generated parts to be these, to the byte. `MAPAE_WRITE_EXAMPLES=1` brings them up to date.
  func check(_ blocks: [String: String], sourceLocation: SourceLocation = #_sourceLocation) throws {
    var chapter = try String(contentsOf: file, encoding: .utf8)
    if ProcessInfo.processInfo.environment["MAPAE_WRITE_EXAMPLES"] == "1" {
      chapter = try GeneratedChapter.fill(chapter, with: blocks)
      try Data(chapter.utf8).write(to: file)
    }
    let wanted = try GeneratedChapter.fill(chapter, with: blocks)
    let lines = (chapter.split(separator: "\n"), wanted.split(separator: "\n"))
    let different = zip(lines.0, lines.1).first { $0 != $1 }
    #expect(
      chapter == wanted,
      "\(different?.0 ?? "fewer or more lines") is not \(different?.1 ?? "what the code makes")",
      sourceLocation: sourceLocation)
  }

  struct BadMarks: Error, CustomStringConvertible {
    let description: String
  }

  /// The chapter with each block between `<!-- begin NAME -->` and `<!-- end -->` in its place, each exactly once.
  private static func fill(_ chapter: String, with blocks: [String: String]) throws -> String {
    var lines: [Substring] = []
    var unused = blocks
    var isInside = false
    for line in chapter.split(separator: "\n", omittingEmptySubsequences: false) {
      if let name = line.wholeMatch(of: /<!-- begin (.+) -->/)?.1 {
        guard let block = unused.removeValue(forKey: String(name)), !isInside else {
          throw BadMarks(description: "\(name) begins twice, inside another block, or is not known")
        }
        lines += [line, Substring(block)]
        isInside = true
      } else if line == "<!-- end -->" {
        guard isInside else { throw BadMarks(description: "an end without a beginning") }
        lines.append(line)
        isInside = false
      } else if !isInside {
        lines.append(line)
      }
    }
    guard !isInside, unused.isEmpty else { throw BadMarks(description: "without an end or a place: \(unused.keys)") }
    return lines.joined(separator: "\n")
  }
}
