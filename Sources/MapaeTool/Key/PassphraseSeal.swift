import CSodium

/// How a passphrase seals a secret: Argon2id makes a key of it, and XSalsa20-Poly1305 seals with that key.
///
/// Its 48 bytes: salt (16), passes (u32) and memory in KiB (u32) of Argon2id, nonce (24).
struct PassphraseSeal {
  let bytes: [UInt8]

  private static let saltSize = 16
  private static let boxOverhead = 16
  /// Bounds for a file from someone else: as much as libsodium's costliest preset asks for.
  private static let passes = 1...16
  private static let memory = 1 << 13...1 << 30

  /// A new one, at libsodium's moderate cost: 256 MiB.
  init() {
    let passes = UInt32(crypto_pwhash_opslimit_moderate())
    let kibibytes = UInt32(crypto_pwhash_memlimit_moderate() / 1_024)
    bytes =
      PassphraseSeal.random(count: PassphraseSeal.saltSize)
      + [passes, kibibytes].flatMap { number in stride(from: 24, through: 0, by: -8).map { UInt8(number >> $0 & 0xff) }
      }
      + PassphraseSeal.random(count: 24)
  }

  /// That of a file; `nil` where it asks for more passes or memory than any good one.
  init?(_ bytes: Span<UInt8>) {
    self.bytes = bytes.indices.map { bytes[$0] }
    guard bytes.count == 48, PassphraseSeal.passes.contains(passes), PassphraseSeal.memory.contains(memory) else {
      return nil
    }
  }

  /// The sealed secret, 16 bytes longer than it.
  func seal(_ secret: Span<UInt8>, _ passphrase: borrowing GuardedBytes) throws -> [UInt8] {
    let key = try key(of: passphrase)
    var box = [UInt8](repeating: 0, count: secret.count + PassphraseSeal.boxOverhead)
    key.withBytes { key in
      unsafe key.withUnsafeBufferPointer { key in
        unsafe secret.withUnsafeBufferPointer { secret in
          _ = unsafe crypto_secretbox_easy(
            &box, secret.baseAddress!, UInt64(secret.count), Array(bytes[24...]), key.baseAddress!)
        }
      }
    }
    return box
  }

  /// The secret of a box; `nil` where this is not its passphrase.
  func open(_ box: Span<UInt8>, _ passphrase: borrowing GuardedBytes) throws -> GuardedBytes? {
    let key = try key(of: passphrase)
    var secret = try GuardedBytes(capacity: box.count - PassphraseSeal.boxOverhead)
    var isOpen = false
    key.withBytes { key in
      unsafe secret.fill { room in
        unsafe key.withUnsafeBufferPointer { key in
          unsafe box.withUnsafeBufferPointer { box in
            isOpen =
              unsafe crypto_secretbox_open_easy(
                room.baseAddress!, box.baseAddress!, UInt64(box.count), Array(bytes[24...]), key.baseAddress!) == 0
          }
        }
        return room.count
      }
    }
    if isOpen { return secret }
    return nil
  }

  private var passes: Int { number(at: PassphraseSeal.saltSize) }
  private var memory: Int { number(at: PassphraseSeal.saltSize + 4) * 1_024 }

  private func number(at offset: Int) -> Int { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }

  private func key(of passphrase: borrowing GuardedBytes) throws -> GuardedBytes {
    var key = try GuardedBytes(capacity: 32)
    var isMade = false
    passphrase.withBytes { passphrase in
      unsafe key.fill { room in
        unsafe passphrase.withUnsafeBytes { passphrase in
          isMade =
            unsafe crypto_pwhash(
              room.baseAddress!, UInt64(room.count), passphrase.bindMemory(to: CChar.self).baseAddress!,
              UInt64(passphrase.count), Array(bytes[..<PassphraseSeal.saltSize]), UInt64(passes), memory,
              crypto_pwhash_alg_argon2id13()) == 0
        }
        return room.count
      }
    }
    guard isMade else {
      throw ToolFailure(
        "there is too little memory for Argon2id", remedy: "It needs \(memory >> 20) MiB; close something.")
    }
    return key
  }

  private static func random(count: Int) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }
}
