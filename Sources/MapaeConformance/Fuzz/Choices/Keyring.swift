import EdgeSigning
import Mapae

/// A key of which the fuzzer knows the secret.
final class Key: Sendable {
  private let secret: SigningKey
  let publicKey: PublicKey
  private let seed: [UInt8]
  /// Chooses its nonce, its R and its S. Few ever sign so.
  var edge: EdgeSigner { EdgeSigner(seed: seed, publicKey: publicKey.bytes) }

  fileprivate init(_ number: UInt64) {
    var generator = SeededOrder(seed: number)
    var seed: [UInt8] = []
    for _ in 0..<4 { seed.append(generator.next(), width: 8) }
    guard let secret = SigningKey(seed: seed) else { fatalError("there is no guarded memory for a key") }
    publicKey = secret.publicKey
    self.seed = seed
    self.secret = secret
  }

  func sign(_ message: [UInt8]) -> [UInt8] { secret.sign(message) }
}

/// All keys that there are: few, so that a verifier that remembers which are good is not held up.
enum Keyring {
  /// How many there are of each use in a domain.
  static let rootCount = 18
  static let listKeyCount = 18
  static let issuerKeyCount = 16
  private static let domainCount = 3
  private static let holderCount = 4
  private static let perDomain = rootCount + listKeyCount + issuerKeyCount

  private static let keys = (0..<UInt64(domainCount * perDomain + holderCount)).map(Key.init)
  private static let byPublicKey = Dictionary(uniqueKeysWithValues: keys.map { ($0.publicKey, $0) })

  static func root(_ index: Int, of domain: Int) -> Key { keys[domain * perDomain + index % rootCount] }
  static func listKey(_ index: Int, of domain: Int) -> Key {
    keys[domain * perDomain + rootCount + index % listKeyCount]
  }
  static func issuerKey(_ index: Int, of domain: Int) -> Key {
    keys[domain * perDomain + rootCount + listKeyCount + index % issuerKeyCount]
  }
  static func holder(_ index: Int) -> Key { keys[domainCount * perDomain + index % holderCount] }

  /// The key with these bytes; `nil` where nobody knows its secret.
  static func key(_ publicKey: [UInt8]) -> Key? { PublicKey(publicKey).flatMap { byPublicKey[$0] } }
}

/// Public keys that SIG-1 refuses, one list for each way in which they are bad.
enum BadKeys {
  static let kinds: [[[UInt8]]] = [
    [EdgeEncodings.torsion[0].encoding],
    EdgeEncodings.torsion.dropFirst().map(\.encoding),
    EdgeEncodings.torsion.dropFirst().map { (ReferencePoint.base + $0).encoding },
    EdgeEncodings.largeY,
    EdgeEncodings.signOfZero,
    EdgeEncodings.offCurve(4),
  ]

  static func any(_ choices: inout Choices) -> [UInt8] { choices.any(choices.any(kinds)) }
}
