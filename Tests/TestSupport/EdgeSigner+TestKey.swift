public import EdgeSigning
public import Mapae

extension EdgeSigner {
  /// The same key as ``TestKey`` of that number.
  public init(number: UInt64) {
    var generator = SeededGenerator(seed: number)
    self.init(seed: generator.bytes(32), publicKey: TestKey(number).publicKey.bytes)
  }

  public var key: PublicKey { PublicKey(publicKey)! }
}
