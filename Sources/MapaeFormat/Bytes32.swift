/// Thirty-two bytes with a meaning, ordered as byte strings.
public struct Bytes32<Meaning>: Hashable, Sendable {
  private let words: Words

  private struct Words: Hashable, Sendable {
    var first: UInt64
    var second: UInt64
    var third: UInt64
    var fourth: UInt64
  }

  /// - Precondition: `bytes` holds 32 bytes.
  package init(_ bytes: Span<UInt8>) {
    precondition(bytes.count == 32)
    words = Words(
      first: bytes.bigEndian(0..<8), second: bytes.bigEndian(8..<16),
      third: bytes.bigEndian(16..<24), fourth: bytes.bigEndian(24..<32))
  }

  /// `nil` unless there are exactly 32 bytes.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.init(bytes.span)
  }

  /// `nil` unless the text is 64 hexadecimal digits.
  public init?(hex: String) {
    guard let bytes = Hex.decode(hex) else { return nil }
    self.init(bytes)
  }

  /// All zero bytes.
  public static var zero: Self { Self(Words(first: 0, second: 0, third: 0, fourth: 0)) }

  private init(_ words: Words) { self.words = words }

  public subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < 32)
    let word =
      switch index / 8 {
      case 0: words.first
      case 1: words.second
      case 2: words.third
      default: words.fourth
      }
    return UInt8(truncatingIfNeeded: word >> UInt64((7 - index % 8) * 8))
  }

  public var bytes: [UInt8] { (0..<32).map { self[$0] } }
  public var hex: String { Hex.encode(bytes) }
}

extension Bytes32: CustomStringConvertible {
  public var description: String { hex }
}

/// A SHA-256 digest.
public typealias Digest = Bytes32<DigestMeaning>
/// The encoding of an Ed25519 public key: RFC 8032's A. Not yet vetted (SIG-1).
public typealias PublicKey = Bytes32<PublicKeyMeaning>
/// The random bytes that make a domain unlike any other (TRUST-6).
public typealias Nonce = Bytes32<NonceMeaning>

public enum DigestMeaning: Sendable {}
public enum PublicKeyMeaning: Sendable {}
public enum NonceMeaning: Sendable {}

/// The first four bytes of a domain digest, by which a pass names its domain.
public struct DomainTag: RawRepresentable, Hashable, Sendable {
  public let rawValue: UInt32

  public init(rawValue: UInt32) { self.rawValue = rawValue }
}

extension Digest {
  /// The domain tag of the domain with this digest.
  public var domainTag: DomainTag { DomainTag(rawValue: UInt32(truncatingIfNeeded: words.first >> 32)) }
}
