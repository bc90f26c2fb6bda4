import MapaeFormat
import TestSupport
import Testing

/// Well-formed objects whose signatures are no signatures: the format does not check them.
enum Samples {
  static let start = UnixTime(1_767_225_600)

  /// The 32 bytes of a key that no other number has.
  static func key(_ number: UInt64) -> PublicKey {
    var generator = SeededGenerator(seed: number)
    return PublicKey(generator.bytes(32))!
  }

  static func noise(_ count: Int) -> [UInt8] {
    var generator = SeededGenerator(seed: 4_242)
    return generator.bytes(count)
  }

  static func zeros(_ count: Int) -> [UInt8] { Array(repeating: 0, count: count) }

  /// An access pass with these claims' bytes, as they are.
  static func pass(claims: [UInt8] = []) -> [UInt8] {
    let fields = PassFields(
      domainTag: DomainTag(rawValue: 0x0102_0304), keyNumber: 7, profile: .access, serial: 9, issuedAt: start,
      lifetime: 86_400, claims: [])
    return try! fields.encoded() + claims + zeros(64)
  }

  /// A presentation without a challenge, or a request, of what stands behind the head: 7 bytes and a signature.
  static func proof(_ kind: ObjectKind, challenge: [UInt8] = [], of content: [UInt8]) -> [UInt8] {
    [kind.firstByte, 0, 0x69, 0x55, 0xb9, 0] + [UInt8(challenge.count)] + challenge + content + zeros(64)
  }

  /// Record 1 with three roots, of which two sign, and one list key: 308 bytes.
  static func record() -> [UInt8] {
    let fields = AuthorityRecordFields(
      number: 1, origin: .nonce(Nonce(zeros(32))!), issuedAt: start, listsUntil: start + 1_000,
      roots: .init(keys: [key(1), key(2), key(3)], threshold: 2), lists: .init(keys: [key(4)], threshold: 1))
    return try! fields.encoded() + [0, 0, 0, 3] + noise(128)
  }

  /// Record 2 with the same keys, signed by two roots of each: 436 bytes.
  static func secondRecord() -> [UInt8] {
    let fields = AuthorityRecordFields(
      number: 2, origin: .domain(Digest(zeros(32))!), issuedAt: start, listsUntil: start + 1_000,
      roots: .init(keys: [key(1), key(2), key(3)], threshold: 2), lists: .init(keys: [key(4)], threshold: 1))
    return try! fields.encoded() + [0, 3] + zeros(128) + [0, 3] + zeros(128)
  }

  static func listFields() -> TrustListFields {
    TrustListFields(
      domain: .zero, authorityNumber: 1, number: 1, nextKeyNumber: 8, issuedAt: start, refreshAfter: start + 100,
      expiresAt: start + 1_000,
      issuers: [
        .init(
          id: 3, name: "Testland", profiles: [.access, .vaccination],
          keys: [
            .init(number: 5, publicKey: key(5), acceptUntil: start + 5_000),
            .init(number: 7, publicKey: key(7), acceptUntil: start + 5_000),
          ]),
        .init(id: 4, name: "Exampleton", profiles: [], keys: []),
      ], rules: [])
  }

  /// What stands behind a list's signed bytes: one signer, one signature.
  static let listSignature = [0, 1] + zeros(64)

  static func list(_ change: (inout TrustListFields) -> Void = { _ in }) -> [UInt8] {
    var fields = listFields()
    change(&fields)
    return try! fields.encoded() + listSignature
  }

  /// The sample list with rules of these bytes, each with its length byte.
  static func list(rules: [[UInt8]]) -> [UInt8] {
    let signed = try! listFields().encoded()
    return signed[..<(signed.count - 1)] + [UInt8(rules.count)] + rules.flatMap { $0 } + listSignature
  }

  static func statusFields() -> StatusListFields {
    StatusListFields(
      keyNumber: 6, generation: 0, number: 1, issuedAt: start, expiresAt: start + 1_000, firstLive: 0, revoked: [])
  }

  /// A status list of these serials.
  static func statusList(_ serials: [UInt32], from firstLive: UInt32 = 0) -> [UInt8] {
    var fields = statusFields()
    fields.firstLive = firstLive
    fields.revoked = serials
    return try! fields.encoded() + zeros(64)
  }

  /// A delta to list 2 from list 1 that adds these serials.
  static func statusDelta(_ serials: [UInt32], from firstLive: UInt32 = 0) -> [UInt8] {
    var fields = statusFields()
    fields.number = 2
    fields.firstLive = firstLive
    fields.revoked = serials
    let signed = try! fields.encoded()
    return [0x18] + signed[1..<27] + [0, 0, 0, 1] + signed[27...] + zeros(64)
  }

  static func bundle() -> [UInt8] { TrustBundle.encode([record(), secondRecord(), list()]) }
}

/// A fault: what is done to good bytes, and the one error that must come of it.
struct Fault: Sendable, CustomTestStringConvertible {
  let name: String
  let code: FormatError.Code
  let offset: Int
  let change: @Sendable (inout [UInt8]) -> Void

  init(_ name: String, _ code: FormatError.Code, at offset: Int, _ change: @escaping @Sendable (inout [UInt8]) -> Void)
  {
    self.name = name
    self.code = code
    self.offset = offset
    self.change = change
  }

  /// Some bytes are overwritten.
  init(_ name: String, _ code: FormatError.Code, at offset: Int, write bytes: [UInt8], _ position: Int) {
    self.init(name, code, at: offset) { $0.replaceSubrange(position..<position + bytes.count, with: bytes) }
  }

  var testDescription: String { name }
  var error: FormatError { FormatError(code, at: offset) }

  func applied(to bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    change(&bytes)
    return bytes
  }
}

/// The error of decoding; `nil` where it succeeds.
func error<Value>(_ decode: () throws(FormatError) -> Value) -> FormatError? {
  do {
    _ = try decode()
    return nil
  } catch { return error }
}
