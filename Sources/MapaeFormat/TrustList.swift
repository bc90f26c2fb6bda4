/// The issuers, keys and expiry rules of a domain, kind 4 (chapter Trust, "Trust list").
public struct TrustList: Sendable {
  /// The whole list as received.
  public let bytes: [UInt8]
  public let fields: TrustListFields
  /// By list keys of the authority record.
  public let signatures: SignatureGroup
  /// The count of signed bytes.
  public let signedLength: Int

  /// The most bytes of a trust list.
  public static let greatestSize = 4_194_304
  /// The longest time from *issued at* to *expires at*: 400 days in seconds.
  public static let greatestLifetime: Int64 = 34_560_000

  /// Decodes a list (BASE-2, TRUST-9 to TRUST-11, RULE-1). Its signatures are not checked here.
  public init(decoding bytes: [UInt8]) throws(FormatError) {
    try self.init(decoding: bytes, in: 0..<bytes.count)
  }

  /// Decodes the list that stands in a part of `bytes`; errors count from the beginning of `bytes`.
  init(decoding bytes: [UInt8], in range: Range<Int>) throws(FormatError) {
    let span = bytes.span
    var reader = ByteReader(from: range.lowerBound, to: range.upperBound)
    guard try ObjectKind(firstByte: reader.u8(span), at: range.lowerBound) == .trustList else {
      throw FormatError(.wrongKind, at: range.lowerBound)
    }
    guard range.count <= TrustList.greatestSize else {
      throw FormatError(.tooLarge, at: range.lowerBound + TrustList.greatestSize)
    }
    fields = try TrustListFields(&reader, span)
    signedLength = reader.offset - range.lowerBound
    let group = reader.offset
    signatures = try SignatureGroup(&reader, relativeTo: range.lowerBound, span)
    guard !signatures.isEmpty else { throw FormatError(.outOfRange, at: group) }
    try reader.finish()
    self.bytes = Array(bytes[range])
  }
}

/// What an authority states in a trust list.
public struct TrustListFields: Sendable {
  public var domain: Digest
  /// The authority record under which it is signed, at least 1.
  public var authorityNumber: UInt8
  /// At least 1.
  public var number: UInt32
  /// The lowest key number never allotted yet, 0 to 2²⁴.
  public var nextKeyNumber: UInt32
  public var issuedAt: UnixTime
  public var refreshAfter: UnixTime
  public var expiresAt: UnixTime
  /// Ids strictly ascending.
  public var issuers: [Issuer]
  /// Strictly ascending as byte strings.
  public var rules: [ExpiryRule]

  public init(
    domain: Digest, authorityNumber: UInt8, number: UInt32, nextKeyNumber: UInt32, issuedAt: UnixTime,
    refreshAfter: UnixTime, expiresAt: UnixTime, issuers: [Issuer], rules: [ExpiryRule]
  ) {
    self.domain = domain
    self.authorityNumber = authorityNumber
    self.number = number
    self.nextKeyNumber = nextKeyNumber
    self.issuedAt = issuedAt
    self.refreshAfter = refreshAfter
    self.expiresAt = expiresAt
    self.issuers = issuers
    self.rules = rules
  }

  /// Who may issue passes.
  public struct Issuer: Hashable, Sendable {
    public var id: UInt16
    /// Text of 1 to 128 bytes.
    public var name: String
    /// What it may issue, strictly ascending, at most 255.
    public var profiles: [Profile]
    /// Begins with 0.
    public var statusGeneration: UInt8
    /// 0 for none, or the least number of a status list that doors must hold.
    public var statusDemand: UInt32
    /// Numbers strictly ascending.
    public var keys: [Key]

    public init(
      id: UInt16, name: String, profiles: [Profile], statusGeneration: UInt8 = 0, statusDemand: UInt32 = 0, keys: [Key]
    ) {
      self.id = id
      self.name = name
      self.profiles = profiles
      self.statusGeneration = statusGeneration
      self.statusDemand = statusDemand
      self.keys = keys
    }
  }

  /// A key of an issuer.
  public struct Key: Hashable, Sendable {
    /// Below the list's next key number.
    public var number: UInt32
    public var publicKey: PublicKey
    public var usage: Usage
    public var isCompromised: Bool
    /// Nothing that the key signed is accepted from this instant on.
    public var acceptUntil: UnixTime

    public init(
      number: UInt32, publicKey: PublicKey, usage: Usage = .passes, isCompromised: Bool = false, acceptUntil: UnixTime
    ) {
      self.number = number
      self.publicKey = publicKey
      self.usage = usage
      self.isCompromised = isCompromised
      self.acceptUntil = acceptUntil
    }
  }

  /// What an issuer key signs.
  public enum Usage: UInt8, Hashable, Sendable {
    case passes = 0
    case statusLists = 1
  }
}
