extension TrustListFields {
  /// Decodes the signed part of a list (TRUST-9 to TRUST-11, RULE-1).
  init(_ reader: inout ByteReader, _ bytes: Span<UInt8>) throws(FormatError) {
    domain = try reader.bytes32(bytes)
    authorityNumber = try reader.u8(in: 1...255, bytes)
    number = try reader.u32(bytes)
    guard number > 0 else { throw FormatError(.outOfRange, at: reader.offset - 4) }
    nextKeyNumber = try reader.u32(bytes)
    guard nextKeyNumber <= 1 << 24 else { throw FormatError(.outOfRange, at: reader.offset - 4) }

    issuedAt = try reader.time(bytes)
    refreshAfter = try reader.time(bytes)
    let refresh = reader.offset - 5
    expiresAt = try reader.time(bytes)
    guard issuedAt < expiresAt, expiresAt.seconds - issuedAt.seconds <= TrustList.greatestLifetime else {
      throw FormatError(.outOfRange, at: reader.offset - 5)
    }
    guard issuedAt <= refreshAfter, refreshAfter <= expiresAt else { throw FormatError(.outOfRange, at: refresh) }

    issuers = []
    var seen = SeenKeys()
    for _ in 0..<(try reader.u16(bytes)) {
      let start = reader.offset
      let issuer = try Issuer(&reader, nextKeyNumber, &seen, bytes)
      if let last = issuers.last, last.id >= issuer.id { throw FormatError(.outOfOrder, at: start) }
      issuers.append(issuer)
    }

    rules = []
    var previous: [UInt8] = []
    for _ in 0..<(try reader.u8(bytes)) {
      let start = reader.offset
      let range = try reader.skip(Int(try reader.u8(bytes)))
      let rule = try ExpiryRule(bytes, range)
      let encoded = rule.encoded
      guard previous.lexicographicallyPrecedes(encoded) else { throw FormatError(.outOfOrder, at: start) }
      previous = encoded
      rules.append(rule)
    }
  }

  /// The signed bytes of the list (chapter Trust, "Trust list"), to be signed by list keys.
  ///
  /// - Throws: where the fields are no well-formed list; the offset is where it would show in the bytes.
  public func encoded() throws(FormatError) -> [UInt8] {
    for (time, offset) in [(issuedAt, 42), (refreshAfter, 47), (expiresAt, 52)] where !time.isEncodable {
      throw FormatError(.outOfRange, at: offset)
    }
    var bytes: [UInt8] = [ObjectKind.trustList.firstByte]
    bytes.append(domain)
    bytes.append(authorityNumber)
    bytes.append(number, width: 4)
    bytes.append(nextKeyNumber, width: 4)
    bytes.append(issuedAt)
    bytes.append(refreshAfter)
    bytes.append(expiresAt)
    try bytes.appendCount(issuers.count, width: 2)
    for issuer in issuers { try bytes.append(issuer) }
    try bytes.appendCount(rules.count, width: 1)
    for rule in rules { bytes.append(contentsOf: rule.encoded) }
    // What was written is read back by the decoder, so the encoder has no second copy of its rules.
    var reader = ByteReader(from: 1, to: bytes.count)
    _ = try TrustListFields(&reader, bytes.span)
    return bytes
  }
}

/// The key numbers and public keys of all issuers so far (TRUST-10).
struct SeenKeys {
  private var numbers: Set<UInt32> = []
  private var publicKeys: Set<PublicKey> = []

  /// Whether neither the number nor the public key was seen before.
  mutating func insert(_ key: TrustListFields.Key) -> Bool {
    numbers.insert(key.number).inserted && publicKeys.insert(key.publicKey).inserted
  }
}

extension TrustListFields.Issuer {
  init(
    _ reader: inout ByteReader, _ nextKeyNumber: UInt32, _ seen: inout SeenKeys, _ bytes: Span<UInt8>
  ) throws(FormatError) {
    id = try reader.u16(bytes)
    let nameRange = try reader.skip(Int(try reader.u8(in: 1...128, bytes)))
    guard TextRules.allow(bytes.extracting(nameRange), limit: 128) else {
      throw FormatError(.badText, at: nameRange.lowerBound)
    }
    name = String(decoding: nameRange.map { bytes[$0] }, as: UTF8.self)
    profiles = []
    for _ in 0..<(try reader.u8(bytes)) {
      let profile = Profile(rawValue: try reader.u16(bytes))
      if let last = profiles.last, last >= profile { throw FormatError(.outOfOrder, at: reader.offset - 2) }
      profiles.append(profile)
    }
    statusGeneration = try reader.u8(bytes)
    statusDemand = try reader.u32(bytes)
    let demand = reader.offset - 4
    keys = []
    for _ in 0..<(try reader.u16(bytes)) {
      let start = reader.offset
      let key = try TrustListFields.Key(&reader, bytes)
      guard key.number < nextKeyNumber else { throw FormatError(.outOfRange, at: start) }
      if let last = keys.last, last.number >= key.number { throw FormatError(.outOfOrder, at: start) }
      guard seen.insert(key) else { throw FormatError(.duplicate, at: start) }
      keys.append(key)
    }
    let mustDemand = statusGeneration > 0 || keys.contains { $0.usage == .statusLists && $0.isCompromised }
    guard statusDemand > 0 || !mustDemand else { throw FormatError(.outOfRange, at: demand) }
  }
}

extension TrustListFields.Key {
  init(_ reader: inout ByteReader, _ bytes: Span<UInt8>) throws(FormatError) {
    number = try reader.u24(bytes)
    publicKey = try reader.bytes32(bytes)
    let flags = try reader.u8(in: 0...3, bytes)
    usage = flags & 1 == 0 ? .passes : .statusLists
    isCompromised = flags & 2 != 0
    acceptUntil = try reader.time(bytes)
  }
}

extension [UInt8] {
  fileprivate mutating func appendCount(_ count: Int, width: Int) throws(FormatError) {
    guard count < 1 << (8 * width) else { throw FormatError(.tooLarge, at: self.count) }
    append(count, width: width)
  }

  fileprivate mutating func append(_ issuer: TrustListFields.Issuer) throws(FormatError) {
    append(issuer.id, width: 2)
    try appendCount(issuer.name.utf8.count, width: 1)
    append(contentsOf: issuer.name.utf8)
    try appendCount(issuer.profiles.count, width: 1)
    for profile in issuer.profiles { append(profile.rawValue, width: 2) }
    append(issuer.statusGeneration)
    append(issuer.statusDemand, width: 4)
    try appendCount(issuer.keys.count, width: 2)
    for key in issuer.keys {
      guard key.number < 1 << 24, key.acceptUntil.isEncodable else { throw FormatError(.outOfRange, at: count) }
      append(key.number, width: 3)
      append(key.publicKey)
      append(key.usage.rawValue | (key.isCompromised ? 2 : 0))
      append(key.acceptUntil)
    }
  }
}
