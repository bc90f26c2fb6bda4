import Mapae

/// A trust list in words: in a draft, and where a state is shown.
struct ListText: Codable {
  var domain: Digest
  var authorityNumber: UInt8
  var number: UInt32
  var nextKeyNumber: UInt32
  var issuedAt: UnixTime
  var refreshAfter: UnixTime
  var expiresAt: UnixTime
  var issuers: [Issuer]
  var rules: [RuleText]
  /// How many rules are of a kind that this version does not know; absent for none.
  var unknownRules: Int?

  struct Issuer: Codable {
    var id: UInt16
    var name: String
    var profiles: [Profile]
    var keys: [Key]
    /// Absent for 0.
    var statusGeneration: UInt8?
    /// Absent for none.
    var statusDemand: UInt32?
  }

  struct Key: Codable {
    var number: UInt32
    var publicKey: PublicKey
    /// Absent for passes.
    var usage: Usage?
    var state: KeyState
    var acceptUntil: UnixTime
  }

  enum Usage: String, Codable {
    case statusLists = "status-lists"
  }
}

/// Whether what a key signed still counts.
enum KeyState: String, Codable {
  case good
  case compromised
}

extension ListText {
  init(_ fields: TrustListFields) {
    domain = fields.domain
    authorityNumber = fields.authorityNumber
    number = fields.number
    nextKeyNumber = fields.nextKeyNumber
    issuedAt = fields.issuedAt
    refreshAfter = fields.refreshAfter
    expiresAt = fields.expiresAt
    issuers = fields.issuers.map(Issuer.init)
    rules = fields.rules.compactMap(RuleText.init)
    unknownRules = rules.count == fields.rules.count ? nil : fields.rules.count - rules.count
  }

  func fields() throws -> TrustListFields {
    guard unknownRules == nil else {
      throw ToolFailure("rules of an unknown kind cannot be signed", remedy: "Make the draft anew; do not edit it.")
    }
    return TrustListFields(
      domain: domain, authorityNumber: authorityNumber, number: number, nextKeyNumber: nextKeyNumber,
      issuedAt: issuedAt, refreshAfter: refreshAfter, expiresAt: expiresAt, issuers: issuers.map(\.fields),
      rules: try rules.map { try $0.rule() })
  }

  func lines() -> [String] {
    ["trust list \(number) under authority record \(authorityNumber)"]
      + Columns.lines([
        ("domain", "\(domain)"), ("issued at", issuedAt.text), ("refresh after", refreshAfter.text),
        ("expires at", expiresAt.text), ("next key number", "\(nextKeyNumber)"),
      ])
      + issuers.flatMap(\.lines)
      + rules.map { "  rule for \($0.line)" }
      + (unknownRules.map { ["  rules of an unknown kind: \($0)"] } ?? [])
  }
}

extension ListText.Issuer {
  init(_ issuer: TrustListFields.Issuer) {
    id = issuer.id
    name = issuer.name
    profiles = issuer.profiles
    keys = issuer.keys.map(ListText.Key.init)
    statusGeneration = issuer.statusGeneration == 0 ? nil : issuer.statusGeneration
    statusDemand = issuer.statusDemand == 0 ? nil : issuer.statusDemand
  }

  var fields: TrustListFields.Issuer {
    .init(
      id: id, name: name, profiles: profiles, statusGeneration: statusGeneration ?? 0,
      statusDemand: statusDemand ?? 0, keys: keys.map(\.fields))
  }

  fileprivate var lines: [String] {
    let may = profiles.isEmpty ? "nothing" : profiles.map(\.description).joined(separator: ", ")
    let status = statusDemand.map { ["    demands status list \($0) of generation \(statusGeneration ?? 0)"] } ?? []
    return ["  issuer \(id), \(name): may issue \(may)"] + status + keys.map { "    \($0.line)" }
  }
}

extension ListText.Key {
  init(_ key: TrustListFields.Key) {
    number = key.number
    publicKey = key.publicKey
    usage = key.usage == .statusLists ? .statusLists : nil
    state = key.isCompromised ? .compromised : .good
    acceptUntil = key.acceptUntil
  }

  var fields: TrustListFields.Key {
    .init(
      number: number, publicKey: publicKey, usage: usage == nil ? .passes : .statusLists,
      isCompromised: state == .compromised, acceptUntil: acceptUntil)
  }

  fileprivate var line: String {
    let kind = usage == nil ? "key" : "status key"
    return "\(kind) \(number)  \(publicKey)  \(state.rawValue), accepted until \(acceptUntil.text)"
  }
}
