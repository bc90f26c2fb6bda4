import Mapae

extension ListSource {
  private static let day: Int64 = 86_400

  /// What is allowed and probably not meant: lead times, standby keys, and the calendar.
  ///
  /// - Parameter now: the machine's clock.
  func warnings(
    on list: TrustListFields, under record: AuthorityRecord, after history: ListHistory, now: UnixTime
  ) -> [String] {
    let lifetime = list.expiresAt.seconds - list.issuedAt.seconds
    let lead = max(lifetime, history.longestLifetime(at: list.issuedAt))
    var warnings = calendarWarnings(list, lifetime, now) + recordWarnings(list, lifetime, record)
    for (index, issuer) in issuers.enumerated() {
      let place = "issuers[\(index)]"
      warnings += standbyWarnings(issuer, place, list.issuedAt)
      for (index, key) in issuer.keys.enumerated() {
        warnings += keyWarnings(key, "\(place).keys[\(index)]", list.issuedAt + lead, history)
      }
    }
    return warnings
  }

  private func calendarWarnings(_ list: TrustListFields, _ lifetime: Int64, _ now: UnixTime) -> [String] {
    var warnings: [String] = []
    if list.issuedAt > now {
      warnings.append(
        "the list is dated \(list.issuedAt.text), and this machine's clock says \(now.text): until then every door says "
          + "that its clock is behind (TRUST-14)")
    }
    if lifetime < 28 * ListSource.day {
      warnings.append(
        "calendar.expiresAt: doors that are offline for \(TimeSpan(seconds: lifetime).text) say undecided (OPS-3)")
    }
    let refresh = list.refreshAfter.seconds - list.issuedAt.seconds
    if refresh != 2 * calendar.every.seconds {
      warnings.append(
        "calendar.refreshAfter: \(TimeSpan(seconds: refresh).text) after issued at is not two intervals of "
          + "\(calendar.every.text) (OPS-4)")
    }
    return warnings
  }

  private func recordWarnings(_ list: TrustListFields, _ lifetime: Int64, _ record: AuthorityRecord) -> [String] {
    var warnings: [String] = []
    if list.expiresAt + lifetime > record.listsUntil {
      let last = record.listsUntil + -lifetime
      warnings.append(
        "authority record \(record.number) allows no list beyond \(record.listsUntil.text): lists of this lifetime can be "
          + "issued until \(last.text). Make a new record before: mapae authority rotate")
    }
    if let until = calendar.listKeysUntil {
      if record.listsUntil > until + lifetime {
        warnings.append(
          "authority record \(record.number) allows lists until \(record.listsUntil.text), later than "
            + "calendar.listKeysUntil plus one list lifetime, \((until + lifetime).text): a thief of the retired list key "
            + "could use it till then (OPS-12)")
      }
      if list.issuedAt >= until {
        warnings.append("calendar.listKeysUntil: the planned last use of the list keys is over. Make a new record")
      }
    }
    return warnings
  }

  private func standbyWarnings(_ issuer: Issuer, _ place: String, _ issuedAt: UnixTime) -> [String] {
    let usable = issuer.keys.filter { $0.usage == nil && $0.state != .compromised && $0.signsUntil > issuedAt }
    let hasStandby = usable.count > 1 && usable.contains { $0.signsFrom > issuedAt }
    guard !usable.isEmpty, !hasStandby else { return [] }
    return ["\(place) (\(issuer.name)) has no standby key: after a theft it could sign nothing (TRUST-18)"]
  }

  /// - Parameter earliest: when every list that has not expired names a key that enters now.
  private func keyWarnings(
    _ key: Key, _ place: String, _ earliest: UnixTime, _ history: ListHistory
  ) -> [String] {
    guard let first = history.keys[key.publicKey] else {
      // No door holds an earlier list before the first.
      guard history.last != nil, key.signsFrom < earliest else { return [] }
      return [
        "\(place) signs from \(key.signsFrom.text), less than one list lifetime from now: until \(earliest.text) doors "
          + "with older lists say undecided to its passes (TRUST-15)"
      ]
    }
    guard let acceptUntil = key.acceptUntil, acceptUntil < first.acceptUntil else { return [] }
    return [
      "\(place).acceptUntil: \(acceptUntil.text) is earlier than when it was first listed, \(first.acceptUntil.text): "
        + "passes end before their time"
    ]
  }
}
