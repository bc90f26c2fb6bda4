public import Mapae

/// A signing key that a test makes from a small number, so that every run has the same keys.
public final class TestKey: Sendable {
  private let key: SigningKey
  public var publicKey: PublicKey { key.publicKey }

  public convenience init(_ number: UInt64) {
    var generator = SeededGenerator(seed: number)
    self.init(seed: generator.bytes(32))
  }

  public init(seed: [UInt8]) {
    guard let key = SigningKey(seed: seed) else { fatalError("no 32-byte seed, or no guarded memory") }
    self.key = key
  }

  public func sign(_ message: [UInt8]) -> [UInt8] { key.sign(message) }
}
