import Mapae

func issue(with key: borrowing SigningKey, in domain: Digest, at now: UnixTime) throws -> String {
  let name = [Claim(.familyName, text: "홍")!, Claim(.givenName, text: "길동")!]
  let fields = PassFields(
    domainTag: domain.domainTag, keyNumber: 0, profile: .access, serial: 1, issuedAt: now, lifetime: 86_400,
    claims: name)
  let draft = try PassDraft(fields, domain: domain)
  return MapaeText.encode(try draft.sealed(with: key.sign(draft.bytesToSign), by: key.publicKey).bytes)
}

func answer(to text: String, by state: TrustState, at clock: ClockReading) -> String {
  let door = Verifier(states: [state], policy: Policy(accepting: [.init(state.anchor.domain, .access)]))
  switch door.judge(text: text, at: clock) {
  case .accepted(let acceptance): return "Welcome, \(acceptance.pass.claims[.givenName]?.text ?? "guest")."
  case .undecided(let finding): return "Cannot tell. \(finding.reason.sentence())"
  case .rejected(let finding): return "No. \(finding.reason.sentence())"
  }
}
