import Mapae

extension ListHistory {
  /// Whatever the earlier lists and the record forbid of the next list, before anybody signs it (TIE-9, TIE-15).
  func check(_ list: TrustListFields, under record: AuthorityRecord) throws {
    guard list.domain == record.domain, list.authorityNumber == record.number else {
      throw ToolFailure(
        "the list belongs to authority record \(list.authorityNumber) of \(list.domain), not to record \(record.number) "
          + "of \(record.domain)",
        remedy: "A list stands under the newest record (TRUST-21). Make its draft anew.")
    }
    guard list.number == (last?.number ?? 0) + 1 else {
      throw ToolFailure(
        "the draft is of list \(list.number), and the archive goes on with list \((last?.number ?? 0) + 1)",
        remedy: "No number is signed twice (TRUST-17). Make the draft anew.")
    }
    guard list.expiresAt <= record.listsUntil else {
      throw ToolFailure(
        "the list would expire at \(list.expiresAt.text), and record \(record.number) allows none beyond "
          + "\(record.listsUntil.text) (LOAD-14)",
        remedy: "Make a new record first: mapae authority rotate")
    }
    if let last, let broken = Ties.firstBroken(from: last, to: list) { throw broken.failure(from: last, to: list) }
    try checkEarlierLists(list)
  }

  /// What ties to the last list alone cannot show (TIE-11, TIE-12).
  private func checkEarlierLists(_ list: TrustListFields) throws {
    let listed = Set(list.issuers.flatMap(\.keys).map(\.publicKey))
    let left = keys.filter { !listed.contains($0.key) && $0.value.acceptUntil > list.issuedAt }
    if let key = left.min(by: { $0.value.number < $1.value.number }) {
      throw ToolFailure(
        "key \(key.value.number) (\(key.key)) is missing; it was first listed as accepted until "
          + "\(key.value.acceptUntil.text) (TIE-11)",
        remedy: "Put it back. A door with an older list still expects it until then.")
    }
    let before = Set((last?.issuers ?? []).map(\.id))
    for issuer in list.issuers where issuers.contains(issuer.id) && !before.contains(issuer.id) {
      throw ToolFailure(
        "issuer \(issuer.id) (\(issuer.name)) left the list and cannot return (TIE-12)",
        remedy: "Give it an id that no issuer has had.")
    }
  }
}

extension BrokenTie {
  /// For the writer of the source: which line breaks the tie, and what to do.
  func failure(from old: TrustListFields, to new: TrustListFields) -> ToolFailure {
    ToolFailure("\(problem(old, new)) (\(refusal.name))", remedy: remedy(old))
  }

  private func problem(_ old: TrustListFields, _ new: TrustListFields) -> String {
    switch place {
    case .times:
      return
        "list \(old.number) was issued at \(old.issuedAt.text) and expires at \(old.expiresAt.text); this one goes "
        + "from \(new.issuedAt.text) to \(new.expiresAt.text)"
    case .nextKeyNumber:
      return "the next key number is \(new.nextKeyNumber), and was \(old.nextKeyNumber)"
    case .rule(let rule):
      return "list \(old.number) promises a rule until it expires at \(old.expiresAt.text): "
        + (RuleText(rule)?.line ?? "one of an unknown kind")
    case .issuer(let id):
      let (before, after) = (old.issuers.first { $0.id == id }, new.issuers.first { $0.id == id })
      if refusal == .tieStatus { return "issuer \(id) has a lower status generation or demand than before" }
      let added = (after?.profiles ?? []).filter { before?.profiles.contains($0) != true }
      return "issuer \(id) gains a profile: \(added.map(\.description).joined(separator: ", "))"
    case .key(let number): return problem(ofKey: number, old, new)
    }
  }

  private func problem(ofKey number: UInt32, _ old: TrustListFields, _ new: TrustListFields) -> String {
    let before = old.key(number)
    let after = new.key(number)
    let name = "key \(number) (\((after ?? before)?.key.publicKey.hex ?? ""))"
    switch refusal {
    case .tieKeyEntered: return "\(name) is not in list \(old.number), and its number was allotted before that"
    case .tieKeyLeft:
      return "\(name) is missing; list \(old.number) accepts it until \(before?.key.acceptUntil.text ?? "")"
    case .tieKeyChanged: return "\(name) has another issuer, usage or public key than in list \(old.number)"
    default:
      return before?.key.isCompromised == true && after?.key.isCompromised == false
        ? "\(name) was compromised and is good again"
        : "\(name) would be accepted until \(after?.key.acceptUntil.text ?? ""), and until "
          + "\(before?.key.acceptUntil.text ?? "") in list \(old.number)"
    }
  }

  private func remedy(_ old: TrustListFields) -> String {
    switch refusal {
    case .tieDates: "Times never go back: set the clock or --at, or give a later expiresAt."
    case .tieNextKey: "Numbers are never allotted twice. Make the draft anew; do not edit it."
    case .tieKeyEntered: "A key that left cannot return. Give the issuer a new key."
    case .tieKeyChanged: "A key stays with its issuer under its number. Give the other issuer a new key."
    case .tieWidened:
      "A door with the older list rejects such passes. Give a new key, or for more profiles a new issuer."
    case .tieStatus: "It never falls."
    case .tieKeyLeft: "Put it back; doors still accept its passes."
    default:
      "Keep it with inForceUntil not below \(old.expiresAt.text); a looser rule begins then (chapter Operations, "
        + "\"Changing a rule\")."
    }
  }
}

extension TrustListFields {
  fileprivate func key(_ number: UInt32) -> (key: Key, issuer: Issuer)? {
    for issuer in issuers {
      if let key = issuer.keys.first(where: { $0.number == number }) { return (key, issuer) }
    }
    return nil
  }
}
