import Mapae
import TestSupport

extension World.Pass {
  /// The pass as real bytes, signed for a domain, in its presentation where it is shown in one.
  func bytes(_ domain: Digest) throws -> [UInt8] {
    let fields = PassFields(
      domainTag: domain.domainTag, keyNumber: UInt32(keyNumber), profile: Profile(profile), serial: UInt32(serial),
      issuedAt: UnixTime(instant: issuedAt), validFromDelay: seconds(from: issuedAt, to: validFrom),
      lifetime: seconds(from: validFrom, to: validUntil), claims: claims)
    var bytes = try RawSigning.pass(fields.encoded(), domain, by: SignedKeys.all[signer])
    if let code {
      bytes = RawSigning.presentation(
        of: bytes, at: UnixTime(instant: code.presentedAt), challenge: code.challenge.map(World.challenge) ?? [],
        domain,
        by: SignedKeys.all[code.signer])
    }
    if isOfLaterVersion { bytes[0] += 0x10 }
    if isMalformed { bytes.removeLast() }
    return bytes
  }

  private func seconds(from start: Int, to end: Int) -> UInt32 { UInt32(Int64(end - start) * UnixTime.perInstant) }

  private var claims: [Claim] {
    var claims: [Claim?] = []
    switch date {
    case .day(let day): claims.append(Claim(WorldClaim.date, date: december(day)))
    case .lastDecember: claims.append(Claim(WorldClaim.date, date: CalendarDate(year: 2025, month: 12)!))
    case .lastYear: claims.append(Claim(WorldClaim.date, date: CalendarDate(year: 2025)!))
    case .broken: claims.append(Claim(WorldClaim.date, integer: 0xff_ffff))
    case nil: break
    }
    if let count { claims.append(Claim(WorldClaim.count, integer: UInt32(count))) }
    if hasFutureClaim { claims.append(Claim(WorldClaim.future, integer: 1)) }
    if hasPrivateClaim { claims.append(Claim(WorldClaim.custom, integer: 1)) }
    if let holderKey { claims.append(Claim(.holderKey, bytes: SignedKeys.publicKey(holderKey).bytes)) }
    if isLarge { claims.append(Claim(WorldClaim.filler, bytes: Array(repeating: 1, count: 200))) }
    return claims.compactMap { $0 }
  }

  /// The calendar date of a day before instant 0.
  private func december(_ day: Int) -> CalendarDate {
    CalendarDate(year: 2025, month: 12, day: 1 + day - World.Date.december.lowerBound)!
  }
}
