/// The requirements of authorities and issuers, as far as D2 leans on them.
extension Model {
  /// Whether an authority may sign `list` as the newest of a domain, after all its lists before.
  func mayFollow(_ list: World.List, in domain: World.Domain, now: Int) -> Bool {
    guard list.isWellFormed, list.authority <= domain.records.count else { return false }
    if list.expiresAt > domain.records[list.authority - 1].listsUntil { return false }  // LOAD-14.
    if list.issuedAt > now, removed != .truthfulDates { return false }  // TRUST-14.
    guard let last = domain.lists.last else { return true }
    guard last.isOlder(than: list) else { return false }  // TRUST-17, TRUST-21.
    let isTied = last.authority == list.authority || removed != .tiesAcross
    if isTied, brokenTie(last, list) != nil { return false }  // TIE-9, TIE-10.
    return keepsEarlierKeys(list, domain.lists) && keepsEarlierIssuers(list, domain.lists)
  }

  /// TIE-11. Tie 7 is what a loader can check of it, so it goes where tie 7 goes.
  private func keepsEarlierKeys(_ list: World.List, _ earlier: [World.List]) -> Bool {
    if removed == .firstAcceptUntil || removed == .tieKeyLeft { return true }
    for index in earlier.indices {
      for key in earlier[index].keys where key.acceptUntil > list.issuedAt && list.key(key.number) == nil {
        return false
      }
    }
    return true
  }

  /// TIE-12.
  private func keepsEarlierIssuers(_ list: World.List, _ earlier: [World.List]) -> Bool {
    if removed == .issuerReturned { return true }
    for issuer in list.issuers {
      if earlier[earlier.count - 1].issuer(issuer.id) != nil { continue }
      for old in earlier where old.issuer(issuer.id) != nil { return false }
    }
    return true
  }

  /// Whether an issuer that keeps its requirements signed the pass: under one of the lists, by a key that this list
  /// gives it (PASS-5 to PASS-8).
  func isHonest(_ pass: World.Pass, _ lists: [World.List], now: Int) -> Bool {
    if pass.issuedAt > now, removed != .truthfulDates { return false }
    for list in lists {
      guard let key = list.key(pass.keyNumber), let issuer = list.issuer(key.issuer) else { continue }
      if key.publicKey == pass.signer && !key.signsStatus && !key.isCompromised && key.acceptUntil >= pass.validUntil
        && issuer.profiles.contains(pass.profile)
      {
        return true
      }
    }
    return false
  }
}

extension World.List {
  /// What the form of a list asks (TRUST-9 to TRUST-11, RULE-1), as far as a small world can break it.
  var isWellFormed: Bool {
    guard number > 0, nextKey >= 0, issuedAt >= 0, issuedAt < expiresAt else { return false }
    guard issuedAt <= refreshAfter, refreshAfter <= expiresAt else { return false }
    for index in keys.indices {
      let key = keys[index]
      if key.number >= nextKey || key.acceptUntil < 0 || issuer(key.issuer) == nil { return false }
      for other in keys[..<index] where other.number >= key.number || other.publicKey == key.publicKey { return false }
      if key.signsStatus, key.isCompromised, issuer(key.issuer)?.demand == 0 { return false }
    }
    for index in issuers.indices {
      if issuers[index].generation > 0, issuers[index].demand == 0 { return false }
      for other in issuers[..<index] where other.id >= issuers[index].id { return false }
    }
    for index in rules.indices {
      let rule = rules[index]
      if rule.from < 0 || rule.from >= rule.until || rule.opens < 0 || rule.opens >= rule.closes { return false }
      if rule.offset != 0, rule.anchor == .issuedAt || rule.anchor == .validFrom { return false }
      for other in rules[..<index] where other == rule { return false }
    }
    return true
  }
}
