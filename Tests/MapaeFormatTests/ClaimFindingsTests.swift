import MapaeFormat
import TestSupport
import Testing

@Suite("What the registry finds in claims")
struct ClaimFindingsTests {
  /// The findings in an otherwise good vaccination pass with these claims added.
  private func findings(
    _ claims: [Claim?], profile: Profile = .vaccination, privateTags: [UInt8] = []
  ) throws -> ClaimFindings {
    let fields = PassFields(
      domainTag: DomainTag(rawValue: 0), keyNumber: 0, profile: profile, serial: 0, issuedAt: UnixTime(0), lifetime: 1,
      claims: try claims.map { try #require($0) })
    let pass = try UnverifiedPass(decoding: fields.encoded() + Samples.zeros(64))
    return ClaimFindings(
      pass.unverifiedClaims, profile: profile, privateTags: ClaimTagSet(privateTags.map { ClaimTag(rawValue: $0) }))
  }

  private let required = [
    Claim(ClaimTag.Vaccination.disease, integer: 1),
    Claim(ClaimTag.Vaccination.doseDate, date: CalendarDate(year: 2021, month: 8, day: 1)!),
  ]

  @Test(
    "CLAIM-7: both of a coded value and its escape, or of two births",
    arguments: [
      (0x10, 0x70, [1]), (0x31, 0x71, [0, 1]), (0x93, 0xf2, [1]), (0xb2, 0xf3, [0, 1]),
      (0x40, 0x63, [0x0f, 0xca, 0x52]),
    ] as [(UInt8, UInt8, [UInt8])])
  func excluded(coded: UInt8, escape: UInt8, value: [UInt8]) throws {
    let date = required[1]
    let code = Claim(ClaimTag(rawValue: coded), bytes: value)
    let text = Claim(ClaimTag(rawValue: escape), text: "a")
    let disease = [0x10, 0x70].contains(coded) ? [] : [required[0]]
    #expect(try findings([code, date] + disease).invalid == nil)
    #expect(try findings([text, date] + disease).invalid == nil)
    #expect(try findings([code, text, date] + disease).invalid == ClaimTag(rawValue: coded))
  }

  @Test(
    "CLAIM-8: each required claim is missing once; either of a pair meets it",
    arguments: [
      (Profile.vaccination, [0x10, 0x50], [0x70, 0x50]), (.test, [0x10, 0x11], [0x70, 0x11]), (.ticket, [0x70], [0x70]),
    ] as [(Profile, [UInt8], [UInt8])])
  func required(profile: Profile, tags: [UInt8], others: [UInt8]) throws {
    func claim(_ tag: UInt8) -> Claim? {
      let tag = ClaimTag(rawValue: tag)
      return tag.size == .prefixed
        ? Claim(tag, text: "a") : Claim(tag, bytes: tag.size == .fixed(1) ? [1] : [15, 202, 82])
    }
    for set in [tags, others] {
      #expect(try !findings(set.map(claim), profile: profile).lacksRequired)
      for index in set.indices {
        var fewer = set
        fewer.remove(at: index)
        #expect(try findings(fewer.map(claim), profile: profile).lacksRequired)
      }
    }
    #expect(try !findings([], profile: .access).lacksRequired)
    #expect(try !findings([], profile: Profile(rawValue: 0xf000)).lacksRequired)
  }

  @Test(
    "CLAIM-6: a value that breaks its type, limit or alphabet",
    arguments: [
      (0x60, String(repeating: "a", count: 160), String(repeating: "a", count: 161)), (0x63, "1963-00", "1963\n00"),
      (0x63, String(repeating: "1", count: 32), String(repeating: "1", count: 33)), (0xe0, "A<<B", "<AB"),
      (0xe0, "Z", "z"), (0xe0, "AZ", "A["), (0xe0, "AA", "A@"), (0xe1, "A", "Ä"), (0xe1, "A", "A "), (0xe1, "A", "A1"),
      (0xe0, String(repeating: "A", count: 80), String(repeating: "A", count: 81)), (0x61, "김", "김\u{200b}"),
      (0xe2, String(repeating: "a", count: 128), String(repeating: "a", count: 129)),
      (0x71, String(repeating: "a", count: 64), String(repeating: "a", count: 65)),
    ] as [(UInt8, String, String)])
  func texts(tag: UInt8, good: String, bad: String) throws {
    let tag = ClaimTag(rawValue: tag)
    #expect(try findings(required + [Claim(tag, text: good)]).invalid == nil)
    #expect(try findings(required + [Claim(tag, text: bad)]).invalid == tag)
  }

  @Test("CLAIM-6: countries are two capital letters", arguments: ["AZ", "ZA", "kr", "K1", "@A", "A[", "\u{0}A"])
  func country(text: String) throws {
    let found = try findings(required + [Claim(ClaimTag.Vaccination.country, bytes: Array(text.utf8))]).invalid
    #expect((found == nil) == ["AZ", "ZA"].contains(text))
  }

  @Test(
    "CLAIM-6: a date that the calendar does not have",
    arguments: [
      0, 0x800000 | 0x0fca52, 2021 << 9 | 13 << 5, 2021 << 9 | 2 << 5 | 29, 2021 << 9 | 1, 10_000 << 9, 0xff_ffff,
    ] as [UInt32])
  func date(encoded: UInt32) throws {
    #expect(try findings(required + [Claim(.birthDate, integer: encoded)]).invalid == .birthDate)
  }

  @Test("CLAIM-9, CLAIM-11: unknown codes and odd numbers of doses are found nothing of")
  func codes() throws {
    let found = try findings([
      Claim(ClaimTag.Vaccination.disease, integer: 255), required[1],
      Claim(ClaimTag.Vaccination.product, integer: 65_535), Claim(ClaimTag.Vaccination.vaccine, integer: 0),
      Claim(ClaimTag.Vaccination.manufacturer, integer: 60_000), Claim(ClaimTag.Vaccination.doseNumber, integer: 255),
      Claim(ClaimTag.Vaccination.seriesDoses, integer: 0),
    ])
    #expect(found == ClaimFindings.none)
  }

  @Test("CLAIM-4, CLAIM-5: a tag that is not understood, ignorable and not, in its own profile and another's")
  func unknown() throws {
    let hard = Claim(ClaimTag(rawValue: 0x01), integer: 1)
    let soft = Claim(ClaimTag(rawValue: 0x81), integer: 1)
    #expect(try findings(required + [hard]).unsupported == ClaimTag(rawValue: 0x01))
    #expect(try findings(required + [soft]).hasIgnored && findings(required + [soft]).unsupported == nil)
    let area = Claim(ClaimTag.Ticket.seat, text: "7A")
    #expect(try findings([Claim(ClaimTag.Ticket.event, text: "a"), area], profile: .ticket) == .none)
    #expect(try findings(required + [area]).unsupported == ClaimTag.Ticket.seat)
    #expect(try findings([area], profile: Profile(rawValue: 5)).unsupported == ClaimTag.Ticket.seat)
  }

  @Test(
    "CLAIM-4: private tags are understood where the scope names them, by number and by profile",
    arguments: [
      (0x0c, Profile.access, true), (0x0f, .access, true), (0x1c, .access, true), (0x1f, .access, true),
      (0x0b, .access, false), (0x10, .access, false), (0x1b, .access, false),
      (0x10, Profile(rawValue: 0xf000), true), (0x1b, Profile(rawValue: 0xffff), true),
      (0x0b, Profile(rawValue: 0xf000), false), (0x10, Profile(rawValue: 0xefff), false),
    ] as [(UInt8, Profile, Bool)])
  func privateTags(tag: UInt8, profile: Profile, isPrivate: Bool) throws {
    let claim = Claim(ClaimTag(rawValue: tag), integer: 1)
    #expect(try findings([claim], profile: profile).unsupported == ClaimTag(rawValue: tag))
    let named = try findings([claim], profile: profile, privateTags: [tag])
    #expect(named.unsupported == (isPrivate ? nil : ClaimTag(rawValue: tag)))
    #expect(ClaimTag(rawValue: tag).isPrivate(in: profile) == isPrivate)
  }

  @Test("CLAIM-6: a holder key is 32 bytes, any", arguments: [1, 31, 32, 33])
  func holderKey(count: Int) throws {
    let found = try findings(required + [Claim(.holderKey, bytes: Samples.noise(count))])
    #expect(found.unsupported == nil && found.invalid == (count == 32 ? nil : .holderKey))
  }

  @Test("tags are told apart by their whole byte; a set holds each of the 256")
  func tags() {
    var set = ClaimTagSet()
    for value in UInt8.min...UInt8.max {
      #expect(!set.contains(ClaimTag(rawValue: value)))
      set.insert(ClaimTag(rawValue: value))
      #expect(set.contains(ClaimTag(rawValue: value)))
    }
  }
}

extension ClaimFindings {
  /// What there is to say of good claims.
  static var none: ClaimFindings {
    let fields = PassFields(
      domainTag: DomainTag(rawValue: 0), keyNumber: 0, profile: .access, serial: 0, issuedAt: UnixTime(0), lifetime: 1,
      claims: [])
    let pass = try! UnverifiedPass(decoding: fields.encoded() + Samples.zeros(64))
    return ClaimFindings(pass.unverifiedClaims, profile: .access)
  }
}
