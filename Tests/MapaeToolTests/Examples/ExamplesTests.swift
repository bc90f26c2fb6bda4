import Foundation
import Mapae
import Testing

/// The chapter Examples is what the code makes of its public seeds, to the byte. `MAPAE_WRITE_EXAMPLES=1` brings the
/// chapter's generated parts up to date; its other text is written by hand.
@Suite("Examples")
struct ExamplesTests {
  @Test("the chapter is what the code makes")
  func chapter() throws { try GeneratedChapter("examples.md").check(ExampleBlocks().texts) }

  @Test("every reason of the verdicts is one that its step can give, and all three outcomes are there")
  func outcomes() throws {
    let domain = try ExampleDomain()
    let passes = try ExamplePasses(domain)
    let verdicts = ExampleVerdict.all.map { $0.verdict(domain, passes) }
    #expect(Set(verdicts.map(\.outcome)) == ["accepted", "undecided", "rejected"])
    #expect(Set(verdicts.compactMap(\.reason)).count >= 20)
  }

  @Test("a record of the chapter that is anchored by itself is loaded")
  func secondAnchor() throws {
    let domain = try ExampleDomain()
    var state = TrustState(anchor: Anchor(domain: domain.digest, record: domain.secondRecord.digest))
    try state.load(domain.bundle)
    #expect(state.records.map(\.number) == [2])
    #expect(state.list?.fields.number == 57)
  }

  @Test("the status list of the chapter is loaded with the trust list that it names, and its serials are found")
  func statusList() throws {
    let domain = try ExampleDomain()
    var state = domain.state
    let early = try state.load(TrustBundle.encode([domain.statusList.bytes]))
    #expect(early.refusedStatusLists == [.statusKeyNotYetKnown])
    try state.load(TrustBundle.encode([domain.nextList.bytes, domain.statusList.bytes]))
    #expect(state.statusLists.map { Array($0.revoked) } == [[5, 9, 200]])
    try state.load(TrustBundle.encode([domain.statusDelta.bytes]))
    #expect(state.statusLists.map(\.bytes) == [domain.nextStatusList.bytes])
    #expect(Array(domain.nextStatusList.revoked) == [9, 77, 200])
  }
}
