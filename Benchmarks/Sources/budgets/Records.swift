import Foundation
import Mapae

/// The facts of a vaccination, as the shared files state them.
struct Record: Decodable {
  var familyName: String
  var givenName: String
  var birthDate: String
  var disease: String
  var product: String
  var doseNumber: UInt32
  var seriesDoses: UInt32
  var doseDate: String
  var country: String
  var issuer: String
  var certificateID: String
  var issuedAt: Int64
  var expiresAt: Int64
  // What only the file of all records has.
  var familyNameLatin: String?
  var givenNameLatin: String?
  var vaccine: String?
  var manufacturer: String?
  var dccBytes: Int?
  var dccCharacters: Int?
  var dccVersionM: Int?
  var dccVersionQ: Int?

  enum CodingKeys: String, CodingKey {
    case familyName = "family_name"
    case givenName = "given_name"
    case birthDate = "birth_date"
    case disease, product
    case doseNumber = "dose"
    case seriesDoses = "doses"
    case doseDate = "date"
    case country = "vaccinated_in"
    case issuer
    case certificateID = "certificate_id"
    case issuedAt = "issued_at"
    case expiresAt = "expires_at"
    case familyNameLatin = "family_name_icao"
    case givenNameLatin = "given_name_icao"
    case vaccine, manufacturer
    case dccBytes = "dcc_signed_bytes"
    case dccCharacters = "dcc_text_chars"
    case dccVersionM = "dcc_qr_version_m"
    case dccVersionQ = "dcc_qr_version_q"
  }

  /// The record of `reference-claims.json`, or one of the same lengths about nobody; and whether it is the former.
  static func reference(in folder: URL) throws -> (record: Record, isShared: Bool) {
    let file = folder.appendingPathComponent("reference-claims.json")
    guard FileManager.default.fileExists(atPath: file.path) else {
      return (standIn, false)
    }
    let names = ["dose_n": "dose", "dose_m": "doses", "dose_date": "date", "country": "vaccinated_in"]
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .custom { path in
      let name = path[path.count - 1].stringValue
      return Name(stringValue: names[name] ?? name)
    }
    return (try decoder.decode(Record.self, from: Data(contentsOf: file)), true)
  }

  /// All records of `vaccination-claims.ndjson`; none where it is not there.
  static func all(in folder: URL) throws -> [Record] {
    let file = folder.appendingPathComponent("vaccination-claims.ndjson")
    guard FileManager.default.fileExists(atPath: file.path) else { return [] }
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n"))
      .map { try JSONDecoder().decode(Record.self, from: $0) }
  }

  /// Of the shape and lengths of the shared reference record.
  static let standIn = Record(
    familyName: "Beispielfrau-Größer", givenName: "Gerlinde", birthDate: "1998-02-26", disease: "840539006",
    product: "EU/1/20/1528", doseNumber: 1, seriesDoses: 2, doseDate: "2021-02-18", country: "XX",
    issuer: "Ministry of Health, Nowhere", certificateID: "URN:UVCI:01:XX:0123456789ABCDEF0123456789ABCDEF#B",
    issuedAt: 1_620_324_000, expiresAt: 1_635_876_000)

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

/// How much of a record goes into a pass.
enum Extent {
  /// The facts that the budget counts; domain, issuer and serial are the certificate's id.
  case compact
  /// The compact facts with issuer, certificate id, disease and product as text.
  case text
  /// All that the record has.
  case full
}

extension Record {
  func fields(_ extent: Extent) -> PassFields {
    PassFields(
      domainTag: DomainTag(rawValue: 0), keyNumber: 0, profile: .vaccination, serial: 1, issuedAt: UnixTime(issuedAt),
      lifetime: UInt32(expiresAt - issuedAt), claims: claims(extent))
  }

  private func claims(_ extent: Extent) -> [Claim] {
    typealias Tag = ClaimTag.Vaccination
    let isText = extent == .text
    var claims = [
      Claim(.familyName, text: familyName), Claim(.givenName, text: givenName),
      CalendarDate(birthDate).flatMap { Claim(.birthDate, date: $0) },
      coded(disease, isText ? nil : .disease, Tag.disease, Tag.diseaseText),
      coded(product, isText ? nil : .vaccineProduct, Tag.product, Tag.productText),
      Claim(Tag.doseNumber, integer: doseNumber), Claim(Tag.seriesDoses, integer: seriesDoses),
      CalendarDate(doseDate).flatMap { Claim(Tag.doseDate, date: $0) },
      country.isEmpty ? nil : Claim(Tag.country, bytes: Array(country.utf8)),
    ]
    if extent != .compact { claims += [Claim(.issuerName, text: issuer), Claim(.documentId, text: certificateID)] }
    if extent == .full {
      claims += [
        Claim(.familyNameLatin, text: familyNameLatin ?? ""), Claim(.givenNameLatin, text: givenNameLatin ?? ""),
        coded(vaccine ?? "", .vaccineType, Tag.vaccine, Tag.vaccineText),
        coded(manufacturer ?? "", .vaccineManufacturer, Tag.manufacturer, Tag.manufacturerText),
      ]
    }
    return claims.compactMap { $0 }
  }

  /// A coded value where the table has one, else its text escape; nothing for an empty text.
  private func coded(_ value: String, _ table: CodeTable?, _ code: ClaimTag, _ text: ClaimTag) -> Claim? {
    guard !value.isEmpty else { return nil }
    return table?.values.first { $0.text == value }.flatMap { Claim(code, integer: $0.code) }
      ?? Claim(text, text: value)
  }
}
