import Foundation
import Mapae
import MapaeTool
import TestSupport
import Testing

/// What rows say of good bytes; the chapter Examples shows the common ones.
@Suite("Annotator, rows")
struct AnnotatorRowTests {
  func rows(_ bytes: [UInt8]) throws -> [Row] {
    var rows: [Row] = []
    let annotation = try Annotator.annotate(bytes) { rows.append($0) }
    #expect(annotation.fault == nil)
    return rows
  }

  /// The rows of one claim of a vaccination pass, `field: value`.
  func claimRows(_ tag: UInt8, _ value: [UInt8]) throws -> [String] {
    var claim = [tag]
    if ClaimTag(rawValue: tag).size == .prefixed { claim.append(UInt8(value.count)) }
    // A draft would refuse most of these claims, so they are put in behind its back.
    var pass = try TestDomain().pass()
    pass.replaceSubrange(8..<10, with: [0, UInt8(Profile.vaccination.rawValue)])
    pass.insert(contentsOf: claim + value, at: 27)
    return try rows(pass).filter { (27..<27 + claim.count + value.count).contains($0.range.lowerBound) }
      .map { "\($0.field): \($0.value)" }
  }

  struct ClaimCase: Sendable, CustomTestStringConvertible {
    let tag: UInt8
    let value: [UInt8]
    let rows: [String]

    init(_ tag: UInt8, _ value: [UInt8], _ rows: String...) {
      self.tag = tag
      self.value = value
      self.rows = rows
    }

    var testDescription: String { rows.joined(separator: "; ") }
  }

  @Test(
    "claims of every type, good and bad",
    arguments: [
      ClaimCase(0x10, [1], "tag: disease", "disease: 1: COVID-19, 840539006"),
      ClaimCase(0x10, [200], "tag: disease", "disease: 200: not in the table disease"),
      ClaimCase(0x11, [3], "tag: dose-number", "dose-number: 3"),
      ClaimCase(0x30, [0x4e, 0x4d], "tag: country", "country: \"NM\""),
      ClaimCase(0x30, [0x4e, 0x6d], "tag: country", "country: breaks its type"),
      ClaimCase(0x31, [0, 2], "tag: product", "product: 2: Spikevax, EU/1/20/1507"),
      ClaimCase(0x40, [0x0f, 0x56, 0x00], "tag: birth-date", "birth-date: 1963"),
      ClaimCase(0x50, [0x0f, 0xca, 0x40], "tag: dose-date", "dose-date: 2021-02"),
      ClaimCase(0x50, [0x0f, 0xca, 0x5e], "tag: dose-date", "dose-date: breaks its type"),
      ClaimCase(0x60, Array("홍".utf8), "tag: family-name", "length: 3", "family-name: \"홍\""),
      ClaimCase(0x60, [0x41, 0x1b, 0x5b], "tag: family-name", "length: 3", "family-name: breaks its type"),
      ClaimCase(0x60, [0xc0, 0x80], "tag: family-name", "length: 2", "family-name: breaks its type"),
      ClaimCase(0x62, Array(repeating: 9, count: 32), "tag: holder-key", "length: 32", "holder-key: 32 bytes"),
      ClaimCase(0x62, [9], "tag: holder-key", "length: 1", "holder-key: breaks its type"),
      ClaimCase(
        0xe0, Array("MUSTER<MANN".utf8), "tag: family-name-latin, ignorable", "length: 11",
        "family-name-latin: \"MUSTER<MANN\""),
      ClaimCase(0x1c, [7], "tag: for private use", "0x1c: as an integer 7"),
      ClaimCase(0x9c, [7], "tag: for private use, ignorable", "0x9c: as an integer 7"),
      ClaimCase(0x1a, [7], "tag: not in the registry", "0x1a: as an integer 7"),
      ClaimCase(0x7c, Array("abc".utf8), "tag: for private use", "length: 3", "0x7c: \"abc\""),
      ClaimCase(
        0x7c, Array("a\u{1b}[2J".utf8), "tag: for private use", "length: 5", "0x7c: no text that may be shown"),
      ClaimCase(0x7c, Array("\u{202e}".utf8), "tag: for private use", "length: 3", "0x7c: no text that may be shown"),
      ClaimCase(0x7c, [0xff, 0x00], "tag: for private use", "length: 2", "0x7c: no text that may be shown"),
    ])
  func claims(_ claim: ClaimCase) throws {
    #expect(try claimRows(claim.tag, claim.value) == claim.rows)
  }

  @Test("issuers, keys and rules that are odd")
  func oddList() throws {
    let rows = try rows(AnnotatorFaultTests.oddList())
    let texts = rows.map { ($0.place + [$0.field]).joined(separator: ", ") + ": " + $0.value }
    for text in [
      "issuer 1, key count: 0", "issuer 2, profile: 61441: for private use", "issuer 2, status generation: 1",
      "issuer 2, status demand: a status list of number 4 or above",
      "issuer 2, key 1, flags: for status lists, compromised", "rule 1, anchor: not known here",
      "rule 1, opens after: 1 s", "rule 1, UTC offset: UTC-03:15",
      "rule 1, condition tag: no claim that can be read as an integer", "rule 1, in force from: 1970-01-01T00:00:00Z",
    ] {
      #expect(texts.contains(text), "\(text)")
    }
    #expect(rows.first { $0.place == ["rule 1"] }?.chapter == .rules)
    #expect(rows.last?.place == [] && rows.last?.chapter == .trust)
  }

  @Test("a rule of an unknown kind keeps its body in one row")
  func unknownRule() throws {
    var bytes = AnnotatorFaultTests.oddList()
    let kind = try #require(try rows(bytes).first { $0.place == ["rule 1"] && $0.field == "kind" })
    bytes[kind.range.lowerBound] = 2
    let rule = try rows(bytes).filter { $0.place == ["rule 1"] }
    #expect(rule.map(\.field) == ["length", "kind", "profile", "in force from", "in force until", "body"])
    #expect(rule.last?.range.count == 14 && rule.last?.value == "not known here")
  }

  @Test("a status list has a row for each field, index entry and block")
  func statusList() throws {
    let rows = try rows(AnnotatorFaultTests.samples[7].bytes)
    #expect(rows.allSatisfy { $0.chapter == .status })
    #expect(
      rows.map { ($0.place + [$0.field]).joined(separator: " ") } == [
        "first byte", "domain tag", "key number", "generation", "number", "issued at", "expires at", "first live",
        "count", "greatest", "block count", "entry 1 first serial", "entry 1 end", "entry 2 first serial",
        "entry 2 end", "block 1 codes", "block 2 codes", "signature",
      ])
  }

  @Test("a status delta has a row for each field, and says to which list it adds")
  func statusDelta() throws {
    let rows = try rows(AnnotatorFaultTests.samples[8].bytes)
    #expect(rows.allSatisfy { $0.chapter == .status })
    #expect(
      rows.map { ($0.place + [$0.field]).joined(separator: " ") } == [
        "first byte", "domain tag", "key number", "generation", "number", "issued at", "expires at", "first live",
        "base number", "count", "greatest", "block count", "entry 1 first serial", "entry 1 end", "signature",
      ])
    #expect(rows[0].value == "version 1, kind 8: status delta")
    #expect(rows[8].value == "adds to list 1" && rows[9].value == "1 added")
  }

  @Test("a status list in a bundle that cannot be read is named as far as it goes")
  func brokenStatusList() throws {
    let rows = try rows(AnnotatorFaultTests.samples[5].bytes).filter { $0.place == ["part 3"] }
    #expect(rows.prefix(2).map(\.field) == ["length", "first byte"])
    #expect(rows[1].value == "version 1, kind 5: status list" && rows.last?.value == "4 of 64 bytes")
  }
}
