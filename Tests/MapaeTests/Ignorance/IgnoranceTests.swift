import Mapae
import TestSupport
import Testing

/// D2 on random small worlds (chapter Verification, "Ignorance never rejects").
@Suite("Ignorance never rejects")
struct IgnoranceTests {
  @Test("D2: with one fact taken away, no accepted pass is rejected, and no other property is breached")
  func properties() {
    var search = Search(Model())
    var seed = Seeds.first
    while search.accepting < Seeds.worlds {
      if let breach = search.look(seed: seed) {
        Issue.record("\(breach)")
        return
      }
      seed &+= 1
    }
    print("seed \(Seeds.first): \(search.worlds) worlds, \(search.accepting) of them accepting")
    for fact in Fact.allCases {
      print("  without \(fact.rawValue): \(search.lacking[fact, default: 0]), undecided \(search.undecided[fact, default: 0])")
    }
    for property in Property.allCases { print("  \(property.rawValue): looked at \(search.looked[property, default: 0])") }
  }

  @Test("without any one rule, a property is breached", arguments: RemovedRule.allCases)
  func removal(of rule: RemovedRule) {
    var search = Search(Model(removed: rule))
    for index in 0..<UInt64(1_000_000) {
      if let breach = search.look(seed: Seeds.first &+ index, for: [rule.breaches]) {
        print("without \(rule.rawValue): breached after \(search.worlds) worlds: \(breach)")
        return
      }
    }
    Issue.record("without \(rule.rawValue) nothing was breached")
  }
}
