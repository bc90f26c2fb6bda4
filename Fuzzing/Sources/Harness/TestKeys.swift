internal import Mapae

/// The keys of all that the harness signs. They are public, and so is what they sign: trust none of it.
enum TestKeys {
  /// Key *n* has a secret of 32 bytes *n* + 1.
  static let count = 48

  /// A key that nothing in a seed names.
  static let stranger = TestKey(255)

  private static let keys = (0..<count).map { TestKey(UInt8($0 + 1)) }
  private static let byPublicKey = Dictionary(uniqueKeysWithValues: keys.map { ($0.publicKey, $0) })

  /// The key behind a public key; `nil` where it is not one of these.
  static func key(_ publicKey: PublicKey) -> TestKey? { byPublicKey[publicKey] }

  static func publicKey(_ number: Int) -> PublicKey { keys[number % count].publicKey }
}

/// A signing key that any number of objects may use.
final class TestKey: Sendable {
  private let key: SigningKey
  var publicKey: PublicKey { key.publicKey }

  init(_ byte: UInt8) {
    guard let key = SigningKey(seed: Array(repeating: byte, count: 32)) else { fatalError("no guarded memory") }
    self.key = key
  }

  func sign(_ message: [UInt8]) -> [UInt8] { key.sign(message) }
}

extension PublicKey {
  /// Encodings of points of small order, and encodings that are not canonical: none may ever be trusted (SIG-1).
  static let neverTrusted: Set<PublicKey> = Set(
    [
      "0100000000000000000000000000000000000000000000000000000000000000",
      "0100000000000000000000000000000000000000000000000000000000000080",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
      "0000000000000000000000000000000000000000000000000000000000000000",
      "0000000000000000000000000000000000000000000000000000000000000080",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
      "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
      "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
      "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
      "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    ].compactMap { PublicKey(hex: $0) })
}
