/// Status lists of a small world.
extension World {
  /// A status list. Serials are 0 to 7.
  struct StatusList: Hashable, Sendable {
    var key: Int
    /// Who signed: a public key.
    var signer: Int
    var generation: Int
    var number: Int
    var issuedAt: Int
    var expiresAt: Int
    var firstLive = 0
    var revoked = Serials()
    /// The place of the trust list that was the newest when it was signed.
    var under: Int
  }

  /// A set of serials: a bit for each.
  struct Serials: Hashable, Sendable {
    private(set) var bits = 0

    var members: [Int] { (0..<8).filter(contains) }

    func contains(_ serial: Int) -> Bool { bits >> serial & 1 == 1 }

    mutating func insert(_ serial: Int) { bits |= 1 << serial }

    mutating func remove(below serial: Int) { bits = (bits >> serial) << serial }

    func isContained(in other: Serials, from serial: Int) -> Bool { (bits & ~other.bits) >> serial == 0 }
  }
}

extension World.Domain {
  /// Signs some status lists under each trust list, and keeps those of the issuers that may be kept.
  mutating func signStatusLists(_ draw: inout Draw, _ world: World, _ model: Model) {
    for place in lists.indices {
      for _ in 0..<draw.below(3) {
        let keys = lists[place].keys.filter { $0.signsStatus && !$0.isCompromised }
        guard !keys.isEmpty else { continue }
        let list = World.StatusList(&draw, by: keys[draw.below(keys.count)], under: place, of: self, world)
        if model.mayFollow(list, in: self, world.pass, now: world.now) { statusLists.append(list) }
      }
    }
    for issuer in 1...3 where !model.areSupported(issuer, in: self) {
      let domain = self
      statusLists.removeAll { domain.issuer(ofKey: $0.key) == issuer }
    }
  }

  /// Whose a key is, as the newest list that names it says.
  func issuer(ofKey number: Int) -> Int? {
    for list in lists.reversed() { if let key = list.key(number) { return key.issuer } }
    return nil
  }
}

extension World.StatusList {
  /// What a thief of a status key might sign.
  init(_ draw: inout Draw, byThiefOf key: World.Key, generation: Int) {
    self.key = key.number
    signer = key.publicKey
    self.generation = generation
    number = 1 + draw.below(8)
    issuedAt = 0
    expiresAt = max(1, key.acceptUntil)
    firstLive = draw.once(in: 2) ? 0 : draw.below(8)
    for _ in 0..<draw.below(4) { revoked.insert(draw.below(8)) }
    revoked.remove(below: firstLive)
    under = 0
  }

  /// Whether it has the pass of a serial rejected.
  func rejects(_ serial: Int) -> Bool { serial < firstLive || revoked.contains(serial) }

  /// The next list of an issuer, honest or not.
  fileprivate init(
    _ draw: inout Draw, by key: World.Key, under place: Int, of domain: World.Domain, _ world: World
  ) {
    let issuer = domain.lists[place].issuer(key.issuer)
    let earlier = domain.statusLists.last { domain.issuer(ofKey: $0.key) == key.issuer }
    self.key = key.number
    signer = key.publicKey
    generation = issuer?.generation ?? 0
    number = generation == earlier?.generation ? (earlier?.number ?? 0) + 1 : max(1, issuer?.demand ?? 1)
    issuedAt = draw.pick(world.instants)
    if issuedAt > world.now { issuedAt = draw.below(world.now + 1) }
    expiresAt = draw.once(in: 2) ? draw.pick(world.instants, from: issuedAt + 1) : 50
    if !draw.once(in: 6) { expiresAt = min(expiresAt, key.acceptUntil) }
    firstLive = earlier?.firstLive ?? 0
    if draw.once(in: 4) { firstLive = draw.below(6) }
    if let earlier, !draw.once(in: 8) { revoked = earlier.revoked }
    for _ in 0..<draw.below(3) { revoked.insert(draw.below(8)) }
    revoked.remove(below: firstLive)
    under = place
  }
}
