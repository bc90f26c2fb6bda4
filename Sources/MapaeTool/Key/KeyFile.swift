import Foundation
import Mapae

/// A file that holds one Ed25519 secret key, readable by its owner alone.
///
/// | offset | bytes | open | protected |
/// |---|---|---|---|
/// | 0 | 16 | `mapae-key-1`, zero-padded | the same |
/// | 16 | 1 | 0 | 1 |
/// | 17 | 32 | public key | public key |
/// | 49 | 32 | RFC 8032's secret seed | |
/// | 49 | 16 | | salt of Argon2id |
/// | 65 | 4 | | its passes |
/// | 69 | 4 | | its memory in KiB |
/// | 73 | 24 | | nonce of XSalsa20-Poly1305 |
/// | 97 | 48 | | the seed, sealed by the key that Argon2id makes of the passphrase |
struct KeyFile {
  let path: String

  private static let label = Array("mapae-key-1".utf8) + Array(repeating: 0, count: 5)
  private static let openSize = 81
  private static let protectedSize = 145
  private static let seedSize = 32

  /// Writes a new random key. The file must not be there yet.
  ///
  /// - Parameter passphrase: protects the file where it is given.
  /// - Returns: the public key.
  func create(passphrase: consuming GuardedBytes?) throws -> PublicKey {
    guard let key = SigningKey() else { throw ToolFailure("the system gives no guarded memory or no randomness") }
    var content = try GuardedBytes(capacity: KeyFile.protectedSize)
    content.append(KeyFile.label)
    if let passphrase {
      content.append([1] + key.publicKey.bytes)
      let seal = PassphraseSeal()
      let box = try key.withSeed { try seal.seal($0, passphrase) }
      content.append(seal.bytes + box)
    } else {
      content.append([0] + key.publicKey.bytes)
      key.withSeed { content.append($0) }
    }
    try content.withBytes { try Files.write($0, to: path, mode: 0o600, replacing: false) }
    return key.publicKey
  }

  /// The public key, which stands in the file unprotected.
  func publicKey() throws -> PublicKey {
    let content = try read()
    return content.withBytes { PublicKey($0.extracting(17..<49)) }
  }

  /// The secret key.
  ///
  /// - Parameter passphraseFile: whose first line opens a protected key; without it, the terminal is asked.
  func load(passphraseFile: String?) throws -> SigningKey {
    let content = try read()
    let seed = try content.withBytes { try openSeed($0, passphraseFile) }
    guard let key = seed.withBytes({ SigningKey(seed: $0) }) else {
      throw ToolFailure("the system gives no guarded memory")
    }
    guard content.withBytes({ PublicKey($0.extracting(17..<49)) }) == key.publicKey else { throw damaged }
    return key
  }

  private func openSeed(_ content: Span<UInt8>, _ passphraseFile: String?) throws -> GuardedBytes {
    guard content[16] == 1 else {
      var seed = try GuardedBytes(capacity: KeyFile.seedSize)
      seed.append(content.extracting(49..<KeyFile.openSize))
      return seed
    }
    guard let seal = PassphraseSeal(content.extracting(49..<97)) else { throw damaged }
    let passphrase =
      try passphraseFile.map { try Passphrase.read(from: $0) } ?? Passphrase.ask("Passphrase of \(path): ")
    guard let seed = try seal.open(content.extracting(97..<KeyFile.protectedSize), passphrase) else {
      throw ToolFailure("the passphrase does not open \(path)", remedy: "Try again.")
    }
    return seed
  }

  private var damaged: ToolFailure {
    ToolFailure("\(path) is damaged: its two halves do not belong together", remedy: "Restore it from a copy.")
  }

  private func read() throws -> GuardedBytes {
    let descriptor = unsafe Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Files.failure("cannot read \(path)") }
    defer { close(descriptor) }
    var content = try GuardedBytes(capacity: KeyFile.protectedSize + 1)
    while true {
      let before = content.count
      try unsafe content.fill { room in
        let count = unsafe Foundation.read(descriptor, room.baseAddress, room.count)
        guard count >= 0 else { throw Files.failure("cannot read \(path)") }
        return count
      }
      if content.count == before { break }
    }
    let isKey = content.withBytes { bytes in
      bytes.count > 16 && KeyFile.label.indices.allSatisfy { bytes[$0] == KeyFile.label[$0] }
        && bytes.count == (bytes[16] == 0 ? KeyFile.openSize : bytes[16] == 1 ? KeyFile.protectedSize : 0)
    }
    guard isKey else { throw ToolFailure("\(path) is no key file", remedy: "Make one: mapae key new FILE") }
    try checkAccess(descriptor)
    return content
  }

  /// A secret that others can read is no secret any more.
  private func checkAccess(_ descriptor: Int32) throws {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw Files.failure("cannot read \(path)") }
    guard status.st_mode & 0o077 == 0 else {
      throw ToolFailure(
        "\(path) can be read or written by others",
        remedy: "If nobody has: chmod 600 \(path). If somebody may have, use a new key.")
    }
  }
}
