extension TrustState {
  /// Step 12 of loading: takes each status list and each delta or notes why not, and changes nothing else (LOAD-19).
  mutating func take(statusParts parts: [[UInt8]], _ report: inout LoadReport) {
    var completed: Set<Int> = []
    var refused: [(number: Int, error: StatusRefused)] = []
    for (index, part) in parts.enumerated() {
      do throws(StatusRefused) {
        if try take(statusPart: part, &completed) { report.statusListsTaken += 1 }
      } catch {
        refused.append((index + 1, error))
      }
    }
    // Of several deltas to one list a door uses that for which it has the base, and lacks none of the others (STATUS-34).
    report.refusedParts = refused.filter { !isHeld($0.error.wanted) }
      .map { .init(number: $0.number, refusal: $0.error.refusal) }
  }

  private func isHeld(_ wanted: StatusListHead?) -> Bool {
    guard let wanted, let held, let entry = held.keys.entry(of: wanted.keyNumber) else { return false }
    return held.statusLists[entry.issuer].map { $0.number >= wanted.number } ?? false
  }

  private mutating func take(statusPart bytes: [UInt8], _ completed: inout Set<Int>) throws(StatusRefused) -> Bool {
    guard let part = try? StatusPart(decoding: bytes) else { throw StatusRefused(.statusMalformed) }
    guard part.head.domainTag == anchor.domain.domainTag else {
      throw StatusRefused(.statusForeignDomain)  // STATUS-10.
    }
    // Whether it is a forgery cannot be told: a newer trust list may know its key (STATUS-11).
    guard let isNew = try held?.take(part, of: anchor.domain, within: statusRoom, &completed) else {
      throw StatusRefused(.statusKeyNotYetKnown)
    }
    return isNew
  }
}

/// Why a status list was not taken.
private struct StatusRefused: Error {
  let refusal: Refusal
  /// The list that a delta would have made, if it lacked only its base.
  let wanted: StatusListHead?

  init(_ refusal: Refusal, wanted: StatusListHead? = nil) {
    self.refusal = refusal
    self.wanted = wanted
  }
}

/// What the status lists of a state may take together.
package struct StatusRoom: Sendable {
  /// Bytes, as parts of a bundle.
  package let size: Int
  package let count: Int
  /// The most bytes of one that a delta makes.
  package var listSize = StatusList.greatestSize

  package init(size: Int, count: Int) {
    self.size = size
    self.count = count
  }

  /// Beside the greatest records and trust list they fit into one bundle, so that a state can always be kept
  /// (STATUS-22).
  package static let greatest = StatusRoom(size: 50_331_648, count: 65_280)
}

extension HeldList {
  /// Gives false for a list that is held already.
  ///
  /// - Parameter completed: the issuers, by their index, for which this load has put a list together from a delta.
  fileprivate mutating func take(
    _ part: StatusPart, of domain: Digest, within room: StatusRoom, _ completed: inout Set<Int>
  ) throws(StatusRefused) -> Bool {
    let entry = try entry(for: part.head)
    let before = statusLists[entry.issuer]
    if let before, before.number == part.head.number {
      guard before.isBrought(by: part) else { throw StatusRefused(.statusConflict) }
      return false
    }
    let list: StatusList
    switch part {
    case .list(let whole): list = whole
    case .delta(let delta):
      // Once for each issuer: else many small deltas would cost a pass over a large held list each.
      guard let before, before.number == delta.baseNumber, completed.insert(entry.issuer).inserted else {
        throw StatusRefused(.statusBaseMissing, wanted: delta.head)
      }
      guard let made = try? delta.list(from: before, limit: room.listSize) else {
        throw StatusRefused(.statusMalformed)  // STATUS-35.
      }
      list = made
    }
    // From here on it does not matter how the list came (STATUS-36).
    guard list.isSigned(by: entry.key.publicKey, of: domain) else {
      throw StatusRefused(.statusBadSignature)  // STATUS-16.
    }
    if let refusal = list.unsupported(by: entry.key) { throw StatusRefused(refusal) }
    if let before, let refusal = list.brokenTie(to: before) { throw StatusRefused(refusal) }
    let size = statusSize + list.roomNeeded - (before?.roomNeeded ?? 0)
    guard size <= room.size, before != nil || statusCount < room.count else {
      throw StatusRefused(.statusNoRoom)
    }
    hold(list, at: entry.issuer)
    return true
  }

  /// The key that is said to have signed, where nothing in the fields is against them (STATUS-11 to STATUS-14,
  /// STATUS-32).
  private func entry(for head: StatusListHead) throws(StatusRefused) -> ListKeys.Entry {
    guard head.keyNumber < list.fields.nextKeyNumber else { throw StatusRefused(.statusKeyNotYetKnown) }
    guard let entry = keys.entry(of: head.keyNumber) else { throw StatusRefused(.statusKeyWithdrawn) }
    guard head.generation == list.fields.issuers[entry.issuer].statusGeneration else {
      throw StatusRefused(.statusOtherGeneration)
    }
    if let before = statusLists[entry.issuer], head.number < before.number { throw StatusRefused(.statusRollback) }
    return entry
  }

  /// Keeps of an earlier trust list's status lists those that this one supports (STATUS-23); gives how many it drops.
  mutating func keepStatusLists(of earlier: HeldList) -> Int {
    for (issuer, list) in zip(earlier.list.fields.issuers, earlier.statusLists) {
      guard let list, let entry = keys.entry(of: list.keyNumber) else { continue }
      let next = self.list.fields.issuers[entry.issuer]
      // Across authority numbers no tie says that a key is still the same (TIE-14).
      let isSameKey = earlier.keys.entry(of: list.keyNumber)?.key.publicKey == entry.key.publicKey
      guard isSameKey, next.id == issuer.id, next.statusGeneration == list.generation,
        list.unsupported(by: entry.key) == nil
      else { continue }
      hold(list, at: entry.issuer)
    }
    return earlier.statusCount - statusCount
  }

  private mutating func hold(_ list: StatusList, at issuer: Int) {
    statusSize += list.roomNeeded - (statusLists[issuer]?.roomNeeded ?? 0)
    statusCount += statusLists[issuer] == nil ? 1 : 0
    statusLists[issuer] = list
  }
}

extension StatusList {
  /// Its bytes as a part of a bundle.
  fileprivate var roomNeeded: Int { bytes.count + 4 }

  /// Whether a part with its number is this list with perhaps another signature, or brings nothing that it lacks
  /// (STATUS-15, STATUS-33).
  fileprivate func isBrought(by part: StatusPart) -> Bool {
    switch part {
    case .list(let list): bytes[..<signatureOffset] == list.bytes[..<list.signatureOffset]
    case .delta(let delta): head == delta.head && delta.added.allSatisfy(revoked.contains)
    }
  }

  fileprivate func isSigned(by key: PublicKey, of domain: Digest) -> Bool {
    Sodium.isGood(
      signatureAt: signatureOffset, of: bytes.span, signedLength: signatureOffset, kind: .statusList, domain: domain,
      key: key)
  }

  /// What the trust list says against the key that signed it (STATUS-17 to STATUS-19); `nil` where it says nothing.
  fileprivate func unsupported(by key: TrustListFields.Key) -> Refusal? {
    if key.isCompromised { return .statusKeyCompromised }
    if key.usage != .statusLists { return .statusKeyNotForThis }
    return expiresAt > key.acceptUntil ? .statusTooLong : nil
  }

  /// What a list of the same generation does not keep of the one before it (STATUS-20, STATUS-21).
  fileprivate func brokenTie(to before: StatusList) -> Refusal? {
    if firstLive < before.firstLive { return .statusFirstLive }
    return before.revoked.isContained(in: revoked, from: firstLive) ? nil : .statusNotContained
  }
}
