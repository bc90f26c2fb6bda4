import Foundation
import Mapae
import MapaeTool
import TestSupport
import Testing

/// Broken bytes: the annotator's fault is the library's, and its rows are the bytes up to there.
@Suite("Annotator, broken bytes")
struct AnnotatorFaultTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]

    var testDescription: String { name }
  }

  static let samples: [Sample] = {
    let domain = try! ExampleDomain()
    let passes = try! ExamplePasses(domain)
    let statusList = [ObjectKind.statusList.firstByte] + Array(repeating: UInt8(7), count: 30)
    let twoBlocks = try! StatusDesk().list(Array(0..<60) + [4_000_000, 4_000_001])
    return [
      Sample(name: "pass", bytes: passes.erika),
      Sample(name: "record 1", bytes: domain.firstRecord.bytes),
      Sample(name: "record 2", bytes: domain.secondRecord.bytes),
      Sample(name: "list", bytes: domain.list.bytes),
      Sample(name: "list with a rule of an unknown kind", bytes: AnnotatorFaultTests.oddList()),
      Sample(name: "bundle", bytes: TrustBundle.encode([domain.firstRecord.bytes, domain.list.bytes, statusList])),
      Sample(name: "status list", bytes: domain.statusList.bytes),
      Sample(name: "status list of two blocks", bytes: twoBlocks),
      Sample(name: "status delta", bytes: domain.statusDelta.bytes),
      Sample(name: "presentation", bytes: passes.presented),
      Sample(name: "presentation with a challenge", bytes: passes["answer"].bytes!),
      Sample(name: "pass request", bytes: passes.request),
    ]
  }()

  /// The example list with an issuer that has nothing, a status key, and rules of unknown kind and without a condition.
  static func oddList() -> [UInt8] {
    let domain = TestDomain()
    return try! domain.rawList { list in
      list.issuers = [
        .init(id: 1, name: "Northmark Blank", profiles: [], keys: []),
        .init(
          id: 9, name: "Northmark Odd", profiles: [.init(rawValue: 0xf001)], statusGeneration: 1, statusDemand: 4,
          keys: [
            .init(
              number: 6, publicKey: domain.passKey.publicKey, usage: .statusLists, isCompromised: true,
              acceptUntil: .last)
          ]),
      ]
      list.rules = [
        try! ExpiryRule(
          profile: .ticket, inForceFrom: UnixTime(0), inForceUntil: UnixTime(1),
          window: .init(
            anchor: .unknown(0x99), opensAfter: 1, closesAfter: 2, utcOffset: -13,
            condition: .init(.familyName, below: 9)
          ))
      ]
    }
  }

  @Test("well-formed samples have rows for every byte and no fault", arguments: samples)
  func wellFormed(_ sample: Sample) throws {
    let annotation = try check(sample.bytes)
    #expect(annotation.fault == nil)
    #expect(annotation.size == sample.bytes.count)
  }

  @Test("cut at every length", arguments: samples)
  func truncated(_ sample: Sample) throws {
    for count in 0..<sample.bytes.count {
      let annotation = try check(Array(sample.bytes.prefix(count)))
      // A pass may end behind any claim, a bundle behind any part.
      #expect(annotation.fault != nil || [.pass, .presentation, .trustBundle].contains(annotation.kind), "\(count)")
    }
  }

  @Test("every bit flipped", arguments: samples)
  func flipped(_ sample: Sample) throws {
    var faults = 0
    for bit in 0..<sample.bytes.count * 8 {
      var bytes = sample.bytes
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      if try check(bytes).fault != nil { faults += 1 }
    }
    #expect(faults > 8 && faults < sample.bytes.count * 8)
  }

  @Test("bytes behind the end, a few and many", arguments: samples)
  func extended(_ sample: Sample) throws {
    for count in [1, 2, 63, 64, 65, 1_024, 5_000] {
      for byte in [0, 0x13, 0xff] as [UInt8] {
        try check(sample.bytes + Array(repeating: byte, count: count))
      }
    }
  }

  @Test("each byte of every value, and random bytes behind every first byte")
  func random() throws {
    var generator = SeededGenerator(seed: 20_270_301)
    for firstByte in UInt8.min...UInt8.max {
      try check([firstByte])
      try check([firstByte] + generator.bytes(120))
      try check([firstByte] + generator.bytes(1_300))
    }
  }

  @Test("several bytes changed at once", arguments: samples)
  func mangled(_ sample: Sample) throws {
    var generator = SeededGenerator(seed: 20_270_302)
    for _ in 0..<300 {
      var bytes = sample.bytes
      for _ in 0..<Int.random(in: 2...6, using: &generator) {
        bytes[Int.random(in: 1..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      try check(bytes)
    }
  }

  @Test("bundles inside a bundle that ends too soon do not nest")
  func nested() throws {
    let bundles = Array(repeatElement([0x16, 0xff, 0xff, 0xff, 0xff] as [UInt8], count: 200_000).joined())
    let annotation = try check(bundles)
    #expect(annotation.fault?.error == FormatError(.truncated, at: bundles.count))
  }

  @Test("a trust list one byte above its greatest size, and a pass of a whole bundle's size")
  func tooLarge() throws {
    let list = AnnotatorFaultTests.samples[3].bytes
    let zeros = Array(repeating: UInt8(0), count: TrustList.greatestSize + 1 - list.count)
    #expect(FormatError(in: list + zeros) == FormatError(.tooLarge, at: TrustList.greatestSize))
    var rows = 0
    _ = try Annotator.annotate(list + zeros) { row in
      rows += 1
      #expect(row.range.count <= 256)
    }
    #expect(rows > 16_000)
    try check(AnnotatorFaultTests.samples[0].bytes + Array(repeating: 0, count: 1_000_000))
  }

  private var cutValue: Regex<Substring> { /[0-9]+ of [0-9]+ bytes/ }

  /// Compares with the library and demands that rows and fault stand where they must.
  @discardableResult
  func check(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) throws -> Annotation {
    var rows: [Row] = []
    let annotation = try Annotator.annotate(bytes) { rows.append($0) }
    let hex = Comment(rawValue: Hex.encode(bytes.prefix(2_000)))
    #expect(annotation.fault?.error == AnnotatorFaultTests.decoderFault(bytes), hex, sourceLocation: sourceLocation)

    #expect(rows.flatMap { bytes[$0.range] } == Array(bytes[..<(rows.last?.range.upperBound ?? 0)]), hex)
    var end = 0
    for row in rows {
      #expect(row.range.lowerBound == end && !row.range.isEmpty, hex, sourceLocation: sourceLocation)
      #expect(!row.field.isEmpty && !row.value.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7f }, hex)
      end = row.range.upperBound
    }
    guard let fault = annotation.fault else {
      #expect(end == bytes.count, hex, sourceLocation: sourceLocation)
      return annotation
    }
    // A field that the bytes cut off belongs to the fault.
    #expect(rows.last?.range.upperBound != fault.error.offset || rows.last?.value.wholeMatch(of: cutValue) == nil, hex)
    if let row = fault.row {
      #expect(fault.error.code != .truncated || row.range.upperBound == fault.error.offset, hex)
      #expect(row.range.lowerBound == end, hex, sourceLocation: sourceLocation)
      #expect((row.range.lowerBound...row.range.upperBound).contains(fault.error.offset), hex)
      #expect(row.range.upperBound <= bytes.count, hex, sourceLocation: sourceLocation)
    } else {
      #expect(end == fault.error.offset, hex, sourceLocation: sourceLocation)
    }
    return annotation
  }

  /// What the decoder finds that does not say that the object is another's.
  static func decoderFault(_ bytes: [UInt8]) -> FormatError? {
    let faults = [
      fault { () throws(FormatError) in _ = try UnverifiedPass(decoding: bytes) },
      fault { () throws(FormatError) in _ = try UnverifiedPresentation(decoding: bytes) },
      fault { () throws(FormatError) in _ = try UnverifiedPassRequest(decoding: bytes) },
      fault { () throws(FormatError) in _ = try AuthorityRecord(decoding: bytes) },
      fault { () throws(FormatError) in _ = try TrustList(decoding: bytes) },
      fault { () throws(FormatError) in _ = try StatusList(decoding: bytes) },
      fault { () throws(FormatError) in _ = try StatusDelta(decoding: bytes) },
      fault { () throws(FormatError) in _ = try TrustBundle(decoding: bytes) },
    ]
    let own = faults.filter { $0 != FormatError(.wrongKind, at: 0) && $0 != FormatError(.unsupportedVersion, at: 0) }
    // No decoder reads an unknown kind.
    return own.isEmpty ? FormatError(.unsupportedVersion, at: 0) : own[0]
  }

  private static func fault(_ decode: () throws(FormatError) -> Void) -> FormatError? {
    do {
      try decode()
      return nil
    } catch { return error }
  }
}
