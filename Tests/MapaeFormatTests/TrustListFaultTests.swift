import MapaeFormat
import TestSupport
import Testing

/// Offsets of the sample list: issuer 3 at 59 (name 62, profiles 71, demand 76, keys 80: key 5 at 82, key 7 at 123),
/// issuer 4 at 164, rules at 185, signers at 186; 252 bytes.
@Suite("Trust list: bad bytes")
struct TrustListFaultTests {
  static let faults: [Fault] = [
    Fault("version 0", .unsupportedVersion, at: 0, write: [0x04], 0),
    Fault("a record's first byte", .wrongKind, at: 0, write: [0x13], 0),
    Fault("TRUST-9: authority number 0", .outOfRange, at: 33, write: [0], 33),
    Fault("TRUST-9: list number 0", .outOfRange, at: 34, write: [0, 0, 0, 0], 34),
    Fault("TRUST-9: next key number 2²⁴ + 1", .outOfRange, at: 38, write: [1, 0, 0, 1], 38),
    Fault("TRUST-9: next key number of all ones", .outOfRange, at: 38, write: [255, 255, 255, 255], 38),
    Fault("TRUST-9: expires at equals issued at", .outOfRange, at: 52) {
      $0.replaceSubrange(52..<57, with: $0[42..<47])
    },
    Fault("TRUST-9: expires at 0", .outOfRange, at: 52, write: [0, 0, 0, 0, 0], 52),
    Fault(
      "TRUST-9: expires more than 400 days after issue", .outOfRange, at: 52, write: [255, 255, 255, 255, 255], 52),
    Fault("TRUST-9: refresh after before issued at", .outOfRange, at: 47, write: [0, 0, 0, 0, 0], 47),
    Fault("TRUST-9: refresh after behind expires at", .outOfRange, at: 47, write: [255, 255, 255, 255, 255], 47),
    Fault("TRUST-9: an issuer fewer than counted", .badText, at: 188, write: [0, 9], 57),
    Fault("BASE-2: an issuer more than counted", .truncated, at: 252, write: [0, 1], 57),
    Fault("TRUST-9: name of no byte", .outOfRange, at: 61, write: [0], 61),
    Fault("TRUST-9: name of 129 bytes", .outOfRange, at: 61, write: [129], 61),
    Fault("TRUST-9, BASE-7: name with a control character", .badText, at: 62, write: [0x0a], 64),
    Fault("TRUST-9, BASE-7: name that is no UTF-8", .badText, at: 62, write: [0xc0, 0x80], 62),
    Fault("TRUST-9: profiles repeated", .outOfOrder, at: 73, write: [0, 1, 0, 1], 71),
    Fault("TRUST-9: profiles descending", .outOfOrder, at: 73, write: [0, 2, 0, 1], 71),
    Fault("TRUST-11: status generation without a demand", .outOfRange, at: 76, write: [1], 75),
    Fault("TRUST-11: compromised status key without a demand", .outOfRange, at: 76, write: [3], 117),
    Fault("TRUST-9: more keys counted than there are", .outOfRange, at: 164, write: [255, 255], 80),
    Fault("TRUST-9: key number equals next key number", .outOfRange, at: 123, write: [0, 0, 8], 123),
    Fault("TRUST-9: key numbers descending", .outOfOrder, at: 123, write: [0, 0, 4], 123),
    Fault("TRUST-10: key number twice in one issuer", .outOfOrder, at: 123, write: [0, 0, 5], 123),
    Fault("TRUST-10: public key twice", .duplicate, at: 123) { $0.replaceSubrange(126..<158, with: $0[85..<117]) },
    Fault("TRUST-9: reserved flag", .outOfRange, at: 117, write: [4], 117),
    Fault("TRUST-9: all flags", .outOfRange, at: 117, write: [255], 117),
    Fault("TRUST-9: issuer ids descending", .outOfOrder, at: 164, write: [0, 2], 164),
    Fault("TRUST-9: issuer id twice", .outOfOrder, at: 164, write: [0, 3], 164),
    Fault("RULE-1: a rule too short", .truncated, at: 187, write: [1], 185),
    Fault("TRUST-9: no signer", .outOfRange, at: 186, write: [0, 0], 186),
    Fault("TRUST-9: more signers than bytes", .truncated, at: 252, write: [255, 255], 186),
    Fault("BASE-2: a trailing byte", .trailingBytes, at: 252) { $0.append(0) },
  ]

  @Test("each fault has its code and its offset", arguments: faults)
  func fault(_ fault: Fault) {
    let bytes = fault.applied(to: Samples.list())
    #expect(error { () throws(FormatError) in try TrustList(decoding: bytes) } == fault.error)
  }

  @Test("TRUST-10: one key number, or one public key, in two issuers")
  func acrossIssuers() throws {
    func faulty(_ key: TrustListFields.Key) -> FormatError? {
      var fields = Samples.listFields()
      fields.issuers[1].keys = [key]
      let changed = fields
      return error { () throws(FormatError) in try changed.encoded() }
    }
    let key = Samples.listFields().issuers[0].keys[0]
    let at = 185
    #expect(
      faulty(.init(number: 5, publicKey: Samples.key(9), acceptUntil: key.acceptUntil))
        == FormatError(.duplicate, at: at))
    #expect(
      faulty(.init(number: 6, publicKey: key.publicKey, acceptUntil: key.acceptUntil))
        == FormatError(.duplicate, at: at))
    #expect(faulty(.init(number: 6, publicKey: Samples.key(9), acceptUntil: key.acceptUntil)) == nil)
  }

  @Test("truncated at every length")
  func truncated() {
    let bytes = Samples.list()
    #expect(bytes.count == 252)
    for count in bytes.indices {
      let part = Array(bytes[..<count])
      #expect(error { () throws(FormatError) in try TrustList(decoding: part) } == FormatError(.truncated, at: count))
    }
  }

  @Test("every bit flipped: decoding never traps, and an error points into the bytes")
  func flipped() {
    #expect(countFlipFailures(Samples.list()) { bytes throws(FormatError) in try TrustList(decoding: bytes).bytes } > 0)
  }

  @Test("the ends of every range are well-formed: 2²⁴ as next key number, 400 days, 2⁴⁰ − 1, no issuer")
  func ends() throws {
    let list = try TrustList(
      decoding: Samples.list {
        $0.authorityNumber = 255
        $0.number = .max
        $0.nextKeyNumber = 1 << 24
        $0.issuedAt = UnixTime(UnixTime.last.seconds - TrustList.greatestLifetime)
        $0.refreshAfter = $0.issuedAt
        $0.expiresAt = .last
        $0.issuers[0].statusGeneration = 255
        $0.issuers[0].statusDemand = .max
        $0.issuers[0].profiles = [Profile(rawValue: 0), Profile(rawValue: 65_535)]
        $0.issuers[0].keys = [.init(number: 0xff_ffff, publicKey: Samples.key(1), acceptUntil: UnixTime(0))]
        $0.issuers[1].id = 65_535
      })
    #expect(list.fields.nextKeyNumber == 1 << 24)
    #expect(list.fields.issuers[0].keys[0].number == 0xff_ffff)
    let oldest = try TrustList(
      decoding: Samples.list {
        $0.nextKeyNumber = 0
        $0.issuedAt = UnixTime(0)
        $0.refreshAfter = UnixTime(1)
        $0.expiresAt = UnixTime(1)
        $0.issuers = []
      })
    #expect(oldest.fields.issuers.isEmpty && oldest.fields.issuedAt == UnixTime(0))
    var fields = Samples.listFields()
    fields.expiresAt = fields.issuedAt + TrustList.greatestLifetime + 1
    let late = fields
    #expect(error { () throws(FormatError) in try late.encoded() } == FormatError(.outOfRange, at: 52))
  }

  @Test("what no field can hold, the encoder does not write")
  func encoder() {
    func encode(_ change: (inout TrustListFields) -> Void) -> FormatError? {
      var fields = Samples.listFields()
      change(&fields)
      let changed = fields
      return error { () throws(FormatError) in try changed.encoded() }
    }
    #expect(encode { $0.issuedAt = UnixTime(-1) } == FormatError(.outOfRange, at: 42))
    #expect(encode { $0.refreshAfter = UnixTime(1 << 40) } == FormatError(.outOfRange, at: 47))
    #expect(encode { $0.expiresAt = UnixTime(.max) } == FormatError(.outOfRange, at: 52))
    #expect(encode { $0.issuers[0].name = String(repeating: "a", count: 256) } == FormatError(.tooLarge, at: 61))
    #expect(encode { $0.issuers[0].profiles = (0..<256).map { Profile(rawValue: $0) } }?.code == .tooLarge)
    #expect(encode { $0.issuers[0].keys[1].number = 1 << 24 } == FormatError(.outOfRange, at: 123))
    #expect(encode { $0.issuers[0].keys[1].acceptUntil = UnixTime(-1) } == FormatError(.outOfRange, at: 123))
    #expect(encode { $0.issuers.reverse() }?.code == .outOfOrder)
  }

  @Test("TRUST-9: a list of 4 MiB is decoded, one of a byte more refused")
  func greatestSize() throws {
    let size = TrustList.greatestSize
    let head = try Samples.listFields().encoded()[..<57]
    var body: [UInt8] = []
    body.reserveCapacity(size)
    // Two issuers, with as many keys as fit, and names that take up the rest.
    let space = size - 57 - 2 - 1 - Samples.listSignature.count
    let names = 2 * 11 + 2
    let keys = (space - names) / 41
    let filler = (space - names) % 41
    body += [0, 2]
    var number = 0
    for issuer in 0..<2 {
      let count = issuer == 0 ? 65_535 : keys - 65_535
      let name = Array(repeating: UInt8(ascii: "a"), count: issuer == 0 ? 1 : 1 + filler)
      body += [0, UInt8(issuer), UInt8(name.count)] + name
      body += [0, 0, 0, 0, 0, 0, UInt8(count >> 8), UInt8(count & 255)]
      for _ in 0..<count {
        let low = [UInt8(number >> 16), UInt8(number >> 8 & 255), UInt8(number & 255)]
        body += low + low + Samples.zeros(29) + [0, 0, 0, 0, 0, 1]
        number += 1
      }
    }
    body.append(0)
    var bytes = head + body + Samples.listSignature
    bytes.replaceSubrange(38..<42, with: [1, 0, 0, 0])
    #expect(bytes.count == size)
    let list = try TrustList(decoding: Array(bytes))
    #expect(list.fields.issuers.map(\.keys.count) == [65_535, keys - 65_535])
    let longer = Array(bytes) + [0]
    #expect(error { () throws(FormatError) in try TrustList(decoding: longer) } == FormatError(.tooLarge, at: size))
  }
}
