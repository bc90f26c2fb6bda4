import Mapae

/// An example of the table in chapter Rationale, "The property test". Its times are the table's seconds, five to an
/// instant.
struct WorkedExample: Sendable {
  let rule: RemovedRule
  let domain: World.Domain
  let now: Int
  /// The status lists that an honest issuer is to sign.
  let statusLists: [World.StatusList]
  let steps: [Step]

  enum Step: Sendable {
    /// What a door says, as outcome and reason.
    case says(String, World.Pass, Door)
    /// A list, by its place, is refused after another one.
    case refuses(Int, after: Int, Refusal)
  }

  /// Whether the authority may sign its lists and every step comes out as the table says.
  func holds(in model: Model) -> Bool {
    var signed = domain
    signed.lists = []
    for list in domain.lists {
      guard model.mayFollow(list, in: signed, now: now / 5) else { return false }
      signed.lists.append(list)
    }
    for list in statusLists {
      guard model.mayFollow(list, in: signed, .good, now: now / 5) else { return false }
      signed.statusLists.append(list)
    }
    guard model.areSupported(1, in: signed) else { return false }
    return steps.allSatisfy { step in
      switch step {
      case .says(let expected, let pass, let door): return model.judge(pass, at: door).description == expected
      case .refuses(let later, let earlier, let expected):
        var held = HeldState(domain)
        guard model.load(Bundle(domain.lists[earlier], of: domain), into: &held) == nil else { return false }
        return model.load(Bundle(domain.lists[later], of: domain), into: &held) == expected
      }
    }
  }

  /// - Parameters:
  ///   - now: the true time in seconds, which is also what the clock says.
  ///   - verdicts: what is said under the first list, the second, …; nil where the table says nothing.
  init(_ rule: RemovedRule, now: Int = 60, _ lists: [World.List], pass: World.Pass = .good, _ verdicts: [String?]) {
    self.init(rule, now: now, lists) { lists in
      zip(lists, verdicts).compactMap { list, verdict in
        verdict.map { .says($0, pass, Door(list, now...now)) }
      }
    }
  }

  init(
    _ rule: RemovedRule, now: Int = 60, _ lists: [World.List], signing statusLists: [World.StatusList] = [],
    steps: ([World.List]) -> [Step]
  ) {
    self.rule = rule
    self.now = now
    self.statusLists = statusLists
    var numbered = lists
    for index in numbered.indices { numbered[index].number = index + 1 }
    domain = World.Domain(
      records: [1, 2].map { World.Record(number: $0, issuedAt: 0, listsUntil: 200, listKey: 90) }, lists: numbered)
    self.steps = steps(numbered)
  }
}

extension Door {
  /// A door that knows everything but newer lists, with a clock reading in seconds.
  init(
    _ list: World.List, _ seconds: ClosedRange<Int>, without unknown: Knowledge? = nil,
    _ statusLists: [World.StatusList] = []
  ) {
    let reading = Reading(earliest: seconds.lowerBound / 5, latest: seconds.upperBound / 5)
    self.init(own: .list(list), statusLists: statusLists, reading: reading)
    if let unknown { knowledge.remove(unknown) }
  }
}

extension World.Pass {
  /// A pass of key 7, issued at 0 and valid until 100.
  static let good = World.Pass(
    keyNumber: 7, signer: 1, profile: .known, issuedAt: 0, validFrom: 0, validUntil: 20,
    date: .day(World.Date.december.upperBound))

  func with(_ change: (inout World.Pass) -> Void) -> World.Pass {
    var pass = self
    change(&pass)
    return pass
  }
}

extension World.List {
  /// The same with the status key 8.
  static func withStatusKey(_ seconds: Range<Int>, demand: Int = 0, acceptUntil: Int = 100) -> Self {
    .over(seconds) {
      $0.issuers[0].demand = demand
      $0.keys.append(World.Key(number: 8, publicKey: 2, issuer: 1, signsStatus: true, acceptUntil: acceptUntil / 5))
    }
  }

  /// A list in force over these seconds, with key 7.
  static func over(_ seconds: Range<Int>, _ rules: [World.Rule] = [], _ change: (inout Self) -> Void = { _ in }) -> Self
  {
    var list = World.List(
      authority: 1, number: 1, nextKey: 10, issuedAt: seconds.lowerBound / 5, refreshAfter: seconds.upperBound / 5,
      expiresAt: seconds.upperBound / 5, issuers: [World.Issuer(id: 1, profiles: .all)],
      keys: [World.Key(number: 7, publicKey: 1, issuer: 1, acceptUntil: 20)], rules: rules)
    change(&list)
    return list
  }
}

extension World.StatusList {
  /// A list of the status key 8 over these seconds.
  static func over(
    _ seconds: Range<Int>, number: Int = 1, revoked: [Int] = [], firstLive: Int = 0
  ) -> World.StatusList {
    var list = World.StatusList(
      key: 8, signer: 2, generation: 0, number: number, issuedAt: seconds.lowerBound / 5,
      expiresAt: seconds.upperBound / 5, firstLive: firstLive, under: 0)
    for serial in revoked { list.revoked.insert(serial) }
    return list
  }
}

extension World.Rule {
  /// The table's R, under which the pass is closed at every instant: a day after its date, long ago.
  static func closed(_ from: Int = 0, until: Int = 5 * World.forever) -> World.Rule {
    World.Rule(profile: .known, from: from / 5, until: until / 5, anchor: .date, opens: 0, closes: 4)
  }
}
