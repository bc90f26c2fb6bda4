import Mapae

/// A trust bundle before it is bytes: what stands in it, and what is wrong with it.
struct Bundle: Sendable {
  var isOfLaterVersion = false
  var isMalformed = false
  var records: [SignedRecord] = []
  var list: SignedList?
  var statusLists: [SignedStatus] = []

  struct SignedRecord: Sendable {
    var record: World.Record
    /// Another domain's digest, or for record 1 another nonce.
    var isForeign = false
    var isSignedByItself = true
    var isSignedByPrevious = true
  }

  struct SignedList: Sendable {
    var list: World.List
    var isForeign = false
    var isSigned = true
  }

  struct SignedStatus: Sendable {
    var list: World.StatusList
    var isForeign = false
    var isMalformed = false
    var isSigned = true
  }

  /// What the authority publishes with a list: every record up to its own, and the list.
  init(_ list: World.List, of domain: World.Domain) {
    records = domain.records.prefix(list.authority).map { SignedRecord(record: $0) }
    self.list = SignedList(list: list)
  }
}

/// A trust state: what a verifier holds of one domain.
struct HeldState: Sendable {
  /// The domain's first record, which is what the domain digest names.
  var origin: World.Record
  /// The record that the anchor names.
  var anchor: World.Record
  var records: [World.Record] = []
  var list: World.List?
  /// By their issuer.
  var statusLists: [Int: World.StatusList] = [:]

  /// Nothing held, anchored at the domain's first record.
  init(_ domain: World.Domain) {
    origin = domain.records[0]
    anchor = domain.records[0]
  }
}

/// Chapter Trust, "Loading".
extension Model {
  /// Takes the bundle, or gives the refusal and leaves the state as it was (LOAD-4).
  func load(_ bundle: Bundle, into state: inout HeldState) -> Refusal? {
    if bundle.isOfLaterVersion { return .unsupportedVersion }  // Step 1.
    if bundle.isMalformed { return .malformed }  // Step 2.
    if isForeign(bundle, state) { return .foreignDomain }  // Step 3.
    var next = state
    var first = 0
    if state.records.isEmpty, !bundle.records.isEmpty || bundle.list != nil {
      guard let index = bundle.records.firstIndex(where: { $0.record == state.anchor }) else { return .anchorMissing }
      if let refusal = fault(of: bundle.records[index]) { return refusal }
      next.records = [state.anchor]
      first = index + 1  // Step 4.
    }
    for signed in bundle.records.dropFirst(first) {
      if let refusal = take(signed, &next) { return refusal }  // Step 5.
    }
    guard let signed = bundle.list else {
      if next.records.count > state.records.count, state.list != nil { return .listMissing }  // Step 6.
      state = next
      return nil
    }
    if let refusal = take(signed, &next) { return refusal }
    state = next
    return nil
  }

  private func isForeign(_ bundle: Bundle, _ state: HeldState) -> Bool {
    for signed in bundle.records {
      if signed.isForeign || signed.record.number == 1 && signed.record != state.origin { return true }
    }
    return bundle.list?.isForeign ?? false
  }

  private func fault(of signed: Bundle.SignedRecord) -> Refusal? {
    if signed.record.listKey == World.Key.unvettable { return .badKey }
    return signed.isSignedByItself ? nil : .badSignature
  }

  private func take(_ signed: Bundle.SignedRecord, _ state: inout HeldState) -> Refusal? {
    let number = signed.record.number
    if number < state.records[0].number { return nil }
    for held in state.records where held.number == number { return held == signed.record ? nil : .recordConflict }
    if number != state.records[state.records.count - 1].number + 1 { return .recordGap }
    if !signed.isSignedByPrevious { return .badSignature }
    if let refusal = fault(of: signed) { return refusal }
    state.records.append(signed.record)
    return nil
  }

  private func take(_ signed: Bundle.SignedList, _ state: inout HeldState) -> Refusal? {
    let list = signed.list
    guard let record = state.records.last, list.authority == record.number else { return .wrongAuthority }  // Step 7.
    if let held = state.list {
      if list.isOlder(than: held) { return .rollback }
      if !held.isOlder(than: list) { return list == held ? nil : .listConflict }  // Step 8.
    }
    if !signed.isSigned { return .badSignature }  // Step 9.
    if list.expiresAt > record.listsUntil { return .listTooLong }
    for key in list.keys where key.publicKey == World.Key.unvettable { return .badKey }  // Step 10.
    if let held = state.list, held.authority == list.authority, let refusal = brokenTie(held, list) {
      return refusal  // Step 11, TIE-14.
    }
    state.list = list
    state.statusLists = supported(state.statusLists, by: list)
    return nil
  }
}
