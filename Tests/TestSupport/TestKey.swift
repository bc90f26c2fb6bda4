public import Mapae

/// A signing key that a test makes from a small number, so that every run has the same keys.
public final class TestKey: Sendable {
  private let key: SigningKey
  public var publicKey: PublicKey { key.publicKey }

  public init(_ number: UInt64) {
    var generator = SeededGenerator(seed: number)
    guard let key = SigningKey(seed: generator.bytes(32)) else { fatalError("no guarded memory") }
    self.key = key
  }

  public func sign(_ message: [UInt8]) -> [UInt8] { key.sign(message) }
}
