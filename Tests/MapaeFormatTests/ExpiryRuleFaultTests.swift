import MapaeFormat
import TestSupport
import Testing

/// Rules inside the sample list: the first rule's length byte is at 186, its fields from 187 on.
@Suite("Expiry rule: bad bytes")
struct ExpiryRuleFaultTests {
  /// Kind 1 for the vaccination profile, anchored at a date, with a condition: 28 bytes with the length.
  static let rule: [UInt8] =
    [27, 1, 0, 2] + [0, 0, 0, 0, 1] + [255, 255, 255, 255, 255]
    + [0x50] + [0, 0, 0, 1] + [0, 0, 0, 2] + [100] + [0x11, 0, 0, 3]

  static let short: [UInt8] = [23] + rule[1..<24]

  static let faults: [Fault] = [
    Fault("RULE-1: length 0", .truncated, at: 187, write: [0], 0),
    Fault("RULE-1: length 12, a byte less than every kind has", .truncated, at: 199, write: [12], 0),
    Fault("RULE-1: length 13 without a body of kind 1", .truncated, at: 200, write: [13], 0),
    Fault("RULE-1: length 22", .truncated, at: 209, write: [22], 0),
    Fault("RULE-1: length 24, a condition of no limit", .truncated, at: 211, write: [24], 0),
    Fault("RULE-1: length 26", .truncated, at: 213, write: [26], 0),
    Fault("RULE-1: length 28", .trailingBytes, at: 214, write: [28], 0),
    Fault("RULE-1: length beyond the list", .truncated, at: 280, write: [255], 0),
    Fault("RULE-1: in force until equals from", .outOfRange, at: 195, write: [0, 0, 0, 0, 1], 9),
    Fault("RULE-1: in force until below from", .outOfRange, at: 195, write: [0, 0, 0, 0, 0], 9),
    Fault("RULE-1: closes after equals opens after", .outOfRange, at: 205, write: [0, 0, 0, 1], 19),
    Fault("RULE-1: closes after below opens after", .outOfRange, at: 205, write: [0, 0, 0, 0], 19),
    Fault("RULE-1: offset −12:15", .outOfRange, at: 209, write: [15], 23),
    Fault("RULE-1: offset +14:15", .outOfRange, at: 209, write: [121], 23),
    Fault("RULE-1: offset 0", .outOfRange, at: 209, write: [0], 23),
    Fault("RULE-1: offset 255", .outOfRange, at: 209, write: [255], 23),
    Fault("RULE-1: an offset where the anchor is issued at", .outOfRange, at: 209, write: [0], 14),
    Fault("RULE-1: an offset where the anchor is valid from", .outOfRange, at: 209, write: [1], 14),
  ]

  @Test("each fault has its code and its offset", arguments: faults)
  func fault(_ fault: Fault) {
    let list = Samples.list(rules: [fault.applied(to: Self.rule)])
    #expect(error { () throws(FormatError) in try TrustList(decoding: list) } == fault.error)
  }

  @Test("TRUST-9: rules twice, or not ascending as byte strings with their length byte")
  func order() {
    let out = FormatError(.outOfOrder, at: 186 + 28)
    for second in [Self.rule, Self.short, Array(Self.rule[..<27]) + [2]] {
      let list = Samples.list(rules: [Self.rule, second])
      #expect(error { () throws(FormatError) in try TrustList(decoding: list) } == out)
    }
    let ascending = Samples.list(rules: [Self.short, Self.rule])
    #expect(error { () throws(FormatError) in try TrustList(decoding: ascending) } == nil)
  }

  @Test("truncated at every length, and every bit flipped")
  func hostile() {
    let bytes = Samples.list(rules: [Self.short, Self.rule])
    for count in bytes.indices {
      let part = Array(bytes[..<count])
      #expect(error { () throws(FormatError) in try TrustList(decoding: part) } == FormatError(.truncated, at: count))
    }
    #expect(countFlipFailures(bytes) { bytes throws(FormatError) in try TrustList(decoding: bytes).bytes } > 0)
  }

  @Test("the ends of every range are well-formed, the anchors of no meaning too", arguments: [16, 64, 120] as [UInt8])
  func ends(offset: UInt8) throws {
    for anchor in [0x02, 0x40, 0x5f, 0xc0, 0xdf, 0xff] as [UInt8] {
      var rule = Self.rule
      rule[14] = anchor
      rule[23] = offset
      rule.replaceSubrange(15..<23, with: [255, 255, 255, 254, 255, 255, 255, 255])
      rule.replaceSubrange(25..<28, with: [255, 255, 255])
      let window = try #require(try TrustList(decoding: Samples.list(rules: [rule])).fields.rules.first?.window)
      #expect(window.utcOffset == Int(offset) - 64)
      #expect(window.opensAfter == .max - 1 && window.closesAfter == .max)
      #expect(window.condition?.limit == 0xff_ffff)
      let isDate = anchor & 0x60 == 0x40
      #expect(window.anchor == (isDate ? .date(ClaimTag(rawValue: anchor)) : .unknown(anchor)))
    }
  }

  @Test("RULE-2: a rule of an unknown kind is kept, of 13 to 255 bytes")
  func unknownKind() throws {
    for length in [13, 14, 255] as [UInt8] {
      let rule = [length, 9, 0, 1] + [0, 0, 0, 0, 0] + [0, 0, 0, 0, 1] + Samples.noise(Int(length) - 13)
      let bytes = Samples.list(rules: [rule])
      let list = try TrustList(decoding: bytes)
      #expect(list.fields.rules.first?.kind == 9 && list.fields.rules.first?.window == nil)
      #expect(list.fields.rules.first?.body.count == Int(length) - 13)
      #expect(try list.fields.encoded() == Array(bytes[..<list.signedLength]))
    }
  }

  @Test("TRUST-9: 255 rules are decoded, and 256 not written")
  func most() throws {
    var fields = Samples.listFields()
    fields.rules = try (0..<256).map {
      try ExpiryRule(
        profile: .access, inForceFrom: UnixTime($0), window: .init(anchor: .issuedAt, opensAfter: 0, closesAfter: 1))
    }
    let tooMany = fields
    #expect(error { () throws(FormatError) in try tooMany.encoded() } == FormatError(.tooLarge, at: 185))
    fields.rules.removeLast()
    #expect(try TrustList(decoding: fields.encoded() + Samples.listSignature).fields.rules.count == 255)
  }

  @Test("RULE-1: a rule that cannot be written is not made")
  func making() {
    func make(
      from: Int64 = 0, until: Int64 = 1, offset: Int = 0, limit: UInt32 = 0, anchor: ExpiryRule.Anchor = .issuedAt,
      opens: UInt32 = 0, closes: UInt32 = 1
    ) -> FormatError.Code? {
      error { () throws(FormatError) in
        try ExpiryRule(
          profile: .access, inForceFrom: UnixTime(from), inForceUntil: UnixTime(until),
          window: .init(
            anchor: anchor, opensAfter: opens, closesAfter: closes, utcOffset: offset,
            condition: .init(ClaimTag(rawValue: 0x11), below: limit)))
      }?.code
    }
    #expect(make() == nil)
    #expect(make(from: -1) == .outOfRange)
    #expect(make(until: 1 << 40) == .outOfRange)
    #expect(make(from: 1, until: 1) == .outOfRange)
    #expect(make(limit: 1 << 24) == .outOfRange)
    #expect(make(opens: 1, closes: 1) == .outOfRange)
    #expect(make(offset: 1) == .outOfRange)
    #expect(make(offset: 56, anchor: .date(.birthDate)) == nil)
    #expect(make(offset: 57, anchor: .date(.birthDate)) == .outOfRange)
    #expect(make(offset: -49, anchor: .date(.birthDate)) == .outOfRange)
    #expect(make(offset: .max, anchor: .date(.birthDate)) == .outOfRange)
    #expect(make(offset: .min, anchor: .date(.birthDate)) == .outOfRange)
  }
}
