import Foundation
import Mapae
import Testing

/// The chapter Examples is what the code makes of its public seeds, to the byte. `MAPAE_WRITE_EXAMPLES=1` brings the
/// chapter's generated parts up to date; its other text is written by hand.
@Suite("Examples")
struct ExamplesTests {
  static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("spec/examples.md")

  @Test("the chapter is what the code makes")
  func chapter() throws {
    let blocks = try ExampleBlocks().texts
    var chapter = try String(contentsOf: ExamplesTests.file, encoding: .utf8)
    if ProcessInfo.processInfo.environment["MAPAE_WRITE_EXAMPLES"] == "1" {
      chapter = try ExamplesTests.fill(chapter, with: blocks)
      try Data(chapter.utf8).write(to: ExamplesTests.file)
    }
    let wanted = try ExamplesTests.fill(chapter, with: blocks)
    let lines = (chapter.split(separator: "\n"), wanted.split(separator: "\n"))
    let different = zip(lines.0, lines.1).first { $0 != $1 }
    #expect(
      chapter == wanted,
      "\(different?.0 ?? "fewer or more lines") is not \(different?.1 ?? "what the code makes")")
  }

  @Test("every reason of the verdicts is one that its step can give, and all three outcomes are there")
  func outcomes() throws {
    let domain = try ExampleDomain()
    let passes = try ExamplePasses(domain)
    let verdicts = ExampleVerdict.all.map { $0.verdict(domain, passes) }
    #expect(Set(verdicts.map(\.outcome)) == ["accepted", "undecided", "rejected"])
    #expect(Set(verdicts.compactMap(\.reason)).count >= 20)
  }

  @Test("a record of the chapter that is anchored by itself is loaded")
  func secondAnchor() throws {
    let domain = try ExampleDomain()
    var state = TrustState(anchor: Anchor(domain: domain.digest, record: domain.secondRecord.digest))
    try state.load(domain.bundle)
    #expect(state.records.map(\.number) == [2])
    #expect(state.list?.fields.number == 57)
  }

  @Test("the status list of the chapter is loaded with the trust list that it names, and its serials are found")
  func statusList() throws {
    let domain = try ExampleDomain()
    var state = domain.state
    let early = try state.load(TrustBundle.encode([domain.statusList.bytes]))
    #expect(early.refusedStatusLists == [.statusKeyNotYetKnown])
    try state.load(TrustBundle.encode([domain.nextList.bytes, domain.statusList.bytes]))
    #expect(state.statusLists.map { Array($0.revoked) } == [[5, 9, 200]])
    try state.load(TrustBundle.encode([domain.statusDelta.bytes]))
    #expect(state.statusLists.map(\.bytes) == [domain.nextStatusList.bytes])
    #expect(Array(domain.nextStatusList.revoked) == [9, 77, 200])
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
