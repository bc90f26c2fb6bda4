import MapaeFormat
import TestSupport
import Testing

@Suite("Pass: bad bytes")
struct PassFaultTests {
  /// A claim of each size class, and one that is ignorable: 27 + 14 + 64 bytes.
  static let claims: [UInt8] = [0x10, 1, 0x30, 75, 82, 0x50, 15, 202, 82, 0x60, 1, 65, 0x90, 7]

  private func failure(_ bytes: [UInt8]) -> FormatError? {
    error { () throws(FormatError) in try UnverifiedPass(decoding: bytes) }
  }

  static let faults: [Fault] = [
    Fault("PASS-2: lifetime 0", .outOfRange, at: 23, write: [0, 0, 0, 0], 23),
    Fault("CLAIM-2: a tag twice", .outOfOrder, at: 29, write: [0x10], 29),
    Fault("CLAIM-2: tags descending", .outOfOrder, at: 29, write: [0x0f], 29),
    Fault("CLAIM-2: a tag of 0 behind others", .outOfOrder, at: 32, write: [0], 32),
    Fault("CLAIM-3: length 0", .outOfRange, at: 37, write: [0], 37),
    Fault("CLAIM-1: a length beyond the claims", .truncated, at: 41, write: [4], 37),
    Fault("CLAIM-1: a length of 255", .truncated, at: 41, write: [255], 37),
    Fault("CLAIM-1: a length that ends inside the next claim", .truncated, at: 41, write: [2, 65, 65, 0x90], 37),
    Fault("CLAIM-1: the last claim loses its value", .truncated, at: 40) { $0.remove(at: 40) },
    Fault("CLAIM-1: a tag alone at the end", .truncated, at: 42) { $0.insert(0xa0, at: 41) },
    Fault("CLAIM-1: a length byte is missing", .truncated, at: 42) { $0.insert(0xe0, at: 41) },
    Fault("a version of 2", .unsupportedVersion, at: 0, write: [0x21], 0),
    Fault("a kind of 0", .unsupportedVersion, at: 0, write: [0x10], 0),
    Fault("a kind of 9", .unsupportedVersion, at: 0, write: [0x19], 0),
    Fault("a presentation", .wrongKind, at: 0, write: [0x12], 0),
    Fault("PASS-3: an authority record", .wrongKind, at: 0, write: [0x13], 0),
    Fault("PASS-3: a pass request", .wrongKind, at: 0, write: [0x17], 0),
    Fault("PASS-3: a status delta", .wrongKind, at: 0, write: [0x18], 0),
  ]

  @Test("each fault has its code and its offset", arguments: faults)
  func fault(_ fault: Fault) {
    #expect(failure(Samples.pass(claims: Self.claims)) == nil)
    #expect(failure(fault.applied(to: Samples.pass(claims: Self.claims))) == fault.error)
  }

  @Test("PASS-1: truncated at every length below 91, and never a trap at any other")
  func truncated() {
    let bytes = Samples.pass(claims: Self.claims)
    for count in bytes.indices {
      let part = Array(bytes[..<count])
      guard let failure = failure(part) else {
        #expect(count >= 91, "\(count) bytes are no pass")
        continue
      }
      if count < 91 {
        #expect(failure == FormatError(.truncated, at: count))
      } else {
        #expect(failure.offset >= 27 && failure.offset <= count)
      }
    }
  }

  @Test("PASS-1: 91 and 1,024 bytes are a pass, 90 and 1,025 not")
  func sizes() throws {
    #expect(try UnverifiedPass(decoding: Samples.pass()).bytes.count == 91)
    #expect(failure(Samples.pass().dropLast()) == FormatError(.truncated, at: 90))
    // Four claims of 1 + 1 + n bytes: 933 bytes in all.
    let most: [UInt8] = (0..<4).flatMap { index -> [UInt8] in
      let count = index == 3 ? 160 : 255
      return [0xec + UInt8(index), UInt8(count)] + Samples.zeros(count)
    }
    #expect(try UnverifiedPass(decoding: Samples.pass(claims: most)).bytes.count == 1_024)
    #expect(failure(Samples.pass(claims: most + [0])) == FormatError(.tooLarge, at: 1_024))
    #expect(failure([0x11] + Samples.zeros(100_000)) == FormatError(.tooLarge, at: 1_024))
  }

  @Test("every bit flipped: decoding never traps, and an error points into the bytes")
  func flipped() {
    let failures = countFlipFailures(Samples.pass(claims: Self.claims)) { bytes throws(FormatError) in
      let pass = try UnverifiedPass(decoding: bytes)
      // Every claim is walked too.
      #expect(pass.unverifiedClaims.reduce(0) { $0 + $1.value.count } > 0)
      return pass.bytes
    }
    #expect(failures > 0)
  }

  @Test("times at 0 and 2⁴⁰ − 1, and windows of all ones, are exact")
  func times() throws {
    var bytes = Samples.pass()
    bytes.replaceSubrange(14..<27, with: Array(repeating: 255, count: 13))
    let last = try UnverifiedPass(decoding: bytes)
    #expect(last.issuedAt == .last)
    #expect(last.validFrom.seconds == (1 << 40) - 1 + (1 << 32) - 1)
    #expect(last.validUntil.seconds == (1 << 40) - 1 + 2 * ((1 << 32) - 1))
    bytes.replaceSubrange(14..<27, with: Samples.zeros(12) + [1])
    let first = try UnverifiedPass(decoding: bytes)
    #expect(first.issuedAt == UnixTime(0) && first.validFrom == UnixTime(0) && first.validUntil == UnixTime(1))
  }

  @Test("what the decoder refuses, the encoder does not write")
  func encoder() {
    func encode(_ change: (inout PassFields) -> Void) -> FormatError? {
      var fields = PassFields(
        domainTag: DomainTag(rawValue: 0), keyNumber: 0, profile: .access, serial: 0, issuedAt: UnixTime(0),
        lifetime: 1, claims: [])
      change(&fields)
      let changed = fields
      return error { () throws(FormatError) in try changed.encoded() }
    }
    let name = Claim(.familyName, text: String(repeating: "a", count: 255))!
    #expect(encode { _ in } == nil)
    #expect(encode { $0.keyNumber = 0xff_ffff } == nil)
    #expect(encode { $0.keyNumber = 1 << 24 } == FormatError(.outOfRange, at: 5))
    #expect(encode { $0.issuedAt = UnixTime(-1) } == FormatError(.outOfRange, at: 14))
    #expect(encode { $0.issuedAt = UnixTime(1 << 40) } == FormatError(.outOfRange, at: 14))
    #expect(encode { $0.lifetime = 0 } == FormatError(.outOfRange, at: 23))
    #expect(encode { $0.claims = [name, name] } == FormatError(.duplicate, at: 27))
    #expect(
      encode { fields in
        fields.claims = (0..<4).map { Claim(ClaimTag(rawValue: 0x60 + $0), text: String(repeating: "a", count: 255))! }
      } == FormatError(.tooLarge, at: 27 + 4 * 257))
  }

  @Test("a claim that cannot be written is not made")
  func claims() {
    let (one, two, three, text) = (
      ClaimTag(rawValue: 0x10), ClaimTag(rawValue: 0x30), ClaimTag(rawValue: 0x50), ClaimTag(rawValue: 0x60)
    )
    #expect(Claim(one, integer: 255) != nil && Claim(one, integer: 256) == nil)
    #expect(Claim(two, integer: 65_535) != nil && Claim(two, integer: 65_536) == nil)
    #expect(Claim(three, integer: 0xff_ffff) != nil && Claim(three, integer: 1 << 24) == nil)
    #expect(Claim(text, integer: 1) == nil && Claim(one, text: "a") == nil)
    #expect(Claim(text, text: "") == nil && Claim(text, text: String(repeating: "a", count: 256)) == nil)
    #expect(Claim(one, bytes: []) == nil && Claim(one, bytes: [1, 2]) == nil && Claim(text, bytes: []) == nil)
    #expect(Claim(two, date: CalendarDate(year: 2026)!) == nil && Claim(three, date: CalendarDate(year: 2026)!) != nil)
    #expect(Claim(text, text: "a")?.integer == nil && Claim(two, integer: 1)?.date == nil)
    #expect(Claim(text, bytes: [0xff])?.text == nil)
  }
}
