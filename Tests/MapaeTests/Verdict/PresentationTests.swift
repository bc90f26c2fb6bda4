import EdgeSigning
import Mapae
import TestSupport
import Testing

@Suite("Presentations at the door")
struct PresentationTests {
  private static let now = TestDomain.now
  private static let challenge: [UInt8] = Array(1...16)

  private func bound(_ change: (inout Scenario) -> Void = { _ in }) -> Scenario {
    var scenario = Scenario()
    scenario.bind()
    change(&scenario)
    return scenario
  }

  /// The verdict on any bytes, at the scenario's door.
  private func verdict(_ bytes: [UInt8], _ scenario: Scenario) throws -> Verdict {
    Verifier(states: [try scenario.state()], policy: scenario.policy).judge(bytes, at: scenario.clock)
  }

  @Test("a bound pass in a fresh presentation is accepted, as bytes and as text, and says what its issuer says")
  func accepted() throws {
    let scenario = bound { $0.pass.claims.append(Claim(.familyName, text: "Example")!) }
    let bytes = try scenario.signedPass()
    #expect(bytes.count == 91 + 34 + 9 + 71)
    let verifier = Verifier(states: [try scenario.state()], policy: scenario.policy)
    for verdict in [
      verifier.judge(bytes, at: scenario.clock), verifier.judge(text: MapaeText.encode(bytes), at: scenario.clock),
    ] {
      guard case .accepted(let acceptance) = verdict else {
        Issue.record("\(verdict)")
        continue
      }
      #expect(acceptance.pass.claims[.familyName]?.text == "Example")
      #expect(acceptance.pass.fields.bytes == Array(bytes[7..<(bytes.count - 64)]), "the pass alone")
    }
  }

  @Test("PRESENT-6: stripped of its presentation it needs one, unless the policy takes it bare")
  func bare() throws {
    var scenario = bound()
    let presented = try scenario.signedPass()
    let stripped = try verdict(Array(presented[7..<(presented.count - 64)]), scenario)
    #expect(stripped.reason == .presentationNeeded && stripped.isAuthentic && stripped.finding?.edge == nil)
    scenario.policy.freshness.challenge = Challenge(Self.challenge)
    scenario.code = nil
    #expect(try scenario.verdict().reason == .presentationNeeded)
    scenario.policy.allowsBare = true
    #expect(try scenario.verdict().outcome == "accepted")
  }

  @Test("a pass for paper is shown bare at every door")
  func paper() throws {
    var scenario = Scenario()
    scenario.policy.freshness = Freshness(greatestAge: 0, challenge: Challenge(Self.challenge))
    #expect(try scenario.verdict().outcome == "accepted")
  }

  @Test("PRESENT-4: wrapped by another key, by the issuer's own, or by the holder of another pass")
  func rewrapped() throws {
    for key in [TestKey(301), Scenario().domain.passKey] {
      let verdict = try bound { $0.code?.key = key }.verdict()
      #expect(verdict.reason == .badHolderProof && verdict.isAuthentic && verdict.finding?.edge == nil)
    }
  }

  @Test("PRESENT-4: another pass of the same holder under the signature of the first")
  func otherPass() throws {
    let first = bound()
    let second = bound { $0.pass.serial = 2 }
    let (signed, other) = (try first.signedPass(), try second.signedPass())
    let swapped = other[..<(other.count - 64)] + signed[(signed.count - 64)...]
    #expect(try verdict(Array(swapped), first).reason == .badHolderProof)
    #expect(try verdict(other, first).outcome == "accepted")
  }

  @Test("PRESENT-5: a presentation of a pass for paper, whoever signs it")
  func presentedPaper() throws {
    var scenario = Scenario()
    scenario.code = Scenario.Code(key: Scenario.holder)
    #expect(try scenario.verdict().reason == .badHolderProof)
    scenario.policy.allowsBare = true
    #expect(try scenario.verdict().reason == .badHolderProof)
  }

  @Test("PRESENT-3: a presentation of a presentation, however deep")
  func nested() throws {
    let scenario = bound()
    var bytes = try scenario.signedPass()
    for _ in 0..<3 {
      bytes = RawSigning.presentation(of: bytes, at: Self.now, scenario.domain.digest, by: Scenario.holder)
      let verdict = try verdict(bytes, scenario)
      #expect(verdict.reason == .malformed && verdict.finding?.format == FormatError(.wrongKind, at: 7))
    }
  }

  @Test("BASE-5: a presentation signed as another kind, or in another domain")
  func labels() throws {
    let scenario = bound()
    let signed = try scenario.signedPass().dropLast(64)
    for (kind, domain) in [
      (ObjectKind.passRequest, scenario.domain.digest), (.pass, scenario.domain.digest), (.presentation, .zero),
    ] {
      let bytes = signed + RawSigning.signature(kind, domain, Array(signed), by: Scenario.holder)
      #expect(try verdict(Array(bytes), scenario).reason == .badHolderProof)
    }
  }

  @Test("PRESENT-5, SIG-1: a key of mixed order whose signature a verifier without vetting takes", arguments: [1, 4])
  func weakKey(torsion: Int) throws {
    let signer = EdgeSigner(number: 300)
    let point = try #require(ReferencePoint(lenient: signer.publicKey)) + EdgeEncodings.torsion[torsion]
    var scenario = Scenario()
    scenario.pass.claims = [Claim(.holderKey, bytes: point.encoding)!]
    let pass = try scenario.signedPass()
    var taken = 0
    for second in 0..<32 as Range<Int64> {
      let presented = RawSigning.presentation(
        of: pass, at: Self.now + -second, scenario.domain.digest, by: Scenario.holder)
      let signed = Array(presented.dropLast(64))
      let label = Array((ObjectKind.presentation.signatureLabel ?? "").description.utf8)
      let message = label + scenario.domain.digest.bytes + signed
      let nonce = ReferenceScalar(UInt64(second) + 7)
      let r = (nonce * .base).encoding
      // S = r + k·a is good by A + T wherever k·T is the identity.
      let s = nonce + ReferenceEd25519.challenge(r, point.encoding, message) * signer.scalar
      guard PublicKey(point.encoding)!.isSigner(of: message, by: r + s.bytes) else { continue }
      taken += 1
      #expect(try verdict(signed + r + s.bytes, scenario).reason == .badHolderProof)
    }
    #expect(taken > 0, "no signature that the bare equation takes")
  }

  @Test("PRESENT-7: another challenge, none, one of another length; an equal one whatever the phone's clock says")
  func challenges() throws {
    var scenario = bound { $0.policy.freshness.challenge = Challenge(Self.challenge) }
    for wrong in [
      [], [1], Array(Self.challenge.dropLast()), Self.challenge + [0], Array(Self.challenge.reversed()),
      Array(repeating: 0, count: 32),
    ] as [[UInt8]] {
      scenario.code?.challenge = wrong
      let verdict = try scenario.verdict()
      #expect(verdict.reason == .wrongChallenge && verdict.finding?.edge == nil)
    }
    scenario.code?.challenge = Self.challenge
    scenario.policy.freshness.greatestAge = 0
    for time in [UnixTime(0), Self.now + -3_600, Self.now, Self.now + 3_600, .last] {
      scenario.code?.time = time
      #expect(try scenario.verdict().outcome == "accepted")
    }
    scenario.policy.freshness.challenge = Challenge(Array(repeating: 9, count: 32))
    scenario.code?.challenge = Array(repeating: 9, count: 32)
    #expect(try scenario.verdict().outcome == "accepted", "of the greatest length")
  }

  @Test("a door without a challenge looks at the time alone")
  func unasked() throws {
    var scenario = bound { $0.code?.challenge = Self.challenge }
    #expect(try scenario.verdict().outcome == "accepted")
    scenario.code?.time = Self.now + -60
    #expect(try scenario.verdict().reason == .presentationStale)
  }

  @Test("PRESENT-8, BASE-4: codes and clocks at the ends of their range, ages of 0 and of all ones")
  func ends() throws {
    let last = UnixTime.last
    for (time, clock, age, edge) in [
      (UnixTime(0), Self.now, .max, nil), (UnixTime(0), Self.now, 60, UnixTime(60)), (last, Self.now, .max, last),
      (Self.now, Self.now, 0, Self.now), (Self.now, Self.now, 1, nil),
      (Self.now + 1, Self.now, .max, Self.now + 1),
    ] as [(UnixTime, UnixTime, UInt32, UnixTime?)] {
      let scenario = bound {
        $0.code?.time = time
        $0.policy.freshness.greatestAge = age
        $0.clock = ClockReading(clock)
      }
      let verdict = try scenario.verdict()
      #expect(verdict.reason == (edge == nil ? nil : .presentationStale) && verdict.finding?.edge == edge)
    }
    // What the clock says beyond all lists is decided before the code is.
    for clock in [UnixTime(.min), UnixTime(.max)] {
      let verdict = try bound { $0.clock = ClockReading(clock) }.verdict()
      #expect(verdict.reason == (clock == UnixTime(.min) ? .clockBehind : .expired))
    }
  }

  @Test("PRESENT-9: a phone that is fast moves no floor: its pass is not over before the door's clock says so")
  func noFloor() throws {
    var scenario = bound {
      $0.policy.freshness.challenge = Challenge(Self.challenge)
      $0.code?.challenge = Self.challenge
      $0.code?.time = Self.now + 3_600
      $0.pass.lifetime = UInt32(TestDomain.day + 60)
    }
    scenario.clock = try #require(ClockReading(earliest: Self.now + -7_200, latest: Self.now + 7_200))
    #expect(try scenario.verdict().reason == .clockUncertain)
    scenario.clock = ClockReading(Self.now)
    #expect(try scenario.verdict().outcome == "accepted")
  }

  @Test("every bit flipped and every length: never accepted, and bad for the right reason")
  func flipped() throws {
    let scenario = bound {
      $0.policy.freshness.challenge = Challenge(Self.challenge)
      $0.code?.challenge = Self.challenge
    }
    let bytes = try scenario.signedPass()
    let verifier = Verifier(states: [try scenario.state()], policy: scenario.policy)
    #expect(verifier.judge(bytes, at: scenario.clock).outcome == "accepted")
    let pass = 23..<(bytes.count - 64)
    for bit in 0..<bytes.count * 8 {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      let verdict = verifier.judge(flipped, at: scenario.clock)
      let reason = try #require(verdict.reason, "bit \(bit)")
      switch bit / 8 {
      case 0, 6: #expect([.unsupportedVersion, .malformed].contains(reason), "bit \(bit): \(reason)")
      case pass: #expect(StopTests.reasons.contains(reason) && !verdict.isAuthentic, "bit \(bit): \(reason)")
      // Time, challenge and signature: the pass in it is still its issuer's.
      default: #expect(reason == .badHolderProof && verdict.isAuthentic, "bit \(bit): \(reason)")
      }
    }
    for count in bytes.indices {
      let reason = verifier.judge(Array(bytes[..<count]), at: scenario.clock).reason
      // The pass stays well-formed where it loses whole claims.
      #expect(reason == .malformed || count >= 162 && reason == .badSignature, "\(count) bytes")
    }
  }
}
