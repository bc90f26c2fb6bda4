import Foundation
import Mapae
import TestSupport
import Testing

@Suite("Issuing")
struct IssueTests {
  @Test("a record becomes a pass that a door accepts")
  func one() throws {
    let desk = try IssuerDesk()
    let result = try desk.issue(#"{"family-name": "홍", "given-name": "길동", "area": "north gate"}"#)
    #expect(result.errors == "")
    #expect(result.status == 0)
    let pass = try #require(try IssuerDesk.passes(result.output).first)
    #expect(pass.keyNumber == 7)
    #expect(pass.issuedAt.seconds % 3_600 == 0, "PRIV-6")
    var state = TrustState(anchor: desk.domain.anchor)
    try state.load([UInt8](try Data(contentsOf: desk.scratch / "bundle.mapae")))
    let door = Verifier(states: [state], policy: desk.domain.policy)
    let verdict = door.judge(pass.bytes, at: ClockReading(UnixTime(Int64(Date().timeIntervalSince1970))))
    guard case .accepted = verdict else { return #expect(Bool(false), "\(verdict)") }
  }
}
