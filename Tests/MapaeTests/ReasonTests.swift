import Mapae
import TestSupport
import Testing

@Suite("Reasons and refusals are what the registry says")
struct ReasonTests {
  @Test("reasons: number, name, outcome, mender and both sentences")
  func reasons() throws {
    let entries = try RegistryFiles.reasons()
    #expect(Reason.allCases.map(\.rawValue) == entries.map(\.number))
    for entry in entries {
      let reason = try #require(Reason(rawValue: entry.number))
      #expect(reason.name == entry.name)
      #expect(reason.isRejection == (entry.outcome == "rejected"))
      #expect(reason.mendedBy.rawValue == entry.mendedBy)
      #expect(reason.sentence(in: .english) == entry.en)
      #expect(reason.sentence(in: .korean) == entry.ko)
    }
  }

  @Test("refusals: number, name and sentence")
  func refusals() throws {
    let entries = try RegistryFiles.refusals()
    #expect(Refusal.allCases.map(\.rawValue) == entries.map(\.number))
    for entry in entries {
      let refusal = try #require(Refusal(rawValue: entry.number))
      #expect(refusal.name == entry.name)
      #expect(refusal.sentence == entry.en)
    }
  }

  @Test("a refused load says which, and where the bundle is broken")
  func descriptions() throws {
    func text(_ bundle: [UInt8]) -> String? {
      var state = TrustState(anchor: Anchor(domain: .zero))
      do {
        try state.load(bundle)
        return nil
      } catch { return "\(error)" }
    }
    #expect(text([0x16]) == "malformed: truncated at byte 1")
    #expect(text(TrustBundle.encode([TestDomain().record.bytes])) == "foreign-domain")
  }
}
