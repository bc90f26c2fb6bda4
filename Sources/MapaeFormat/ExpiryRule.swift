/// A rule of a trust list that narrows the validity of passes already issued (chapter Expiry rules and time).
public struct ExpiryRule: Hashable, Sendable {
  /// 1 for a window; others are kept and give `unsupported-rule` (RULE-2).
  public let kind: UInt8
  /// The passes that it applies to.
  public let profile: Profile
  public let inForceFrom: UnixTime
  /// The first second at which it is no longer in force; ``UnixTime/last`` for "until further notice".
  public let inForceUntil: UnixTime
  /// The bytes behind the in-force times.
  public let body: [UInt8]
  /// What the body says, for kind 1; `nil` for an unknown kind.
  public let window: Window?

  /// A window of validity, counted from an instant that the pass states.
  public struct Window: Hashable, Sendable {
    public let anchor: Anchor
    /// Seconds from the anchor's instant to the window's first second.
    public let opensAfter: UInt32
    /// Seconds from the anchor's instant to the first second behind the window.
    public let closesAfter: UInt32
    /// Quarter hours east of UTC, −48 to 56; where a date's midnight is.
    public let utcOffset: Int
    public let condition: Condition?

    public init(
      anchor: Anchor, opensAfter: UInt32, closesAfter: UInt32, utcOffset: Int = 0, condition: Condition? = nil
    ) {
      self.anchor = anchor
      self.opensAfter = opensAfter
      self.closesAfter = closesAfter
      self.utcOffset = utcOffset
      self.condition = condition
    }
  }

  /// What a window is counted from.
  public enum Anchor: Hashable, Sendable {
    case issuedAt
    case validFrom
    /// A claim of three bytes, read as a date.
    case date(ClaimTag)
    /// An anchor byte that this version does not have (RULE-9).
    case unknown(UInt8)
  }

  /// The rule applies only where the claim, read as an integer, is below the limit, or absent (RULE-7).
  public struct Condition: Hashable, Sendable {
    public let tag: ClaimTag
    /// 0 to 2²⁴ − 1.
    public let limit: UInt32

    public init(_ tag: ClaimTag, below limit: UInt32) {
      self.tag = tag
      self.limit = limit
    }
  }

  static let windowKind: UInt8 = 1
  private static let headerSize = 13

  /// A rule of kind 1.
  ///
  /// - Throws: `outOfRange` where a value cannot be written.
  public init(
    profile: Profile, inForceFrom: UnixTime, inForceUntil: UnixTime = .last, window: Window
  ) throws(FormatError) {
    var bytes: [UInt8] = [ExpiryRule.windowKind]
    bytes.append(profile.rawValue, width: 2)
    guard inForceFrom.isEncodable, inForceUntil.isEncodable else { throw FormatError(.outOfRange, at: 3) }
    bytes.append(inForceFrom)
    bytes.append(inForceUntil)
    bytes.append(window.anchor.encoded)
    bytes.append(window.opensAfter, width: 4)
    bytes.append(window.closesAfter, width: 4)
    guard (-48...56).contains(window.utcOffset) else { throw FormatError(.outOfRange, at: bytes.count) }
    bytes.append(UInt8(window.utcOffset + 64))
    if let condition = window.condition {
      bytes.append(condition.tag.rawValue)
      guard condition.limit < 1 << 24 else { throw FormatError(.outOfRange, at: bytes.count) }
      bytes.append(condition.limit, width: 3)
    }
    try self.init(bytes.span, 0..<bytes.count)
  }

  /// Decodes the bytes behind the length byte (RULE-1, RULE-2).
  init(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(FormatError) {
    var reader = ByteReader(from: range.lowerBound, to: range.upperBound)
    kind = try reader.u8(bytes)
    profile = Profile(rawValue: try reader.u16(bytes))
    inForceFrom = try reader.time(bytes)
    inForceUntil = try reader.time(bytes)
    guard inForceFrom < inForceUntil else { throw FormatError(.outOfRange, at: reader.offset - 5) }
    body = (reader.offset..<range.upperBound).map { bytes[$0] }
    window = kind == ExpiryRule.windowKind ? try Window(&reader, bytes) : nil
  }

  /// The rule with its length byte: what rules are ordered by.
  package var encoded: [UInt8] {
    var bytes = [UInt8(ExpiryRule.headerSize + body.count), kind]
    bytes.append(profile.rawValue, width: 2)
    bytes.append(inForceFrom)
    bytes.append(inForceUntil)
    return bytes + body
  }

  /// Whether the other rule says the same but for when it is in force (tie 8).
  public func isSame(but other: ExpiryRule) -> Bool {
    kind == other.kind && profile == other.profile && body == other.body
  }
}

extension ExpiryRule.Window {
  init(_ reader: inout ByteReader, _ bytes: Span<UInt8>) throws(FormatError) {
    anchor = ExpiryRule.Anchor(encoded: try reader.u8(bytes))
    opensAfter = try reader.u32(bytes)
    closesAfter = try reader.u32(bytes)
    guard opensAfter < closesAfter else { throw FormatError(.outOfRange, at: reader.offset - 4) }
    utcOffset = Int(try reader.u8(in: 16...120, bytes)) - 64
    if anchor == .issuedAt || anchor == .validFrom, utcOffset != 0 {
      throw FormatError(.outOfRange, at: reader.offset - 1)
    }
    condition =
      reader.remaining == 0
      ? nil : .init(ClaimTag(rawValue: try reader.u8(bytes)), below: try reader.u24(bytes))
    try reader.finish()
  }
}

extension ExpiryRule.Anchor {
  init(encoded byte: UInt8) {
    let tag = ClaimTag(rawValue: byte)
    self =
      switch byte {
      case 0: .issuedAt
      case 1: .validFrom
      default: tag.size == .fixed(3) ? .date(tag) : .unknown(byte)
      }
  }

  var encoded: UInt8 {
    switch self {
    case .issuedAt: 0
    case .validFrom: 1
    case .date(let tag): tag.rawValue
    case .unknown(let byte): byte
    }
  }
}
