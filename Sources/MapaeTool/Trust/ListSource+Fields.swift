import Mapae

extension ListSource {
  /// The next list of a domain.
  ///
  /// - Throws: a failure that names the place in the source.
  func list(issuedAt: UnixTime, under record: AuthorityRecord, after history: ListHistory) throws -> TrustListFields {
    try checkCalendar(issuedAt)
    try checkNames()
    var allotment = KeyAllotment(history)
    let issuers = try issuers.enumerated().map { index, issuer in
      TrustListFields.Issuer(
        id: issuer.id, name: issuer.name, profiles: issuer.profiles.sorted(),
        statusGeneration: issuer.statusGeneration ?? 0, statusDemand: issuer.statusDemand ?? 0,
        keys: try issuer.keys.enumerated()
          .map { try at("issuers[\(index)].keys[\($0)]", listed($1, &allotment)) }
          .sorted { $0.number < $1.number })
    }
    return TrustListFields(
      domain: record.domain, authorityNumber: record.number, number: (history.last?.number ?? 0) + 1,
      nextKeyNumber: allotment.next, issuedAt: issuedAt, refreshAfter: calendar.refreshAfter.time(from: issuedAt),
      expiresAt: calendar.expiresAt.time(from: issuedAt), issuers: issuers.sorted { $0.id < $1.id },
      rules: try sortedRules())
  }

  private func listed(_ key: Key, _ allotment: inout KeyAllotment) throws -> TrustListFields.Key {
    guard key.publicKey.isVetted else {
      throw ToolFailure(
        "publicKey: this is not a point of prime order (SIG-1)", remedy: "Show it again: mapae key show")
    }
    guard key.signsFrom < key.signsUntil else {
      throw ToolFailure("signsUntil: this is not after signsFrom", remedy: "Give the planned signing window.")
    }
    let least = key.signsUntil + calendar.longestPass.seconds
    let entry = try allotment.entry(of: key.publicKey)
    let acceptUntil = key.acceptUntil ?? entry.acceptUntil ?? least
    guard entry.acceptUntil != nil || acceptUntil >= least else {
      throw ToolFailure(
        "acceptUntil: \(acceptUntil.text) is before \(least.text), the end of the window plus the longest pass (OPS-6)",
        remedy: "Leave it out, or give a later time: passes would end with their key.")
    }
    guard acceptUntil.isEncodable else { throw ToolFailure("acceptUntil: this is too late to be written") }
    return .init(
      number: entry.number, publicKey: key.publicKey, usage: key.usage == nil ? .passes : .statusLists,
      isCompromised: key.state == .compromised, acceptUntil: acceptUntil
    )
  }

  private func checkCalendar(_ issuedAt: UnixTime) throws {
    let (refresh, expiry) = (calendar.refreshAfter.time(from: issuedAt), calendar.expiresAt.time(from: issuedAt))
    guard issuedAt.isEncodable else { throw ToolFailure("--at \(issuedAt.text) cannot be written in a list") }
    guard issuedAt < expiry, expiry.seconds - issuedAt.seconds <= TrustList.greatestLifetime else {
      throw ToolFailure(
        "calendar.expiresAt: \(expiry.text) is not after issued at, \(issuedAt.text), or more than 400 days behind it",
        remedy: "Give a span such as 28d.")
    }
    guard issuedAt <= refresh, refresh <= expiry else {
      throw ToolFailure(
        "calendar.refreshAfter: \(refresh.text) is not between issued at and expires at",
        remedy: "Give two intervals between lists, such as 48h.")
    }
  }

  /// What the encoder would refuse by an offset alone.
  private func checkNames() throws {
    var ids: Set<UInt16> = []
    var publicKeys: Set<PublicKey> = []
    for (index, issuer) in issuers.enumerated() {
      let place = "issuers[\(index)]"
      guard ids.insert(issuer.id).inserted else {
        throw ToolFailure("\(place).id: \(issuer.id) stands twice", remedy: "Each issuer has an id of its own.")
      }
      let name = Array(issuer.name.utf8)
      guard TextRules.allow(name.span, limit: 128) else {
        throw ToolFailure(
          "\(place).name: this is not 1 to 128 bytes of permitted text (BASE-7)",
          remedy: "Write it without control and formatting characters.")
      }
      guard Set(issuer.profiles).count == issuer.profiles.count, issuer.profiles.count < 256 else {
        throw ToolFailure("\(place).profiles: one stands twice, or there are too many", remedy: "Name each once.")
      }
      let steals = issuer.keys.contains { $0.usage != nil && $0.state == .compromised }
      guard issuer.statusDemand ?? 0 > 0 || issuer.statusGeneration ?? 0 == 0 && !steals else {
        throw ToolFailure(
          "\(place).statusDemand: a status generation above 0 or a compromised status key demands a list (TRUST-11)",
          remedy: "Give the number of the first list that the issuer signed after the theft.")
      }
      for (keyIndex, key) in issuer.keys.enumerated() where !publicKeys.insert(key.publicKey).inserted {
        throw ToolFailure(
          "\(place).keys[\(keyIndex)].publicKey: this key stands twice",
          remedy: "No two issuers share a key (TRUST-10).")
      }
    }
  }

  private func sortedRules() throws -> [ExpiryRule] {
    var seen: Set<ExpiryRule> = []
    return try rules.enumerated().map { index, text in
      let rule = try at("rules[\(index)]", text.rule())
      guard seen.insert(rule).inserted else { throw ToolFailure("rules[\(index)]: this rule stands twice") }
      return rule
    }
    .sorted { $0.encoded.lexicographicallyPrecedes($1.encoded) }
  }
}

/// Adds the place to a failure.
private func at<Value>(_ place: String, _ value: @autoclosure () throws -> Value) throws -> Value {
  do { return try value() } catch let error as ToolFailure {
    throw ToolFailure("\(place).\(error.problem)", remedy: error.remedy)
  }
}

/// Which number each key has: that under which it was first listed, or the next one (TRUST-13).
private struct KeyAllotment {
  private let history: ListHistory
  private let listed: [PublicKey: UnixTime]
  private(set) var next: UInt32

  init(_ history: ListHistory) {
    self.history = history
    next = history.last?.nextKeyNumber ?? 0
    listed = Dictionary(
      (history.last?.issuers ?? []).flatMap(\.keys).map { ($0.publicKey, $0.acceptUntil) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The number of a key, and for one that was listed before, until when it is accepted.
  mutating func entry(of key: PublicKey) throws -> (number: UInt32, acceptUntil: UnixTime?) {
    if let first = history.keys[key] { return (first.number, listed[key] ?? first.acceptUntil) }
    guard next < 1 << 24 else { throw ToolFailure("publicKey: the domain has no key number left") }
    defer { next += 1 }
    return (next, nil)
  }
}
