internal import Mapae

/// What must be true of a verdict, asked of the state's public fields and of what the harness knows that it signed.
struct VerdictCheck {
  let ledger: Ledger
  let verifier: Verifier
  let shown: [UInt8]
  let clock: ClockReading

  func check(_ verdict: Verdict) throws(Violation) {
    if case .authentic(let pass) = verdict.authenticity { try checkAuthentic(pass) }
    if let format = Answer(verdict).format { try Decoding.requireInside(format, shown.count) }
    guard case .accepted(let acceptance) = verdict else { return }
    try checkAccepted(acceptance.pass)
    try checkHolder(acceptance.pass)
  }

  /// The key under its number, and its issuer.
  private func signer(
    _ pass: VerifiedPass
  ) -> (state: TrustState, list: TrustListFields, issuer: TrustListFields.Issuer, key: TrustListFields.Key)? {
    guard let state = verifier.states.first(where: { $0.anchor.domain == pass.domain }), let list = state.list?.fields
    else { return nil }
    for issuer in list.issuers {
      if let key = issuer.keys.first(where: { $0.number == pass.fields.keyNumber }) {
        return (state, list, issuer, key)
      }
    }
    return nil
  }

  /// An authentic pass was signed by a key that the held list names, good, for passes of the profile.
  private func checkAuthentic(_ pass: VerifiedPass) throws(Violation) {
    guard let (_, _, issuer, key) = signer(pass) else {
      throw Violation("an authentic pass of a key that is not listed")
    }
    try require(
      ledger.has(.pass, pass.domain, pass.fields.bytes.dropLast(Signature.size), by: key.publicKey),
      "an authentic pass that its key never signed")
    try require(
      key.usage == .passes && !key.isCompromised && issuer.profiles.contains(pass.fields.profile)
        && issuer.id == pass.issuer && issuer.name == pass.issuerName,
      "an authentic pass of a key that may not sign it")
  }

  /// What is accepted is proven good at every second of the clock reading.
  private func checkAccepted(_ pass: VerifiedPass) throws(Violation) {
    guard let (state, list, issuer, key) = signer(pass) else { return }
    let (fields, latest) = (pass.fields, clock.latest)
    let status = state.statusLists.first { status in issuer.keys.contains { $0.number == status.keyNumber } }
    let floors = [list.issuedAt, fields.issuedAt] + (status.map { [$0.issuedAt] } ?? [])
    try require(floors.allSatisfy { $0 <= latest }, "accepted by a clock that is behind")
    let earliest = max(clock.earliest, floors.max()!)
    try require(fields.validFrom <= earliest && latest < fields.validUntil, "accepted outside of the pass's own window")
    try require(latest < key.acceptUntil, "accepted behind the key's end")
    try require(latest < list.expiresAt, "accepted under an expired list")
    try require(
      verifier.policy.scopes.contains { $0.domain == pass.domain && $0.profile == fields.profile },
      "accepted outside of the policy's scopes")
    try checkStatus(status, fields.serial, demand: issuer.statusDemand)
    try checkReadable(pass)
  }

  private func checkStatus(_ status: StatusList?, _ serial: UInt32, demand: UInt32) throws(Violation) {
    if let status {
      try require(!Set(status.revoked).contains(serial), "accepted, but revoked")
      try require(serial >= status.firstLive, "accepted below first live")
    }
    guard demand > 0 else { return }
    guard let status else { throw Violation("accepted without the status list that is demanded") }
    try require(status.number >= demand && clock.latest < status.expiresAt, "accepted under an old status list")
  }

  /// Whatever an accepted pass states in a claim that the registry knows can be read as its type.
  private func checkReadable(_ pass: VerifiedPass) throws(Violation) {
    for claim in pass.claims {
      switch Registry.definition(of: claim.tag, in: pass.fields.profile)?.type {
      case .text, .latin, .country:
        // A country is a value of two bytes, not of text.
        guard claim.tag.size == .prefixed else { continue }
        try require(claim.text != nil, "accepted with a text that is none")
      case .date: try require(claim.date != nil, "accepted with a date that is none")
      case .bytes(let count): try require(claim.value.count == count, "accepted with too many bytes, or too few")
      case .integer, .code: try require(claim.integer != nil, "accepted with a number that is none")
      case nil: continue
      }
    }
  }

  /// A pass that is bound to a key is shown by its holder, unless the policy allows it bare.
  private func checkHolder(_ pass: VerifiedPass) throws(Violation) {
    guard shown.first == ObjectKind.presentation.firstByte else {
      return try require(
        pass.claims[.holderKey] == nil || verifier.policy.allowsBare, "a bound pass was accepted bare")
    }
    guard let key = pass.fields.holderKey else { throw Violation("a presentation of a pass that is bound to nobody") }
    try require(
      ledger.has(.presentation, pass.domain, shown.dropLast(Signature.size), by: key),
      "accepted in a presentation that its holder never signed")
    guard let presentation = try? UnverifiedPresentation(decoding: shown) else { return }
    if let challenge = verifier.policy.freshness.challenge {
      return try require(Array(presentation.challenge) == challenge.bytes, "accepted with another challenge")
    }
    let age = clock.latest.seconds - presentation.presentedAt.seconds
    try require(age >= 0 && age < Int64(verifier.policy.freshness.greatestAge), "accepted in a stale presentation")
  }
}
