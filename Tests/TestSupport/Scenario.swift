public import Mapae

/// A pass at a door, with everything that a test may change before the door judges. As it begins, it is accepted.
public struct Scenario: Sendable {
  public var domain: TestDomain
  public var list: TrustListFields
  public var pass: PassFields
  public var policy: Policy
  public var clock: ClockReading
  /// What the door holds beside the pass's own domain.
  public var otherStates: [TrustState] = []
  /// The status list that the door holds of the pass's issuer, if any.
  public var status: StatusListFields?
  /// What the pass is presented in; `nil` where it is shown bare.
  public var code: Code?
  /// Done to the bytes that are shown.
  public var alter: @Sendable (inout [UInt8]) -> Void = { _ in }

  private static let common = TestDomain()

  public init() { self.init(Scenario.common) }

  public init(_ domain: TestDomain) {
    self.domain = domain
    list = domain.fields
    pass = PassFields(
      domainTag: domain.digest.domainTag, keyNumber: 7, profile: .access, serial: 1,
      issuedAt: TestDomain.start + 9 * TestDomain.day, lifetime: UInt32(100 * TestDomain.day), claims: [])
    policy = domain.policy
    clock = ClockReading(TestDomain.now)
  }

  /// The list with its rules in their order, signed without a draft's checks.
  public func signedList() throws -> [UInt8] {
    var list = list
    list.rules.sort { $0.orderedBytes.lexicographicallyPrecedes($1.orderedBytes) }
    if status != nil {
      list.nextKeyNumber = max(list.nextKeyNumber, 9)
      list.issuers[0].keys.append(
        .init(
          number: 8, publicKey: statusKey.publicKey, usage: .statusLists,
          acceptUntil: TestDomain.start + 800 * TestDomain.day))
    }
    return try RawSigning.list(list.encoded(), domain.digest, by: [0: domain.listKey])
  }

  public func state() throws -> TrustState {
    var state = TrustState(anchor: domain.anchor)
    let status = try status.map { fields in
      let signedBytes = try fields.encoded()
      return signedBytes + RawSigning.signature(.statusList, domain.digest, signedBytes, by: statusKey)
    }
    try state.load(TrustBundle.encode([domain.record.bytes, signedList()] + (status.map { [$0] } ?? [])))
    guard state.statusLists.count == (status == nil ? 0 : 1) else { throw StatusListRefused() }
    return state
  }

  /// What a device adds to the pass when it presents it.
  public struct Code: Sendable {
    public var time = TestDomain.now
    public var challenge: [UInt8] = []
    public var key: TestKey

    public init(key: TestKey) { self.key = key }
  }

  /// The key of the holder's device.
  public static let holder = TestKey(300)

  /// Binds the pass to ``holder``, whose device presents it now; not if it is bound already.
  public mutating func bind() {
    guard !pass.claims.contains(where: { $0.tag == .holderKey }) else { return }
    pass.claims.append(Claim(.holderKey, bytes: Scenario.holder.publicKey.bytes)!)
    code = Code(key: Scenario.holder)
  }

  /// The pass, signed without a draft's checks, in its presentation where it is presented.
  public func signedPass() throws -> [UInt8] {
    var bytes = try RawSigning.pass(pass.encoded(), domain.digest, by: domain.passKey)
    if let code {
      bytes = RawSigning.presentation(
        of: bytes, at: code.time, challenge: code.challenge, domain.digest, by: code.key)
    }
    alter(&bytes)
    return bytes
  }

  public func verdict() throws -> Verdict {
    try Verifier(states: [state()] + otherStates, policy: policy).judge(signedPass(), at: clock)
  }

  private var statusKey: TestKey { TestKey(domain.seed * 100 + 48) }

  /// Has the door hold a status list of the pass's issuer, number 1 from the domain's start for 20 days, after a change.
  public mutating func holdStatus(_ change: (inout StatusListFields) -> Void = { _ in }) {
    var fields =
      status
      ?? StatusListFields(
        domainTag: domain.digest.domainTag, keyNumber: 8, generation: 0, number: 1, issuedAt: TestDomain.start,
        expiresAt: TestDomain.start + 20 * TestDomain.day, firstLive: 0, revoked: [])
    change(&fields)
    status = fields
  }

  /// Dates the list, with a refresh due only when it expires.
  public mutating func dateList(_ issuedAt: UnixTime, until expiresAt: UnixTime? = nil) {
    list.issuedAt = issuedAt
    list.expiresAt = expiresAt ?? list.expiresAt
    list.refreshAfter = list.expiresAt
  }

  /// Adds a rule for the pass's profile, in force for ever unless it is said otherwise.
  public mutating func addRule(
    _ window: ExpiryRule.Window, from: UnixTime = UnixTime(0), until: UnixTime = .last
  ) throws {
    list.rules.append(
      try ExpiryRule(profile: pass.profile, inForceFrom: from, inForceUntil: until, window: window))
  }
}

struct StatusListRefused: Error {}

extension ExpiryRule {
  /// The rule's bytes, as the order of rules compares them.
  fileprivate var orderedBytes: [UInt8] {
    var bytes = [UInt8(13 + body.count), kind, UInt8(profile.rawValue >> 8), UInt8(profile.rawValue & 255)]
    for time in [inForceFrom, inForceUntil] {
      for shift in stride(from: 32, through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: time.seconds >> Int64(shift)))
      }
    }
    return bytes + body
  }
}
