import EdgeSigning
import Mapae
import TestSupport
import Testing

@Suite("Pass requests at the issuer")
struct PassRequestTests {
  private let domain = TestDomain().digest
  private let holder = Scenario.holder
  private let now = TestDomain.now

  /// The key that an issuer takes from a request, or why it takes none.
  private func answer(
    _ bytes: [UInt8], _ freshness: Freshness = Freshness(), at clock: ClockReading? = nil
  ) throws -> Result<PublicKey, PassRequestError> {
    let request = try UnverifiedPassRequest(decoding: bytes)
    do {
      return .success(try request.provenHolderKey(in: domain, at: clock ?? ClockReading(now), freshness))
    } catch { return .failure(error) }
  }

  @Test("PRESENT-21: a proven key is taken; one that somebody else signed for, or in another domain, is not")
  func proof() throws {
    let key = holder.publicKey
    #expect(try answer(RawSigning.request(for: key, at: now, domain, by: holder)) == .success(key))
    #expect(try answer(RawSigning.request(for: key, at: now, domain, by: TestKey(301))) == .failure(.badProof))
    #expect(try answer(RawSigning.request(for: key, at: now, .zero, by: holder)) == .failure(.badProof))
    let signed = Array(RawSigning.request(for: key, at: now, domain, by: holder).dropLast(64))
    let presented = signed + RawSigning.signature(.presentation, domain, signed, by: holder)
    #expect(try answer(presented) == .failure(.badProof), "BASE-5")
    for torsion in EdgeEncodings.torsion {
      let weak = PublicKey(torsion.encoding)!
      #expect(try answer(RawSigning.request(for: weak, at: now, domain, by: holder)) == .failure(.badKey))
    }
  }

  @Test("PRESENT-22: a request of the last seconds, or one that answers the issuer's challenge")
  func fresh() throws {
    func request(_ offset: Int64, _ challenge: [UInt8] = []) -> [UInt8] {
      RawSigning.request(for: holder.publicKey, at: now + offset, challenge: challenge, domain, by: holder)
    }
    let good = Result<PublicKey, PassRequestError>.success(holder.publicKey)
    let minutes = Freshness(greatestAge: 600)
    #expect(try answer(request(-599), minutes) == good)
    #expect(try answer(request(-600), minutes) == .failure(.stale(now)))
    #expect(try answer(request(1), minutes) == .failure(.stale(now + 1)))
    let asked = Freshness(greatestAge: 0, challenge: Challenge([5, 6]))
    #expect(try answer(request(-86_400, [5, 6]), asked) == good)
    for wrong in [[], [5], [5, 6, 7], [6, 5]] as [[UInt8]] {
      #expect(try answer(request(0, wrong), asked) == .failure(.wrongChallenge))
    }
  }

  @Test("times and clocks at the ends of their range, and ages of 0 and of all ones")
  func ends() throws {
    let key = Result<PublicKey, PassRequestError>.success(holder.publicKey)
    for (time, clock, age, expected) in [
      (UnixTime(0), now, UInt32.max, key), (UnixTime(0), now, 600, .failure(.stale(UnixTime(600)))),
      (.last, now, .max, .failure(.stale(.last))), (.last, .last, 1, key), (now, now, 0, .failure(.stale(now))),
      (now, UnixTime(.max), .max, .failure(.stale(now + Int64(UInt32.max)))),
      (now, UnixTime(.min), .max, .failure(.stale(now))),
    ] as [(UnixTime, UnixTime, UInt32, Result<PublicKey, PassRequestError>)] {
      let request = RawSigning.request(for: holder.publicKey, at: time, domain, by: holder)
      #expect(try answer(request, Freshness(greatestAge: age), at: ClockReading(clock)) == expected, "\(time), \(age)")
    }
  }

  @Test("cut at every length, and signed there: no request")
  func truncated() throws {
    let bytes = RawSigning.request(for: holder.publicKey, at: now, challenge: [1, 2], domain, by: holder)
    for count in bytes.indices {
      #expect(throws: FormatError(.truncated, at: count)) {
        try UnverifiedPassRequest(decoding: Array(bytes[..<count]))
      }
    }
    for count in 1..<bytes.count - 64 {
      let signed = Array(bytes[..<count])
      let request = signed + RawSigning.signature(.passRequest, domain, signed, by: holder)
      #expect(throws: FormatError.self, "\(count) bytes") { try UnverifiedPassRequest(decoding: request) }
    }
  }

  @Test("every bit flipped: no request proves anything")
  func flipped() throws {
    let bytes = RawSigning.request(for: holder.publicKey, at: now, challenge: [1, 2], domain, by: holder)
    let asked = Freshness(challenge: Challenge([1, 2]))
    #expect(try answer(bytes, asked) == .success(holder.publicKey))
    for bit in 0..<bytes.count * 8 {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      guard (try? UnverifiedPassRequest(decoding: flipped)) != nil else { continue }
      let answer = try answer(flipped, asked)
      #expect([.failure(.badProof), .failure(.badKey)].contains(answer), "bit \(bit): \(answer)")
    }
  }
}
