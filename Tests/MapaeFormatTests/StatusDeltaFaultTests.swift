import MapaeFormat
import TestSupport
import Testing

@Suite("Status delta: bad bytes")
struct StatusDeltaFaultTests {
  /// Serials 5, 9 and 200 from 3 on, as in the sample of a status list, four bytes later.
  private static let good = Samples.statusDelta([5, 9, 200], from: 3)

  @Test("the sample is the bytes that its comment says")
  func sample() {
    let bytes = StatusDeltaFaultTests.good
    #expect(bytes.count == 117 && bytes[0] == 0x18)
    #expect(Hex.encode(bytes[9..<13]) == "00000002", "the number of the list that it makes")
    #expect(
      Hex.encode(bytes[23..<53]) == "00000003" + "00000001" + "00000003" + "000000c8" + "00000001" + "00000005"
        + "00000002" + "867e")
  }

  private static let faults: [Fault] = [
    Fault("no byte", .truncated, at: 0) { $0 = [] },
    Fault("a status list", .wrongKind, at: 0, write: [0x15], 0),
    Fault("another version", .unsupportedVersion, at: 0, write: [0x28], 0),
    Fault("a head and base number, and no signature", .truncated, at: 94) { $0 = Array($0.prefix(94)) },
    Fault("number 0", .outOfRange, at: 9, write: [0, 0, 0, 0], 9),
    Fault("expires when it is issued", .outOfRange, at: 18) { $0.replaceSubrange(18..<23, with: $0[13..<18]) },
    Fault("base number 0", .outOfRange, at: 27, write: [0, 0, 0, 0], 27),
    Fault("its own number as the base", .outOfRange, at: 27, write: [0, 0, 0, 2], 27),
    Fault("a base above it", .outOfRange, at: 27, write: [0, 0, 0, 3], 27),
    Fault("half a base number", .truncated, at: 93) { $0.removeSubrange(29..<53) },
    Fault("no count", .truncated, at: 31) { $0.removeSubrange(31..<53) },
    Fault("a count of 0 before serials", .trailingBytes, at: 35, write: [0, 0, 0, 0], 31),
    Fault("a count of one fewer", .outOfRange, at: 31, write: [0, 0, 0, 2], 31),
    Fault("a count of all ones", .outOfRange, at: 31, write: [255, 255, 255, 255], 31),
    Fault("a greatest serial below first live", .outOfRange, at: 35, write: [0, 0, 0, 2], 35),
    Fault("more blocks than serials", .outOfRange, at: 39, write: [0, 0, 0, 4], 39),
    Fault("a first serial below first live", .outOfOrder, at: 43, write: [0, 0, 0, 2], 43),
    Fault("a block that ends behind the blocks", .outOfRange, at: 47, write: [0, 0, 0, 3], 47),
    Fault("last bits of a block that are not zero", .outOfRange, at: 51) {
      $0 = Samples.statusDelta([5, 9], from: 0)
      $0[51] |= 1
    },
    Fault("a byte before the signature", .trailingBytes, at: 53) { $0.insert(0, at: 53) },
    Fault("more than 16 MiB", .tooLarge, at: 16_777_216) { $0 += Samples.zeros(16_777_216 - $0.count + 1) },
  ]

  @Test("STATUS-30, STATUS-31: one fault, one error", arguments: faults)
  func one(fault: Fault) {
    #expect(failure(StatusDeltaFaultTests.good) == nil)
    #expect(failure(fault.applied(to: StatusDeltaFaultTests.good)) == fault.error)
  }

  @Test("STATUS-30: truncated at every length, a delta is refused where it ends")
  func truncated() {
    for count in StatusDeltaFaultTests.good.indices {
      let error = failure(Array(StatusDeltaFaultTests.good.prefix(count)))
      #expect((0...count).contains(error?.offset ?? -1), "\(count) bytes")
    }
  }

  @Test("every bit flipped: decoding never traps, and an error points into the bytes")
  func flipped() {
    let failures = countFlipFailures(StatusDeltaFaultTests.good) { bytes throws(FormatError) in
      try StatusDelta(decoding: bytes).bytes
    }
    #expect(failures > 100)
  }

  @Test("a part is a list, or a delta where its first byte says so")
  func parts() throws {
    guard case .delta(let delta) = try StatusPart(decoding: StatusDeltaFaultTests.good),
      case .list(let list) = try StatusPart(decoding: Samples.statusList([5]))
    else {
      Issue.record("told apart wrongly")
      return
    }
    #expect(Array(delta.added) == [5, 9, 200] && Array(list.revoked) == [5])
    #expect(error { () throws(FormatError) in try StatusPart(decoding: []) } == FormatError(.truncated, at: 0))
    #expect(
      error { () throws(FormatError) in try StatusPart(decoding: Samples.list()) } == FormatError(.wrongKind, at: 0))
  }

  private func failure(_ bytes: [UInt8]) -> FormatError? {
    error { () throws(FormatError) in try StatusDelta(decoding: bytes) }
  }
}
