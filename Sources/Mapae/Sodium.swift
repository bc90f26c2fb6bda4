internal import CSodium

/// The seam to libsodium: every call to C, and the library's only unsafe code.
enum Sodium {
  /// Fails only where libsodium finds no source of randomness; nothing can be done then.
  static let isReady: Bool = sodium_init() >= 0

  static func sha256(_ bytes: Span<UInt8>) -> Digest {
    var digest: [32 of UInt8] = .init(repeating: 0)
    unsafe bytes.withUnsafeBufferPointer { message in
      var output = digest.mutableSpan
      unsafe output.withUnsafeMutableBufferPointer { output in
        _ = unsafe crypto_hash_sha256(output.baseAddress!, message.baseAddress, UInt64(message.count))
      }
    }
    return Digest(digest.span)
  }

  /// Whether `key` is the canonical encoding of a point of prime order (SIG-1).
  ///
  /// `crypto_core_ed25519_is_valid_point` is wrong in some releases (CVE-2025-69277), so this asks for [L − 1]A and
  /// compares it with −A, which is A with its sign bit flipped: equal exactly where [L]A is the identity. An encoding
  /// that is not canonical never equals what libsodium writes, with the sign flipped back; but for one, the identity
  /// with a sign bit. Its product is the identity, as that of every other point of order one or two is, and libsodium
  /// reports that as a failure.
  static func isVetted(_ key: PublicKey) -> Bool {
    guard isReady else { return false }
    var point: [32 of UInt8] = .init(repeating: 0)
    var product: [32 of UInt8] = .init(repeating: 0)
    for index in 0..<32 { point[index] = key[index] }
    var order = orderLessOne
    let status = unsafe withBytes(&product) { product in
      unsafe withBytes(&order) { order in
        unsafe withBytes(&point) { point in
          unsafe crypto_scalarmult_ed25519_noclamp(product, order, point)
        }
      }
    }
    guard status == 0 else { return false }
    product[31] ^= 0x80
    for index in 0..<32 where product[index] != key[index] { return false }
    return true
  }

  /// L − 1, little-endian.
  private static var orderLessOne: [32 of UInt8] {
    [
      0xec, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
    ]
  }

  /// Whether the signature that begins at `offset` of `object` is good (SIG-2 to SIG-5) for a vetted key.
  ///
  /// libsodium demands S < L and compares bytes, without the cofactor (SIG-6). It also refuses every R of small order,
  /// which for a key of prime order can only be the identity, so that is SIG-4.
  static func isGood(
    signatureAt offset: Int, of object: Span<UInt8>, signedLength: Int, kind: ObjectKind, domain: Digest, key: PublicKey
  ) -> Bool {
    guard isReady, offset >= 0, offset + Signature.size <= object.count, signedLength <= object.count else {
      return false
    }
    let signature = object.extracting(offset..<offset + Signature.size)
    return unsafe withMessage(object, signedLength, kind, domain) { message in
      unsafe isGood(signature, over: message, key)
    }
  }

  /// The signature equation by itself, over any message; `signature` holds 64 bytes.
  fileprivate static func isGood(
    _ signature: Span<UInt8>, over message: UnsafeBufferPointer<UInt8>, _ key: PublicKey
  ) -> Bool {
    var publicKey: [32 of UInt8] = .init(repeating: 0)
    for index in 0..<32 { publicKey[index] = key[index] }
    return unsafe signature.withUnsafeBufferPointer { signature in
      unsafe withBytes(&publicKey) { key in
        unsafe crypto_sign_verify_detached(signature.baseAddress!, message.baseAddress, UInt64(message.count), key) == 0
      }
    }
  }

  /// What a signature covers: label, domain digest, signed bytes (BASE-5). For a pass and a presentation it stays on the
  /// stack; Swift's own temporary memory is there only up to 1,024 bytes, and the greatest presentation has more.
  private static func withMessage<Result>(
    _ object: Span<UInt8>, _ signedLength: Int, _ kind: ObjectKind, _ domain: Digest,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let count = 48 + signedLength
    guard count <= greatestShownMessage else {
      return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { message in
        unsafe message.initialize(repeating: 0)
        unsafe fill(message, object, signedLength, kind, domain)
        return unsafe body(UnsafeBufferPointer(message))
      }
    }
    var message: [1111 of UInt8] = .init(repeating: 0)
    var span = message.mutableSpan
    return unsafe span.withUnsafeMutableBufferPointer { message in
      let message = unsafe UnsafeMutableBufferPointer(rebasing: message[..<count])
      unsafe fill(message, object, signedLength, kind, domain)
      return unsafe body(UnsafeBufferPointer(message))
    }
  }

  /// What the holder's signature of the greatest presentation covers.
  private static let greatestShownMessage = 48 + UnverifiedPresentation.greatestSize - Signature.size

  private static func fill(
    _ message: UnsafeMutableBufferPointer<UInt8>, _ object: Span<UInt8>, _ signedLength: Int, _ kind: ObjectKind,
    _ domain: Digest
  ) {
    if let label = kind.signatureLabel {
      label.withUTF8Buffer { label in
        for index in label.indices { unsafe message[index] = unsafe label[index] }
      }
    }
    for index in 0..<32 { unsafe message[16 + index] = domain[index] }
    if signedLength > 0 {
      unsafe object.withUnsafeBufferPointer { object in
        unsafe (message.baseAddress! + 48).update(from: object.baseAddress!, count: signedLength)
      }
    }
  }

  static func randomBytes32<Meaning>() -> Bytes32<Meaning> {
    precondition(isReady, "libsodium finds no source of randomness")
    var bytes: [32 of UInt8] = .init(repeating: 0)
    unsafe withBytes(&bytes) { unsafe randombytes_buf($0, 32) }
    return Bytes32(bytes.span)
  }

  private static func withBytes<Result>(
    _ bytes: inout [32 of UInt8], _ body: (UnsafeMutablePointer<UInt8>) -> Result
  ) -> Result {
    var span = bytes.mutableSpan
    return unsafe span.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress!) }
  }
}

extension Digest {
  /// The SHA-256 digest of bytes.
  package init(sha256Of bytes: Span<UInt8>) { self = Sodium.sha256(bytes) }
}

extension PublicKey {
  /// Whether this is the canonical encoding of a point of prime order (SIG-1), right on every libsodium since 1.0.18.
  ///
  /// One scalar multiplication, about as long as a signature check.
  public var isVetted: Bool { Sodium.isVetted(self) }

  /// Whether the signature is good (SIG-2 to SIG-5) over a message without label and domain, for this vetted key.
  ///
  /// Only tests ask so: published vectors sign bare messages. Objects are checked with their label (BASE-5).
  package func isSigner(of message: [UInt8], by signature: [UInt8]) -> Bool {
    guard Sodium.isReady, signature.count == Signature.size else { return false }
    return unsafe message.withUnsafeBufferPointer { unsafe Sodium.isGood(signature.span, over: $0, self) }
  }
}

extension Nonce {
  /// 32 random bytes (TRUST-6).
  public static func random() -> Nonce { Sodium.randomBytes32() }
}
