import MapaeFormat
import TestSupport
import Testing

/// Random well-formed objects: what is encoded decodes to the same, and encodes to the same bytes again.
@Suite("Round trips of random objects, seed 1392")
struct RoundTripTests {
  private let seed: UInt64 = 1392

  @Test("300 passes")
  func passes() throws {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<300 {
      let fields = PassFields(
        domainTag: DomainTag(rawValue: .random(in: 0 ... .max, using: &generator)),
        keyNumber: .random(in: 0..<1 << 24, using: &generator),
        profile: Profile(rawValue: .random(in: 0 ... .max, using: &generator)),
        serial: .random(in: 0 ... .max, using: &generator), issuedAt: generator.time(),
        validFromDelay: .random(in: 0 ... .max, using: &generator),
        lifetime: .random(in: 1 ... .max, using: &generator),
        claims: generator.claims())
      let bytes = try fields.encoded() + generator.bytes(64)
      let pass = try UnverifiedPass(decoding: bytes)
      let again = PassFields(
        domainTag: pass.domainTag, keyNumber: pass.keyNumber, profile: pass.profile, serial: pass.serial,
        issuedAt: pass.issuedAt, validFromDelay: UInt32(pass.validFrom.seconds - pass.issuedAt.seconds),
        lifetime: UInt32(pass.validUntil.seconds - pass.validFrom.seconds), claims: Array(pass.unverifiedClaims))
      #expect(try again.encoded() == Array(bytes[..<pass.signatureOffset]), "round \(round), seed \(seed)")
      #expect(pass.unverifiedClaims.map(\.tag) == fields.claims.map(\.tag).sorted(), "round \(round), seed \(seed)")
      for claim in fields.claims { #expect(pass.unverifiedClaims[claim.tag] == claim) }
      #expect(try MapaeText.decode(MapaeText.encode(bytes)) == bytes)
    }
  }

  @Test("200 presentations and pass requests")
  func holderProofs() throws {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<200 {
      let challenge = Challenge(generator.bytes(round % 33))
      let pass = try UnverifiedPass(
        decoding: PassFields(
          domainTag: DomainTag(rawValue: .random(in: 0 ... .max, using: &generator)), keyNumber: 1, profile: .access,
          serial: .random(in: 0 ... .max, using: &generator), issuedAt: generator.time(), lifetime: 1,
          claims: generator.claims()
        ).encoded() + generator.bytes(64))
      let fields = PresentationFields(pass: pass, presentedAt: generator.time(), challenge: challenge)
      let bytes = try fields.encoded() + generator.bytes(64)
      let presentation = try UnverifiedPresentation(decoding: bytes)
      #expect(presentation.bytes == bytes && presentation.pass.bytes == pass.bytes, "round \(round), seed \(seed)")
      #expect(presentation.presentedAt == fields.presentedAt && Array(presentation.challenge) == challenge?.bytes ?? [])
      #expect(presentation.pass.unverifiedClaims.map(\.value) == pass.unverifiedClaims.map(\.value))
      #expect(presentation.pass.validUntil == pass.validUntil && presentation.pass.serial == pass.serial)

      let asked = PassRequestFields(
        holderKey: PublicKey(generator.bytes(32))!, requestedAt: generator.time(), challenge: challenge)
      let requestBytes = try asked.encoded() + generator.bytes(64)
      let request = try UnverifiedPassRequest(decoding: requestBytes)
      #expect(request.bytes == requestBytes && request.unverifiedHolderKey == asked.holderKey)
      #expect(request.requestedAt == asked.requestedAt && Array(request.challenge) == challenge?.bytes ?? [])
    }
  }

  @Test("100 authority records")
  func records() throws {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<100 {
      let number = UInt8.random(in: 1...255, using: &generator)
      let issuedAt = generator.time()
      let (roots, lists) = (generator.keys(), generator.keys())
      let fields = AuthorityRecordFields(
        number: number,
        origin: number == 1 ? .nonce(Nonce(generator.bytes(32))!) : .domain(Digest(generator.bytes(32))!),
        issuedAt: issuedAt, listsUntil: issuedAt + 1, roots: roots, lists: lists)
      let previous = number == 1 ? [0, 0] : generator.group(of: 16)
      let bytes = try fields.encoded() + previous + generator.group(of: roots.keys.count)
      let record = try AuthorityRecord(decoding: bytes)
      let again = AuthorityRecordFields(
        number: record.number, origin: record.origin, issuedAt: record.issuedAt, listsUntil: record.listsUntil,
        roots: record.roots, lists: record.lists)
      #expect(try again.encoded() == Array(bytes[..<record.signedLength]), "round \(round), seed \(seed)")
      #expect(record.bytes == bytes)
    }
  }

  @Test("100 trust lists, and bundles of them")
  func lists() throws {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<100 {
      let fields = try generator.list()
      let bytes = try fields.encoded() + Samples.listSignature
      let list = try TrustList(decoding: bytes)
      #expect(try list.fields.encoded() == Array(bytes[..<list.signedLength]), "round \(round), seed \(seed)")
      #expect(list.fields.issuers == fields.issuers && list.fields.rules == fields.rules)
      let parts = [Samples.record(), bytes, [0x15, 1, 2], [0x18, 3], [0x15]]
      let bundle = try TrustBundle(decoding: TrustBundle.encode(parts))
      #expect([bundle.records[0].bytes, try #require(bundle.list).bytes] + bundle.statusParts == parts)
    }
  }
}

extension SeededGenerator {
  fileprivate mutating func time() -> UnixTime {
    UnixTime(.random(in: 0...UnixTime.last.seconds - TrustList.greatestLifetime, using: &self))
  }

  fileprivate mutating func claims() -> [Claim] {
    var claims: [UInt8: Claim] = [:]
    for _ in 0..<Int.random(in: 0...8, using: &self) {
      let tag = ClaimTag(rawValue: .random(in: 0...255, using: &self))
      switch tag.size {
      case .fixed(let count): claims[tag.rawValue] = Claim(tag, bytes: bytes(count))
      case .prefixed: claims[tag.rawValue] = Claim(tag, bytes: bytes(.random(in: 1...100, using: &self)))
      }
    }
    return Array(claims.values)
  }

  fileprivate mutating func keys() -> AuthorityRecord.Keys {
    let count = Int.random(in: 1...16, using: &self)
    return .init(keys: (0..<count).map { _ in PublicKey(bytes(32))! }, threshold: .random(in: 1...count, using: &self))
  }

  fileprivate mutating func group(of count: Int) -> [UInt8] {
    let signers = UInt16.random(in: 1...UInt16(truncatingIfNeeded: 1 << count - 1), using: &self)
    return [UInt8(signers >> 8), UInt8(signers & 255)] + bytes(64 * signers.nonzeroBitCount)
  }

  fileprivate mutating func list() throws -> TrustListFields {
    var fields = Samples.listFields()
    fields.domain = Digest(bytes(32))!
    fields.issuedAt = time()
    fields.expiresAt = fields.issuedAt + .random(in: 1...TrustList.greatestLifetime, using: &self)
    fields.refreshAfter = UnixTime(
      .random(in: fields.issuedAt.seconds...fields.expiresAt.seconds, using: &self))
    fields.nextKeyNumber = 1 << 24
    var number: UInt32 = 0
    fields.issuers = (0..<UInt16.random(in: 0...5, using: &self)).map { index in
      let keys = (0..<Int.random(in: 0...5, using: &self)).map { _ in
        number += .random(in: 1...1_000, using: &self)
        return TrustListFields.Key(
          number: number, publicKey: PublicKey(bytes(32))!,
          usage: .random(in: 0...1, using: &self) == 0 ? .passes : .statusLists,
          isCompromised: .random(using: &self), acceptUntil: time())
      }
      return TrustListFields.Issuer(
        id: index * 7, name: ["Testland", "보기 나라", "Παράδειγμα"].randomElement(using: &self)!,
        profiles: (0..<UInt16.random(in: 0...4, using: &self)).map { Profile(rawValue: $0 * 9) },
        statusGeneration: .random(in: 0...255, using: &self), statusDemand: .random(in: 1 ... .max, using: &self),
        keys: keys)
    }
    var opens: UInt32 = 0
    fields.rules = try (0..<Int.random(in: 0...4, using: &self)).map { _ in
      opens += 1
      return try ExpiryRule(
        profile: .vaccination, inForceFrom: UnixTime(5),
        window: .init(
          anchor: .date(ClaimTag.Vaccination.doseDate), opensAfter: opens, closesAfter: .max,
          utcOffset: .random(in: -48...56, using: &self)))
    }
    return fields
  }
}
