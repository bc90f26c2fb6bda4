import MapaeFormat
import Testing

@Suite("Presentation and pass request: bad bytes")
struct HolderProofFaultTests {
  static let challenge: [UInt8] = [1, 2, 3, 4]
  static let pass = Samples.pass(claims: PassFaultTests.claims)
  /// 7 + 4 + 105 + 64 bytes.
  static let presentation = Samples.proof(.presentation, challenge: challenge, of: pass)
  /// 7 + 4 + 32 + 64 bytes.
  static let request = Samples.proof(.passRequest, challenge: challenge, of: Samples.noise(32))

  private func presented(_ bytes: [UInt8]) -> FormatError? {
    error { () throws(FormatError) in try UnverifiedPresentation(decoding: bytes) }
  }

  private func requested(_ bytes: [UInt8]) -> FormatError? {
    error { () throws(FormatError) in try UnverifiedPassRequest(decoding: bytes) }
  }

  static let presentationFaults: [Fault] = [
    Fault("PRESENT-2: challenge length 33", .outOfRange, at: 6, write: [33], 6),
    Fault("PRESENT-2: challenge length 255", .outOfRange, at: 6, write: [255], 6),
    Fault("PRESENT-3: a challenge length that takes a byte of the pass", .wrongKind, at: 12, write: [5], 6),
    Fault("PRESENT-3: a challenge length that leaves a byte", .wrongKind, at: 10, write: [3], 6),
    Fault("PRESENT-3: a challenge length of 0", .wrongKind, at: 7, write: [0], 6),
    Fault("PRESENT-3: a presentation inside", .wrongKind, at: 11, write: [0x12], 11),
    Fault("PRESENT-3: a pass of version 2 inside", .wrongKind, at: 11, write: [0x21], 11),
    Fault("PRESENT-3: a trust list inside", .wrongKind, at: 11, write: [0x14], 11),
    Fault("PRESENT-3, PASS-2: a pass of lifetime 0", .outOfRange, at: 34, write: [0, 0, 0, 0], 34),
    Fault("PRESENT-3, CLAIM-2: tags descending in the pass", .outOfOrder, at: 40, write: [0x0f], 40),
    Fault("PRESENT-3, CLAIM-1: a length beyond the pass's claims", .truncated, at: 52, write: [255], 48),
    Fault("PRESENT-3: a byte behind the pass's signature", .outOfOrder, at: 52) { $0.insert(0, at: 116) },
    Fault("a version of 2", .unsupportedVersion, at: 0, write: [0x22], 0),
    Fault("a pass", .wrongKind, at: 0, write: [0x11], 0),
    Fault("a request", .wrongKind, at: 0, write: [0x17], 0),
  ]

  @Test("each fault of a presentation has its code and its offset", arguments: presentationFaults)
  func fault(_ fault: Fault) {
    #expect(presented(Self.presentation) == nil)
    #expect(presented(fault.applied(to: Self.presentation)) == fault.error)
  }

  static let requestFaults: [Fault] = [
    Fault("PRESENT-20: challenge length 33", .outOfRange, at: 6, write: [33], 6),
    Fault("PRESENT-20: a challenge length that takes a byte of the key", .truncated, at: 107, write: [5], 6),
    Fault("PRESENT-20: a challenge length that leaves a byte", .trailingBytes, at: 106, write: [3], 6),
    Fault("PRESENT-20: a byte behind", .trailingBytes, at: 107) { $0.append(0) },
    Fault("a version of 2", .unsupportedVersion, at: 0, write: [0x27], 0),
    Fault("a presentation", .wrongKind, at: 0, write: [0x12], 0),
  ]

  @Test("each fault of a request has its code and its offset", arguments: requestFaults)
  func requestFault(_ fault: Fault) {
    #expect(requested(Self.request) == nil)
    #expect(requested(fault.applied(to: Self.request)) == fault.error)
  }

  /// What is cut off is taken from the pass, which stays well-formed where it loses whole claims.
  @Test("PRESENT-1, PRESENT-3: truncated at every length below 162, and never a trap at any other")
  func truncated() {
    for count in Self.presentation.indices {
      guard let failure = presented(Array(Self.presentation[..<count])) else {
        #expect(count >= 162, "\(count) bytes are no presentation")
        continue
      }
      #expect(failure.code == .truncated && failure.offset <= count, "\(count) bytes: \(failure)")
    }
    for count in Self.request.indices {
      #expect(requested(Array(Self.request[..<count])) == FormatError(.truncated, at: count))
    }
  }

  @Test("PRESENT-1: 162 and 1,127 bytes are a presentation, 161 and 1,128 not; of a pass of at most 1,024")
  func sizes() throws {
    let least = Samples.proof(.presentation, of: Samples.pass())
    #expect(try UnverifiedPresentation(decoding: least).bytes.count == 162)
    #expect(presented(least.dropLast()) == FormatError(.truncated, at: 161))
    func filler(_ last: Int) -> [UInt8] {
      (0..<4).flatMap { index -> [UInt8] in
        let count = index == 3 ? last : 255
        return [0xec + UInt8(index), UInt8(count)] + Samples.zeros(count)
      }
    }
    let most = Samples.proof(
      .presentation, challenge: Samples.zeros(32), of: Samples.pass(claims: filler(160)))
    #expect(try UnverifiedPresentation(decoding: most).bytes.count == 1_127)
    #expect(presented(most + [0]) == FormatError(.tooLarge, at: 1_127))
    #expect(presented([0x12] + Samples.zeros(100_000)) == FormatError(.tooLarge, at: 1_127))
    let large = Samples.proof(.presentation, of: Samples.pass(claims: filler(161)))
    #expect(presented(large) == FormatError(.tooLarge, at: 7 + 1_024))
    #expect(MapaeText.encode(most).utf8.count == 1_695)
    let greatest = Samples.proof(.passRequest, challenge: Samples.zeros(32), of: Samples.noise(32))
    #expect(greatest.count == UnverifiedPassRequest.greatestSize && MapaeText.encode(greatest).utf8.count == 207)
  }

  @Test("every bit flipped: decoding never traps, and an error points into the bytes")
  func flipped() {
    let presentations = countFlipFailures(Self.presentation) { bytes throws(FormatError) in
      let presentation = try UnverifiedPresentation(decoding: bytes)
      #expect(presentation.pass.unverifiedClaims.reduce(0) { $0 + $1.value.count } > 0)
      return presentation.bytes
    }
    let requests = countFlipFailures(Self.request) { bytes throws(FormatError) in
      try UnverifiedPassRequest(decoding: bytes).bytes
    }
    #expect(presentations > 0 && requests > 0)
  }

  @Test("times at 0 and 2⁴⁰ − 1")
  func times() throws {
    for (bytes, time) in [(Samples.zeros(5), UnixTime(0)), (Array(repeating: 255, count: 5), .last)] {
      var (presentation, request) = (Self.presentation, Self.request)
      presentation.replaceSubrange(1..<6, with: bytes)
      request.replaceSubrange(1..<6, with: bytes)
      #expect(try UnverifiedPresentation(decoding: presentation).presentedAt == time)
      #expect(try UnverifiedPassRequest(decoding: request).requestedAt == time)
    }
  }

  @Test("a challenge is 1 to 32 bytes: an empty one would be answered by every code")
  func challenges() {
    #expect(Challenge([]) == nil && Challenge([0])?.bytes == [0])
    #expect(Challenge(Samples.zeros(32)) != nil && Challenge(Samples.zeros(33)) == nil)
  }
}
