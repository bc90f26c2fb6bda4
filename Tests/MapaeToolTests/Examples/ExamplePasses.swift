import Mapae
import TestSupport

/// A pass of the chapter Examples, or what somebody made of one.
struct ExamplePass: Sendable {
  let name: String
  /// What it is, for the reader.
  let what: String
  let bytes: [UInt8]

  var text: String { MapaeText.encode(bytes) }
}

/// The passes of the chapter, in its order.
struct ExamplePasses: Sendable {
  let all: [ExamplePass]
  /// The one that is shown byte by byte.
  let erika: ExamplePass
  /// What the issuer key signs for it.
  let erikaBytesToSign: [UInt8]

  private static let day: UInt32 = 86_400

  init(_ domain: ExampleDomain) throws {
    let erikaFields = ExamplePasses.vaccination(
      "Mustermann", "Erika", born: "1964-08-12", dose: 2, of: 2, on: "2027-02-18", serial: 1001)
    let hong = ExamplePasses.vaccination(
      "홍", "길동", born: "1972", dose: 2, of: 2, on: "2026-09-10", serial: 1002)
    var all: [ExamplePass] = []
    func add(_ name: String, _ what: String, _ fields: PassFields, by key: ExampleKey = .pass3) throws -> [UInt8] {
      let bytes = try ExamplePasses.sign(fields, in: domain.digest, by: key)
      all.append(ExamplePass(name: name, what: what, bytes: bytes))
      return bytes
    }
    func change(_ fields: PassFields, _ change: (inout PassFields) -> Void) -> PassFields {
      var fields = fields
      change(&fields)
      return fields
    }

    let erika = try add("erika", "second dose on 2027-02-18", erikaFields)
    _ = try add("hong", "second dose on 2026-09-10, born in 1972", hong)
    _ = try add(
      "booster", "third dose on 2026-09-10",
      ExamplePasses.vaccination("Example", "Robin", born: "1990-01", dose: 3, of: 2, on: "2026-09-10", serial: 1003))
    _ = try add(
      "month", "second dose in 2026-09, the day is not known",
      ExamplePasses.vaccination("Sample", "Kim", born: "1950", dose: 2, of: 2, on: "2026-09", serial: 1004))
    _ = try add(
      "visitor", "access on 2027-03-10 from 08:00 to 18:00 UTC",
      ExamplePasses.access(serial: 1005, from: "2027-03-10T08:00:00Z", lifetime: 10 * 3_600))
    _ = try add("key-0", "as hong, by key 0, which has left the list", change(hong) { $0.keyNumber = 0 }, by: .pass0)
    _ = try add(
      "key-1", "as hong, by key 1, accepted until 2027-03-15", change(hong) { $0.keyNumber = 1 }, by: .pass1)
    _ = try add("key-2", "as hong, by key 2, compromised", change(hong) { $0.keyNumber = 2 }, by: .pass2)
    _ = try add(
      "key-5", "as hong, by key 5, which a later list will name", change(hong) { $0.keyNumber = 5 }, by: .pass5)
    _ = try add(
      "test-result", "profile test, which the issuer does not have",
      change(hong) {
        $0.profile = .test
        $0.claims = [.init(ClaimTag.Test.disease, integer: 1)!, .init(ClaimTag.Test.result, integer: 1)!]
      })
    _ = try add(
      "no-dose-date", "as hong, without the required dose date",
      change(hong) { $0.claims.removeAll { $0.tag == ClaimTag.Vaccination.doseDate } })
    _ = try add(
      "private-claim", "as erika, with the claim 0x1c, for private use",
      change(erikaFields) { $0.claims.append(.init(ClaimTag(rawValue: 0x1c), integer: 7)!) })
    _ = try add(
      "ignorable-claim", "as erika, with the claim 0x9c, for private use and ignorable",
      change(erikaFields) { $0.claims.append(.init(ClaimTag(rawValue: 0x9c), integer: 7)!) })

    let foreign = change(erikaFields) {
      $0.domainTag = domain.southmark.domainTag
      $0.keyNumber = 0
    }
    all.append(
      ExamplePass(
        name: "foreign", what: "as erika, of Southmark",
        bytes: try ExamplePasses.sign(foreign, in: domain.southmark, by: .southmarkPass)))
    var altered = erika
    altered[ExamplePasses.doseNumberOffset(erika)] = 3
    all.append(ExamplePass(name: "altered", what: "erika with dose number 3 in place of 2", bytes: altered))
    all.append(ExamplePass(name: "cut", what: "erika without its last byte", bytes: Array(erika.dropLast())))
    all.append(ExamplePass(name: "version-2", what: "erika with the first byte 0x21", bytes: [0x21] + erika.dropFirst()))

    self.all = all
    self.erika = all[0]
    erikaBytesToSign = try PassDraft(erikaFields, domain: domain.digest).bytesToSign
  }

  subscript(name: String) -> ExamplePass { all.first { $0.name == name }! }

  /// Signed without a draft's checks, so that there are passes that no honest issuer makes.
  private static func sign(_ fields: PassFields, in domain: Digest, by key: ExampleKey) throws -> [UInt8] {
    var fields = fields
    fields.domainTag = domain.domainTag
    return try RawSigning.pass(fields.encoded(), domain, by: key.key)
  }

  private static func doseNumberOffset(_ pass: [UInt8]) -> Int {
    try! UnverifiedPass(decoding: pass).unverifiedClaims[ClaimTag.Vaccination.doseNumber]!.value.startIndex
  }

  private static func vaccination(
    _ family: String, _ given: String, born: String, dose: UInt32, of series: UInt32, on date: String, serial: UInt32
  ) -> PassFields {
    PassFields(
      domainTag: DomainTag(rawValue: 0), keyNumber: 3, profile: .vaccination, serial: serial,
      issuedAt: UnixTime("2027-03-02T10:30:00Z"), lifetime: 270 * day,
      claims: [
        .init(.familyName, text: family)!,
        .init(.givenName, text: given)!,
        .init(.birthDate, date: CalendarDate(born)!)!,
        .init(ClaimTag.Vaccination.disease, integer: 1)!,
        .init(ClaimTag.Vaccination.doseNumber, integer: dose)!,
        .init(ClaimTag.Vaccination.seriesDoses, integer: series)!,
        .init(ClaimTag.Vaccination.doseDate, date: CalendarDate(date)!)!,
        .init(ClaimTag.Vaccination.product, integer: 1)!,
        .init(ClaimTag.Vaccination.vaccineText, text: "mRNA, as the record writes it")!,
      ])
  }

  private static func access(serial: UInt32, from: String, lifetime: UInt32) -> PassFields {
    let issuedAt = UnixTime("2027-03-02T10:30:00Z")
    return PassFields(
      domainTag: DomainTag(rawValue: 0), keyNumber: 3, profile: .access, serial: serial, issuedAt: issuedAt,
      validFromDelay: UInt32(UnixTime(from).seconds - issuedAt.seconds), lifetime: lifetime,
      claims: [
        .init(.familyName, text: "Mustermann")!, .init(.givenName, text: "Max")!,
        .init(ClaimTag.Access.role, text: "visitor")!,
      ])
  }
}
