import Mapae

/// What a door is given to load.
extension World {
  /// All that a new door needs.
  mutating func loadFirst(_ index: Int) {
    let house = houses[index]
    guard let record = house.records.last?.fields else { return }
    let list = firstList(house, under: record)
    let listBytes = sign(list, house, under: record, isHonest: true)
    var parts = house.records.map(\.bytes) + [listBytes]
    if !choices.once(in: 3) { parts += statusParts(house, list, isHonest: true) }
    houses[index].archive.append(listBytes)
    load(LooseBundle(parts: parts), into: index, goesOn: true, isHonest: !choices.once(in: 8))
  }

  mutating func load() {
    let index = choices.below(houses.count)
    let house = houses[index]
    let state = held(index)
    guard let record = house.records.last?.fields else { return }
    guard let fields = state.list?.fields else { return loadIntoNew(index) }
    let heldList = LooseList(fields)
    var parts: [[UInt8]] = []
    switch choices.weighted([30, 18, 14, 7, 5, 5, 13, 3, 6, 6]) {
    case 0:
      parts = house.records.filter { _ in choices.once(in: 3) }.map(\.bytes)
      var list = nextList(house, after: heldList, under: record)
      choices.spoil(&list, once: 2, LooseList.tieFaults)
      choices.spoil(&list, once: 6, LooseList.faults)
      parts.append(sign(list, house, under: record, isHonest: choices.once(in: 2)))
      if choices.once(in: 3) { parts += statusParts(house, list, isHonest: false) }
    case 1: parts = statusParts(house, heldList, isHonest: false)
    case 2: parts = rotation(index, heldList)
    case 3: parts = [heldAgain(house, state)]
    case 4:
      var list = heldList
      choices.spoil(&list, once: 1, LooseList.tieFaults + LooseList.faults)
      parts = [sign(list, house, under: record, isHonest: choices.once(in: 2))]
    case 5: parts = house.archive.isEmpty ? [] : [choices.any(house.archive)]
    case 6: parts = recordsAgain(house)
    case 7:
      let other = choices.any(houses)
      parts = other.records.map(\.bytes) + other.archive.suffix(1)
    case 9: return loadIntoFresh(index)
    default:
      // A list under an older record, by its keys or by the last one's.
      let older = choices.any(house.records).fields
      var list = nextList(house, after: heldList, under: record)
      list.authorityNumber = older.number
      parts = [sign(list, house, under: choices.once(in: 2) ? record : older, isHonest: false)]
    }
    if parts.isEmpty || choices.once(in: 3) { parts += statusParts(house, heldList, isHonest: false) }
    load(LooseBundle(parts: parts), into: index, goesOn: !choices.once(in: 4))
  }

  /// A bundle for another door of the domain, which was opened just now. It is let go again.
  private mutating func loadIntoFresh(_ index: Int) {
    let state = houses[index].state
    open(index)
    loadIntoNew(index)
    houses[index].state = state
  }

  /// A bundle for a state that holds no list.
  mutating func loadIntoNew(_ index: Int) {
    let house = houses[index]
    guard let record = house.records.last?.fields else { return }
    if choices.once(in: 4) {
      let foreign = choices.any(houses)
      return load(
        LooseBundle(parts: foreign.records.map(\.bytes) + foreign.archive.suffix(1)), into: index, goesOn: true)
    }
    var parts = house.records.map(\.bytes)
    if parts.count > 1, choices.once(in: 2) {
      // Nobody signed a record before the last one: where the anchor is behind it, nobody need (LOAD-15).
      let place = choices.below(parts.count - 1)
      let signed = house.records[place].fields.signedBytes
      parts[place] = signed + parts[place].dropFirst(signed.count).map { $0 == 0 ? 0 : $0 }
      parts[place][parts[place].count - 40] ^= 1
    }
    if choices.once(in: 3) { parts.removeFirst(choices.below(parts.count + 1)) }
    var list = firstList(house, under: record)
    choices.spoil(&list, once: 2, LooseList.faults)
    if !choices.once(in: 5) { parts.append(sign(list, house, under: record, isHonest: choices.once(in: 2))) }
    if choices.once(in: 2) { parts += statusParts(house, list, isHonest: false) }
    load(LooseBundle(parts: parts), into: index, goesOn: true)
  }

  /// The held list with other signatures, good ones or not.
  private mutating func heldAgain(_ house: House, _ state: TrustState) -> [UInt8] {
    guard let list = state.list, let record = state.records.last else { return [] }
    let signed = Array(list.bytes[..<list.signedLength])
    if choices.once(in: 3) { return signed + list.bytes[list.signedLength...].map { $0 } }
    return signed
      + group(
        LooseKeys(record.lists), house.domain.bytes, signed, .trustList, house.strangers, isHonest: choices.once(in: 2))
  }

  /// New records with a list under the last one, or what is missing of them.
  private mutating func rotation(_ index: Int, _ before: LooseList) -> [[UInt8]] {
    let house = houses[index]
    var next = successor(of: house)
    choices.spoil(&next, once: 5, LooseRecord.faults)
    let bytes = sign(next, house.records.last?.fields, house, isHonest: false)
    var list = nextList(house, after: before, under: next)
    if choices.once(in: 3) { list.changeStatusKey(state: held(index), &choices) }
    choices.spoil(&list, once: 4, LooseList.tieFaults)
    choices.spoil(&list, once: 5, LooseList.faults)
    var parts = choices.once(in: 2) ? house.records.map(\.bytes) : []
    parts.append(bytes)
    if !choices.fault("LOAD-10", once: 5) { parts.append(sign(list, house, under: next, isHonest: false)) }
    pending = House.Record(fields: next, bytes: bytes)
    return parts
  }

  /// Held records again: with other signatures, or another record of their number.
  private mutating func recordsAgain(_ house: House) -> [[UInt8]] {
    // Another record 1 is of another domain, so mostly it is the last one.
    let last = house.records.count - 1
    let place = choices.once(in: 3) ? choices.below(last) : last
    var record = house.records[place].fields
    if choices.once(in: 2) {
      if choices.once(in: 2) {
        record.issuedAt = max(0, record.issuedAt - 1)
      } else {
        choices.spoil(&record, once: 1, LooseRecord.faults)
      }
    }
    let before = place > 0 ? house.records[place - 1].fields : nil
    var records = house.records.map(\.bytes)
    records[place] = sign(record, before, house, isHonest: choices.once(in: 2))
    return choices.once(in: 2) ? records : [records[place]]
  }

  /// Loads a bundle as bytes, as a text or from a poster. What the door goes on with is chosen: a load makes a new state,
  /// and the one before must stay what it was.
  private mutating func load(_ bundle: LooseBundle, into index: Int, goesOn: Bool, isHonest: Bool = false) {
    var bundle = bundle
    if !isHonest { choices.spoil(&bundle, once: 15, LooseBundle.faults) }
    var bytes = bundle.bytes
    if !isHonest { Damage.apply(&bytes, once: 40, &choices) }
    let old = houses[index].state
    let name = "\(houses[index].name)-\(steps.count)"
    let answer: Answer?
    switch choices.weighted([70, 12, 18]) {
    case 1:
      let text = LooseText.of(bytes, once: isHonest ? .max : 2, &choices)
      answer = perform(.load(Request.Input(form: .text, bytes: text), into: old, as: name))
    case 2 where bytes.count > 1 && bytes.count < 60_000:
      answer = perform(.poster(poster(bundle, bytes, isHonest), into: old, as: name))
    default: answer = perform(.load(Request.Input(form: .bytes, bytes: bytes), into: old, as: name))
    }
    defer { pending = nil }
    guard goesOn, let answer else { return }
    houses[index].state = name
    guard case .loaded = answer else { return }
    if let pending, held(index).records.last?.bytes == pending.bytes { houses[index].records.append(pending) }
    if let list = held(index).list?.bytes { houses[index].archive.append(list) }
    for status in held(index).statusLists.prefix(2) { houses[index].archive.append(status.bytes) }
  }

  private mutating func poster(_ bundle: LooseBundle, _ bytes: [UInt8], _ isHonest: Bool) -> [[UInt8]] {
    // A part of a bundle may come by itself.
    let only = bundle.parts.count == 1 && (bundle.parts.first?.count ?? 0) > 1 && choices.once(in: 2)
    var poster = LoosePoster(only ? bundle.parts[0] : bytes, &choices)
    if !isHonest { choices.spoil(&poster, once: 2, LoosePoster.faults) }
    return poster.texts
  }
}
