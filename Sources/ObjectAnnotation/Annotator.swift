package import Mapae

/// Walks an object by the specification's tables and names each field.
///
/// It judges nothing. Whether and where an object is broken is the decoder's answer, and the walk ends at that place.
/// Up to there it takes any bytes: a count or length that lies ends with the bytes that it is about.
package struct Annotator {
  private let bytes: [UInt8]
  private let fault: FormatError?
  private let emit: (Row) throws -> Void

  private(set) var offset = 0
  /// The first offset behind what is being walked: the object, a part of it, or a rule.
  private(set) var end: Int
  private var place: [String] = []
  private var chapter = Chapter.conventions

  /// The walk arrived at the field in which the fault lies.
  struct Stop: Error {
    let row: Row
  }

  /// Opaque bytes are named in rows of this size, so that no row is as large as its input.
  private static let opaqueRowSize = 256

  /// Hands each field to `emit`, in the order of the bytes, and says what is wrong where something is.
  package static func annotate(_ bytes: [UInt8], _ emit: @escaping (Row) throws -> Void) throws -> Annotation {
    let fault = FormatError(in: bytes)
    var annotator = Annotator(bytes, fault, emit)
    var last: Row?
    do { try annotator.walkObject() } catch let stop as Stop { last = stop.row }
    return Annotation(
      kind: bytes.first.flatMap { try? ObjectKind(firstByte: $0) }, size: bytes.count,
      fault: fault.map { .init(error: $0, row: last) }, notes: PassNotes.of(bytes))
  }

  private init(_ bytes: [UInt8], _ fault: FormatError?, _ emit: @escaping (Row) throws -> Void) {
    self.bytes = bytes
    self.fault = fault
    self.emit = emit
    end = bytes.count
  }

  /// Names the next object, to the end of what is being walked.
  mutating func walkObject() throws {
    let kind = bytes[offset..<end].first.flatMap { try? ObjectKind(firstByte: $0) }
    chapter = kind?.chapter ?? .conventions
    try field("first byte", 1) { ObjectKind.words(firstByte: $0[$0.startIndex]) }
    switch kind {
    case .pass: try walkPass()
    case .authorityRecord: try walkAuthorityRecord()
    case .trustList: try walkTrustList()
    case .statusList: try walkStatusList()
    case .statusDelta: try walkStatusDelta()
    // Bundles and presentations inside others, which no decoder takes, would nest as deep as the bytes wish.
    case .trustBundle where place.isEmpty: try walkTrustBundle()
    case .presentation where place.isEmpty: try walkPresentation()
    case .trustBundle, .presentation: try walkOpaque("content", "does not belong here")
    case .passRequest: try walkPassRequest()
    case nil: try walkOpaque("content", "not known here")
    }
    try walkOpaque("more bytes", "behind the last field")
  }

  /// Walks what stands in its own place, and perhaps in bytes of its own that end sooner.
  mutating func inside(
    _ name: String? = nil, count: Int? = nil, chapter: Chapter? = nil,
    _ walk: (inout Annotator) throws -> Void
  ) throws {
    let outer = (place, end, self.chapter)
    if let name { place.append(name) }
    if let count { end = min(end, offset + count) }
    if let chapter { self.chapter = chapter }
    try walk(&self)
    (place, end, self.chapter) = outer
  }

  /// Names the next bytes; where they end sooner, what is left of them.
  @discardableResult
  mutating func field(
    _ name: String, _ size: Int, _ words: (ArraySlice<UInt8>) -> String
  ) throws -> ArraySlice<UInt8> {
    let range = offset..<min(offset + size, end)
    let isWhole = range.count == size
    let row = Row(
      place: place, field: name, range: range,
      value: isWhole ? words(bytes[range]) : "\(range.count) of \(size) bytes", chapter: chapter)
    if let fault, range.upperBound > fault.offset || !isWhole && range.upperBound == fault.offset {
      throw Stop(row: row)
    }
    offset = range.upperBound
    if !range.isEmpty { try emit(row) }
    return bytes[range]
  }

  /// Names an integer. Gives 0 where its bytes are not all there.
  @discardableResult
  mutating func integer(
    _ name: String, _ size: Int, _ words: (UInt64) -> String = { String($0) }
  ) throws -> UInt64 {
    let value = { (bytes: ArraySlice<UInt8>) in bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
    let field = try field(name, size) { words(value($0)) }
    return field.count == size ? value(field) : 0
  }

  /// Names an integer that counts what follows.
  mutating func count(_ name: String, _ size: Int) throws -> Int {
    Int(truncatingIfNeeded: try integer(name, size))
  }

  @discardableResult
  mutating func time(_ name: String) throws -> UnixTime {
    UnixTime(Int64(truncatingIfNeeded: try integer(name, 5) { UnixTime(Int64(truncatingIfNeeded: $0)).words }))
  }

  /// Names a profile.
  @discardableResult
  mutating func profile(_ name: String) throws -> Profile {
    let words = { (number: UInt64) in Profile(rawValue: UInt16(truncatingIfNeeded: number)).words }
    return Profile(rawValue: UInt16(truncatingIfNeeded: try integer(name, 2, words)))
  }

  /// Names the signer bits and the signatures of a set of keys.
  mutating func signatures(_ signersName: String, of keyName: String) throws {
    let signers = try integer(signersName, 2) { bits in
      let signers = SignerBits.indices(bits).map { "\(keyName) \($0)" }
      return signers.isEmpty ? "none" : signers.joined(separator: ", ")
    }
    for index in SignerBits.indices(signers) {
      try field("signature", Signature.size) { _ in "of \(keyName) \(index); not checked here" }
    }
  }

  /// Names bytes that no table divides, to the end of what is being walked.
  mutating func walkOpaque(_ name: String, _ words: String) throws {
    while offset < end { try field(name, min(end - offset, Annotator.opaqueRowSize)) { _ in words } }
  }
}

/// The bits that say which keys sign.
private enum SignerBits {
  static func indices(_ bits: UInt64) -> [Int] { (0..<16).filter { bits >> UInt64($0) & 1 == 1 } }
}

extension FormatError {
  /// What the library's decoder of the object's kind finds wrong; `nil` for a well-formed object.
  package init?(in bytes: [UInt8]) {
    do throws(FormatError) {
      guard let firstByte = bytes.first else { throw FormatError(.truncated, at: 0) }
      switch try ObjectKind(firstByte: firstByte) {
      case .pass: _ = try UnverifiedPass(decoding: bytes)
      case .authorityRecord: _ = try AuthorityRecord(decoding: bytes)
      case .trustList: _ = try TrustList(decoding: bytes)
      case .statusList: _ = try StatusList(decoding: bytes)
      case .statusDelta: _ = try StatusDelta(decoding: bytes)
      case .trustBundle: _ = try TrustBundle(decoding: bytes)
      case .presentation: _ = try UnverifiedPresentation(decoding: bytes)
      case .passRequest: _ = try UnverifiedPassRequest(decoding: bytes)
      }
      return nil
    } catch { self = error }
  }
}
