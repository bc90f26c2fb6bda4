internal import Mapae

/// What holds of every load into every state.
enum Loading {
  /// Loads and gives the state behind it, which is the same as before where the bundle was refused.
  static func check(
    _ before: TrustState, _ bundle: [UInt8], _ ledger: Ledger
  ) throws(Violation) -> TrustState {
    var state = before
    let size = bundle.count + (before.bytes?.count ?? 0)
    let outcome = try Effort.requireLittleMemory(for: size) {
      Result { () throws(LoadError) in try state.load(bundle) }
    }
    switch outcome {
    case .success(let report):
      try require(state.records.count == before.records.count + report.recordsAdded, "the report miscounts records")
      try checkTaken(state, before, ledger)
    case .failure(let error):
      if let format = error.format { try Decoding.requireInside(format, bundle.count) }
      try require(state.bytes == before.bytes, "a refused bundle changed the state")
    }
    return state
  }

  private static func checkTaken(
    _ state: TrustState, _ before: TrustState, _ ledger: Ledger
  ) throws(Violation) {
    try require(state.anchor == before.anchor, "a load changed the anchor")
    try checkRecords(state, from: before.records.count, ledger)
    try checkList(state, ledger)
    try checkOrder(state, before)
    try checkStatusLists(state, ledger)
  }

  /// What is believed was signed: by the record's own roots and, but for the anchor, by those before.
  private static func checkRecords(_ state: TrustState, from first: Int, _ ledger: Ledger) throws(Violation) {
    for (index, record) in state.records.enumerated().dropFirst(first) {
      let signed = record.bytes[..<record.signedLength]
      let domain = record.number == 1 ? .zero : state.anchor.domain
      try require(
        ledger.has(.authorityRecord, domain, signed, by: record.roots), "a record was taken that its roots never signed"
      )
      let isAnchor = index == 0 && record.digest == state.anchor.record
      try require(
        isAnchor || index > 0 && ledger.has(.authorityRecord, domain, signed, by: state.records[index - 1].roots),
        "a record was taken that the roots before it never signed")
      try requireTrustable(record.roots.keys + record.lists.keys)
    }
  }

  private static func checkList(_ state: TrustState, _ ledger: Ledger) throws(Violation) {
    guard let list = state.list, let record = state.records.last else { return }
    try require(list.fields.domain == state.anchor.domain, "a list of another domain was taken")
    try require(
      ledger.has(.trustList, state.anchor.domain, list.bytes[..<list.signedLength], by: record.lists),
      "a list was taken that the list keys never signed")
    try require(list.fields.expiresAt <= record.listsUntil, "a list expires later than its record allows")
    try requireTrustable(list.fields.issuers.flatMap(\.keys).map(\.publicKey))
  }

  private static func requireTrustable(_ keys: [PublicKey]) throws(Violation) {
    try require(PublicKey.neverTrusted.isDisjoint(with: keys), "a key of small order was taken")
  }

  private static func checkOrder(_ state: TrustState, _ before: TrustState) throws(Violation) {
    guard let old = before.list?.fields else { return }
    guard let new = state.list?.fields else { throw Violation("a load dropped the list") }
    try require(
      (new.authorityNumber, new.number) >= (old.authorityNumber, old.number), "a load went back to an older list")
    guard (new.authorityNumber, new.number) == (old.authorityNumber, old.number) else { return }
    for list in before.statusLists {
      let kept = state.statusLists.first { $0.keyNumber == list.keyNumber || issuer($0, new) == issuer(list, new) }
      try require((kept?.number ?? 0) >= list.number, "a load went back to an older status list")
    }
  }

  private static func checkStatusLists(_ state: TrustState, _ ledger: Ledger) throws(Violation) {
    for status in state.statusLists {
      let signed = status.bytes[..<(status.bytes.count - Signature.size)]
      guard let fields = state.list?.fields, let issuer = issuer(status, fields),
        let key = issuer.keys.first(where: { $0.number == status.keyNumber })
      else { throw Violation("a status list is held whose key is not listed") }
      try require(
        ledger.has(.statusList, state.anchor.domain, signed, by: key.publicKey),
        "a status list is held that its key never signed")
      try require(
        key.usage == .statusLists && !key.isCompromised && status.expiresAt <= key.acceptUntil
          && status.generation == issuer.statusGeneration,
        "a status list is held that the trust list does not support")
    }
  }

  private static func issuer(_ status: StatusList, _ list: TrustListFields) -> TrustListFields.Issuer? {
    list.issuers.first { $0.keys.contains { $0.number == status.keyNumber } }
  }

  /// A state's bytes give the same state, and loading them once more changes nothing.
  static func checkKept(_ state: TrustState) throws(Violation) {
    guard let bytes = state.bytes else { return }
    var again = TrustState(anchor: state.anchor)
    for _ in 0..<2 {
      do { try again.load(bytes) } catch { throw Violation("a kept state is refused: \(error)") }
      try require(again.bytes == bytes, "a kept state comes back as another, or changes when it is loaded once more")
    }
  }
}
