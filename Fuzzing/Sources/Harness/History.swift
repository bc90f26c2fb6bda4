internal import Mapae

/// What the authority of a domain signed under one record, list by list, where it keeps its requirements.
struct History {
  let anchor: Anchor
  let records: [AuthorityRecord]
  /// Each was taken behind the one before, so that ties 1 to 8 hold between neighbours.
  private(set) var lists: [TrustList] = []
  /// Those that the last list supports, in the order in which they were taken.
  private(set) var statusLists: [StatusList] = []
  /// All that were ever taken.
  private(set) var everyStatusList: [StatusList] = []

  /// Those of the domains of a play that are honest: where a loader cannot see it, TIE-11 and TIE-12 are looked at here.
  static func all(of play: Play) -> [History] { play.stages.compactMap { History($0) } }

  init?(_ stage: Play.Stage) {
    guard let state = stage.state, let authority = state.list?.fields.authorityNumber else { return nil }
    (anchor, records) = (state.anchor, state.records)
    var door = TrustState(anchor: anchor)
    for next in stage.states {
      if let list = next.list, list.bytes != door.list?.bytes {
        if list.fields.authorityNumber == authority { lists.append(list) }
        statusLists = door.statusLists.filter { held in next.statusLists.contains { $0.bytes == held.bytes } }
      }
      let new = next.statusLists.filter { list in !everyStatusList.contains { $0.bytes == list.bytes } }
      statusLists += new
      everyStatusList += new
      door = next
    }
    guard keepsKeys, keepsIssuers else { return nil }
  }

  /// TIE-11.
  private var keepsKeys: Bool {
    for (index, list) in lists.enumerated() {
      let numbers = Set(list.fields.issuers.flatMap(\.keys).map(\.number))
      for earlier in lists[..<index] {
        for key in earlier.fields.issuers.flatMap(\.keys) where key.acceptUntil > list.fields.issuedAt {
          if !numbers.contains(key.number) { return false }
        }
      }
    }
    return true
  }

  /// TIE-12.
  private var keepsIssuers: Bool {
    var (seen, present): (Set<UInt16>, Set<UInt16>) = ([], [])
    for list in lists {
      let ids = Set(list.fields.issuers.map(\.id))
      guard ids.subtracting(present).isDisjoint(with: seen) else { return false }
      seen.formUnion(ids)
      present = ids
    }
    return true
  }

  /// The state of a door that took some of it: one of the lists, if any, and these status lists.
  func state(_ list: TrustList?, _ statusLists: [StatusList] = []) throws(Violation) -> TrustState {
    let cold = TrustState(anchor: anchor)
    guard let list else { return cold }
    do { return try LoadMemory.load(bundle(list, statusLists), into: cold) } catch {
      throw Violation("a cold door refuses an honest list: \(error)")
    }
  }

  private func bundle(_ list: TrustList, _ statusLists: [StatusList] = []) -> [UInt8] {
    TrustBundle.encode(records.map(\.bytes) + [list.bytes] + statusLists.map(\.bytes))
  }

  /// Whichever lists a door skips, it takes those that it meets; then of the status lists too.
  func checkSkipping(_ choices: UInt32) throws(Violation) {
    guard choices > 0, lists.count + statusLists.count > 1 else { return }
    var state = TrustState(anchor: anchor)
    for (index, list) in lists.enumerated() where choices >> UInt32(index % 16) & 1 == 0 {
      do { try state.load(bundle(list)) } catch {
        throw Violation("an honest list is refused after skipping some: \(error)")
      }
    }
    guard state.list?.bytes == lists.last?.bytes else { return }
    for (index, status) in statusLists.enumerated() where choices >> UInt32(16 + index % 16) & 1 == 0 {
      let report = try? state.load(TrustBundle.encode([status.bytes]))
      try require(report?.refusedParts == [], "an honest status list is refused after skipping some")
    }
  }
}
