import Mapae

/// A world in one line, for whoever looks at a breach.
extension World: CustomStringConvertible {
  var description: String {
    "now \(now); \(pass); \(own)" + (home.map { "; home: \($0)" } ?? "")
  }
}

extension World.Pass: CustomStringConvertible {
  var description: String {
    var text = "\(profile) pass \(serial) of key \(keyNumber) by \(signer), issued \(issuedAt)"
    text += ", valid \(validFrom)..<\(validUntil)"
    if let date { text += ", date \(date)" }
    if let count { text += ", count \(count)" }
    if let holderKey { text += ", of holder \(holderKey)" }
    if let code { text += ", presented \(code.presentedAt) by \(code.signer)" }
    if let challenge = code?.challenge { text += " for challenge \(challenge)" }
    let marks = [
      (hasFutureClaim, "future claim"), (hasPrivateClaim, "private claim"), (isLarge, "large"),
      (isOfLaterVersion, "later version"), (isMalformed, "malformed"),
    ]
    for (isMarked, mark) in marks where isMarked { text += ", \(mark)" }
    return text
  }
}

extension World.Domain: CustomStringConvertible {
  var description: String { (lists.map(\.description) + statusLists.map(\.description)).joined(separator: "; ") }
}

extension World.List: CustomStringConvertible {
  var description: String {
    let issuers = issuers.map { issuer in
      let profiles = World.Profile.allCases.filter(issuer.profiles.contains).map { "\($0)" }.joined(separator: "+")
      return "issuer \(issuer.id) \(profiles) demand \(issuer.generation).\(issuer.demand)"
    }
    let keys = keys.map { key in
      "key \(key.number) is \(key.publicKey) of issuer \(key.issuer) until \(key.acceptUntil)"
        + (key.signsStatus ? " for status" : "") + (key.isCompromised ? " compromised" : "")
    }
    let parts = issuers + keys + rules.map(\.description)
    return "L\(authority).\(number) \(issuedAt)..<\(expiresAt) next \(nextKey) {\(parts.joined(separator: ", "))}"
  }
}

extension World.StatusList: CustomStringConvertible {
  var description: String {
    "S\(generation).\(number) \(issuedAt)..<\(expiresAt) of key \(key) by \(signer) from \(firstLive): \(revoked.members)"
  }
}

extension World.Rule: CustomStringConvertible {
  var description: String {
    let force = "\(from)..<" + (until == World.forever ? "" : "\(until)")
    return "\(isOfFutureKind ? "future " : "")rule for \(profile) in \(force): \(anchor)+\(opens)..<\(closes)"
      + (offset == 0 ? "" : " offset \(offset)") + (condition.map { " if \($0)" } ?? "")
  }
}

extension Door: CustomStringConvertible {
  var description: String {
    let holding = "a door with \(own)" + (home.map { ", of home \($0)" } ?? "")
    let status = statusLists.isEmpty ? "" : ", brought \(statusLists)"
    return "\(holding)\(status), at \(reading), knowing \(knowledge), asking \(asks)"
      + (isInScope ? "" : ", for other passes")
  }
}

extension World.Asks: CustomStringConvertible {
  var description: String {
    (challenge.map { "for challenge \($0)" } ?? "for an age below \(greatestAge)") + (allowsBare ? " or none" : "")
  }
}

extension Door.Holding: CustomStringConvertible {
  var description: String {
    switch self {
    case .nothing: "nothing"
    case .noList: "no list"
    case .list(let list): "L\(list.authority).\(list.number)"
    }
  }
}

extension Reading: CustomStringConvertible {
  var description: String { "[\(earliest), \(latest)]" }
}

extension Knowledge: CustomStringConvertible {
  var description: String {
    let names = [
      (Knowledge.version, "versions"), (.memory, "memory"), (.claims, "claims"), (.privateClaims, "private claims"),
      (.profiles, "profiles"), (.ruleKinds, "rules"),
    ]
    return self == .everything ? "all" : names.filter { contains($0.0) }.map(\.1).joined(separator: "+")
  }
}

extension Model.Verdict: CustomStringConvertible {
  var description: String { "\(outcome)" + (reason.map { " \($0.name)" } ?? "") }
}
