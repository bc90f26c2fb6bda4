import Mapae
import TestSupport

/// A pass of the chapter Examples, or what somebody made of one.
struct ExamplePass: Sendable {
  let name: String
  /// What it is, for the reader.
  let what: String
  let text: String

  init(_ name: String, _ what: String, text: String) {
    self.name = name
    self.what = what
    self.text = text
  }

  init(_ name: String, _ what: String, bytes: [UInt8]) {
    self.init(name, what, text: MapaeText.encode(bytes))
  }

  /// `nil` for a text that stands for no bytes.
  var bytes: [UInt8]? { try? MapaeText.decode(text) }
}

/// The passes of the chapter, in its order.
struct ExamplePasses: Sendable {
  let all: [ExamplePass]
  /// The pass that is shown byte by byte.
  let erika: [UInt8]
  /// What the issuer key signs for it.
  let erikaBytesToSign: [UInt8]
  /// The presentation that is shown byte by byte.
  let presented: [UInt8]
  /// The request with which the holder key asked for its pass.
  let request: [UInt8]

  init(_ domain: ExampleDomain) throws {
    let signed = try ExamplePasses.statements.enumerated().map { index, statement in
      try ExamplePass(statement.name, statement.what, bytes: statement.sign(serial: 1_001 + index, in: domain))
    }
    guard let erika = signed[0].bytes else { throw FormatError(.truncated, at: 0) }
    self.erika = erika
    erikaBytesToSign = Statement.bytesToSign(erika, domain.digest)
    let presentations = ExamplePasses.presented(signed[signed.count - 1].bytes ?? [], domain.digest)
    presented = presentations[0].bytes ?? []
    request = RawSigning.request(
      for: ExampleKey.phone.publicKey, at: UnixTime("2027-03-02T10:29:00Z"), challenge: ExamplePolicy.challengeBytes,
      domain.digest, by: ExampleKey.phone.key)
    all = signed + presentations + ExamplePasses.altered(erika)
  }

  /// What phones make of the bound pass, all at noon.
  private static func presented(_ pass: [UInt8], _ domain: Digest) -> [ExamplePass] {
    func present(_ pass: [UInt8], challenge: [UInt8] = [], by key: ExampleKey = .phone) -> [UInt8] {
      RawSigning.presentation(
        of: pass, at: UnixTime("2027-03-10T12:00:00Z"), challenge: challenge, domain, by: key.key)
    }
    return [
      ExamplePass("presented", "bound, presented at 2027-03-10T12:00:00Z", bytes: present(pass)),
      ExamplePass(
        "answer", "the same with the challenge of the policy *challenge*",
        bytes: present(pass, challenge: ExamplePolicy.challengeBytes)),
      ExamplePass("re-wrapped", "bound, presented by another phone's key", bytes: present(pass, by: .otherPhone)),
      ExamplePass("nested", "presented, presented once more", bytes: present(present(pass))),
    ]
  }

  subscript(name: String) -> ExamplePass { all.first { $0.name == name }! }

  /// What people who hold no key made of a pass.
  private static func altered(_ pass: [UInt8]) -> [ExamplePass] {
    let doseNumber = try! UnverifiedPass(decoding: pass).unverifiedClaims[ClaimTag.Vaccination.doseNumber]!.value
    var altered = pass
    altered[doseNumber.startIndex] = 3
    let text = MapaeText.encode(pass)
    return [
      ExamplePass("altered", "erika with dose number 3 in place of 2", bytes: altered),
      ExamplePass("cut", "erika without its last byte", bytes: Array(pass.dropLast())),
      ExamplePass("version-2", "erika with the first byte 0x21", bytes: [0x21] + pass.dropFirst()),
      ExamplePass("lower-case", "erika's text in lower case", text: text.lowercased()),
      ExamplePass("lower-digit", "erika's text with its last digit in lower case", text: text.dropLast() + "i"),
      ExamplePass("spare-group", "erika's text with `::`, 1680, as its last two digits", text: text.dropLast(2) + "::"),
    ]
  }

  private static let erika = Statement(
    "erika", "second dose on 2027-02-18", family: "Mustermann", given: "Erika", born: "1964-08-12", dose: 2,
    on: "2027-02-18")
  private static let hong = Statement(
    "hong", "second dose on 2026-09-10", family: "홍", given: "길동", born: "1972", dose: 2, on: "2026-09-10")

  private static let statements = [
    erika,
    hong,
    Statement(
      "booster", "third dose on 2026-09-10", family: "Example", given: "Robin", born: "1990-01", dose: 3,
      on: "2026-09-10"),
    Statement(
      "month", "second dose in 2026-09, the day is not known", family: "Sample", given: "Kim", born: "1950", dose: 2,
      on: "2026-09"),
    Statement("visitor", "access on 2027-03-10 from 08:00 to 18:00 UTC", accessFrom: "2027-03-10T08:00:00Z", hours: 10),
    hong.copy("key-0", "as hong, by key 0, which has left the list", by: .pass0) { $0.keyNumber = 0 },
    hong.copy("key-1", "as hong, by key 1, accepted until 2027-03-15", by: .pass1) { $0.keyNumber = 1 },
    hong.copy("key-2", "as hong, by key 2, compromised", by: .pass2) { $0.keyNumber = 2 },
    hong.copy("key-5", "as hong, by key 5, which a later list will name", by: .pass5) { $0.keyNumber = 5 },
    hong.copy("test-result", "of the profile test, which the issuer does not have") {
      $0.profile = .test
      $0.claims = [.init(ClaimTag.Test.disease, integer: 1)!, .init(ClaimTag.Test.result, integer: 1)!]
    },
    hong.copy("no-dose-date", "as hong, without the required dose date") {
      $0.claims.removeAll { $0.tag == ClaimTag.Vaccination.doseDate }
    },
    erika.copy("private-claim", "as erika, with the claim 0x1c, for private use") {
      $0.claims.append(.init(ClaimTag(rawValue: 0x1c), integer: 7)!)
    },
    erika.copy("ignorable-claim", "as erika, with the claim 0x9c, for private use and ignorable") {
      $0.claims.append(.init(ClaimTag(rawValue: 0x9c), integer: 7)!)
    },
    erika.copy("foreign", "as erika, of Southmark", by: .southmarkPass) { $0.keyNumber = 0 },
    erika.copy("bound", "as erika, with a holder key") {
      $0.claims.append(.init(.holderKey, bytes: ExampleKey.phone.publicKey.bytes)!)
    },
  ]
}

/// What an issuer states, and with which key.
private struct Statement: Sendable {
  let name: String
  let what: String
  var key = ExampleKey.pass3
  var fields: PassFields

  private static let issuedAt = UnixTime("2027-03-02T10:30:00Z")
  private static let day: UInt32 = 86_400

  private init(_ name: String, _ what: String, _ key: ExampleKey, _ fields: PassFields) {
    self.name = name
    self.what = what
    self.key = key
    self.fields = fields
  }

  init(
    _ name: String, _ what: String, family: String, given: String, born: String, dose: UInt32, on date: String
  ) {
    let fields = PassFields(
      domainTag: DomainTag(rawValue: 0), keyNumber: 3, profile: .vaccination, serial: 0, issuedAt: Statement.issuedAt,
      lifetime: 270 * Statement.day,
      claims: [
        .init(.familyName, text: family)!,
        .init(.givenName, text: given)!,
        .init(.birthDate, date: CalendarDate(born)!)!,
        .init(ClaimTag.Vaccination.disease, integer: 1)!,
        .init(ClaimTag.Vaccination.doseNumber, integer: dose)!,
        .init(ClaimTag.Vaccination.seriesDoses, integer: 2)!,
        .init(ClaimTag.Vaccination.doseDate, date: CalendarDate(date)!)!,
        .init(ClaimTag.Vaccination.product, integer: 1)!,
        .init(ClaimTag.Vaccination.vaccineText, text: "mRNA")!,
      ])
    self.init(name, what, .pass3, fields)
  }

  init(_ name: String, _ what: String, accessFrom start: String, hours: UInt32) {
    let fields = PassFields(
      domainTag: DomainTag(rawValue: 0), keyNumber: 3, profile: .access, serial: 0, issuedAt: Statement.issuedAt,
      validFromDelay: UInt32(UnixTime(start).seconds - Statement.issuedAt.seconds), lifetime: hours * 3_600,
      claims: [
        .init(.familyName, text: "Mustermann")!, .init(.givenName, text: "Max")!,
        .init(ClaimTag.Access.role, text: "visitor")!,
      ])
    self.init(name, what, .pass3, fields)
  }

  func copy(
    _ name: String, _ what: String, by key: ExampleKey = .pass3, _ change: (inout PassFields) -> Void
  ) -> Statement {
    var fields = fields
    change(&fields)
    return Statement(name, what, key, fields)
  }

  /// Signed without a draft's checks, so that there are passes that no honest issuer makes.
  func sign(serial: Int, in domain: ExampleDomain) throws -> [UInt8] {
    let digest = key == .southmarkPass ? domain.southmark : domain.digest
    var fields = fields
    fields.domainTag = digest.domainTag
    fields.serial = UInt32(serial)
    return try RawSigning.pass(fields.encoded(), digest, by: key.key)
  }

  static func bytesToSign(_ pass: [UInt8], _ domain: Digest) -> [UInt8] {
    Array((ObjectKind.pass.signatureLabel ?? "").description.utf8) + domain.bytes + pass.dropLast(Signature.size)
  }
}
