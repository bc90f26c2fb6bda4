import Mapae
import TestSupport
import Testing

/// What whoever has a status key can sign: any bytes. The signature is good, so nothing but the form is in the way.
@Suite("Loading: hostile status lists with a good signature, seed 5")
struct HostileStatusListTests {
  private let desk = StatusDesk()

  /// Signed bytes with key 8's signature.
  private func signed(_ bytes: [UInt8]) -> [UInt8] {
    bytes + RawSigning.signature(.statusList, desk.domain.digest, bytes, by: desk.key(8))
  }

  /// The refusal of a list; `nil` where it is taken. A refused one leaves the state as it was.
  private func refusal(of list: [UInt8], by state: TrustState) throws -> Refusal? {
    var next = state
    let report = try next.load(TrustBundle.encode([list]))
    #expect(report.statusListsTaken + report.refusedStatusLists.count == 1)
    #expect(report.statusListsTaken == 1 || next.bytes == state.bytes)
    return report.refusedStatusLists.first
  }

  /// Some 300 serials in two blocks, and one far behind them.
  private func payload() throws -> [UInt8] {
    var generator = SeededGenerator(seed: 5)
    let serials = Set((0..<300).map { _ in UInt32.random(in: 100..<40_000, using: &generator) })
    return try desk.fields((serials.union([4_000_000])).sorted()) { $0.firstLive = 7 }.encoded()
  }

  @Test("STATUS-1: cut at every length and signed there, a list is malformed")
  func truncated() throws {
    let (state, bytes) = (try desk.domain.state(), try payload())
    #expect(try refusal(of: signed(bytes), by: state) == nil)
    for count in (1..<bytes.count).filter({ $0 < 300 || $0 % 7 == 0 || $0 > bytes.count - 40 }) {
      #expect(try refusal(of: signed(Array(bytes[..<count])), by: state) == .statusMalformed, "\(count) bytes")
    }
    let whole = signed(bytes)
    for count in (1..<whole.count).filter({ $0 < 100 || $0 > whole.count - 70 }) {
      let refusal = try refusal(of: Array(whole[..<count]), by: state)
      #expect(refusal == .statusMalformed, "\(count) bytes")
    }
  }

  @Test("STATUS-2, STATUS-3: with any bit of the serials flipped, it is malformed or the one encoding of another set")
  func flipped() throws {
    let (state, bytes) = (try desk.domain.state(), try payload())
    var taken = 0
    for bit in 27 * 8..<bytes.count * 8 {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      // Most are refused for their form, which is looked at before the signature; only the others are worth signing.
      guard let list = try? StatusList(decoding: flipped + Array(repeating: 0, count: 64)) else {
        guard bit % 64 == 0 else { continue }
        #expect(try refusal(of: signed(flipped), by: state) == .statusMalformed, "bit \(bit)")
        continue
      }
      taken += 1
      let fields = desk.fields(Array(list.revoked)) { $0.firstLive = list.firstLive }
      #expect(try fields.encoded() == flipped, "bit \(bit): two encodings of one set")
      if taken % 16 == 0 { #expect(try refusal(of: signed(flipped), by: state) == nil, "bit \(bit)") }
    }
    #expect(taken > 0)
  }

  @Test(
    "STATUS-2: counts and ends that lie, unary runs without end, ranges that overflow",
    arguments: [
      ("a count of all ones", 27, [255, 255, 255, 255]), ("more serials than stand there", 27, [0, 0, 1, 0x2f]),
      ("no serial", 27, [0, 0, 0, 0]), ("a greatest serial of all ones", 31, [255, 255, 255, 255]),
      ("a greatest serial below first live", 31, [0, 0, 0, 1]), ("no block", 35, [0, 0, 0, 0]),
      ("blocks of all ones", 35, [255, 255, 255, 255]), ("a first serial of all ones", 39, [255, 255, 255, 255]),
      ("an end of all ones", 43, [255, 255, 255, 255]), ("first live of all ones", 23, [255, 255, 255, 255]),
    ] as [(String, Int, [UInt8])])
  func lies(name: String, offset: Int, bytes: [UInt8]) throws {
    let state = try desk.domain.state()
    var list = try payload()
    list.replaceSubrange(offset..<offset + 4, with: bytes)
    #expect(try refusal(of: signed(list), by: state) == .statusMalformed)
    // The same in front of a megabyte of zeros: one unary run, if anybody followed it.
    let run = list + Array(repeating: 0, count: 1 << 20)
    #expect(try refusal(of: signed(run), by: state) == .statusMalformed)
  }

  @Test("times at the ends of their range are loaded, and judged without a trap")
  func times() throws {
    let lifetime = TrustList.greatestLifetime
    for (issuedAt, expiresAt, reason) in [
      (UnixTime(0), UnixTime(1), .statusListExpired), (UnixTime(0), UnixTime(lifetime), .statusListExpired),
      (.last + -1, .last, .clockBehind), (.last + -lifetime, .last, .clockBehind),
    ] as [(UnixTime, UnixTime, Reason)] {
      var state = try desk.domain.state {
        $0.issuers[0].keys[1].acceptUntil = .last
        $0.issuers[0].statusDemand = 1
      }
      let list = try desk.list {
        $0.issuedAt = issuedAt
        $0.expiresAt = expiresAt
      }
      #expect(try state.load(TrustBundle.encode([list])).statusListsTaken == 1)
      let verifier = Verifier(states: [state], policy: desk.domain.policy)
      let pass = try desk.domain.pass()
      #expect(verifier.judge(pass, at: ClockReading(TestDomain.now)).reason == reason, "\(issuedAt)")
      for clock in [UnixTime(.min), UnixTime(.max)] {
        let verdict = verifier.judge(pass, at: ClockReading(clock))
        #expect(verdict.outcome != "accepted", "\(issuedAt) at \(clock)")
      }
    }
    for (issuedAt, expiresAt) in [(UnixTime(0), UnixTime(lifetime + 1)), (.last, .last)] {
      #expect(throws: FormatError(.outOfRange, at: 18)) {
        try desk.list {
          $0.issuedAt = issuedAt
          $0.expiresAt = expiresAt
        }
      }
    }
  }
}
