import Mapae

/// Chapter Trust, "Ties".
extension Model {
  /// The refusal of the first tie that `new` breaks with `held`, but for the removed one.
  func brokenTie(_ held: World.List, _ new: World.List) -> Refusal? {
    if new.issuedAt < held.issuedAt, removed != .tieIssuedAt { return .tieDates }
    if new.expiresAt < held.expiresAt, removed != .tieExpiresAt { return .tieDates }
    if new.nextKey < held.nextKey, removed != .tieNextKey { return .tieNextKey }
    if hasKeyBelow(held, new), removed != .tieKeyEntered { return .tieKeyEntered }
    if hasChangedKey(held, new), removed != .tieKeyChanged { return .tieKeyChanged }
    if isWidened(held, new), removed != .tieWidened { return .tieWidened }
    if hasLowerStatus(held, new), removed != .tieStatus { return .tieStatus }
    if lacksKey(held, new), removed != .tieKeyLeft { return .tieKeyLeft }
    if lacksRule(held, new), removed != .tieRule { return .tieRule }
    return nil
  }

  private func hasKeyBelow(_ held: World.List, _ new: World.List) -> Bool {
    for key in new.keys where key.number < held.nextKey && held.key(key.number) == nil { return true }
    return false
  }

  private func hasChangedKey(_ held: World.List, _ new: World.List) -> Bool {
    for key in new.keys {
      guard let old = held.key(key.number) else { continue }
      if old.publicKey != key.publicKey || old.signsStatus != key.signsStatus || old.issuer != key.issuer {
        return true
      }
    }
    return false
  }

  private func isWidened(_ held: World.List, _ new: World.List) -> Bool {
    for issuer in new.issuers {
      guard let old = held.issuer(issuer.id) else { continue }
      if !issuer.profiles.isInside(old.profiles) { return true }
    }
    for key in new.keys {
      guard let old = held.key(key.number) else { continue }
      if key.acceptUntil > old.acceptUntil || old.isCompromised && !key.isCompromised { return true }
    }
    return false
  }

  private func hasLowerStatus(_ held: World.List, _ new: World.List) -> Bool {
    for issuer in new.issuers {
      guard let old = held.issuer(issuer.id) else { continue }
      if issuer.generation < old.generation || issuer.demand < old.demand { return true }
    }
    return false
  }

  private func lacksKey(_ held: World.List, _ new: World.List) -> Bool {
    for key in held.keys where key.acceptUntil > new.issuedAt && new.key(key.number) == nil { return true }
    return false
  }

  private func lacksRule(_ held: World.List, _ new: World.List) -> Bool {
    for rule in held.rules where !isKept(rule, from: held, in: new) { return true }
    return false
  }

  private func isKept(_ rule: World.Rule, from held: World.List, in new: World.List) -> Bool {
    let start = max(rule.from, new.issuedAt)
    let end = min(rule.until, held.expiresAt)
    if start >= end { return true }
    for kept in new.rules where kept.from <= start && kept.until >= end {
      var same = kept
      same.from = rule.from
      same.until = rule.until
      if same == rule { return true }
    }
    return false
  }
}
