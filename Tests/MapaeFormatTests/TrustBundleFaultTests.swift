import MapaeFormat
import TestSupport
import Testing

@Suite("Trust bundle: bad bytes")
struct TrustBundleFaultTests {
  private func failure(_ bytes: [UInt8]) -> FormatError? {
    error { () throws(FormatError) in try TrustBundle(decoding: bytes) }
  }

  @Test("TRUST-19: no byte, no part, another kind")
  func beginnings() {
    #expect(failure([]) == FormatError(.truncated, at: 0))
    #expect(failure([0x16]) == FormatError(.truncated, at: 1))
    for kind in (0..<16).map({ 0x10 | UInt8($0) }) where kind != 0x16 {
      #expect(failure([kind] + Samples.bundle().dropFirst()) == FormatError(.wrongKind, at: 0))
    }
  }

  @Test("a part that comes by itself is put into a bundle, and nothing else is")
  func bundling() throws {
    for part: [UInt8] in [[0x13], [0x14, 1], [0x15, 2], [0x18, 3]] {
      #expect(TrustBundle.bundling(part) == [0x16, 0, 0, 0, UInt8(part.count)] + part)
    }
    for other: [UInt8] in [[], [0x11], [0x12], [0x16, 0], [0x17], [0x23], [0x00]] {
      #expect(TrustBundle.bundling(other) == other)
    }
  }

  @Test("TRUST-20: another version of the bundle")
  func version() {
    for version in (0..<16).map(UInt8.init) where version != 1 {
      #expect(failure([version << 4 | 6] + Samples.bundle().dropFirst()) == FormatError(.unsupportedVersion, at: 0))
      #expect(failure([version << 4]) == FormatError(.unsupportedVersion, at: 0))
    }
  }

  @Test("TRUST-19: a part's length of 0, one too many, of all ones")
  func lengths() {
    var bytes = Samples.bundle()
    #expect(bytes.count == 1 + 4 + 308 + 4 + 436 + 4 + 252)
    bytes.replaceSubrange(1..<5, with: [0, 0, 0, 0])
    #expect(failure(bytes) == FormatError(.outOfRange, at: 1))
    bytes.replaceSubrange(1..<5, with: [255, 255, 255, 255])
    #expect(failure(bytes) == FormatError(.truncated, at: bytes.count))
    bytes = Samples.bundle()
    bytes[4] &+= 1
    #expect(failure(bytes) == FormatError(.trailingBytes, at: 5 + 308))
    bytes[4] &-= 2
    #expect(failure(bytes) == FormatError(.truncated, at: 5 + 307))
    bytes = Samples.bundle()
    bytes[bytes.count - 252 - 1] &+= 1
    #expect(failure(bytes) == FormatError(.truncated, at: bytes.count))
  }

  @Test("TRUST-19: a part that is a pass, a presentation, a request, a bundle, of an unknown kind or version")
  func kinds() {
    for kind in [0x11, 0x12, 0x16, 0x17, 0x10, 0x19, 0x1f, 0x23, 0x24, 0x25, 0x28] as [UInt8] {
      let bundle = TrustBundle.encode([Samples.record(), [kind] + Samples.zeros(200)])
      #expect(failure(bundle) == FormatError(.wrongKind, at: 1 + 4 + 308 + 4))
    }
  }

  @Test("TRUST-19: parts out of order, or twice")
  func order() {
    let (first, second, list, status, delta) = (
      Samples.record(), Samples.secondRecord(), Samples.list(), [0x15] as [UInt8], [0x18] as [UInt8]
    )
    for (parts, part) in [
      ([second, first], 1), ([first, first], 1), ([second, second], 1), ([list, first], 1), ([list, list], 1),
      ([status, list], 1), ([status, first], 1), ([first, list, second], 2), ([delta, list], 1), ([delta, first], 1),
    ] {
      let at = 1 + 4 + parts[..<part].reduce(0) { $0 + $1.count + 4 }
      #expect(failure(TrustBundle.encode(parts)) == FormatError(.outOfOrder, at: at))
    }
    for parts in [
      [first], [second], [list], [status], [delta], [status, status], [delta, status, delta],
      [first, second, list, status], [first, list, delta, status],
    ] {
      #expect(failure(TrustBundle.encode(parts)) == nil)
    }
  }

  @Test("an error inside a part counts from the bundle's beginning")
  func inside() {
    var bytes = Samples.bundle()
    bytes[1 + 4 + 308 + 4 + 436 + 4 + 33] = 0
    #expect(failure(bytes) == FormatError(.outOfRange, at: 1 + 4 + 308 + 4 + 436 + 4 + 33))
    bytes[1 + 4 + 308 + 4 + 1] = 0
    #expect(failure(bytes) == FormatError(.outOfRange, at: 1 + 4 + 308 + 4 + 1))
  }

  @Test("truncated at every length: only whole parts are a bundle")
  func truncated() throws {
    let bytes = Samples.bundle()
    let whole = [1 + 4 + 308, 1 + 4 + 308 + 4 + 436]
    for count in bytes.indices {
      let failure = failure(Array(bytes[..<count]))
      #expect(failure == (whole.contains(count) ? nil : FormatError(.truncated, at: count)))
    }
    let records = try TrustBundle(decoding: Array(bytes[..<whole[1]]))
    #expect(records.records.map(\.number) == [1, 2] && records.list == nil)
  }

  @Test("every bit flipped: decoding never traps, and an error points into the bytes")
  func flipped() {
    let failures = countFlipFailures(Samples.bundle()) { bytes throws(FormatError) in
      let bundle = try TrustBundle(decoding: bytes)
      return TrustBundle.encode(
        bundle.records.map(\.bytes) + (bundle.list.map { [$0.bytes] } ?? []) + bundle.statusParts)
    }
    #expect(failures > 0)
  }

  @Test("TRUST-19: 65,536 parts are taken and one more refused")
  func parts() throws {
    let most = TrustBundle.encode(Array(repeating: [0x15], count: 65_536))
    #expect(try TrustBundle(decoding: most).statusParts.count == 65_536)
    #expect(failure(most + [0, 0, 0, 1, 0x15]) == FormatError(.tooLarge, at: most.count))
  }

  @Test("TRUST-19: a bundle of 64 MiB and a byte is refused before any part is read")
  func greatestSize() {
    var bytes = [UInt8](repeating: 0xff, count: TrustBundle.greatestSize + 1)
    bytes[0] = 0x16
    #expect(failure(bytes) == FormatError(.tooLarge, at: TrustBundle.greatestSize))
    bytes.removeLast()
    #expect(failure(bytes) == FormatError(.truncated, at: TrustBundle.greatestSize))
    bytes.replaceSubrange(1..<6, with: [0x03, 0xff, 0xff, 0xfb, 0x15])
    #expect(failure(bytes) == nil)
  }
}
