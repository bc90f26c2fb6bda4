import Mapae
import TestSupport
import Testing

@Suite("Judgement: one step at a time")
struct JudgementTests {
  let domain = TestDomain()
  let clock = ClockReading(TestDomain.now)

  @Test("a good pass is accepted")
  func accepted() throws {
    let verdict = try domain.verifier().judge(domain.pass(), at: clock)
    #expect(verdict.outcome == "accepted")
    #expect(verdict.reason == nil)
  }

  @Test("a flipped bit anywhere is never accepted", arguments: 0..<91)
  func flipped(byte: Int) throws {
    let verifier = try domain.verifier()
    for bit in 0..<8 {
      var pass = try domain.pass()
      pass[byte] ^= 1 << UInt8(bit)
      #expect(verifier.judge(pass, at: clock).outcome != "accepted")
    }
  }
}
