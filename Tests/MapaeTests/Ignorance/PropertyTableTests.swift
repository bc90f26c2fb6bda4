import Foundation
import Testing

/// The table in chapter Rationale says what the test finds: the same rules, each with the same property.
@Suite("Ignorance never rejects: the table in the specification")
struct PropertyTableTests {
  @Test("one row for each removed rule, in order, with the property that is breached")
  func rules() throws {
    let rows = try rows(under: "| rule removed |")
    #expect(rows.map { $0.prefix(2) } == RemovedRule.allCases.map { [$0.rawValue, $0.breaches.rawValue] })
    #expect(rows.allSatisfy { $0.count == 3 && !$0[2].isEmpty })
  }

  @Test("one row for each property, in order")
  func properties() throws {
    #expect(try rows(under: "| property |").map(\.first) == Property.allCases.map(\.rawValue))
  }

  /// The cells of the table of section "The property test" whose head begins so.
  private func rows(under head: String) throws -> [[String]] {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    let text = try String(contentsOf: folder.appendingPathComponent("spec/rationale.md"), encoding: .utf8)
    let lines = text.components(separatedBy: "\n").drop { $0 != "## The property test" }
    return lines.drop { !$0.hasPrefix(head) }.dropFirst(2).prefix { $0.hasPrefix("|") }.map { row in
      row.components(separatedBy: "|").dropFirst().dropLast().map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }
}
