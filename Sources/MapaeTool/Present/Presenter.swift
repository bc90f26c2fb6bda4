import Mapae

/// A bound pass with its holder's key, to be presented again and again.
struct Presenter: ~Copyable {
  private let pass: UnverifiedPass
  private let domain: Digest
  private let key: SigningKey

  /// - Parameter path: where the pass is: a file, a picture, `-` for standard input, or its text.
  /// - Throws: as the other initialiser does, and where nothing can be read.
  init(_ path: String, domain: Digest, key: consuming SigningKey) throws {
    try self.init(
      ObjectFile.read(path, limit: UnverifiedPresentation.greatestSize), domain: domain, key: key)
  }

  /// - Throws: where no door could ever take what this key makes of the pass.
  init(_ bytes: [UInt8], domain: Digest, key: consuming SigningKey) throws {
    let pass: UnverifiedPass
    do { pass = try UnverifiedPass(decoding: bytes) } catch {
      throw bytes.first == ObjectKind.presentation.firstByte
        ? ToolFailure("this is a presentation already", remedy: "Give the pass itself; a presentation holds no other.")
        : ToolFailure("this is no pass: \(error)", remedy: "`mapae inspect` shows what is wrong with it.")
    }
    guard let holderKey = pass.unverifiedHolderKey else {
      throw ToolFailure("the pass names no holder key", remedy: "A pass for paper is shown as it is: mapae qr")
    }
    guard holderKey == key.publicKey else {
      throw ToolFailure("the key is not the one that the pass names", remedy: "The pass names \(holderKey).")
    }
    guard pass.domainTag == domain.domainTag else {
      throw ToolFailure("the pass is not of this domain", remedy: "Its issuer handed out the domain's digest with it.")
    }
    self.pass = pass
    self.domain = domain
    self.key = key
  }

  /// A new presentation.
  borrowing func present(at time: UnixTime, answering challenge: Challenge?) throws -> [UInt8] {
    do {
      let draft = try PresentationDraft(
        PresentationFields(pass: pass, presentedAt: time, challenge: challenge), domain: domain)
      return try draft.sealed(with: key.sign(draft.bytesToSign)).bytes
    } catch { throw ToolFailure("no presentation can be made of it: \(error)") }
  }
}
