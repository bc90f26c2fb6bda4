import Mapae

/// What is shown at a door.
extension World {
  /// A pass or a presentation, a policy and a clock reading.
  mutating func ask() {
    if choices.once(in: 80) { return askAboutOther() }
    choices.isQuiet = choices.once(in: 3)
    let index = choices.once(in: 3) ? choices.below(houses.count) : 0
    let house = houses[index]
    let state = held(index)
    let list = state.list.map { LooseList($0.fields) }
    let signer = signer(of: list, index)
    let statuses = state.statusLists
    let status = signer.issuer.flatMap { issuer in
      statuses.first { status in issuer.keys.contains { $0.number == status.keyNumber } }
    }
    let home = home(house)
    let homeRules = houses.first { $0.domain == home && $0.index != index }.flatMap {
      held($0.index).list?.fields.rules.map(LooseRule.init)
    }
    var pass = pass(of: house, list, signer, status, ruled: homeRules ?? list?.rules ?? [])
    heed((list?.rules ?? []) + (homeRules ?? []), &pass)
    let (holder, isAnyones) = bind(&pass)
    choices.spoil(&pass, once: 8, LoosePass.faults)
    let size = fill(&pass)
    var signed = pass.signedBytes
    Damage.apply(&signed, once: 50, &choices)
    let listed = list?.keys.compactMap { Keyring.key($0.key.publicKey) } ?? []
    let others = house.strangers + listed + pass.claims.filter { $0.tag == 0x62 }.compactMap { Keyring.key($0.value) }
    let owner =
      pass.keyNumber == signer.number
      ? signer.key : list?.keys.first { $0.key.number == pass.keyNumber }.flatMap { Keyring.key($0.key.publicKey) }
    var bytes =
      signed
      + Sealing.make(
        .pass, house.domain.bytes, signed, by: owner ?? signer.key, others: others, once: 16, &choices)
    let now = now(pass, status)
    var presentation: LoosePresentation?
    var challenge: [UInt8]?
    if let holder, !choices.once(in: 5) {
      (presentation, challenge) = present(&bytes, by: holder, isAnyones, at: now, house, signer.key)
    } else if choices.once(in: 40) {
      (presentation, challenge) = present(&bytes, by: Keyring.holder(0), false, at: now, house, signer.key)
    }
    Damage.apply(&bytes, once: 100, &choices)
    let clock = clock(now, list, pass, signer, status, presentation, homeRules)
    let policy = policy(house, pass, home, size: size ?? bytes.count, challenge)
    show(bytes, policy, clock)
  }

  /// What was shown before, once more, perhaps to another door or at another time.
  mutating func askAgain() {
    guard !shown.isEmpty else { return ask() }
    let again = shown[shown.count - 1 - choices.below(min(shown.count, 12))]
    var (earliest, latest) = (again.earliest, again.latest)
    if choices.once(in: 3) {
      let step = choices.any([-Time.day, Time.day, 1, -1, 40 * Time.day])
      (earliest, latest) = (Time.moved(earliest, by: step), Time.moved(latest, by: step))
    }
    let terms = choices.once(in: 4) ? choices.any(shown.suffix(12).map(\.policy)) : again.policy
    verify(terms, earliest, latest, again.input)
  }

  /// An object that is no pass.
  private mutating func askAboutOther() {
    let house = choices.any(houses)
    var objects = house.records.map(\.bytes) + house.archive + [held(house.index).bytes ?? [], []]
    objects += [
      [0x11], [0x21], [0x17, 0], [0x18] + Array(repeating: 0, count: 100), Array(repeating: 0x41, count: 200),
    ]
    objects = objects.filter { $0.count < 20_000 }
    var bytes = choices.any(objects)
    Damage.apply(&bytes, once: 4, &choices)
    let now = epoch + Time.day
    show(bytes, policy(house, nil, home(house), size: bytes.count, nil), (now, now))
  }

  private mutating func show(_ bytes: [UInt8], _ policy: Request.Terms, _ clock: (Int64, Int64)) {
    var bytes = bytes
    if choices.fault("TEXT-3", once: 150) {
      // The greatest last group of two digits.
      bytes = bytes.count % 2 == 0 ? bytes + [0xff] : bytes.dropLast() + [0xff]
    }
    let input =
      choices.once(in: 9)
      ? Request.Input(form: .text, bytes: LooseText.of(bytes, once: 3, &choices))
      : Request.Input(form: .bytes, bytes: bytes)
    shown.append(Shown(policy: policy, earliest: clock.0, latest: clock.1, input: input))
    verify(policy, clock.0, clock.1, input)
  }

  private mutating func verify(_ policy: Request.Terms, _ earliest: Int64, _ latest: Int64, _ input: Request.Input) {
    var states = houses.map(\.state)
    if choices.once(in: 40) { states.remove(at: choices.below(states.count)) }
    if choices.once(in: 3) { states.reverse() }
    perform(.verify(states, policy, earliest: earliest, latest: latest, input))
  }
}

/// Who signs a pass.
struct Signer {
  let number: UInt32
  let key: Key
  let issuer: LooseList.Issuer?
  let acceptUntil: Int64
}

extension World {
  private mutating func signer(of list: LooseList?, _ index: Int) -> Signer {
    guard let list, !list.keys.isEmpty else {
      return Signer(number: 0, key: Keyring.issuerKey(0, of: index), issuer: nil, acceptUntil: 0)
    }
    let good = list.keys.filter { !$0.key.isForStatus && $0.key.isGood }
    let (issuer, key) = choices.once(in: 20) ? choices.any(list.keys) : choices.any(good.isEmpty ? list.keys : good)
    if choices.once(in: 30) {
      // A number that is not allotted yet, or one that is gone.
      let gone = list.goneNumbers
      let number = choices.any([list.nextKeyNumber, list.nextKeyNumber + 1] + gone.suffix(2) + gone.prefix(1))
      if number < 1 << 24 {
        return Signer(
          number: number, key: Keyring.key(key.publicKey) ?? Keyring.issuerKey(0, of: index),
          issuer: list.issuers[issuer], acceptUntil: key.acceptUntil)
      }
    }
    return Signer(
      number: key.number, key: Keyring.key(key.publicKey) ?? Keyring.issuerKey(0, of: index),
      issuer: list.issuers[issuer], acceptUntil: key.acceptUntil)
  }

  private mutating func pass(
    of house: House, _ list: LooseList?, _ signer: Signer, _ status: StatusList?, ruled rules: [LooseRule]
  ) -> LoosePass {
    let profiles = signer.issuer?.profiles ?? [1]
    let ruled = profiles.filter { profile in rules.contains { $0.profile == profile } }
    let issued = (list?.issuedAt ?? epoch) + choices.mostly(0, once: 2, [-10, -1, -5, -2, -90, 1, 2, 3]) * Time.day
    var pass = LoosePass(
      tag: house.domain.domainTag.rawValue, keyNumber: signer.number,
      profile: choices.any(profiles.isEmpty ? [1] : profiles + profiles.filter { $0 == 2 } + ruled),
      serial: choices.mostly(0x0a21, once: 7, Serials.usual), issuedAt: Time.encodable(issued),
      lifetime: UInt32(100 * Time.day))
    if let status, choices.once(in: 7) {
      let revoked = Array(status.revoked.prefix(400))
      var near = [status.firstLive, status.firstLive &- 1, status.firstLive &+ 1]
      if let first = revoked.first, let last = revoked.last {
        near += [first, last, last &+ 1, last &- 1, revoked[revoked.count / 2], revoked[min(1, revoked.count - 1)]]
      }
      pass.serial = choices.any(near)
    }
    pass.delay = choices.mostly(0, once: 5, [1, 3_600, UInt32(2 * Time.day), UInt32(30 * Time.day)])
    pass.lifetime = choices.mostly(
      pass.lifetime, once: 5, [1, 3_600, UInt32(2 * Time.day), UInt32(10 * Time.day), .max, UInt32(400 * Time.day)])
    pass.state(&choices)
    return pass
  }

  /// Once in five times names a holder key, and gives it.
  private mutating func bind(_ pass: inout LoosePass) -> (holder: Key?, isAnyones: Bool) {
    guard choices.once(in: 5) else { return (nil, false) }
    let holder = Keyring.holder(choices.below(2))
    pass.put(LooseClaim(0x62, holder.publicKey.bytes))
    guard choices.fault("CLAIM-12 PRESENT-5", once: 20) else { return (holder, false) }
    pass.put(LooseClaim(0x62, BadKeys.kinds[0][0]))
    return (holder, true)
  }

  /// Sometimes states what a rule reads, at the edge of its condition.
  private mutating func heed(_ rules: [LooseRule], _ pass: inout LoosePass) {
    for rule in rules where rule.profile == pass.profile && choices.once(in: 2) {
      if let (tag, limit) = rule.condition, tag >> 5 & 3 < 3 {
        var value: [UInt8] = []
        value.append(choices.any([limit, limit &- 1, limit &+ 1]), width: Int(tag >> 5 & 3) + 1)
        pass.put(LooseClaim(tag, value))
      }
      if rule.anchor > 1, rule.anchor >> 5 & 3 == 2, !choices.once(in: 4) {
        pass.put(
          LooseClaim(
            rule.anchor, choices.once(in: rule.anchor == 0xcb ? 2 : 12) ? Dates.bad(&choices) : Dates.good(&choices)))
      }
    }
  }

  /// Sometimes brings the pass to a size at which a limit may lie.
  private mutating func fill(_ pass: inout LoosePass) -> Int? {
    guard choices.once(in: 12) else { return nil }
    let size = choices.any([1_024, 256, 257, 1_024, 512, 1_023, 255, 1_024])
    pass.fill(to: size)
    return size
  }

  /// A second at which most of this holds.
  private func now(_ pass: LoosePass, _ status: StatusList?) -> Int64 {
    // Another domain may be the home domain: its list is there too by then.
    let lists = houses.compactMap { held($0.index).list?.fields.issuedAt.seconds }.max() ?? epoch
    let start = max(lists, pass.validFrom, status?.issuedAt.seconds ?? 0)
    return start + 3_600 < pass.validUntil ? start + 3_600 : max(start, pass.validUntil - 1)
  }

  /// Puts the pass into a presentation. Gives that, and the challenge that it answers.
  private mutating func present(
    _ bytes: inout [UInt8], by holder: Key, _ isAnyones: Bool, at now: Int64, _ house: House, _ issuer: Key
  ) -> (LoosePresentation, [UInt8]?) {
    var shown = LoosePresentation(time: Time.encodable(now), pass: bytes)
    let challenge: [UInt8]? =
      choices.once(in: 3)
      ? choices.any([[1, 2, 3, 4], [7], Array(repeating: 9, count: 32), Array(repeating: 8, count: 32)]) : nil
    shown.challenge = challenge ?? []
    choices.spoil(&shown, once: 5, LoosePresentation.faults)
    for _ in 0..<shown.depth {
      let signed = shown.signedBytes
      let others = [issuer, Keyring.holder(2), Keyring.holder(3)]
      shown.pass =
        signed
        + (isAnyones
          ? Sealing.anyones
          : Sealing.make(
            choices.fault("PRESENT-4 BASE-5", once: 30) ? .pass : .presentation, house.domain.bytes, signed, by: holder,
            others: others, once: 8, &choices))
    }
    bytes = shown.pass
    return (shown, challenge)
  }
}

extension Time {
  /// The time later by so many seconds, within 64 bits.
  static func moved(_ time: Int64, by seconds: Int64) -> Int64 {
    let (sum, isOverflow) = time.addingReportingOverflow(seconds)
    return isOverflow ? (seconds > 0 ? .max : .min) : sum
  }
}
