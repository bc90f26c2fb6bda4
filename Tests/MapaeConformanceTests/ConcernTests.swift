import Mapae
import Testing

@testable import MapaeConformance

/// Which requirements a finding names where no fault was chosen on purpose.
@Suite struct ConcernTests {
  @Test func everyReasonConcernsRequirementsThatThereAre() {
    #expect(!Reason.allCases.isEmpty)
    for reason in Reason.allCases { check(Concerns.reasons[reason.name], reason.name) }
  }

  @Test func everyRefusalConcernsRequirementsThatThereAre() {
    #expect(!Refusal.allCases.isEmpty)
    for refusal in Refusal.allCases { check(Concerns.refusals[refusal.name], refusal.name) }
  }

  private func check(_ ids: [String]?, _ name: String) {
    #expect(ids?.isEmpty == false, "\(name) concerns nothing")
    for id in ids ?? [] { #expect(Requirements.entry(of: id) != nil, "\(name): \(id)") }
  }
}
