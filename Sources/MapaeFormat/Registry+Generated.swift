// swift-format-ignore-file
// Generated from spec/registry by spec/registry/generate.py; edit the registry.

extension Profile {
  /// The holder may enter.
  public static let access = Profile(rawValue: 1)
  /// One dose of a vaccine was given.
  public static let vaccination = Profile(rawValue: 2)
  /// A test was made; valid from is the moment of the sample, issued at that moment or an earlier one.
  public static let test = Profile(rawValue: 3)
  /// Admission to one event.
  public static let ticket = Profile(rawValue: 4)
}

extension ClaimTag {
  public static let birthDate = ClaimTag(rawValue: 0x40)
  public static let familyName = ClaimTag(rawValue: 0x60)
  public static let givenName = ClaimTag(rawValue: 0x61)
  public static let holderKey = ClaimTag(rawValue: 0x62)
  public static let birthDateText = ClaimTag(rawValue: 0x63)
  public static let familyNameLatin = ClaimTag(rawValue: 0xe0)
  public static let givenNameLatin = ClaimTag(rawValue: 0xe1)
  public static let issuerName = ClaimTag(rawValue: 0xe2)
  public static let documentId = ClaimTag(rawValue: 0xe3)

  /// Claims of the profile access.
  public enum Access {
    public static let area = ClaimTag(rawValue: 0x70)
    public static let role = ClaimTag(rawValue: 0x71)
  }

  /// Claims of the profile vaccination.
  public enum Vaccination {
    public static let disease = ClaimTag(rawValue: 0x10)
    public static let doseNumber = ClaimTag(rawValue: 0x11)
    public static let seriesDoses = ClaimTag(rawValue: 0x12)
    public static let country = ClaimTag(rawValue: 0x30)
    public static let product = ClaimTag(rawValue: 0x31)
    public static let doseDate = ClaimTag(rawValue: 0x50)
    public static let diseaseText = ClaimTag(rawValue: 0x70)
    public static let productText = ClaimTag(rawValue: 0x71)
    public static let vaccine = ClaimTag(rawValue: 0x93)
    public static let manufacturer = ClaimTag(rawValue: 0xb2)
    public static let vaccineText = ClaimTag(rawValue: 0xf2)
    public static let manufacturerText = ClaimTag(rawValue: 0xf3)
  }

  /// Claims of the profile test.
  public enum Test {
    public static let disease = ClaimTag(rawValue: 0x10)
    public static let result = ClaimTag(rawValue: 0x11)
    public static let country = ClaimTag(rawValue: 0x30)
    public static let sampleDate = ClaimTag(rawValue: 0x50)
    public static let diseaseText = ClaimTag(rawValue: 0x70)
    public static let testType = ClaimTag(rawValue: 0x92)
    public static let testTypeText = ClaimTag(rawValue: 0xf1)
    public static let testCentre = ClaimTag(rawValue: 0xf2)
  }

  /// Claims of the profile ticket.
  public enum Ticket {
    public static let admits = ClaimTag(rawValue: 0x10)
    public static let eventDate = ClaimTag(rawValue: 0x50)
    public static let event = ClaimTag(rawValue: 0x70)
    public static let venue = ClaimTag(rawValue: 0x71)
    public static let seat = ClaimTag(rawValue: 0x72)
  }
}

/// The tables of coded values.
public enum CodeTable: String, Hashable, Sendable, CaseIterable {
  case disease = "disease"
  case vaccineType = "vaccine-type"
  case vaccineProduct = "vaccine-product"
  case vaccineManufacturer = "vaccine-manufacturer"
  case testType = "test-type"
  case testResult = "test-result"

  /// The values of the table, in the registry's order.
  public var values: [CodedValue] {
    switch self {
    case .disease:
      [
        CodedValue(code: 1, text: "840539006", meaning: "COVID-19"),
      ]
    case .vaccineType:
      [
        CodedValue(code: 1, text: "1119349007", meaning: "SARS-CoV-2 mRNA vaccine"),
        CodedValue(code: 2, text: "1119305005", meaning: "SARS-CoV-2 antigen vaccine"),
        CodedValue(code: 3, text: "J07BX03", meaning: "COVID-19 vaccines"),
      ]
    case .vaccineProduct:
      [
        CodedValue(code: 1, text: "EU/1/20/1528", meaning: "Comirnaty"),
        CodedValue(code: 2, text: "EU/1/20/1507", meaning: "Spikevax"),
        CodedValue(code: 3, text: "EU/1/21/1529", meaning: "Vaxzevria"),
        CodedValue(code: 4, text: "EU/1/20/1525", meaning: "Jcovden"),
        CodedValue(code: 5, text: "CVnCoV", meaning: "CVnCoV"),
        CodedValue(code: 6, text: "Sputnik-V", meaning: "Sputnik V"),
        CodedValue(code: 7, text: "Convidecia", meaning: "Convidecia"),
        CodedValue(code: 8, text: "EpiVacCorona", meaning: "EpiVacCorona"),
        CodedValue(code: 9, text: "BBIBP-CorV", meaning: "BBIBP-CorV"),
        CodedValue(code: 10, text: "Inactivated-SARS-CoV-2-Vero-Cell", meaning: "Inactivated SARS-CoV-2 (Vero Cell)"),
        CodedValue(code: 11, text: "CoronaVac", meaning: "CoronaVac"),
        CodedValue(code: 12, text: "Covaxin", meaning: "Covaxin"),
      ]
    case .vaccineManufacturer:
      [
        CodedValue(code: 1, text: "ORG-100001699", meaning: "AstraZeneca AB"),
        CodedValue(code: 2, text: "ORG-100030215", meaning: "BioNTech Manufacturing GmbH"),
        CodedValue(code: 3, text: "ORG-100001417", meaning: "Janssen-Cilag International"),
        CodedValue(code: 4, text: "ORG-100031184", meaning: "Moderna Biotech Spain S.L."),
        CodedValue(code: 5, text: "ORG-100006270", meaning: "CureVac AG"),
        CodedValue(code: 6, text: "ORG-100013793", meaning: "CanSino Biologics"),
        CodedValue(code: 7, text: "ORG-100020693", meaning: "China Sinopharm International Corp., Beijing"),
        CodedValue(code: 8, text: "ORG-100010771", meaning: "Sinopharm Weiqida Europe Pharmaceutical s.r.o., Prague"),
        CodedValue(code: 9, text: "ORG-100024420", meaning: "Sinopharm Zhijun (Shenzhen) Pharmaceutical Co. Ltd., Shenzhen"),
        CodedValue(code: 10, text: "ORG-100032020", meaning: "Novavax CZ a.s."),
        CodedValue(code: 11, text: "Gamaleya-Research-Institute", meaning: "Gamaleya Research Institute"),
        CodedValue(code: 12, text: "Vector-Institute", meaning: "Vector Institute"),
        CodedValue(code: 13, text: "Sinovac-Biotech", meaning: "Sinovac Biotech"),
        CodedValue(code: 14, text: "Bharat-Biotech", meaning: "Bharat Biotech"),
      ]
    case .testType:
      [
        CodedValue(code: 1, text: "LP6464-4", meaning: "nucleic acid amplification with probe detection"),
        CodedValue(code: 2, text: "LP217198-3", meaning: "rapid immunoassay"),
      ]
    case .testResult:
      [
        CodedValue(code: 1, text: "260415000", meaning: "not detected"),
        CodedValue(code: 2, text: "260373001", meaning: "detected"),
      ]
    }
  }
}

extension Registry {
  public static let profiles: [Profile] = [.access, .vaccination, .test, .ticket]

  /// The name of a profile of the registry.
  public static func name(of profile: Profile) -> String? {
    switch profile {
    case .access: "access"
    case .vaccination: "vaccination"
    case .test: "test"
    case .ticket: "ticket"
    default: nil
    }
  }

  static func commonDefinition(_ tag: ClaimTag) -> ClaimDefinition? {
    switch tag {
    case .birthDate: ClaimDefinition("birth-date", .date, excludes: .birthDateText)
    case .familyName: ClaimDefinition("family-name", .text(160), excludes: nil)
    case .givenName: ClaimDefinition("given-name", .text(160), excludes: nil)
    case .holderKey: ClaimDefinition("holder-key", .bytes(32), excludes: nil)
    case .birthDateText: ClaimDefinition("birth-date-text", .text(32), excludes: .birthDate)
    case .familyNameLatin: ClaimDefinition("family-name-latin", .latin(80), excludes: nil)
    case .givenNameLatin: ClaimDefinition("given-name-latin", .latin(80), excludes: nil)
    case .issuerName: ClaimDefinition("issuer-name", .text(128), excludes: nil)
    case .documentId: ClaimDefinition("document-id", .text(80), excludes: nil)
    default: nil
    }
  }

  static func profileDefinition(_ tag: ClaimTag, _ profile: Profile) -> ClaimDefinition? {
    switch (profile, tag) {
    case (.access, ClaimTag.Access.area): ClaimDefinition("area", .text(64), excludes: nil)
    case (.access, ClaimTag.Access.role): ClaimDefinition("role", .text(64), excludes: nil)
    case (.vaccination, ClaimTag.Vaccination.disease): ClaimDefinition("disease", .code(.disease), excludes: ClaimTag.Vaccination.diseaseText)
    case (.vaccination, ClaimTag.Vaccination.doseNumber): ClaimDefinition("dose-number", .integer, excludes: nil)
    case (.vaccination, ClaimTag.Vaccination.seriesDoses): ClaimDefinition("series-doses", .integer, excludes: nil)
    case (.vaccination, ClaimTag.Vaccination.country): ClaimDefinition("country", .country, excludes: nil)
    case (.vaccination, ClaimTag.Vaccination.product): ClaimDefinition("product", .code(.vaccineProduct), excludes: ClaimTag.Vaccination.productText)
    case (.vaccination, ClaimTag.Vaccination.doseDate): ClaimDefinition("dose-date", .date, excludes: nil)
    case (.vaccination, ClaimTag.Vaccination.diseaseText): ClaimDefinition("disease-text", .text(64), excludes: ClaimTag.Vaccination.disease)
    case (.vaccination, ClaimTag.Vaccination.productText): ClaimDefinition("product-text", .text(64), excludes: ClaimTag.Vaccination.product)
    case (.vaccination, ClaimTag.Vaccination.vaccine): ClaimDefinition("vaccine", .code(.vaccineType), excludes: ClaimTag.Vaccination.vaccineText)
    case (.vaccination, ClaimTag.Vaccination.manufacturer): ClaimDefinition("manufacturer", .code(.vaccineManufacturer), excludes: ClaimTag.Vaccination.manufacturerText)
    case (.vaccination, ClaimTag.Vaccination.vaccineText): ClaimDefinition("vaccine-text", .text(64), excludes: ClaimTag.Vaccination.vaccine)
    case (.vaccination, ClaimTag.Vaccination.manufacturerText): ClaimDefinition("manufacturer-text", .text(64), excludes: ClaimTag.Vaccination.manufacturer)
    case (.test, ClaimTag.Test.disease): ClaimDefinition("disease", .code(.disease), excludes: ClaimTag.Test.diseaseText)
    case (.test, ClaimTag.Test.result): ClaimDefinition("result", .code(.testResult), excludes: nil)
    case (.test, ClaimTag.Test.country): ClaimDefinition("country", .country, excludes: nil)
    case (.test, ClaimTag.Test.sampleDate): ClaimDefinition("sample-date", .date, excludes: nil)
    case (.test, ClaimTag.Test.diseaseText): ClaimDefinition("disease-text", .text(64), excludes: ClaimTag.Test.disease)
    case (.test, ClaimTag.Test.testType): ClaimDefinition("test-type", .code(.testType), excludes: ClaimTag.Test.testTypeText)
    case (.test, ClaimTag.Test.testTypeText): ClaimDefinition("test-type-text", .text(64), excludes: ClaimTag.Test.testType)
    case (.test, ClaimTag.Test.testCentre): ClaimDefinition("test-centre", .text(80), excludes: nil)
    case (.ticket, ClaimTag.Ticket.admits): ClaimDefinition("admits", .integer, excludes: nil)
    case (.ticket, ClaimTag.Ticket.eventDate): ClaimDefinition("event-date", .date, excludes: nil)
    case (.ticket, ClaimTag.Ticket.event): ClaimDefinition("event", .text(80), excludes: nil)
    case (.ticket, ClaimTag.Ticket.venue): ClaimDefinition("venue", .text(80), excludes: nil)
    case (.ticket, ClaimTag.Ticket.seat): ClaimDefinition("seat", .text(32), excludes: nil)
    default: nil
    }
  }

  /// Whether a pass of the profile with these tags has every required claim (CLAIM-8).
  static func hasRequired(_ tags: ClaimTagSet, _ profile: Profile) -> Bool {
    switch profile {
    case .access: true
    case .vaccination: (tags.contains(ClaimTag.Vaccination.disease) || tags.contains(ClaimTag.Vaccination.diseaseText)) && tags.contains(ClaimTag.Vaccination.doseDate)
    case .test: (tags.contains(ClaimTag.Test.disease) || tags.contains(ClaimTag.Test.diseaseText)) && tags.contains(ClaimTag.Test.result)
    case .ticket: tags.contains(ClaimTag.Ticket.event)
    default: true
    }
  }
}
