import Mapae
import Testing

@Suite("Ignorance never rejects: the examples of the table")
struct WorkedExampleTests {
  @Test("each holds once its rule is removed, and not while it is in place", arguments: RemovedRule.allCases)
  func example(of rule: RemovedRule) {
    let examples = WorkedExampleTests.examples.filter { $0.rule == rule }
    #expect(!examples.isEmpty, "no example")
    for example in examples {
      #expect(example.holds(in: Model(removed: rule)), "it does not come out: \(example.domain)")
      #expect(!example.holds(in: Model()), "the rule does not prevent it: \(example.domain)")
    }
  }

  private static let good = World.Pass.good
  private static let examples = ties + status + dates + order + time + showing

  private static let ties = [
    WorkedExample(
      .tieIssuedAt,
      [
        .over(0..<60, [.closed()]), .over(50..<100, [.closed(50, until: 60)]),
        .over(30..<100, [.closed(50, until: 60)]),
      ]
    ) { _ in [.refuses(2, after: 0, .tieRule)] },
    WorkedExample(
      .tieExpiresAt,
      [.over(0..<100, [.closed()]), .over(10..<50, [.closed()]), .over(20..<100, [.closed(until: 50)])],
      ["rejected rule-expired", nil, "accepted"]),
    WorkedExample(
      .tieNextKey,
      [
        .over(0..<100) { $0.keys = [] },
        .over(10..<100) {
          $0.keys = []
          $0.nextKey = 5
        },
        .over(20..<100) { $0.nextKey = 8 },
      ], ["rejected key-withdrawn", nil, "accepted"]),
    WorkedExample(
      .tieKeyEntered, [.over(0..<100) { $0.keys = [] }, .over(10..<100)], ["rejected key-withdrawn", "accepted"]),
    WorkedExample(
      .tieKeyChanged, [.over(0..<100) { $0.keys[0].publicKey = 2 }, .over(10..<100)],
      ["rejected bad-signature", "accepted"]),
    WorkedExample(
      .tieKeyChanged, [.over(0..<100) { $0.keys[0].signsStatus = true }, .over(10..<100)],
      ["rejected key-not-for-this", "accepted"]),
    WorkedExample(
      .tieWidened, [.over(0..<100) { $0.keys[0].isCompromised = true }, .over(10..<100)],
      ["rejected key-compromised", "accepted"]),
    WorkedExample(
      .tieWidened, [.over(0..<100) { $0.keys[0].acceptUntil = 10 }, .over(10..<100)], ["rejected expired", "accepted"]),
    WorkedExample(
      .tieWidened, [.over(0..<100) { $0.issuers[0].profiles.remove(.known) }, .over(10..<100)],
      ["rejected key-not-for-this", "accepted"]),
    WorkedExample(
      .tieStatus, [.over(0..<100) { $0.issuers[0].demand = 1 }, .over(10..<100)],
      ["undecided status-list-missing", "accepted"]),
    WorkedExample(
      .tieKeyLeft, [.over(0..<100), .over(50..<150) { $0.keys = [] }], ["accepted", "rejected key-withdrawn"]),
    WorkedExample(.tieRule, [.over(0..<100, [.closed()]), .over(50..<150)], ["rejected rule-expired", "accepted"]),
    WorkedExample(
      .tiesAcross, [.over(0..<100, [.closed()]), .over(50..<150) { $0.authority = 2 }],
      ["rejected rule-expired", "accepted"]),
    WorkedExample(
      .firstAcceptUntil,
      [.over(0..<100), .over(10..<100) { $0.keys[0].acceptUntil = 10 }, .over(60..<160) { $0.keys = [] }]
    ) { _ in [.refuses(2, after: 0, .tieKeyLeft)] },
    WorkedExample(
      .issuerReturned,
      [
        .over(0..<100) { $0.issuers.append(World.Issuer(id: 2, profiles: .known)) }, .over(10..<100),
        .over(20..<100) { $0.issuers.append(World.Issuer(id: 2, profiles: .all)) },
      ]
    ) { _ in [.refuses(2, after: 0, .tieWidened)] },
  ]

  private static let status = [
    example(
      .statusContained, .over(0..<100, revoked: [0]), .over(10..<100, number: 2), "rejected revoked"),
    example(.statusListExpired, demand: 1, .over(0..<50), .over(10..<100, number: 2), "rejected status-list-expired"),
    WorkedExample(.statusFirstLive, [.withStatusKey(0..<100)]) { lists in
      let thiefs: [World.StatusList] = [
        .over(0..<100, revoked: [0]), .over(0..<100, number: 2, firstLive: 7), .over(0..<100, number: 3),
      ]
      return [
        .says("rejected revoked", good, Door(lists[0], 60...60, Array(thiefs.prefix(1)))),
        .says("accepted", good, Door(lists[0], 60...60, thiefs)),
      ]
    },
    WorkedExample(
      .firstLiveEnded, [.withStatusKey(0..<100)], signing: [.over(0..<100, firstLive: 1)]
    ) { lists in
      [.says("rejected expired", good, Door(lists[0], 60...60, [.over(0..<100, firstLive: 1)]))]
    },
    WorkedExample(
      .statusSupported, [.withStatusKey(0..<100, acceptUntil: 50), .over(50..<100)],
      signing: [.over(0..<50, revoked: [0])]
    ) { lists in
      [
        .says("rejected revoked", good, Door(lists[0], 60...60, [.over(0..<50, revoked: [0])])),
        .says("accepted", good, Door(lists[1], 60...60, [.over(0..<50, revoked: [0])])),
      ]
    },
    WorkedExample(.statusListMissing, [.withStatusKey(0..<100, demand: 1)], signing: [.over(0..<100)]) { lists in
      [
        .says("rejected status-list-missing", good, Door(lists[0], 60...60)),
        .says("accepted", good, Door(lists[0], 60...60, [.over(0..<100)])),
      ]
    },
  ]

  /// What the first of two status lists has a door say, and the second one accepts.
  private static func example(
    _ rule: RemovedRule, demand: Int = 0, _ first: World.StatusList, _ second: World.StatusList, _ says: String
  ) -> WorkedExample {
    WorkedExample(rule, [.withStatusKey(0..<100, demand: demand)], signing: [first, second]) { lists in
      [
        .says(says, good, Door(lists[0], 60...60, [first])),
        .says("accepted", good, Door(lists[0], 60...60, [first, second])),
      ]
    }
  }

  private static let dates = [
    WorkedExample(.truthfulDates, [.over(80..<150)]) { lists in
      [.says("rejected expired", good.with { $0.validUntil = 14 }, Door(lists[0], 50...90))]
    },
    WorkedExample(
      .unexpiredList, now: 150, [.over(0..<100, [.closed()]), .over(90..<190, [.closed(until: 100)])].longLived,
      pass: good.with { $0.validUntil = 40 }, ["rejected rule-expired", "accepted"]),
    WorkedExample(.trustListExpired, [.over(0..<50), .over(10..<100)], ["rejected trust-list-expired", "accepted"]),
    WorkedExample(.homeListMissing, [.over(0..<100)]) { lists in
      var door = Door(lists[0], 60...60)
      door.home = .list(lists[0])
      var old = door
      old.home = .noList
      return [.says("accepted", good, door), .says("rejected home-list-missing", good, old)]
    },
    WorkedExample(.dateTooCoarse, [.over(0..<100, [.lateForTheFirst])]) { lists in
      [
        .says("accepted", good, Door(lists[0], 60...60)),
        .says("rejected rule-expired", good.with { $0.date = .lastDecember }, Door(lists[0], 60...60)),
      ]
    },
  ]

  private static let order = [
    lacking(.version, .unsupportedVersion, "unsupported-version", good.with { $0.isOfLaterVersion = true }),
    lacking(.memory, .deviceLimit, "device-limit", good.with { $0.isLarge = true }),
    lacking(.profiles, .unsupportedProfile, "unsupported-profile", good.with { $0.profile = .future }),
    lacking(.claims, .unsupportedClaim, "unsupported-claim", good.with { $0.hasFutureClaim = true }),
    lacking(.ruleKinds, .unsupportedRule, "unsupported-rule", good),
    WorkedExample(.unknownDomain, [.over(0..<100)]) { lists in
      var door = Door(lists[0], 60...60)
      door.own = .nothing
      return [.says("accepted", good, Door(lists[0], 60...60)), .says("rejected unknown-domain", good, door)]
    },
    WorkedExample(
      .keyNotYetKnown,
      [
        .over(0..<100),
        .over(10..<100) {
          $0.keys.append(World.Key(number: 12, publicKey: 2, issuer: 1, acceptUntil: 20))
          $0.nextKey = 13
        },
      ],
      pass: good.with {
        $0.keyNumber = 12
        $0.signer = 2
      }, ["rejected key-withdrawn", "accepted"]),
    WorkedExample(.rejectionsFirst, [.over(0..<100) { $0.keys[0].isCompromised = true }]) { lists in
      let door = Door(lists[0], 60...60, without: .claims)
      return [.says("undecided unsupported-claim", good.with { $0.hasFutureClaim = true }, door)]
    },
  ]

  private static let time = [
    WorkedExample(.clockBehind, [.over(50..<100, [.closed(until: 50)])]) { lists in
      [
        .says("accepted", good, Door(lists[0], 40...60)),
        .says("rejected rule-expired", good, Door(lists[0], 40...45)),
      ]
    },
    WorkedExample(.passFromFuture, [.over(0..<100, [.closed(until: 50)])]) { lists in
      let pass = good.with {
        $0.issuedAt = 10
        $0.validFrom = 10
      }
      return [
        .says("accepted", pass, Door(lists[0], 40...60)),
        .says("rejected rule-expired", pass, Door(lists[0], 40...45)),
      ]
    },
    WorkedExample(.floor, [.over(50..<100)]) { lists in
      [.says("undecided clock-uncertain", good.with { $0.validUntil = 8 }, Door(lists[0], 0...60))]
    },
    WorkedExample(.wholeInterval, now: 45, [.over(0..<100)]) { lists in
      let pass = good.with { $0.validUntil = 10 }
      return [
        .says("rejected expired", pass, Door(lists[0], 40...60)), .says("accepted", pass, Door(lists[0], 45...45)),
      ]
    },
  ]

  private static let showing = [
    shown(.presentationNeeded, "presentation-needed", asks: .init(), nil),
    shown(.wrongChallenge, "wrong-challenge", asks: .init(challenge: 1), 12, challenge: 2),
    shown(.presentationStale, "presentation-stale", asks: .init(), 10),
    WorkedExample(.deviceTime, now: 45, [.over(0..<100)]) { lists in
      let pass = good.with {
        $0.validUntil = 10
        $0.holderKey = 20
        $0.code = World.Code(presentedAt: 12, challenge: 1, signer: 20)
      }
      var (narrow, wide) = (Door(lists[0], 45...45), Door(lists[0], 40...70))
      narrow.asks.challenge = 1
      wide.asks.challenge = 1
      return [.says("accepted", pass, narrow), .says("rejected expired", pass, wide)]
    },
  ]

  /// A bound pass that is accepted in the code that the door asks for, and rejected bare or in another one.
  private static func shown(
    _ rule: RemovedRule, _ reason: String, asks: World.Asks, _ presentedAt: Int?, challenge: Int? = nil
  ) -> WorkedExample {
    WorkedExample(rule, [.over(0..<100)]) { lists in
      let pass = good.with {
        $0.holderKey = 20
        $0.code = World.Code(presentedAt: 12, challenge: asks.challenge, signer: 20)
      }
      var door = Door(lists[0], 60...60)
      door.asks = asks
      let other = pass.with { pass in
        pass.code = presentedAt.map { World.Code(presentedAt: $0, challenge: challenge, signer: 20) }
      }
      return [.says("accepted", pass, door), .says("rejected \(reason)", other, door)]
    }
  }

  /// A pass that is accepted at a door that has learnt something, and rejected at one that has not. The list has a rule
  /// of a later kind, which the pass keeps.
  private static func lacking(
    _ unknown: Knowledge, _ rule: RemovedRule, _ reason: String, _ pass: World.Pass
  ) -> WorkedExample {
    var kept = World.Rule(profile: .known, from: 0, until: World.forever, anchor: .issuedAt, opens: 0, closes: 60)
    kept.isOfFutureKind = true
    return WorkedExample(rule, [.over(0..<100, [kept])]) { lists in
      [
        .says("accepted", pass, Door(lists[0], 60...60)),
        .says("rejected \(reason)", pass, Door(lists[0], 60...60, without: unknown)),
      ]
    }
  }
}

extension World.Rule {
  /// The table's coarse date a little nearer: closed at T for a date of 1 December, open for one of 31 December.
  fileprivate static let lateForTheFirst = World.Rule(
    profile: .known, from: 0, until: World.forever, anchor: .date, opens: 0,
    closes: 4 * (1 - World.Date.december.lowerBound))
}

extension [World.List] {
  /// The same lists with a key that is accepted for as long as the example lasts.
  fileprivate var longLived: [World.List] {
    map { list in
      var list = list
      list.keys[0].acceptUntil = 40
      return list
    }
  }
}
