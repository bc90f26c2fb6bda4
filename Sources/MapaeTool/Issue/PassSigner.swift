import Mapae

/// Makes passes of what they state.
struct PassSigner: ~Copyable {
  let key: SigningKey
  let listing: KeyListing

  /// A pass that a verifier with the same trust list finds authentic and whose claims it finds valid.
  borrowing func pass(_ fields: PassFields) throws(RecordFault) -> UnverifiedPass {
    try listing.check(fields)
    do {
      let draft = try PassDraft(fields, domain: listing.domain)
      return try draft.sealed(with: key.sign(draft.bytesToSign), by: key.publicKey)
    } catch { throw PassSigner.fault(error, fields.profile) }
  }

  private static func fault(_ error: DraftError, _ profile: Profile) -> RecordFault {
    switch error {
    case .format(let error) where error.code == .tooLarge:
      RecordFault("the pass would have more than \(UnverifiedPass.greatestSize) bytes; shorten a text")
    case .format(let error): RecordFault("no pass can state this: \(error)")
    case .invalidClaim(nil):
      RecordFault("a claim is absent that every pass of \(profile) has; see spec/registries.md, \"Profiles\"")
    case .invalidClaim(let tag?):
      RecordFault("\(Registry.definition(of: tag, in: profile)?.name ?? "\(tag)") stands beside one that excludes it")
    case .badKey: RecordFault("holder-key is no Ed25519 key of prime order (SIG-1)")
    case .badSignature, .wrongSigners: RecordFault("the key made no good signature")
    }
  }
}
