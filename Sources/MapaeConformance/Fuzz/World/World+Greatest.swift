import Mapae

/// Objects of the greatest sizes that the specification allows, or a byte more. One takes as long as hundreds of
/// questions, so it is not left to chance which are met: each has its turn (``WorldPlan``).
extension World {
  /// What is so large.
  enum Greatest: CaseIterable {
    case trustList, statusList, bundle, room

    /// What a byte more breaks.
    fileprivate var requirements: String {
      switch self {
      case .trustList: "TRUST-9"
      case .statusList: "STATUS-1"
      case .bundle: "TRUST-19"
      case .room: "STATUS-22"
      }
    }

    /// Of 48 MB and more.
    fileprivate var isSlow: Bool { self == .bundle || self == .room }

    /// The bytes of the longest bundle, at most.
    private var greatestLoad: Int {
      let others = 100_000
      return switch self {
      case .trustList: TrustList.greatestSize + others
      case .statusList: StatusList.greatestSize + others
      case .bundle: TrustBundle.greatestSize + 1
      case .room: 2 * StatusList.greatestSize + others
      }
    }

    /// Those that a program can be asked.
    fileprivate static func asked(within limits: Limits) -> [Greatest] {
      allCases.filter { kind in
        kind == .trustList || limits.capabilities.contains(.statusLists)
      }.filter { VectorCase.Action.greatestLine(of: $0.greatestLoad) <= limits.line }
    }
  }

  /// The first numbers of a step that loads one of them: turn by turn each kind, just as long as it may be and a byte
  /// longer. Of four turns one is for what takes seconds.
  static func greatestStep(_ turn: Int, _ limits: Limits) -> [UInt32] {
    let asked = Greatest.asked(within: limits)
    let isSlow = turn % 4 == 3
    let kinds = asked.indices.filter { asked[$0].isSlow == isSlow }
    let turn = isSlow ? turn / 4 : turn - turn / 4
    return kinds.isEmpty ? [] : [3, UInt32(kinds[turn / 2 % kinds.count]), UInt32(turn % 2)]
  }

  /// A bundle of a greatest size is loaded by a door that was opened just now, and is let go again: what it holds then
  /// would slow down all that comes behind it.
  mutating func loadGreatest() {
    let kinds = Greatest.asked(within: limits)
    guard !kinds.isEmpty, let record = houses[0].records.last?.fields else { return ask() }
    let kind = choices.any(kinds)
    let excess = choices.fault(kind.requirements, once: 2) ? 1 : 0
    let (house, state) = (houses[0], houses[0].state)
    defer { houses[0].state = state }
    open(0)
    switch kind {
    case .trustList:
      var list = firstList(house, under: record)
      let signatures = 2 + Signature.size * Int(record.lists.threshold)
      list.fill(to: TrustList.greatestSize + excess - signatures)
      load(parts(house, list, record))
    case .statusList:
      let list = listOfStatusKeys(house, record)
      load(parts(house, list, record) + [status(house, list, 0, StatusList.greatestSize + excess)])
    case .bundle:
      // Filled with a status list of zero bytes, which is refused alone: nobody need sign it.
      var bundle = LooseBundle(parts: parts(house, firstList(house, under: record), record) + [[0x15]])
      let missing = TrustBundle.greatestSize + excess - bundle.bytes.count
      bundle.parts[bundle.parts.count - 1] += Array(repeating: 0, count: missing)
      load(bundle.parts)
    case .room:
      // Three status lists of one size, which fill a state with their length fields.
      let list = listOfStatusKeys(house, record)
      let size = StatusRoom.greatest.size / 3 - 4
      load(parts(house, list, record) + [status(house, list, 0, size), status(house, list, 1, size)])
      load([status(house, list, 2, size + excess)])
    }
  }

  private mutating func load(_ parts: [[UInt8]]) {
    let old = houses[0].state
    houses[0].state = "\(houses[0].name)-\(steps.count)"
    let input = Request.Input(form: .bytes, bytes: LooseBundle(parts: parts).bytes)
    perform(.load(input, into: old, as: houses[0].state))
  }

  private mutating func parts(_ house: House, _ list: LooseList, _ record: LooseRecord) -> [[UInt8]] {
    house.records.map(\.bytes) + [sign(list, house, under: record, isHonest: true)]
  }

  /// A first list in which three issuers have a good status key each.
  private mutating func listOfStatusKeys(_ house: House, _ record: LooseRecord) -> LooseList {
    var list = firstList(house, under: record)
    list.nextKeyNumber = max(3, list.nextKeyNumber)
    list.issuers = (0..<3).map { number in
      let key = LooseList.IssuerKey(
        number: UInt32(number), publicKey: Keyring.issuerKey(number, of: house.index).publicKey.bytes, flags: 1,
        acceptUntil: list.expiresAt)
      return LooseList.Issuer(id: UInt16(number + 1), name: [0x41], profiles: [1], keys: [key])
    }
    return list
  }

  /// A status list of so many bytes of one of these issuers.
  private mutating func status(_ house: House, _ list: LooseList, _ number: Int, _ size: Int) -> [UInt8] {
    let status = LooseStatus(
      tag: house.domain.domainTag.rawValue, keyNumber: UInt32(number), generation: 0, number: 1, from: list.issuedAt,
      until: list.expiresAt, serials: LooseSerials([], firstLive: 0))
    let head = status.headBytes
    let signed = head + LooseSerials.regular(size: size - head.count - Signature.size)
    return signed
      + Sealing.make(
        .statusList, house.domain.bytes, signed, by: Keyring.issuerKey(number, of: house.index), others: [],
        once: .max, &choices)
  }
}
