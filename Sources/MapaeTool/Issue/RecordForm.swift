import Mapae

/// How a record becomes what a pass states: the map of its fields, and what holds where it says nothing.
struct RecordForm {
  let domain: Digest
  let keyNumber: UInt32
  let map: FieldMap
  let profile: Profile?
  let validFrom: UnixTime?
  let end: End?
  /// *Issued at* is rounded down to whole steps of that many seconds, at least 1 (PRIV-6).
  let step: Int64
  let requests: RequestCheck
  /// The request that stands beside the one record, if any.
  let request: Request?

  /// A pass request, and what it has to answer.
  struct Request {
    let bytes: [UInt8]
    let challenge: Challenge?
  }

  /// When validity ends.
  enum End {
    case at(UnixTime)
    /// That many seconds after its beginning.
    case after(Int64)
  }

  private typealias Members = [String: FlatObject.Value]

  /// What the pass of a record states.
  ///
  /// - Parameter now: the true time.
  func fields(of record: FlatObject, serial: UInt32, now: UnixTime) throws(RecordFault) -> PassFields {
    var members = try renamed(record)
    let profile = try profile(&members)
    let (issuedAt, delay, lifetime) = try times(&members, now: now)
    let holderKey = try self.holderKey(&members, now: now)
    let claims = try self.claims(members, profile)
    guard holderKey == nil || !claims.contains(where: { $0.tag == .holderKey }) else {
      throw RecordFault("two fields say what holder-key is")
    }
    return PassFields(
      domainTag: domain.domainTag, keyNumber: keyNumber, profile: profile, serial: serial, issuedAt: issuedAt,
      validFromDelay: delay, lifetime: lifetime, claims: claims + [holderKey].compactMap { $0 })
  }

  /// The record's fields under our names, without those that are empty or left out by the map.
  private func renamed(_ record: FlatObject) throws(RecordFault) -> Members {
    var members: Members = [:]
    for (field, value) in record.members where value != .null && value != .text("") {
      guard let name = map.name(of: field) else { continue }
      guard members.updateValue(value, forKey: name) == nil else {
        throw RecordFault("two fields say what \(Printable.quote(name)) is")
      }
    }
    return members
  }

  private func profile(_ members: inout Members) throws(RecordFault) -> Profile {
    switch members.removeValue(forKey: FieldMap.Header.profile.rawValue) {
    case nil:
      guard let profile else { throw RecordFault("the record names no profile; add one to it, or give --profile") }
      return profile
    case .text(let text), .number(let text):
      guard let profile = Profile(text: text) else {
        throw RecordFault("\(Printable.quote(text)) is no profile of the registry and no number for private use")
      }
      return profile
    default: throw RecordFault("profile must be a name or a number")
    }
  }

  /// *Issued at*, and the window counted from there.
  ///
  /// A pass that is valid from a moment in the past, as one of a test is, is issued at that moment or before it.
  private func times(
    _ members: inout Members, now: UnixTime
  ) throws(RecordFault) -> (issuedAt: UnixTime, delay: UInt32, lifetime: UInt32) {
    let statedIssue = try time(.issuedAt, &members)
    let statedStart = try time(.validFrom, &members) ?? validFrom
    let statedEnd = try time(.validUntil, &members)
    let issuedAt = statedIssue ?? roundedDown(min(now, statedStart ?? now))
    guard issuedAt <= now else { throw RecordFault("issued-at lies in the future (PASS-5)") }
    let start = statedStart ?? issuedAt
    guard let delay = UInt32(exactly: start.seconds - issuedAt.seconds) else {
      throw RecordFault("valid-from must lie from issued-at to 2³² − 1 seconds after it")
    }
    let end: UnixTime
    switch (statedEnd, self.end) {
    case (let stated?, _): end = stated
    case (nil, .at(let time)): end = time
    case (nil, .after(let seconds)): end = start + seconds
    case (nil, nil): throw RecordFault("nothing says when the pass ends; give --lifetime or --valid-until")
    }
    guard end > now else { throw RecordFault("the pass has ended already, at \(end.text)") }
    guard let lifetime = UInt32(exactly: end.seconds - start.seconds), lifetime > 0 else {
      throw RecordFault("valid-until must lie from 1 to 2³² − 1 seconds after valid-from")
    }
    return (issuedAt, delay, lifetime)
  }

  private func time(_ header: FieldMap.Header, _ members: inout Members) throws(RecordFault) -> UnixTime? {
    guard let value = members.removeValue(forKey: header.rawValue) else { return nil }
    switch value {
    case .text(let text), .number(let text):
      if let time = UnixTime(text: text), time.isEncodable { return time }
      fallthrough
    default: throw RecordFault("\(header.rawValue) must be a time such as 2026-11-22T11:19:06Z, or Unix seconds")
    }
  }

  /// The holder key that the record's request proves; `nil` where it has none.
  private func holderKey(_ members: inout Members, now: UnixTime) throws(RecordFault) -> Claim? {
    let stated = try statedRequest(&members)
    guard stated == nil || self.request == nil else { throw RecordFault("two requests, in the record and beside it") }
    guard let request = stated ?? self.request else { return nil }
    return Claim(
      .holderKey, bytes: try requests.holderKey(of: request.bytes, answering: request.challenge, now: now).bytes)
  }

  private func statedRequest(_ members: inout Members) throws(RecordFault) -> Request? {
    let challenge = try self.challenge(&members)
    guard let value = members.removeValue(forKey: FieldMap.Header.request.rawValue) else {
      guard challenge == nil else { throw RecordFault("request-challenge stands without a request") }
      return nil
    }
    guard case .text(let text) = value, let bytes = try? MapaeText.decode(text) else {
      throw RecordFault("request must be the text of a pass request, MP1:…")
    }
    return Request(bytes: bytes, challenge: challenge)
  }

  private func challenge(_ members: inout Members) throws(RecordFault) -> Challenge? {
    guard let value = members.removeValue(forKey: FieldMap.Header.requestChallenge.rawValue) else { return nil }
    guard case .text(let digits) = value, let challenge = Hex.decode(digits).flatMap(Challenge.init) else {
      throw RecordFault("request-challenge must be 1 to 32 bytes in hexadecimal digits")
    }
    return challenge
  }

  private func roundedDown(_ time: UnixTime) -> UnixTime { UnixTime(time.seconds - time.seconds % step) }

  private func claims(_ members: Members, _ profile: Profile) throws(RecordFault) -> [Claim] {
    let names = ClaimNames.of(profile)
    var claims: [Claim] = []
    for (name, value) in members.sorted(by: { $0.key < $1.key }) {
      guard let tag = names[name] else { throw unknown(name, names, profile) }
      let claim = try RecordField(name: name, tag: tag, profile: profile, value: value).claim()
      guard !claims.contains(where: { $0.tag == claim.tag }) else {
        throw RecordFault("two fields say what \(name) is")
      }
      claims.append(claim)
    }
    return claims
  }

  private func unknown(_ name: String, _ names: ClaimNames, _ profile: Profile) -> RecordFault {
    if ClaimNames.ofAllProfiles.contains(name) { return RecordFault("\(profile) has no claim \(name)") }
    let known = names.all.union(FieldMap.Header.allCases.map(\.rawValue))
    let near = ClaimNames.nearest(to: name, of: known).map { " (is it \($0)?)" } ?? ""
    return RecordFault("unknown field \(Printable.quote(name))\(near); --fields can rename it or leave it out")
  }
}
