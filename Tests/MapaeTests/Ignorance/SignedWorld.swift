import Mapae
import TestSupport

/// A small world as real bytes, and the library as its doors.
struct SignedWorld {
  let world: World
  let own: SignedDomain
  let home: SignedDomain?
  /// What a door holds after list i, which it took after some of the earlier ones, or none.
  private let ownStates: [TrustState]
  private let homeStates: [TrustState]

  /// - Throws: a load error where the library refuses a list of a domain.
  init(_ world: World, _ draw: inout Draw) throws {
    self.world = world
    own = try SignedDomain(world.own, nonce: 1)
    home = try world.home.map { try SignedDomain($0, nonce: 2) }
    ownStates = try own.states(&draw)
    homeStates = try home?.states(&draw) ?? []
  }

  /// The verdict of a door that has learnt version 1.
  func judge(_ pass: World.Pass, at door: Door) throws -> Mapae.Verdict {
    let profile = Profile(pass.profile)
    var tags: [ClaimTag] = []
    if door.knowledge.contains(.privateClaims) { tags.append(WorldClaim.custom) }
    let scope = Policy.Scope(own.digest, profile, privateTags: ClaimTagSet(tags))
    let policy = Policy(
      accepting: door.isInScope ? [scope] : [], home: door.home == nil ? nil : home?.digest,
      sizeLimit: door.knowledge.contains(.memory) ? UnverifiedPass.greatestSize : 256)
    let held = try state(door.own, own, ownStates) + (home.map { try state(door.home, $0, homeStates) } ?? [])
    let clock = ClockReading(
      earliest: UnixTime(instant: door.reading.earliest), latest: UnixTime(instant: door.reading.latest))
    return Verifier(states: held, policy: policy).judge(try pass.bytes(own.digest), at: clock!)
  }

  private func state(
    _ holding: Door.Holding?, _ domain: SignedDomain, _ states: [TrustState]
  ) throws -> [TrustState] {
    switch holding {
    case nil, .nothing: return []
    case .noList: return [TrustState(anchor: Anchor(domain: domain.digest))]
    case .list(let list):
      if let index = domain.domain.lists.firstIndex(of: list) { return [states[index]] }
      var state = TrustState(anchor: Anchor(domain: domain.digest))
      try state.load(domain.bytes(of: Bundle(list, of: domain.domain)))
      return [state]
    }
  }
}

extension SignedDomain {
  fileprivate func states(_ draw: inout Draw) throws -> [TrustState] {
    var states: [TrustState] = []
    for list in domain.lists {
      let earlier = draw.below(states.count + 1)
      var state = earlier == states.count ? TrustState(anchor: Anchor(domain: digest)) : states[earlier]
      try state.load(bytes(of: Bundle(list, of: domain)))
      states.append(state)
    }
    return states
  }
}

extension Model.Verdict {
  /// What the library says, in the model's words.
  init(_ verdict: Mapae.Verdict) {
    let outcome: Model.Outcome =
      switch verdict {
      case .accepted: .accepted
      case .undecided: .undecided
      case .rejected: .rejected
      }
    self.init(outcome: outcome, reason: verdict.reason, isAuthentic: verdict.isAuthentic)
  }
}
