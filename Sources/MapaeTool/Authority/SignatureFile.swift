import ArgumentParser
import Mapae

/// A file with one key's signature, which travels from the machine that signs to the one that seals.
struct SignatureFile: Codable {
  /// The digest of what was signed, for the protocol (OPS-11).
  var digest: Digest
  var publicKey: PublicKey
  var signature: HexText

  /// The signature of a draft by a key.
  init(_ draft: DraftFile.Content, by key: borrowing SigningKey) {
    digest = draft.digest
    publicKey = key.publicKey
    signature = HexText(key.sign(draft.bytesToSign))
  }

  /// The signatures of some files, each for this draft and by a key of these sets, none twice.
  ///
  /// Whether they are good, and enough, is found when the draft is sealed.
  static func read(
    _ paths: [String], for draft: DraftFile.Content, by sets: [AuthorityRecord.Keys]
  ) throws -> [PublicKey: [UInt8]] {
    var signatures: [PublicKey: [UInt8]] = [:]
    for path in paths {
      let file = try ReadableFile.read(
        SignatureFile.self, from: path, remedy: "Give a file from `mapae authority sign`.")
      guard file.digest == draft.digest else {
        throw ToolFailure(
          "\(path) signs something else: digest \(file.digest), not \(draft.digest)",
          remedy: "The draft was changed after it was signed, or this is another draft's signature. Sign this one.")
      }
      guard sets.contains(where: { $0.keys.contains(file.publicKey) }) else {
        throw ToolFailure(
          "\(path) is by a key that has no say here: \(file.publicKey)",
          remedy: "Sign with a key that the authority record names.")
      }
      guard signatures.updateValue(file.signature.bytes, forKey: file.publicKey) == nil else {
        throw ToolFailure(
          "\(path) is a second signature by \(file.publicKey)", remedy: "Each key counts once; give another key's.")
      }
    }
    return signatures
  }
}

extension AuthorityRecord.Keys {
  /// - Throws: where fewer keys of the set signed than its threshold, with those that may still sign.
  func checkCount(of signatures: [PublicKey: [UInt8]], _ name: String) throws {
    let count = keys.count { signatures[$0] != nil }
    guard count < threshold else { return }
    let missing = keys.filter { signatures[$0] == nil }.map { "\n    \($0)" }.joined()
    throw ToolFailure(
      "\(count) of the \(threshold) signatures that are needed of \(name)", remedy: "These may still sign:\(missing)")
  }
}

/// A draft and what was signed of it, gathered from the machines of its keys.
struct SignedDraftArguments: ParsableArguments {
  @Argument(help: "The draft.")
  var draft: String

  @Option(
    name: .customLong("signature"),
    help: ArgumentHelp("A signature of the draft; once for each file.", valueName: "file"))
  var signatures: [String]
}
