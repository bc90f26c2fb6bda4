extension TrustState {
  /// Takes a bundle from its text, as read from a poster. A text that does not decode is refused by the name of its fault
  /// (LOAD-18).
  @discardableResult
  public mutating func load(text: String) throws(LoadError) -> LoadReport {
    let bundle: [UInt8]
    do { bundle = try MapaeText.decode(text) } catch { throw LoadError(error) }
    return try load(bundle)
  }

  /// Takes a bundle's records and trust list, all or not at all, and its status lists and deltas one by one (chapter
  /// Trust, "Loading"; LOAD-17). The domain stays what it was (LOAD-2), and no clock is looked at (LOAD-3).
  ///
  /// Time and memory are linear in bundle and state but for sorting; each key and signature costs one scalar
  /// multiplication.
  @discardableResult
  public mutating func load(_ bundle: [UInt8]) throws(LoadError) -> LoadReport {
    let parts: TrustBundle
    do { parts = try TrustBundle(decoding: bundle) } catch { throw LoadError(error) }  // Steps 1 and 2.
    try checkDomain(parts)  // Step 3.

    var next = self
    var report = LoadReport()
    let start = try next.start(parts, &report)  // Step 4.
    for record in parts.records[start...] { try next.take(record, &report) }  // Step 5.
    if let list = parts.list {
      try next.take(list, &report)  // Steps 7 to 11.
    } else if report.recordsAdded > 0, held != nil {
      throw LoadError(.listMissing)  // Step 6, LOAD-10.
    }
    next.take(statusParts: parts.statusParts, &report)  // Step 12.
    self = next
    return report
  }

  /// LOAD-5: a forged poster, or another domain's, is refused before anything of it is believed.
  private func checkDomain(_ parts: TrustBundle) throws(LoadError) {
    for record in parts.records where record.domain != anchor.domain { throw LoadError(.foreignDomain) }
    if let list = parts.list, list.fields.domain != anchor.domain { throw LoadError(.foreignDomain) }
  }

  /// LOAD-6: a state without a record begins with the one that the anchor names. Gives the index of the next record.
  private mutating func start(_ parts: TrustBundle, _ report: inout LoadReport) throws(LoadError) -> Int {
    guard records.isEmpty, !parts.records.isEmpty || parts.list != nil else { return 0 }
    guard let index = parts.records.firstIndex(where: { $0.digest == anchor.record }) else {
      throw LoadError(.anchorMissing)
    }
    // LOAD-15: nobody held signs for it. The anchor names its digest, which is more.
    try checkItself(parts.records[index])
    add(parts.records[index])
    report.recordsAdded += 1
    return index + 1
  }

  /// LOAD-7, LOAD-8, TRUST-4.
  private mutating func take(_ record: AuthorityRecord, _ report: inout LoadReport) throws(LoadError) {
    guard let first = records.first, let last = records.last, record.number >= first.number else { return }
    if record.number <= last.number {
      let held = records[Int(record.number - first.number)]
      guard held.hasSameSignedBytes(as: record) else { throw LoadError(.recordConflict) }
      return
    }
    guard record.number == last.number &+ 1 else { throw LoadError(.recordGap) }
    guard record.isSigned(record.previousSignatures, by: last.roots, of: anchor.domain) else {
      throw LoadError(.badSignature)
    }
    try checkItself(record)
    add(record)
    report.recordsAdded += 1
  }

  /// LOAD-9, TRUST-3, TRUST-5.
  private func checkItself(_ record: AuthorityRecord) throws(LoadError) {
    for key in record.roots.keys + record.lists.keys where !key.isVetted { throw LoadError(.badKey) }
    guard record.isSigned(record.ownSignatures, by: record.roots, of: anchor.domain) else {
      throw LoadError(.badSignature)
    }
  }

  /// LOAD-11 to LOAD-14, TRUST-12, TIE-1 to TIE-8, TIE-14.
  private mutating func take(_ list: TrustList, _ report: inout LoadReport) throws(LoadError) {
    guard let record = records.last, list.fields.authorityNumber == record.number else {
      throw LoadError(.wrongAuthority)
    }
    if let held {
      let order = held.list.fields.age
      guard list.fields.age >= order else { throw LoadError(.rollback) }
      if list.fields.age == order {
        guard held.list.hasSameSignedBytes(as: list) else { throw LoadError(.listConflict) }
        return
      }
    }
    guard list.isSigned(by: record.lists, of: anchor.domain) else { throw LoadError(.badSignature) }
    guard list.fields.expiresAt <= record.listsUntil else { throw LoadError(.listTooLong) }
    for issuer in list.fields.issuers {
      for key in issuer.keys where !key.publicKey.isVetted { throw LoadError(.badKey) }
    }
    var next = HeldList(list)
    if let held, held.list.fields.authorityNumber == list.fields.authorityNumber,
      let broken = Ties.firstBroken(from: held, to: next)
    {
      throw LoadError(broken.refusal)
    }
    if let held { report.statusListsDropped = next.keepStatusLists(of: held) }
    held = next
    report.listTaken = true
  }
}

extension TrustListFields {
  /// What makes one list newer than another.
  fileprivate var age: (UInt8, UInt32) { (authorityNumber, number) }
}

extension AuthorityRecord {
  fileprivate func hasSameSignedBytes(as other: AuthorityRecord) -> Bool {
    bytes[..<signedLength] == other.bytes[..<other.signedLength]
  }

  /// Whether exactly the threshold of `keys` signed, each with a good signature.
  fileprivate func isSigned(_ group: SignatureGroup, by keys: Keys, of domain: Digest) -> Bool {
    // A first record makes its domain, so its signatures cannot cover the digest.
    group.isGood(in: bytes, signedLength, .authorityRecord, keys, domain: number == 1 ? .zero : domain)
  }
}

extension TrustList {
  fileprivate func hasSameSignedBytes(as other: TrustList) -> Bool {
    bytes[..<signedLength] == other.bytes[..<other.signedLength]
  }

  fileprivate func isSigned(by keys: AuthorityRecord.Keys, of domain: Digest) -> Bool {
    signatures.isGood(in: bytes, signedLength, .trustList, keys, domain: domain)
  }
}

extension SignatureGroup {
  fileprivate func isGood(
    in object: [UInt8], _ signedLength: Int, _ kind: ObjectKind, _ keys: AuthorityRecord.Keys, domain: Digest
  ) -> Bool {
    guard count == keys.threshold, isWithin(keys.keys.count) else { return false }
    return indices.enumerated().allSatisfy { position, index in
      Sodium.isGood(
        signatureAt: offset + position * Signature.size, of: object.span, signedLength: signedLength, kind: kind,
        domain: domain, key: keys.keys[index])
    }
  }
}
