/// The ties between a trust list and the next one of the same authority number (chapter Trust, "Ties").
///
/// Each is written so that it adds up: whoever skipped lists loads the newest.
enum Ties {
  /// The refusal of the first tie that `next` breaks; `nil` where it keeps all.
  static func firstBroken(from held: HeldList, to next: HeldList) -> Refusal? {
    let (old, new) = (held.list.fields, next.list.fields)
    if new.issuedAt < old.issuedAt || new.expiresAt < old.expiresAt { return .tieDates }  // TIE-1.
    if new.nextKeyNumber < old.nextKeyNumber { return .tieNextKey }  // TIE-2.
    for entry in next.keys where held.index(ofKey: entry.key.number) == nil {
      if entry.key.number < old.nextKeyNumber { return .tieKeyEntered }  // TIE-3.
    }
    let keys = next.keys.compactMap { entry in held.index(ofKey: entry.key.number).map { (held.keys[$0], entry) } }
    for (before, after) in keys where !isSameKey(before, old, after, new) { return .tieKeyChanged }  // TIE-4.
    let issuers = pairs(old.issuers, new.issuers)
    for (before, after) in issuers where !Set(before.profiles).isSuperset(of: after.profiles) { return .tieWidened }
    for (before, after) in keys where isWider(after.key, than: before.key) { return .tieWidened }  // TIE-5.
    for (before, after) in issuers where isLowerStatus(after, than: before) { return .tieStatus }  // TIE-6.
    for entry in held.keys where next.index(ofKey: entry.key.number) == nil {
      if entry.key.acceptUntil > new.issuedAt { return .tieKeyLeft }  // TIE-7.
    }
    for rule in old.rules where !isKept(rule, old, new) { return .tieRule }  // TIE-8.
    return nil
  }

  private static func isSameKey(
    _ before: HeldList.Entry, _ old: TrustListFields, _ after: HeldList.Entry, _ new: TrustListFields
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
