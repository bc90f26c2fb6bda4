/// The ties between a trust list and the next one of the same authority number (chapter Trust, "Ties").
///
/// Each is written so that it adds up: whoever skipped lists loads the newest.
package enum Ties {
  /// The first tie that `new` breaks; `nil` where it keeps all. The signer's software asks before a list is signed
  /// (TIE-9, TIE-10).
  package static func firstBroken(from old: TrustListFields, to new: TrustListFields) -> BrokenTie? {
    firstBroken(from: (old, ListKeys(old)), to: (new, ListKeys(new)))
  }

  static func firstBroken(from held: HeldList, to next: HeldList) -> BrokenTie? {
    firstBroken(from: (held.list.fields, held.keys), to: (next.list.fields, next.keys))
  }

  private typealias List = (fields: TrustListFields, keys: ListKeys)

  private static func firstBroken(from held: List, to next: List) -> BrokenTie? {
    let (old, new) = (held.fields, next.fields)
    if new.issuedAt < old.issuedAt || new.expiresAt < old.expiresAt { return .init(.tieDates, .times) }  // TIE-1.
    if new.nextKeyNumber < old.nextKeyNumber { return .init(.tieNextKey, .nextKeyNumber) }  // TIE-2.
    for number in next.keys.entries.map(\.key.number) where number < old.nextKeyNumber {
      if held.keys.index(of: number) == nil { return .init(.tieKeyEntered, .key(number)) }  // TIE-3.
    }
    let keys = next.keys.entries.compactMap { entry in held.keys.entry(of: entry.key.number).map { ($0, entry) } }
    for (before, after) in keys where !isSameKey(before, old, after, new) {
      return .init(.tieKeyChanged, .key(after.key.number))  // TIE-4.
    }
    let issuers = pairs(old.issuers, new.issuers)
    for (before, after) in issuers where !Set(before.profiles).isSuperset(of: after.profiles) {
      return .init(.tieWidened, .issuer(after.id))  // TIE-5.
    }
    for (before, after) in keys where isWider(after.key, than: before.key) {
      return .init(.tieWidened, .key(after.key.number))  // TIE-5.
    }
    for (before, after) in issuers where isLowerStatus(after, than: before) {
      return .init(.tieStatus, .issuer(after.id))  // TIE-6.
    }
    for entry in held.keys.entries where entry.key.acceptUntil > new.issuedAt {
      if next.keys.index(of: entry.key.number) == nil { return .init(.tieKeyLeft, .key(entry.key.number)) }  // TIE-7.
    }
    for rule in old.rules where !isKept(rule, old, new) { return .init(.tieRule, .rule(rule)) }  // TIE-8.
    return nil
  }

  private static func isSameKey(
    _ before: ListKeys.Entry, _ old: TrustListFields, _ after: ListKeys.Entry, _ new: TrustListFields
  ) -> Bool {
    before.key.publicKey == after.key.publicKey && before.key.usage == after.key.usage
      && old.issuers[before.issuer].id == new.issuers[after.issuer].id
  }

  private static func isWider(_ after: TrustListFields.Key, than before: TrustListFields.Key) -> Bool {
    after.acceptUntil > before.acceptUntil || before.isCompromised && !after.isCompromised
  }

  private static func isLowerStatus(
    _ after: TrustListFields.Issuer, than before: TrustListFields.Issuer
  ) -> Bool {
    after.statusGeneration < before.statusGeneration || after.statusDemand < before.statusDemand
  }

  /// What the old list says of instants before its own expiry, the new one says too.
  private static func isKept(_ rule: ExpiryRule, _ old: TrustListFields, _ new: TrustListFields) -> Bool {
    let from = max(rule.inForceFrom, new.issuedAt)
    let until = min(rule.inForceUntil, old.expiresAt)
    return from >= until
      || new.rules.contains { $0.isSame(but: rule) && $0.inForceFrom <= from && $0.inForceUntil >= until }
  }

  /// The issuers of both lists, by their ascending ids.
  private static func pairs(
    _ old: [TrustListFields.Issuer], _ new: [TrustListFields.Issuer]
  ) -> [(TrustListFields.Issuer, TrustListFields.Issuer)] {
    var pairs: [(TrustListFields.Issuer, TrustListFields.Issuer)] = []
    var index = 0
    for issuer in new {
      while index < old.count, old[index].id < issuer.id { index += 1 }
      if index < old.count, old[index].id == issuer.id { pairs.append((old[index], issuer)) }
    }
    return pairs
  }
}

/// A tie that a list breaks, and where: a door only refuses, a signer must find the line.
package struct BrokenTie: Hashable, Sendable {
  package let refusal: Refusal
  package let place: Place

  package enum Place: Hashable, Sendable {
    case times
    case nextKeyNumber
    /// The number of a key.
    case key(UInt32)
    /// The id of an issuer.
    case issuer(UInt16)
    /// A rule of the earlier list.
    case rule(ExpiryRule)
  }

  init(_ refusal: Refusal, _ place: Place) {
    self.refusal = refusal
    self.place = place
  }
}
