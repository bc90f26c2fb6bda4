import Mapae

/// What `mapae verify` says of one input.
///
/// Nothing of the pass is in it but what its list and its times say, and the claims that the door's settings name
/// (PRIV-9).
struct VerdictReport: Encodable {
  let input: String
  let line: Int?
  let code: Int?
  /// `accepted`, `undecided`, `rejected`, or `unreadable` where there was nothing to judge.
  let outcome: String
  var reason: String?
  var number: UInt8?
  /// Who can mend it.
  var remedy: String?
  var sentence: String?
  var authentic: Bool?
  /// Where bytes or text are broken.
  var fault: String?
  /// Why there was nothing to judge, and what to do.
  var error: String?
  var advice: String?
  var advisories: [String]?
  var clockEarliest: String?
  var clockLatest: String?
  /// The instant that decides, where time does; and then, of an authentic pass, its own window.
  var decidingTime: String?
  var validFrom: String?
  var validUntil: String?
  // Of an authentic pass.
  var domain: String?
  var issuer: String?
  var profile: String?
  var claims: [String: ClaimValue]?
  var supportCode: String?
  /// Why the check is not in the record that the operator wants (PRIV-25).
  var unrecorded: String?

  /// The report on an input that could not be read.
  init(_ origin: Input.Origin, unreadable failure: ToolFailure) {
    self.init(origin, outcome: "unreadable")
    error = failure.problem
    advice = failure.remedy
  }

  private init(_ origin: Input.Origin, outcome: String) {
    (input, line, code) = (origin.source, origin.line, origin.code)
    self.outcome = outcome
  }
}

extension VerdictReport {
  /// The report on a verdict.
  init(
    _ origin: Input.Origin, _ verdict: Verdict, at clock: ClockReading, in language: Language,
    showing shown: ShownClaims
  ) {
    self.init(origin, outcome: verdict.outcome)
    clockEarliest = clock.earliest.text
    clockLatest = clock.latest.text
    advisories = verdict.advisories.names
    switch verdict {
    case .accepted(let acceptance): claims = shown.of(acceptance.pass)
    case .undecided(let finding), .rejected(let finding): describe(finding, in: language)
    }
    switch verdict.authenticity {
    case .authentic(let pass): describe(pass)
    case .unproven: authentic = false
    }
  }

  private mutating func describe(_ finding: Finding, in language: Language) {
    reason = finding.reason.name
    number = finding.reason.rawValue
    remedy = finding.reason.mendedBy.rawValue
    sentence = finding.reason.sentence(in: language)
    fault = finding.format?.description
    decidingTime = finding.edge?.text
  }

  private mutating func describe(_ pass: VerifiedPass) {
    authentic = true
    domain = pass.domain.hex
    issuer = pass.issuerName
    profile = pass.fields.profile.description
    guard decidingTime != nil else { return }
    validFrom = pass.fields.validFrom.text
    validUntil = pass.fields.validUntil.text
  }
}
