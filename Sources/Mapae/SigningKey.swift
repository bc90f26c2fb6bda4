internal import CSodium

/// An Ed25519 secret key in memory that libsodium guards, never swaps out and zeroes when it is done with.
///
/// The memory is written once, before anyone else can see it, and read-only from then on: that makes it `Sendable`.
@safe public struct SigningKey: ~Copyable, @unchecked Sendable {
  private let secret: UnsafeMutablePointer<UInt8>
  public let publicKey: PublicKey

  /// A new random key; `nil` where the system gives neither guarded memory nor randomness.
  public init?() {
    unsafe self.init { publicKey, secret in unsafe crypto_sign_keypair(publicKey, secret) }
  }

  /// The key of RFC 8032's 32-byte secret seed; `nil` for another count or without guarded memory.
  ///
  /// The caller zeroes its own copy of the seed.
  public init?(seed: [UInt8]) {
    self.init(seed: seed.span)
  }

  /// The same, of a seed in guarded memory.
  package init?(seed: Span<UInt8>) {
    guard seed.count == 32 else { return nil }
    unsafe self.init { publicKey, secret in
      unsafe seed.withUnsafeBufferPointer {
        unsafe crypto_sign_seed_keypair(publicKey, secret, $0.baseAddress!)
      }
    }
  }

  private init?(_ fill: (UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt8>) -> Int32) {
    guard Sodium.isReady, let memory = unsafe sodium_malloc(64) else { return nil }
    let secret = unsafe memory.bindMemory(to: UInt8.self, capacity: 64)
    var key: [32 of UInt8] = .init(repeating: 0)
    var span = key.mutableSpan
    let status = unsafe span.withUnsafeMutableBufferPointer { unsafe fill($0.baseAddress!, secret) }
    guard status == 0, unsafe sodium_mprotect_readonly(secret) == 0 else {
      unsafe sodium_free(secret)
      return nil
    }
    unsafe self.secret = secret
    publicKey = PublicKey(key.span)
  }

  deinit { unsafe sodium_free(secret) }

  /// The 64-byte signature of what a draft asks to be signed.
  public borrowing func sign(_ message: [UInt8]) -> [UInt8] {
    [UInt8](capacity: Signature.size) { (output: inout OutputSpan<UInt8>) in
      output.append(repeating: 0, count: Signature.size)
      var span = output.mutableSpan
      unsafe span.withUnsafeMutableBufferPointer { output in
        unsafe message.withUnsafeBufferPointer { message in
          _ = unsafe crypto_sign_detached(
            output.baseAddress!, nil, message.baseAddress, UInt64(message.count), secret)
        }
      }
    }
  }

  /// Lends RFC 8032's secret seed, in guarded memory, to a function that stores it.
  package borrowing func withSeed<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
    try unsafe body(Span(_unsafeStart: UnsafePointer(secret), count: 32))
  }
}
