import Mapae

/// One question to a door of the chapter Examples.
struct ExampleVerdict: Sendable {
  let pass: String
  let earliest: UnixTime
  let latest: UnixTime
  let policy: ExamplePolicy

  init(_ pass: String, _ earliest: String, _ latest: String? = nil, _ policy: ExamplePolicy = .door) {
    self.pass = pass
    self.earliest = UnixTime(earliest)
    self.latest = UnixTime(latest ?? earliest)
    self.policy = policy
  }

  var clock: ClockReading { ClockReading(earliest: earliest, latest: latest)! }

  func verifier(_ domain: ExampleDomain) -> Verifier {
    Verifier(states: [domain.state], policy: policy.policy(domain))
  }

  func verdict(_ domain: ExampleDomain, _ passes: ExamplePasses) -> Verdict {
    verifier(domain).judge(text: passes[pass].text, at: clock)
  }

  /// The chapter's questions, in its order.
  static let all: [ExampleVerdict] = [
    .init("erika", "2027-03-10T12:00:00Z"),
    .init("erika", "2027-03-02T23:59:59Z"),
    .init("erika", "2027-03-03T22:59:59Z"),
    .init("erika", "2027-03-03T23:00:00Z"),
    .init("erika", "2027-03-03T22:59:59Z", "2027-03-03T23:00:00Z"),
    .init("erika", "2027-03-10T00:00:00Z", "2027-03-11T00:00:00Z"),
    .init("erika", "2027-03-14T23:59:59Z"),
    .init("erika", "2027-03-15T00:00:00Z"),
    .init("erika", "2027-03-28T23:59:59Z"),
    .init("erika", "2027-03-29T00:00:00Z"),
    .init("erika", "2027-03-02T10:29:59Z"),
    .init("erika", "2027-02-28T23:59:59Z"),
    .init("erika", "2027-12-01T00:00:00Z"),
    .init("erika", "2027-03-10T12:00:00Z", nil, .visitorsOnly),
    .init("erika", "2027-03-10T12:00:00Z", nil, .homeSouthmark),
    .init("hong", "2027-03-09T22:59:59Z"),
    .init("hong", "2027-03-09T23:00:00Z"),
    .init("hong", "2027-03-09T22:59:59Z", "2027-03-09T23:00:00Z"),
    .init("hong", "2027-03-29T00:00:00Z"),
    .init("booster", "2027-03-10T12:00:00Z"),
    .init("month", "2027-03-10T12:00:00Z"),
    .init("visitor", "2027-03-10T07:59:59Z"),
    .init("visitor", "2027-03-10T07:59:00Z", "2027-03-10T08:00:00Z"),
    .init("visitor", "2027-03-10T08:00:00Z"),
    .init("visitor", "2027-03-10T17:59:59Z"),
    .init("visitor", "2027-03-10T17:59:59Z", "2027-03-10T18:00:00Z"),
    .init("visitor", "2027-03-10T18:00:00Z"),
    .init("key-0", "2027-03-05T12:00:00Z"),
    .init("key-1", "2027-03-05T12:00:00Z"),
    .init("key-1", "2027-03-15T00:00:00Z"),
    .init("key-2", "2027-03-05T12:00:00Z"),
    .init("key-5", "2027-03-05T12:00:00Z"),
    .init("test-result", "2027-03-05T12:00:00Z"),
    .init("no-dose-date", "2027-03-05T12:00:00Z"),
    .init("private-claim", "2027-03-10T12:00:00Z"),
    .init("private-claim", "2027-03-10T12:00:00Z", nil, .tag1c),
    .init("ignorable-claim", "2027-03-10T12:00:00Z"),
    .init("foreign", "2027-03-10T12:00:00Z"),
    .init("bound", "2027-03-10T12:00:00Z"),
    .init("bound", "2027-03-10T12:00:00Z", nil, .bare),
    .init("presented", "2027-03-10T11:59:59Z"),
    .init("presented", "2027-03-10T12:00:00Z"),
    .init("presented", "2027-03-10T12:00:59Z"),
    .init("presented", "2027-03-10T12:01:00Z"),
    .init("presented", "2027-03-10T11:59:00Z", "2027-03-10T12:01:00Z"),
    .init("presented", "2027-03-10T12:00:00Z", nil, .challenge),
    .init("answer", "2027-03-10T15:00:00Z", nil, .challenge),
    .init("answer", "2027-03-10T12:00:59Z"),
    .init("re-wrapped", "2027-03-10T12:00:00Z"),
    .init("nested", "2027-03-10T12:00:00Z"),
    .init("altered", "2027-03-10T12:00:00Z"),
    .init("cut", "2027-03-10T12:00:00Z"),
    .init("version-2", "2027-03-10T12:00:00Z"),
    .init("lower-case", "2027-03-10T12:00:00Z"),
    .init("lower-digit", "2027-03-10T12:00:00Z"),
    .init("spare-group", "2027-03-10T12:00:00Z"),
  ]
}

/// What a door of the chapter is for.
enum ExamplePolicy: String, CaseIterable, Sendable {
  case door
  case visitorsOnly = "visitors only"
  case homeSouthmark = "home Southmark"
  case tag1c = "tag 0x1c"
  case challenge
  case bare

  static let challengeBytes: [UInt8] = Array(0..<16)

  var what: String {
    switch self {
    case .door: "(Northmark, access) and (Northmark, vaccination)"
    case .visitorsOnly: "(Northmark, access) alone"
    case .homeSouthmark: "as *door*, and the home domain is Southmark, of which no state is held"
    case .tag1c: "as *door*, but the tag 0x1c is understood in (Northmark, vaccination)"
    case .challenge: "as *door*, with the challenge `\(Hex.encode(ExamplePolicy.challengeBytes))`"
    case .bare: "as *door*, and a bound pass may be shown bare"
    }
  }

  func policy(_ domain: ExampleDomain) -> Policy {
    let access = Policy.Scope(domain.digest, .access)
    let vaccination = Policy.Scope(domain.digest, .vaccination)
    switch self {
    case .door: return Policy(accepting: [access, vaccination])
    case .visitorsOnly: return Policy(accepting: [access])
    case .homeSouthmark: return Policy(accepting: [access, vaccination], home: domain.southmark)
    case .challenge:
      return Policy(
        accepting: [access, vaccination], freshness: Freshness(challenge: Challenge(ExamplePolicy.challengeBytes)))
    case .bare: return Policy(accepting: [access, vaccination], allowsBare: true)
    case .tag1c:
      let tags = ClaimTagSet([ClaimTag(rawValue: 0x1c)])
      return Policy(accepting: [access, .init(domain.digest, .vaccination, privateTags: tags)])
    }
  }
}
