import Mapae
import TestSupport
import Testing

/// D2 on random small worlds, by the model (chapter Verification, "Ignorance never rejects"). ``ModelTests`` show that
/// the library judges and loads as the model does, ``LibraryTests`` that D2 holds for its real bytes too.
@Suite("Ignorance never rejects")
struct IgnoranceTests {
  @Test("D2: no accepted pass is rejected with facts taken away, one at a time and several at once")
  func noFalseNo() {
    var search = Search(Model())
    var seed = Seeds.first
    while search.accepting < Seeds.worlds {
      if let breach = search.look(seed: seed, for: [.noFalseNo]) {
        Issue.record("\(breach)")
        return
      }
      seed &+= 1
    }
    print("seed \(Seeds.first): \(search.worlds) worlds, \(search.accepting) of them accepting; taken away:")
    for fact in Fact.allCases {
      let count = search.lacking[fact, default: 0]
      print("  \(fact.rawValue): \(count) times, \(search.undecided[fact, default: 0]) of them undecided")
      #expect(count >= Seeds.worlds / 100, "\(fact.rawValue) was taken away too seldom")
    }
  }

  @Test("with every rule in place, no other property is breached either")
  func otherProperties() {
    let properties = Property.allCases.filter { $0 != .noFalseNo }
    var search = Search(Model())
    for index in 0..<UInt64(Seeds.worlds / 2) {
      if let breach = search.look(seed: Seeds.first &+ index, for: properties) {
        Issue.record("\(breach)")
        return
      }
    }
    print("seed \(Seeds.first): \(search.worlds) worlds, honest and not; looked at")
    for property in properties {
      let count = search.looked[property, default: 0]
      print("  \(property.rawValue): \(count) times")
      #expect(count >= Seeds.worlds / 500, "\(property.rawValue) was looked at too seldom")
    }
  }

  @Test("without any one rule, the property that leans on it is breached", arguments: RemovedRule.allCases)
  func removal(of rule: RemovedRule) {
    var search = Search(Model(removed: rule))
    for index in 0..<1_000_000 as Range<UInt64> {
      if let breach = search.look(seed: Seeds.first &+ index, for: [rule.breaches]) {
        print("without \(rule.rawValue), after \(search.worlds) worlds: \(breach)")
        return
      }
    }
    Issue.record("without \(rule.rawValue) nothing is breached in \(search.worlds) worlds")
  }
}
