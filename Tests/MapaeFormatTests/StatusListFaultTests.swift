import MapaeFormat
import TestSupport
import Testing

@Suite("Status list: bad bytes")
struct StatusListFaultTests {
  /// Serials 5, 9 and 200 from 3 on: the low bits are ⌊log2(198 / 3)⌋ = 6, the gaps 3 and 190, and so the codes
  /// 1 000011 and 001 111110.
  private static let good = Samples.statusList([5, 9, 200], from: 3)

  @Test("the sample is the bytes that its comment says")
  func sample() {
    #expect(
      Hex.encode(StatusListFaultTests.good[23..<49]) == "00000003" + "00000003" + "000000c8" + "00000001"
        + "00000005" + "00000002" + "867e")
  }

  private static let faults: [Fault] = [
    Fault("no byte", .truncated, at: 0) { $0 = [] },
    Fault("a pass", .wrongKind, at: 0, write: [0x11], 0),
    Fault("another version", .unsupportedVersion, at: 0, write: [0x25], 0),
    Fault("a header and no signature", .truncated, at: 90) { $0 = Array($0.prefix(90)) },
    Fault("number 0", .outOfRange, at: 9, write: [0, 0, 0, 0], 9),
    Fault("expires when it is issued", .outOfRange, at: 18) { $0.replaceSubrange(18..<23, with: $0[13..<18]) },
    Fault("expires 2³⁴ seconds later", .outOfRange, at: 18, write: [0x04], 18),
    Fault("a count of 0 before serials", .trailingBytes, at: 31, write: [0, 0, 0, 0], 27),
    Fault("a count of one fewer", .outOfRange, at: 27, write: [0, 0, 0, 2], 27),
    Fault("a count of all ones", .outOfRange, at: 27, write: [255, 255, 255, 255], 27),
    Fault("a count of one more than there are bits", .outOfRange, at: 27, write: [0, 0, 0, 8 * 18 + 1], 27),
    Fault("a greatest serial below first live", .outOfRange, at: 31, write: [0, 0, 0, 2], 31),
    Fault("a greatest serial too near for the count", .outOfRange, at: 31, write: [0, 0, 0, 4], 31),
    Fault("a greatest serial that is not reached", .outOfRange, at: 27, write: [0, 0, 0, 201], 31),
    Fault("a greatest serial that is passed", .outOfRange, at: 47, write: [0, 0, 0, 199], 31),
    Fault("no block", .outOfRange, at: 35, write: [0, 0, 0, 0], 35),
    Fault("more blocks than serials", .outOfRange, at: 35, write: [0, 0, 0, 4], 35),
    Fault("more blocks than bytes", .truncated, at: 49, write: [0, 0, 0, 2], 35),
    Fault("a first serial below first live", .outOfOrder, at: 39, write: [0, 0, 0, 2], 39),
    Fault("another first serial", .outOfRange, at: 47, write: [0, 0, 0, 6], 39),
    Fault("a first serial above the greatest", .outOfRange, at: 47, write: [255, 255, 255, 255], 39),
    Fault("a block that ends behind the blocks", .outOfRange, at: 43, write: [0, 0, 0, 3], 43),
    Fault("a block's end of all ones", .outOfRange, at: 43, write: [255, 255, 255, 255], 43),
    Fault("a block that ends before the blocks do", .trailingBytes, at: 48, write: [0, 0, 0, 1], 43),
    Fault("a byte before the signature", .trailingBytes, at: 49) { $0.insert(0, at: 49) },
    Fault("codes of zeros without end", .outOfRange, at: 47) {
      $0.replaceSubrange(43..<49, with: [0, 1, 0, 0] + Samples.zeros(65_536))
    },
    Fault("more than 16 MiB", .tooLarge, at: 16_777_216) { $0 += Samples.zeros(16_777_216 - $0.count + 1) },
  ]

  @Test("STATUS-1, STATUS-2: one fault, one error", arguments: faults)
  func one(fault: Fault) {
    #expect(failure(StatusListFaultTests.good) == nil)
    #expect(failure(fault.applied(to: StatusListFaultTests.good)) == fault.error)
  }

  /// Each has serials that could be written otherwise, or no serials at all.
  @Test("STATUS-3: the same serials written in another way")
  func otherEncodings() {
    func blocks(_ serials: [UInt8], _ index: [UInt8], _ codes: [UInt8]) -> FormatError? {
      let empty = Samples.statusList([])
      return failure(empty[..<27] + serials + index + codes + Samples.zeros(64))
    }
    // 5 and 9 from 0 on: one low bit is ⌊log2(10 / 2)⌋ = 2 bits, the gap 3, its code 1 11.
    let serials: [UInt8] = [0, 0, 0, 2, 0, 0, 0, 9]
    let one: [UInt8] = [0, 0, 0, 1, 0, 0, 0, 5]
    #expect(blocks(serials, one + [0, 0, 0, 1], [0b1110_0000]) == nil)
    #expect(blocks(serials, one + [0, 0, 0, 1], [0b1110_0001]) == FormatError(.outOfRange, at: 47), "last bits")
    #expect(blocks(serials, one + [0, 0, 0, 2], [0b1110_0000, 0]) == FormatError(.outOfRange, at: 47), "a zero byte")
    let two: [UInt8] = [0, 0, 0, 2, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0]
    #expect(blocks(serials, two, []) == FormatError(.outOfRange, at: 47), "a cut before a small gap")
    let twice: [UInt8] = [0, 0, 0, 2, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0]
    #expect(blocks(serials, twice, []) == FormatError(.outOfOrder, at: 47), "one serial twice")
    // 0 to 256 from 0 on: no low bits, and every code is one bit.
    let many: [UInt8] = [0, 0, 1, 1, 0, 0, 1, 0]
    let full: [UInt8] = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 32]
    #expect(
      blocks(many, full, Array(repeating: 0xff, count: 32)) == FormatError(.outOfRange, at: 47), "257 in a block")
    let cut: [UInt8] = [0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 32, 0, 0, 1, 0, 0, 0, 0, 32]
    #expect(blocks(many, cut, Array(repeating: 0xff, count: 31) + [0xfe]) == nil)
    let early: [UInt8] = [0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 32, 0, 0, 0, 255, 0, 0, 0, 32]
    #expect(
      blocks(many, early, Array(repeating: 0xff, count: 31) + [0xfe]) == FormatError(.outOfOrder, at: 47), "overlap")
    let back: [UInt8] = [0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 32, 0, 0, 1, 0, 0, 0, 0, 31]
    #expect(
      blocks(many, back, Array(repeating: 0xff, count: 31) + [0xfe]) == FormatError(.outOfRange, at: 51), "end falls")
  }

  @Test("STATUS-2: a gap that passes the greatest serial that there is")
  func overflow() {
    var bytes = Samples.statusList([0xffff_fff0, .max])
    // 31 low bits: a gap of 2³¹ − 1 behind 2³² − 16.
    bytes.replaceSubrange(47..<bytes.count - 64, with: [255, 255, 255, 255])
    #expect(failure(bytes) == FormatError(.outOfRange, at: 47))
  }

  @Test("a quotient of 23 stays in its block, and one of 24 begins another")
  func cuts() throws {
    // 1,000 serials of gap 0, then one of the quotient: with 2 low bits for 1,001 of some 5,000 to 7,900.
    for (gap, blockCount) in [(95 as UInt32, 4 as UInt8), (96, 5)] {
      let serials = Array(4_000..<5_000) + [5_000 + gap]
      let bytes = Samples.statusList(serials)
      #expect(bytes[38] == blockCount)
      #expect(Array(try StatusList(decoding: bytes).revoked) == serials)
    }
  }

  @Test("STATUS-1: truncated at every length, a list is refused where it ends")
  func truncated() {
    for count in StatusListFaultTests.good.indices {
      let error = failure(Array(StatusListFaultTests.good.prefix(count)))
      #expect((0...count).contains(error?.offset ?? -1), "\(count) bytes")
    }
  }

  @Test("every bit flipped: decoding never traps, and an error points into the bytes")
  func flipped() {
    let failures = countFlipFailures(StatusListFaultTests.good) { bytes throws(FormatError) in
      try StatusList(decoding: bytes).bytes
    }
    #expect(failures > 100)
  }

  @Test("fields that are no list: the error points where it would show")
  func fields() {
    func failure(_ change: (inout StatusListFields) -> Void) -> FormatError? {
      var fields = Samples.statusFields()
      change(&fields)
      return error { () throws(FormatError) in try fields.encoded() }
    }
    #expect(failure { $0.keyNumber = 0xff_ffff } == nil)
    #expect(failure { $0.keyNumber = 1 << 24 } == FormatError(.outOfRange, at: 5))
    #expect(failure { $0.number = 0 } == FormatError(.outOfRange, at: 9))
    #expect(failure { $0.issuedAt = UnixTime(-1) } == FormatError(.outOfRange, at: 13))
    #expect(failure { $0.expiresAt = UnixTime(1 << 40) } == FormatError(.outOfRange, at: 18))
    #expect(failure { $0.expiresAt = $0.issuedAt } == FormatError(.outOfRange, at: 18))
    #expect(failure { $0.expiresAt = $0.issuedAt + TrustList.greatestLifetime } == nil)
    #expect(failure { $0.expiresAt = $0.issuedAt + TrustList.greatestLifetime + 1 } == FormatError(.outOfRange, at: 18))
    #expect(failure { $0.revoked = [1, 3, 3] } == FormatError(.outOfOrder, at: 27))
    #expect(failure { $0.revoked = [3, 1] } == FormatError(.outOfOrder, at: 27))
    #expect(
      failure {
        $0.firstLive = 2
        $0.revoked = [1, 3]
      } == FormatError(.outOfOrder, at: 27))
  }

  private func failure(_ bytes: [UInt8]) -> FormatError? {
    error { () throws(FormatError) in try StatusList(decoding: bytes) }
  }
}
