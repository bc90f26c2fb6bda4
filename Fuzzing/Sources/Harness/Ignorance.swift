internal import Mapae

/// D2: a pass that is accepted with all facts known is never rejected for lack of some of them.
///
/// It holds where authorities and issuers keep their requirements; those that no verifier can check are looked at here.
struct Ignorance {
  private let play: Play
  private let own: History
  private let home: History?
  private let pass: UnverifiedPass
  /// The true time.
  private let now: UnixTime

  /// - Returns: `nil` where somebody breaks a requirement, or the knowing door does not accept.
  init?(_ play: Play, accepting domain: Digest) throws(Violation) {
    let histories = History.all(of: play)
    guard let own = histories.first(where: { $0.anchor.domain == domain }), let pass = Ignorance.pass(play.shown) else {
      return nil
    }
    let homeDigest = play.question.home.map(play.digest)
    home = homeDigest == domain ? nil : histories.first { $0.anchor.domain == homeDigest }
    (self.play, self.own, self.pass, now) = (play, own, pass, play.question.clock.latest)
    guard isHonest, try Answer(judge(Door(knowing: self))).isAccepted else { return nil }
  }

  private static func pass(_ shown: [UInt8]) -> UnverifiedPass? {
    (try? UnverifiedPresentation(decoding: shown))?.pass ?? (try? UnverifiedPass(decoding: shown))
  }

  /// PASS-5 to PASS-9, TRUST-14, STATUS-4 and STATUS-6 to STATUS-9, as far as this pass leans on them.
  private var isHonest: Bool {
    let lists = own.lists + (home?.lists ?? [])
    let wasSigned = own.lists.contains { list in
      list.fields.issuers.contains { issuer in
        issuer.profiles.contains(pass.profile)
          && issuer.keys.contains {
            $0.number == pass.keyNumber && $0.usage == .passes && !$0.isCompromised && $0.acceptUntil >= pass.validUntil
          }
      }
    }
    return wasSigned && pass.issuedAt <= now && lists.allSatisfy { $0.fields.issuedAt <= now }
      && own.everyStatusList.allSatisfy {
        $0.issuedAt <= now && $0.firstLive <= pass.serial && !$0.revoked.contains(pass.serial)
      }
  }

  /// What a door holds and knows.
  private struct Door {
    var ownList: TrustList?
    var homeList: TrustList?
    var holdsOwn = true
    var holdsHome = true
    var statusLists: [StatusList]
    var clock: ClockReading
    var isSmall = false
    var knowsPrivateTags = true

    init(knowing world: Ignorance) {
      (ownList, homeList, statusLists) = (world.own.lists.last, world.home?.lists.last, world.own.statusLists)
      clock = ClockReading(world.now)
    }
  }

  /// Takes facts away as a choice says, each alone and then all together; none where it is 0.
  func check() throws(Violation) {
    guard play.question.choices > 0 else { return }
    var draw = SeededGenerator(seed: UInt64(play.question.choices))
    var all = Door(knowing: self)
    for fact in Fact.allCases where draw.once(in: 3) {
      var one = Door(knowing: self)
      takeAway(fact, &one, &draw)
      takeAway(fact, &all, &draw)
      try check(one, fact.rawValue)
    }
    try check(all, "several facts")
  }

  private func check(_ door: Door, _ lack: String) throws(Violation) {
    let answer = Answer(try judge(door))
    try require(!answer.isRejected, "accepted with all facts known, but \(answer) without \(lack)")
  }

  /// What a door may lack.
  private enum Fact: String, CaseIterable {
    case time = "the exact time"
    case list = "the newest list"
    case homeList = "the home domain's newest list"
    case statusLists = "the newest status lists"
    case domain = "a domain"
    case claims = "memory or a private claim"
  }

  private func takeAway(_ fact: Fact, _ door: inout Door, _ draw: inout SeededGenerator) {
    switch fact {
    case .time:
      let (before, after) = (draw.below(1 << (1 + draw.below(27))), draw.below(1 << (1 + draw.below(27))))
      door.clock = ClockReading(earliest: now + -Int64(before), latest: now + Int64(after))!
    case .list: door.ownList = draw.once(in: 6) ? nil : draw.pick(own.lists)
    case .homeList: door.homeList = (home?.lists).flatMap { draw.once(in: 4) ? nil : draw.pick($0) }
    case .statusLists: door.statusLists.removeLast(draw.below(door.statusLists.count + 1))
    case .domain: if draw.once(in: 2) { door.holdsOwn = false } else { door.holdsHome = false }
    case .claims: if draw.once(in: 2) { door.isSmall = true } else { door.knowsPrivateTags = false }
    }
  }

  private func judge(_ door: Door) throws(Violation) -> Verdict {
    var states: [TrustState] = []
    if door.holdsOwn { states.append(try own.state(door.ownList, door.statusLists)) }
    if let home, door.holdsHome { states.append(try home.state(door.homeList)) }
    let digests = (0..<4).map(play.digest)
    let policy = play.question.policy(digests, isSmall: door.isSmall, knowsPrivateTags: door.knowsPrivateTags)
    return Verifier(states: states, policy: policy).judge(play.shown, at: door.clock)
  }
}
