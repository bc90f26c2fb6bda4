import Mapae

struct NotLoaded: Error {}

/// The bundles of a small domain; each is loaded, so that what is measured is one that a door takes.
func measureBundleSizes(_ report: inout Report) throws {
  let group = "Trust bundle: roots 2 of 3, list key 1 of 1, one issuer, three keys, two rules"
  let domain = try MeasuredDomain(seed: 1)
  let first = try domain.list { $0.rules = try twoRules() }
  let bundle = try taken([domain.record.bytes, first.bytes], anchor: domain.record, of: domain)
  report.add(group, "one record and the list", bundle, "bytes", limit: 800)

  // New roots and a new list key; both sets of roots sign.
  let second = try rotated(domain)
  let list = try domain.list(under: second, listKeySeed: 33) {
    $0.authorityNumber = 2
    $0.rules = try twoRules()
  }
  let fromFirst = try taken([domain.record.bytes, second.bytes, list.bytes], anchor: domain.record, of: domain)
  report.add(group, "after one rotation of the roots, from the first record", fromFirst, "bytes", limit: 1_150)
  let fromSecond = try taken([second.bytes, list.bytes], anchor: second, of: domain)
  report.add(group, "after one rotation of the roots, from the second record", fromSecond, "bytes", limit: 800)
}

private func rotated(_ domain: MeasuredDomain) throws -> AuthorityRecord {
  try MeasuredDomain.sign(
    AuthorityRecordFields(
      number: 2, origin: .domain(domain.digest), issuedAt: MeasuredDomain.start,
      listsUntil: MeasuredDomain.start + 1_000 * MeasuredDomain.day,
      roots: .init(keys: try (30..<33).map { try MeasuredDomain.key($0).publicKey }, threshold: 2),
      lists: .init(keys: [try MeasuredDomain.key(33).publicKey], threshold: 1)),
    by: [20, 21, 30, 31], after: domain.record)
}

/// The bytes of the state that took these parts, which a door keeps.
private func taken(_ parts: [[UInt8]], anchor: AuthorityRecord, of domain: MeasuredDomain) throws -> Int {
  var state = TrustState(anchor: Anchor(domain: domain.digest, record: anchor.digest))
  let bundle = TrustBundle.encode(parts)
  try state.load(bundle)
  guard state.list != nil, state.bytes == bundle else { throw NotLoaded() }
  return bundle.count
}

/// Any dose for a year; the second one from day 14 to day 180, boosters exempt. Ascending as bytes: the shorter first.
private func twoRules() throws -> [ExpiryRule] {
  let day = UInt32(MeasuredDomain.day)
  return [
    try ExpiryRule(
      profile: .vaccination, inForceFrom: MeasuredDomain.start,
      window: .init(
        anchor: .date(ClaimTag.Vaccination.doseDate), opensAfter: 0, closesAfter: 366 * day, utcOffset: 36)),
    try ExpiryRule(
      profile: .vaccination, inForceFrom: MeasuredDomain.start,
      window: .init(
        anchor: .date(ClaimTag.Vaccination.doseDate), opensAfter: 14 * day, closesAfter: 181 * day, utcOffset: 36,
        condition: .init(ClaimTag.Vaccination.doseNumber, below: 3))),
  ]
}
