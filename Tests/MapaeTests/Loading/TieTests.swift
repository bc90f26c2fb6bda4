import Mapae
import TestSupport
import Testing

/// One tie broken by the least step, and the nearest list that keeps it.
struct TieCase: Sendable, CustomTestStringConvertible {
  typealias Change = @Sendable (inout TrustListFields) throws -> Void

  let name: String
  let refusal: Refusal
  let held: Change
  let broken: Change
  let kept: Change

  init(
    _ name: String, _ refusal: Refusal, held: @escaping Change, broken: @escaping Change, kept: @escaping Change
  ) {
    self.name = name
    self.refusal = refusal
    self.held = held
    self.broken = broken
    self.kept = kept
  }

  init(_ name: String, _ refusal: Refusal, broken: @escaping Change, kept: @escaping Change) {
    self.init(name, refusal, held: { _ in }, broken: broken, kept: kept)
  }

  var testDescription: String { name }
}

@Suite("Ties between a list and the next")
struct TieTests {
  static let domain = TestDomain()
  static let start = TestDomain.start
  static let day = TestDomain.day
  /// When the next list is issued.
  static let next = start + day
  static let expiry = start + 30 * day

  static func rule(from: UnixTime, until: UnixTime, closes: UInt32 = 5) throws -> ExpiryRule {
    try ExpiryRule(
      profile: .access, inForceFrom: from, inForceUntil: until,
      window: .init(anchor: .issuedAt, opensAfter: 0, closesAfter: closes))
  }

  static let cases: [TieCase] = [
    TieCase("TIE-1: issued earlier", .tieDates) {
      $0.issuedAt = start + -1
    } kept: {
      $0.issuedAt = start
    },
    TieCase("TIE-1: expires earlier", .tieDates) {
      $0.expiresAt = expiry + -1
    } kept: {
      $0.expiresAt = expiry
    },
    TieCase("TIE-2: next key number falls", .tieNextKey) {
      $0.nextKeyNumber = 9
    } broken: {
      $0.nextKeyNumber = 8
    } kept: {
      $0.nextKeyNumber = 9
    },
    TieCase("TIE-3: a key enters below the next key number", .tieKeyEntered) {
      $0.nextKeyNumber = 9
      $0.issuers[0].keys.insert(key(6, 501), at: 0)
    } kept: {
      $0.nextKeyNumber = 9
      $0.issuers[0].keys.append(key(8, 501))
    },
    TieCase("TIE-4: a key goes to another issuer", .tieKeyChanged) {
      $0.issuers[0].id = 2
    } kept: {
      $0.issuers[0].name = "Testland Health Agency"
    },
    TieCase("TIE-4: a key's usage changes", .tieKeyChanged) {
      $0.issuers[0].keys[0].usage = .statusLists
    } kept: { _ in
    },
    TieCase("TIE-4: a key's public key changes", .tieKeyChanged) {
      $0.issuers[0].keys[0].publicKey = TestKey(502).publicKey
    } kept: { _ in
    },
    TieCase("TIE-5: a profile more", .tieWidened) {
      $0.issuers[0].profiles.append(.test)
    } kept: {
      $0.issuers[0].profiles.removeLast()
    },
    TieCase("TIE-5: a profile more, behind an issuer that left", .tieWidened) {
      $0.issuers.append(.init(id: 2, name: "Exampleton", profiles: [.access], keys: []))
    } broken: {
      $0.issuers = [.init(id: 2, name: "Exampleton", profiles: [.access, .test], keys: [])]
    } kept: {
      $0.issuers.removeLast()
    },
    TieCase("TIE-5: accept until a second later", .tieWidened) {
      $0.issuers[0].keys[0].acceptUntil = $0.issuers[0].keys[0].acceptUntil + 1
    } kept: {
      $0.issuers[0].keys[0].acceptUntil = $0.issuers[0].keys[0].acceptUntil + -1
    },
    TieCase("TIE-5: a compromised key is good again", .tieWidened) {
      $0.issuers[0].keys[0].isCompromised = true
    } broken: {
      $0.issuers[0].keys[0].isCompromised = false
    } kept: { _ in
    },
    TieCase(
      "TIE-6: the status generation falls", .tieStatus
    ) {
      $0.issuers[0].statusGeneration = 2
      $0.issuers[0].statusDemand = 1
    } broken: {
      $0.issuers[0].statusGeneration = 1
    } kept: {
      $0.issuers[0].statusGeneration = 3
    },
    TieCase("TIE-6: the status demand falls", .tieStatus) {
      $0.issuers[0].statusDemand = 5
    } broken: {
      $0.issuers[0].statusDemand = 4
    } kept: {
      $0.issuers[0].statusDemand = 6
    },
    TieCase(
      "TIE-7: a key leaves a second before its accept until", .tieKeyLeft
    ) {
      $0.issuers[0].keys[0].acceptUntil = next
    } broken: {
      $0.issuedAt = next + -1
      $0.issuers[0].keys = []
    } kept: {
      $0.issuedAt = next
      $0.issuers[0].keys = []
    },
    TieCase(
      "TIE-7: its whole issuer leaves before its accept until", .tieKeyLeft
    ) {
      $0.issuers[0].keys[0].acceptUntil = next + 1
    } broken: {
      $0.issuers = []
    } kept: {
      $0.issuedAt = next + 1
      $0.issuers = []
    },
    TieCase(
      "TIE-8: a rule is gone that held a second longer", .tieRule
    ) {
      $0.rules = [try rule(from: start, until: next + 1)]
    } broken: {
      $0.rules = []
    } kept: {
      $0.issuedAt = next + 1
      $0.rules = []
    },
    TieCase(
      "TIE-8: a rule is gone that begins in the old list's last second", .tieRule
    ) {
      $0.expiresAt = expiry
      $0.rules = [try rule(from: expiry + -1, until: .last)]
    } broken: {
      $0.rules = []
    } kept: {
      $0.rules = [try rule(from: expiry + -1, until: expiry)]
    },
    TieCase(
      "TIE-8: a rule is gone that begins a second before the old list expires, not with its expiry", .tieRule
    ) {
      $0.rules = [try rule(from: expiry + -1, until: .last), try rule(from: expiry, until: .last)]
    } broken: {
      $0.rules = [try rule(from: expiry, until: .last)]
    } kept: {
      $0.rules = [try rule(from: expiry + -1, until: .last)]
    },
    TieCase(
      "TIE-8: a rule is relaxed", .tieRule
    ) {
      $0.rules = [try rule(from: start, until: .last, closes: 5)]
    } broken: {
      $0.rules = [try rule(from: start, until: .last, closes: 6)]
    } kept: {
      $0.rules = [try rule(from: start, until: .last, closes: 5), try rule(from: start, until: .last, closes: 6)]
    },
    TieCase(
      "TIE-8: a rule begins a second after the new list", .tieRule
    ) {
      $0.rules = [try rule(from: start, until: .last)]
    } broken: {
      $0.rules = [try rule(from: next + 1, until: .last)]
    } kept: {
      $0.rules = [try rule(from: next, until: .last)]
    },
    TieCase(
      "TIE-8: a rule ends a second before the old list", .tieRule
    ) {
      $0.rules = [try rule(from: start, until: .last)]
    } broken: {
      $0.rules = [try rule(from: start, until: expiry + -1)]
    } kept: {
      $0.rules = [try rule(from: start, until: expiry)]
    },
    TieCase(
      "TIE-8: two rules cover the time, but none all of it", .tieRule
    ) {
      $0.rules = [try rule(from: start, until: .last)]
    } broken: {
      $0.rules = [try rule(from: start, until: next + 9), try rule(from: next + 9, until: .last)]
    } kept: {
      $0.rules = [try rule(from: start, until: .last), try rule(from: next + 9, until: .last)]
    },
  ]

  static func key(_ number: UInt32, _ secret: UInt64) -> TrustListFields.Key {
    .init(number: number, publicKey: TestKey(secret).publicKey, acceptUntil: start + 700 * day)
  }

  /// The held list after a change, and the next one after the same change and one more.
  private func lists(
    _ test: TieCase, _ change: TieCase.Change
  ) throws -> (old: TrustListFields, new: TrustListFields) {
    var old = Self.domain.fields
    try test.held(&old)
    var new = old
    new.number = 2
    new.issuedAt = Self.next
    try change(&new)
    return (old, new)
  }

  private func refusalOf(_ test: TieCase, _ change: TieCase.Change) throws -> Refusal? {
    let (old, new) = try lists(test, change)
    let sign = { (fields: TrustListFields) in
      try RawSigning.list(fields.encoded(), Self.domain.digest, by: [0: Self.domain.listKey])
    }
    var state = TrustState(anchor: Self.domain.anchor)
    try state.load(TrustBundle.encode([Self.domain.record.bytes, sign(old)]))
    return refusal(of: [try sign(new)], into: state)
  }

  @Test("each tie, broken by the least step", arguments: cases)
  func broken(test: TieCase) throws { #expect(try refusalOf(test, test.broken) == test.refusal) }

  @Test("the nearest list that keeps the tie loads", arguments: cases)
  func kept(test: TieCase) throws { #expect(try refusalOf(test, test.kept) == nil) }

  @Test("who signs is told the same of a list that is not signed yet: TIE-9, TIE-10", arguments: cases)
  func signer(test: TieCase) throws {
    let broken = try lists(test, test.broken)
    #expect(Ties.firstBroken(from: broken.old, to: broken.new)?.refusal == test.refusal)
    let kept = try lists(test, test.kept)
    #expect(Ties.firstBroken(from: kept.old, to: kept.new) == nil)
  }

  @Test("TIE-14: under a new record no tie is checked", arguments: cases)
  func acrossRecords(test: TieCase) throws {
    var old = Self.domain.fields
    try test.held(&old)
    let first = try RawSigning.list(old.encoded(), Self.domain.digest, by: [0: Self.domain.listKey])
    var state = TrustState(anchor: Self.domain.anchor)
    try state.load(TrustBundle.encode([Self.domain.record.bytes, first]))
    let record = try TestDomain.sign(
      Self.domain.successor(), by: Self.domain.roots.prefix(2), after: Self.domain.record)
    let held = old
    let list = try Self.domain.successorList { fields in
      fields = held
      fields.authorityNumber = 2
      fields.issuedAt = Self.next
      try! test.broken(&fields)
    }
    #expect(refusal(of: [record.bytes, list], into: state) == nil)
  }

  @Test("all eight ties are broken somewhere, and the first in their order is told")
  func order() throws {
    let refusals: [Refusal] = [
      .tieDates, .tieNextKey, .tieKeyEntered, .tieKeyChanged, .tieWidened, .tieStatus, .tieKeyLeft, .tieRule,
    ]
    #expect(Set(Self.cases.map(\.refusal)) == Set(refusals))
    /// A held list, and one fault for each tie that bears all the others beside it.
    let held: TieCase.Change = { fields in
      fields.nextKeyNumber = 20
      fields.issuers[0].keys.append(Self.key(8, 503))
      fields.issuers[0].statusDemand = 5
      fields.rules = [try Self.rule(from: Self.start, until: .last)]
    }
    let faults: [TieCase.Change] = [
      { $0.expiresAt = Self.expiry + -1 }, { $0.nextKeyNumber = 19 },
      { $0.issuers[0].keys.insert(Self.key(3, 504), at: 0) },
      { fields in
        let index = fields.issuers[0].keys.firstIndex { $0.number == 7 }!
        fields.issuers[0].keys[index].usage = .statusLists
      }, { $0.issuers[0].profiles.append(.test) }, { $0.issuers[0].statusDemand = 4 },
      { $0.issuers[0].keys.removeAll { $0.number == 8 } }, { $0.rules = [] },
    ]
    for first in faults.indices {
      let test = TieCase("ties from \(first + 1) on", refusals[first], held: held) { fields in
        for fault in faults[first...] { try fault(&fields) }
      } kept: { _ in
      }
      #expect(try refusalOf(test, test.broken) == refusals[first])
      #expect(try refusalOf(test, test.kept) == nil)
    }
  }
}
