import Mapae

/// A trust list as its bytes are written, whatever they say.
struct LooseList: Sendable {
  var firstByte: UInt8 = 0x14
  var domain: [UInt8]
  var authorityNumber: UInt8
  var number: UInt32
  var nextKeyNumber: UInt32
  var issuedAt: Int64
  var refreshAfter: Int64
  var expiresAt: Int64
  var issuers: [Issuer]
  var rules: [LooseRule]
  /// The *lists until* of its record.
  var recordEnds: Int64 = 0
  var areRulesSorted = true
  /// Behind the rules, as if signed.
  var rest: [UInt8] = []

  struct Issuer: Sendable {
    var id: UInt16
    var name: [UInt8]
    var profiles: [UInt16]
    var generation: UInt8 = 0
    var demand: UInt32 = 0
    var keys: [IssuerKey]
  }

  struct IssuerKey: Sendable {
    var number: UInt32
    var publicKey: [UInt8]
    /// 1: for status lists, 2: compromised.
    var flags: UInt8 = 0
    var acceptUntil: Int64

    var isForStatus: Bool { flags & 1 == 1 }
    var isGood: Bool { flags & 2 == 0 }
  }

  var signedBytes: [UInt8] {
    var bytes = [firstByte] + domain + [authorityNumber]
    bytes.append(number, width: 4)
    bytes.append(nextKeyNumber, width: 4)
    for time in [issuedAt, refreshAfter, expiresAt] { bytes.append(time, width: 5) }
    bytes.append(issuers.count, width: 2)
    for issuer in issuers { bytes += issuer.bytes }
    bytes.append(rules.count, width: 1)
    let rules = rules.map(\.bytes)
    bytes += (areRulesSorted ? rules.sorted { $0.lexicographicallyPrecedes($1) } : rules).flatMap { $0 }
    return bytes + rest
  }

  /// All keys, with the indices of their issuers.
  var keys: [(issuer: Int, key: IssuerKey)] {
    issuers.enumerated().flatMap { index, issuer in issuer.keys.map { (index, $0) } }
  }

  /// Issuers without keys bring the signed bytes to a size.
  mutating func fill(to size: Int) {
    var issuer = Issuer(id: issuers.last?.id ?? 0, name: [], profiles: [], keys: [])
    let (least, usual) = (issuer.bytes.count + 1, issuer.bytes.count + 100 + 2 * 255)
    var missing = size - signedBytes.count
    while missing >= least {
      let spare = (missing < least + usual ? missing : usual) - least
      issuer.id += 1
      issuer.profiles = Array(1...255).prefix(spare / 2).map { $0 }
      issuer.name = Array(repeating: 0x78, count: 1 + spare - 2 * issuer.profiles.count)
      issuers.append(issuer)
      missing -= issuer.bytes.count
    }
  }

  /// Numbers below the *next key number* that no key has; not all where there are many.
  var goneNumbers: [UInt32] {
    let used = Set(keys.map(\.key.number))
    return (0..<min(nextKeyNumber, 400)).filter { !used.contains($0) }
  }
}

extension LooseList.Issuer {
  fileprivate var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(id, width: 2)
    bytes.append(UInt8(truncatingIfNeeded: name.count))
    bytes += name
    bytes.append(UInt8(truncatingIfNeeded: profiles.count))
    for profile in profiles { bytes.append(profile, width: 2) }
    bytes.append(generation)
    bytes.append(demand, width: 4)
    bytes.append(keys.count, width: 2)
    for key in keys {
      bytes.append(key.number, width: 3)
      bytes += key.publicKey
      bytes.append(key.flags)
      bytes.append(key.acceptUntil, width: 5)
    }
    return bytes
  }
}

extension LooseList {
  /// The list that a state holds.
  init(_ fields: TrustListFields) {
    self.init(
      domain: fields.domain.bytes, authorityNumber: fields.authorityNumber, number: fields.number,
      nextKeyNumber: fields.nextKeyNumber, issuedAt: fields.issuedAt.seconds,
      refreshAfter: fields.refreshAfter.seconds, expiresAt: fields.expiresAt.seconds,
      issuers: fields.issuers.map(Issuer.init), rules: fields.rules.map(LooseRule.init))
  }
}

extension LooseList.Issuer {
  fileprivate init(_ issuer: TrustListFields.Issuer) {
    self.init(
      id: issuer.id, name: Array(issuer.name.utf8), profiles: issuer.profiles.map(\.rawValue),
      generation: issuer.statusGeneration, demand: issuer.statusDemand,
      keys: issuer.keys.map { key in
        LooseList.IssuerKey(
          number: key.number, publicKey: key.publicKey.bytes,
          flags: (key.usage == .passes ? 0 : 1) | (key.isCompromised ? 2 : 0), acceptUntil: key.acceptUntil.seconds)
      })
  }
}
