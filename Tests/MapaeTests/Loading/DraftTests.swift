import EdgeSigning
import Mapae
import TestSupport
import Testing

@Suite("Drafts: what cannot be sealed")
struct DraftTests {
  let domain = TestDomain()

  private func error(_ body: () throws -> Void) -> DraftError? {
    do {
      try body()
      return nil
    } catch { return error as? DraftError }
  }

  @Test("a pass whose claims cannot be good, or whose holder key is not vetted: CLAIM-6 to CLAIM-8, CLAIM-12")
  func claims() throws {
    func draft(_ claims: [Claim?], _ profile: Profile = .access) -> DraftError? {
      error {
        _ = try domain.pass {
          $0.profile = profile
          $0.claims = claims.compactMap { $0 }
        }
      }
    }
    #expect(draft([Claim(.familyNameLatin, text: "<")]) == .invalidClaim(.familyNameLatin))
    #expect(draft([Claim(ClaimTag.Vaccination.disease, integer: 1)], .vaccination) == .invalidClaim(nil))
    #expect(draft([Claim(.holderKey, bytes: Array(repeating: 1, count: 31))]) == .invalidClaim(.holderKey))
    let weak = EdgeEncodings.torsion[1].encoding
    #expect(draft([Claim(.holderKey, bytes: weak)]) == .badKey(PublicKey(weak)!))
    #expect(draft([Claim(.holderKey, bytes: TestKey(3).publicKey.bytes)]) == nil)
    #expect(
      draft([Claim(.familyName, text: "a"), Claim(.familyName, text: "b")]) == .format(.init(.duplicate, at: 27)))
  }

  @Test("a pass sealed with a bad signature, of another count, by another or a weak key")
  func sealing() throws {
    let fields = PassFields(
      domainTag: DomainTag(rawValue: 0), keyNumber: 7, profile: .access, serial: 1, issuedAt: TestDomain.start,
      lifetime: 1, claims: [])
    let draft = try PassDraft(fields, domain: domain.digest)
    let signature = domain.passKey.sign(draft.bytesToSign)
    let key = domain.passKey.publicKey
    #expect(try draft.sealed(with: signature, by: key).domainTag == domain.digest.domainTag)
    for bad in [[], Array(signature.dropLast()), signature + [0], Array(repeating: 0, count: 64)] {
      #expect(error { _ = try draft.sealed(with: bad, by: key) } == .badSignature(key))
    }
    #expect(
      error { _ = try draft.sealed(with: signature, by: domain.listKey.publicKey) }
        == .badSignature(domain.listKey.publicKey))
    let weak = PublicKey(EdgeEncodings.torsion[3].encoding)!
    #expect(error { _ = try draft.sealed(with: signature, by: weak) } == .badKey(weak))
  }

  /// A pass that names the key; signed, not checked.
  private func bound(to key: [UInt8]?) throws -> UnverifiedPass {
    let fields = PassFields(
      domainTag: domain.digest.domainTag, keyNumber: 7, profile: .access, serial: 1, issuedAt: TestDomain.start,
      lifetime: 1, claims: key.map { [Claim(.holderKey, bytes: $0)!] } ?? [])
    return try UnverifiedPass(decoding: RawSigning.pass(fields.encoded(), domain.digest, by: domain.passKey))
  }

  @Test("a presentation of a pass without a holder key or with a weak one, of another domain, at no time")
  func presentations() throws {
    let (holder, now) = (Scenario.holder, TestDomain.now)
    func draft(_ key: [UInt8]?, at time: UnixTime, in domain: Digest) throws -> DraftError? {
      let fields = PresentationFields(pass: try bound(to: key), presentedAt: time)
      return error { _ = try PresentationDraft(fields, domain: domain) }
    }
    let key = holder.publicKey.bytes
    #expect(try draft(key, at: now, in: domain.digest) == nil)
    #expect(try draft(nil, at: now, in: domain.digest) == .invalidClaim(.holderKey))
    #expect(try draft(Array(key.dropLast()), at: now, in: domain.digest) == .invalidClaim(.holderKey))
    let weak = EdgeEncodings.torsion[1].encoding
    #expect(try draft(weak, at: now, in: domain.digest) == .badKey(PublicKey(weak)!))
    #expect(try draft(key, at: now, in: .zero) == .format(.init(.outOfRange, at: 1)))
    for time in [UnixTime(-1), UnixTime.last + 1] {
      #expect(try draft(key, at: time, in: domain.digest) == .format(.init(.outOfRange, at: 1)))
    }
    #expect(try draft(key, at: .last, in: domain.digest) == nil)
  }

  @Test("a presentation and a request sealed in two steps, and not by another key")
  func holderProofs() throws {
    let (holder, now) = (Scenario.holder, TestDomain.now)
    let challenge = Challenge([1, 2, 3])
    let fields = PresentationFields(
      pass: try bound(to: holder.publicKey.bytes), presentedAt: now, challenge: challenge)
    let draft = try PresentationDraft(fields, domain: domain.digest)
    #expect(draft.holderKey == holder.publicKey)
    let presentation = try draft.sealed(with: holder.sign(draft.bytesToSign))
    #expect(presentation.presentedAt == now && Array(presentation.challenge) == [1, 2, 3])
    #expect(presentation.pass.bytes == fields.pass.bytes)
    let asked = try PassRequestDraft(
      PassRequestFields(holderKey: holder.publicKey, requestedAt: now, challenge: challenge), domain: domain.digest)
    let request = try asked.sealed(with: holder.sign(asked.bytesToSign))
    #expect(request.unverifiedHolderKey == holder.publicKey && Array(request.challenge) == [1, 2, 3])
    for bad in [[], Array(repeating: 0, count: 64), TestKey(301).sign(draft.bytesToSign)] {
      #expect(error { _ = try draft.sealed(with: bad) } == .badSignature(holder.publicKey))
      #expect(error { _ = try asked.sealed(with: bad) } == .badSignature(holder.publicKey))
    }
    // BASE-5: neither is the other.
    #expect(error { _ = try draft.sealed(with: holder.sign(asked.bytesToSign)) } == .badSignature(holder.publicKey))
  }

  @Test("a request for a weak key, or at no time")
  func requests() throws {
    let weak = PublicKey(EdgeEncodings.torsion[2].encoding)!
    func draft(_ key: PublicKey, at time: UnixTime) -> DraftError? {
      error { _ = try PassRequestDraft(PassRequestFields(holderKey: key, requestedAt: time), domain: domain.digest) }
    }
    #expect(draft(weak, at: TestDomain.now) == .badKey(weak))
    #expect(draft(Scenario.holder.publicKey, at: UnixTime(-1)) == .format(.init(.outOfRange, at: 1)))
  }

  @Test("a list and a record with too few or wrong signatures")
  func signers() throws {
    let draft = try TrustListDraft(domain.fields)
    #expect(error { _ = try draft.sealed(with: [:], under: domain.record) } == .wrongSigners)
    let root = domain.roots[0]
    let foreign = [root.publicKey: root.sign(draft.bytesToSign)]
    #expect(error { _ = try draft.sealed(with: foreign, under: domain.record) } == .wrongSigners)
    let key = domain.listKey.publicKey
    #expect(error { _ = try draft.sealed(with: [key: [1]], under: domain.record) } == .badSignature(key))
    let record = domain.successor()
    #expect(
      error { _ = try TestDomain.sign(record, by: domain.roots.prefix(1), after: domain.record) } == .wrongSigners)
    #expect(error { _ = try TestDomain.sign(record, by: [], after: domain.record) } == .wrongSigners)
    var malformed = record
    malformed.number = 0
    let bad = malformed
    #expect(error { _ = try AuthorityRecordDraft(bad) } == .format(.init(.outOfRange, at: 1)))
    var list = domain.fields
    list.number = 0
    let badList = list
    #expect(error { _ = try TrustListDraft(badList) } == .format(.init(.outOfRange, at: 34)))
    let weak = PublicKey(EdgeEncodings.torsion[2].encoding)!
    var weakList = domain.fields
    weakList.issuers[0].keys[0].publicKey = weak
    let listOfWeakKey = weakList
    #expect(error { _ = try TrustListDraft(listOfWeakKey) } == .badKey(weak))
  }

  @Test("the digest by which a protocol names a draft is that of its signed bytes")
  func digests() throws {
    #expect(try AuthorityRecordDraft(domain.record.fields).digest == domain.digest)
    let list = try TrustListDraft(domain.fields)
    // Of the list's 136 signed bytes, as another SHA-256 has it.
    #expect(list.digest.hex == "4c189a74732359be2861d2bcd29250d663c585146999be7e8cda406521899893")
  }

  @Test("more signatures than the threshold asks: the first keys sign")
  func surplus() throws {
    let record = try TestDomain.sign(domain.successor(), by: domain.roots, after: domain.record)
    #expect(record.previousSignatures.indices == [0, 1] && record.ownSignatures.indices == [0, 1])
  }

  @Test("a signing key of a seed that is not 32 bytes is not made", arguments: [0, 31, 33, 64])
  func seeds(count: Int) {
    if SigningKey(seed: Array(repeating: 1, count: count)) != nil { Issue.record("a key of \(count) bytes") }
  }

  @Test("random keys and nonces differ, and a key lends its own seed")
  func random() throws {
    guard let one = SigningKey(), let other = SigningKey(), let seeded = SigningKey(seed: Array(1...32)) else {
      Issue.record("no guarded memory")
      return
    }
    let (first, second) = (one.publicKey, other.publicKey)
    #expect(first != second && first.isVetted && second.isVetted)
    #expect(Nonce.random() != Nonce.random())
    let lent = seeded.withSeed { span in span.indices.map { span[$0] } }
    #expect(lent == Array(1...32))
  }
}
