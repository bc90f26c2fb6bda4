extension TrustState {
  /// Step 12 of loading: takes one status list or notes why not, and changes nothing else (LOAD-19).
  mutating func take(statusList bytes: [UInt8], number: Int, _ report: inout LoadReport) {
    do throws(StatusRefused) {
      guard let list = try? StatusList(decoding: bytes) else { throw StatusRefused(.statusMalformed) }
      guard list.domainTag == anchor.domain.domainTag else { throw StatusRefused(.statusForeignDomain) }
      // Whether it is a forgery cannot be told: a newer trust list may know its key (STATUS-11).
      guard let isNew = try held?.take(list, of: anchor.domain, within: statusRoom) else {
        throw StatusRefused(.statusKeyNotYetKnown)
      }
      if isNew { report.statusListsTaken += 1 }
    } catch {
      report.refusedParts.append(.init(number: number, refusal: error.refusal))
    }
  }
}

/// Why a status list was not taken.
private struct StatusRefused: Error {
  let refusal: Refusal

  init(_ refusal: Refusal) { self.refusal = refusal }
}

/// What the status lists of a state may take together.
package struct StatusRoom: Sendable {
  /// Bytes, as parts of a bundle.
  package let size: Int
  package let count: Int

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
  fileprivate mutating func take(
    _ list: StatusList, of domain: Digest, within room: StatusRoom
  ) throws(StatusRefused) -> Bool {
    guard list.keyNumber < self.list.fields.nextKeyNumber else { throw StatusRefused(.statusKeyNotYetKnown) }
    guard let entry = keys.entry(of: list.keyNumber) else { throw StatusRefused(.statusKeyWithdrawn) }
    guard list.generation == self.list.fields.issuers[entry.issuer].statusGeneration else {
      throw StatusRefused(.statusOtherGeneration)
    }
    let before = statusLists[entry.issuer]
    if let before {
      guard list.number >= before.number else { throw StatusRefused(.statusRollback) }
      if list.number == before.number {
        guard list.hasSameSignedBytes(as: before) else { throw StatusRefused(.statusConflict) }
        return false
      }
    }
    guard list.isSigned(by: entry.key.publicKey, of: domain) else { throw StatusRefused(.statusBadSignature) }
    if let refusal = list.unsupported(by: entry.key) { throw StatusRefused(refusal) }
    if let before, let refusal = list.brokenTie(to: before) { throw StatusRefused(refusal) }
    let size = statusSize + list.roomNeeded - (before?.roomNeeded ?? 0)
    guard size <= room.size, before != nil || statusCount < room.count else {
      throw StatusRefused(.statusNoRoom)
    }
    hold(list, at: entry.issuer)
    return true
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

  fileprivate func hasSameSignedBytes(as other: StatusList) -> Bool {
    bytes[..<signatureOffset] == other.bytes[..<other.signatureOffset]
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
