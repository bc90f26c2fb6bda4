import Mapae
import TestSupport
import Testing

@Suite("Steps 1 to 7: what stops at once")
struct StopTests {
  static let reasons: [Reason] = [
    .unsupportedVersion, .deviceLimit, .malformed, .unknownDomain, .keyNotYetKnown, .keyWithdrawn, .badSignature,
  ]

  private let now = ClockReading(TestDomain.now)

  private func expect(
    _ scenario: Scenario, _ reason: Reason?, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let verifier = Verifier(states: [try scenario.state()] + scenario.otherStates, policy: scenario.policy)
    let pass = try scenario.signedPass()
    for verdict in [verifier.judge(pass, at: now), verifier.judge(text: MapaeText.encode(pass), at: now)] {
      #expect(verdict.reason == reason, sourceLocation: sourceLocation)
      guard reason != nil else { continue }
      #expect(
        !verdict.isAuthentic && verdict.advisories.isEmpty, "VERIFY-23, VERIFY-25", sourceLocation: sourceLocation)
      #expect(verdict.finding?.edge == nil, sourceLocation: sourceLocation)
      let hasFormat = reason == .malformed || reason == .unsupportedVersion
      #expect((verdict.finding?.format != nil) == hasFormat, sourceLocation: sourceLocation)
    }
  }

  @Test("VERIFY-5: every first byte: other versions, kinds 0 and 9 to 15; PASS-3: other kinds; PRESENT-1")
  func firstByte() throws {
    for byte in UInt8.min...UInt8.max {
      var scenario = Scenario()
      scenario.alter = { $0[0] = byte }
      switch byte {
      case 0x11: try expect(scenario, nil)
      case 0x12...0x18: try expect(scenario, .malformed)
      default: try expect(scenario, .unsupportedVersion)
      }
    }
  }

  @Test("step 1, TEXT-8: no byte, no digit, another prefix, bad digits before the version is looked at")
  func text() throws {
    let verifier = Verifier(states: [], policy: Policy(accepting: []))
    #expect(verifier.judge([], at: now).reason == .malformed)
    for (text, reason) in [
      ("", .unsupportedVersion), ("MP2:AAA", .unsupportedVersion), ("MP1", .unsupportedVersion), ("MP1:", .malformed),
      ("MP1:0", .malformed), ("MP1:a00", .malformed), ("MP1::::", .malformed), ("MP1:00", .unsupportedVersion),
      ("MP1:000:::", .malformed), ("mp1:000", .unsupportedVersion), (" MP1:000", .unsupportedVersion),
      ("MP1:00\n", .malformed), ("MP1:00 ", .malformed),
    ] as [(String, Reason)] {
      #expect(verifier.judge(text: text, at: now).reason == reason, "\(text)")
    }
    let later = [0x22] + Array(repeating: 0 as UInt8, count: 1_100)
    #expect(verifier.judge(later, at: now).reason == .unsupportedVersion)
    #expect(verifier.judge(text: MapaeText.encode(later), at: now).reason == .unsupportedVersion)
    #expect(verifier.judge(text: MapaeText.encode(later) + "a00", at: now).reason == .malformed)
  }

  @Test(
    "VERIFY-6: a device's limit, at it and a byte above; PASS-1 above 1,024 is malformed", arguments: [256, 300, 1_023])
  func deviceLimit(limit: Int) throws {
    var scenario = Scenario()
    scenario.policy = Policy(accepting: scenario.policy.scopes, sizeLimit: limit)
    scenario.fill(to: limit)
    try expect(scenario, nil)
    scenario.fill(to: limit + 1)
    try expect(scenario, .deviceLimit)
    scenario.alter = { $0 += Array(repeating: 0, count: 1_025 - $0.count) }
    try expect(scenario, .malformed)
  }

  @Test("VERIFY-6: a presentation may have 103 bytes more; PRESENT-1 above 1,127", arguments: [256, 1_023])
  func presentedLimit(limit: Int) throws {
    var scenario = Scenario()
    scenario.policy = Policy(accepting: scenario.policy.scopes, sizeLimit: limit)
    scenario.fill(to: limit - 34)
    scenario.bind()
    scenario.code?.challenge = Array(repeating: 7, count: 32)
    #expect(try scenario.signedPass().count == limit + 103)
    try expect(scenario, nil)
    scenario.fill(to: limit - 33)
    scenario.bind()
    scenario.code?.challenge = Array(repeating: 7, count: 32)
    try expect(scenario, .deviceLimit)
    scenario.alter = { $0 += Array(repeating: 0, count: 1_128 - $0.count) }
    try expect(scenario, .malformed)
  }

  @Test("PRESENT-1: the greatest presentation, 1,127 bytes, is accepted")
  func greatestPresentation() throws {
    var scenario = Scenario()
    scenario.fill(to: 1_024 - 34)
    scenario.bind()
    scenario.code?.challenge = Array(repeating: 7, count: 32)
    #expect(try scenario.signedPass().count == 1_127)
    try expect(scenario, nil)
  }

  @Test("a size limit is brought into 256 to 1,024")
  func sizeLimit() {
    for (asked, given) in [
      (Int.min, 256), (0, 256), (255, 256), (257, 257), (1_024, 1_024), (1_025, 1_024), (.max, 1_024),
    ] {
      #expect(Policy(accepting: [], sizeLimit: asked).sizeLimit == given)
    }
  }

  @Test("PASS-1: the greatest pass, 1,024 bytes, is accepted")
  func greatest() throws {
    var scenario = Scenario()
    scenario.fill(to: 1_024)
    #expect(try scenario.signedPass().count == 1_024)
    try expect(scenario, nil)
  }

  @Test("VERIFY-7 to VERIFY-10: a domain, a key number and a signature that the door cannot place")
  func signers() throws {
    var scenario = Scenario()
    scenario.pass.domainTag = DomainTag(rawValue: scenario.pass.domainTag.rawValue ^ 1)
    try expect(scenario, .unknownDomain)
    scenario = Scenario()
    for number in [8, 0xff_ffff] as [UInt32] {
      scenario.pass.keyNumber = number
      try expect(scenario, .keyNotYetKnown)
    }
    for number in [0, 6] as [UInt32] {
      scenario.pass.keyNumber = number
      try expect(scenario, .keyWithdrawn)
    }
    scenario = Scenario()
    scenario.alter = { $0[40] ^= 1 }
    try expect(scenario, .badSignature)
    scenario.alter = { $0.replaceSubrange(($0.count - 64)..., with: TestKey(99).sign(Array($0[..<($0.count - 64)]))) }
    try expect(scenario, .badSignature)
  }

  @Test("with 2²⁴ as next key number, no pass's key is not yet known")
  func allAllotted() throws {
    var scenario = Scenario()
    scenario.list.nextKeyNumber = 1 << 24
    scenario.pass.keyNumber = 0xff_ffff
    try expect(scenario, .keyWithdrawn)
    scenario.list.issuers[0].keys[0].number = 0xff_ffff
    try expect(scenario, nil)
  }

  @Test("VERIFY-8: a state without a list knows no key")
  func noList() throws {
    let scenario = Scenario()
    var state = TrustState(anchor: scenario.domain.anchor)
    for _ in 0..<2 {
      let verdict = Verifier(states: [state], policy: scenario.policy).judge(try scenario.signedPass(), at: now)
      #expect(verdict.reason == .keyNotYetKnown)
      try state.load(TrustBundle.encode([scenario.domain.record.bytes]))
    }
  }

  @Test("BASE-5: a pass signed under another label or domain")
  func labels() throws {
    let scenario = Scenario()
    let (signed, key) = (try scenario.pass.encoded(), scenario.domain.passKey)
    let verifier = Verifier(states: [try scenario.state()], policy: scenario.policy)
    for (kind, digest) in [
      (ObjectKind.presentation, scenario.domain.digest), (.trustList, scenario.domain.digest), (.pass, .zero),
    ] {
      let pass = signed + RawSigning.signature(kind, digest, signed, by: key)
      #expect(verifier.judge(pass, at: now).reason == .badSignature)
    }
  }

  @Test("of the first seven steps the earlier stops")
  func order() throws {
    var scenario = Scenario()
    scenario.policy = Policy(accepting: scenario.policy.scopes, sizeLimit: 256)
    scenario.fill(to: 300)
    scenario.alter = { $0[0] = 0x21 }
    try expect(scenario, .unsupportedVersion)
    scenario.alter = { $0.replaceSubrange(23..<27, with: [0, 0, 0, 0]) }
    try expect(scenario, .deviceLimit)
    scenario = Scenario()
    scenario.alter = { $0.replaceSubrange(23..<27, with: [0, 0, 0, 0]) }
    scenario.pass.domainTag = DomainTag(rawValue: 0)
    try expect(scenario, .malformed)
    scenario.alter = { _ in }
    scenario.pass.keyNumber = 9
    try expect(scenario, .unknownDomain)
    scenario = Scenario()
    scenario.alter = { $0[40] ^= 1 }
    scenario.pass.keyNumber = 9
    try expect(scenario, .keyNotYetKnown)
    scenario.pass.keyNumber = 3
    try expect(scenario, .keyWithdrawn)
    scenario.pass.keyNumber = 7
    scenario.list.issuers[0].keys[0].isCompromised = true
    try expect(scenario, .badSignature)
  }

  @Test("every bit of a vaccination pass flipped: never accepted, never authentic")
  func flipped() throws {
    var scenario = Scenario()
    scenario.pass.profile = .vaccination
    scenario.pass.claims = [
      Claim(.familyName, text: "Musterfrau")!, Claim(ClaimTag.Vaccination.disease, integer: 1)!,
      Claim(ClaimTag.Vaccination.doseDate, date: CalendarDate(year: 2025)!)!, Claim(.issuerName, text: "예시")!,
    ]
    try expect(scenario, nil)
    let (pass, verifier) = (
      try scenario.signedPass(), Verifier(states: [try scenario.state()], policy: scenario.policy)
    )
    for bit in 0..<pass.count * 8 {
      var altered = pass
      altered[bit / 8] ^= 1 << UInt8(bit % 8)
      let verdict = verifier.judge(altered, at: now)
      #expect(Self.reasons.contains(try #require(verdict.reason)) && !verdict.isAuthentic, "bit \(bit)")
    }
    for count in pass.indices {
      let verdict = verifier.judge(Array(pass[..<count]), at: now)
      let isMalformed = verdict.reason == .malformed
      #expect(isMalformed || count >= 91 && verdict.reason == .badSignature, "\(count) bytes")
    }
  }
}

extension Scenario {
  /// Gives the pass ignorable claims for private use, until it has `count` bytes.
  fileprivate mutating func fill(to count: Int) {
    pass.claims = []
    var rest = count - UnverifiedPass.leastSize
    var tag: UInt8 = 0xec
    while rest > 0 {
      // A claim takes three bytes at least, so that much is left over for the last one.
      let size = rest > 257 ? min(257, rest - 3) : rest
      pass.claims.append(Claim(ClaimTag(rawValue: tag), bytes: Array(repeating: 1, count: size - 2))!)
      rest -= size
      tag += 1
    }
  }
}
