import MapaeFormat
import TestSupport
import Testing

@Suite("Authority record: bad bytes")
struct AuthorityRecordFaultTests {
  static let faults: [Fault] = [
    Fault("TRUST-1: number 0", .outOfRange, at: 1, write: [0], 1),
    Fault("TRUST-1: number 2 without previous signers", .outOfRange, at: 176, write: [2], 1),
    Fault("TRUST-1: lists until equals issued at", .outOfRange, at: 39) {
      $0.replaceSubrange(39..<44, with: $0[34..<39])
    },
    Fault("TRUST-1: lists until 0", .outOfRange, at: 39, write: [0, 0, 0, 0, 0], 39),
    Fault("TRUST-1: issued at 2⁴⁰ − 1", .outOfRange, at: 39, write: [255, 255, 255, 255, 255], 34),
    Fault("TRUST-1: no root", .outOfRange, at: 44, write: [0], 44),
    Fault("TRUST-1: seventeen roots", .outOfRange, at: 44, write: [17], 44),
    Fault("TRUST-1: 255 roots", .outOfRange, at: 44, write: [255], 44),
    Fault("TRUST-1: more roots than bytes", .truncated, at: 308, write: [9], 44),
    Fault("TRUST-1: root threshold 0", .outOfRange, at: 141, write: [0], 141),
    Fault("TRUST-1: root threshold above the count", .outOfRange, at: 141, write: [4], 141),
    Fault("TRUST-1: no list key", .outOfRange, at: 142, write: [0], 142),
    Fault("TRUST-1: seventeen list keys", .outOfRange, at: 142, write: [17], 142),
    Fault("TRUST-1: list threshold 0", .outOfRange, at: 175, write: [0], 175),
    Fault("TRUST-1: list threshold above the count", .outOfRange, at: 175, write: [2], 175),
    Fault("TRUST-1: previous signers in record 1", .outOfRange, at: 176, write: [0, 1], 176),
    Fault("TRUST-1: own signer beyond the roots", .outOfRange, at: 178, write: [0, 9], 178),
    Fault("TRUST-1: more own signers than bytes", .truncated, at: 308, write: [0, 7], 178),
    Fault("TRUST-1: all sixteen own signers", .truncated, at: 308, write: [255, 255], 178),
    Fault("BASE-2: one signature more than signers", .trailingBytes, at: 244, write: [0, 1], 178),
    Fault("BASE-2: no own signers before signatures", .trailingBytes, at: 180, write: [0, 0], 178),
    Fault("BASE-2: a trailing byte", .trailingBytes, at: 308) { $0.append(0) },
    Fault("TRUST-2: one root twice", .duplicate, at: 77) { $0.replaceSubrange(77..<109, with: $0[45..<77]) },
    Fault("TRUST-2: the first root again as the last", .duplicate, at: 109) {
      $0.replaceSubrange(109..<141, with: $0[45..<77])
    },
    Fault("TRUST-2: a root as list key", .duplicate, at: 143) { $0.replaceSubrange(143..<175, with: $0[77..<109]) },
    Fault("version 2", .unsupportedVersion, at: 0, write: [0x23], 0),
    Fault("a pass's first byte", .wrongKind, at: 0, write: [0x11], 0),
  ]

  @Test("each fault has its code and its offset", arguments: faults)
  func fault(_ fault: Fault) {
    let bytes = fault.applied(to: Samples.record())
    #expect(error { () throws(FormatError) in try AuthorityRecord(decoding: bytes) } == fault.error)
  }

  @Test("TRUST-1: a second record whose previous signers are 0")
  func secondRecord() {
    var bytes = Samples.secondRecord()
    bytes[177] = 0
    let none = bytes
    #expect(
      error { () throws(FormatError) in try AuthorityRecord(decoding: none) } == FormatError(.outOfRange, at: 176))
  }

  @Test("a previous signer at any bit is well-formed: the count of those keys stands elsewhere")
  func previousSigners() throws {
    var bytes = Samples.secondRecord()
    bytes.replaceSubrange(176..<178, with: [0x80, 1])
    let record = try AuthorityRecord(decoding: bytes)
    #expect(record.previousSignatures.indices == [0, 15])
    #expect(record.previousSignatures.offset == 178)
    #expect(record.ownSignatures.offset == 178 + 128 + 2)
  }

  @Test("truncated at every length")
  func truncated() {
    for bytes in [Samples.record(), Samples.secondRecord()] {
      for count in bytes.indices {
        let part = Array(bytes[..<count])
        #expect(
          error { () throws(FormatError) in try AuthorityRecord(decoding: part) } == FormatError(.truncated, at: count))
      }
    }
  }

  @Test("every bit flipped: decoding never traps, and an error points into the bytes")
  func flipped() {
    var failures = 0
    for bytes in [Samples.record(), Samples.secondRecord()] {
      failures += countFlipFailures(bytes) { bytes throws(FormatError) in try AuthorityRecord(decoding: bytes).bytes }
    }
    #expect(failures > 0)
  }

  @Test("times at their ends, sixteen roots and sixteen list keys are well-formed")
  func greatest() throws {
    let keys = (1...32).map { Samples.key($0) }
    let fields = AuthorityRecordFields(
      number: 255, origin: .domain(.zero), issuedAt: UnixTime(0), listsUntil: .last,
      roots: .init(keys: Array(keys[..<16]), threshold: 16), lists: .init(keys: Array(keys[16...]), threshold: 16))
    let group = [255, 255] + Samples.zeros(1_024)
    let bytes = try fields.encoded() + group + group
    let record = try AuthorityRecord(decoding: bytes)
    #expect(record.bytes == bytes)
    #expect(record.signedLength == bytes.count - 2 * 1_026)
    #expect(record.roots == fields.roots && record.lists == fields.lists)
    #expect(record.issuedAt == UnixTime(0) && record.listsUntil == .last)
    #expect(record.ownSignatures.count == 16)
  }

  @Test("what the decoder refuses, the encoder does not write")
  func encoder() throws {
    let good = try AuthorityRecord(decoding: Samples.record())
    func encode(_ change: (inout AuthorityRecordFields) -> Void) -> FormatError? {
      var fields = AuthorityRecordFields(
        number: good.number, origin: good.origin, issuedAt: good.issuedAt, listsUntil: good.listsUntil,
        roots: good.roots, lists: good.lists)
      change(&fields)
      let changed = fields
      return error { () throws(FormatError) in try changed.encoded() }
    }
    #expect(encode { _ in } == nil)
    #expect(encode { $0.number = 0 } == FormatError(.outOfRange, at: 1))
    #expect(encode { $0.number = 2 } == FormatError(.outOfRange, at: 1))
    #expect(encode { $0.origin = .domain(.zero) } == FormatError(.outOfRange, at: 1))
    #expect(encode { $0.issuedAt = UnixTime(-1) } == FormatError(.outOfRange, at: 34))
    #expect(encode { $0.listsUntil = UnixTime(1 << 40) } == FormatError(.outOfRange, at: 39))
    #expect(encode { $0.listsUntil = $0.issuedAt } == FormatError(.outOfRange, at: 39))
    #expect(encode { $0.roots = .init(keys: [], threshold: 1) }?.code == .outOfRange)
    #expect(encode { $0.roots = .init(keys: $0.roots.keys, threshold: 0) }?.code == .outOfRange)
    #expect(encode { $0.roots = .init(keys: $0.roots.keys, threshold: 4) }?.code == .outOfRange)
    #expect(
      encode { $0.lists = .init(keys: (1...17).map { Samples.key(100 + $0) }, threshold: 1) }?.code == .outOfRange)
    #expect(encode { $0.lists = $0.roots }?.code == .duplicate)
  }
}
