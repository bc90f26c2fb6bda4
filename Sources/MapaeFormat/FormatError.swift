/// Why bytes or text are not a Mapae object, and where.
///
/// A decoder that throws has returned nothing. Compare errors by ``code``.
public struct FormatError: Error, Hashable, Sendable {
  /// What is wrong.
  public let code: Code
  /// The first byte, or for text the first UTF-8 byte, at which it shows: 0 to the input's length.
  public let offset: Int

  public init(_ code: Code, at offset: Int) {
    self.code = code
    self.offset = offset
  }

  /// The kinds of fault. All but ``unsupportedVersion`` are `malformed` in the registry of reasons.
  @nonexhaustive
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The version, kind or text prefix is not one of version 1 (BASE, TEXT-1).
    case unsupportedVersion = "unsupported-version"
    /// An object of another kind than the one that was asked for.
    case wrongKind = "wrong-kind"
    /// The input ends inside a field.
    case truncated = "truncated"
    /// The input, or a count in it, is larger than the specification allows.
    case tooLarge = "too-large"
    /// Bytes stand behind the last field (BASE-2).
    case trailingBytes = "trailing-bytes"
    /// A field's value is outside the range that its table gives.
    case outOfRange = "out-of-range"
    /// Entries are not strictly ascending.
    case outOfOrder = "out-of-order"
    /// A key number or a public key stands twice.
    case duplicate = "duplicate"
    /// Text is empty, too long, no shortest-form UTF-8, or has a forbidden code point (BASE-7).
    case badText = "bad-text"
    /// A character is not in the Base41 alphabet (TEXT-2).
    case badDigit = "bad-digit"
    /// A Base41 group stands for no bytes (TEXT-3).
    case badGroup = "bad-group"
    /// One character is left over behind the last Base41 group (TEXT-4).
    case danglingDigit = "dangling-digit"
  }
}

extension FormatError: CustomStringConvertible {
  public var description: String { "\(code.rawValue) at byte \(offset)" }
}
