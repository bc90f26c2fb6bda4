import Mapae
import TestSupport

/// A small world as real bytes, and the library as its doors.
struct SignedWorld {
  let world: World
  let own: SignedDomain
  let home: SignedDomain?

  init(_ world: World) throws {
    self.world = world
    own = try SignedDomain(world.own, nonce: 1)
    home = try world.home.map { try SignedDomain($0, nonce: 2) }
  }

  /// The verdict of a door that has learnt version 1.
  func judge(_ pass: World.Pass, at door: Door) throws -> Mapae.Verdict {
    let profile = Profile(pass.profile)
    var tags: [ClaimTag] = []
    if door.knowledge.contains(.privateClaims) { tags.append(WorldClaim.custom) }
    let scope = Policy.Scope(own.digest, profile, privateTags: ClaimTagSet(tags))
    let policy = Policy(
      accepting: door.isInScope ? [scope] : [], home: door.home == nil ? nil : home?.digest,
      sizeLimit: door.knowledge.contains(.memory) ? UnverifiedPass.greatestSize : 256,
      freshness: Freshness(
        greatestAge: UInt32(Int64(door.asks.greatestAge) * UnixTime.perInstant),
        challenge: door.asks.challenge.flatMap { Challenge(World.challenge($0)) }),
      allowsBare: door.asks.allowsBare)
    let held = try own.states(door.own, door.statusLists) + (home?.states(door.home ?? .nothing) ?? [])
    let clock = ClockReading(
      earliest: UnixTime(instant: door.reading.earliest), latest: UnixTime(instant: door.reading.latest))
    return Verifier(states: held, policy: policy).judge(try pass.bytes(own.digest), at: clock!)
  }
}

extension SignedDomain {
  /// The states of a door that holds this much of the domain: one, or none.
  func states(_ holding: Door.Holding, _ statusLists: [World.StatusList] = []) throws -> [TrustState] {
    var state = TrustState(anchor: Anchor(domain: digest))
    switch holding {
    case .nothing: return []
    case .noList: break
    case .list(let list):
      var bundle = Bundle(list, of: domain)
      bundle.statusLists = statusLists.map { Bundle.SignedStatus(list: $0) }
      try state.load(bytes(of: bundle))
    }
    return [state]
  }

  /// Loads some of the lists, one after the other.
  ///
  /// - Throws: a load error where the library refuses one.
  func loadSome(_ draw: inout Draw) throws -> Int {
    var state = TrustState(anchor: Anchor(domain: digest))
    var count = 0
    for list in domain.lists where draw.once(in: 2) {
      try state.load(bytes(of: Bundle(list, of: domain)))
      count += 1
    }
    return count
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
