import Foundation
import Mapae
import TestSupport
import Testing

@Suite("What a record says becomes the claims that the registry defines")
struct ClaimWritingTests {
  /// A field of a record, and the claim that it becomes or what is said of it.
  struct Field: Sendable, CustomTestStringConvertible {
    let profile: String
    let json: String
    let outcome: Outcome

    enum Outcome: Sendable {
      case claim(UInt8, [UInt8])
      case fault(String)
    }

    init(_ profile: String, _ json: String, _ tag: UInt8, _ value: [UInt8]) {
      (self.profile, self.json, outcome) = (profile, json, .claim(tag, value))
    }

    init(_ profile: String, _ json: String, _ tag: UInt8, text: String) {
      self.init(profile, json, tag, Array(text.utf8))
    }

    init(_ profile: String, _ json: String, fault: String) {
      (self.profile, self.json, outcome) = (profile, json, .fault(fault))
    }

    var testDescription: String { "\(profile) \(json.prefix(60))" }
  }

  static let long = String(repeating: "ㅎ", count: 53)  // 159 bytes.
  static let capitals = String(repeating: "A", count: 80)

  static let texts = [
    Field("access", #""family-name":"\#(long)x""#, 0x60, text: long + "x"),
    Field("access", #""family-name":"\#(long)xx""#, fault: "family-name must be 1 to 160 bytes"),
    Field("access", #""given-name":"e\u0301""#, 0x61, text: "\u{e9}"),
    Field("access", #""given-name":"\u200d""#, 0x61, text: "\u{200d}"),
    Field("access", #""given-name":"a\u202eb""#, fault: "given-name must be"),
    Field("access", #""given-name":"a\nb""#, fault: "given-name must be"),
    Field("access", #""given-name":"\u0000""#, fault: "given-name must be"),
    Field("access", #""given-name":false"#, fault: "given-name must be a text"),
    Field("access", #""family-name-latin":"\#(capitals)""#, 0xe0, text: capitals),
    Field("access", #""family-name-latin":"\#(capitals)A""#, fault: "family-name-latin must be 1 to 80 of A to Z"),
    Field("access", #""family-name-latin":"Hong""#, fault: "family-name-latin must be"),
    Field("access", #""family-name-latin":"<HONG""#, fault: "family-name-latin must be"),
    Field("ticket", #""event":"Concert","seat":12"#, fault: "seat must be a text"),
  ]

  static let dates = [
    Field("access", #""birth-date":"1963""#, 0x40, [0x0f, 0x56, 0x00]),
    Field("access", #""birth-date":"1964-01""#, 0x40, [0x0f, 0x58, 0x20]),
    Field("access", #""birth-date":"2021-02-18""#, 0x40, [0x0f, 0xca, 0x52]),
    Field("access", #""birth-date":"1963-00""#, 0x63, text: "1963-00"),
    Field("access", #""birth-date":"2021-02-29""#, 0x63, text: "2021-02-29"),
    Field("access", #""birth-date":"昭和38年""#, 0x63, text: "昭和38年"),
    Field("access", #""birth-date-text":"1963""#, 0x63, text: "1963"),
    Field("access", #""birth-date":"\#(String(repeating: "x", count: 33))""#, fault: "birth-date must be a date"),
    Field("access", #""birth-date":1963"#, fault: "birth-date must be a text"),
    Field("access", #""birth-date":"1963","birth-date-text":"x""#, fault: "excludes it"),
    Field("ticket", #""event":"x","event-date":"0001-01-01""#, 0x50, [0x00, 0x02, 0x21]),
    Field("ticket", #""event":"x","event-date":"9999-12-31""#, 0x50, [0x4e, 0x1f, 0x9f]),
    Field("ticket", #""event":"x","event-date":"0000""#, fault: "event-date must be a date"),
    Field("ticket", #""event":"x","event-date":"2027-02-29""#, fault: "event-date must be a date"),
    Field("ticket", #""event":"x","event-date":"2027-2-1""#, fault: "event-date must be a date"),
    Field("ticket", #""event":"x","event-date":"2027-02-01T00:00:00Z""#, fault: "event-date must be a date"),
  ]

  static let numbers = [
    Field("ticket", #""event":"x","admits":0"#, 0x10, [0]),
    Field("ticket", #""event":"x","admits":255"#, 0x10, [255]),
    Field("ticket", #""event":"x","admits":"4""#, 0x10, [4]),
    Field("ticket", #""event":"x","admits":256"#, fault: "admits must be at most 255"),
    Field("ticket", #""event":"x","admits":99999999999999999999"#, fault: "admits must be at most 255"),
    Field("ticket", #""event":"x","admits":-1"#, fault: "admits must be a whole number"),
    Field("ticket", #""event":"x","admits":1.5"#, fault: "admits must be a whole number"),
    Field("ticket", #""event":"x","admits":1e2"#, fault: "admits must be a whole number"),
    Field("ticket", #""event":"x","admits":" 1""#, fault: "admits must be a whole number"),
    Field("ticket", #""event":"x","admits":true"#, fault: "admits must be a whole number"),
  ]

  static let dose = #""dose-date":"2021-02-18","#
  static let codes = [
    Field("vaccination", dose + #""disease":"840539006""#, 0x10, [1]),
    Field("vaccination", dose + #""disease":"COVID-19""#, 0x10, [1]),
    Field("vaccination", dose + #""disease":1"#, 0x10, [1]),
    Field("vaccination", dose + #""disease":2"#, fault: "disease is a code that no table has"),
    Field("vaccination", dose + #""disease":256"#, fault: "disease must be at most 255"),
    Field("vaccination", dose + #""disease":"covid""#, 0x70, text: "covid"),
    Field("vaccination", dose + #""disease":"\#(String(repeating: "x", count: 65))""#, fault: "disease has a text"),
    Field("vaccination", dose + #""disease-text":"840539006""#, 0x70, text: "840539006"),
    Field("vaccination", dose + #""disease":1,"disease-text":"x""#, fault: "excludes it"),
    Field("vaccination", dose + #""disease":"x","disease-text":"x""#, fault: "two fields say what"),
    Field("vaccination", dose + #""disease":1,"product":"EU/1/20/1528""#, 0x31, [0, 1]),
    Field("vaccination", dose + #""disease":1,"manufacturer":"Nobody Ltd""#, 0xf3, text: "Nobody Ltd"),
    Field("vaccination", dose + #""disease":1,"country":"KR""#, 0x30, text: "KR"),
    Field("vaccination", dose + #""disease":1,"country":"kr""#, fault: "country must be two letters"),
    Field("vaccination", dose + #""disease":1,"country":"KOR""#, fault: "country must be two letters"),
    Field("vaccination", dose + #""disease":null"#, fault: "a claim is absent"),
    Field("vaccination", #""disease":1"#, fault: "a claim is absent"),
    Field("test", #""disease":1,"result":"not detected""#, 0x11, [1]),
    Field("test", #""disease":1,"result":"260373001""#, 0x11, [2]),
    Field("test", #""disease":1,"result":"perhaps""#, fault: "result must be one of"),
  ]

  static let others = [
    Field("61441", #""0x7c":"mine""#, 0x7c, text: "mine"),
    Field("61441", #""0x10":7"#, 0x10, [7]),
    Field("61441", #""0x1d":255"#, 0x1d, [255]),
    Field("61441", #""0x2d":65536"#, fault: "0x2d must be at most 65535"),
    Field("61441", #""0x60":"x""#, fault: "unknown field"),
    Field("61441", #""area":"x""#, fault: "61441 has no claim area"),
    Field("access", #""0x1c":1"#, 0x1c, [1]),
    Field("access", #""0x70":"x""#, fault: "unknown field"),
    Field("access", #""holder-key":"00""#, fault: "holder-key must be 64 hexadecimal digits"),
    Field("access", #""holder-key":"01\#(String(repeating: "0", count: 62))""#, fault: "holder-key is no Ed25519 key"),
    Field("access", #""holder-key":"\#(TestKey(5).publicKey)""#, 0x62, TestKey(5).publicKey.bytes),
  ]

  @Test("every type, its edges and what lies beyond them", arguments: [texts, dates, numbers, codes, others])
  func fields(fields: [Field]) throws {
    let desk = try IssuerDesk()
    let input = fields.map { "{\"profile\":\"\($0.profile)\",\($0.json)}\n" }.joined()
    let result = try desk.issue(input, ["--lifetime", "1d", "--json"])
    let lines = try result.output.split(separator: "\n").map {
      try JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
    #expect(lines.count == fields.count)
    for (field, line) in zip(fields, lines) {
      switch field.outcome {
      case .claim(let tag, let value):
        let text = try #require(line.text, "\(field.testDescription): \(line.error ?? "")")
        let claims = try UnverifiedPass(decoding: MapaeText.decode(text)).unverifiedClaims
        #expect(claims[ClaimTag(rawValue: tag)].map { Array($0.value) } == value, "\(field.testDescription)")
      case .fault(let fault):
        #expect(line.error?.contains(fault) == true, "\(field.testDescription): \(line.error ?? "no error")")
      }
    }
  }

  private struct Line: Decodable {
    let text: String?
    let error: String?
  }

  @Test("a pass of the greatest size is made, and one byte more is refused")
  func greatest() throws {
    let desk = try IssuerDesk()
    // 91 bytes without claims, then a tag and a length byte for each text.
    func record(_ last: Int) -> String {
      let sizes = ["0x6c": 255, "0x6d": 255, "0x6e": 255, "0x6f": last]
      return "{" + sizes.map { "\"\($0)\":\"\(String(repeating: "x", count: $1))\"" }.joined(separator: ",") + "}\n"
    }
    let fitting = 1_024 - 91 - 3 * 257 - 2
    let result = try desk.issue(record(fitting) + record(fitting + 1))
    #expect(try IssuerDesk.passes(result.output).map(\.bytes.count) == [1_024])
    #expect(result.errors.contains("line 2: the pass would have more than 1024 bytes"))
  }

  @Test("a map renames fields and leaves fields out")
  func map() throws {
    let desk = try IssuerDesk()
    func issue(_ map: String, _ record: String) throws -> Tool.Result {
      try Data(map.utf8).write(to: desk.scratch / "map.json")
      return try desk.issue(
        record, ["--profile", "access", "--lifetime", "1d", "--fields", (desk.scratch / "map.json").path])
    }
    let result = try issue(#"{"Nachname":"family-name","id":null}"#, #"{"Nachname":"Beispiel","id":[],"area":"x"}"#)
    #expect(result.status == 1, "also a field that is left out is flat")
    let good = try issue(#"{"Nachname":"family-name","id":null}"#, #"{"Nachname":"Beispiel","id":9,"area":"x"}"#)
    #expect(try IssuerDesk.passes(good.output).map { $0.unverifiedClaims.map(\.text) } == [["Beispiel", "x"]])
    let twice = try issue(#"{"a":"area","b":"area"}"#, #"{"a":"x","b":"y"}"#)
    #expect(twice.errors.contains(#"two fields say what "area" is"#))
    #expect(try issue(#"{"a":"area","b":"area"}"#, #"{"a":"x","b":""}"#).status == 0)
    #expect(try issue(#"{"a":"aera"}"#, "{}").errors.contains(#"Is it "area"?"#))
    #expect(try issue(#"{"a":1}"#, "{}").errors.contains("mapped to no name"))
    #expect(try issue("[]", "{}").errors.contains("is no map of fields"))
    #expect(try issue(#"{"a":"area","a":null}"#, "{}").errors.contains("stands twice"))
    let absent = try desk.issue("{}", ["--profile", "access", "--lifetime", "1d", "--fields", "/absent"])
    #expect(absent.status == 1 && absent.output == "")
  }
}
