import Mapae

/// What the domain's trust list says of the key that signs passes or status lists, and of its issuer (PASS-6 to PASS-8).
struct KeyListing {
  let state: TrustState
  let list: TrustList
  let issuer: TrustListFields.Issuer
  let key: TrustListFields.Key

  var domain: Digest { state.anchor.domain }

  /// The newest status list of the issuer that the folder's trust state holds.
  var statusList: StatusList? {
    state.statusLists.first { list in issuer.keys.contains { $0.number == list.keyNumber } }
  }

  /// - Throws: where nothing that the key signs for this use could be accepted now.
  init(
    of publicKey: PublicKey, for usage: TrustListFields.Usage = .passes, in trust: StateFolder, issuer id: UInt16,
    now: UnixTime
  ) throws {
    let state = try trust.load()
    let refresh = "Bring a newer list: mapae trust load BUNDLE --state \(trust.path)"
    guard let list = state.list else { throw ToolFailure("\(trust.path) holds no trust list", remedy: refresh) }
    let name = "trust list \(list.fields.number) of \(trust.path)"
    guard let issuer = list.fields.issuers.first(where: { $0.id == id }) else {
      throw ToolFailure("\(name) has no issuer \(id)", remedy: refresh)
    }
    guard let key = issuer.keys.first(where: { $0.publicKey == publicKey }) else {
      let other = list.fields.issuers.first { $0.keys.contains { $0.publicKey == publicKey } }
      throw ToolFailure(
        other.map { "the key belongs to issuer \($0.id) (\($0.name)), and this folder to issuer \(id)" }
          ?? "\(name) does not list the key \(publicKey)",
        remedy: other == nil ? "Have the authority list it. \(refresh)" : "Use that issuer's folder, or another key.")
    }
    guard key.usage == usage else {
      throw ToolFailure("the key \(key.number) is not one that signs \(usage == .passes ? "passes" : "status lists")")
    }
    guard !key.isCompromised else {
      throw ToolFailure("the key \(key.number) is compromised", remedy: "Sign with the standby key.")
    }
    guard key.acceptUntil > now else {
      throw ToolFailure(
        "nothing that the key \(key.number) signed is accepted since \(key.acceptUntil.text)",
        remedy: "Sign with a newer key.")
    }
    (self.state, self.list, self.issuer, self.key) = (state, list, issuer, key)
  }

  /// - Throws: where the list does not let the key sign a pass of that profile and end.
  func check(_ fields: PassFields) throws(RecordFault) {
    guard issuer.profiles.contains(fields.profile) else {
      throw RecordFault("the trust list does not let \(issuer.name) issue passes of \(fields.profile) (PASS-7)")
    }
    let end = fields.issuedAt + Int64(fields.validFromDelay) + Int64(fields.lifetime)
    guard end <= key.acceptUntil else {
      throw RecordFault(
        "the pass would end at \(end.text), and its key is accepted until \(key.acceptUntil.text) (PASS-6)")
    }
  }
}
