/// The kinds of object, by the low four bits of their first byte.
public enum ObjectKind: UInt8, Hashable, Sendable, CaseIterable {
  case pass = 1
  case presentation = 2
  case authorityRecord = 3
  case trustList = 4
  case statusList = 5
  case trustBundle = 6
  case passRequest = 7
  case statusDelta = 8

  /// The version that this library reads and writes.
  public static var version: UInt8 { 1 }

  /// The first byte of an object of this kind.
  public var firstByte: UInt8 { ObjectKind.version << 4 | rawValue }

  /// What a first byte says.
  ///
  /// - Throws: `unsupportedVersion` for another version, or for a kind that version 1 does not have (VERIFY-5).
  public init(firstByte: UInt8, at offset: Int = 0) throws(FormatError) {
    guard firstByte >> 4 == ObjectKind.version, let kind = ObjectKind(rawValue: firstByte & 15) else {
      throw FormatError(.unsupportedVersion, at: offset)
    }
    self = kind
  }

  /// The label that begins what a signature of this kind covers, 16 bytes; `nil` for a bundle and a delta, which nobody
  /// signs (BASE-5).
  public var signatureLabel: StaticString? {
    switch self {
    case .pass: "mapae1 pass\0\0\0\0\0"
    case .presentation: "mapae1 present\0\0"
    case .authorityRecord: "mapae1 authority"
    case .trustList: "mapae1 trust\0\0\0\0"
    case .statusList: "mapae1 status\0\0\0"
    case .trustBundle: nil
    case .passRequest: "mapae1 request\0\0"
    case .statusDelta: nil
    }
  }
}
