import Mapae
import TestSupport
import Testing

@Suite("Claims, profiles and reserved kinds at the door")
struct ClaimJudgingTests {
  @Test("CLAIM-5, VERIFY-26: an ignorable claim that nobody knows changes nothing but an advisory")
  func ignorable() throws {
    var scenario = Scenario()
    scenario.pass.claims = [Claim(ClaimTag(rawValue: 0x81), integer: 5)!]
    var verdict = try scenario.verdict()
    #expect(verdict.outcome == "accepted")
    #expect(verdict.advisories.names == ["refresh-due", "unknown-claim-ignored"])
    scenario.pass.lifetime = 1
    verdict = try scenario.verdict()
    #expect(verdict.reason == .expired && verdict.advisories.contains(.unknownClaimIgnored))
    scenario.list.issuers[0].keys[0].isCompromised = true
    #expect(try scenario.verdict().advisories.isEmpty, "VERIFY-25: not authentic, no advisory")
  }

  @Test("CLAIM-5: a rule may read an ignorable claim that nobody knows")
  func ignorableRead() throws {
    var scenario = Scenario()
    let tag = ClaimTag(rawValue: 0x81)
    try scenario.addRule(
      .init(anchor: .issuedAt, opensAfter: 0, closesAfter: 1, condition: .init(tag, below: 5)))
    scenario.pass.claims = [Claim(tag, integer: 5)!]
    #expect(try scenario.verdict().reason == nil)
    scenario.pass.claims = [Claim(tag, integer: 4)!]
    #expect(try scenario.verdict().reason == .ruleExpired)
  }

  @Test("CLAIM-4: private tags are understood in the scope that names them, and there alone")
  func privateTags() throws {
    var scenario = Scenario()
    let tag = ClaimTag(rawValue: 0x0c)
    scenario.pass.claims = [Claim(tag, integer: 1)!]
    #expect(try scenario.verdict().reason == .unsupportedClaim)
    let (domain, tags) = (scenario.domain.digest, ClaimTagSet([tag]))
    scenario.policy.scopes = [.init(domain, .access), .init(domain, .vaccination, privateTags: tags)]
    #expect(try scenario.verdict().reason == .unsupportedClaim)
    scenario.policy.scopes = [.init(domain, .access, privateTags: tags)]
    let verdict = try scenario.verdict()
    #expect(verdict.reason == nil && !verdict.advisories.contains(.unknownClaimIgnored))
    scenario.policy.scopes = [.init(domain, .access, privateTags: ClaimTagSet([ClaimTag(rawValue: 0x01)]))]
    scenario.pass.claims = [Claim(ClaimTag(rawValue: 0x01), integer: 1)!]
    #expect(try scenario.verdict().reason == .unsupportedClaim, "a tag that is not private is not made so")
  }

  @Test(
    "VERIFY-17: profiles of the registry and private ones are understood",
    arguments: [
      (0, .unsupportedProfile), (1, nil), (2, .invalidClaims), (3, .invalidClaims), (4, .invalidClaims),
      (5, .unsupportedProfile), (0xefff, .unsupportedProfile), (0xf000, nil), (0xffff, nil),
    ] as [(UInt16, Reason?)])
  func profiles(number: UInt16, reason: Reason?) throws {
    var scenario = Scenario()
    scenario.pass.profile = Profile(rawValue: number)
    scenario.list.issuers[0].profiles = [scenario.pass.profile]
    scenario.policy.scopes = [.init(scenario.domain.digest, scenario.pass.profile)]
    #expect(try scenario.verdict().reason == reason)
  }

  @Test("VERIFY-12, VERIFY-13: a status key, and a profile that the issuer does not have")
  func usage() throws {
    var scenario = Scenario()
    scenario.list.issuers[0].keys[0].usage = .statusLists
    #expect(try scenario.verdict().reason == .keyNotForThis)
    scenario = Scenario()
    scenario.list.issuers[0].profiles = [.vaccination]
    #expect(try scenario.verdict().reason == .keyNotForThis)
    // The other issuer's profile does not help.
    scenario.list.issuers.append(.init(id: 2, name: "Other", profiles: [.access], keys: []))
    #expect(try scenario.verdict().reason == .keyNotForThis)
  }

  @Test("CLAIM-6: a holder key that is not 32 bytes, bare or presented", arguments: [1, 31, 33])
  func holderKey(count: Int) throws {
    var scenario = Scenario()
    scenario.pass.claims = [Claim(.holderKey, bytes: Array(repeating: 1, count: count))!]
    #expect(try scenario.verdict().reason == .invalidClaims)
    scenario.code = Scenario.Code(key: Scenario.holder)
    #expect(try scenario.verdict().reason == .invalidClaims)
  }

  @Test("VERIFY-21: a status demand cannot be met, for its issuer alone", arguments: [1, .max] as [UInt32])
  func statusDemand(demand: UInt32) throws {
    var scenario = Scenario()
    scenario.list.issuers.append(.init(id: 2, name: "Other", profiles: [], statusDemand: demand, keys: []))
    #expect(try scenario.verdict().reason == nil)
    scenario.list.issuers[0].statusDemand = demand
    #expect(try scenario.verdict().reason == .statusListMissing)
  }

  @Test("what a verdict says of the pass is its issuer's word only where it is authentic")
  func verified() throws {
    let scenario = Scenario()
    guard case .authentic(let pass) = try scenario.verdict().authenticity else {
      Issue.record("not authentic")
      return
    }
    #expect(pass.domain == scenario.domain.digest && pass.issuer == 1 && pass.issuerName == "Testland Health")
    #expect(pass.fields.serial == 1 && pass.claims.map(\.tag) == [])
  }
}
