import Foundation
import Mapae
import TestSupport
import Testing

@Suite("Records of other systems become passes without loss")
struct RecordRoundTripTests {
  @Test("the bundled records")
  func bundled() throws {
    let records = try Data(contentsOf: RecordRoundTripTests.demo("records.ndjson"))
    #expect(try RecordRoundTripTests.differences(records) == (12, []))
  }

  @Test("the 106 published records", .enabled(if: published != nil, "../shared/data is not there"))
  func shared() throws {
    #expect(try RecordRoundTripTests.differences(try #require(RecordRoundTripTests.published)) == (106, []))
  }

  // Read anew each time: LeakSanitizer does not see through the tagged reference of Data that is kept in a static.
  private static var published: Data? { SharedData.read("claims/vaccination-claims.ndjson") }

  private static func demo(_ name: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Demo/\(name)")
  }

  /// Issues every record, and reads every field back from its pass.
  ///
  /// - Returns: how many records there were, and each field that differs.
  private static func differences(_ records: Data) throws -> (count: Int, differences: [String]) {
    let desk = try IssuerDesk()
    let map = try JSONDecoder().decode(
      [String: String?].self, from: try Data(contentsOf: demo("vaccination-fields.json")))
    let result = try Tool.run(
      desk.arguments([
        "--profile", "vaccination", "--lifetime", "180d", "--fields", demo("vaccination-fields.json").path,
      ]),
      input: records)
    #expect(result.status == 0)
    #expect(result.errors == "")
    let passes = try IssuerDesk.passes(result.output)
    let lines = records.split(separator: 0x0a)
    #expect(passes.count == lines.count)
    #expect(Set(passes.map(\.serial)).count == lines.count)
    var differences: [String] = []
    for (number, (line, pass)) in zip(lines, passes).enumerated() {
      let record = try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
      var claims = stated(pass)
      for (field, value) in record {
        let name = try #require(map[field], "the map does not know \(field)")
        guard let name else { continue }
        let found = (claims.removeValue(forKey: name) ?? claims.removeValue(forKey: name + "-text")) ?? ""
        if !found.utf8.elementsEqual("\(value)".utf8) {
          differences.append("line \(number + 1), \(field): \(value) became \(found)")
        }
      }
      differences += claims.map { "line \(number + 1): the pass states \($0), and the record does not" }
    }
    return (lines.count, differences)
  }

  /// What a pass says, by the registry's names, as the records write it. It is written apart from the tool's own reading.
  private static func stated(_ pass: UnverifiedPass) -> [String: String] {
    var stated: [String: String] = [:]
    for claim in pass.unverifiedClaims {
      guard let definition = Registry.definition(of: claim.tag, in: pass.profile) else { continue }
      stated[definition.name] =
        switch definition.type {
        case .code(let table): table.values.first { $0.code == claim.integer }?.text
        case .date: claim.date?.description
        case .integer: claim.integer.map { "\($0)" }
        case .text, .latin, .country, .bytes: claim.text
        }
    }
    return stated
  }
}
