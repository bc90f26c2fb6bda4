import Mapae

/// Chapter Status lists.
extension Model {
  /// Step 12 of loading: the refusal of a status list, or nil where it is taken or held already.
  func take(_ signed: Bundle.SignedStatus, _ state: inout HeldState) -> Refusal? {
    if signed.isMalformed { return .statusMalformed }
    if signed.isForeign { return .statusForeignDomain }
    guard let list = state.list, signed.list.key < list.nextKey else { return .statusKeyNotYetKnown }
    guard let key = list.key(signed.list.key) else { return .statusKeyWithdrawn }
    let held = state.statusLists[key.issuer]
    if let refusal = refusal(of: signed.list, key, under: list, after: held, isSigned: signed.isSigned) {
      return refusal
    }
    if held?.number != signed.list.number { state.statusLists[key.issuer] = signed.list }
    return nil
  }

  private func refusal(
    of status: World.StatusList, _ key: World.Key, under list: World.List, after held: World.StatusList?,
    isSigned: Bool
  ) -> Refusal? {
    if status.generation != list.issuer(key.issuer)?.generation { return .statusOtherGeneration }
    if let held {
      if status.number < held.number { return .statusRollback }
      if status.number == held.number { return status.isSame(as: held) ? nil : .statusConflict }
    }
    if !isSigned || status.signer != key.publicKey { return .statusBadSignature }
    if key.isCompromised { return .statusKeyCompromised }
    if !key.signsStatus { return .statusKeyNotForThis }
    if status.expiresAt > key.acceptUntil { return .statusTooLong }
    if let held {
      if status.firstLive < held.firstLive, removed != .statusFirstLive { return .statusFirstLive }
      if !held.revoked.isContained(in: status.revoked, from: status.firstLive), removed != .statusContained {
        return .statusNotContained
      }
    }
    return nil
  }

  /// What stays of the held status lists under a trust list that was taken (STATUS-23).
  func supported(_ statusLists: [Int: World.StatusList], by list: World.List) -> [Int: World.StatusList] {
    statusLists.filter { issuer, status in isSupported(status, of: issuer, by: list) }
  }

  private func isSupported(_ status: World.StatusList, of issuer: Int, by list: World.List) -> Bool {
    guard let key = list.key(status.key), key.issuer == issuer else { return false }
    return refusal(of: status, key, under: list, after: nil, isSigned: true) == nil
  }

  /// The list of an issuer that a door holds to which these were brought, one after the other.
  func held(_ brought: [World.StatusList], of issuer: Int, under list: World.List) -> World.StatusList? {
    var held: World.StatusList?
    for status in brought {
      guard status.key < list.nextKey, let key = list.key(status.key), key.issuer == issuer else { continue }
      if refusal(of: status, key, under: list, after: held, isSigned: true) == nil { held = status }
    }
    return held
  }

  /// Whether an issuer may sign a status list after the domain's lists so far (STATUS-4 to STATUS-8).
  func mayFollow(
    _ status: World.StatusList, in domain: World.Domain, _ pass: World.Pass, now: Int
  ) -> Bool {
    guard status.isWellFormed, let issuer = domain.issuer(ofKey: status.key) else { return false }
    if status.issuedAt > now, removed != .truthfulDates { return false }  // STATUS-4.
    for earlier in domain.statusLists where domain.issuer(ofKey: earlier.key) == issuer {
      if status.generation < earlier.generation { return false }
      if status.generation == earlier.generation, status.number <= earlier.number { return false }  // STATUS-5.
      if !earlier.revoked.isContained(in: status.revoked, from: status.firstLive), removed != .statusContained {
        return false  // STATUS-6.
      }
      if status.firstLive < earlier.firstLive, removed != .statusFirstLive { return false }  // STATUS-8.
    }
    let hasEnded = pass.validUntil <= status.issuedAt || removed == .firstLiveEnded
    return status.firstLive <= pass.serial || hasEnded  // STATUS-7.
  }

  /// Whether every trust list supports the newest status list of an issuer, or demands a newer one (STATUS-29).
  func areSupported(_ issuer: Int, in domain: World.Domain) -> Bool {
    if removed == .statusSupported { return true }
    for place in domain.lists.indices {
      let signed = domain.statusLists.filter { $0.under <= place && domain.issuer(ofKey: $0.key) == issuer }
      guard let newest = signed.last, let demand = domain.lists[place].issuer(issuer)?.demand else { continue }
      if isSupported(newest, of: issuer, by: domain.lists[place]) { continue }
      for status in signed where isSupported(status, of: issuer, by: domain.lists[place]) && status.number >= demand {
        return false
      }
      if demand == 0 { return false }
    }
    return true
  }
}

extension World.StatusList {
  /// Whether the signed bytes are the same; under which trust list it was signed stands in none.
  fileprivate func isSame(as other: Self) -> Bool {
    var other = other
    other.under = under
    return self == other
  }

  /// What the form of a list asks, as far as a small world can break it (STATUS-1, STATUS-2).
  var isWellFormed: Bool {
    var live = revoked
    live.remove(below: firstLive)
    return number > 0 && issuedAt >= 0 && issuedAt < expiresAt && live == revoked
  }
}
